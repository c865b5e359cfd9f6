-- A page of the member list costs the same at a million members: each way to sort has an index that runs in its order,
-- key and id both downwards, so that the place of a cursor is found by one comparison of the pair.

CREATE INDEX member_by_last_order ON member (merchant_id, (coalesce(last_order_at, '-infinity'::timestamptz)) DESC, member_id DESC) WHERE left_at IS NULL;
CREATE INDEX member_by_joined ON member (merchant_id, joined_at DESC, member_id DESC) WHERE left_at IS NULL;
CREATE INDEX member_by_spent ON member (merchant_id, spent_minor DESC, member_id DESC) WHERE left_at IS NULL;
CREATE INDEX member_by_tier ON member (merchant_id, tier_id, (coalesce(last_order_at, '-infinity'::timestamptz)) DESC, member_id DESC) WHERE left_at IS NULL;
CREATE INDEX member_by_import ON member (merchant_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX wallet_by_points ON wallet (merchant_id, available DESC, member_id DESC) WHERE wallet = 'points';
