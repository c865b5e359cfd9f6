-- Coupons: what the owner says (versions), what giving out has come to (one thin hot row), what members hold.
-- The hot row is apart from the terms, so that a thousand claims rewrite forty bytes each, not the terms.

-- CreateTable
CREATE TABLE "coupon" (
    "merchant_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "coupon_pkey" PRIMARY KEY ("merchant_id","coupon_id")
);

-- CreateTable
CREATE TABLE "coupon_version" (
    "merchant_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coupon_version_pkey" PRIMARY KEY ("merchant_id","coupon_id","version")
);

-- CreateTable
CREATE TABLE "coupon_stock" (
    "merchant_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,
    "claimed" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "today" DATE,
    "claimed_today" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "coupon_stock_pkey" PRIMARY KEY ("merchant_id","coupon_id")
);

-- CreateTable
CREATE TABLE "coupon_claim" (
    "merchant_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "source_key" TEXT,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "order_id" UUID,
    "redeemed_at" TIMESTAMPTZ(3),
    "discount_minor" BIGINT NOT NULL DEFAULT 0,
    "sold_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "coupon_claim_pkey" PRIMARY KEY ("merchant_id","claim_id")
);

-- CreateIndex
CREATE INDEX "coupon_merchant_id_created_at_coupon_id_idx" ON "coupon"("merchant_id", "created_at" DESC, "coupon_id");

-- CreateIndex
CREATE INDEX "coupon_claim_merchant_id_member_id_claimed_at_claim_id_idx" ON "coupon_claim"("merchant_id", "member_id", "claimed_at" DESC, "claim_id");

-- CreateIndex
CREATE INDEX "coupon_claim_merchant_id_coupon_id_state_idx" ON "coupon_claim"("merchant_id", "coupon_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "coupon_claim_merchant_id_member_id_source_source_key_key" ON "coupon_claim"("merchant_id", "member_id", "source", "source_key");

-- The wallet of a member reads only what may still be used.
CREATE INDEX coupon_claim_usable ON coupon_claim (merchant_id, member_id, valid_until) WHERE state IN ('issued', 'locked', 'returned');

ALTER TABLE coupon
  ADD CONSTRAINT coupon_state CHECK (state IN ('draft', 'published', 'paused', 'ended'));
-- The last wall: whatever the code does, a stock is never oversold.
ALTER TABLE coupon_stock
  ADD CONSTRAINT coupon_stock_never_over CHECK (claimed >= 0 AND (total IS NULL OR claimed <= total)),
  ADD CONSTRAINT coupon_stock_today CHECK (claimed_today >= 0);
ALTER TABLE coupon_stock SET (fillfactor = 50);
ALTER TABLE coupon_claim
  ADD CONSTRAINT coupon_claim_state CHECK (state IN ('issued', 'locked', 'redeemed', 'expired', 'revoked', 'returned')),
  ADD CONSTRAINT coupon_claim_locked CHECK ((state = 'locked') = (locked_by IS NOT NULL) AND (locked_by IS NULL) = (locked_until IS NULL)),
  ADD CONSTRAINT coupon_claim_redeemed CHECK ((state = 'redeemed') = (order_id IS NOT NULL) AND (order_id IS NULL) = (redeemed_at IS NULL)),
  ADD CONSTRAINT coupon_claim_amounts CHECK (discount_minor >= 0 AND sold_minor >= 0);
ALTER TABLE coupon_version ADD CONSTRAINT coupon_version_of FOREIGN KEY (merchant_id, coupon_id) REFERENCES coupon (merchant_id, coupon_id);
ALTER TABLE coupon_stock ADD CONSTRAINT coupon_stock_of FOREIGN KEY (merchant_id, coupon_id) REFERENCES coupon (merchant_id, coupon_id);

SELECT huitou_protect('coupon'), huitou_protect('coupon_version'), huitou_protect('coupon_stock'), huitou_protect('coupon_claim');
REVOKE UPDATE, DELETE ON coupon_version FROM huitou_app;
