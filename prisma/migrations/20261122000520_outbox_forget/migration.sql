-- Nudges that were sent are of no use after a day: the relay forgets them, some thousands at a time.
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

CREATE FUNCTION door_forget_outbox(most integer) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH old AS (
    SELECT o.merchant_id, o.outbox_id FROM outbox o WHERE o.sent_at < now() - interval '1 day' ORDER BY o.sent_at LIMIT most FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM outbox o USING old WHERE o.merchant_id = old.merchant_id AND o.outbox_id = old.outbox_id RETURNING 1
  )
  SELECT count(*)::integer FROM gone
$$;
REVOKE EXECUTE ON FUNCTION door_forget_outbox(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_forget_outbox(integer) TO huitou_app;
