import type { Instant, LocalDate, Zone } from '@huitou/units'
import { jsons, plain, type Tx } from '../platform/database/index.js'
import type { WatchLines } from './watch-settings.js'

export type AnomalyKind = 'same-member' | 'refund-after-spend' | 'after-hours' | 'by-hand' | 'own-account' | 'over-limit'
/** One thing to look at. Its key names it for ever: it is listed once, however often it is found. */
export interface Found { kind: AnomalyKind; key: string; staff_id: string | null; store_id: string | null; member_id: string | null; day: LocalDate; first_at: Date; last_at: Date; times: number; points: number; minor: number; facts: Record<string, unknown> }
export interface Span { readonly from: Instant; readonly to: Instant; readonly zone: Zone }

const DAY = "to_char(day, 'YYYY-MM-DD')"
const at = (s: Span) => [new Date(s.from), new Date(s.to)]

/** One person who gave one member small points again and again. */
export const sameMember = (tx: Tx, s: Span, l: WatchLines): Promise<Found[]> =>
  tx.query<Found>(
    `with g as (select g.*, o.store_id, count(*) over (partition by g.staff_id, g.member_id order by g.at range between make_interval(hours => $6) preceding and current row) as n
       from staff_given g left join shop_order o using (merchant_id, order_id) where g.merchant_id = $1 and g.wallet = 'points' and g.points > 0 and ($5 = 0 or g.points <= $5) and g.at >= $2::timestamptz - make_interval(hours => $6) and g.at < $3)
     select 'same-member' as kind, concat_ws('/', staff_id, member_id, ${DAY}) as key, staff_id, (array_agg(store_id order by at) filter (where store_id is not null))[1] as store_id, member_id, ${DAY} as day, min(at) as first_at, max(at) as last_at, max(n)::int as times, sum(points)::bigint as points, 0::bigint as minor,
       jsonb_build_object('line', $4::int, 'hours', $6::int, 'withOrder', count(*) filter (where kind = 'sale')) as facts
     from g where at >= $2 group by staff_id, member_id, day having max(n) >= $4`, [tx.merchantId, ...at(s), l.sameTimes, l.samePoints, l.sameHours])

/** Points of an order were spent, and then it was refunded: the shop is owed. */
export const refundAfterSpend = (tx: Tx, s: Span): Promise<Found[]> =>
  tx.query<Found>(
    `select 'refund-after-spend' as kind, r.refund_id::text as key, r.staff_id, o.store_id, o.member_id, to_char(r.refunded_at at time zone $4, 'YYYY-MM-DD') as day, o.paid_at as first_at, r.refunded_at as last_at,
       (select count(*) from refund x join shop_order y using (merchant_id, order_id) where x.merchant_id = $1 and y.member_id = o.member_id and x.refunded_at <= r.refunded_at and coalesce((x.outcome->>'newDebt')::bigint, 0) > 0)::int as times,
       (r.outcome->>'newDebt')::bigint as points, r.minor, jsonb_build_object('orderNo', o.order_no, 'orderId', o.order_id) as facts
     from refund r join shop_order o using (merchant_id, order_id) where r.merchant_id = $1 and r.refunded_at >= $2 and r.refunded_at < $3 and r.import_id is null and o.member_id is not null and coalesce((r.outcome->>'newDebt')::bigint, 0) > 0`, [tx.merchantId, ...at(s), s.zone])

/** Member codes scanned while the store was closed; a store without hours is never closed, one that closes after midnight is open across it. */
export const afterHours = (tx: Tx, s: Span, l: WatchLines): Promise<Found[]> =>
  tx.query<Found>(
    `with v as (select v.store_id, v.staff_id, v.opened_at, v.opened_at at time zone $4 as here, s.opens_at_minute as opens, s.closes_at_minute as closes from visit v join store s using (merchant_id, store_id)
       where v.merchant_id = $1 and v.by_code and v.opened_at >= $2 and v.opened_at < $3 and s.opens_at_minute is not null and s.closes_at_minute is not null),
     w as (select *, (extract(hour from here) * 60 + extract(minute from here))::int as minute, mod(closes - opens + 1439, 1440) + 1 as long from v)
     select 'after-hours' as kind, concat_ws('/', store_id, coalesce(staff_id::text, '-'), to_char(here, 'YYYY-MM-DD')) as key, staff_id, store_id, null as member_id, to_char(here, 'YYYY-MM-DD') as day, min(opened_at) as first_at, max(opened_at) as last_at, count(*)::int as times, 0::bigint as points, 0::bigint as minor,
       jsonb_build_object('opens', min(opens), 'closes', min(closes), 'grace', $5::int) as facts
     from w where long + 2 * $5 < 1440 and mod(minute - opens + $5 + 2880, 1440) > long + 2 * $5 group by store_id, staff_id, to_char(here, 'YYYY-MM-DD')`, [tx.merchantId, ...at(s), s.zone, l.graceMinutes])

/** Members looked up by phone, without the code on it, again and again. */
export const byHand = (tx: Tx, s: Span, l: WatchLines): Promise<Found[]> =>
  tx.query<Found>(
    `select 'by-hand' as kind, concat_ws('/', staff_id, day) as key, staff_id, (array_agg(store_id order by opened_at))[1] as store_id, null as member_id, day, min(opened_at) as first_at, max(opened_at) as last_at, count(*)::int as times, 0::bigint as points, 0::bigint as minor,
       jsonb_build_object('line', $5::int, 'members', count(distinct member_id)) as facts
     from (select v.*, to_char(opened_at at time zone $4, 'YYYY-MM-DD') as day from visit v where v.merchant_id = $1 and not v.by_code and v.claim_ids = '{}' and v.member_id is not null and v.staff_id is not null and v.opened_at >= $2 and v.opened_at < $3) v
     group by staff_id, day having count(*) >= $5`, [tx.merchantId, ...at(s), s.zone, l.byHandTimes])

/** More than the shop's limit was given by sales, where such sales are booked and listed. */
export const overLimit = (tx: Tx, s: Span, l: WatchLines): Promise<Found[]> =>
  tx.query<Found>(
    `select 'over-limit' as kind, concat_ws('/', m.staff_id, m.scope, m.period) as key, m.staff_id, (array_agg(o.store_id order by g.at))[1] as store_id, null as member_id, to_char(min(g.day), 'YYYY-MM-DD') as day, min(g.at) as first_at, max(g.at) as last_at, count(*)::int as times, m.given as points, coalesce(sum(o.paid_minor), 0)::bigint as minor,
       jsonb_build_object('per', case m.scope when 'till-day' then 'day' else 'shift' end, 'limit', case m.scope when 'till-day' then $4::bigint else $5::bigint end) as facts
     from staff_given g join staff_meter m on m.merchant_id = $1 and m.staff_id = g.staff_id and ((m.scope = 'till-day' and m.period = g.day::text and $4 > 0 and m.given > $4) or (m.scope = 'till-shift' and m.period = g.shift_id::text and $5 > 0 and m.given > $5))
     left join shop_order o on o.merchant_id = $1 and o.order_id = g.order_id where g.merchant_id = $1 and g.kind = 'sale' and g.at >= $2 and g.at < $3 group by m.staff_id, m.scope, m.period, m.given`, [tx.merchantId, ...at(s), l.tillDay, l.tillShift])

export interface PhoneLogin { staff_id: string; login: string }
export const phoneLogins = (tx: Tx): Promise<PhoneLogin[]> => tx.query<PhoneLogin>("select staff_id, login from staff where merchant_id = $1 and login !~ '@'", [tx.merchantId])

/** People who served the member of their own phone number. */
export const ownAccount = (tx: Tx, s: Span, pairs: readonly { staffId: string; phoneHash: string }[]): Promise<Found[]> =>
  tx.query<Found>(
    `select 'own-account' as kind, concat_ws('/', g.staff_id, g.member_id, ${DAY}) as key, g.staff_id, (array_agg(o.store_id order by g.at) filter (where o.store_id is not null))[1] as store_id, g.member_id, ${DAY} as day, min(g.at) as first_at, max(g.at) as last_at, count(*)::int as times, sum(g.points)::bigint as points, coalesce(sum(o.paid_minor), 0)::bigint as minor, '{}'::jsonb as facts
     from unnest($4::uuid[], $5::text[]) as p(staff_id, hash) join member m on m.merchant_id = $1 and m.phone_hash = decode(p.hash, 'hex') join staff_given g on g.merchant_id = $1 and g.staff_id = p.staff_id and g.member_id = coalesce(m.merged_into, m.member_id)
     left join shop_order o on o.merchant_id = $1 and o.order_id = g.order_id where g.at >= $2 and g.at < $3 group by g.staff_id, g.member_id, g.day`, [tx.merchantId, ...at(s), plain(pairs.map((p) => p.staffId)), plain(pairs.map((p) => p.phoneHash))])

/**
 * Keeps what was found. What was looked at opens again when more came after that; what was dismissed stays so.
 * Answers how many are new or open again.
 */
export const keepFound = async (tx: Tx, found: readonly (Found & { id: string })[], now: Instant): Promise<number> =>
  (await tx.query<{ news: boolean }>(
    `insert into anomaly as a (merchant_id, anomaly_id, kind, key, staff_id, store_id, member_id, day, first_at, last_at, times, points, minor, facts, found_at)
     select $1, (f->>'id')::uuid, f->>'kind', f->>'key', (f->>'staff_id')::uuid, (f->>'store_id')::uuid, (f->>'member_id')::uuid, (f->>'day')::date, (f->>'first_at')::timestamptz, (f->>'last_at')::timestamptz, (f->>'times')::int, (f->>'points')::bigint, (f->>'minor')::bigint, f->'facts', $3
     from jsonb_array_elements($2::jsonb) f order by f->>'kind', f->>'key'
     on conflict (merchant_id, kind, key) do update set first_at = excluded.first_at, last_at = excluded.last_at, times = excluded.times, points = excluded.points, minor = excluded.minor, facts = excluded.facts,
       state = case when a.state = 'looked' and excluded.last_at > a.decided_at then 'open' else a.state end
     where (a.last_at, a.times, a.points) is distinct from (excluded.last_at, excluded.times, excluded.points) returning (xmax = 0 or state = 'open') as news`, [tx.merchantId, jsons(found), new Date(now)])).filter((r) => r.news).length
