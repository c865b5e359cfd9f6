-- The tables every room stands on, and the second wall between merchants: row-level security on each table,
-- switched by app.merchant_id, for a role (huitou_app) that owns nothing.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huitou_app') THEN
    CREATE ROLE huitou_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- two databases of one server migrated at once
END $$;
GRANT USAGE ON SCHEMA public TO huitou_app;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "merchant" (
    "merchant_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "brand" TEXT NOT NULL DEFAULT '#24493F',
    "wx_appid" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_pkey" PRIMARY KEY ("merchant_id")
);

-- CreateTable
CREATE TABLE "store" (
    "merchant_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "opens_at_minute" INTEGER,
    "closes_at_minute" INTEGER,
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_pkey" PRIMARY KEY ("merchant_id","store_id")
);

-- CreateTable
CREATE TABLE "staff" (
    "merchant_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "totp_secret" TEXT,
    "pin_hash" TEXT,
    "store_id" UUID,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("merchant_id","staff_id")
);

-- CreateTable
CREATE TABLE "member" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "member_no" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "phone_hash" BYTEA,
    "phone_cipher" BYTEA,
    "phone_last4" CHAR(4),
    "wx_openid" TEXT,
    "wx_unionid" TEXT,
    "birthday" CHAR(5),
    "birth_year" INTEGER,
    "region" TEXT NOT NULL DEFAULT '',
    "gender" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "store_id" UUID,
    "language" TEXT NOT NULL DEFAULT 'zh-CN',
    "large_type" BOOLEAN NOT NULL DEFAULT false,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "tier_id" TEXT,
    "tier_since" TIMESTAMPTZ(3),
    "tier_until" TIMESTAMPTZ(3),
    "order_count" INTEGER NOT NULL DEFAULT 0,
    "spent_minor" BIGINT NOT NULL DEFAULT 0,
    "first_order_at" TIMESTAMPTZ(3),
    "last_order_at" TIMESTAMPTZ(3),
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "import_id" UUID,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_pkey" PRIMARY KEY ("merchant_id","member_id")
);

-- CreateTable
CREATE TABLE "member_account" (
    "merchant_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_account_pkey" PRIMARY KEY ("merchant_id","channel","account")
);

-- CreateTable
CREATE TABLE "act" (
    "merchant_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "act_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "outcome" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "act_pkey" PRIMARY KEY ("merchant_id","actor","key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "merchant_id" UUID NOT NULL,
    "outbox_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("merchant_id","outbox_id")
);

-- CreateTable
CREATE TABLE "audit" (
    "merchant_id" UUID NOT NULL,
    "audit_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("merchant_id","audit_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "merchant_slug_key" ON "merchant"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_wx_appid_key" ON "merchant"("wx_appid");

-- CreateIndex
CREATE UNIQUE INDEX "store_merchant_id_name_key" ON "store"("merchant_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "staff_merchant_id_login_key" ON "staff"("merchant_id", "login");

-- CreateIndex
CREATE INDEX "member_merchant_id_joined_at_member_id_idx" ON "member"("merchant_id", "joined_at" DESC, "member_id");

-- CreateIndex
CREATE INDEX "member_merchant_id_last_order_at_member_id_idx" ON "member"("merchant_id", "last_order_at" DESC, "member_id");

-- CreateIndex
CREATE INDEX "member_merchant_id_phone_last4_idx" ON "member"("merchant_id", "phone_last4");

-- CreateIndex
CREATE UNIQUE INDEX "member_merchant_id_member_no_key" ON "member"("merchant_id", "member_no");

-- CreateIndex
CREATE UNIQUE INDEX "member_merchant_id_phone_hash_key" ON "member"("merchant_id", "phone_hash");

-- CreateIndex
CREATE UNIQUE INDEX "member_merchant_id_wx_openid_key" ON "member"("merchant_id", "wx_openid");

-- CreateIndex
CREATE INDEX "member_account_merchant_id_member_id_idx" ON "member_account"("merchant_id", "member_id");

-- CreateIndex
CREATE INDEX "act_merchant_id_at_idx" ON "act"("merchant_id", "at");

-- CreateIndex
CREATE INDEX "audit_merchant_id_subject_at_idx" ON "audit"("merchant_id", "subject", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_merchant_id_at_audit_id_idx" ON "audit"("merchant_id", "at" DESC, "audit_id");



-- Every table of a merchant goes through this: only rows of the merchant named by app.merchant_id are seen or written.
CREATE FUNCTION huitou_protect(tab regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tab);
  EXECUTE format('DROP POLICY IF EXISTS own_merchant ON %s', tab);
  EXECUTE format('CREATE POLICY own_merchant ON %s TO huitou_app USING (merchant_id = NULLIF(current_setting(''app.merchant_id'', true), '''')::uuid) WITH CHECK (merchant_id = NULLIF(current_setting(''app.merchant_id'', true), '''')::uuid)', tab);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO huitou_app', tab);
END $$;

SELECT huitou_protect('merchant'), huitou_protect('store'), huitou_protect('staff'), huitou_protect('member'), huitou_protect('member_account'), huitou_protect('act'), huitou_protect('outbox'), huitou_protect('audit');

-- Search by a part of the name stays quick at a million members.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE INDEX member_name_trgm ON member USING gin (merchant_id, name gin_trgm_ops);

-- The relay reads what is unsent only.
CREATE INDEX outbox_unsent ON outbox (merchant_id, outbox_id) WHERE sent_at IS NULL;

ALTER TABLE staff ADD CONSTRAINT staff_role CHECK (role IN ('owner', 'manager', 'clerk'));
ALTER TABLE act ADD CONSTRAINT act_outcome CHECK (outcome IN ('ok', 'refused'));

-- The audit and the acts are written once.
CREATE FUNCTION huitou_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION huitou_refuse_change();
REVOKE UPDATE, DELETE ON audit FROM huitou_app;
REVOKE UPDATE, DELETE ON act FROM huitou_app;
