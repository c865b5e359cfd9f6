import { assert } from './brand.js'
import { mulDiv } from './whole.js'

/**
 * Splits a whole amount over weights so that the parts sum to it exactly, by largest remainder on absolute values
 * with the sign put back; ties go to the first line. A zero weight gets nothing, unless all are zero: then equal parts.
 * Source: the Hamilton method; `rules.md` "Splitting".
 * @param total whole units (fen, points), may be negative
 * @param weights whole, never negative; at least one
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  assert(Number.isSafeInteger(total), `allocate wants a whole total, got ${total}`)
  assert(weights.length > 0 || total === 0, 'nothing to allocate over')
  if (weights.length === 0) return []
  let sum = 0
  for (const w of weights) {
    assert(Number.isSafeInteger(w) && w >= 0, `a weight is a whole number from 0, got ${w}`)
    sum += w
  }
  if (sum === 0) return allocate(total, weights.map(() => 1))
  assert(Number.isSafeInteger(sum), 'weights leave the safe integers')
  const amount = Math.abs(total)
  const parts = weights.map((w) => mulDiv(amount, w, sum, 'floor'))
  let left = amount - parts.reduce((a, b) => a + b, 0)
  if (left > 0) {
    const small = Number.isSafeInteger(amount * Math.max(...weights))
    const order = small ? byRemainder(weights, -1, (w) => (amount * w) % sum) : byRemainder(weights, -1n, (w) => (BigInt(amount) * BigInt(w)) % BigInt(sum))
    for (const i of order) {
      if (left === 0) break
      parts[i]! += 1
      left -= 1
    }
  }
  return total < 0 ? parts.map((p) => 0 - p) : parts
}

/** Places by what the floor left of them, the largest first; ties to the first. Big integers only where the product needs them. */
function byRemainder<N extends number | bigint>(weights: readonly number[], none: N, remainder: (w: number) => N): number[] {
  const rest = weights.map((w) => (w === 0 ? none : remainder(w)))
  return weights.map((_, i) => i).sort((a, b) => (rest[a] === rest[b] ? a - b : rest[a]! > rest[b]! ? -1 : 1))
}
