import type { Instant } from '@huitou/units'
import type { StoredOrder } from '../order/index.js'

/** A refund as it was booked. */
export interface BookedRefund {
  readonly refundId: string
  readonly refundNo: string
  readonly at: Instant
  readonly minor: number
  readonly points: number
  readonly importId: string | null
  readonly lines: readonly { readonly lineNo: number; readonly quantity: number; readonly minor: number; readonly points: number }[]
  readonly tenders: readonly { readonly tenderNo: number; readonly minor: number }[]
}

export interface Reshaped {
  readonly order: StoredOrder
  readonly refundsGone: readonly string[]
  readonly linesGone: readonly number[]
  /** refunds that stay, each with the order as it stood after it */
  readonly stay: readonly { readonly refund: BookedRefund; readonly after: StoredOrder; readonly whole: boolean }[]
}

/**
 * An order of before without what an import did to it. Its refunds go; others stay with the money they gave back. Lines
 * it added go, unless somebody gave some of them back since: then they are part of what happened and stay.
 */
export function reshapeOrder(order: StoredOrder, refunds: readonly BookedRefund[], added: readonly number[], importId: string): Reshaped {
  const rest = refunds.filter((r) => r.importId !== importId).sort((a, b) => a.at - b.at || (a.refundId < b.refundId ? -1 : 1))
  const gone = new Set(rest.some((r) => r.lines.some((l) => added.includes(l.lineNo))) ? [] : added)
  const lines = order.lines.filter((l) => !gone.has(l.lineNo)).map((l) => ({ ...l, refundedQuantity: 0, refundedMinor: 0, refundedPoints: 0 }))
  const sum = (of: (l: StoredOrder['lines'][number]) => number) => lines.reduce((total, l) => total + of(l), 0)
  const paidMinor = sum((l) => l.paidMinor) + order.shippingMinor
  const now: StoredOrder = {
    ...order, listMinor: sum((l) => l.listMinor), discountMinor: sum((l) => l.discountMinor), pointsMinor: sum((l) => l.pointsMinor), pointsSpent: sum((l) => l.pointsSpent), paidMinor, refundedMinor: 0, refundedPoints: 0,
    refundOwedMinor: rest.length > 0 ? order.refundOwedMinor : 0, status: 'paid', lines,
    // What a file adds is paid by the first tender.
    tenders: order.tenders.map((t, i) => ({ ...t, minor: i === 0 ? t.minor - (order.paidMinor - paidMinor) : t.minor, refundedMinor: 0 })),
  }
  const stay = rest.map((refund) => {
    const whole = giveBack(now, refund)
    return { refund, after: structuredClone(now), whole }
  })
  return { order: now, refundsGone: refunds.filter((r) => r.importId === importId).map((r) => r.refundId), linesGone: [...gone], stay }
}

/** Books a refund of before on the order again; says whether nothing is left. */
function giveBack(order: StoredOrder, refund: BookedRefund): boolean {
  for (const back of refund.lines) {
    const line = order.lines.find((l) => l.lineNo === back.lineNo)
    if (!line) continue
    line.refundedQuantity += back.quantity
    line.refundedMinor += back.minor
    line.refundedPoints += back.points
  }
  for (const back of refund.tenders) {
    const tender = order.tenders.find((t) => t.tenderNo === back.tenderNo)
    if (tender) tender.refundedMinor += back.minor
  }
  order.refundedMinor += refund.minor
  order.refundedPoints += refund.points
  const whole = order.lines.every((l) => l.gift || l.refundedQuantity === l.quantity)
  order.status = whole ? 'refunded' : 'part-refunded'
  return whole
}
