import { addDays, dateAt, type Instant, type LocalDate } from '@huitou/units'
import { decideTier, type TierState } from './decide.js'
import { keepOf, meets, missingFor, type Criterion, type DayAmounts, type TierTerms } from './terms.js'
import { amountsIn, windowAt } from './window.js'

/** One criterion of a tier that counts by several. */
export interface Part { readonly criterion: Criterion; readonly threshold: number; readonly have: number; readonly missing: number }

export interface Progress {
  readonly tier: string | null
  /** counted in the window of today */
  readonly amount: number
  readonly windowFrom: LocalDate | null
  /** last day of the window, null for none */
  readonly windowTo: LocalDate | null
  readonly next: { readonly tier: string; readonly threshold: number; readonly missing: number; readonly parts: readonly Part[] } | null
  /** what is missing to keep the tier when it is judged; null where nothing can be lost */
  readonly keep: { readonly met: boolean; readonly threshold: number; readonly have: number; readonly missing: number; readonly parts: readonly Part[]; readonly judgedFrom: LocalDate | null; readonly judgedAt: Instant } | null
  /** when it goes if nothing more comes; null for never or when it is safe already */
  readonly lapsesAt: Instant | null
  readonly coming: { readonly tier: string; readonly at: Instant } | null
}

/** What a member has, what is missing for the next tier and to keep this one, and when it lapses. */
export function progressOf(state: TierState, at: Instant, days: readonly DayAmounts[], terms: TierTerms): Progress {
  const [now] = decideTier(state, at, days, terms, 'night')
  const { hold } = now
  const today = dateAt(at, terms.zone)
  const span = windowAt(terms, today, { joinedAt: now.joinedAt, since: hold?.since ?? null })
  const amounts = amountsIn(days, span)
  const amount = amounts[terms.criterion]
  const level = hold ? terms.levels.find((l) => l.tier === hold.tier) ?? null : null
  const rank = hold?.rank ?? -1
  const up = terms.levels.filter((l) => l.rank > rank && l.reach > 0).sort((a, b) => a.rank - b.rank)[0]
  const lowest = level === null || level.rank === Math.min(...terms.levels.map((l) => l.rank))
  let keep: Progress['keep'] = null
  if (hold && level && !hold.grant && hold.until !== null && terms.downgrade !== 'never' && !(lowest && keepOf(level) === 0)) {
    const lastDay = dateAt(hold.until - 1, terms.zone)
    const judged = terms.window.kind === 'rolling' ? windowAt(terms, dateAt(hold.until, terms.zone), { joinedAt: now.joinedAt, since: hold.since }) : windowAt(terms, lastDay, { joinedAt: now.joinedAt, since: hold.since })
    const then = amountsIn(days, judged)
    const have = then[terms.criterion]
    const met = meets(terms, level, then, 'keep')
    keep = { met, threshold: keepOf(level), have, missing: met ? 0 : Math.max(0, keepOf(level) - have), parts: missingFor(terms, level, then, 'keep'), judgedFrom: judged.from, judgedAt: hold.until }
  }
  return {
    tier: hold?.tier ?? null, amount, windowFrom: span.from, windowTo: span.to === null ? null : addDays(span.to, -1),
    next: up ? { tier: up.tier, threshold: up.reach, missing: Math.max(0, up.reach - amount), parts: missingFor(terms, up, amounts, 'reach') } : null,
    keep, lapsesAt: hold?.dropAt ?? (keep && !keep.met ? keep.judgedAt : hold?.grant ? hold.until : null),
    coming: now.coming ? { tier: now.coming.tier, at: now.coming.at } : null,
  }
}

/** Nothing about the tier changes by itself before this instant; null: never. */
export function tierDueAt(state: TierState): Instant | null {
  const due = state.hold ? state.hold.dropAt ?? state.hold.until : null
  const coming = state.coming?.at ?? null
  return due === null ? coming : coming === null ? due : Math.min(due, coming)
}
