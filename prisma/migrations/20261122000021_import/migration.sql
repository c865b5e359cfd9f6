-- Order files on their way in: the run, its staging, its faulty rows, what its cancellations matched, saved presets.

-- CreateTable
CREATE TABLE "import_run" (
    "merchant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "import_no" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" BYTEA,
    "status" TEXT NOT NULL,
    "shape" JSONB,
    "terms" JSONB,
    "progress" JSONB NOT NULL DEFAULT '{}',
    "outcome" JSONB,
    "fault" TEXT NOT NULL DEFAULT '',
    "started_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "alive_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("merchant_id","import_id")
);

-- CreateTable
CREATE TABLE "import_problem" (
    "merchant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "row_no" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "column_name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "cells" TEXT[],

    CONSTRAINT "import_problem_pkey" PRIMARY KEY ("merchant_id","import_id","row_no","code")
);

-- CreateTable
CREATE UNLOGGED TABLE "import_row" (
    "merchant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "row_no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "order_no" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_minor" BIGINT NOT NULL,
    "list_minor" BIGINT NOT NULL,
    "paid_minor" BIGINT NOT NULL,
    "order_minor" BIGINT,
    "refund_minor" BIGINT NOT NULL DEFAULT 0,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "customer" TEXT NOT NULL,
    "phone_hash" BYTEA,
    "phone_cipher" BYTEA,
    "phone_last4" CHAR(4),
    "buyer_name" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL DEFAULT '',
    "brand" TEXT NOT NULL DEFAULT '',
    "store" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("merchant_id","import_id","row_no")
);

-- CreateTable
CREATE TABLE "import_cancellation" (
    "merchant_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "cancel_no" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "import_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "matched" INTEGER NOT NULL,
    "canceled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_cancellation_pkey" PRIMARY KEY ("merchant_id","channel","cancel_no","sku","ordinal")
);

-- CreateTable
CREATE TABLE "import_preset" (
    "merchant_id" UUID NOT NULL,
    "preset_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_preset_pkey" PRIMARY KEY ("merchant_id","preset_id")
);

-- CreateIndex
CREATE INDEX "import_run_merchant_id_created_at_idx" ON "import_run"("merchant_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "import_run_merchant_id_import_no_key" ON "import_run"("merchant_id", "import_no");

-- CreateIndex
CREATE INDEX "import_problem_merchant_id_import_id_code_row_no_idx" ON "import_problem"("merchant_id", "import_id", "code", "row_no");

-- CreateIndex
CREATE INDEX "import_row_merchant_id_import_id_customer_order_no_row_no_idx" ON "import_row"("merchant_id", "import_id", "customer", "order_no", "row_no");

-- CreateIndex
CREATE INDEX "import_cancellation_merchant_id_import_id_idx" ON "import_cancellation"("merchant_id", "import_id");

-- CreateIndex
CREATE INDEX "import_cancellation_merchant_id_member_id_idx" ON "import_cancellation"("merchant_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_preset_merchant_id_name_key" ON "import_preset"("merchant_id", "name");



ALTER TABLE import_run ADD CONSTRAINT import_run_status CHECK (status IN ('uploading', 'uploaded', 'checking', 'checked', 'queued', 'running', 'done', 'failed', 'undoing', 'undone'));
ALTER TABLE import_row ADD CONSTRAINT import_row_kind CHECK (kind IN ('sale', 'cancel', 'closed'));
ALTER TABLE import_cancellation ADD CONSTRAINT import_cancellation_matched CHECK (matched BETWEEN 0 AND quantity);

SELECT huitou_protect('import_run'), huitou_protect('import_problem'), huitou_protect('import_row'), huitou_protect('import_cancellation'), huitou_protect('import_preset');
