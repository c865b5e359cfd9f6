-- A coupon's own code: shown by its owner's phone, scanned at the till. A table keeps only a mark of the digits, which are made
-- under the server's key: who reads the table, or a backup of it without the keys, can show none of them.
ALTER TABLE coupon_claim ADD COLUMN digits_mark TEXT;
CREATE UNIQUE INDEX coupon_claim_mark ON coupon_claim (merchant_id, digits_mark) WHERE digits_mark IS NOT NULL;

-- The coupons whose codes opened a visit. Such a visit uses them and no other of the member's: the code may be a picture.
ALTER TABLE visit ADD COLUMN claim_ids UUID[] NOT NULL DEFAULT '{}';
