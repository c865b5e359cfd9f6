-- Products: one row a SKU. Found by SKU and barcode through unique keys, by a part of the name through trigrams.

-- CreateTable
CREATE TABLE "product" (
    "merchant_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "barcode" TEXT,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "brand" TEXT NOT NULL DEFAULT '',
    "price_minor" BIGINT NOT NULL,
    "member_price_minor" BIGINT,
    "timed_price_minor" BIGINT,
    "timed_from" TIMESTAMPTZ(3),
    "timed_until" TIMESTAMPTZ(3),
    "picture" TEXT NOT NULL DEFAULT '',
    "on_sale" BOOLEAN NOT NULL DEFAULT true,
    "stock" INTEGER,
    "source" TEXT NOT NULL DEFAULT 'hand',
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("merchant_id","product_id")
);

-- CreateIndex
CREATE INDEX "product_merchant_id_category_idx" ON "product"("merchant_id", "category");

-- CreateIndex
CREATE UNIQUE INDEX "product_merchant_id_sku_key" ON "product"("merchant_id", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "product_merchant_id_barcode_key" ON "product"("merchant_id", "barcode");

CREATE INDEX product_name_trgm ON product USING gin (merchant_id, name gin_trgm_ops);

ALTER TABLE product
  ADD CONSTRAINT product_prices CHECK (price_minor >= 0 AND member_price_minor >= 0 AND timed_price_minor >= 0),
  ADD CONSTRAINT product_barcode CHECK (barcode <> '');

SELECT huitou_protect('product');
