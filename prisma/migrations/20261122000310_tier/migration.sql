-- Tiers: sets in versions, the state of the fold per member, what counted by day, each change with its facts; care and the
-- gifts it gave once by key; how far the night has come.

-- CreateTable
CREATE TABLE "tier_set" (
    "merchant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "tiers" JSONB NOT NULL,
    "saves" INTEGER NOT NULL DEFAULT 1,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "tier_set_pkey" PRIMARY KEY ("merchant_id","version")
);

-- CreateTable
CREATE TABLE "tier_standing" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "state" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "warned_for" TIMESTAMPTZ(3),

    CONSTRAINT "tier_standing_pkey" PRIMARY KEY ("merchant_id","member_id")
);

-- CreateTable
CREATE TABLE "tier_day" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "growth" BIGINT NOT NULL DEFAULT 0,
    "spend_minor" BIGINT NOT NULL DEFAULT 0,
    "orders" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "tier_day_pkey" PRIMARY KEY ("merchant_id","member_id","day")
);

-- CreateTable
CREATE TABLE "tier_change" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "change_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "known_at" TIMESTAMPTZ(3) NOT NULL,
    "from_tier" TEXT,
    "to_tier" TEXT,
    "cause" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "facts" JSONB NOT NULL,

    CONSTRAINT "tier_change_pkey" PRIMARY KEY ("merchant_id","member_id","change_id")
);

-- CreateTable
CREATE TABLE "care" (
    "merchant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "care_pkey" PRIMARY KEY ("merchant_id","kind")
);

-- CreateTable
CREATE TABLE "care_gift" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "gift_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "points" BIGINT NOT NULL DEFAULT 0,
    "coupon_id" UUID,
    "claim_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "care_gift_pkey" PRIMARY KEY ("merchant_id","member_id","gift_key")
);

-- CreateTable
CREATE TABLE "night" (
    "merchant_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "done" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "night_pkey" PRIMARY KEY ("merchant_id","day")
);

-- CreateIndex
CREATE INDEX "tier_change_merchant_id_member_id_at_idx" ON "tier_change"("merchant_id", "member_id", "at" DESC);

-- CreateIndex
CREATE INDEX "care_gift_merchant_id_kind_at_idx" ON "care_gift"("merchant_id", "kind", "at");

CREATE INDEX tier_standing_due ON tier_standing (merchant_id, due_at, member_id) WHERE due_at IS NOT NULL;
CREATE UNIQUE INDEX tier_set_one_draft ON tier_set (merchant_id) WHERE state = 'draft';
-- The birthdays of a night.
CREATE INDEX member_birthday ON member (merchant_id, birthday, member_id) WHERE birthday IS NOT NULL;

ALTER TABLE tier_set ADD CONSTRAINT tier_set_state CHECK (state IN ('draft', 'published', 'retired'));
ALTER TABLE tier_day SET (fillfactor = 80);
ALTER TABLE care ADD CONSTRAINT care_kind CHECK (kind IN ('birthday', 'newcomer'));

SELECT huitou_protect('tier_set'), huitou_protect('tier_standing'), huitou_protect('tier_day'), huitou_protect('tier_change'), huitou_protect('care'), huitou_protect('care_gift'), huitou_protect('night');
REVOKE UPDATE, DELETE ON tier_change FROM huitou_app;
