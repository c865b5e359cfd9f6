import type { Instant } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'

export interface SettlementRow {
  order_id: string; order_no: string; at: Date; store_name: string; clerk_name: string | null; list_minor: number; paid_minor: number; saved_minor: number; points_spent: number; points_earned: number; growth_earned: number
  tier_from: string | null; tier_to: string | null; detail: SettlementDetail; seen_at: Date | null; member_id: string
}
/** What the settlement keeps beside its figures: lines, steps and coupons as they were agreed. */
export interface SettlementDetail { readonly lines: unknown[]; readonly steps: unknown[]; readonly couponTitles: string[]; readonly pendingEarned: number }

const SETTLEMENT = `select s.order_id, o.order_no, s.at, t.name as store_name, f.name as clerk_name, o.list_minor, s.paid_minor, s.saved_minor, s.points_spent, s.points_earned, s.growth_earned, s.tier_from, s.tier_to, s.detail, s.seen_at, s.member_id
  from settlement s join shop_order o using (merchant_id, order_id) join store t on t.merchant_id = s.merchant_id and t.store_id = s.store_id left join staff f on f.merchant_id = o.merchant_id and f.staff_id = o.staff_id
  where s.merchant_id = $1`

export const latestSettlement = (merchantId: string, memberId: string): Sql => ({ text: `${SETTLEMENT} and s.member_id = $2 order by s.at desc, s.settlement_id desc limit 1`, values: [merchantId, memberId], name: 'latest-settlement' })
export const settlementOf = (merchantId: string, orderId: string): Sql => ({ text: `${SETTLEMENT} and s.order_id = $2`, values: [merchantId, orderId], name: 'settlement-of' })

export const markSeen = (tx: Tx, ask: { memberId: string; orderId: string }, now: Instant): Promise<number> =>
  tx.run('update settlement set seen_at = coalesce(seen_at, $4) where merchant_id = $1 and member_id = $2 and order_id = $3', [tx.merchantId, ask.memberId, ask.orderId, new Date(now)])

export interface TillOrderRow { order_id: string; order_no: string; paid_at: Date; member_name: string | null; paid_minor: number; refunded_minor: number; lines: number }
/** Latest orders of a store, to refund: by order number, or by the last four digits of the member's phone. */
export const tillOrders = (ask: { merchantId: string; storeId: string; search: string | null; after: readonly [number, string] | null; limit: number }): Sql => ({
  text: `select o.order_id, o.order_no, o.paid_at, m.name as member_name, o.paid_minor, o.refunded_minor, (select count(*) from order_line l where l.merchant_id = $1 and l.order_id = o.order_id)::int as lines
    from shop_order o left join member m using (merchant_id, member_id)
    where o.merchant_id = $1 and o.store_id = $2 and o.status <> 'undone' and ($3::text is null or o.order_no ilike '%' || $3 || '%' or m.phone_last4 = $3)
      and ($4::timestamptz is null or (o.paid_at, o.order_id) < ($4, $5::uuid)) order by o.paid_at desc, o.order_id desc limit $6`,
  values: [ask.merchantId, ask.storeId, ask.search === null ? null : ask.search.replace(/[\\%_]/g, '\\$&'), ask.after ? new Date(ask.after[0]) : null, ask.after?.[1] ?? null, ask.limit + 1],
})

export const couponLinesOf = (tx: Tx, orderIds: readonly string[]): Promise<{ order_id: string; line_no: number; ref: string }[]> =>
  tx.query(`select order_id, line_no, ref from order_discount where merchant_id = $1 and order_id = any($2::uuid[]) and kind = 'coupon' and ref is not null and minor > 0`, [tx.merchantId, orderIds], 'coupon-lines')

/** One step of a price as it was agreed: whose it is, and what it took off which line. */
export interface PriceStep { readonly stage: string; readonly id: string; readonly shares: readonly { readonly lineNo: number; readonly minor: number }[]; readonly reason: { readonly code: string } }
/** How the prices of orders with coupons came down, in the order of the steps. */
export const priceStepsOf = (tx: Tx, orderIds: readonly string[]): Promise<{ order_id: string; steps: PriceStep[] | null }[]> =>
  tx.query(`select o.order_id, o.quote->'steps' as steps from shop_order o where o.merchant_id = $1 and o.order_id = any($2::uuid[]) and exists (select from coupon_claim k where k.merchant_id = $1 and k.order_id = o.order_id)`, [tx.merchantId, orderIds], 'price-steps')

export interface OrderHolder { member_id: string | null; store_id: string | null }
/** Whose order it is, if there is one: neither changes. */
export const orderHolder = (merchantId: string, orderId: string): Sql => ({ text: `select member_id, store_id from shop_order where merchant_id = $1 and order_id = $2 and status <> 'undone'`, values: [merchantId, orderId] })

/** Managers and owners whose PIN may allow what a clerk may not. */
export const approvers = (merchantId: string, storeId: string | null): Sql => ({
  text: `select staff_id, pin_hash from staff where merchant_id = $1 and active and pin_hash is not null and role in ('manager', 'owner') and ($2::uuid is null or store_id is null or store_id = $2) order by staff_id limit 50`,
  values: [merchantId, storeId],
})
