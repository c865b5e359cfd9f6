import type { Interval } from './interval.js'

/** So many of so many. */
export interface Share { readonly hits: number; readonly of: number }

/** The normal deviate that leaves 2.5 % on either side. */
const Z = 1.959963984540054

/** Wilson's score interval of one share, without continuity correction (E. B. Wilson, JASA 22, 1927, 209-212). */
export function scoreInterval({ hits, of }: Share): Interval {
  const p = hits / of
  const centre = 2 * hits + Z * Z
  const half = Z * Math.sqrt(Z * Z + 4 * hits * (1 - p))
  const whole = 2 * (of + Z * Z)
  return { low: Math.max(0, (centre - half) / whole), mid: p, high: Math.min(1, (centre + half) / whole) }
}

/**
 * 95 % interval of the difference a - b of two independent shares: the hybrid of two score intervals, method 10 of
 * R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17
 * (1998), 873-890. It stays right where few came and where nobody did. Null without people on both sides.
 */
export function differenceOfShares(a: Share, b: Share): Interval | null {
  if (a.of < 1 || b.of < 1) return null
  const [x, y] = [scoreInterval(a), scoreInterval(b)]
  const mid = x.mid - y.mid
  return { low: mid - Math.hypot(x.mid - x.low, y.high - y.mid), mid, high: mid + Math.hypot(x.high - x.mid, y.mid - y.low) }
}
