import type { Activity, Expiry } from '@huitou/ledger'
import type { Level, TierTerms, Window } from '@huitou/tier'
import type { Instant, Ratio, Zone } from '@huitou/units'
import { ratio } from '@huitou/units'
import type { Tier, TierTerms as TierTermsSchema } from '@huitou/contract'
import type * as z from 'zod/mini'
import { ownExpiry } from '../expiry/index.js'

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

/** How long points last that are earned while a tier is held, by wallet, where so much counts as a visit; null: as the shop says. */
export function lastsOf(tier: WireTier | null, zone: Zone, idleActs: readonly Activity[]): Readonly<Record<string, Expiry>> | null {
  // versions of before know no such field
  const lasts = tier?.benefits.pointsExpiry ?? null
  return lasts && { points: ownExpiry(lasts, zone, idleActs) }
}

export const tierRef = (tier: WireTier) => ({ tierId: tier.tierId, name: tier.name, rank: tier.rank, material: tier.material })
