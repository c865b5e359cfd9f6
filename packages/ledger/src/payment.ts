import { assert, mulDiv } from '@huitou/units'

/** What points are worth as money: `points` points pay `minor` minor units of one currency. */
export interface PointsRate { readonly points: number; readonly minor: number }

export interface PaymentTerms {
  readonly rate: PointsRate
  /** points go in whole steps, 1 for none */
  readonly step?: number
  readonly maxPoints?: number
  /** at most this share of the bill, in basis points */
  readonly maxShareBp?: number
}

export interface PointsPayment { readonly points: number; readonly minor: number }

/**
 * How many points pay a bill, and what they are worth there. Uses just enough and never refuses because the balance is
 * larger than the bill. Points needed are rounded up, then up to a whole step where balance and maximum allow, else down.
 * @param wanted the most the shopper wants to use; default: all that helps
 */
export function payWithPoints(terms: PaymentTerms, bill: { readonly availablePoints: number; readonly payableMinor: number; readonly wanted?: number }): PointsPayment {
  const { rate } = terms
  const step = terms.step ?? 1
  assert(rate.points > 0 && rate.minor > 0 && step > 0, 'a rate and a step are above zero')
  const share = terms.maxShareBp === undefined ? bill.payableMinor : mulDiv(bill.payableMinor, terms.maxShareBp, 10_000, 'floor')
  const limit = Math.max(0, Math.min(bill.availablePoints, terms.maxPoints ?? Infinity, bill.wanted ?? Infinity))
  const payable = Math.min(bill.payableMinor, share)
  if (payable <= 0 || limit === 0) return { points: 0, minor: 0 }
  const worth = (points: number) => Math.min(payable, mulDiv(points, rate.minor, rate.points, 'floor'))
  // Under a maximum share a step may not carry the payment over it, so it goes down.
  const underShare = share < bill.payableMinor
  const needed = mulDiv(payable, rate.points, rate.minor, underShare ? 'floor' : 'ceil')
  const up = mulDiv(needed, 1, step, 'ceil') * step
  let points = !underShare && up <= limit ? up : mulDiv(Math.min(needed, limit), 1, step, 'floor') * step
  const minor = worth(points)
  if (minor === 0) return { points: 0, minor: 0 }
  // Just enough: fewer points of whole steps with the same worth.
  points = Math.min(points, mulDiv(mulDiv(minor, rate.points, rate.minor, 'ceil'), 1, step, 'ceil') * step)
  return { points, minor }
}

/**
 * The same where an order's own points may pay it: up to what is available and what the order still earns after that payment.
 * @param earns points of the order when so much of it is paid with points; never more for a larger payment
 */
export function payWithOwnPoints(terms: PaymentTerms, bill: { readonly availablePoints: number; readonly payableMinor: number; readonly wanted?: number }, earns: (paidWithPointsMinor: number) => number): PointsPayment {
  const upTo = (limit: number) => payWithPoints(terms, { ...bill, availablePoints: limit })
  const allowed = (pay: PointsPayment) => pay.points <= bill.availablePoints + earns(pay.minor)
  let [low, high] = [bill.availablePoints, bill.availablePoints + earns(0)]
  while (low < high) {
    const mid = Math.ceil((low + high) / 2)
    if (allowed(upTo(mid))) low = mid
    else high = mid - 1
  }
  return upTo(low)
}
