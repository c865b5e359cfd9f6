-- What an act costs the database is mostly the entries of indexes it makes. The outbox keeps one row a transaction with
-- all it tells, where it kept a row and two entries of each nudge, made and taken again. A posting has one index, which
-- finds a wallet's postings by their instants and is its key, where it had two that began alike.

DROP FUNCTION door_take_outbox(integer);

ALTER TABLE outbox ADD COLUMN nudges JSON;
UPDATE outbox SET nudges = json_build_array(json_build_array(topic, audience, ref));
ALTER TABLE outbox ALTER COLUMN nudges SET NOT NULL, DROP COLUMN topic, DROP COLUMN audience, DROP COLUMN ref;

CREATE FUNCTION door_take_outbox(most integer)
RETURNS TABLE (merchant_id uuid, nudges json)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH taken AS (
    SELECT o.merchant_id, o.outbox_id FROM outbox o ORDER BY o.outbox_id LIMIT most FOR UPDATE SKIP LOCKED
  )
  DELETE FROM outbox o USING taken t WHERE o.merchant_id = t.merchant_id AND o.outbox_id = t.outbox_id
  RETURNING o.merchant_id, o.nudges
$$;
REVOKE EXECUTE ON FUNCTION door_take_outbox(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_take_outbox(integer) TO huitou_app;

ALTER TABLE posting DROP CONSTRAINT posting_pkey, ADD CONSTRAINT posting_pkey PRIMARY KEY (merchant_id, member_id, wallet, effective_at, posting_id);
DROP INDEX posting_merchant_id_member_id_wallet_effective_at_idx;
