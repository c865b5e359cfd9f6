import { allocate, assert, fault, gcd, type Ratio } from '@huitou/units'

/**
 * Whole points of exact fractions: the sum is floored once, then split over the shares by largest remainder, ties to the
 * first. Big integers step in where the common denominator leaves the safe integers.
 */
export function wholeShares(shares: readonly Ratio[]): number[] {
  if (shares.length === 0) return []
  let den = 1
  for (const s of shares) {
    if (!(s.num >= 0 && s.den > 0)) fault(`no share ${s.num}/${s.den}`)
    if (s.den === den) continue
    den = (den / gcd(den, s.den)) * s.den
    if (!Number.isSafeInteger(den)) return wholeBig(shares)
  }
  let sum = 0
  const weights = new Array<number>(shares.length)
  for (let i = 0; i < shares.length; i++) {
    const w = shares[i]!.num * (den / shares[i]!.den)
    weights[i] = w
    sum += w
  }
  if (!Number.isSafeInteger(sum)) return wholeBig(shares)
  const total = Math.floor(sum / den)
  if (shares.length === 1) return [total]
  return sum === 0 ? weights.map(() => 0) : allocate(total, weights)
}

function wholeBig(shares: readonly Ratio[]): number[] {
  const den = shares.reduce((d, s) => d * BigInt(s.den), 1n)
  const weights = shares.map((s) => BigInt(s.num) * (den / BigInt(s.den)))
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum === 0n) return shares.map(() => 0)
  const total = sum / den
  const parts = weights.map((w) => (w * total) / sum)
  let left = Number(total - parts.reduce((a, b) => a + b, 0n))
  const order = weights.map((w, i) => ({ i, rest: (w * total) % sum })).sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  for (const { i } of order) if (left-- > 0) parts[i]! += 1n
  const points = parts.map(Number)
  assert(points.every(Number.isSafeInteger), 'points leave the safe integers')
  return points
}
