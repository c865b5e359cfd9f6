import { assert, fault } from './brand.js'
import { mulDiv } from './whole.js'

/**
 * Splits a whole amount over weights so that the parts sum to it exactly, by largest remainder on absolute values
 * with the sign put back; ties go to the first line. A zero weight gets nothing, unless all are zero: then equal parts.
 * Source: the Hamilton method; `rules.md` "Splitting".
 * @param total whole units (fen, points), may be negative
 * @param weights whole, never negative; at least one
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total)) fault(`allocate wants a whole total, got ${total}`)
  assert(weights.length > 0 || total === 0, 'nothing to allocate over')
  if (weights.length === 0) return []
  let sum = 0
  for (const w of weights) {
    if (!(Number.isSafeInteger(w) && w >= 0)) fault(`a weight is a whole number from 0, got ${w}`)
    sum += w
  }
  if (sum === 0) return allocate(total, weights.map(() => 1))
  assert(Number.isSafeInteger(sum), 'weights leave the safe integers')
  const amount = Math.abs(total)
  const parts: number[] = []
  let left = amount
  for (const w of weights) {
    const part = mulDiv(amount, w, sum, 'floor')
    parts.push(part)
    left -= part
  }
  if (left > 0) {
    const small = Number.isSafeInteger(amount * Math.max(...weights))
    const rest = small ? weights.map((w) => (w === 0 ? -1 : (amount * w) % sum)) : weights.map((w) => (w === 0 ? -1n : (BigInt(amount) * BigInt(w)) % BigInt(sum)))
    for (const i of largest(rest, left)) parts[i]! += 1
  }
  return total < 0 ? parts.map((p) => 0 - p) : parts
}

/** The places where the floor left most, so many of them; ties to the first. Of two lines one is asked for: no sort is needed. */
function largest(rest: readonly (number | bigint)[], many: number): readonly number[] {
  if (many > 1) return rest.map((_, i) => i).sort((a, b) => (rest[a] === rest[b] ? a - b : rest[a]! > rest[b]! ? -1 : 1)).slice(0, many)
  let best = 0
  for (let i = 1; i < rest.length; i++) if (rest[i]! > rest[best]!) best = i
  return [best]
}
