-- Flash sales: what the owner set up, one thin hot row of stock for each, and the members' reservations.
-- PostgreSQL is the record of every unit; a cache may refuse early and is asked nothing else. Reservations that ran out are
-- free from their own instant: whoever reads counts them so, and whoever writes next (or the night) posts it.

-- CreateTable
CREATE TABLE "flash_sale" (
    "merchant_id" UUID NOT NULL,
    "flash_id" UUID NOT NULL,
    "decided" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "sku" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "flash_sale_pkey" PRIMARY KEY ("merchant_id","flash_id")
);

-- CreateTable
CREATE TABLE "flash_stock" (
    "merchant_id" UUID NOT NULL,
    "flash_id" UUID NOT NULL,
    "total" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "redeemed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "flash_stock_pkey" PRIMARY KEY ("merchant_id","flash_id")
);

-- CreateTable
CREATE TABLE "flash_hold" (
    "merchant_id" UUID NOT NULL,
    "reservation_id" UUID NOT NULL,
    "flash_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "sold" INTEGER NOT NULL DEFAULT 0,
    "returned" INTEGER NOT NULL DEFAULT 0,
    "price_minor" BIGINT NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_at" TIMESTAMPTZ(3),
    "order_id" UUID,
    "line_no" INTEGER,

    CONSTRAINT "flash_hold_pkey" PRIMARY KEY ("merchant_id","reservation_id")
);

-- CreateIndex
CREATE INDEX "flash_sale_merchant_id_created_at_flash_id_idx" ON "flash_sale"("merchant_id", "created_at" DESC, "flash_id");

-- CreateIndex
CREATE INDEX "flash_sale_merchant_id_until_at_idx" ON "flash_sale"("merchant_id", "until_at");

-- CreateIndex
CREATE INDEX "flash_hold_merchant_id_member_id_held_at_idx" ON "flash_hold"("merchant_id", "member_id", "held_at" DESC);

-- CreateIndex
CREATE INDEX "flash_hold_merchant_id_flash_id_held_at_idx" ON "flash_hold"("merchant_id", "flash_id", "held_at");

-- AddForeignKey
ALTER TABLE "flash_stock" ADD CONSTRAINT "flash_stock_of" FOREIGN KEY ("merchant_id", "flash_id") REFERENCES "flash_sale"("merchant_id", "flash_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- What runs out next, and what ran out and is not posted yet.
CREATE INDEX flash_hold_open ON flash_hold (merchant_id, flash_id, ends_at) WHERE state = 'held';
-- A refund asks which reservations its order redeemed.
CREATE INDEX flash_hold_of_order ON flash_hold (merchant_id, order_id) WHERE order_id IS NOT NULL;

ALTER TABLE flash_sale ADD CONSTRAINT flash_sale_decided CHECK (decided IN ('draft', 'scheduled', 'paused', 'stopped'));
-- The last wall: whatever the code does, a sale is never oversold.
ALTER TABLE flash_stock ADD CONSTRAINT flash_stock_never_over CHECK (redeemed >= 0 AND redeemed <= taken AND taken <= total);
ALTER TABLE flash_stock SET (fillfactor = 50);
ALTER TABLE flash_hold
  ADD CONSTRAINT flash_hold_state CHECK (state IN ('held', 'redeemed', 'lapsed', 'released')),
  ADD CONSTRAINT flash_hold_units CHECK (units > 0 AND returned >= 0 AND returned <= sold AND sold <= units),
  ADD CONSTRAINT flash_hold_redeemed CHECK ((state = 'redeemed') = (order_id IS NOT NULL) AND (order_id IS NULL) = (line_no IS NULL) AND (state = 'redeemed') = (sold > 0)),
  ADD CONSTRAINT flash_hold_moved CHECK ((state = 'held') = (moved_at IS NULL));

SELECT huitou_protect('flash_sale'), huitou_protect('flash_stock'), huitou_protect('flash_hold');
