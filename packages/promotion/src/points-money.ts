import { mulDiv, ofRateBp } from '@huitou/units'

export interface PointsAsk {
  /** what the shopper may spend now */
  readonly available: number
  /** how many at most, or all that help */
  readonly want: number | 'max'
  /** so many points are worth so many minor units: { points: 100, fen: 100 } is a fen each */
  readonly rate: { readonly points: number; readonly fen: number }
  /** only whole steps are spent */
  readonly stepPoints?: number
  /** at most this share of the goods, in basis points */
  readonly maxShareBp?: number
  /** at most so many in one order */
  readonly maxPoints?: number
}

export interface PointsUse {
  readonly points: number
  readonly worthFen: number
}

/**
 * Points as money on a payable amount. Needed = amount ÷ rate, rounded up, then up to a whole step where balance and
 * maximum allow, else down; under a maximum share, down. Just enough is used, and the last step may be worth less than its rate.
 * @param payableFen goods after all discounts, without shipping; never below zero
 */
export function pointsFor(payableFen: number, ask: PointsAsk): PointsUse {
  const step = ask.stepPoints ?? 1
  const shareFen = ask.maxShareBp === undefined ? payableFen : ofRateBp(payableFen, Math.min(ask.maxShareBp, 10_000), 'floor')
  const most = Math.min(ask.available, ask.maxPoints ?? ask.available, ask.want === 'max' ? ask.available : ask.want)
  if (shareFen <= 0 || most <= 0) return { points: 0, worthFen: 0 }
  const limit = most - (most % step)
  const underShare = shareFen < payableFen
  const needed = mulDiv(shareFen, ask.rate.points, ask.rate.fen, underShare ? 'floor' : 'ceil')
  const whole = mulDiv(needed, 1, step, underShare ? 'floor' : 'ceil') * step
  const points = Math.min(whole, limit)
  const worthFen = Math.min(shareFen, mulDiv(points, ask.rate.fen, ask.rate.points, 'floor'))
  return worthFen > 0 ? { points, worthFen } : { points: 0, worthFen: 0 }
}
