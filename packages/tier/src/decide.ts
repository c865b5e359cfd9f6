import { addDays, addMonths, assert, dateAt, fault, startOfDate, type Instant, type LocalDate } from '@huitou/units'
import { levelFor, meets, type Amounts, type DayAmounts, type Level, type TierTerms } from './terms.js'
import { afterGrace, amountsIn, holdEnd, instantOfDay, windowAt, type Span } from './window.js'

/** The days on which a tier rests, and whether it was reached or kept by them. */
export interface Basis { readonly span: Span; readonly by: 'reach' | 'keep' }

export interface Hold {
  readonly tier: string
  readonly rank: number
  readonly since: Instant
  /** it is judged anew here; null: never */
  readonly until: Instant | null
  /** judged and lost: it goes here, after the grace */
  readonly dropAt: Instant | null
  readonly basis: Basis | null
  /** given by hand: not judged before its end */
  readonly grant: { readonly reason: string } | null
  /** what was held before moving up: where a refund falls back to */
  readonly under: Hold | null
}

/** One member's tier: plain data, kept in a row. */
export interface TierState {
  readonly joinedAt: Instant
  readonly hold: Hold | null
  /** reached, in force from the next window (setting) */
  readonly coming: { readonly tier: string; readonly at: Instant; readonly basis: Basis } | null
  /** the version of the tier set it was last decided by */
  readonly set?: number
}

export type ChangeCause = 'reached' | 'kept' | 'lapsed' | 'refunded' | 'terms' | 'granted' | 'grant-ended' | 'merged'

/** A change with the facts that caused it. */
export interface TierChange {
  readonly at: Instant
  readonly from: string | null
  readonly to: string | null
  readonly cause: ChangeCause
  readonly until: Instant | null
  readonly facts: { readonly criterion: string; readonly amounts: Amounts; readonly from: LocalDate | null; readonly to: LocalDate | null; readonly threshold: number | null; readonly by: 'reach' | 'keep' | null; readonly reason?: string }
}

export type Decided = readonly [state: TierState, changes: readonly TierChange[]]

export const newcomer = (joinedAt: Instant): TierState => ({ joinedAt, hold: null, coming: null })

/** What an event asks of the decision. `refund` and `terms` (thresholds changed, moving down at once) know no grace. */
export type Because = 'earned' | 'night' | 'refund' | 'terms'

/**
 * Decides the tier at an instant: first what time did (a coming tier, the end of a hold, a drop after its grace), then
 * moving up, then, after a refund, whether what is left still carries the tier.
 * @param days all days of the member that counted
 */
export function decideTier(state: TierState, at: Instant, days: readonly DayAmounts[], terms: TierTerms, because: Because): Decided {
  const changes: TierChange[] = []
  let now = passTime(state, at, days, terms, changes)
  if (because === 'refund' || because === 'terms') now = rejustify(now, at, days, terms, changes, because)
  now = moveUp(now, at, days, terms, changes)
  return [foresee(now, at, days, terms), changes]
}

/** Gives a tier by hand, with a reason and an end. */
export function grantTier(state: TierState, act: { readonly at: Instant; readonly tier: string; readonly until: Instant | null; readonly reason: string }, days: readonly DayAmounts[], terms: TierTerms): Decided {
  const level = levelOf(terms, act.tier)
  const hold: Hold = { tier: level.tier, rank: level.rank, since: act.at, until: act.until, dropAt: null, basis: null, grant: { reason: act.reason }, under: state.hold }
  const change = changeOf(state, act.at, level.tier, 'granted', act.until, days, terms, null, null)
  return [{ ...state, hold }, [{ ...change, facts: { ...change.facts, reason: act.reason } }]]
}

/**
 * Two members are one person: the higher tier is held, with its own end, and decided anew there by what both did. Of the
 * same tier the one that ends later.
 */
export function joinTier(state: TierState, act: { readonly at: Instant; readonly other: Hold | null }, days: readonly DayAmounts[], terms: TierTerms): Decided {
  const { other } = act
  const { hold } = state
  if (!other || !levelOrNull(terms, other.tier) || (hold && (hold.rank > other.rank || (hold.rank === other.rank && lastOf(hold) >= lastOf(other))))) return [state, []]
  const next: Hold = { ...other, under: hold }
  const changes = hold?.tier === other.tier ? [] : [changeOf(state, act.at, other.tier, 'merged', other.until, days, terms, other.basis, levelOrNull(terms, other.tier))]
  return [{ ...state, hold: next, coming: null }, changes]
}

const lastOf = (hold: Hold): number => hold.dropAt ?? hold.until ?? Infinity

/** Takes a tier given by hand back: at the instant it is decided as at the end of the grant. */
export function endGrant(state: TierState, act: { readonly at: Instant; readonly reason: string }, days: readonly DayAmounts[], terms: TierTerms): Decided {
  if (!state.hold?.grant) return [state, []]
  const [next, changes] = decideTier({ ...state, hold: { ...state.hold, until: act.at } }, act.at, days, terms, 'night')
  return [next, changes.map((c) => (c.cause === 'grant-ended' ? { ...c, facts: { ...c.facts, reason: act.reason } } : c))]
}

function passTime(state: TierState, at: Instant, days: readonly DayAmounts[], terms: TierTerms, changes: TierChange[]): TierState {
  let now = state
  for (let guard = 0; guard < 1000; guard++) {
    const { coming, hold } = now
    const due = hold ? hold.dropAt ?? hold.until : null
    if (coming && coming.at <= at && (due === null || coming.at <= due)) {
      now = raise({ ...now, coming: null }, coming.at, levelOf(terms, coming.tier), coming.basis, days, terms, changes)
      continue
    }
    if (!hold || due === null || due > at) return now
    now = judge(now, hold, due, days, terms, changes)
  }
  assert(false, 'a tier does not settle')
}

/** The end of a hold, or of its grace. */
function judge(state: TierState, hold: Hold, at: Instant, days: readonly DayAmounts[], terms: TierTerms, changes: TierChange[]): TierState {
  const day = dateAt(at, terms.zone)
  if (hold.grant) {
    const under = hold.under && ((hold.under.dropAt ?? hold.under.until) ?? Infinity) > at ? hold.under : null
    const fit = levelFor(terms, amountsIn(days, windowAt(terms, day, { joinedAt: state.joinedAt, since: null })), 'reach')
    const next = fit && (!under || fit.rank > under.rank) ? holdOf(state, at, fit, { span: windowAt(terms, day, { joinedAt: state.joinedAt, since: null }), by: 'reach' }, terms, null) : under
    changes.push(changeOf(state, at, next?.tier ?? null, 'grant-ended', next?.until ?? null, days, terms, next?.basis ?? null, null))
    return { ...state, hold: next }
  }
  const span = terms.window.kind === 'rolling' ? windowAt(terms, day, anchorOf(state, hold)) : windowAt(terms, addDays(day, -1), anchorOf(state, hold))
  const judged = hold.dropAt !== null ? judgedSpan(terms, state, hold) : span
  const amounts = amountsIn(days, judged)
  const level = terms.levels.find((l) => l.tier === hold.tier)
  const keeps = level && meets(terms, level, amounts, 'keep')
  if (hold.dropAt === null && (keeps || terms.downgrade === 'never')) {
    const until = terms.window.kind === 'rolling' ? null : instantOfDay(windowEnd(terms, state, hold, day), terms.zone)
    const kept: Hold = { ...hold, until, basis: { span: judged, by: 'keep' }, under: null }
    if (keeps && terms.window.kind !== 'rolling') changes.push(changeOf(state, at, hold.tier, 'kept', until, days, terms, kept.basis, level!))
    if (terms.window.kind === 'rolling') return terms.downgrade === 'never' ? { ...state, hold: { ...hold, until: null } } : foresee({ ...state, hold: kept }, at, days, terms)
    return { ...state, hold: kept }
  }
  if (hold.dropAt === null) {
    const drop = afterGrace(terms.grace, day)
    if (drop > day) return { ...state, hold: { ...hold, dropAt: startOfDate(drop, terms.zone) } }
  } else if (terms.window.kind === 'rolling' && keeps) return foresee({ ...state, hold: { ...hold, dropAt: null, until: null } }, at, days, terms)
  const target = terms.downgrade === 'one-step' ? below(terms, hold.rank) : levelFor(terms, amounts, 'keep', hold.rank - 1)
  const lower = target ? { ...holdOf(state, at, target, { span: judged, by: 'keep' }, terms, null), until: terms.window.kind === 'rolling' ? null : instantOfDay(windowEnd(terms, state, { ...hold, since: at }, day), terms.zone) } : null
  changes.push(changeOf(state, at, target?.tier ?? null, 'lapsed', lower?.until ?? null, days, terms, { span: judged, by: 'keep' }, level ?? null))
  return foresee({ ...state, hold: lower }, at, days, terms)
}

/** After the grace of a windowed tier the window judged is the one whose end started the grace. */
function judgedSpan(terms: TierTerms, state: TierState, hold: Hold): Span {
  if (terms.window.kind === 'rolling') return windowAt(terms, dateAt(hold.dropAt!, terms.zone), anchorOf(state, hold))
  return windowAt(terms, addDays(dateAt(hold.until!, terms.zone), -1), anchorOf(state, hold))
}

const windowEnd = (terms: TierTerms, state: TierState, hold: Hold, day: LocalDate): LocalDate | null => windowAt(terms, day, anchorOf(state, hold)).to
const anchorOf = (state: TierState, hold: Hold | null) => ({ joinedAt: state.joinedAt, since: hold?.since ?? null })
const below = (terms: TierTerms, rank: number): Level | null => terms.levels.filter((l) => l.rank < rank).sort((a, b) => b.rank - a.rank)[0] ?? null

const levelOf = (terms: TierTerms, tier: string): Level => levelOrNull(terms, tier) ?? fault(`no tier ${tier}`)

function holdOf(state: TierState, at: Instant, level: Level, basis: Basis, terms: TierTerms, under: Hold | null): Hold {
  const until = instantOfDay(holdEnd(terms, dateAt(at, terms.zone), anchorOf(state, state.hold)), terms.zone)
  return { tier: level.tier, rank: level.rank, since: at, until, dropAt: null, basis, grant: null, under }
}

function raise(state: TierState, at: Instant, level: Level, basis: Basis, days: readonly DayAmounts[], terms: TierTerms, changes: TierChange[]): TierState {
  const hold = holdOf(state, at, level, basis, terms, state.hold)
  changes.push(changeOf(state, at, level.tier, 'reached', hold.until, days, terms, basis, level))
  return { ...state, hold }
}

function moveUp(state: TierState, at: Instant, days: readonly DayAmounts[], terms: TierTerms, changes: TierChange[]): TierState {
  const day = dateAt(at, terms.zone)
  const span = windowAt(terms, day, anchorOf(state, state.hold))
  const level = levelFor(terms, amountsIn(days, span), 'reach')
  if (!level) return { ...state, coming: null }
  const { hold } = state
  if (hold && level.rank < hold.rank) return state
  if (hold && level.rank === hold.rank) return hold.dropAt === null || hold.grant ? state : { ...state, hold: { ...holdOf(state, at, level, { span, by: 'reach' }, terms, null), since: hold.since } }
  if (hold?.grant) return { ...state, hold: { ...holdOf(state, at, level, { span, by: 'reach' }, terms, hold) } }
  const next = terms.reach === 'next-window' ? span.to : null
  if (next !== null && terms.window.kind !== 'rolling' && terms.window.kind !== 'lifetime') return state.coming?.tier === level.tier ? state : { ...state, coming: { tier: level.tier, at: startOfDate(next, terms.zone), basis: { span, by: 'reach' } } }
  return raise({ ...state, coming: null }, at, level, { span, by: 'reach' }, days, terms, changes)
}

/** As if the refunded part had never counted: the best of what the tier rests on, what was held before, and today's window. */
function rejustify(state: TierState, at: Instant, days: readonly DayAmounts[], terms: TierTerms, changes: TierChange[], because: 'refund' | 'terms'): TierState {
  const { hold } = state
  if (!hold || hold.grant) return state
  if (because === 'terms' && terms.downgrade === 'never') return state
  const day = dateAt(at, terms.zone)
  const span = windowAt(terms, day, anchorOf(state, hold))
  const reached = levelFor(terms, amountsIn(days, span), 'reach', hold.rank)
  let best: Hold | null = reached ? (reached.tier === hold.tier ? hold : { ...hold, tier: reached.tier, rank: reached.rank, since: at, basis: { span, by: 'reach' }, under: null }) : null
  for (let h: Hold | null = hold; h; h = h.under) {
    if (((h.dropAt ?? h.until) ?? Infinity) <= at) continue
    const fit = h.grant ? terms.levels.find((l) => l.tier === h!.tier) : h.basis ? levelFor(terms, amountsIn(days, h.basis.span), h.basis.by, h.rank) : null
    if (fit && (!best || fit.rank > best.rank || (fit.rank === best.rank && h.tier === fit.tier))) best = fit.tier === h.tier ? h : { ...h, tier: fit.tier, rank: fit.rank, since: at, under: null }
  }
  if (best?.tier === hold.tier) return { ...state, hold: best === hold ? hold : { ...best, since: hold.since } }
  changes.push(changeOf(state, at, best?.tier ?? null, because === 'refund' ? 'refunded' : 'terms', best?.until ?? null, days, terms, hold.basis, levelOrNull(terms, hold.tier)))
  return { ...state, hold: best ? { ...best, dropAt: null } : null }
}

const levelOrNull = (terms: TierTerms, tier: string): Level | null => terms.levels.find((l) => l.tier === tier) ?? null

/** A rolling tier ends on the day its sum falls under the keep threshold, were nothing more to come. */
function foresee(state: TierState, at: Instant, days: readonly DayAmounts[], terms: TierTerms): TierState {
  const { hold } = state
  if (!hold || hold.grant || terms.window.kind !== 'rolling' || terms.downgrade === 'never') return state
  const level = levelOrNull(terms, hold.tier)
  if (!level) return state
  const today = dateAt(at, terms.zone)
  const span = windowAt(terms, today, NOBODY)
  if (meets(terms, level, amountsIn(days, span), 'keep')) {
    const last = lastKept(days, terms, span.from!, terms.window.months, level)
    const until = last === null ? null : startOfDate(last, terms.zone)
    return hold.dropAt === null && hold.until === until ? state : { ...state, hold: { ...hold, dropAt: null, until } }
  }
  if (hold.dropAt !== null) return state
  return { ...state, hold: { ...hold, until: hold.until !== null && hold.until > at ? hold.until : startOfDate(addDays(today, 1), terms.zone) } }
}

/** The first day on which it would not be kept: days leave the window one by one, oldest first, and what is left is asked. */
function lastKept(days: readonly DayAmounts[], terms: TierTerms, from: LocalDate, months: number, level: Level): LocalDate | null {
  // What asks for nothing is kept for ever.
  if (meets(terms, level, NO_AMOUNTS, 'keep') && days.every((d) => d.growth >= 0 && d.spend >= 0 && d.orders >= 0)) return null
  const inside = days.filter((d) => d.day >= from)
  if (!inside.every((d, i) => i === 0 || inside[i - 1]!.day < d.day)) inside.sort((a, b) => (a.day < b.day ? -1 : 1))
  const left = { ...amountsIn(inside, EVER) }
  for (const d of inside) {
    left.growth -= d.growth
    left.spend -= d.spend
    left.orders -= d.orders
    if (!meets(terms, level, left, 'keep')) return leaving(terms, d.day, months)
  }
  return null
}

const NOBODY = { joinedAt: 0, since: null }
const NO_AMOUNTS: Amounts = { growth: 0, spend: 0, orders: 0 }
const EVER: Span = { from: null, to: null }

/** The first date whose window starts after the day; month ends clamp, so it may be a little later than the months say. */
function leaving(terms: TierTerms, day: LocalDate, months: number): LocalDate {
  let on = addMonths(day, months)
  while (windowAt(terms, on, NOBODY).from! <= day) on = addDays(on, 1)
  return on
}

function changeOf(state: TierState, at: Instant, to: string | null, cause: ChangeCause, until: Instant | null, days: readonly DayAmounts[], terms: TierTerms, basis: Basis | null, level: Level | null): TierChange {
  const span = basis?.span ?? windowAt(terms, dateAt(at, terms.zone), anchorOf(state, state.hold))
  const by = basis?.by ?? null
  return { at, from: state.hold?.tier ?? null, to, cause, until, facts: { criterion: terms.criterion, amounts: amountsIn(days, span), from: span.from, to: span.to, threshold: level ? (by === 'keep' ? level.keep ?? level.reach : level.reach) : null, by } }
}
