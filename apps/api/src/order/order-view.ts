import type { AnswerOf, orderRoutes } from '@huitou/contract'
import { dateAt } from '@huitou/units'
import { maskedName } from '../member-name/index.js'
import type { OrderRest, OrderRowFacts } from './order-list.rows.js'
import type { StoredOrder } from './order-record.js'

export type OrderOnWire = AnswerOf<typeof orderRoutes.readOrder>
export type OrderRowOnWire = AnswerOf<typeof orderRoutes.listOrders>['items'][number]
type Step = OrderOnWire['steps'][number]

export const rowView = (o: OrderRowFacts): OrderRowOnWire => ({
  orderId: o.order_id, orderNo: o.order_no, channel: o.channel, at: o.paid_at.toISOString(), memberId: o.member_id, memberName: o.member_name, storeName: o.store_name, clerkName: o.clerk_name,
  listMinor: o.list_minor, payMinor: o.paid_minor, refundedMinor: o.refunded_minor, lineCount: o.line_count, firstLine: o.first_line, state: o.status === 'undone' ? 'cancelled' : o.status,
})

const KINDS: readonly string[] = ['cash', 'card', 'wechat', 'alipay', 'stored-value']
const STAGES: Readonly<Record<string, Step['stage']>> = { 'member-price': 'item-price', promotion: 'order-promotion', coupon: 'coupon', manual: 'order-promotion' }

/** @param masks the member's name is cut to its first character: a clerk needs no more */
export function orderView(row: OrderRowFacts, order: StoredOrder, rest: OrderRest, masks: boolean): OrderOnWire {
  return {
    ...rowView(row), ...(masks && row.member_name !== null ? { memberName: maskedName(row.member_name) } : {}), memberPhoneLast4: rest.phone_last4, currency: order.currency,
    lines: order.lines.map((l) => ({ lineNo: l.lineNo, sku: l.sku, name: l.name, category: l.category, picture: l.image, quantity: l.quantity, unitMinor: l.unitMinor, listMinor: l.listMinor, payMinor: l.paidMinor, gift: l.gift, refundedQuantity: l.refundedQuantity, refundedMinor: l.refundedMinor, onSale: rest.sold.has(l.sku) })),
    steps: Array.isArray(rest.quote?.steps) ? (rest.quote.steps as Step[]) : stepsOf(order, rest),
    tenders: order.tenders.map((t) => ({ kind: (KINDS.includes(t.kind) ? t.kind : 'other') as OrderOnWire['tenders'][number]['kind'], minor: t.minor })),
    pointsEarned: rest.points.earned, pointsSpent: order.pointsSpent, pendingPoints: rest.points.pending, pendingUntil: rest.points.pending_until ? dateAt(rest.points.pending_until.getTime(), rest.zone) : null,
    couponTitles: [...new Set(rest.discounts.filter((d) => d.kind === 'coupon').map((d) => d.name))],
    refunds: rest.refunds.map((r) => ({ refundId: r.refund_id, at: r.refunded_at.toISOString(), moneyMinor: r.minor, pointsReturned: r.points, clawback: r.clawback, reason: r.reason, lines: r.lines })),
  }
}

/** Orders that were not quoted here (imports) still say what was taken off, from the stored shares. */
function stepsOf(order: StoredOrder, rest: OrderRest): Step[] {
  const steps = new Map<string, Step>()
  for (const d of rest.discounts) {
    const key = `${d.step}/${d.kind}/${d.ref ?? d.name}`
    const base = order.lines.find((l) => l.lineNo === d.line_no)?.listMinor ?? 0
    const step = steps.get(key) ?? { stage: STAGES[d.kind] ?? 'order-promotion', id: d.ref ?? d.kind, version: null, title: d.name, amountMinor: 0, shares: [], reason: { code: 'discount-told', facts: { name: d.name, currency: order.currency } } }
    step.amountMinor += d.minor
    step.shares.push({ lineNo: d.line_no, minor: d.minor, baseMinor: base })
    steps.set(key, step)
  }
  return [...steps.values()]
}
