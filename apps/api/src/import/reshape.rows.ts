import { assert, type OrderId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { BookedRefund, Reshaped } from './reshape-order.js'

interface Row { order_id: OrderId; refund_id: string; refund_no: string; refunded_at: Date; minor: number; points: number; import_id: string | null; lines: BookedRefund['lines'] | null; tenders: BookedRefund['tenders'] | null }

/** Refunds of orders with their shares. */
export async function refundsOf(tx: Tx, orders: readonly OrderId[]): Promise<Map<OrderId, BookedRefund[]>> {
  const rows = orders.length === 0 ? [] : await tx.query<Row>(
    `select r.order_id, r.refund_id, r.refund_no, r.refunded_at, r.minor, r.points, r.import_id,
       (select json_agg(json_build_object('lineNo', l.line_no, 'quantity', l.quantity, 'minor', l.minor, 'points', l.points) order by l.line_no) from refund_line l where l.merchant_id = $1 and l.refund_id = r.refund_id) lines,
       (select json_agg(json_build_object('tenderNo', t.tender_no, 'minor', t.minor)) from refund_tender t where t.merchant_id = $1 and t.refund_id = r.refund_id) tenders
     from refund r where r.merchant_id = $1 and r.order_id = any($2::uuid[])`, [tx.merchantId, orders])
  const found = new Map<OrderId, BookedRefund[]>()
  for (const r of rows) found.set(r.order_id, [...(found.get(r.order_id) ?? []), { refundId: r.refund_id, refundNo: r.refund_no, at: r.refunded_at.getTime(), minor: r.minor, points: r.points, importId: r.import_id, lines: r.lines ?? [], tenders: r.tenders ?? [] }])
  return found
}

export async function linesAdded(tx: Tx, importId: string, orders: readonly OrderId[]): Promise<Map<OrderId, number[]>> {
  const rows = orders.length === 0 ? [] : await tx.query<{ order_id: OrderId; line_no: number }>('select order_id, line_no from order_line where merchant_id = $1 and order_id = any($2::uuid[]) and import_id = $3', [tx.merchantId, orders, importId])
  const found = new Map<OrderId, number[]>()
  for (const r of rows) found.set(r.order_id, [...(found.get(r.order_id) ?? []), r.line_no])
  return found
}

/** Writes orders as they are without the import. Lines of it that stay are no longer its own. */
export async function writeReshaped(tx: Tx, importId: string, of: readonly Reshaped[]): Promise<void> {
  if (of.length === 0) return
  const refunds = of.flatMap((r) => r.refundsGone)
  for (const table of ['refund_line', 'refund_tender', 'refund']) await tx.run(`delete from ${table} where merchant_id = $1 and refund_id = any($2::uuid[])`, [tx.merchantId, refunds])
  const gone = of.flatMap((r) => r.linesGone.map((lineNo) => ({ orderId: r.order.orderId, lineNo })))
  for (const table of ['order_discount', 'order_line']) await tx.run(`delete from ${table} t using unnest($2::uuid[], $3::int[]) g(id, line_no) where t.merchant_id = $1 and t.order_id = g.id and t.line_no = g.line_no`, [tx.merchantId, gone.map((g) => g.orderId), gone.map((g) => g.lineNo)])
  const orders = of.map((r) => r.order)
  const lines = orders.flatMap((o) => o.lines.map((l) => ({ ...l, orderId: o.orderId })))
  const tenders = orders.flatMap((o) => o.tenders.map((t) => ({ ...t, orderId: o.orderId })))
  await tx.run(
    `update order_line l set refunded_quantity = t.quantity, refunded_minor = t.minor, refunded_points = t.points, import_id = nullif(l.import_id, $7::uuid) from unnest($2::uuid[], $3::int[], $4::int[], $5::bigint[], $6::bigint[]) t(id, line_no, quantity, minor, points)
     where l.merchant_id = $1 and l.order_id = t.id and l.line_no = t.line_no`, [tx.merchantId, lines.map((l) => l.orderId), lines.map((l) => l.lineNo), lines.map((l) => l.refundedQuantity), lines.map((l) => l.refundedMinor), lines.map((l) => l.refundedPoints), importId])
  await tx.run(
    `update tender o set minor = t.minor, refunded_minor = t.back from unnest($2::uuid[], $3::int[], $4::bigint[], $5::bigint[]) t(id, tender_no, minor, back) where o.merchant_id = $1 and o.order_id = t.id and o.tender_no = t.tender_no`,
    [tx.merchantId, tenders.map((t) => t.orderId), tenders.map((t) => t.tenderNo), tenders.map((t) => t.minor), tenders.map((t) => t.refundedMinor)])
  const changed = await tx.run(
    `update shop_order o set list_minor = t.list, discount_minor = t.off, points_minor = t.points_minor, points_spent = t.points_spent, paid_minor = t.paid, refunded_minor = t.back, refunded_points = t.back_points, refund_owed_minor = t.owed, status = t.status
     from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::text[]) t(id, list, off, points_minor, points_spent, paid, back, back_points, owed, status)
     where o.merchant_id = $1 and o.order_id = t.id and o.status <> 'undone'`,
    [tx.merchantId, orders.map((o) => o.orderId), orders.map((o) => o.listMinor), orders.map((o) => o.discountMinor), orders.map((o) => o.pointsMinor), orders.map((o) => o.pointsSpent), orders.map((o) => o.paidMinor), orders.map((o) => o.refundedMinor), orders.map((o) => o.refundedPoints), orders.map((o) => o.refundOwedMinor), orders.map((o) => o.status)])
  assert(changed === of.length, 'an order moved under its lock')
}
