-- Promotions with limits: how often each was used and what it cost, counted in the transaction that settles, so that a
-- budget gives whole or nothing in a race too. One row an order says which version it used and on which amounts: a refund
-- reads it to know what is no longer earned, and gives the use back once. What a member has used is counted from these rows.

-- CreateTable
CREATE TABLE "promotion_count" (
    "merchant_id" UUID NOT NULL,
    "promotion_id" UUID NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "minor" BIGINT NOT NULL DEFAULT 0,
    "today" DATE,
    "uses_today" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "promotion_count_pkey" PRIMARY KEY ("merchant_id","promotion_id")
);

-- CreateTable
CREATE TABLE "promotion_use" (
    "merchant_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "promotion_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "member_id" UUID,
    "minor" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "lines" JSONB NOT NULL,
    "gift_line" INTEGER,
    "counted" BOOLEAN NOT NULL,
    "returned_at" TIMESTAMPTZ(3),

    CONSTRAINT "promotion_use_pkey" PRIMARY KEY ("merchant_id","order_id","promotion_id")
);

-- CreateIndex
CREATE INDEX "promotion_use_merchant_id_promotion_id_member_id_idx" ON "promotion_use"("merchant_id", "promotion_id", "member_id");

ALTER TABLE promotion_count ADD CONSTRAINT promotion_count_up CHECK (uses >= 0 AND minor >= 0 AND uses_today >= 0);
ALTER TABLE promotion_use ADD CONSTRAINT promotion_use_up CHECK (minor >= 0);

SELECT huitou_protect('promotion_count'), huitou_protect('promotion_use');
