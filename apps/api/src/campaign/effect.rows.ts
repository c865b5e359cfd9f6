import { DAY, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface Span { readonly campaignId: string; readonly from: Instant; readonly until: Instant }
export interface ArmRow { readonly arm: 'target' | 'control'; readonly members: number; readonly buyers: number; readonly orders: number; readonly minor: number; readonly before_minor: number; readonly before_squares: number }
export interface DayRow { readonly day: number; readonly arm: 'target' | 'control'; readonly sum: number; readonly squares: number }

// Everybody of the frozen audience in the group they were put in, served or not: who could not be served is no worse a
// customer, and leaving them out would choose the targets after the fact. Of two who were merged the kept one stands for both.
const PEOPLE = `people as materialized (select k.member_id, k.arm, k.claim_id from campaign_member k join member m on m.merchant_id = k.merchant_id and m.member_id = k.member_id where k.merchant_id = $1 and k.campaign_id = $2 and m.merged_into is null)`
// Its own coupons, all of a pack.
const USED = `claims as materialized (select c.claim_id, c.pack_id from campaign_member k join coupon_claim c on c.merchant_id = k.merchant_id and c.claim_id = k.claim_id where k.merchant_id = $1 and k.campaign_id = $2 and k.claim_id is not null),
  used as materialized (select c.order_id, c.discount_minor from coupon_claim c join (select claim_id from claims union select p.claim_id from claims o join coupon_claim p on p.merchant_id = $1 and p.pack_id = o.pack_id where o.pack_id is not null) w on w.claim_id = c.claim_id
    where c.merchant_id = $1 and c.state = 'redeemed' and c.redeemed_at >= $3 and c.redeemed_at < $4)`
// What was sold before the campaign's own coupon: the money it took off is counted once, as a cost.
const SALES = `sales as materialized (select p.member_id, p.arm, o.order_id, o.paid_at, o.paid_minor - o.refunded_minor + coalesce((select sum(u.discount_minor) from used u where u.order_id = o.order_id), 0) as minor
    from people p join shop_order o on o.merchant_id = $1 and o.member_id = p.member_id and o.paid_at >= $3 and o.paid_at < $4 and o.status not in ('refunded', 'undone'))`
const spanOf = (tx: Tx, s: Span) => [tx.merchantId, s.campaignId, new Date(s.from), new Date(s.until)]

export const armsOf = (tx: Tx, s: Span): Promise<ArmRow[]> => tx.query<ArmRow>(
  `with ${PEOPLE}, ${USED}, ${SALES}
   select p.arm, count(*)::int as members, coalesce(max(b.buyers), 0)::int as buyers, coalesce(max(b.orders), 0)::int as orders, coalesce(max(b.minor), 0)::bigint as minor, coalesce(max(w.minor), 0)::bigint as before_minor, coalesce(max(w.squares), 0)::float8 as before_squares from people p
   left join (select arm, count(distinct member_id) as buyers, count(*) as orders, sum(minor) as minor from sales group by arm) b on b.arm = p.arm
   left join (select h.arm, sum(h.minor) as minor, sum(h.minor * h.minor) as squares from (
     select q.arm, q.member_id, sum(o.paid_minor - o.refunded_minor) as minor from people q join shop_order o on o.merchant_id = $1 and o.member_id = q.member_id and o.paid_at >= $3::timestamptz - interval '90 days' and o.paid_at < $3 and o.status not in ('refunded', 'undone') group by 1, 2) h
     group by h.arm) w on w.arm = p.arm
   group by p.arm`, spanOf(tx, s))

/** For each day after the launch what each group had spent by its end: the sum over its members, and the sum of the squares. */
export const byDay = (tx: Tx, s: Span): Promise<DayRow[]> => tx.query<DayRow>(
  `with ${PEOPLE}, ${USED}, ${SALES}
   select day, arm, sum(minor)::float8 as sum, sum(minor * minor)::float8 as squares from (
     select d.day, s.arm, s.member_id, sum(s.minor) as minor from generate_series(1, $5::int) d(day) join sales s on s.paid_at < $3::timestamptz + d.day * interval '24 hours' group by 1, 2, 3) m group by 1, 2`,
  [...spanOf(tx, s), Math.ceil((s.until - s.from) / DAY)])

export interface CostRow { readonly used: number; readonly coupon_minor: number; readonly points: number; readonly opened: number; readonly unsubscribed: number }
export const costOf = async (tx: Tx, s: Span, messageKey: string): Promise<CostRow> => (await tx.query<CostRow>(
  `with ${USED}
   select (select count(*)::int from used) as used, (select coalesce(sum(discount_minor), 0)::bigint from used) as coupon_minor,
     coalesce(sum(k.points), 0)::bigint as points,
     count(*) filter (where exists (select from inbox_message i where i.merchant_id = $1 and i.member_id = k.member_id and i.once_key = $5 and i.read_at is not null))::int as opened,
     count(*) filter (where exists (select from consent c where c.merchant_id = $1 and c.member_id = k.member_id and c.purpose = 'messages' and not c.given and c.at >= $3 and c.at < $4))::int as unsubscribed
   from campaign_member k where k.merchant_id = $1 and k.campaign_id = $2 and k.state = 'issued'`, [...spanOf(tx, s), messageKey]))[0]!

export const refusalsOf = (tx: Tx, campaignId: string): Promise<{ code: string; members: number }[]> => tx.query(
  "select code, count(*)::int as members from campaign_member where merchant_id = $1 and campaign_id = $2 and state = 'refused' group by code order by 2 desc, 1", [tx.merchantId, campaignId])
