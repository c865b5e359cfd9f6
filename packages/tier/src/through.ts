import { dateAt, type Instant } from '@huitou/units'
import { decideTier, type Because, type Decided, type Hold, type TierChange, type TierState } from './decide.js'
import type { DayAmounts, TierTerms } from './terms.js'
import { holdEnd, instantOfDay } from './window.js'

/** A version of the tier set and the instant it came, or comes, into force. */
export interface TierSetAt { readonly version: number; readonly from: Instant; readonly core: TierTerms }

/** The set in force at an instant; before the first one, the first (history is judged by it). Sets ascend by `from`. */
export function setAt<S extends TierSetAt>(sets: readonly S[], at: Instant): S | null {
  for (let i = sets.length - 1; i >= 0; i--) if (sets[i]!.from <= at) return sets[i]!
  return sets[0] ?? null
}

/**
 * Decides a tier at an instant through every version that came into force since it was last decided: each takes over at
 * its own instant, whether or not anybody looked then. New thresholds move up at once, and down where the terms say so.
 * @param sets ascending by `from`
 */
export function decideThrough(state: TierState, at: Instant, days: readonly DayAmounts[], sets: readonly TierSetAt[], because: Because): Decided {
  const now = setAt(sets, at)
  if (!now) return [state, []]
  if (state.set === now.version) return decideTier(state, at, days, now.core, because)
  const changes: TierChange[] = []
  let held = state
  let old: TierSetAt | null = state.set === undefined ? setAt(sets, state.hold?.since ?? state.joinedAt) : (sets.find((s) => s.version === state.set) ?? null)
  for (const set of sets.slice(old ? sets.indexOf(old) + 1 : 0, sets.indexOf(now) + 1)) {
    if (old) {
      const until = days.filter((d) => d.day <= dateAt(set.from, set.core.zone))
      const when = Math.max(set.from, held.hold?.since ?? set.from)
      const [before, passed] = decideTier(held, when, until, old.core, 'night')
      const [after, moved] = decideTier(adopt(before, old.core, set.core, when), when, until, set.core, movesDown(before, set.core) ? 'terms' : 'night')
      held = after
      changes.push(...passed, ...moved)
    }
    old = set
  }
  const [next, made] = decideTier(held, at, days, now.core, because)
  return [{ ...next, set: now.version }, [...changes, ...made]]
}

/** Down at once: by the setting, where there is no window whose end to wait for, or where the tier is no more. */
const movesDown = (state: TierState, terms: TierTerms): boolean => terms.newTerms === 'at-once' || terms.window.kind === 'lifetime' || (state.hold !== null && !terms.levels.some((l) => l.tier === state.hold!.tier))

/** Takes a state over to other terms: ranks as they are now, and an end by the new window where that is another one. */
function adopt(state: TierState, old: TierTerms, terms: TierTerms, at: Instant): TierState {
  const ranked = (hold: Hold | null): Hold | null => hold && { ...hold, rank: terms.levels.find((l) => l.tier === hold.tier)?.rank ?? hold.rank, under: ranked(hold.under) }
  const hold = ranked(state.hold)
  const coming = state.coming && terms.levels.some((l) => l.tier === state.coming!.tier) ? state.coming : null
  const sameWindow = JSON.stringify(old.window) === JSON.stringify(terms.window)
  if (!hold || hold.grant || sameWindow) return { ...state, hold, coming }
  const end = holdEnd(terms, dateAt(at, terms.zone), { joinedAt: state.joinedAt, since: hold.since })
  return { ...state, coming, hold: { ...hold, until: instantOfDay(end, terms.zone), dropAt: null } }
}
