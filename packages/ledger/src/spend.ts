import { assert, MINUTE, type Instant } from '@huitou/units'
import type { Book, Decided, Draw, Hold, HoldShare } from './book.js'
import { advance, joined, release } from './due.js'
import { drawable, Pen } from './pen.js'

export interface SpendAct {
  readonly id: string
  readonly at: Instant
  readonly points: number
  readonly orderId?: string | null
  /** points by order line, so that a refund by line gives back its own; they sum to `points` */
  readonly shares?: readonly { readonly line: number; readonly points: number }[]
  /** decided before and standing: only its draw is redone, what is missing becomes debt */
  readonly standing?: boolean
}

export interface HoldAct extends SpendAct { readonly until?: Instant; readonly holdMinutes?: number }

/** What is missing, and where points are that cannot be used: held by checkouts, not there yet, from when the first of them at hand will be. */
export type Shortfall = { readonly availablePoints: number; readonly wantedPoints: number; readonly missing: number; readonly heldPoints: number; readonly pendingPoints: number; readonly pendingAt: Instant | null }

export function shortfall(book: Book, wantedPoints: number): Shortfall {
  const arrivals = book.lots.flatMap((l) => (l.state === 'pending' && l.left > 0 && l.activeAt !== null ? [l.activeAt] : []))
  return { availablePoints: book.available, wantedPoints, missing: wantedPoints - book.available, heldPoints: book.held, pendingPoints: book.pending, pendingAt: arrivals.length > 0 ? Math.min(...arrivals) : null }
}

export type SpendRefusal =
  | { readonly code: 'member-in-debt'; readonly facts: { readonly debtPoints: number } }
  | { readonly code: 'points-short'; readonly facts: Shortfall }
export type HoldRefusal = { readonly code: 'hold-unknown' | 'hold-ended'; readonly facts: { readonly holdId: string; readonly state?: Hold['state'] } }

export interface Drawn { readonly draws: readonly Draw[]; readonly owed: number }

/** Spends whole or not at all. Refusals in this order: member-in-debt, points-short. */
export function spend(before: Book, act: SpendAct): Decided<SpendRefusal, Drawn> {
  return draw(before, act, 'spent', null)
}

/** Reserves points until a time limit. Refusals as for a spend. */
export function hold(before: Book, act: HoldAct): Decided<SpendRefusal, Drawn> {
  return draw(before, act, 'open', act.until ?? act.at + (act.holdMinutes ?? 15) * MINUTE)
}

function draw(before: Book, act: SpendAct, state: 'open' | 'spent', until: Instant | null): Decided<SpendRefusal, Drawn> {
  assert(Number.isSafeInteger(act.points) && act.points > 0, 'a spend takes whole points above zero')
  const [book, passed] = advance(before, act.at)
  if (!act.standing) {
    if (book.debt > 0) return { ok: false, refusal: { code: 'member-in-debt', facts: { debtPoints: book.debt } } }
    if (book.available < act.points) return { ok: false, refusal: { code: 'points-short', facts: shortfall(book, act.points) } }
  }
  const pen = new Pen(book, act.at, act.id)
  if (state === 'spent') pen.mark('spend')
  const draws = take(pen, act.points, state)
  const missing = act.points - draws.reduce((sum, d) => sum + d.points, 0)
  assert(missing === 0 || act.standing, 'lots hold less than the wallet says')
  if (missing > 0 && state === 'spent') pen.post('debt', 'spent', missing, null, 'owe')
  pen.addHold({ id: act.id, orderId: act.orderId ?? null, points: act.points, draws, owed: missing, owedBack: 0, state, madeAt: act.at, until, shares: sharesOf(act) })
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { draws, owed: missing } }
}

function take(pen: Pen, points: number, state: 'open' | 'spent'): Draw[] {
  return drawable(pen.lots, points, pen.at).map(({ lot, points: n }) => {
    pen.post('available', state === 'spent' ? 'spent' : 'held', n, lot.source, state === 'spent' ? 'spend' : 'hold')
    pen.change(lot, state === 'spent' ? { left: lot.left - n } : { held: lot.held + n })
    return { lot: lot.source, points: n, back: 0 }
  })
}

function sharesOf(act: SpendAct): HoldShare[] {
  const shares = (act.shares ?? []).map((s) => ({ ...s, back: 0 }))
  assert(shares.length === 0 || shares.reduce((sum, s) => sum + s.points, 0) === act.points, 'shares of a spend sum to it')
  return shares
}

const find = (book: Book, id: string): Hold | undefined => book.holds.find((h) => h.id === id)

function notOpen(holding: Hold | undefined, holdId: string): HoldRefusal | null {
  if (!holding) return { code: 'hold-unknown', facts: { holdId } }
  if (holding.state === 'open') return null
  return { code: 'hold-ended', facts: { holdId, state: holding.state } }
}

/**
 * Spends what was held, also in debt and past the expiry of its lots.
 * Refusals: hold-unknown, hold-ended (its state says how).
 */
export function commit(before: Book, act: { readonly id: string; readonly at: Instant; readonly holdId: string; readonly standing?: boolean }): Decided<HoldRefusal, Drawn> {
  const [book, passed] = advance(before, act.at)
  const holding = find(book, act.holdId)
  const no = notOpen(holding, act.holdId)
  if (no) return { ok: false, refusal: no }
  const open = holding!
  const pen = new Pen(book, act.at, act.id)
  pen.mark('spend')
  for (const d of open.draws) {
    const lot = pen.lot(d.lot)!
    pen.post('held', 'spent', d.points, d.lot, 'commit')
    pen.change(lot, { left: lot.left - d.points, held: lot.held - d.points })
  }
  const more = open.owed > 0 ? take(pen, open.owed, 'spent') : []
  const owed = open.owed - more.reduce((sum, d) => sum + d.points, 0)
  if (owed > 0) pen.post('debt', 'spent', owed, null, 'owe')
  const draws = [...open.draws, ...more]
  pen.changeHold(open, { state: 'spent', until: null, draws, owed })
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { draws, owed } }
}

/** Gives held points back to their lots. Refusals as for commit. */
export function cancel(before: Book, act: { readonly id: string; readonly at: Instant; readonly holdId: string }): Decided<HoldRefusal, { points: number }> {
  const [book, passed] = advance(before, act.at)
  const holding = find(book, act.holdId)
  const no = notOpen(holding, act.holdId)
  if (no) return { ok: false, refusal: no }
  const pen = new Pen(book, act.at, act.id)
  release(pen, holding!, act.at, 'release')
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { points: holding!.points - holding!.owed } }
}
