import { addDays, addMonths, daysBetween } from '@huitou/units'
import type { Criterion, Level, TierTerms } from './terms.js'
import { afterGrace } from './window.js'

export type ProblemCode = 'threshold-not-rising' | 'keep-above-reach' | 'tier-twice' | 'name-twice' | 'no-levels' | 'also-not-rising' | 'also-the-criterion' | 'also-never-decides'
export interface Problem { readonly path: string; readonly code: ProblemCode; readonly facts: Readonly<Record<string, unknown>> }

const CRITERIA: readonly Criterion[] = ['growth', 'spend', 'orders']

/** What is wrong with a tier set, naming the field and what would be right: thresholds strictly rise by every criterion, names and tiers are unique, keep is not above reach. */
export function problemsOf(levels: readonly Level[], terms?: Pick<TierTerms, 'criterion' | 'combine'>): Problem[] {
  if (levels.length === 0) return [{ path: 'tiers', code: 'no-levels', facts: {} }]
  const out: Problem[] = []
  levels.forEach((level, i) => {
    const before = levels[i - 1]
    if (before && level.reach <= before.reach) out.push({ path: `tiers.${i}.reach`, code: 'threshold-not-rising', facts: { least: before.reach + 1, below: before.name } })
    if (level.keep != null && level.keep > level.reach) out.push({ path: `tiers.${i}.keep`, code: 'keep-above-reach', facts: { most: level.reach } })
    if (levels.findIndex((l) => l.tier === level.tier) < i) out.push({ path: `tiers.${i}.tierId`, code: 'tier-twice', facts: { tier: level.tier } })
    if (levels.findIndex((l) => l.name.trim() === level.name.trim()) < i) out.push({ path: `tiers.${i}.name`, code: 'name-twice', facts: { name: level.name } })
    for (const criterion of CRITERIA) {
      const least = level.also?.[criterion]
      if (least === undefined) continue
      const path = `tiers.${i}.also.${criterion}`
      if (criterion === terms?.criterion) out.push({ path, code: 'also-the-criterion', facts: { criterion } })
      const lower = levels.slice(0, i).findLast((l) => l.also?.[criterion] !== undefined)
      if (lower && least <= lower.also![criterion]!) out.push({ path, code: 'also-not-rising', facts: { criterion, least: lower.also![criterion]! + 1, below: lower.name } })
      // "Any of": a threshold of nothing is met by everybody, so the tier's own threshold would never decide. "All of": it asks nothing.
      if (least === 0 || (terms?.combine !== 'all' && level.reach === 0)) out.push({ path, code: 'also-never-decides', facts: { criterion, least: 1 } })
    }
  })
  return out
}

export type WarningCode = 'grace-outlasts-window'
export interface Warning { readonly path: string; readonly code: WarningCode; readonly facts: Readonly<Record<string, unknown>> }

/** What is allowed but surely not meant: a grace so long that the next window is over before the tier goes. */
export function warningsOf(terms: Pick<TierTerms, 'grace' | 'window' | 'downgrade'>): Warning[] {
  const months = terms.window.kind === 'rolling' || terms.window.kind === 'lifetime' ? null : terms.window.kind === 'calendar' ? { month: 1, quarter: 3, year: 12 }[terms.window.period] : 12
  if (months === null || terms.downgrade === 'never') return []
  const [drop, next] = ['2025-01-01', addMonths('2025-01-01', months)]
  const goes = afterGrace(terms.grace, drop)
  return goes >= next && goes > addDays(drop, 0) ? [{ path: 'terms.grace', code: 'grace-outlasts-window', facts: { months, days: daysBetween(drop, goes) } }] : []
}
