-- Topics, posts, comments, likes, reports. What waits for the owner and what the feed shows have an index each, holding
-- only those rows.

-- CreateTable
CREATE TABLE "topic" (
    "merchant_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "lead" TEXT NOT NULL DEFAULT '',
    "picture" TEXT NOT NULL DEFAULT '',
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "topic_pkey" PRIMARY KEY ("merchant_id","topic_id")
);

-- CreateTable
CREATE TABLE "post" (
    "merchant_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "verdict" JSONB,
    "like_count" INTEGER NOT NULL DEFAULT 0,
    "comment_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "shown_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "post_pkey" PRIMARY KEY ("merchant_id","post_id")
);

-- CreateTable
CREATE TABLE "comment" (
    "merchant_id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "verdict" JSONB,
    "like_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "shown_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "comment_pkey" PRIMARY KEY ("merchant_id","comment_id")
);

-- CreateTable
CREATE TABLE "post_like" (
    "merchant_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "post_like_pkey" PRIMARY KEY ("merchant_id","post_id","member_id")
);

-- CreateTable
CREATE TABLE "comment_like" (
    "merchant_id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comment_like_pkey" PRIMARY KEY ("merchant_id","comment_id","member_id")
);

-- CreateTable
CREATE TABLE "report" (
    "merchant_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("merchant_id","report_id")
);

-- CreateTable
CREATE TABLE "post_award" (
    "merchant_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "points" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "post_award_pkey" PRIMARY KEY ("merchant_id","post_id")
);

-- CreateIndex
CREATE INDEX "topic_merchant_id_created_at_idx" ON "topic"("merchant_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "post_merchant_id_member_id_created_at_idx" ON "post"("merchant_id", "member_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "comment_merchant_id_post_id_created_at_idx" ON "comment"("merchant_id", "post_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "report_merchant_id_subject_kind_subject_id_member_id_key" ON "report"("merchant_id", "subject_kind", "subject_id", "member_id");

-- CreateIndex
CREATE INDEX "post_award_merchant_id_member_id_day_idx" ON "post_award"("merchant_id", "member_id", "day");

CREATE INDEX post_feed ON post (merchant_id, created_at DESC, post_id DESC) WHERE state <> 'removed';
CREATE INDEX post_feed_topic ON post (merchant_id, topic_id, created_at DESC, post_id DESC) WHERE state <> 'removed';
CREATE INDEX post_waiting ON post (merchant_id, created_at) WHERE state IN ('queued', 'checking');
CREATE INDEX comment_waiting ON comment (merchant_id, created_at) WHERE state IN ('queued', 'checking');
CREATE INDEX report_open ON report (merchant_id, at) WHERE resolved_at IS NULL;

ALTER TABLE post
  ADD CONSTRAINT post_state CHECK (state IN ('checking', 'queued', 'shown', 'rejected', 'removed')),
  ADD CONSTRAINT post_shown CHECK (state <> 'shown' OR shown_at IS NOT NULL),
  ADD CONSTRAINT post_counts CHECK (like_count >= 0 AND comment_count >= 0);
ALTER TABLE comment
  ADD CONSTRAINT comment_state CHECK (state IN ('checking', 'queued', 'shown', 'rejected', 'removed')),
  ADD CONSTRAINT comment_shown CHECK (state <> 'shown' OR shown_at IS NOT NULL);
ALTER TABLE report ADD CONSTRAINT report_subject CHECK (subject_kind IN ('post', 'comment'));
ALTER TABLE post_award ADD CONSTRAINT post_award_points CHECK (points > 0);

SELECT huitou_protect('topic'), huitou_protect('post'), huitou_protect('comment'), huitou_protect('post_like'), huitou_protect('comment_like'), huitou_protect('report'), huitou_protect('post_award');
