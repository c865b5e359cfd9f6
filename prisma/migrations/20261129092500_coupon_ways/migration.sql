-- Coupons: a budget of money, packs, and codes by the million.
-- A budget is spent where a coupon is used, on the row that its stock is on: one lock, one guard.
-- Codes are kept as printed: they are exported again when a file is lost, and searched; each is worth one coupon with limits
-- of its own, and a batch is voided at once. They are numbered within their batch, so that a million are appended to the
-- primary key and streamed out by it; only the unique key of the code itself is written in random order. No foreign key from
-- code to batch: a million checks of one row; test/invariants.sql asks instead.

ALTER TABLE coupon_stock ADD COLUMN budget_minor BIGINT, ADD COLUMN budget_hard BOOLEAN NOT NULL DEFAULT true, ADD COLUMN spent_minor BIGINT NOT NULL DEFAULT 0;
UPDATE coupon_stock s SET spent_minor = c.minor FROM (SELECT merchant_id, coupon_id, sum(discount_minor) AS minor FROM coupon_claim WHERE state = 'redeemed' GROUP BY 1, 2) c WHERE s.merchant_id = c.merchant_id AND s.coupon_id = c.coupon_id;
-- The last wall of a hard budget, as of the stock.
ALTER TABLE coupon_stock ADD CONSTRAINT coupon_stock_budget CHECK (spent_minor >= 0 AND (budget_minor IS NULL OR NOT budget_hard OR spent_minor <= budget_minor));

ALTER TABLE coupon_claim ADD COLUMN pack_id UUID, ADD COLUMN pack_no SMALLINT;
ALTER TABLE coupon_claim ADD CONSTRAINT coupon_claim_pack CHECK ((pack_id IS NULL) = (pack_no IS NULL) AND (pack_no IS NULL OR pack_no >= 1));
CREATE INDEX coupon_claim_pack ON coupon_claim (merchant_id, pack_id) WHERE pack_id IS NOT NULL;

CREATE TABLE "coupon_code_batch" (
    "merchant_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,
    "batch_no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "prefix" TEXT NOT NULL DEFAULT '',
    "chars" INTEGER NOT NULL DEFAULT 0,
    "wanted" INTEGER NOT NULL,
    "made" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),
    "exports" INTEGER NOT NULL DEFAULT 0,
    "exported_at" TIMESTAMPTZ(3),
    "exported_by" TEXT,

    CONSTRAINT "coupon_code_batch_pkey" PRIMARY KEY ("merchant_id","batch_id")
);
CREATE UNIQUE INDEX "coupon_code_batch_merchant_id_coupon_id_batch_no_key" ON "coupon_code_batch"("merchant_id", "coupon_id", "batch_no");
ALTER TABLE coupon_code_batch
  ADD CONSTRAINT coupon_code_batch_of FOREIGN KEY (merchant_id, coupon_id) REFERENCES coupon (merchant_id, coupon_id),
  ADD CONSTRAINT coupon_code_batch_kind CHECK (kind IN ('generated', 'imported', 'shared')),
  ADD CONSTRAINT coupon_code_batch_state CHECK (state IN ('making', 'stopped', 'ready', 'void')),
  ADD CONSTRAINT coupon_code_batch_made CHECK (made >= 0 AND made <= wanted);

CREATE TABLE "coupon_code" (
    "merchant_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "claim_id" UUID,

    CONSTRAINT "coupon_code_pkey" PRIMARY KEY ("merchant_id","batch_id","n")
);
CREATE UNIQUE INDEX "coupon_code_merchant_id_code_key" ON "coupon_code"("merchant_id", "code");
-- What became of a batch is counted over its used codes only.
CREATE INDEX coupon_code_used ON coupon_code (merchant_id, batch_id) WHERE claim_id IS NOT NULL;

SELECT huitou_protect('coupon_code_batch'), huitou_protect('coupon_code');
