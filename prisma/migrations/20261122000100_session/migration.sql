-- Who may come in: codes, token families, links, tills and shifts, keys; what a shop has set; tags and consents of members.
-- Tokens, links, keys and PINs are kept as hashes only. The doors at the end are the only functions that look across merchants.

ALTER TABLE "staff" ADD COLUMN "totp_pending" TEXT, ADD COLUMN "last_seen_at" TIMESTAMPTZ(3);
ALTER TABLE "member" ADD COLUMN "birthday_set_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "member_tag" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "why" TEXT NOT NULL DEFAULT '',
    "staff_id" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_tag_pkey" PRIMARY KEY ("merchant_id","member_id","tag")
);

-- CreateTable
CREATE TABLE "consent" (
    "merchant_id" UUID NOT NULL,
    "consent_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "version" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("merchant_id","consent_id")
);

-- CreateTable
CREATE TABLE "sms_code" (
    "merchant_id" UUID NOT NULL,
    "phone_hash" BYTEA NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "wrong" INTEGER NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),
    "sent_on" DATE NOT NULL,
    "sent_that_day" INTEGER NOT NULL,

    CONSTRAINT "sms_code_pkey" PRIMARY KEY ("merchant_id","phone_hash")
);

-- CreateTable
CREATE TABLE "token_family" (
    "merchant_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "till_id" UUID,
    "shift_id" UUID,
    "merchants" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "token_family_pkey" PRIMARY KEY ("merchant_id","family_id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "merchant_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "family_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("merchant_id","token_hash")
);

-- CreateTable
CREATE TABLE "staff_link" (
    "merchant_id" UUID NOT NULL,
    "link_hash" BYTEA NOT NULL,
    "staff_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_link_pkey" PRIMARY KEY ("merchant_id","link_hash")
);

-- CreateTable
CREATE TABLE "till" (
    "merchant_id" UUID NOT NULL,
    "till_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "till_pkey" PRIMARY KEY ("merchant_id","till_id")
);

-- CreateTable
CREATE TABLE "shift" (
    "merchant_id" UUID NOT NULL,
    "shift_id" UUID NOT NULL,
    "till_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "shift_pkey" PRIMARY KEY ("merchant_id","shift_id")
);

-- CreateTable
CREATE TABLE "pin_try" (
    "merchant_id" UUID NOT NULL,
    "till_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "wrong" INTEGER NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "pin_try_pkey" PRIMARY KEY ("merchant_id","till_id","staff_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "merchant_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "secret_hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("merchant_id","key_id")
);

-- CreateTable
CREATE TABLE "setting" (
    "merchant_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("merchant_id","key")
);

-- CreateTable
CREATE TABLE "setting_change" (
    "merchant_id" UUID NOT NULL,
    "change_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "staff_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_change_pkey" PRIMARY KEY ("merchant_id","change_id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "member_tag_merchant_id_tag_member_id_idx" ON "member_tag"("merchant_id", "tag", "member_id");

-- CreateIndex
CREATE INDEX "consent_merchant_id_member_id_purpose_at_idx" ON "consent"("merchant_id", "member_id", "purpose", "at" DESC);

-- CreateIndex
CREATE INDEX "token_family_merchant_id_subject_id_idx" ON "token_family"("merchant_id", "subject_id");

-- CreateIndex
CREATE INDEX "refresh_token_merchant_id_family_id_idx" ON "refresh_token"("merchant_id", "family_id");

-- CreateIndex
CREATE INDEX "staff_link_merchant_id_staff_id_idx" ON "staff_link"("merchant_id", "staff_id");

-- CreateIndex
CREATE INDEX "till_merchant_id_store_id_idx" ON "till"("merchant_id", "store_id");

-- CreateIndex
CREATE INDEX "shift_merchant_id_till_id_opened_at_idx" ON "shift"("merchant_id", "till_id", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "setting_change_merchant_id_key_at_idx" ON "setting_change"("merchant_id", "key", "at" DESC);

SELECT huitou_protect(t) FROM unnest(ARRAY['sms_code','token_family','refresh_token','staff_link','till','shift','pin_try','api_key','setting','setting_change','member_tag','consent']::regclass[]) AS t;

ALTER TABLE token_family ADD CONSTRAINT token_family_kind CHECK (kind IN ('member', 'staff'));
ALTER TABLE staff_link ADD CONSTRAINT staff_link_purpose CHECK (purpose IN ('invite', 'reset'));
ALTER TABLE consent ADD CONSTRAINT consent_purpose CHECK (purpose IN ('membership', 'messages', 'profile', 'community'));
REVOKE UPDATE, DELETE ON consent, setting_change FROM huitou_app;

-- A sign-in looks for its login over all shops; a million members' names are searched by their first letters too.
CREATE INDEX staff_login ON staff (login);
CREATE INDEX member_name_start ON member (merchant_id, name text_pattern_ops);

-- The relay looks over all merchants for what is unsent.
CREATE INDEX outbox_to_send ON outbox (outbox_id) WHERE sent_at IS NULL;

CREATE FUNCTION door_merchant_by_slug(asked text)
RETURNS TABLE (merchant_id uuid, slug text, name text, currency text, zone text, brand text, wx_appid text, is_demo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.merchant_id, m.slug, m.name, m.currency::text, m.zone, m.brand, m.wx_appid, m.is_demo FROM merchant m WHERE m.slug = asked
$$;

CREATE FUNCTION door_merchant_by_wx_appid(asked text)
RETURNS TABLE (merchant_id uuid, slug text, name text, currency text, zone text, brand text, wx_appid text, is_demo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.merchant_id, m.slug, m.name, m.currency::text, m.zone, m.brand, m.wx_appid, m.is_demo FROM merchant m WHERE m.wx_appid = asked
$$;

CREATE FUNCTION door_demo_merchant()
RETURNS TABLE (merchant_id uuid, slug text, name text, currency text, zone text, brand text, wx_appid text, is_demo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.merchant_id, m.slug, m.name, m.currency::text, m.zone, m.brand, m.wx_appid, m.is_demo FROM merchant m WHERE m.is_demo ORDER BY m.created_at LIMIT 1
$$;

CREATE FUNCTION door_staff_of_login(asked text)
RETURNS TABLE (merchant_id uuid, merchant_name text, staff_id uuid, role text, password_hash text, totp_secret text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.merchant_id, m.name, s.staff_id, s.role, s.password_hash, s.totp_secret
  FROM staff s JOIN merchant m USING (merchant_id) WHERE s.login = asked AND s.active ORDER BY m.created_at, s.merchant_id LIMIT 50
$$;

CREATE FUNCTION door_merchant_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT merchant_id FROM merchant ORDER BY created_at, merchant_id
$$;

CREATE FUNCTION door_take_outbox(most integer)
RETURNS TABLE (merchant_id uuid, topic text, audience text, ref text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH taken AS (
    SELECT o.merchant_id, o.outbox_id FROM outbox o WHERE o.sent_at IS NULL ORDER BY o.outbox_id LIMIT most FOR UPDATE SKIP LOCKED
  )
  UPDATE outbox o SET sent_at = now() FROM taken t WHERE o.merchant_id = t.merchant_id AND o.outbox_id = t.outbox_id
  RETURNING o.merchant_id, o.topic, o.audience, o.ref
$$;

CREATE FUNCTION door_take_lease(asked text, who text, seconds integer) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH taken AS (
    INSERT INTO lease AS l (name, holder, until) VALUES (asked, who, now() + make_interval(secs => seconds))
    ON CONFLICT (name) DO UPDATE SET holder = who, until = excluded.until WHERE l.holder = who OR l.until < now()
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM taken)
$$;

REVOKE EXECUTE ON FUNCTION door_merchant_by_slug(text), door_merchant_by_wx_appid(text), door_demo_merchant(), door_staff_of_login(text), door_merchant_ids(), door_take_outbox(integer), door_take_lease(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_merchant_by_slug(text), door_merchant_by_wx_appid(text), door_demo_merchant(), door_staff_of_login(text), door_merchant_ids(), door_take_outbox(integer), door_take_lease(text, text, integer) TO huitou_app;
