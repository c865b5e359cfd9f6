import { refundAmount, refundShare, refundTenders } from '@huitou/promotion'
import { mulDiv } from '@huitou/units'
import type { StoredLine, StoredOrder } from './order-record.js'

/** One line of a refund: so many units, or an amount of money that leaves the goods with the shopper. */
export type RefundAsk = { readonly lineNo: number; readonly quantity: number } | { readonly lineNo: number; readonly amountMinor: number }

export interface RefundPlanLine {
  readonly lineNo: number
  readonly quantity: number
  readonly minor: number
  /** points that paid for it, going back to their lots */
  readonly points: number
}

export interface RefundPlan {
  readonly lines: readonly RefundPlanLine[]
  readonly tenders: readonly { readonly tenderNo: number; readonly minor: number }[]
  readonly shippingMinor: number
  /** money that goes back, over all tenders */
  readonly minor: number
  readonly points: number
  /** what this refund fell below zero by: taken from the next one of the order */
  readonly owedMinor: number
  /** nothing is left of the order after it */
  readonly whole: boolean
}

export type RefundRefusal =
  | { readonly code: 'order-unknown'; readonly facts: { orderNo: string } }
  | { readonly code: 'nothing-left-to-refund'; readonly facts: { orderNo: string } }
  | { readonly code: 'more-than-left'; readonly facts: { lineNo: number; name: string; left?: number; asked?: number; leftMinor?: number; askedMinor?: number } }

/** Money that the shop keeps back while so many units of each line are left with the shopper: what they no longer earn. */
export type Held = (unitsLeft: (lineNo: number) => number) => number

export type RefundDecision = { readonly ok: true; readonly plan: RefundPlan } | { readonly ok: false; readonly refusal: RefundRefusal }

/**
 * What a refund gives back, by the shares stored with the lines: k of q units come to floor(share × k / q) less what
 * went back before, and the last unit takes the rest. Several tenders share in proportion to what is left of each.
 * Shipping goes with the last line. Refusals in the order of the union above.
 */
export function planRefund(order: StoredOrder, asks: readonly RefundAsk[], opt: { readonly shippingBack: boolean; readonly held?: Held } = { shippingBack: true }): RefundDecision {
  if (order.status === 'undone') return { ok: false, refusal: { code: 'order-unknown', facts: { orderNo: order.orderNo } } }
  const wanted = asks.filter((a) => ('quantity' in a ? a.quantity > 0 : a.amountMinor > 0))
  if (wanted.length === 0 || order.status === 'refunded') return { ok: false, refusal: { code: 'nothing-left-to-refund', facts: { orderNo: order.orderNo } } }
  const lines: RefundPlanLine[] = []
  const after = new Map<number, Sofar>()
  for (const ask of wanted) {
    const line = order.lines.find((l) => l.lineNo === ask.lineNo)
    if (!line) return { ok: false, refusal: { code: 'more-than-left', facts: { lineNo: ask.lineNo, name: '', left: 0 } } }
    const sofar = after.get(line.lineNo) ?? { quantity: 0, minor: 0, points: 0 }
    const said = 'quantity' in ask ? byUnits(line, sofar, ask.quantity) : byAmount(line, sofar, ask.amountMinor)
    if ('code' in said) return { ok: false, refusal: said }
    after.set(line.lineNo, { quantity: sofar.quantity + said.quantity, minor: sofar.minor + said.minor, points: sofar.points + said.points })
    lines.push(said)
  }
  const whole = order.lines.every((l) => l.gift || l.refundedQuantity + (after.get(l.lineNo)?.quantity ?? 0) === l.quantity)
  const linesMinor = lines.reduce((sum, l) => sum + l.minor, 0)
  const shippingMinor = whole && opt.shippingBack ? order.shippingMinor : 0
  const left0 = (lineNo: number) => { const l = order.lines.find((x) => x.lineNo === lineNo); return l ? l.quantity - l.refundedQuantity : 0 }
  const heldMinor = opt.held ? opt.held((lineNo) => left0(lineNo) - (after.get(lineNo)?.quantity ?? 0)) - opt.held(left0) : 0
  const due = linesMinor + shippingMinor - order.refundOwedMinor - heldMinor
  const left = order.tenders.map((t) => t.minor - t.refundedMinor)
  const minor = Math.min(Math.max(0, due), left.reduce((a, b) => a + b, 0))
  const parts = refundTenders(minor, left)
  const tenders = order.tenders.map((t, i) => ({ tenderNo: t.tenderNo, minor: parts[i] ?? 0 })).filter((t) => t.minor > 0)
  return { ok: true, plan: { lines, tenders, shippingMinor, minor, points: lines.reduce((sum, l) => sum + l.points, 0), owedMinor: Math.max(0, -due), whole } }
}

/** What this refund gave back of a line already. */
interface Sofar { readonly quantity: number; readonly minor: number; readonly points: number }

function byUnits(line: StoredLine, sofar: Sofar, quantity: number): RefundPlanLine | RefundRefusal {
  const before = line.refundedQuantity + sofar.quantity
  if (before + quantity > line.quantity) return { code: 'more-than-left', facts: { lineNo: line.lineNo, name: line.name, left: line.quantity - before, asked: quantity } }
  const share = (shareFen: number, refundedFen: number) => refundShare({ shareFen, qty: line.quantity, returned: before, units: quantity, refundedFen })
  const gone = line.refundedMinor + sofar.minor
  return { lineNo: line.lineNo, quantity, minor: line.paidMinor < 0 ? ofTradeIn(line, before + quantity, gone) : share(line.paidMinor, gone), points: share(line.pointsSpent, line.refundedPoints + sofar.points) }
}

/** What the shopper owes for a trade-in that goes back to them: below zero. */
const ofTradeIn = (line: StoredLine, units: number, gone: number): number => Math.min(0, mulDiv(line.paidMinor, units, line.quantity, 'floor') - gone)

function byAmount(line: StoredLine, sofar: Sofar, amountMinor: number): RefundPlanLine | RefundRefusal {
  const { leftFen: leftMinor, points } = refundAmount({
    shareFen: Math.max(0, line.paidMinor), points: line.pointsSpent, refundedFen: line.refundedMinor + sofar.minor, refundedPoints: line.refundedPoints + sofar.points, returned: line.refundedQuantity + sofar.quantity, amountFen: amountMinor,
  })
  if (amountMinor > leftMinor) return { code: 'more-than-left', facts: { lineNo: line.lineNo, name: line.name, leftMinor, askedMinor: amountMinor } }
  return { lineNo: line.lineNo, quantity: 0, minor: amountMinor, points }
}

/** The order as it stands after the refund. */
export function applyRefund(order: StoredOrder, plan: RefundPlan): void {
  for (const back of plan.lines) {
    const line = order.lines.find((l) => l.lineNo === back.lineNo)!
    line.refundedQuantity += back.quantity
    line.refundedMinor += back.minor
    line.refundedPoints += back.points
  }
  for (const back of plan.tenders) order.tenders.find((t) => t.tenderNo === back.tenderNo)!.refundedMinor += back.minor
  order.refundedMinor += plan.minor
  order.refundedPoints += plan.points
  order.refundOwedMinor = plan.owedMinor
  order.status = plan.whole ? 'refunded' : 'part-refunded'
}
