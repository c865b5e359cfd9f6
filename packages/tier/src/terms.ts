import type { LocalDate, Zone } from '@huitou/units'

export type Criterion = 'growth' | 'spend' | 'orders'

/** What counted, by the merchant's local day on which it happened; a refund lowers the day of its order. */
export interface DayAmounts { readonly day: LocalDate; readonly growth: number; readonly spend: number; readonly orders: number }
export type Amounts = Readonly<Record<Criterion, number>>

export interface Level {
  readonly tier: string
  readonly name: string
  /** from 0 up */
  readonly rank: number
  readonly reach: number
  /** to stay; default: as to reach */
  readonly keep?: number | null
  /** where several criteria count: thresholds of the others */
  readonly also?: Partial<Amounts>
}

export type Window =
  | { readonly kind: 'lifetime' }
  | { readonly kind: 'rolling'; readonly months: number }
  | { readonly kind: 'calendar'; readonly period: 'month' | 'quarter' | 'year' }
  /** a year from joining */
  | { readonly kind: 'joining-year' }
  /** a year from reaching the tier */
  | { readonly kind: 'tier-year' }
  /** a year from a date the merchant picks */
  | { readonly kind: 'date-year'; readonly month: number; readonly day: number }

export interface Grace { readonly days?: number; readonly months?: number; readonly toMonthEnd?: boolean }

export interface TierTerms {
  readonly zone: Zone
  readonly criterion: Criterion
  /** with other criteria in `also`: any of them, or all */
  readonly combine?: 'any' | 'all'
  readonly window: Window
  readonly reach: 'at-once' | 'next-window'
  /** to the end of the window after the one in which it was reached, or of that window */
  readonly holds: 'next-window' | 'that-window'
  readonly downgrade: 'by-balance' | 'one-step' | 'never'
  readonly grace?: Grace
  /** ascending */
  readonly levels: readonly Level[]
}

export interface Problem { readonly path: string; readonly code: 'threshold-not-rising' | 'keep-above-reach' | 'tier-twice' | 'name-twice' | 'no-levels'; readonly facts: Readonly<Record<string, unknown>> }

/** What is wrong with a tier set, naming the field: thresholds strictly rise, names and tiers are unique, keep is not above reach. */
export function problemsOf(levels: readonly Level[]): Problem[] {
  if (levels.length === 0) return [{ path: 'tiers', code: 'no-levels', facts: {} }]
  const out: Problem[] = []
  levels.forEach((level, i) => {
    const before = levels[i - 1]
    if (before && level.reach <= before.reach) out.push({ path: `tiers.${i}.reach`, code: 'threshold-not-rising', facts: { least: before.reach + 1, below: before.name } })
    if (level.keep != null && level.keep > level.reach) out.push({ path: `tiers.${i}.keep`, code: 'keep-above-reach', facts: { most: level.reach } })
    if (levels.findIndex((l) => l.tier === level.tier) < i) out.push({ path: `tiers.${i}.tierId`, code: 'tier-twice', facts: { tier: level.tier } })
    if (levels.findIndex((l) => l.name.trim() === level.name.trim()) < i) out.push({ path: `tiers.${i}.name`, code: 'name-twice', facts: { name: level.name } })
  })
  return out
}

export const keepOf = (level: Level): number => level.keep ?? level.reach

/** Whether amounts meet a level, to reach it or to keep it. Met at equality. */
export function meets(terms: TierTerms, level: Level, amounts: Amounts, by: 'reach' | 'keep'): boolean {
  const main = amounts[terms.criterion] >= (by === 'reach' ? level.reach : keepOf(level))
  const others = Object.entries(level.also ?? {}) as [Criterion, number][]
  if (others.length === 0) return main
  const met = others.map(([criterion, least]) => amounts[criterion] >= least)
  return terms.combine === 'all' ? main && met.every(Boolean) : main || met.some(Boolean)
}

/** The highest level the amounts meet, at most `rank`; null for none. */
export function levelFor(terms: TierTerms, amounts: Amounts, by: 'reach' | 'keep', maxRank = Infinity): Level | null {
  let best: Level | null = null
  for (const level of terms.levels) if (level.rank <= maxRank && meets(terms, level, amounts, by) && (!best || level.rank > best.rank)) best = level
  return best
}
