-- Orders, their lines with the shares that later refunds use, tenders and refunds. The checks hold what the arithmetic
-- promises: lines add up, and nothing goes back that was not paid.

-- CreateTable
CREATE TABLE "shop_order" (
    "merchant_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "order_no" TEXT NOT NULL,
    "member_id" UUID,
    "store_id" UUID,
    "staff_id" UUID,
    "visit_id" UUID,
    "import_id" UUID,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "list_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "points_minor" BIGINT NOT NULL DEFAULT 0,
    "points_spent" BIGINT NOT NULL DEFAULT 0,
    "shipping_minor" BIGINT NOT NULL DEFAULT 0,
    "paid_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "refunded_points" BIGINT NOT NULL DEFAULT 0,
    "refund_owed_minor" BIGINT NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,
    "quote" JSONB,
    "act_id" UUID,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_order_pkey" PRIMARY KEY ("merchant_id","order_id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "merchant_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL DEFAULT 1,
    "product_id" UUID,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "brand" TEXT NOT NULL DEFAULT '',
    "image" TEXT NOT NULL DEFAULT '',
    "quantity" INTEGER NOT NULL,
    "unit_minor" BIGINT NOT NULL,
    "list_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL DEFAULT 0,
    "points_minor" BIGINT NOT NULL DEFAULT 0,
    "points_spent" BIGINT NOT NULL DEFAULT 0,
    "paid_minor" BIGINT NOT NULL,
    "gift" BOOLEAN NOT NULL DEFAULT false,
    "refunded_quantity" INTEGER NOT NULL DEFAULT 0,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "refunded_points" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("merchant_id","order_id","line_no")
);

-- CreateTable
CREATE TABLE "order_discount" (
    "merchant_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" UUID,
    "name" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,

    CONSTRAINT "order_discount_pkey" PRIMARY KEY ("merchant_id","order_id","line_no","step")
);

-- CreateTable
CREATE TABLE "tender" (
    "merchant_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "tender_no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "tender_pkey" PRIMARY KEY ("merchant_id","order_id","tender_no")
);

-- CreateTable
CREATE TABLE "refund" (
    "merchant_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "refund_no" TEXT NOT NULL,
    "refunded_at" TIMESTAMPTZ(3) NOT NULL,
    "minor" BIGINT NOT NULL,
    "points" BIGINT NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL DEFAULT '',
    "staff_id" UUID,
    "import_id" UUID,
    "outcome" JSONB,
    "act_id" UUID,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("merchant_id","refund_id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "merchant_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "minor" BIGINT NOT NULL,
    "points" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("merchant_id","refund_id","line_no")
);

-- CreateTable
CREATE TABLE "refund_tender" (
    "merchant_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "tender_no" INTEGER NOT NULL,
    "minor" BIGINT NOT NULL,

    CONSTRAINT "refund_tender_pkey" PRIMARY KEY ("merchant_id","refund_id","tender_no")
);

-- CreateIndex
CREATE INDEX "shop_order_merchant_id_paid_at_order_id_idx" ON "shop_order"("merchant_id", "paid_at" DESC, "order_id");

-- CreateIndex
CREATE INDEX "shop_order_merchant_id_member_id_paid_at_order_id_idx" ON "shop_order"("merchant_id", "member_id", "paid_at" DESC, "order_id");

-- CreateIndex
CREATE INDEX "order_line_merchant_id_sku_idx" ON "order_line"("merchant_id", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_merchant_id_order_id_sku_ordinal_key" ON "order_line"("merchant_id", "order_id", "sku", "ordinal");

-- CreateIndex
CREATE INDEX "order_discount_merchant_id_ref_idx" ON "order_discount"("merchant_id", "ref");

-- CreateIndex
CREATE INDEX "refund_merchant_id_refunded_at_idx" ON "refund"("merchant_id", "refunded_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "refund_merchant_id_order_id_refund_no_key" ON "refund"("merchant_id", "order_id", "refund_no");



-- A channel's order number names one living order; one that an undone import brought may come again.
CREATE UNIQUE INDEX shop_order_number ON shop_order (merchant_id, channel, order_no) WHERE status <> 'undone';
CREATE INDEX shop_order_import ON shop_order (merchant_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX refund_import ON refund (merchant_id, import_id) WHERE import_id IS NOT NULL;

ALTER TABLE shop_order
  ADD CONSTRAINT shop_order_status CHECK (status IN ('paid', 'part-refunded', 'refunded', 'undone')),
  ADD CONSTRAINT shop_order_adds_up CHECK (paid_minor = list_minor - discount_minor - points_minor + shipping_minor),
  ADD CONSTRAINT shop_order_whole CHECK (paid_minor >= 0 AND points_spent >= 0 AND refund_owed_minor >= 0),
  ADD CONSTRAINT shop_order_refund CHECK (refunded_minor BETWEEN 0 AND paid_minor AND refunded_points BETWEEN 0 AND points_spent);
-- A trade-in line is below zero and goes back as such.
ALTER TABLE order_line
  ADD CONSTRAINT order_line_adds_up CHECK (paid_minor = list_minor - discount_minor - points_minor),
  ADD CONSTRAINT order_line_whole CHECK (line_no > 0 AND ordinal > 0 AND quantity > 0 AND points_spent >= 0),
  ADD CONSTRAINT order_line_refund CHECK (refunded_quantity BETWEEN 0 AND quantity AND refunded_minor BETWEEN LEAST(0, paid_minor) AND GREATEST(0, paid_minor) AND refunded_points BETWEEN 0 AND points_spent);
ALTER TABLE order_discount ADD CONSTRAINT order_discount_kind CHECK (kind IN ('member-price', 'promotion', 'coupon', 'manual'));
ALTER TABLE tender ADD CONSTRAINT tender_refund CHECK (refunded_minor BETWEEN 0 AND minor);
ALTER TABLE refund ADD CONSTRAINT refund_whole CHECK (minor >= 0 AND points >= 0);
ALTER TABLE refund_line ADD CONSTRAINT refund_line_whole CHECK (quantity >= 0 AND points >= 0);

SELECT huitou_protect('shop_order'), huitou_protect('order_line'), huitou_protect('order_discount'), huitou_protect('tender'), huitou_protect('refund'), huitou_protect('refund_line'), huitou_protect('refund_tender');
