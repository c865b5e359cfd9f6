-- The book: a log of facts that only grows, postings that are a fold of it, and the state of that fold (wallet, lot, hold)
-- kept in rows, so that an act costs the same after ten thousand others. Earning rules in versions.

-- CreateTable
CREATE TABLE "fact" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "fact_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "known_at" TIMESTAMPTZ(3) NOT NULL,
    "order_id" UUID,
    "act_id" UUID,
    "rule_set" INTEGER,
    "body" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "actor" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "fact_pkey" PRIMARY KEY ("merchant_id","member_id","seq")
);

-- CreateTable
CREATE TABLE "lot" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "wallet" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "order_id" UUID,
    "line_no" INTEGER,
    "rule_id" TEXT,
    "rule_version" INTEGER,
    "points" BIGINT NOT NULL,
    "left_points" BIGINT NOT NULL,
    "held" BIGINT NOT NULL DEFAULT 0,
    "asked" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "earned_at" TIMESTAMPTZ(3) NOT NULL,
    "active_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "extended" BOOLEAN NOT NULL DEFAULT false,
    "detail" JSONB NOT NULL,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("merchant_id","member_id","wallet","source")
);

-- CreateTable
CREATE TABLE "posting" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "posting_id" UUID NOT NULL,
    "wallet" TEXT NOT NULL,
    "line_id" UUID NOT NULL,
    "from_account" TEXT NOT NULL,
    "to_account" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "lot" TEXT,
    "cause" TEXT NOT NULL,
    "ref" TEXT NOT NULL DEFAULT '',
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "known_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("merchant_id","member_id","posting_id")
);

-- CreateTable
CREATE TABLE "wallet" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "wallet" TEXT NOT NULL,
    "available" BIGINT NOT NULL DEFAULT 0,
    "pending" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "in_transit" BIGINT NOT NULL DEFAULT 0,
    "debt" BIGINT NOT NULL DEFAULT 0,
    "short" BIGINT NOT NULL DEFAULT 0,
    "counters" JSONB NOT NULL DEFAULT '{}',
    "due_at" TIMESTAMPTZ(3),
    "folded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("merchant_id","member_id","wallet")
);

-- CreateTable
CREATE TABLE "hold" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "wallet" TEXT NOT NULL,
    "hold_id" TEXT NOT NULL,
    "order_id" UUID,
    "points" BIGINT NOT NULL,
    "draws" JSONB NOT NULL,
    "owed" BIGINT NOT NULL DEFAULT 0,
    "owed_back" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3),
    "shares" JSONB NOT NULL,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("merchant_id","member_id","wallet","hold_id")
);

-- CreateTable
CREATE TABLE "rule_set" (
    "merchant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "saves" INTEGER NOT NULL DEFAULT 1,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "from_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_set_pkey" PRIMARY KEY ("merchant_id","version")
);

-- CreateTable
CREATE TABLE "check_in" (
    "merchant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "streak_days" INTEGER NOT NULL,
    "points" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("merchant_id","member_id","day")
);

-- CreateIndex
CREATE INDEX "fact_merchant_id_member_id_effective_at_idx" ON "fact"("merchant_id", "member_id", "effective_at");

-- CreateIndex
CREATE UNIQUE INDEX "fact_merchant_id_member_id_fact_id_key" ON "fact"("merchant_id", "member_id", "fact_id");

-- CreateIndex
CREATE INDEX "posting_merchant_id_member_id_wallet_effective_at_idx" ON "posting"("merchant_id", "member_id", "wallet", "effective_at");

-- Sources are ordered by their characters, as the core orders them, whatever the server's language.
ALTER TABLE lot ALTER COLUMN source TYPE text COLLATE "C";

-- What an act reads: the first lots of the drawing order, the due ones, those of its order. Closed lots are in none of them.
CREATE INDEX lot_drawing ON lot (merchant_id, member_id, wallet, expires_at, active_at, source) WHERE left_points > 0;
CREATE INDEX lot_of_order ON lot (merchant_id, order_id) WHERE order_id IS NOT NULL;
-- What will expire on a day: warnings, and the owner's calendar.
CREATE INDEX lot_expiring ON lot (merchant_id, expires_at) WHERE left_points > 0 AND expires_at IS NOT NULL;
CREATE INDEX hold_open ON hold (merchant_id, member_id, wallet) WHERE state = 'open';
CREATE INDEX hold_of_order ON hold (merchant_id, order_id) WHERE order_id IS NOT NULL;
-- What the night visits.
CREATE INDEX wallet_due ON wallet (merchant_id, due_at, member_id) WHERE due_at IS NOT NULL;
CREATE INDEX posting_of_line ON posting (merchant_id, member_id, line_id);
-- One draft and one set in force at a time.
CREATE UNIQUE INDEX rule_set_one_draft ON rule_set (merchant_id) WHERE state = 'draft';

ALTER TABLE posting
  ADD CONSTRAINT posting_moves CHECK (points > 0 AND from_account <> to_account),
  ADD CONSTRAINT posting_accounts CHECK (from_account IN ('available','pending','held','transit','debt','issued','spent','expired','adjusted') AND to_account IN ('available','pending','held','transit','debt','issued','spent','expired','adjusted'));
ALTER TABLE lot
  ADD CONSTRAINT lot_left CHECK (points > 0 AND held >= 0 AND left_points >= held AND asked >= 0),
  ADD CONSTRAINT lot_state CHECK (state IN ('pending', 'active'));
-- Nothing is negative, and available and debt are never above zero together.
ALTER TABLE wallet
  ADD CONSTRAINT wallet_never_below CHECK (available >= 0 AND pending >= 0 AND held >= 0 AND in_transit >= 0 AND debt >= 0 AND short >= 0),
  ADD CONSTRAINT wallet_debt_or_points CHECK (available = 0 OR debt = 0),
  ADD CONSTRAINT wallet_code CHECK (wallet = lower(btrim(wallet)));
ALTER TABLE hold ADD CONSTRAINT hold_state CHECK (points > 0 AND state IN ('open', 'spent', 'released', 'lapsed'));
ALTER TABLE rule_set ADD CONSTRAINT rule_set_state CHECK (state IN ('draft', 'published', 'retired'));
ALTER TABLE wallet SET (fillfactor = 60);
-- Each fact counts up member.seq: with room on its page that touches no index.
ALTER TABLE member SET (fillfactor = 75);
ALTER TABLE lot SET (fillfactor = 85);

SELECT huitou_protect('fact'), huitou_protect('lot'), huitou_protect('posting'), huitou_protect('wallet'), huitou_protect('hold'), huitou_protect('rule_set'), huitou_protect('check_in');
-- The log and the postings only grow.
REVOKE UPDATE, DELETE ON fact, posting FROM huitou_app;
