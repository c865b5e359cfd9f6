import type { Expiry } from '@huitou/ledger'
import type { Level, TierTerms, Window } from '@huitou/tier'
import type { Instant, Ratio, Zone } from '@huitou/units'
import { daysInMonth, ratio } from '@huitou/units'
import type { OwnExpiry, Tier, TierTerms as TierTermsSchema } from '@huitou/contract'
import type * as z from 'zod/mini'

export type WireTier = z.output<typeof Tier>
export type WireTierTerms = z.output<typeof TierTermsSchema>

/** A tier set as it was published: the wire form, and the form the core decides by. */
export interface TierSetInForce {
  readonly version: number
  readonly from: Instant
  readonly terms: WireTierTerms
  readonly tiers: readonly WireTier[]
  readonly core: TierTerms
}

const windowOf = (terms: WireTierTerms): Window => {
  switch (terms.window) {
    case 'lifetime': return { kind: 'lifetime' }
    case 'rolling': return { kind: 'rolling', months: terms.rollingMonths }
    case 'calendar-month': return { kind: 'calendar', period: 'month' }
    case 'calendar-quarter': return { kind: 'calendar', period: 'quarter' }
    case 'calendar-year': return { kind: 'calendar', period: 'year' }
    case 'joining-year': return { kind: 'joining-year' }
    case 'tier-year': return { kind: 'tier-year' }
    case 'date-year': return { kind: 'date-year', month: Number(terms.yearFrom.slice(0, 2)), day: Number(terms.yearFrom.slice(3)) }
  }
}

const graceOf = (terms: WireTierTerms) => (terms.graceDays + terms.graceMonths > 0 ? { days: terms.graceDays, months: terms.graceMonths, toMonthEnd: terms.graceToMonthEnd } : undefined)

export const levelOf = (tier: WireTier): Level => ({ tier: tier.tierId, name: tier.name, rank: tier.rank, reach: tier.reach, keep: tier.keep, also: tier.also })

/** The core's terms of a set: levels ascend by their threshold. */
export const coreTerms = (terms: WireTierTerms, tiers: readonly WireTier[], zone: Zone): TierTerms => ({
  zone, criterion: terms.criterion, combine: terms.combine, window: windowOf(terms), reach: terms.reach, holds: terms.holds, downgrade: terms.downgrade, newTerms: terms.newTerms,
  grace: graceOf(terms), levels: tiers.map(levelOf).sort((a, b) => a.rank - b.rank),
})

export const tierOf = (set: TierSetInForce | null, tierId: string | null | undefined): WireTier | null => set?.tiers.find((t) => t.tierId === tierId) ?? null

/** What a tier multiplies earned points by; null for none. */
export const timesOf = (tier: WireTier | null): Ratio | null => (tier && tier.benefits.multiplierBp !== 10_000 ? ratio(tier.benefits.multiplierBp, 10_000) : null)

export type WireExpiry = z.output<typeof OwnExpiry>

/** An expiry on the wire as the book's. Versions of before know months alone. */
export function expiryOf(e: WireExpiry, zone: Zone): Expiry {
  switch (e.kind) {
    case 'none': return { kind: 'none' }
    case 'fixed': return { kind: 'fixed', month: Number(e.on.slice(0, 2)), day: Number(e.on.slice(3)), yearsAhead: e.yearsAhead }
    case 'inactivity': return { kind: 'inactivity', count: e.months, unit: 'month', endOf: e.roundTo, acts: ['earn', 'spend'], zone }
    default: return { kind: 'rolling', count: e.months, unit: 'month', endOf: e.roundTo }
  }
}

/** What is wrong with an expiry: a date that no year has, with the last one of its month that there is. */
export function expiryProblem(e: WireExpiry | null | undefined): { readonly on: string; readonly last: string } | null {
  if (e?.kind !== 'fixed') return null
  const days = daysInMonth(LEAP_YEAR, Number(e.on.slice(0, 2)))
  return Number(e.on.slice(3)) <= days ? null : { on: e.on, last: `${e.on.slice(0, 3)}${days}` }
}
/** One in which 29 February is a day: in others it ends a day sooner. */
const LEAP_YEAR = 2024

/** How long points last that are earned while a tier is held, by wallet; null: as the shop says. */
export function lastsOf(tier: WireTier | null, zone: Zone): Readonly<Record<string, Expiry>> | null {
  // versions of before know no such field
  const lasts = tier?.benefits.pointsExpiry ?? null
  return lasts && { points: expiryOf(lasts, zone) }
}

export const tierRef = (tier: WireTier) => ({ tierId: tier.tierId, name: tier.name, rank: tier.rank, material: tier.material })
