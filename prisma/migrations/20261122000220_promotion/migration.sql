-- Promotions with versions: a quote names the version it used, so an order explains itself years later.

-- CreateTable
CREATE TABLE "promotion" (
    "merchant_id" UUID NOT NULL,
    "promotion_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "promotion_pkey" PRIMARY KEY ("merchant_id","promotion_id")
);

-- CreateTable
CREATE TABLE "promotion_version" (
    "merchant_id" UUID NOT NULL,
    "promotion_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promotion_version_pkey" PRIMARY KEY ("merchant_id","promotion_id","version")
);

-- CreateIndex
CREATE INDEX "promotion_merchant_id_created_at_promotion_id_idx" ON "promotion"("merchant_id", "created_at" DESC, "promotion_id");

ALTER TABLE promotion ADD CONSTRAINT promotion_state CHECK (state IN ('draft', 'published', 'paused', 'ended'));

SELECT huitou_protect('promotion'), huitou_protect('promotion_version');
REVOKE UPDATE, DELETE ON promotion_version FROM huitou_app;
