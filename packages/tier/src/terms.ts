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
  /** when changed thresholds move members down; a lifetime window has no end to wait for: at once */
  readonly newTerms?: 'window-end' | 'at-once'
  /** ascending */
  readonly levels: readonly Level[]
}

export const keepOf = (level: Level): number => level.keep ?? level.reach

/** Whether amounts meet a level, to reach it or to keep it. Met at equality. */
export function meets(terms: TierTerms, level: Level, amounts: Amounts, by: 'reach' | 'keep'): boolean {
  const main = amounts[terms.criterion] >= (by === 'reach' ? level.reach : keepOf(level))
  let [some, every] = [main, main]
  for (const criterion in level.also) {
    const met = amounts[criterion as Criterion] >= level.also[criterion as Criterion]!
    some ||= met
    every &&= met
  }
  return terms.combine === 'all' ? every : some
}

/** What is missing of each criterion that counts for a level, met or not; `any` needs one of them, `all` every one. */
export function missingFor(terms: TierTerms, level: Level, amounts: Amounts, by: 'reach' | 'keep'): { readonly criterion: Criterion; readonly threshold: number; readonly have: number; readonly missing: number }[] {
  const of = (criterion: Criterion, threshold: number) => ({ criterion, threshold, have: amounts[criterion], missing: Math.max(0, threshold - amounts[criterion]) })
  return [of(terms.criterion, by === 'reach' ? level.reach : keepOf(level)), ...(Object.entries(level.also ?? {}) as [Criterion, number][]).map(([criterion, least]) => of(criterion, least))]
}

/** The highest level the amounts meet, at most `rank`; null for none. */
export function levelFor(terms: TierTerms, amounts: Amounts, by: 'reach' | 'keep', maxRank = Infinity): Level | null {
  let best: Level | null = null
  for (const level of terms.levels) if (level.rank <= maxRank && meets(terms, level, amounts, by) && (!best || level.rank > best.rank)) best = level
  return best
}
