-- Limits on people: what each member of staff gave, the counters that limits are judged by, and adjustments that wait for a second person.
-- The counters are sums of staff_given (test/invariants.sql): kept, so that a sale costs the same after ten thousand others.

-- CreateTable
CREATE TABLE "staff_given" (
    "merchant_id" UUID NOT NULL,
    "act_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "wallet" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "counts" BIGINT NOT NULL,
    "back" BIGINT NOT NULL DEFAULT 0,
    "day" DATE NOT NULL,
    "shift_id" UUID,
    "order_id" UUID,
    "allowed_by" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_given_pkey" PRIMARY KEY ("merchant_id","act_id")
);

-- CreateTable
CREATE TABLE "staff_meter" (
    "merchant_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "given" BIGINT NOT NULL,

    CONSTRAINT "staff_meter_pkey" PRIMARY KEY ("merchant_id","staff_id","scope","period")
);

-- CreateTable
CREATE TABLE "points_request" (
    "merchant_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "wallet" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "points_request_pkey" PRIMARY KEY ("merchant_id","request_id")
);

-- CreateIndex
CREATE INDEX "staff_given_merchant_id_staff_id_day_idx" ON "staff_given"("merchant_id", "staff_id", "day");

-- CreateIndex
CREATE INDEX "staff_given_merchant_id_member_id_at_idx" ON "staff_given"("merchant_id", "member_id", "at");

-- CreateIndex
CREATE INDEX "staff_given_merchant_id_order_id_idx" ON "staff_given"("merchant_id", "order_id");

-- CreateIndex
CREATE INDEX "staff_given_merchant_id_at_idx" ON "staff_given"("merchant_id", "at");

-- CreateIndex
CREATE INDEX "points_request_merchant_id_asked_at_request_id_idx" ON "points_request"("merchant_id", "asked_at" DESC, "request_id");

-- CreateIndex
CREATE INDEX "points_request_merchant_id_member_id_asked_at_idx" ON "points_request"("merchant_id", "member_id", "asked_at" DESC);

ALTER TABLE staff_given
  ADD CONSTRAINT staff_given_kind CHECK (kind IN ('sale', 'hand')),
  ADD CONSTRAINT staff_given_sale CHECK ((kind = 'sale') = (order_id IS NOT NULL)),
  ADD CONSTRAINT staff_given_back CHECK (counts >= 0 AND back >= 0 AND back <= counts);
-- The last wall: room that comes back was taken before.
ALTER TABLE staff_meter
  ADD CONSTRAINT staff_meter_scope CHECK (scope IN ('till-day', 'till-shift', 'hand-day')),
  ADD CONSTRAINT staff_meter_never_below CHECK (given >= 0);
ALTER TABLE staff_meter SET (fillfactor = 50);
ALTER TABLE points_request
  ADD CONSTRAINT points_request_state CHECK (state IN ('waiting', 'approved', 'declined')),
  ADD CONSTRAINT points_request_decided CHECK ((state = 'waiting') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  -- The last wall: nobody is their own second person.
  ADD CONSTRAINT points_request_second CHECK (decided_by IS DISTINCT FROM asked_by OR state = 'declined'),
  ADD CONSTRAINT points_request_points CHECK (points <> 0);
-- What waits is asked for on every look.
CREATE INDEX points_request_waiting ON points_request (merchant_id, until_at) WHERE state = 'waiting';

SELECT huitou_protect('staff_given'), huitou_protect('staff_meter'), huitou_protect('points_request');
