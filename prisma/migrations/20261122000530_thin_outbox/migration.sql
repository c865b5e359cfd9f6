-- The outbox is a row of each hot act: taking a nudge deletes it, which costs half of marking it sent and leaves nothing
-- to sweep. Acts are found by their key alone, so their second index goes. Rows that every act rewrites get room on
-- their page, so that a new version need not touch the indexes.

DROP FUNCTION door_forget_outbox(integer);

CREATE OR REPLACE FUNCTION door_take_outbox(most integer)
RETURNS TABLE (merchant_id uuid, topic text, audience text, ref text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH taken AS (
    SELECT o.merchant_id, o.outbox_id FROM outbox o ORDER BY o.outbox_id LIMIT most FOR UPDATE SKIP LOCKED
  )
  DELETE FROM outbox o USING taken t WHERE o.merchant_id = t.merchant_id AND o.outbox_id = t.outbox_id
  RETURNING o.merchant_id, o.topic, o.audience, o.ref
$$;

DELETE FROM outbox WHERE sent_at IS NOT NULL;
ALTER TABLE outbox DROP COLUMN sent_at;
CREATE INDEX outbox_in_order ON outbox (outbox_id);

DROP INDEX act_merchant_id_at_idx;

ALTER TABLE member SET (fillfactor = 85);
ALTER TABLE wallet SET (fillfactor = 80);
ALTER TABLE coupon_stock SET (fillfactor = 50);
