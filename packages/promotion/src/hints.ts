import type { Ready } from './compile.js'
import { measure, unitsOf, type Ground } from './effects.js'
import { eligibleOf } from './reason.js'
import type { Found, Relations } from './search.js'
import type { Standing } from './standing.js'
import type { WhyNot } from './why-not.js'

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
export function whyUnused(ready: readonly Ready[], i: number, turn: Turn, best: Found, r: Relations, g: Ground): WhyNot {
  const o = ready[i]!
  const s = turn.standing
  const e = o.effect
  const eligibleFen = eligibleOf(o, s)
  if (e.kind === 'amount-off' || e.kind === 'percent-off' || e.kind === 'gift' || e.kind === 'shipping-off') {
    const fromFen = e.kind === 'shipping-off' ? e.fromFen : Math.min(...e.steps.map((x) => x.fromFen))
    if (eligibleFen < fromFen) return { code: 'offer-below-threshold', facts: { fromFen, eligibleFen, missingFen: fromFen - eligibleFen } }
  }
  if (e.kind === 'units-percent' || e.kind === 'buy-get') {
    const eligibleUnits = unitsOf(o, s, g)
    const units = e.kind === 'buy-get' ? e.buyUnits + (e.get ? 0 : e.getUnits) : Math.min(...e.steps.map((x) => x.units))
    if (eligibleUnits < units) return { code: 'offer-below-units', facts: { units, eligibleUnits, missingUnits: units - eligibleUnits } }
  }
  if (measure(o, s, g) === 0 && e.kind !== 'gift') return { code: 'offer-nothing-left', facts: {} }
  const n = ready.length
  const group = r.group[i]!
  const against = best.order.filter((j) => r.conflict[i * n + j] || (group >= 0 && r.group[j] === group && best.order.filter((k) => r.group[k] === group).length >= r.most[group]!))
  if (against.length > 0) return { code: 'offer-not-together', facts: { with: against.map((j) => ready[j]!.id) } }
  return { code: 'offer-another-better', facts: { with: best.order.map((j) => ready[j]!.id) } }
}

/**
 * The next step of each amount or percent ladder that takes more off than now, nearest first; one that asks for more than
 * the eligible goods come to already is no hint any more and is left out. An offer kept out by another counts only what it gains over that one.
 */
export function nextSteps(ready: readonly Ready[], turns: readonly Turn[], best: Found, r: Relations): NextStep[] {
  const n = ready.length
  const found: NextStep[] = []
  ready.forEach((o, i) => {
    const e = o.effect
    if (e.kind !== 'amount-off' && e.kind !== 'percent-off') return
    const { standing: s, offFen } = turns[i]!
    const eligibleFen = eligibleOf(o, s)
    const against = best.order.filter((j) => j !== i && (r.conflict[i * n + j] || (r.group[i]! >= 0 && r.group[j] === r.group[i])))
    const instead = against.reduce((sum, j) => sum + turns[j]!.offFen, 0)
    for (const step of [...e.steps].sort((a, b) => a.fromFen - b.fromFen)) {
      if (step.fromFen <= eligibleFen) continue
      const missingFen = step.fromFen - eligibleFen
      const full = 'offFen' in step ? step.offFen : Math.floor((step.fromFen * step.offBp) / 10_000)
      const gainFen = (e.capFen === undefined ? full : Math.min(full, e.capFen)) - offFen - instead
      if (gainFen > 0 && missingFen <= eligibleFen) found.push({ id: o.id, coupon: o.coupon, fromFen: step.fromFen, missingFen, gainFen })
      break
    }
  })
  return found.sort((a, b) => a.missingFen - b.missingFen || b.gainFen - a.gainFen || (a.id < b.id ? -1 : 1))
}
