import { assert } from '@huitou/units'

/** Days before its expiry at which a lot is looked at. */
export const BREAKAGE_AGES: readonly number[] = [0, 7, 30, 90, 180, 365]

/**
 * What lots that are over had left so many days before their expiry, and how much of that expired, added up over the
 * members of a block. Blocks are groups of members by chance (a hash), so one who hoards stays in one block.
 */
export interface MaturedLots { readonly block: number; readonly age: number; readonly left: number; readonly expired: number; readonly lots: number }

/** Points that expire so many days from now, in a group that is told apart (a month). */
export interface OpenPoints { readonly group: string; readonly days: number; readonly left: number }

export interface Estimate { readonly expected: number; readonly low: number; readonly high: number }
export interface Breakage {
  readonly total: Estimate | null
  readonly groups: Readonly<Record<string, Estimate | null>>
  /** share of what was left that expired, by age, in basis points; null where too few lots are over */
  readonly ratesBp: readonly { readonly age: number; readonly rateBp: number | null; readonly lots: number }[]
  /** points for which there is no history */
  readonly unknown: number
  readonly lots: number
}

const FEWEST_LOTS = 30
const DRAWS = 1000

/**
 * How many of the open points will expire unused, from the merchant's own lots that are over: the share of what was left
 * d days before the end that expired, for each age d, put on today's points by their days to go (between two ages: in
 * proportion). The interval is the middle 80% of 1,000 redraws of the member blocks with replacement.
 * Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 13 (percentile interval), by clusters.
 * @returns points; null where fewer than 30 lots of the age are over
 */
export function estimateBreakage(matured: readonly MaturedLots[], open: readonly OpenPoints[], seed = 1): Breakage {
  const blocks = [...new Set(matured.map((m) => m.block))].sort((a, b) => a - b)
  const at = new Map(blocks.map((b, i) => [b, i]))
  const ages = BREAKAGE_AGES.length
  const left = blocks.map(() => new Float64Array(ages)), expired = blocks.map(() => new Float64Array(ages)), lots = new Float64Array(ages)
  for (const m of matured) {
    const a = BREAKAGE_AGES.indexOf(m.age), b = at.get(m.block)!
    assert(a >= 0 && m.expired <= m.left, `lots over at ${m.age} days: ${m.expired} of ${m.left} expired`)
    left[b]![a]! += m.left
    expired[b]![a]! += m.expired
    lots[a]! += m.lots
  }
  const enough = BREAKAGE_AGES.map((_, a) => lots[a]! >= FEWEST_LOTS)
  const groups = exposures(open)
  const names = [...groups.keys()].sort()
  const known = names.map((g) => groups.get(g)!.every((points, a) => points === 0 || enough[a]))
  const rates = (pick: (i: number) => number): Float64Array => {
    const sum = new Float64Array(ages), gone = new Float64Array(ages)
    for (let i = 0; i < blocks.length; i++) {
      const b = pick(i)
      for (let a = 0; a < ages; a++) { sum[a]! += left[b]![a]!; gone[a]! += expired[b]![a]! }
    }
    return sum.map((s, a) => (s > 0 ? gone[a]! / s : 0))
  }
  const own = rates((i) => i)
  const expectedOf = (r: Float64Array) => names.map((g, i) => (known[i] ? groups.get(g)!.reduce((s, points, a) => s + points * r[a]!, 0) : 0))
  const drawn: number[][] = names.map(() => []), totals: number[] = []
  const next = chance(seed)
  for (let n = 0; n < DRAWS && blocks.length > 0; n++) {
    const each = expectedOf(rates(() => Math.floor(next() * blocks.length)))
    each.forEach((points, i) => drawn[i]!.push(points))
    totals.push(each.reduce((a, b) => a + b, 0))
  }
  const mine = expectedOf(own)
  const estimate = (expected: number, values: number[]): Estimate => {
    const sorted = values.sort((a, b) => a - b)
    return { expected: Math.round(expected), low: Math.min(Math.round(expected), Math.round(sorted[Math.floor(DRAWS * 0.1)]!)), high: Math.max(Math.round(expected), Math.round(sorted[Math.ceil(DRAWS * 0.9) - 1]!)) }
  }
  const unknown = names.reduce((s, g, i) => s + (known[i] ? 0 : groups.get(g)!.reduce((a, b) => a + b, 0)), 0)
  return {
    total: known.some(Boolean) ? estimate(mine.reduce((a, b) => a + b, 0), totals) : null,
    groups: Object.fromEntries(names.map((g, i) => [g, known[i] ? estimate(mine[i]!, drawn[i]!) : null])),
    ratesBp: BREAKAGE_AGES.map((age, a) => ({ age, rateBp: enough[a] ? Math.round(own[a]! * 10_000) : null, lots: lots[a]! })),
    unknown, lots: lots[0]!,
  }
}

/** Points of each group by age; days between two ages lie in proportion on both. */
function exposures(open: readonly OpenPoints[]): Map<string, Float64Array> {
  const out = new Map<string, Float64Array>()
  for (const { group, days, left } of open) {
    let row = out.get(group)
    if (!row) out.set(group, (row = new Float64Array(BREAKAGE_AGES.length)))
    const upper = BREAKAGE_AGES.findIndex((age) => age > days)
    if (upper <= 0) { row[upper === 0 ? 0 : BREAKAGE_AGES.length - 1]! += left; continue }
    const [low, high] = [BREAKAGE_AGES[upper - 1]!, BREAKAGE_AGES[upper]!]
    const share = (days - low) / (high - low)
    row[upper - 1]! += left * (1 - share)
    row[upper]! += left * share
  }
  return out
}

/** Even chances from a seed: the same question gets the same answer. Source: mulberry32 (T. Ettinger, public domain). */
function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
