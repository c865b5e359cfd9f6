-- Under row-level security only conditions that cannot leak are looked up in an index before the policy is checked:
-- comparing plain columns can, an expression or LIKE cannot. So the list sorts by the plain column, and names are
-- searched inside a function that keeps to the merchant of the transaction by itself.

DROP INDEX member_by_last_order;
DROP INDEX member_by_tier;
CREATE INDEX member_by_last_order ON member (merchant_id, last_order_at DESC NULLS LAST, member_id DESC) WHERE left_at IS NULL;
CREATE INDEX member_by_tier ON member (merchant_id, tier_id, last_order_at DESC NULLS LAST, member_id DESC) WHERE left_at IS NULL;

-- The first ones whose name holds (three letters and more) or begins with what was asked: at most so many.
CREATE FUNCTION find_members_named(asked text, most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  own uuid := NULLIF(current_setting('app.merchant_id', true), '')::uuid;
  safe text := replace(replace(replace(asked, '\', '\\'), '%', '\%'), '_', '\_');
BEGIN
  IF length(asked) >= 3 THEN
    RETURN QUERY SELECT m.member_id FROM member m WHERE m.merchant_id = own AND m.left_at IS NULL AND m.name ILIKE '%' || safe || '%' LIMIT most;
  ELSE
    RETURN QUERY EXECUTE 'SELECT m.member_id FROM member m WHERE m.merchant_id = $1 AND m.left_at IS NULL AND m.name LIKE ' || quote_literal(safe || '%') || ' LIMIT $2' USING own, most;
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION find_members_named(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_members_named(text, integer) TO huitou_app;
