import { ofRateBp } from '@huitou/units'
import type { Effect } from './offer.js'
import type { Ready } from './compile.js'
import type { Standing } from './standing.js'

type BuyGet = Extract<Effect, { kind: 'buy-get' }>

export interface BuyGetPlan {
  readonly sets: number
  readonly discountFen: number
  /** by line index: units bought for it, units given, and what the given ones were worth */
  readonly bought: ReadonlyMap<number, number>
  readonly given: ReadonlyMap<number, { readonly units: number; readonly offFen: number }>
}

const NOTHING: BuyGetPlan = { sets: 0, discountFen: 0, bought: new Map(), given: new Map() }

/**
 * Whole sets only: bought units dearest first, then the given ones dearest first (or cheapest first) from the rest, ties to
 * the first line. k of a line's p paying units are worth floor(amount × k / p), so no fen is given twice.
 */
export function planBuyGet(o: Ready, e: BuyGet, s: Standing, qty: Int32Array): BuyGetPlan {
  const price = (i: number) => s.amounts[i]! / (qty[i]! - s.free[i]!)
  const open = (i: number) => qty[i]! - s.taken[i]!
  const dearest = (a: number, b: number) => price(b) - price(a) || a - b
  const buying = [...o.lines].filter((i) => open(i) > 0).sort(dearest)
  const giving = e.freeFirst === 'cheapest' ? [...o.getLines].filter((i) => open(i) > 0).sort((a, b) => price(a) - price(b) || a - b) : [...o.getLines].filter((i) => open(i) > 0).sort(dearest)
  const take = (from: readonly number[], units: number, used: ReadonlyMap<number, number>): Map<number, number> | null => {
    const taken = new Map<number, number>()
    let need = units
    for (const i of from) {
      if (need === 0) break
      const k = Math.min(need, open(i) - (used.get(i) ?? 0))
      if (k > 0) { taken.set(i, k); need -= k }
    }
    return need === 0 ? taken : null
  }
  const none = new Map<number, number>()
  const attempt = (sets: number) => {
    const bought = take(buying, sets * e.buyUnits, none)
    const given = bought && take(giving, sets * e.getUnits, bought)
    return bought && given ? { bought, given } : null
  }
  let sets = 1
  let found = attempt(1)
  if (!found) return NOTHING
  if (e.repeat) {
    const units = buying.reduce((n, i) => n + open(i), 0)
    let [low, high] = [1, Math.floor(units / Math.max(1, e.buyUnits))]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      const more = attempt(middle)
      if (more) { low = middle; found = more; sets = middle } else high = middle - 1
    }
  }
  let discountFen = 0
  const given = new Map<number, { units: number; offFen: number }>()
  for (const [i, units] of found.given) {
    const paying = qty[i]! - s.free[i]!
    const worth = units === paying ? s.amounts[i]! : Math.floor((s.amounts[i]! * units) / paying)
    const offFen = ofRateBp(worth, e.offBp ?? 10_000, 'half-up')
    given.set(i, { units, offFen })
    discountFen += offFen
  }
  return { sets, discountFen, bought: found.bought, given }
}

/** No later standing can give more than this: the dearest open units, as if none had to be bought (the few fen more cover roundings between such offers). */
export function mostOfBuyGet(o: Ready, e: BuyGet, s: Standing, { qty, frees }: { readonly qty: Int32Array; readonly frees: number }): number {
  let units = 0
  for (const i of o.lines) units += qty[i]! - s.taken[i]!
  const sets = e.repeat ? Math.floor(units / Math.max(1, e.buyUnits)) : units >= e.buyUnits ? 1 : 0
  let need = sets * e.getUnits
  let most = 0
  const open = [...o.getLines].filter((i) => qty[i]! > s.taken[i]!).sort((a, b) => s.amounts[b]! / (qty[b]! - s.free[b]!) - s.amounts[a]! / (qty[a]! - s.free[a]!))
  for (const i of open) {
    if (need === 0) break
    const k = Math.min(need, qty[i]! - s.taken[i]!)
    most += Math.ceil((s.amounts[i]! * k) / (qty[i]! - s.free[i]!))
    need -= k
  }
  return ofRateBp(most, e.offBp ?? 10_000, 'half-up') + open.length * 2 * frees
}
