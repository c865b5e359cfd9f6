-- Where a member's log stands is read from the log itself, by its key. As a column of the member it made every earn rewrite the
-- widest row of the shop, with its seventeen indexes: a sixth of what the database did for an earn. With it go indexes that no
-- question uses: the log by effective instant (it is read whole, in its own order), postings by line (a line is looked up
-- among its own member's), and two that the lists of members have in a narrower form.
ALTER TABLE "member" DROP COLUMN "seq";
DROP INDEX "fact_merchant_id_member_id_effective_at_idx";
DROP INDEX posting_of_line;
DROP INDEX "member_merchant_id_joined_at_member_id_idx";
DROP INDEX "member_merchant_id_last_order_at_member_id_idx";
