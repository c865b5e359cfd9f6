-- The queue of a flash sale: who waits for a reservation to come free, in the order in which they asked. What comes free is
-- theirs in that order, held for them by whoever frees it or by the sale's ticker; nobody who comes later is served first.

-- AlterTable
ALTER TABLE "flash_stock" ADD COLUMN "next_place" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "queued" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "flash_wait" (
    "merchant_id" UUID NOT NULL,
    "flash_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_at" TIMESTAMPTZ(3),
    "reservation_id" UUID,

    CONSTRAINT "flash_wait_pkey" PRIMARY KEY ("merchant_id","flash_id","place")
);

-- CreateIndex
CREATE INDEX "flash_wait_merchant_id_member_id_flash_id_idx" ON "flash_wait"("merchant_id", "member_id", "flash_id");

-- AddForeignKey
ALTER TABLE "flash_wait" ADD CONSTRAINT "flash_wait_of" FOREIGN KEY ("merchant_id", "flash_id") REFERENCES "flash_sale"("merchant_id", "flash_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- Who is next, and each member in a queue once.
CREATE INDEX flash_wait_next ON flash_wait (merchant_id, flash_id, place) WHERE state = 'waiting';
CREATE UNIQUE INDEX flash_wait_once ON flash_wait (merchant_id, flash_id, member_id) WHERE state = 'waiting';
CREATE UNIQUE INDEX flash_wait_served ON flash_wait (merchant_id, reservation_id) WHERE reservation_id IS NOT NULL;
-- Sales in which somebody waits, for the ticker.
CREATE INDEX flash_stock_queued ON flash_stock (merchant_id, flash_id) WHERE queued > 0;

ALTER TABLE flash_stock ADD CONSTRAINT flash_stock_queue CHECK (queued >= 0 AND next_place > queued);
ALTER TABLE flash_wait
  ADD CONSTRAINT flash_wait_state CHECK (state IN ('waiting', 'served', 'left', 'ended')),
  ADD CONSTRAINT flash_wait_units CHECK (units > 0),
  ADD CONSTRAINT flash_wait_moved CHECK ((state = 'waiting') = (moved_at IS NULL) AND (state = 'served') = (reservation_id IS NOT NULL));

SELECT huitou_protect('flash_wait');

-- Shops with a queue, for the ticker that gives lapsed reservations on: a look that costs nothing where nobody waits.
CREATE FUNCTION door_flash_queues() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT merchant_id FROM flash_stock WHERE queued > 0
$$;
REVOKE EXECUTE ON FUNCTION door_flash_queues() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_flash_queues() TO huitou_app;
