-- What a draft of tiers or earning rules would have done on the shop's own history: one run a draft, kept and dated with it,
-- and where each member would stand, so that "272 go down" can be opened into the 272.

-- CreateTable
CREATE TABLE "what_if" (
    "merchant_id" UUID NOT NULL,
    "what_if_id" UUID NOT NULL,
    "draft" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "saves" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "members" INTEGER NOT NULL DEFAULT 0,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "result" JSONB,
    "fault" TEXT NOT NULL DEFAULT '',
    "started_by" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "alive_at" TIMESTAMPTZ(3),

    CONSTRAINT "what_if_pkey" PRIMARY KEY ("merchant_id","what_if_id")
);

-- CreateTable
CREATE TABLE "what_if_member" (
    "merchant_id" UUID NOT NULL,
    "what_if_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "from_tier" TEXT,
    "to_tier" TEXT,
    "move" SMALLINT NOT NULL,
    "points_now" BIGINT NOT NULL,
    "points_draft" BIGINT NOT NULL,
    "delta" BIGINT NOT NULL,

    CONSTRAINT "what_if_member_pkey" PRIMARY KEY ("merchant_id","what_if_id","member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "what_if_merchant_id_draft_version_key" ON "what_if"("merchant_id", "draft", "version");

-- CreateIndex
CREATE INDEX "what_if_member_merchant_id_what_if_id_delta_member_id_idx" ON "what_if_member"("merchant_id", "what_if_id", "delta", "member_id");

-- CreateIndex
CREATE INDEX "what_if_member_merchant_id_what_if_id_move_member_id_idx" ON "what_if_member"("merchant_id", "what_if_id", "move", "member_id");

ALTER TABLE what_if ADD CONSTRAINT what_if_draft CHECK (draft IN ('tiers', 'rules')), ADD CONSTRAINT what_if_state CHECK (state IN ('running', 'done', 'failed')), ADD CONSTRAINT what_if_done CHECK ((state = 'done') = (result IS NOT NULL));
ALTER TABLE what_if_member ADD CONSTRAINT what_if_member_delta CHECK (delta = points_draft - points_now);

SELECT huitou_protect('what_if'), huitou_protect('what_if_member');
