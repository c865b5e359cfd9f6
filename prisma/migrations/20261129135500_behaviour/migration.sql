-- Browsing: what members looked at, with their consent to exactly that, a purpose of its own. Found by member and time for the
-- member's page, by time for the night that lets go of what is old.

-- CreateTable
CREATE TABLE "behaviour_event" (
    "merchant_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sku" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "behaviour_event_pkey" PRIMARY KEY ("merchant_id","event_id")
);

-- CreateIndex
CREATE INDEX "behaviour_event_merchant_id_member_id_at_idx" ON "behaviour_event"("merchant_id", "member_id", "at" DESC);

-- CreateIndex
CREATE INDEX "behaviour_event_merchant_id_at_idx" ON "behaviour_event"("merchant_id", "at");

ALTER TABLE behaviour_event
  ADD CONSTRAINT behaviour_event_kind CHECK (kind IN ('view', 'search', 'cart', 'favourite')),
  ADD CONSTRAINT behaviour_event_of CHECK ((kind = 'search') = (sku = '') AND (kind = 'search') = (words <> ''));

ALTER TABLE consent DROP CONSTRAINT consent_purpose;
ALTER TABLE consent ADD CONSTRAINT consent_purpose CHECK (purpose IN ('membership', 'messages', 'profile', 'community', 'browsing'));

SELECT huitou_protect('behaviour_event');
