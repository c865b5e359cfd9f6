import type { Tx } from '../platform/database/index.js'

export interface TimelineRow {
  entry_id: string
  at: Date
  kind: 'joined' | 'order' | 'refund' | 'points' | 'tier' | 'coupon' | 'message' | 'post' | 'browse' | 'review' | 'tag'
  ref: string | null
  code: string
  facts: Record<string, unknown>
  money_minor: number | null
  points: number | null
}

type Source = 'order' | 'points' | 'message' | 'coupon' | 'browse' | 'other'

// A tier as it is called now, or was called last.
const NAME = "select x->>'name' as name from tier_set s, jsonb_array_elements(s.tiers) x where s.merchant_id = $1 and s.state <> 'draft' and x->>'tierId' ="
const LATEST = 'order by s.version desc limit 1'

// Each source gives at most a page from the cursor on, by its own index; the pages are merged and cut again.
const SOURCES: readonly (readonly [Source, string])[] = [
  ['order', `select o.order_id as entry_id, o.paid_at as at, 'order' as kind, o.order_id::text as ref, 'timeline-order' as code, jsonb_build_object('orderNo', o.order_no, 'channel', o.channel, 'amountMinor', o.paid_minor, 'currency', o.currency) as facts, o.paid_minor as money_minor, null::int8 as points
     from shop_order o where o.merchant_id = $1 and o.member_id = $2 and o.status <> 'undone' and ($3::timestamptz is null or (o.paid_at, o.order_id) < ($3, $4::uuid)) order by o.paid_at desc, o.order_id desc limit $5`],
  ['order', `select r.refund_id, r.refunded_at, 'refund', o.order_id::text, 'timeline-refund', jsonb_build_object('orderNo', o.order_no, 'amountMinor', r.minor, 'currency', o.currency), r.minor, null::int8
     from shop_order o join refund r on r.merchant_id = o.merchant_id and r.order_id = o.order_id where o.merchant_id = $1 and o.member_id = $2 and ($3::timestamptz is null or (r.refunded_at, r.refund_id) < ($3, $4::uuid)) order by r.refunded_at desc, r.refund_id desc limit $5`],
  ['points', `select p.line_id, min(p.effective_at), 'points', p.line_id::text, 'timeline-points', jsonb_build_object('cause', min(p.cause)), null::int8, sum(case when p.to_account = 'available' then p.points when p.from_account = 'available' then -p.points else 0 end)::int8
     from posting p where p.merchant_id = $1 and p.member_id = $2 and p.wallet = 'points' and ($3::timestamptz is null or p.effective_at <= $3) group by p.line_id having $3::timestamptz is null or (min(p.effective_at), p.line_id) < ($3, $4::uuid) order by 2 desc, 1 desc limit $5`],
  ['other', `select t.change_id, t.at, 'tier', t.to_tier, 'tier-' || t.cause, jsonb_build_object('from', coalesce(f.name, t.from_tier), 'to', coalesce(g.name, t.to_tier), 'reason', t.facts->>'reason'), null::int8, null::int8
     from tier_change t left join lateral (${NAME} t.from_tier ${LATEST}) f on true left join lateral (${NAME} t.to_tier ${LATEST}) g on true where t.merchant_id = $1 and t.member_id = $2 and ($3::timestamptz is null or (t.at, t.change_id) < ($3, $4::uuid)) order by t.at desc, t.change_id desc limit $5`],
  ['coupon', `select k.claim_id, k.claimed_at, 'coupon', k.coupon_id::text, 'timeline-coupon-claimed', jsonb_build_object('title', c.title, 'source', k.source), null::int8, null::int8
     from coupon_claim k join coupon c using (merchant_id, coupon_id) where k.merchant_id = $1 and k.member_id = $2 and ($3::timestamptz is null or (k.claimed_at, k.claim_id) < ($3, $4::uuid)) order by k.claimed_at desc, k.claim_id desc limit $5`],
  ['message', `select i.message_id, i.at, 'message', null, i.title_code, i.title_facts, null::int8, null::int8
     from inbox_message i where i.merchant_id = $1 and i.member_id = $2 and ($3::timestamptz is null or (i.at, i.message_id) < ($3, $4::uuid)) order by i.at desc, i.message_id desc limit $5`],
  ['other', `select p.post_id, p.created_at, 'post', p.post_id::text, 'timeline-post', jsonb_build_object('state', p.state, 'topic', t.title), null::int8, null::int8
     from post p join topic t using (merchant_id, topic_id) where p.merchant_id = $1 and p.member_id = $2 and p.state <> 'removed' and ($3::timestamptz is null or (p.created_at, p.post_id) < ($3, $4::uuid)) order by p.created_at desc, p.post_id desc limit $5`],
  ['other', `select v.review_id, v.created_at, 'review', v.order_id::text, 'timeline-review', jsonb_build_object('name', v.product_name, 'stars', v.stars, 'state', v.state), null::int8, nullif(v.points, 0)
     from review v where v.merchant_id = $1 and v.member_id = $2 and v.state <> 'removed' and ($3::timestamptz is null or (v.created_at, v.review_id) < ($3, $4::uuid)) order by v.created_at desc, v.review_id desc limit $5`],
  // Browsing is told by the day. Whole days are read, up to the end of the cursor's own: half a day would be another entry.
  ['browse', `select d.last_id, d.last_at, 'browse', null, 'timeline-browse', jsonb_build_object('views', d.views, 'carts', d.carts, 'favourites', d.favourites, 'searches', d.searches, 'words', d.words,
       'names', (select jsonb_agg(coalesce(p.name, u.sku) order by u.n) from (select s.sku, s.n from unnest(d.skus) with ordinality s(sku, n) limit 3) u left join product p on p.merchant_id = $1 and p.sku = u.sku)), null::int8, null::int8
     from (select (array_agg(e.event_id order by e.at desc, e.event_id desc))[1] as last_id, max(e.at) as last_at, count(distinct e.sku) filter (where e.kind <> 'search')::int as views,
         count(*) filter (where e.kind = 'cart')::int as carts, count(*) filter (where e.kind = 'favourite')::int as favourites, count(*) filter (where e.kind = 'search')::int as searches,
         (array_agg(e.words order by e.at desc) filter (where e.kind = 'search'))[1] as words, array(select x from unnest(array_agg(e.sku order by e.at desc) filter (where e.kind <> 'search')) with ordinality q(x, n) group by x order by min(n)) as skus
       from behaviour_event e, merchant z where z.merchant_id = $1 and e.merchant_id = $1 and e.member_id = $2
         and ($3::timestamptz is null or e.at < (date_trunc('day', $3::timestamptz at time zone z.zone) + interval '1 day') at time zone z.zone)
       group by date_trunc('day', e.at at time zone z.zone)) d
     where $3::timestamptz is null or (d.last_at, d.last_id) < ($3, $4::uuid) order by d.last_at desc, d.last_id desc limit $5`],
  ['other', `select m.member_id, m.joined_at, 'joined', null, 'timeline-joined', jsonb_build_object('source', m.source), null::int8, null::int8
     from member m where m.merchant_id = $1 and m.member_id = $2 and ($3::timestamptz is null or (m.joined_at, m.member_id) < ($3, $4::uuid))`],
]

export const timelineOf = (tx: Tx, o: { memberId: string; kind?: Exclude<Source, 'other'>; after: readonly [number, string] | null; limit: number }): Promise<TimelineRow[]> => {
  const parts = SOURCES.filter(([source]) => o.kind === undefined || source === o.kind).map(([, sql]) => `(${sql})`)
  const head = 'select null::uuid as entry_id, null::timestamptz as at, null as kind, null as ref, null as code, null::jsonb as facts, null::int8 as money_minor, null::int8 as points where false'
  return tx.query<TimelineRow>(`select * from (${head} union all ${parts.join(' union all ')}) entries order by at desc, entry_id desc limit $5`,
    [tx.merchantId, o.memberId, o.after ? new Date(o.after[0]) : null, o.after?.[1] ?? null, o.limit])
}
