import { ofRateBp } from '@huitou/units'
import { mostOfBundle, planBundle } from './bundle.js'
import { mostOfBuyGet, planBuyGet } from './buy-get.js'
import type { Ready } from './compile.js'
import { sumOf, type Ground } from './ground.js'
import type { AmountStep, GiftStep } from './offer.js'
import { offShipping } from './shipping.js'
import { splitInto } from './split.js'
import type { Standing } from './standing.js'

/** The highest step whose threshold is met, at equality too; -1 when none is. */
export function stepReached(steps: readonly { readonly fromFen: number }[], sumFen: number): number {
  let reached = -1
  for (let k = 0; k < steps.length; k++) if (sumFen >= steps[k]!.fromFen && (reached < 0 || steps[k]!.fromFen >= steps[reached]!.fromFen)) reached = k
  return reached
}

/** Paying units in scope: what is given away does not count. */
export function unitsOf(o: Ready, s: Standing, g: Ground): number {
  let units = 0
  for (const i of o.lines) units += g.qty[i]! - s.free[i]!
  return units
}

const capped = (off: number, cap: number | undefined) => (cap !== undefined && off > cap ? cap : off)

/** What the offer would take off now, in minor units: never more than its lines, nor than the goods come to. A gift takes nothing off; a money budget gives whole or nothing. */
export function measure(o: Ready, s: Standing, g: Ground): number {
  const off = wouldTake(o, s, g)
  return off > budgetNow(o, s) ? 0 : off
}

/** What is left of its money budget once others drew on the same. */
export const budgetNow = (o: Ready, s: Standing): number => (o.purse < 0 ? o.budgetFen : o.budgetFen - s.spent[o.purse]!)

/** The same, as if its money budget had no end. */
export function wouldTake(o: Ready, s: Standing, g: Ground): number {
  if (o.stage === 'shipping') return offShipping(o, s, g, true)
  if (s.goodsFen <= 0) return 0
  const off = offGoods(o, s, g)
  return off < s.goodsFen ? off : s.goodsFen
}

/** At least what the offer may take off now or after any other offers: the bound of the search. */
export function measureMost(o: Ready, s: Standing, g: Ground): number {
  if (o.stage === 'shipping') return Math.min(o.budgetFen, offShipping(o, s, g, false))
  if (s.goodsFen <= 0) return 0
  return Math.min(mostOfGoods(o, s, g), s.goodsFen, o.budgetFen)
}

function mostOfGoods(o: Ready, s: Standing, g: Ground): number {
  const e = o.effect
  if (e.kind === 'buy-get') return mostOfBuyGet(o, e, s, g)
  if (e.kind === 'bundle') return mostOfBundle(o, e, s, g)
  if (e.kind === 'each-off') return eachOff(o, s, g, null) + 2 * g.frees * o.lines.length
  return e.kind === 'amount-off' && e.everyFull && e.steps.length > 1 ? mostOfEveryFull(e.steps, sumOf(o.lines, s.amounts)) : offGoods(o, s, g)
}

/** Where what may still come is what is there now, one measuring does. */
export const sameAsMost = ({ effect: e, stage, budgetFen }: Ready): boolean => budgetFen === Infinity && e.kind !== 'buy-get' && e.kind !== 'bundle' && e.kind !== 'each-off' && stage !== 'shipping' && !(e.kind === 'amount-off' && e.everyFull === true)

/** A lower step taken many times may beat a higher one taken once, so here less goods may take more: all reached steps count. */
function mostOfEveryFull(steps: readonly AmountStep[], sum: number): number {
  let most = 0
  for (const { fromFen, offFen } of steps) if (sum >= fromFen) most = Math.max(most, fromFen > 0 ? offFen * Math.floor(sum / fromFen) : offFen)
  return most
}

function offGoods(o: Ready, s: Standing, g: Ground): number {
  const e = o.effect
  if (e.kind === 'gift') return 0
  if (e.kind === 'bundle') return planBundle(o, e, s, g.qty).discountFen
  if (e.kind === 'buy-get') return planBuyGet(o, e, s, g.qty).discountFen
  if (e.kind === 'each-off') return eachOff(o, s, g, null)
  const sum = sumOf(o.lines, s.amounts)
  if (e.kind === 'units-percent') {
    const units = unitsOf(o, s, g)
    let bp = 0
    let from = 0
    for (const step of e.steps) if (units >= step.units && step.units >= from) { from = step.units; bp = step.offBp }
    return capped(ofRateBp(sum, bp, 'half-up'), e.capFen)
  }
  if (e.kind !== 'percent-off' && e.kind !== 'amount-off') return 0
  const k = stepReached(e.steps, sum)
  if (k < 0) return 0
  if (e.kind === 'percent-off') return Math.min(sum, capped(ofRateBp(e.base === 'initial' ? o.initialFen : sum, e.steps[k]!.offBp, 'half-up'), e.capFen))
  const step = e.steps[k]!
  const times = e.everyFull && step.fromFen > 0 ? Math.floor(sum / step.fromFen) : 1
  return Math.min(sum, capped(step.offFen * times, e.capFen))
}

/** An amount off up to k paying units of each line, never below zero. */
function eachOff(o: Ready, s: Standing, g: Ground, parts: Float64Array | null): number {
  const e = o.effect
  if (e.kind !== 'each-off') return 0
  let off = 0
  for (let k = 0; k < o.lines.length; k++) {
    const i = o.lines[k]!
    const paying = g.qty[i]! - s.free[i]!
    const units = e.maxUnits === undefined ? paying : Math.min(paying, e.maxUnits)
    const worth = units === paying ? s.amounts[i]! : Math.floor((s.amounts[i]! * units) / paying)
    const part = paying === 0 ? 0 : Math.min(e.offFen * units, worth)
    if (parts) parts[k] = part
    off += part
  }
  return off
}

/** The gift step reached now, if the offer is one; its stated value counts against a money budget. */
export function giftNow(o: Ready, s: Standing): GiftStep | null {
  if (o.effect.kind !== 'gift') return null
  const k = stepReached(o.effect.steps, sumOf(o.lines, s.amounts))
  const step = k < 0 ? null : o.effect.steps[k]!
  return step && step.gift.valueFen * step.gift.qty <= budgetNow(o, s) ? step : null
}

export const giftWorth = (o: Ready, s: Standing): number => {
  const step = giftNow(o, s)
  return step ? step.gift.valueFen * step.gift.qty : 0
}

/** Parts by position in `o.lines` (buy-get: in `o.getLines`) of a discount just measured. */
export function share(o: Ready, s: Standing, g: Ground, offFen: number, parts: Float64Array): Int32Array {
  const e = o.effect
  if (e.kind === 'bundle') {
    const { used } = planBundle(o, e, s, g.qty)
    let worth = 0
    for (const { worthFen } of used.values()) worth += worthFen
    splitInto(parts, offFen, o.lines, weightsOf(o.lines, s.amounts.length, (i) => used.get(i)?.worthFen ?? 0), worth)
    return o.lines
  }
  if (e.kind === 'buy-get') {
    const plan = planBuyGet(o, e, s, g.qty)
    const limited = plan.discountFen > offFen
    o.getLines.forEach((i, k) => { parts[k] = limited ? 0 : (plan.given.get(i)?.offFen ?? 0) })
    if (limited) splitInto(parts, offFen, o.getLines, weightsOf(o.getLines, s.amounts.length, (i) => plan.given.get(i)?.offFen ?? 0), plan.discountFen)
    return o.getLines
  }
  if (e.kind === 'each-off') {
    const whole = eachOff(o, s, g, parts)
    if (whole > offFen) {
      const own = parts.slice(0, o.lines.length)
      splitInto(parts, offFen, o.lines, weightsOf(o.lines, s.amounts.length, (_, k) => own[k]!), whole)
    }
    return o.lines
  }
  splitInto(parts, offFen, o.lines, s.amounts, sumOf(o.lines, s.amounts))
  return o.lines
}

function weightsOf(at: Int32Array, n: number, weight: (i: number, k: number) => number): Float64Array {
  const weights = new Float64Array(n)
  at.forEach((i, k) => { weights[i] = weight(i, k) })
  return weights
}

let parts = new Float64Array(64)

/** Takes the measured discount (or gives the gift) and moves the standing on. */
export function applyTo(o: Ready, s: Standing, g: Ground, offFen: number): void {
  const gift = o.effect.kind === 'gift' ? giftWorth(o, s) : 0
  if (o.purse >= 0) s.spent[o.purse]! += offFen + gift
  if (o.stage === 'shipping') { s.shippingFen -= offFen; return }
  if (o.effect.kind === 'gift') { s.giftFen += gift; return }
  if (parts.length < g.qty.length) parts = new Float64Array(g.qty.length * 2)
  const plan = o.effect.kind === 'buy-get' ? planBuyGet(o, o.effect, s, g.qty) : null
  const bundled = o.effect.kind === 'bundle' ? planBundle(o, o.effect, s, g.qty).used : null
  const at = share(o, s, g, offFen, parts)
  for (let k = 0; k < at.length; k++) s.amounts[at[k]!]! -= parts[k]!
  s.goodsFen -= offFen
  if (bundled) for (const [i, { units }] of bundled) s.taken[i]! += units
  if (!plan) return
  for (const [i, units] of plan.bought) s.taken[i]! += units
  for (const [i, { units }] of plan.given) {
    s.taken[i]! += units
    if (o.effect.kind === 'buy-get' && (o.effect.offBp ?? 10_000) === 10_000) s.free[i]! += units
  }
}
