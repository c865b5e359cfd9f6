-- Who leaves takes their name along also where staff wrote it: in reasons, in the audit's notes, and in rows of files that
-- could not be read. What was done, to which id, by whom and when is as final as before: the audit lets words go, no more.
CREATE FUNCTION huitou_audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('huitou.forgetting', true) = 'on'
    AND (NEW.merchant_id, NEW.audit_id, NEW.actor, NEW.action, NEW.subject, NEW.at) = (OLD.merchant_id, OLD.audit_id, OLD.actor, OLD.action, OLD.subject, OLD.at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER audit_is_final ON audit;
CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION huitou_audit_is_final();

-- A text, and the strings of a JSON value, without those words.
CREATE FUNCTION huitou_without(said text, words text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE word text;
BEGIN
  FOREACH word IN ARRAY words LOOP said := replace(said, word, '**'); END LOOP;
  RETURN said;
END $$;
CREATE FUNCTION huitou_without(said jsonb, words text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(said)
    WHEN 'string' THEN to_jsonb(huitou_without(said #>> '{}', words))
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(huitou_without(e, words) ORDER BY n), '[]') FROM jsonb_array_elements(said) WITH ORDINALITY AS x(e, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(k, huitou_without(v, words)), '{}') FROM jsonb_each(said) AS x(k, v))
    ELSE said END
$$;

-- Of what the book keeps only the reasons that somebody typed: a name may be spelt like a wallet.
CREATE FUNCTION huitou_reasons_without(said jsonb, words text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(said)
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(huitou_reasons_without(e, words) ORDER BY n), '[]') FROM jsonb_array_elements(said) WITH ORDINALITY AS x(e, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(k, CASE WHEN k = 'reason' THEN huitou_without(v, words) ELSE huitou_reasons_without(v, words) END), '{}') FROM jsonb_each(said) AS x(k, v))
    ELSE said END
$$;

-- Members of the merchant that the transaction serves, and the words that name them.
CREATE FUNCTION forget_words(ids uuid[], words text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here uuid := NULLIF(current_setting('app.merchant_id', true), '')::uuid;
  subjects text[] := (SELECT array_agg('member:' || id) FROM unnest(ids) AS x(id)) || (SELECT coalesce(array_agg('order:' || o.order_id), '{}') FROM shop_order o WHERE o.merchant_id = here AND o.member_id = ANY (ids))
    || (SELECT coalesce(array_agg('post:' || p.post_id), '{}') FROM post p WHERE p.merchant_id = here AND p.member_id = ANY (ids)) || (SELECT coalesce(array_agg('comment:' || c.comment_id), '{}') FROM comment c WHERE c.merchant_id = here AND c.member_id = ANY (ids));
BEGIN
  PERFORM set_config('huitou.forgetting', 'on', true);
  UPDATE audit a SET reason = huitou_without(a.reason, words), before = huitou_without(a.before, words), after = huitou_without(a.after, words) WHERE a.merchant_id = here AND a.subject = ANY (subjects);
  PERFORM set_config('huitou.forgetting', 'off', true);
  UPDATE fact f SET reason = huitou_without(f.reason, words), body = huitou_reasons_without(f.body, words) WHERE f.merchant_id = here AND f.member_id = ANY (ids) AND (f.reason <> '' OR jsonb_path_exists(f.body, '$.**.reason'));
  UPDATE tier_change t SET facts = huitou_reasons_without(t.facts, words) WHERE t.merchant_id = here AND t.member_id = ANY (ids) AND jsonb_path_exists(t.facts, '$.**.reason');
  UPDATE tier_standing t SET state = huitou_reasons_without(t.state, words) WHERE t.merchant_id = here AND t.member_id = ANY (ids) AND jsonb_path_exists(t.state, '$.**.reason');
  UPDATE lot l SET detail = huitou_reasons_without(l.detail, words) WHERE l.merchant_id = here AND l.member_id = ANY (ids) AND jsonb_path_exists(l.detail, '$.**.reason');
END $$;
REVOKE EXECUTE ON FUNCTION forget_words(uuid[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_words(uuid[], text[]) TO huitou_app;
