import { planBundle } from './bundle.js'
import { planBuyGet } from './buy-get.js'
import type { Ready, Stage } from './compile.js'
import { giftNow, stepReached, unitsOf } from './effects.js'
import type { Ground } from './ground.js'
import type { Standing } from './standing.js'

/** Units given, by line, and what each line's took off. */
type Given = readonly { readonly key: string; readonly units: number; readonly offFen: number }[]

/** The sum an offer was figured by, as facts: enough to write it out on paper. All amounts in minor units. */
export type Reason =
  | { readonly rule: 'amount-off'; readonly eligibleFen: number; readonly fromFen: number; readonly offFen: number; readonly times: number; readonly capFen?: number }
  | { readonly rule: 'percent-off'; readonly eligibleFen: number; readonly baseFen: number; readonly fromFen: number; readonly offBp: number; readonly capFen?: number }
  | { readonly rule: 'units-percent'; readonly eligibleFen: number; readonly eligibleUnits: number; readonly units: number; readonly offBp: number; readonly capFen?: number }
  | { readonly rule: 'each-off'; readonly offFen: number; readonly maxUnits?: number }
  | { readonly rule: 'buy-get'; readonly sets: number; readonly bought: readonly { readonly key: string; readonly units: number }[]; readonly given: Given; readonly offBp: number }
  | { readonly rule: 'nth-item'; readonly nth: number; readonly offBp: number; readonly given: Given }
  | { readonly rule: 'exchange'; readonly given: Given }
  | { readonly rule: 'bundle'; readonly sets: number; readonly priceFen: number; readonly used: readonly { readonly key: string; readonly units: number; readonly worthFen: number }[] }
  | { readonly rule: 'gift'; readonly eligibleFen: number; readonly fromFen: number; readonly sku: string; readonly qty: number; readonly valueFen: number; readonly name?: string }
  | { readonly rule: 'shipping-off'; readonly eligibleFen: number; readonly fromFen: number; readonly feeFen: number }

/** One offer that acted: what it took off, by which sum, and each line's share by largest remainder. */
export interface Applied {
  readonly id: string
  readonly coupon: boolean
  readonly couponId?: string
  readonly name?: string
  readonly version?: number
  readonly stage: Stage
  readonly discountFen: number
  readonly reason: Reason
  /** the lines it looked at, those it might give among them, and what they cost just before: by them a refund knows whether what remains still earns it */
  readonly over: readonly { readonly key: string; readonly fen: number }[]
  /** `ofFen` is the line's amount just before, its weight in the split */
  readonly parts: readonly { readonly key: string; readonly fen: number; readonly ofFen: number }[]
}

export const eligibleOf = (o: Ready, s: Standing): number => {
  let sum = 0
  for (const i of o.lines) sum += s.amounts[i]!
  return sum
}

export function reasonOf(o: Ready, s: Standing, g: Ground, keys: readonly string[]): Reason {
  const e = o.effect
  const eligibleFen = eligibleOf(o, s)
  switch (e.kind) {
    case 'amount-off': {
      const step = e.steps[stepReached(e.steps, eligibleFen)]!
      const times = e.everyFull && step.fromFen > 0 ? Math.floor(eligibleFen / step.fromFen) : 1
      return { rule: e.kind, eligibleFen, fromFen: step.fromFen, offFen: step.offFen, times, ...cap(e.capFen) }
    }
    case 'percent-off': {
      const step = e.steps[stepReached(e.steps, eligibleFen)]!
      return { rule: e.kind, eligibleFen, baseFen: e.base === 'initial' ? o.initialFen : eligibleFen, fromFen: step.fromFen, offBp: step.offBp, ...cap(e.capFen) }
    }
    case 'units-percent': {
      const eligibleUnits = unitsOf(o, s, g)
      const step = e.steps.filter((x) => eligibleUnits >= x.units).reduce((a, b) => (b.units >= a.units ? b : a))
      return { rule: e.kind, eligibleFen, eligibleUnits, units: step.units, offBp: step.offBp, ...cap(e.capFen) }
    }
    case 'each-off': return { rule: e.kind, offFen: e.offFen, ...(e.maxUnits === undefined ? {} : { maxUnits: e.maxUnits }) }
    case 'buy-get': {
      const plan = planBuyGet(o, e, s, g.qty)
      const given = [...plan.given].map(([i, x]) => ({ key: keys[i]!, units: x.units, offFen: x.offFen }))
      const said = o.source.effect
      if (said.kind === 'exchange') return { rule: said.kind, given }
      if (said.kind === 'nth-item') return { rule: said.kind, nth: said.nth, offBp: said.offBp, given }
      return { rule: e.kind, sets: plan.sets, offBp: e.offBp ?? 10_000, bought: [...plan.bought].map(([i, units]) => ({ key: keys[i]!, units })), given }
    }
    case 'bundle': {
      const plan = planBundle(o, e, s, g.qty)
      return { rule: e.kind, sets: plan.sets, priceFen: e.priceFen, used: [...plan.used].map(([i, x]) => ({ key: keys[i]!, ...x })) }
    }
    case 'gift': {
      const step = giftNow(o, s)!
      return { rule: e.kind, eligibleFen, fromFen: step.fromFen, ...step.gift }
    }
    case 'shipping-off': return { rule: e.kind, eligibleFen, fromFen: e.fromFen, feeFen: s.shippingFen }
  }
}

const cap = (capFen: number | undefined) => (capFen === undefined ? {} : { capFen })
