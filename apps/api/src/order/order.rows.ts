import { assert, type Instant, type MemberId, type OrderId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { storedOf, type NewOrder, type StoredLine, type StoredOrder, type StoredTender } from './order-record.js'
import type { RefundPlan } from './plan-refund.js'

export interface NewRefund {
  readonly refundId: string
  readonly orderId: OrderId
  readonly refundNo: string
  readonly refundedAt: Instant
  readonly plan: RefundPlan
  readonly reason: string
  readonly staffId: string | null
  readonly importId: string | null
  /** what else it did, as it was shown before */
  readonly outcome: unknown
  readonly actId: string | null
}

const at = (instant: Instant) => new Date(instant)

/** Writes orders with lines, discounts and tenders. The orders are new: a number that is taken throws. */
export async function insertOrders(tx: Tx, orders: readonly NewOrder[], now: Instant): Promise<void> {
  if (orders.length === 0) return
  const stored = orders.map(storedOf)
  const lines = stored.flatMap((o) => o.lines)
  const orderOfLine = stored.flatMap((o) => o.lines.map(() => o.orderId))
  const shares = orders.flatMap((o) => o.lines.flatMap((l, i) => l.discounts.map((d, step) => ({ ...d, step: step + 1, orderId: o.orderId, lineNo: i + 1 }))))
  const tenders = stored.flatMap((o) => o.tenders.map((t) => ({ ...t, orderId: o.orderId })))
  const [written] = await Promise.all([
    tx.run(
      `insert into shop_order (merchant_id, order_id, channel, order_no, member_id, store_id, staff_id, visit_id, import_id, placed_at, paid_at, currency, list_minor, discount_minor, points_minor, points_spent, shipping_minor, paid_minor, status, quote, act_id, booked_at)
       select $1, o.*, $22 from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::text[], $20::jsonb[], $21::uuid[]) o`,
      [tx.merchantId, stored.map((o) => o.orderId), stored.map((o) => o.channel), stored.map((o) => o.orderNo), stored.map((o) => o.memberId), stored.map((o) => o.storeId), stored.map((o) => o.staffId), stored.map((o) => o.visitId), stored.map((o) => o.importId), stored.map((o) => at(o.placedAt)), stored.map((o) => at(o.paidAt)), stored.map((o) => o.currency),
        stored.map((o) => o.listMinor), stored.map((o) => o.discountMinor), stored.map((o) => o.pointsMinor), stored.map((o) => o.pointsSpent), stored.map((o) => o.shippingMinor), stored.map((o) => o.paidMinor), stored.map((o) => o.status), orders.map((o) => (o.quote === null ? null : JSON.stringify(o.quote))), orders.map((o) => o.actId), at(now)],
      'insert-orders'),
    tx.run(
      `insert into order_line (merchant_id, order_id, line_no, sku, ordinal, product_id, name, category, brand, image, quantity, unit_minor, list_minor, discount_minor, points_minor, points_spent, paid_minor, gift, stored_value)
       select $1, l.* from unnest($2::uuid[], $3::int[], $4::text[], $5::int[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bool[], $19::bool[]) l`,
      [tx.merchantId, orderOfLine, lines.map((l) => l.lineNo), lines.map((l) => l.sku), lines.map((l) => l.ordinal), lines.map((l) => l.productId), lines.map((l) => l.name), lines.map((l) => l.category), lines.map((l) => l.brand), lines.map((l) => l.image), lines.map((l) => l.quantity), lines.map((l) => l.unitMinor),
        lines.map((l) => l.listMinor), lines.map((l) => l.discountMinor), lines.map((l) => l.pointsMinor), lines.map((l) => l.pointsSpent), lines.map((l) => l.paidMinor), lines.map((l) => l.gift), lines.map((l) => l.storedValue ?? false)],
      'insert-order-lines'),
    shares.length > 0 && tx.run(
      `insert into order_discount (merchant_id, order_id, line_no, step, kind, ref, name, minor)
       select $1, d.* from unnest($2::uuid[], $3::int[], $4::int[], $5::text[], $6::uuid[], $7::text[], $8::bigint[]) d`,
      [tx.merchantId, shares.map((s) => s.orderId), shares.map((s) => s.lineNo), shares.map((s) => s.step), shares.map((s) => s.kind), shares.map((s) => s.ref), shares.map((s) => s.name), shares.map((s) => s.minor)],
      'insert-order-discounts'),
    tenders.length > 0 && tx.run(
      `insert into tender (merchant_id, order_id, tender_no, kind, minor) select $1, t.* from unnest($2::uuid[], $3::int[], $4::text[], $5::bigint[]) t`,
      [tx.merchantId, tenders.map((t) => t.orderId), tenders.map((t) => t.tenderNo), tenders.map((t) => t.kind), tenders.map((t) => t.minor)],
      'insert-tenders'),
    countOnMembers(tx, stored.filter((o) => o.memberId !== null).map((o) => ({ memberId: o.memberId!, orders: 1, minor: o.paidMinor, paidAt: o.paidAt }))),
  ])
  assert(written === orders.length, 'each order leaves one row')
}

/** Writes refunds and moves the running totals of their orders; the guards hold that no one else moved them. */
export async function insertRefunds(tx: Tx, refunds: readonly NewRefund[], orders: ReadonlyMap<OrderId, StoredOrder>, now: Instant): Promise<void> {
  if (refunds.length === 0) return
  const lines = refunds.flatMap((r) => r.plan.lines.map((l) => ({ ...l, refundId: r.refundId, orderId: r.orderId })))
  // An amount and units of one line in one refund are one row of it.
  const byLine = [...lines.reduce((all, l) => {
    const key = `${l.refundId}/${l.lineNo}`
    const sum = all.get(key)
    return all.set(key, sum ? { ...sum, quantity: sum.quantity + l.quantity, minor: sum.minor + l.minor, points: sum.points + l.points } : l)
  }, new Map<string, (typeof lines)[number]>()).values()]
  const tenders = refunds.flatMap((r) => r.plan.tenders.map((t) => ({ ...t, refundId: r.refundId })))
  const touched = [...new Set(refunds.map((r) => r.orderId))].map((id) => orders.get(id)!)
  const touchedLines = touched.flatMap((o) => o.lines.filter((l) => l.refundedQuantity > 0 || l.refundedMinor !== 0).map((l) => ({ ...l, orderId: o.orderId })))
  const touchedTenders = touched.flatMap((o) => o.tenders.map((t) => ({ ...t, orderId: o.orderId })))
  const [, , , changed] = await Promise.all([
    tx.run(
      `insert into refund (merchant_id, refund_id, order_id, refund_no, refunded_at, minor, points, reason, staff_id, import_id, outcome, act_id, booked_at)
       select $1, r.*, $13 from unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::bigint[], $7::bigint[], $8::text[], $9::uuid[], $10::uuid[], $11::jsonb[], $12::uuid[]) r`,
      [tx.merchantId, refunds.map((r) => r.refundId), refunds.map((r) => r.orderId), refunds.map((r) => r.refundNo), refunds.map((r) => at(r.refundedAt)), refunds.map((r) => r.plan.minor), refunds.map((r) => r.plan.points), refunds.map((r) => r.reason), refunds.map((r) => r.staffId), refunds.map((r) => r.importId), refunds.map((r) => (r.outcome === null ? null : JSON.stringify(r.outcome))), refunds.map((r) => r.actId), at(now)],
      'insert-refunds'),
    tx.run(
      `insert into refund_line (merchant_id, refund_id, line_no, quantity, minor, points) select $1, l.* from unnest($2::uuid[], $3::int[], $4::int[], $5::bigint[], $6::bigint[]) l`,
      [tx.merchantId, byLine.map((l) => l.refundId), byLine.map((l) => l.lineNo), byLine.map((l) => l.quantity), byLine.map((l) => l.minor), byLine.map((l) => l.points)],
      'insert-refund-lines'),
    tenders.length > 0 && tx.run(
      `insert into refund_tender (merchant_id, refund_id, tender_no, minor) select $1, t.* from unnest($2::uuid[], $3::int[], $4::bigint[]) t`,
      [tx.merchantId, tenders.map((t) => t.refundId), tenders.map((t) => t.tenderNo), tenders.map((t) => t.minor)],
      'insert-refund-tenders'),
    tx.run(
      `update shop_order o set refunded_minor = t.minor, refunded_points = t.points, refund_owed_minor = t.owed, status = t.status
       from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[]) t(id, minor, points, owed, status)
       where o.merchant_id = $1 and o.order_id = any($2::uuid[]) and o.order_id = t.id and o.refunded_minor <= t.minor and o.status in ('paid', 'part-refunded')`,
      [tx.merchantId, touched.map((o) => o.orderId), touched.map((o) => o.refundedMinor), touched.map((o) => o.refundedPoints), touched.map((o) => o.refundOwedMinor), touched.map((o) => o.status)],
      'refund-orders'),
    tx.run(
      `update order_line o set refunded_quantity = t.quantity, refunded_minor = t.minor, refunded_points = t.points
       from unnest($2::uuid[], $3::int[], $4::int[], $5::bigint[], $6::bigint[]) t(id, line_no, quantity, minor, points)
       where o.merchant_id = $1 and o.order_id = t.id and o.line_no = t.line_no`,
      [tx.merchantId, touchedLines.map((l) => l.orderId), touchedLines.map((l) => l.lineNo), touchedLines.map((l) => l.refundedQuantity), touchedLines.map((l) => l.refundedMinor), touchedLines.map((l) => l.refundedPoints)],
      'refund-order-lines'),
    tx.run(
      `update tender o set refunded_minor = t.minor from unnest($2::uuid[], $3::int[], $4::bigint[]) t(id, tender_no, minor)
       where o.merchant_id = $1 and o.order_id = t.id and o.tender_no = t.tender_no`,
      [tx.merchantId, touchedTenders.map((t) => t.orderId), touchedTenders.map((t) => t.tenderNo), touchedTenders.map((t) => t.refundedMinor)],
      'refund-tenders'),
    countOnMembers(tx, refunds.flatMap((r) => {
      const { memberId } = orders.get(r.orderId)!
      return memberId === null ? [] : [{ memberId, orders: r.plan.whole ? -1 : 0, minor: -r.plan.minor, paidAt: null }]
    })),
  ])
  assert(changed === touched.length, 'an order moved under its lock')
}

/** Counters of kept orders on the member's row, which the batch has locked. */
function countOnMembers(tx: Tx, moves: readonly { memberId: MemberId; orders: number; minor: number; paidAt: Instant | null }[]): Promise<number> | number {
  if (moves.length === 0) return 0
  return tx.run(
    `update member m set order_count = m.order_count + c.orders, spent_minor = m.spent_minor + c.minor, first_order_at = least(m.first_order_at, c.first), last_order_at = greatest(m.last_order_at, c.last)
     from (select id, sum(orders)::int orders, sum(minor)::bigint minor, min(paid_at) first, max(paid_at) last from unnest($2::uuid[], $3::int[], $4::bigint[], $5::timestamptz[]) u(id, orders, minor, paid_at) group by id) c
     where m.merchant_id = $1 and m.member_id = c.id`,
    [tx.merchantId, moves.map((m) => m.memberId), moves.map((m) => m.orders), moves.map((m) => m.minor), moves.map((m) => (m.paidAt === null ? null : at(m.paidAt)))],
    'count-orders')
}

/** Locks orders in the order of their ids. */
export const lockOrders = (tx: Tx, ids: readonly OrderId[]): Promise<number> =>
  tx.run('select 1 from shop_order where merchant_id = $1 and order_id = any($2::uuid[]) order by order_id for no key update', [tx.merchantId, [...ids].sort()], 'lock-orders')

interface OrderRow {
  order_id: OrderId; channel: string; order_no: string; member_id: MemberId | null; store_id: StoredOrder['storeId']; staff_id: StoredOrder['staffId']; visit_id: string | null; import_id: string | null
  placed_at: Date; paid_at: Date; currency: string; list_minor: number; discount_minor: number; points_minor: number; points_spent: number; shipping_minor: number; paid_minor: number
  refunded_minor: number; refunded_points: number; refund_owed_minor: number; status: StoredOrder['status']
}
interface LineRow { order_id: OrderId; line_no: number; sku: string; ordinal: number; product_id: string | null; name: string; category: string; brand: string; image: string; quantity: number; unit_minor: number; list_minor: number; discount_minor: number; points_minor: number; points_spent: number; paid_minor: number; gift: boolean; stored_value: boolean; refunded_quantity: number; refunded_minor: number; refunded_points: number }
interface TenderRow { order_id: OrderId; tender_no: number; kind: string; minor: number; refunded_minor: number }

/** Orders with their lines and tenders, as they stand. Unknown ids are left out. */
export async function readOrders(tx: Tx, ids: readonly OrderId[]): Promise<Map<OrderId, StoredOrder>> {
  if (ids.length === 0) return new Map()
  const [orders, lines, tenders] = await Promise.all([
    tx.query<OrderRow>('select order_id, channel, order_no, member_id, store_id, staff_id, visit_id, import_id, placed_at, paid_at, currency, list_minor, discount_minor, points_minor, points_spent, shipping_minor, paid_minor, refunded_minor, refunded_points, refund_owed_minor, status from shop_order where merchant_id = $1 and order_id = any($2::uuid[])', [tx.merchantId, ids], 'read-orders'),
    tx.query<LineRow>('select order_id, line_no, sku, ordinal, product_id, name, category, brand, image, quantity, unit_minor, list_minor, discount_minor, points_minor, points_spent, paid_minor, gift, stored_value, refunded_quantity, refunded_minor, refunded_points from order_line where merchant_id = $1 and order_id = any($2::uuid[]) order by order_id, line_no', [tx.merchantId, ids], 'read-order-lines'),
    tx.query<TenderRow>('select order_id, tender_no, kind, minor, refunded_minor from tender where merchant_id = $1 and order_id = any($2::uuid[]) order by order_id, tender_no', [tx.merchantId, ids], 'read-tenders'),
  ])
  const found = new Map<OrderId, StoredOrder>(orders.map((o) => [o.order_id, orderOf(o)]))
  for (const l of lines) found.get(l.order_id)?.lines.push(lineOf(l))
  for (const t of tenders) found.get(t.order_id)?.tenders.push(tenderOf(t))
  return found
}

const orderOf = (o: OrderRow): StoredOrder => ({
  orderId: o.order_id, channel: o.channel, orderNo: o.order_no, memberId: o.member_id, storeId: o.store_id, staffId: o.staff_id, visitId: o.visit_id, importId: o.import_id, placedAt: o.placed_at.getTime(), paidAt: o.paid_at.getTime(), currency: o.currency,
  listMinor: o.list_minor, discountMinor: o.discount_minor, pointsMinor: o.points_minor, pointsSpent: o.points_spent, shippingMinor: o.shipping_minor, paidMinor: o.paid_minor, refundedMinor: o.refunded_minor, refundedPoints: o.refunded_points, refundOwedMinor: o.refund_owed_minor, status: o.status, lines: [], tenders: [],
})
const lineOf = (l: LineRow): StoredLine => ({
  lineNo: l.line_no, sku: l.sku, ordinal: l.ordinal, productId: l.product_id, name: l.name, category: l.category, brand: l.brand, image: l.image, quantity: l.quantity, unitMinor: l.unit_minor, listMinor: l.list_minor, discountMinor: l.discount_minor, pointsMinor: l.points_minor, pointsSpent: l.points_spent, paidMinor: l.paid_minor, gift: l.gift, ...(l.stored_value ? { storedValue: true } : {}),
  refundedQuantity: l.refunded_quantity, refundedMinor: l.refunded_minor, refundedPoints: l.refunded_points,
})
const tenderOf = (t: TenderRow): StoredTender => ({ tenderNo: t.tender_no, kind: t.kind, minor: t.minor, refundedMinor: t.refunded_minor })
