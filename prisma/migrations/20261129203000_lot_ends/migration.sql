-- When a lot ends, also where its wallet ends by inactivity: that date is computed from the member's last acts and never
-- written, so that a visit moves no lot. The same sum as the ledger's `endsAtOf`; a test holds the two against each other.
CREATE FUNCTION lot_ends(expires_at timestamptz, active_at timestamptz, expiry jsonb, acts jsonb) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN $1 IS NOT NULL OR $2 IS NULL OR expiry->>'kind' IS DISTINCT FROM 'inactivity' THEN $1 ELSE (
    SELECT greatest((last_day + 1)::timestamp AT TIME ZONE (expiry->>'zone'), to_timestamp((expiry->>'notBefore')::float8 / 1000)) FROM (
      SELECT CASE expiry->>'endOf'
          WHEN 'week' THEN date_trunc('week', day)::date + 6
          WHEN 'month' THEN (date_trunc('month', day) + interval '1 month')::date - 1
          WHEN 'quarter' THEN (date_trunc('quarter', day) + interval '3 months')::date - 1
          WHEN 'half-year' THEN (date_trunc('year', day) + CASE WHEN extract(month FROM day) > 6 THEN interval '12 months' ELSE interval '6 months' END)::date - 1
          WHEN 'year' THEN (date_trunc('year', day) + interval '12 months')::date - 1
          ELSE day::date END AS last_day
      FROM (SELECT (greatest($2, (SELECT max(to_timestamp((acts->>kind)::float8 / 1000)) FROM jsonb_array_elements_text(expiry->'acts') kind)) AT TIME ZONE (expiry->>'zone'))::date
          + CASE expiry->>'unit' WHEN 'day' THEN make_interval(days => (expiry->>'count')::int) WHEN 'week' THEN make_interval(weeks => (expiry->>'count')::int) WHEN 'month' THEN make_interval(months => (expiry->>'count')::int) ELSE make_interval(years => (expiry->>'count')::int) END AS day) reached) ended) END
$$;

-- What is left of such lots, for the few questions that ask by date.
CREATE INDEX lot_idle ON lot (merchant_id, wallet, member_id) WHERE left_points > 0 AND expires_at IS NULL AND detail->'expiry'->>'kind' = 'inactivity';
