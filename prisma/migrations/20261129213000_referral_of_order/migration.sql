-- A referral award falls when the order that earned it is wholly refunded: the award's fact names that order, which is somebody
-- else's, so it is no column of its own that screens would show. Few facts are referrals, and only those are in here.
CREATE INDEX fact_of_referral ON fact (merchant_id, (body->'deeds'->0->>'forOrder')) WHERE kind = 'referral';
