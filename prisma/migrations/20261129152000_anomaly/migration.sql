-- What is picked out at the tills for the owner to look at: each by its key once, whoever looks and however often. The facts it is
-- picked from stay where they are.

-- CreateTable
CREATE TABLE "anomaly" (
    "merchant_id" UUID NOT NULL,
    "anomaly_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "staff_id" UUID,
    "store_id" UUID,
    "member_id" UUID,
    "day" DATE NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL,
    "points" BIGINT NOT NULL DEFAULT 0,
    "minor" BIGINT NOT NULL DEFAULT 0,
    "facts" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "note" TEXT NOT NULL DEFAULT '',
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "anomaly_pkey" PRIMARY KEY ("merchant_id","anomaly_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "anomaly_merchant_id_kind_key_key" ON "anomaly"("merchant_id", "kind", "key");

-- CreateIndex
CREATE INDEX "anomaly_merchant_id_state_last_at_idx" ON "anomaly"("merchant_id", "state", "last_at" DESC);

-- CreateIndex
CREATE INDEX "anomaly_merchant_id_staff_id_day_idx" ON "anomaly"("merchant_id", "staff_id", "day");

-- CreateIndex
CREATE INDEX "visit_merchant_id_opened_at_idx" ON "visit"("merchant_id", "opened_at");

ALTER TABLE anomaly
  ADD CONSTRAINT anomaly_kind CHECK (kind IN ('same-member', 'refund-after-spend', 'after-hours', 'by-hand', 'own-account', 'over-limit')),
  ADD CONSTRAINT anomaly_state CHECK (state IN ('open', 'looked', 'dismissed')),
  ADD CONSTRAINT anomaly_times CHECK (times > 0 AND first_at <= last_at);

SELECT huitou_protect('anomaly');
