import { assert, fault } from './brand.js'

/** How a division that leaves a remainder is settled. `half-up` rounds .5 away from zero. */
export type Rounding = 'floor' | 'ceil' | 'half-up'

/**
 * a × b ÷ c over whole numbers, exactly, with the rounding named by the caller.
 * `floor` goes down and `ceil` up also below zero. Faults when c is 0 or the result leaves the safe integers.
 */
export function mulDiv(a: number, b: number, c: number, rounding: Rounding): number {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || !Number.isSafeInteger(c) || c === 0) fault(`mulDiv wants whole numbers, got ${a} ${b} ${c}`)
  const product = a * b
  if (Number.isSafeInteger(product)) return settle(product, c, rounding)
  const n = BigInt(a) * BigInt(b)
  const d = BigInt(c)
  const quotient = Number(divide(n < 0n === d < 0n ? abs(n) : -abs(n), abs(d), rounding))
  assert(Number.isSafeInteger(quotient), 'mulDiv result leaves the safe integers')
  return quotient
}

function settle(product: number, divisor: number, rounding: Rounding): number {
  const n = divisor < 0 ? -product : product
  const d = Math.abs(divisor)
  const over = n % d
  const rest = over < 0 ? over + d : over
  const floor = (n - rest) / d
  if (rest === 0 || rounding === 'floor') return floor + 0
  if (rounding === 'ceil') return floor + 1 + 0
  return (n >= 0 ? rest * 2 >= d : rest * 2 > d) ? floor + 1 + 0 : floor + 0
}

const abs = (n: bigint) => (n < 0n ? -n : n)

function divide(n: bigint, d: bigint, rounding: Rounding): bigint {
  const rest = ((n % d) + d) % d
  const floor = (n - rest) / d
  if (rest === 0n || rounding === 'floor') return floor
  if (rounding === 'ceil') return floor + 1n
  return (n >= 0n ? rest * 2n >= d : rest * 2n > d) ? floor + 1n : floor
}

/** `amount` × rate, where the rate is in basis points (10,000 = whole). */
export const ofRateBp = (amount: number, rateBp: number, rounding: Rounding): number => mulDiv(amount, rateBp, 10_000, rounding)

/** A ratio of two whole numbers, kept exact: points multipliers and currency rates. */
export interface Ratio {
  readonly num: number
  readonly den: number
}

/** The greatest common divisor of two whole numbers. */
export function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)]
  while (y > 0) [x, y] = [y, x % y]
  return x
}

/** The ratio in lowest terms with a positive denominator. */
export function ratio(num: number, den: number): Ratio {
  if (den === 0 || !Number.isSafeInteger(num) || !Number.isSafeInteger(den)) fault(`no ratio ${num}/${den}`)
  const g = gcd(num, den) * (den < 0 ? -1 : 1) || 1
  return { num: num / g + 0, den: den / g }
}

export const addRatio = (a: Ratio, b: Ratio): Ratio => {
  const g = gcd(a.den, b.den)
  return ratio(a.num * (b.den / g) + b.num * (a.den / g), a.den * (b.den / g))
}

export const mulRatio = (a: Ratio, b: Ratio): Ratio => {
  const [x, y] = [ratio(a.num, b.den), ratio(b.num, a.den)]
  return ratio(x.num * y.num, x.den * y.den)
}
