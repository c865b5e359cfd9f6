import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { endsSql, idleSql } from '../points/index.js'
import { stageSql, typicalGapSql, type Stage } from './stage.js'

const at = (instant: Instant) => new Date(instant)

export interface Span { readonly from: Instant; readonly to: Instant }

export interface PeriodFacts { sales: number; member_sales: number; paid: number; buyers: number; again: number; joined: number; orders: number }

/** What one span of time came to. */
export const periodOf = async (tx: Tx, { from, to }: Span): Promise<PeriodFacts> =>
  (await tx.query<PeriodFacts>(
    `with o as (select member_id, paid_minor from shop_order where merchant_id = $1 and paid_at >= $2 and paid_at < $3 and status <> 'undone'),
      b as (select member_id, count(*) n from o where member_id is not null group by member_id)
     select (select coalesce(sum(paid_minor), 0) from o)::bigint - (select coalesce(sum(r.minor), 0) from refund r join shop_order x using (merchant_id, order_id) where r.merchant_id = $1 and r.refunded_at >= $2 and r.refunded_at < $3 and x.status <> 'undone')::bigint sales,
       (select coalesce(sum(paid_minor), 0) from o where member_id is not null)::bigint member_sales, (select coalesce(sum(paid_minor), 0) from o)::bigint paid, (select count(*) from o)::int orders,
       (select count(*) from b)::int buyers, (select count(*) from b where n > 1)::int again,
       (select count(*) from member where merchant_id = $1 and joined_at >= $2 and joined_at < $3 and left_at is null)::int joined`, [tx.merchantId, at(from), at(to)]))[0]!

export interface DayFacts { day: string; member_minor: number; anonymous_minor: number; orders: number; buyers: number; joined: number }

/** Each day of the merchant's calendar, also those without a sale. */
export const daysOf = (tx: Tx, zone: string, from: string, to: string): Promise<DayFacts[]> =>
  tx.query<DayFacts>(
    `with d as (select generate_series($3::date, $4::date, interval '1 day')::date as day),
      o as (select (paid_at at time zone $2)::date as day, coalesce(sum(paid_minor) filter (where member_id is not null), 0)::bigint member_minor, coalesce(sum(paid_minor) filter (where member_id is null), 0)::bigint anonymous_minor, count(*)::int orders, count(distinct member_id)::int buyers
        from shop_order where merchant_id = $1 and status <> 'undone' and paid_at >= ($3::date::timestamp at time zone $2) and paid_at < (($4::date + 1)::timestamp at time zone $2) group by 1),
      j as (select (joined_at at time zone $2)::date as day, count(*)::int joined from member where merchant_id = $1 and left_at is null and joined_at >= ($3::date::timestamp at time zone $2) and joined_at < (($4::date + 1)::timestamp at time zone $2) group by 1)
     select d.day, coalesce(o.member_minor, 0) member_minor, coalesce(o.anonymous_minor, 0) anonymous_minor, coalesce(o.orders, 0) orders, coalesce(o.buyers, 0) buyers, coalesce(j.joined, 0) joined from d left join o using (day) left join j using (day) order by d.day`,
    [tx.merchantId, zone, from, to])

/** Points that members hold, now and at the beginning of the span. */
export const pointsOwed = async (tx: Tx, from: Instant): Promise<{ now: number; moved: number }> =>
  (await tx.query<{ now: number; moved: number }>(
    `select (select coalesce(sum(available + pending + held + in_transit), 0)::bigint from wallet where merchant_id = $1 and wallet = 'points') now,
       (select coalesce(sum(case when to_account in ('available', 'pending', 'held', 'transit') then points else 0 end - case when from_account in ('available', 'pending', 'held', 'transit') then points else 0 end), 0)::bigint from posting where merchant_id = $1 and wallet = 'points' and effective_at >= $2) moved`,
    [tx.merchantId, at(from)]))[0]!

export const membersByTier = (tx: Tx): Promise<{ tier_id: string | null; members: number }[]> =>
  tx.query('select tier_id, count(*)::int members from member where merchant_id = $1 and left_at is null group by tier_id', [tx.merchantId])

export const membersByStage = (tx: Tx, now: Instant): Promise<{ stage: Stage | null; members: number }[]> =>
  tx.query(`with g as materialized (select ${typicalGapSql('$1')} gap) select s.stage, count(*)::int members from g cross join lateral (select ${stageSql('g.gap', '$2::timestamptz')} stage from member m where m.merchant_id = $1 and m.left_at is null) s group by 1`, [tx.merchantId, at(now)])

/** What expires in the next months, by last usable day. */
export const expiringPoints = (tx: Tx, zone: string, now: Instant, until: Instant): Promise<{ day: string; points: number; members: number }[]> =>
  tx.query(
    `select ((ends - interval '1 millisecond') at time zone $2)::date as day, sum(points)::bigint points, count(distinct member_id)::int members from (
       select member_id, left_points - held as points, expires_at as ends from lot where merchant_id = $1 and wallet = 'points' and state = 'active' and left_points > held and expires_at > $3 and expires_at <= $4 and left_points > 0
       union all select l.member_id, l.left_points - l.held, ${endsSql('l')} from lot l where l.merchant_id = $1 and l.wallet = 'points' and ${idleSql('l')} and l.state = 'active' and l.left_points > l.held) l
     where ends > $3 and ends <= $4 group by 1 order by 1 limit 12`, [tx.merchantId, zone, at(now), at(until)])

export const couponResults = (tx: Tx): Promise<{ coupon_id: string; title: string; claimed: number; redeemed: number; sold_minor: number }[]> =>
  tx.query(
    `select c.coupon_id, c.title, count(l.claim_id)::int claimed, count(l.claim_id) filter (where l.state = 'redeemed')::int redeemed, coalesce(sum(l.sold_minor) filter (where l.state = 'redeemed'), 0)::bigint sold_minor
     from coupon c left join coupon_claim l on l.merchant_id = c.merchant_id and l.coupon_id = c.coupon_id where c.merchant_id = $1 and c.state = 'published' group by c.coupon_id, c.title, c.published_at order by c.published_at desc nulls last limit 6`, [tx.merchantId])

export interface ShopFacts { currency: string; zone: string; members: number; tiers: boolean; earning: boolean; products: boolean; imports: boolean; coupons: boolean; staff: boolean; waiting_posts: number; anomalies: number; waiting_requests: number; first_order_at: Date | null }

export const shopFacts = async (tx: Tx, now: Instant): Promise<ShopFacts> =>
  (await tx.query<ShopFacts>(
    `select m.currency, m.zone, (select count(*)::int from member x where x.merchant_id = $1 and x.left_at is null) members,
       exists (select from tier_set where merchant_id = $1 and state = 'published') tiers, exists (select from rule_set where merchant_id = $1 and state = 'published') earning, exists (select from product where merchant_id = $1) products,
       exists (select from import_run where merchant_id = $1 and status = 'done') imports, exists (select from coupon where merchant_id = $1 and state <> 'draft') coupons, (select count(*) > 1 from staff where merchant_id = $1 and active) staff,
       (select count(*)::int from post where merchant_id = $1 and state = 'queued') waiting_posts, (select count(*)::int from anomaly where merchant_id = $1 and state = 'open') anomalies, (select count(*)::int from points_request where merchant_id = $1 and state = 'waiting' and until_at > $2) waiting_requests, (select min(paid_at) from shop_order where merchant_id = $1 and status <> 'undone') first_order_at
     from merchant m where m.merchant_id = $1`, [tx.merchantId, new Date(now)]))[0]!
