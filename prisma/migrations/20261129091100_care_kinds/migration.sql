-- Care of every kind: lunar birthdays, the tier a pack was for, texts in two languages. A birthday that is moved is
-- remembered with its instant, so that moving it (or its calendar) does not bring a second gift in one year.
ALTER TABLE "member" ADD COLUMN "birthday_calendar" TEXT NOT NULL DEFAULT 'solar';
ALTER TABLE "member" ADD COLUMN "birthday_moved_at" TIMESTAMPTZ(3);
ALTER TABLE member ADD CONSTRAINT member_birthday_calendar CHECK (birthday_calendar IN ('solar', 'lunar'));
ALTER TABLE "care_gift" ADD COLUMN "tier_id" TEXT;
ALTER TABLE care DROP CONSTRAINT care_kind;
ALTER TABLE care ADD CONSTRAINT care_kind CHECK (kind IN ('newcomer', 'after-purchase', 'birthday', 'tier-reached', 'monthly', 'win-back', 'points-expiry', 'downgrade', 'anniversary'));

-- One text became one a language.
UPDATE care SET terms = (terms - 'text') || jsonb_build_object('textZh', terms->>'text', 'textEn', '') WHERE terms ? 'text';

-- The night looks for those who bought on one day, and for tiers reached since yesterday.
CREATE INDEX tier_change_reached ON tier_change (merchant_id, at, member_id) WHERE cause = 'reached';
