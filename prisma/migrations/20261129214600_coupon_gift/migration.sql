-- A coupon sent to a friend: locked under way for a day, then another claim in the friend's wallet. Whose it was and whose it is
-- stand with the two claims, so that a merge moves them and nothing here; what was got from the shop stays counted where it was.
CREATE TABLE "coupon_gift" (
    "merchant_id" UUID NOT NULL,
    "gift_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "given_claim_id" UUID,
    "state" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "coupon_gift_pkey" PRIMARY KEY ("merchant_id","gift_id")
);
CREATE INDEX "coupon_gift_merchant_id_claim_id_idx" ON "coupon_gift"("merchant_id", "claim_id");
CREATE INDEX coupon_gift_waiting ON coupon_gift (merchant_id, until_at) WHERE state = 'waiting';
CREATE UNIQUE INDEX coupon_gift_one_at_a_time ON coupon_gift (merchant_id, claim_id) WHERE state = 'waiting';
ALTER TABLE coupon_gift
  ADD CONSTRAINT coupon_gift_state CHECK (state IN ('waiting', 'taken', 'withdrawn', 'returned')),
  ADD CONSTRAINT coupon_gift_ended CHECK ((state = 'waiting') = (ended_at IS NULL)),
  ADD CONSTRAINT coupon_gift_taken CHECK ((state = 'taken') = (given_claim_id IS NOT NULL));
SELECT huitou_protect('coupon_gift');

ALTER TABLE coupon_claim DROP CONSTRAINT coupon_claim_state, ADD CONSTRAINT coupon_claim_state CHECK (state IN ('issued', 'locked', 'redeemed', 'expired', 'revoked', 'returned', 'given'));
