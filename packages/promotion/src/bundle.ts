import type { Ready } from './compile.js'
import type { Effect } from './offer.js'
import type { Standing } from './standing.js'

type Bundle = Extract<Effect, { kind: 'bundle' }>

export interface BundlePlan {
  readonly sets: number
  readonly discountFen: number
  /** by line index: units that went into sets, and what they cost before */
  readonly used: ReadonlyMap<number, { readonly units: number; readonly worthFen: number }>
}

const NOTHING: BundlePlan = { sets: 0, discountFen: 0, used: new Map() }

/**
 * Whole sets, each part filled with its dearest open units, ties to the first line; a set is taken while its units cost more
 * than the set. k of a line's p paying units are worth floor(amount × k / p), so no fen is taken twice.
 */
export function planBundle(o: Ready, e: Bundle, s: Standing, qty: Int32Array): BundlePlan {
  const used = new Map<number, number>()
  const sets = fillSets(o, e, s, qty, (_, i) => used.get(i) ?? 0, (_, i, units) => used.set(i, (used.get(i) ?? 0) + units))
  if (sets === 0) return NOTHING
  let worth = 0
  const worthOf = new Map<number, { units: number; worthFen: number }>()
  for (const [i, units] of [...used].sort((a, b) => a[0] - b[0])) {
    const paying = qty[i]! - s.free[i]!
    const worthFen = units === paying ? s.amounts[i]! : Math.floor((s.amounts[i]! * units) / paying)
    worthOf.set(i, { units, worthFen })
    worth += worthFen
  }
  const discountFen = worth - sets * e.priceFen
  return discountFen > 0 ? { sets, discountFen, used: worthOf } : NOTHING
}

/**
 * No later standing can take more off: each part takes its dearest units as if no other part wanted them, sets go on as long
 * as they gain, and every unit may be a rounded fen dearer for each offer that gives units away.
 */
export function mostOfBundle(o: Ready, e: Bundle, s: Standing, { qty, frees }: { readonly qty: Int32Array; readonly frees: number }): number {
  const used = o.parts.map(() => new Map<number, number>())
  const sets = fillSets(o, e, s, qty, (part, i) => used[part]!.get(i) ?? 0, (part, i, units) => used[part]!.set(i, (used[part]!.get(i) ?? 0) + units), 2 * frees)
  if (sets === 0) return 0
  let worth = 0
  for (const lines of used) for (const [i, units] of lines) worth += Math.ceil((s.amounts[i]! * units) / (qty[i]! - s.free[i]!)) + 2 * frees * units
  return Math.max(0, worth - sets * e.priceFen)
}

type UsedOf = (part: number, line: number) => number

/** Fills set after set, as many alike at once as the lines it draws on still allow. `slackFen`: so much dearer a unit may yet be. */
function fillSets(o: Ready, e: Bundle, s: Standing, qty: Int32Array, usedOf: UsedOf, use: (part: number, line: number, units: number) => void, slackFen = 0): number {
  const price = (i: number) => s.amounts[i]! / (qty[i]! - s.free[i]!)
  const open = (part: number, i: number) => qty[i]! - s.taken[i]! - usedOf(part, i)
  const lists = o.parts.map((lines) => [...lines].filter((i) => qty[i]! > s.taken[i]!).sort((a, b) => price(b) - price(a) || a - b))
  const most = e.repeat ? Infinity : 1
  let sets = 0
  while (sets < most) {
    const drawn: { part: number; line: number; units: number }[] = []
    let worth = 0
    for (let part = 0; part < lists.length; part++) {
      let need = e.parts[part]!.units
      for (const i of lists[part]!) {
        if (need === 0) break
        const k = Math.min(need, open(part, i))
        if (k <= 0) continue
        use(part, i, k)
        drawn.push({ part, line: i, units: k })
        worth += (price(i) + slackFen) * k
        need -= k
      }
      if (need > 0) { giveBack(drawn, use); return sets }
    }
    if (worth <= e.priceFen) { giveBack(drawn, use); return sets }
    sets++
    const more = Math.min(most - sets, ...drawn.map((d) => Math.floor(open(d.part, d.line) / drawn.reduce((units, x) => (x.line === d.line ? units + x.units : units), 0))))
    if (more > 0 && Number.isFinite(more)) {
      for (const d of drawn) use(d.part, d.line, d.units * more)
      sets += more
    }
  }
  return sets
}

function giveBack(drawn: readonly { part: number; line: number; units: number }[], use: (part: number, line: number, units: number) => void): void {
  for (const d of drawn) use(d.part, d.line, -d.units)
}
