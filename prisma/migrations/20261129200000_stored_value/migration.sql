-- Stored value: gift cards and top-ups. Paying by it earns as money does, so its sale earns nothing; an order's line keeps what it was.

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "stored_value" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "stored_value" BOOLEAN NOT NULL DEFAULT false;
