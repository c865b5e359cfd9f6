-- What a shop owes in points as it was counted, and the runs of its self-audit: kept, so that an accountant can ask for the
-- count of a day and an owner sees that every night was looked at.

-- CreateTable
CREATE TABLE "liability_count" (
    "merchant_id" UUID NOT NULL,
    "wallet" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "liability_count_pkey" PRIMARY KEY ("merchant_id","wallet","as_of")
);

-- CreateTable
CREATE TABLE "self_audit_run" (
    "merchant_id" UUID NOT NULL,
    "audit_run_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "day" DATE NOT NULL,
    "broken" INTEGER NOT NULL DEFAULT 0,
    "checks" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "self_audit_run_pkey" PRIMARY KEY ("merchant_id","audit_run_id")
);

-- CreateIndex
CREATE INDEX "self_audit_run_merchant_id_started_at_idx" ON "self_audit_run"("merchant_id", "started_at" DESC);

SELECT huitou_protect('liability_count'), huitou_protect('self_audit_run');
