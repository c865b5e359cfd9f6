-- Messages inside the mini-program. The unread count is on every screen, so it has an index that holds only unread rows.

-- CreateTable
CREATE TABLE "inbox_message" (
    "merchant_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title_code" TEXT NOT NULL,
    "title_facts" JSONB NOT NULL,
    "body_code" TEXT,
    "body_facts" JSONB,
    "link" TEXT NOT NULL DEFAULT '',
    "once_key" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("merchant_id","message_id")
);

-- CreateIndex
CREATE INDEX "inbox_message_merchant_id_member_id_at_message_id_idx" ON "inbox_message"("merchant_id", "member_id", "at" DESC, "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_message_merchant_id_member_id_once_key_key" ON "inbox_message"("merchant_id", "member_id", "once_key");

CREATE INDEX inbox_unread ON inbox_message (merchant_id, member_id) WHERE read_at IS NULL;

SELECT huitou_protect('inbox_message');
