-- A version of the tiers may be published for a later instant, as earning rules may: it is in force from `from_at`, whether
-- or not a night ran. `applied_at` says that every member was decided by it; what came into force unseen is caught up with.

ALTER TABLE "tier_set" ADD COLUMN "from_at" TIMESTAMPTZ(3), ADD COLUMN "applied_at" TIMESTAMPTZ(3);
UPDATE tier_set SET from_at = published_at, applied_at = published_at WHERE state <> 'draft';
CREATE INDEX tier_set_to_apply ON tier_set (merchant_id, from_at) WHERE applied_at IS NULL AND state <> 'draft';
