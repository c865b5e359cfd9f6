-- Reviews: one for each line of an order that its member bought and kept. Checked as posts are, rewarded once, when first shown,
-- by the shop's earning rules; the shop may answer below.

-- CreateTable
CREATE TABLE "review" (
    "merchant_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "product_name" TEXT NOT NULL,
    "picture" TEXT NOT NULL DEFAULT '',
    "stars" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "verdict" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "shown_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "points" BIGINT NOT NULL DEFAULT 0,
    "reply" TEXT NOT NULL DEFAULT '',
    "replied_at" TIMESTAMPTZ(3),
    "replied_by" TEXT,

    CONSTRAINT "review_pkey" PRIMARY KEY ("merchant_id","review_id")
);

-- CreateIndex
CREATE INDEX "review_merchant_id_member_id_created_at_idx" ON "review"("merchant_id", "member_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "review_merchant_id_sku_created_at_idx" ON "review"("merchant_id", "sku", "created_at" DESC);

-- CreateIndex
CREATE INDEX "review_merchant_id_created_at_review_id_idx" ON "review"("merchant_id", "created_at" DESC, "review_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_merchant_id_order_id_line_no_key" ON "review"("merchant_id", "order_id", "line_no");

-- What waits for the owner, oldest first.
CREATE INDEX review_waiting ON review (merchant_id, created_at, review_id) WHERE state IN ('queued', 'checking');

ALTER TABLE review
  ADD CONSTRAINT review_stars CHECK (stars BETWEEN 1 AND 5),
  ADD CONSTRAINT review_state CHECK (state IN ('checking', 'queued', 'shown', 'rejected', 'removed')),
  ADD CONSTRAINT review_points CHECK (points >= 0 AND (points = 0 OR shown_at IS NOT NULL)),
  ADD CONSTRAINT review_reply CHECK ((reply = '') = (replied_at IS NULL));

SELECT huitou_protect('review');
