-- Who leaves is also named where others have something of theirs: the masked name in the messages and the book of whoever
-- they exchanged points with, and their words in the messages that told of an answer. Those go along.

-- The reasons in a JSON of the book, all of them, as '**'.
CREATE FUNCTION huitou_reasons_gone(said jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(said)
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(huitou_reasons_gone(e) ORDER BY n), '[]') FROM jsonb_array_elements(said) WITH ORDINALITY AS x(e, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(k, CASE WHEN k = 'reason' AND jsonb_typeof(v) = 'string' THEN '"**"'::jsonb ELSE huitou_reasons_gone(v) END), '{}') FROM jsonb_each(said) AS x(k, v))
    ELSE said END
$$;

-- A JSON without the strings that are one of the words, whole: a word of one character stands within too many others.
CREATE FUNCTION huitou_unlike(said jsonb, words text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(said)
    WHEN 'string' THEN CASE WHEN said #>> '{}' = ANY (words) THEN '"**"'::jsonb ELSE said END
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(huitou_unlike(e, words) ORDER BY n), '[]') FROM jsonb_array_elements(said) WITH ORDINALITY AS x(e, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(k, huitou_unlike(v, words)), '{}') FROM jsonb_each(said) AS x(k, v))
    ELSE said END
$$;

-- Members of the merchant that the transaction serves. A gift is known in the book of the other by its id alone, so that
-- nobody else's reason is touched.
CREATE FUNCTION forget_in_others(ids uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here uuid := NULLIF(current_setting('app.merchant_id', true), '')::uuid;
  gift record;
BEGIN
  FOR gift IN SELECT g.gift_id::text AS id, CASE WHEN g.from_member = ANY (ids) THEN g.to_member ELSE g.from_member END AS other
    FROM point_gift g WHERE g.merchant_id = here AND (g.from_member = ANY (ids) OR g.to_member = ANY (ids)) LOOP
    UPDATE fact f SET reason = '**', body = huitou_reasons_gone(f.body) WHERE f.merchant_id = here AND f.member_id = gift.other AND f.reason <> ''
      AND (f.fact_id = gift.id OR jsonb_path_exists(f.body, '$.deeds[*] ? (@.giftId == $id)', jsonb_build_object('id', gift.id)));
    UPDATE lot l SET detail = huitou_reasons_gone(l.detail) WHERE l.merchant_id = here AND l.member_id = gift.other AND starts_with(l.source, 'g:' || gift.id || '/');
    UPDATE inbox_message m SET title_facts = m.title_facts || CASE WHEN m.title_facts ? 'from' THEN '{"from": "**"}'::jsonb ELSE '{"to": "**"}'::jsonb END
      WHERE m.merchant_id = here AND m.member_id = gift.other AND m.once_key IN ('gift/' || gift.id, 'gift-ended/' || gift.id);
  END LOOP;
  UPDATE inbox_message m SET body_code = NULL, body_facts = NULL FROM comment c JOIN post p ON p.merchant_id = here AND p.post_id = c.post_id
    WHERE c.merchant_id = here AND c.member_id = ANY (ids) AND m.merchant_id = here AND m.member_id = p.member_id AND m.once_key = 'answered/' || c.comment_id;
END $$;
REVOKE EXECUTE ON FUNCTION forget_in_others(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_in_others(uuid[]) TO huitou_app;

-- The refusal of a code used before no longer keeps the masked name of whose it is: it is read when it is said.
UPDATE act SET answer = answer #- '{facts,nameMasked}' WHERE outcome = 'refused' AND answer ->> 'code' = 'code-used';
