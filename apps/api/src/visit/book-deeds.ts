import type { Deed, EarnLine } from '@huitou/ledger'
import type { RefundPlan, StoredOrder } from '../order/index.js'

/** Shipping stands beside the lines, whose numbers start at 1; its points go when nothing of the order is left, as it does. */
const SHIPPING = 0

/** What each line counts for when it earns: what money paid for it; gift lines and the sale of stored value earn nothing, shipping by the merchant's setting. */
export const earnLines = (order: Pick<StoredOrder, 'lines' | 'shippingMinor'>): EarnLine[] => [
  ...order.lines.map((l) => ({ line: l.lineNo, sku: l.sku, category: l.category, brand: l.brand, units: l.quantity, paidMinor: Math.max(0, l.paidMinor), earns: !l.gift && !l.storedValue, ...(l.orderOffMinor ? { orderOffMinor: l.orderOffMinor } : {}) })),
  ...(order.shippingMinor > 0 ? [{ line: SHIPPING, sku: '', category: '', brand: '', units: 1, paidMinor: order.shippingMinor, shipping: true }] : []),
]

/**
 * A sale on the member's books: points pay first, by line, then the order earns by what money paid.
 * @param available points there are before it: where more of them pay (an order's own, setting), it earns first
 */
export function settleDeeds(order: StoredOrder, available = Infinity): Deed[] {
  const spend: Deed[] = []
  if (order.pointsSpent > 0) spend.push({ kind: 'spend', wallet: 'points', points: order.pointsSpent, orderId: order.orderId, shares: order.lines.filter((l) => l.pointsSpent > 0).map((l) => ({ line: l.lineNo, points: l.pointsSpent })) })
  const earn: Deed = { kind: 'order', orderId: order.orderId, order: { at: order.paidAt, lines: earnLines(order) }, context: { tier: null, storeId: order.storeId, channel: order.channel, payments: order.tenders.map((t) => t.kind) } }
  return order.pointsSpent > available ? [earn, ...spend] : [...spend, earn]
}

/** A refund on the member's books: what every line that ever lost something keeps, money and units, after the plan. */
export function refundDeed(order: StoredOrder, plan: RefundPlan): Deed {
  const going = new Map<number, { quantity: number; minor: number }>()
  for (const l of plan.lines) {
    const so = going.get(l.lineNo) ?? { quantity: 0, minor: 0 }
    going.set(l.lineNo, { quantity: so.quantity + l.quantity, minor: so.minor + l.minor })
  }
  const kept = order.lines.flatMap((l) => {
    const back = going.get(l.lineNo) ?? { quantity: 0, minor: 0 }
    const [units, minor] = [l.quantity - l.refundedQuantity - back.quantity, l.paidMinor - l.refundedMinor - back.minor]
    if (units === l.quantity && minor === l.paidMinor) return []
    return [{ line: l.lineNo, minor: units === 0 ? 0 : Math.max(0, minor), ofMinor: Math.max(0, l.paidMinor), units, ofUnits: l.quantity }]
  })
  return { kind: 'refund', of: { orderId: order.orderId }, kept, nothingLeft: plan.whole, keptMinor: Math.max(0, order.paidMinor - order.refundedMinor - plan.minor) }
}
