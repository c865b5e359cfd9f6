-- Member codes, visits and what a phone shows after one. Aliases are found by one probe of their key; the unused ones of a
-- device by a small partial index, since used ones stay for ever.

-- CreateTable
CREATE TABLE "code_device" (
    "merchant_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "code_device_pkey" PRIMARY KEY ("merchant_id","device_id")
);

-- CreateTable
CREATE TABLE "code_alias" (
    "merchant_id" UUID NOT NULL,
    "alias" CHAR(9) NOT NULL,
    "device_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_till_id" UUID,
    "visit_id" UUID,

    CONSTRAINT "code_alias_pkey" PRIMARY KEY ("merchant_id","alias")
);

-- CreateTable
CREATE TABLE "visit" (
    "merchant_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "till_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "staff_id" UUID,
    "member_id" UUID,
    "by_code" BOOLEAN NOT NULL DEFAULT false,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "order_id" UUID,
    "asked_points" BIGINT,
    "asked_at" TIMESTAMPTZ(3),
    "agreed_points" BIGINT,
    "agreed_at" TIMESTAMPTZ(3),
    "declined_at" TIMESTAMPTZ(3),

    CONSTRAINT "visit_pkey" PRIMARY KEY ("merchant_id","visit_id")
);

-- CreateTable
CREATE TABLE "settlement" (
    "merchant_id" UUID NOT NULL,
    "settlement_id" UUID NOT NULL,
    "member_id" UUID,
    "order_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "paid_minor" BIGINT NOT NULL,
    "saved_minor" BIGINT NOT NULL,
    "points_earned" BIGINT NOT NULL,
    "points_spent" BIGINT NOT NULL,
    "growth_earned" BIGINT NOT NULL,
    "tier_from" TEXT,
    "tier_to" TEXT,
    "detail" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "settlement_pkey" PRIMARY KEY ("merchant_id","settlement_id")
);

-- CreateTable
CREATE TABLE "bad_scan" (
    "merchant_id" UUID NOT NULL,
    "till_id" UUID NOT NULL,
    "scan_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bad_scan_pkey" PRIMARY KEY ("merchant_id","till_id","scan_key")
);

-- CreateTable
CREATE TABLE "queued_sale" (
    "merchant_id" UUID NOT NULL,
    "sale_id" UUID NOT NULL,
    "till_id" UUID NOT NULL,
    "staff_id" UUID,
    "sold_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "member_id" UUID,
    "order_id" UUID NOT NULL,
    "paid_minor" BIGINT NOT NULL,
    "points_earned" BIGINT NOT NULL DEFAULT 0,
    "code_problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "queued_sale_pkey" PRIMARY KEY ("merchant_id","sale_id")
);

-- CreateIndex
CREATE INDEX "code_device_merchant_id_member_id_idx" ON "code_device"("merchant_id", "member_id");

-- CreateIndex
CREATE INDEX "code_alias_merchant_id_device_id_idx" ON "code_alias"("merchant_id", "device_id");

-- CreateIndex
CREATE INDEX "visit_merchant_id_member_id_opened_at_idx" ON "visit"("merchant_id", "member_id", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "visit_merchant_id_till_id_opened_at_idx" ON "visit"("merchant_id", "till_id", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "settlement_merchant_id_member_id_at_idx" ON "settlement"("merchant_id", "member_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "settlement_merchant_id_order_id_key" ON "settlement"("merchant_id", "order_id");

-- CreateIndex
CREATE INDEX "bad_scan_merchant_id_till_id_at_idx" ON "bad_scan"("merchant_id", "till_id", "at" DESC);

-- CreateIndex
CREATE INDEX "queued_sale_merchant_id_told_at_sale_id_idx" ON "queued_sale"("merchant_id", "told_at" DESC, "sale_id");

CREATE INDEX code_alias_unused ON code_alias (merchant_id, device_id) WHERE used_at IS NULL;

ALTER TABLE code_alias
  ADD CONSTRAINT code_alias_digits CHECK (alias ~ '^[0-9]{9}$'),
  ADD CONSTRAINT code_alias_used CHECK ((used_at IS NULL) = (used_till_id IS NULL));
ALTER TABLE visit
  ADD CONSTRAINT visit_settled CHECK ((settled_at IS NULL) = (order_id IS NULL)),
  ADD CONSTRAINT visit_time CHECK (expires_at > opened_at),
  ADD CONSTRAINT visit_agreed CHECK (agreed_points IS NULL OR agreed_points <= asked_points);
ALTER TABLE settlement ADD CONSTRAINT settlement_whole CHECK (paid_minor >= 0 AND saved_minor >= 0 AND points_earned >= 0 AND points_spent >= 0);

-- One order settles one visit.
CREATE UNIQUE INDEX visit_order ON visit (merchant_id, order_id) WHERE order_id IS NOT NULL;

SELECT huitou_protect('code_device'), huitou_protect('code_alias'), huitou_protect('visit'), huitou_protect('settlement'), huitou_protect('bad_scan'), huitou_protect('queued_sale');
