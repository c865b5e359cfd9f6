-- Campaigns: an offer to an audience, a share of which is left alone on purpose. Without people who got nothing nobody can
-- say what an offer earned; who they are is decided by a hash when the audience is frozen, and kept.

-- CreateTable
CREATE TABLE "campaign" (
    "merchant_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "launch_at" TIMESTAMPTZ(3),
    "launched_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "left_out" JSONB,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("merchant_id","campaign_id")
);

-- CreateTable
CREATE TABLE "campaign_member" (
    "merchant_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "arm" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "claim_id" UUID,
    "points" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "campaign_member_pkey" PRIMARY KEY ("merchant_id","campaign_id","member_id")
);

-- CreateIndex
CREATE INDEX "campaign_merchant_id_created_at_campaign_id_idx" ON "campaign"("merchant_id", "created_at" DESC, "campaign_id");

-- CreateIndex
CREATE INDEX "campaign_member_merchant_id_member_id_idx" ON "campaign_member"("merchant_id", "member_id");

-- AddForeignKey
ALTER TABLE "campaign_member" ADD CONSTRAINT "campaign_member_of" FOREIGN KEY ("merchant_id", "campaign_id") REFERENCES "campaign"("merchant_id", "campaign_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- What is due or being sent: a handful of rows, looked at every minute.
CREATE INDEX campaign_open ON campaign (merchant_id, launch_at) WHERE state = 'scheduled' OR (state = 'running' AND sent_at IS NULL);
-- Who is still waiting, in the order in which they are served.
CREATE INDEX campaign_member_waiting ON campaign_member (merchant_id, campaign_id, member_id) WHERE state = 'waiting';

ALTER TABLE campaign
  ADD CONSTRAINT campaign_state CHECK (state IN ('draft', 'scheduled', 'running', 'stopped')),
  ADD CONSTRAINT campaign_launched CHECK ((state = 'running') <= (launched_at IS NOT NULL) AND (launched_at IS NULL) = (left_out IS NULL)),
  ADD CONSTRAINT campaign_stopped CHECK ((state = 'stopped') = (stopped_at IS NOT NULL));
ALTER TABLE campaign_member
  ADD CONSTRAINT campaign_member_arm CHECK (arm IN ('target', 'control')),
  ADD CONSTRAINT campaign_member_state CHECK ((arm = 'control' AND state = 'held-out') OR (arm = 'target' AND state IN ('waiting', 'issued', 'refused'))),
  ADD CONSTRAINT campaign_member_issued CHECK (state = 'issued' OR (claim_id IS NULL AND points = 0)),
  ADD CONSTRAINT campaign_member_refused CHECK ((state = 'refused') = (code IS NOT NULL));
-- One row moves once; the many that are inserted at a launch are never touched while they wait.
ALTER TABLE campaign_member SET (fillfactor = 85);

SELECT huitou_protect('campaign'), huitou_protect('campaign_member');
