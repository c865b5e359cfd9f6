import { allocate, mulDiv, ofRateBp } from '@huitou/units'

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
  /** where an order's own points may pay it: what it still earns, spendable at once, when its lines are paid so; never more for lines that pay less */
  readonly earns?: (lines: readonly PaidLine[]) => number
}

/** What money pays for a line once points paid their share, and its share of reductions on the whole order. */
export interface PaidLine {
  readonly payFen: number
  readonly orderWideFen: number
}

/** A line after all reductions, before points; `weight` 0 for gifts and trade-ins: points never touch them. */
export interface PointsLine {
  readonly fen: number
  readonly weight: number
  readonly orderWideFen: number
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
  const may = Math.min(ask.available, ask.maxPoints ?? ask.available, ask.want === 'max' ? ask.available : ask.want)
  if (shareFen <= 0 || may <= 0) return { points: 0, worthFen: 0 }
  const limit = may - (may % step)
  const underShare = shareFen < payableFen
  const needed = mulDiv(shareFen, ask.rate.points, ask.rate.fen, underShare ? 'floor' : 'ceil')
  const whole = mulDiv(needed, 1, step, underShare ? 'floor' : 'ceil') * step
  const most = Math.min(whole, limit)
  const worthFen = Math.min(shareFen, mulDiv(most, ask.rate.fen, ask.rate.points, 'floor'))
  // Where they do not divide, fewer whole steps may be worth the same: 222 points pay 2 fen at 111 each as 250 do.
  const points = Math.min(most, mulDiv(mulDiv(worthFen, ask.rate.points, ask.rate.fen, 'ceil'), 1, step, 'ceil') * step)
  return worthFen > 0 ? { points, worthFen } : { points: 0, worthFen: 0 }
}

export interface PointsSplit extends PointsUse {
  /** by line */
  readonly parts: readonly number[]
}

/**
 * Points as money on lines: how many, what they are worth, and each line's share. An order's own points pay it only where the
 * ask says what it earns: then up to what is available and what the order still earns after that payment.
 * @param lines after all discounts; trade-ins lower the sum only
 */
export function pointsOn(lines: readonly PointsLine[], ask: PointsAsk): PointsSplit {
  const payable = Math.max(0, lines.reduce((sum, l) => sum + l.fen, 0))
  const upTo = (limit: number): PointsSplit => {
    const use = pointsFor(payable, { ...ask, available: limit })
    return { ...use, parts: use.worthFen > 0 ? allocate(use.worthFen, lines.map((l) => l.weight)) : lines.map(() => 0) }
  }
  const { earns } = ask
  const plain = upTo(ask.available)
  if (!earns) return plain
  const left = (use: PointsSplit) => ask.available + earns(lines.map((l, i) => ({ payFen: l.fen - use.parts[i]!, orderWideFen: l.orderWideFen })))
  const fits = (use: PointsSplit) => use.points <= left(use)
  if (ask.want !== 'max' && ask.want > ask.available) {
    // so that what a quote found is found again when it is agreed to
    const wanted = upTo(ask.want)
    if (fits(wanted)) return wanted
  }
  // What more money earns is never less, so the first number too many bounds the search.
  let [low, high] = [ask.available, left(upTo(0))]
  if (upTo(high).points <= plain.points) return plain
  while (low < high) {
    const mid = Math.ceil((low + high) / 2)
    if (fits(upTo(mid))) low = mid
    else high = mid - 1
  }
  return upTo(low)
}
