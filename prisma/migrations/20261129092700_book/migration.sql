-- Gifts of points: out of one book into transit, from there into another. What passes from book to book goes through the
-- account 'passed', so that each book sums to zero by itself and all gifts sum to zero over all books.
-- Expiry by inactivity: a wallet keeps when its member last earned and spent; the lots are not edited.
-- Wallets a merchant adds beside points and growth. The months of the expiry setting became a count of any unit.

ALTER TABLE "wallet" ADD COLUMN "acts" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "point_gift" (
    "merchant_id" UUID NOT NULL,
    "gift_id" UUID NOT NULL,
    "from_member" UUID NOT NULL,
    "to_member" UUID NOT NULL,
    "points" BIGINT NOT NULL,
    "arrived" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "point_gift_pkey" PRIMARY KEY ("merchant_id","gift_id")
);

CREATE TABLE "wallet_kind" (
    "merchant_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "spendable" BOOLEAN NOT NULL,
    "expiry" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_kind_pkey" PRIMARY KEY ("merchant_id","code")
);

CREATE INDEX "point_gift_merchant_id_from_member_sent_at_idx" ON "point_gift"("merchant_id", "from_member", "sent_at");
CREATE INDEX "point_gift_merchant_id_to_member_sent_at_idx" ON "point_gift"("merchant_id", "to_member", "sent_at");
-- Those that nobody took in time: the night tells their senders.
CREATE INDEX point_gift_waiting ON point_gift (merchant_id, until_at) WHERE state = 'waiting';
CREATE INDEX hold_sent ON hold (merchant_id, member_id, wallet) WHERE state = 'sent';

ALTER TABLE posting DROP CONSTRAINT posting_accounts;
ALTER TABLE posting ADD CONSTRAINT posting_accounts CHECK (from_account IN ('available','pending','held','transit','debt','issued','spent','expired','adjusted','passed') AND to_account IN ('available','pending','held','transit','debt','issued','spent','expired','adjusted','passed')) NOT VALID;
ALTER TABLE posting VALIDATE CONSTRAINT posting_accounts;
ALTER TABLE hold DROP CONSTRAINT hold_state;
ALTER TABLE hold ADD CONSTRAINT hold_state CHECK (points > 0 AND state IN ('open', 'spent', 'released', 'lapsed', 'sent', 'given', 'returned'));
ALTER TABLE point_gift
  ADD CONSTRAINT point_gift_moves CHECK (points > 0 AND arrived >= 0 AND arrived <= points AND from_member <> to_member),
  ADD CONSTRAINT point_gift_state CHECK (state IN ('waiting', 'accepted', 'declined', 'returned') AND (state = 'waiting') = (ended_at IS NULL));
ALTER TABLE wallet_kind ADD CONSTRAINT wallet_kind_code CHECK (code = lower(btrim(code)) AND code NOT IN ('points', 'growth'));

UPDATE setting SET key = 'points-expiry-count' WHERE key = 'points-expiry-months';
UPDATE setting_change SET key = 'points-expiry-count' WHERE key = 'points-expiry-months';

SELECT huitou_protect('point_gift'), huitou_protect('wallet_kind');
