import { ofRateBp } from '@huitou/units'
import type { Ready } from './compile.js'
import { giftWorth, measure, stepReached, unitsOf, wouldTake } from './effects.js'
import type { Ground } from './ground.js'
import type { AmountStep, GiftStep, PercentStep } from './offer.js'
import { eligibleOf } from './reason.js'
import type { Relations } from './relate.js'
import type { Found } from './search.js'
import type { Standing } from './standing.js'
import type { WhyNot } from './why-not.js'

/** So many more units of its goods would make it act. */
export interface NextUnits {
  readonly id: string
  readonly coupon: boolean
  readonly units: number
  readonly missingUnits: number
}

/** A step the shopper could still reach: so much more of its goods takes so much more off. */
export interface NextStep {
  readonly id: string
  readonly coupon: boolean
  readonly fromFen: number
  readonly missingFen: number
  readonly gainFen: number
}

export interface Unused {
  readonly id: string
  readonly coupon: boolean
  readonly why: WhyNot
}

/** Where each offer stood when its turn came on the winning way. */
export interface Turn {
  readonly standing: Standing
  /** what it took off, 0 when it was not taken */
  readonly offFen: number
}

/** Why an offer that might have acted did not. */
export function whyUnused(ready: readonly Ready[], i: number, turns: readonly Turn[], best: Found, r: Relations, g: Ground): WhyNot {
  const o = ready[i]!
  const s = turns[i]!.standing
  const e = o.effect
  const eligibleFen = eligibleOf(o, s)
  if (e.kind === 'amount-off' || e.kind === 'percent-off' || e.kind === 'gift' || e.kind === 'shipping-off') {
    const fromFen = e.kind === 'shipping-off' ? e.fromFen : Math.min(...e.steps.map((x) => x.fromFen))
    if (eligibleFen < fromFen) return { code: 'offer-below-threshold', facts: { fromFen, eligibleFen, missingFen: fromFen - eligibleFen, lines: Array.from(o.lines) } }
  }
  if (e.kind === 'units-percent' || e.kind === 'buy-get') {
    const eligibleUnits = unitsOf(o, s, g)
    const units = e.kind === 'buy-get' ? e.buyUnits + (e.get ? 0 : e.getUnits) : Math.min(...e.steps.map((x) => x.units))
    if (eligibleUnits < units) return { code: 'offer-below-units', facts: { units, eligibleUnits, missingUnits: units - eligibleUnits, lines: Array.from(o.lines) } }
  }
  if (e.kind === 'bundle') {
    const missing = e.parts.map((part, k) => part.units - openUnits(o.parts[k]!, s, g)).filter((m) => m > 0)
    const units = e.parts.reduce((sum, part) => sum + part.units, 0)
    const missingUnits = missing.reduce((a, b) => a + b, 0)
    if (missing.length > 0) return { code: 'offer-below-units', facts: { units, eligibleUnits: units - missingUnits, missingUnits } }
  }
  const needFen = e.kind === 'gift' ? giftNeed(o, s) : wouldTake(o, s, g)
  const leftFen = o.purse < 0 ? o.budgetFen : best.order.reduce((left, j) => (ready[j]!.purse === o.purse ? left - turns[j]!.offFen - (ready[j]!.effect.kind === 'gift' ? giftWorth(ready[j]!, turns[j]!.standing) : 0) : left), o.budgetFen)
  if (needFen > leftFen) return { code: 'offer-budget-gone', facts: { leftFen, needFen } }
  if (measure(o, s, g) === 0 && e.kind !== 'gift') return { code: 'offer-nothing-left', facts: {} }
  const n = ready.length
  const group = r.group[i]!
  const against = best.order.filter((j) => r.conflict[i * n + j] || (group >= 0 && r.group[j] === group && best.order.filter((k) => r.group[k] === group).length >= r.most[group]!) || (r.twins[i]! >= 0 && r.twins[j] === r.twins[i]))
  if (against.length > 0) return { code: 'offer-not-together', facts: { with: against.map((j) => ready[j]!.id) } }
  return { code: 'offer-another-better', facts: { with: best.order.map((j) => ready[j]!.id) } }
}

const openUnits = (at: Int32Array, s: Standing, g: Ground): number => at.reduce((sum, i) => sum + g.qty[i]! - s.taken[i]!, 0)

const giftNeed = (o: Ready, s: Standing): number => {
  const steps = o.effect.kind === 'gift' ? o.effect.steps : []
  const k = stepReached(steps, eligibleOf(o, s))
  return k < 0 ? 0 : steps[k]!.gift.valueFen * steps[k]!.gift.qty
}

/** What one or two more pieces would bring into play: kinds that count units, nearest first. */
export function nextUnits(unused: readonly Unused[]): NextUnits[] {
  return unused.flatMap(({ id, coupon, why }) => (why.code === 'offer-below-units' && why.facts.eligibleUnits > 0 && why.facts.missingUnits <= Math.max(2, why.facts.eligibleUnits) ? [{ id, coupon, units: why.facts.units, missingUnits: why.facts.missingUnits }] : []))
    .sort((a, b) => a.missingUnits - b.missingUnits || (a.id < b.id ? -1 : 1))
}

/**
 * The next step of each amount, percent or gift ladder (a gift at its stated value) and of each shipping offer that takes more off than now, nearest first; one that asks for more than
 * the eligible goods come to already is no hint any more and is left out. An offer kept out by another counts only what it gains over that one.
 */
export function nextSteps(ready: readonly Ready[], turns: readonly Turn[], best: Found, r: Relations): NextStep[] {
  const n = ready.length
  const found: NextStep[] = []
  ready.forEach((o, i) => {
    const e = o.effect
    if (e.kind !== 'amount-off' && e.kind !== 'percent-off' && e.kind !== 'gift' && e.kind !== 'shipping-off') return
    const { standing: s } = turns[i]!
    const offFen = e.kind === 'gift' ? (best.order.includes(i) ? giftWorth(o, s) : 0) : turns[i]!.offFen
    const eligibleFen = eligibleOf(o, s)
    const against = best.order.filter((j) => j !== i && (r.conflict[i * n + j] || (r.group[i]! >= 0 && r.group[j] === r.group[i])))
    const instead = against.reduce((sum, j) => sum + turns[j]!.offFen, 0)
    const steps: readonly { readonly fromFen: number }[] = e.kind === 'shipping-off' ? [e] : e.steps
    for (const step of [...steps].sort((a, b) => a.fromFen - b.fromFen)) {
      if (step.fromFen <= eligibleFen) continue
      const missingFen = step.fromFen - eligibleFen
      const full = worthAt(e, step, s)
      if (full > o.budgetFen) break
      const gainFen = full - offFen - instead
      if (gainFen > 0 && missingFen <= eligibleFen) found.push({ id: o.id, coupon: o.coupon, fromFen: step.fromFen, missingFen, gainFen })
      break
    }
  })
  return found.sort((a, b) => a.missingFen - b.missingFen || b.gainFen - a.gainFen || (a.id < b.id ? -1 : 1))
}

/** What a step would take off, or give, just when it is reached. */
function worthAt(e: Extract<Ready['effect'], { kind: 'amount-off' | 'percent-off' | 'gift' | 'shipping-off' }>, step: object, s: Standing): number {
  if (e.kind === 'gift') return 'gift' in step ? (step as GiftStep).gift.valueFen * (step as GiftStep).gift.qty : 0
  if (e.kind === 'shipping-off') return e.offBp !== undefined ? ofRateBp(s.shippingFen, e.offBp, 'half-up') : e.toFen !== undefined ? Math.max(0, s.shippingFen - e.toFen) : Math.min(s.shippingFen, e.offFen ?? s.shippingFen)
  const full = e.kind === 'amount-off' ? (step as AmountStep).offFen : Math.floor(((step as PercentStep).fromFen * (step as PercentStep).offBp) / 10_000)
  return e.capFen === undefined ? full : Math.min(full, e.capFen)
}
