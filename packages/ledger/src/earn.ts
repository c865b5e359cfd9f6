import { assert, type Instant, type Zone } from '@huitou/units'
import type { Award } from './award.js'
import type { Book, Decided, Lot } from './book.js'
import { advance, joined } from './due.js'
import { activeAfterEvent, activeAtOf, expiresAtOf, NO_PENDING, type Expiry, type Pending } from './expiry.js'
import { limited, type Cut, type Limit } from './limit.js'
import { Pen, repay } from './pen.js'

/** Where points come from: an order, or one accepted act. Lot ids derive from it. */
export type Source = { readonly orderId: string } | { readonly actId: string }

export interface EarnAct {
  readonly id: string
  readonly at: Instant
  readonly source: Source
  readonly awards: readonly Award[]
  readonly limits: readonly Limit[]
  readonly zone: Zone
  /** counts pending days and expiry from here (receipt); default: at */
  readonly from?: Instant
  /** imports: points of the past do not expire before this */
  readonly expiresNotBefore?: Instant
  /** the member's own doing: it counts against an expiry by inactivity, also when it earned nothing */
  readonly ownDoing?: boolean
}

export interface Earned { readonly points: number; readonly pending: number; readonly cuts: readonly Cut[]; readonly repaid: number; readonly refusedBy?: string }
export type EarnRefusal = { readonly code: 'above-limit'; readonly facts: { readonly limit: string; readonly overPoints: number } }

export const lotSource = (source: Source, line: number | null, ruleId: string): string =>
  `${'orderId' in source ? `o:${source.orderId}` : `a:${source.actId}`}/${line ?? ''}/${ruleId}`

/**
 * Books the awards of this book's wallet: one lot each. Debt is repaid by what is active at once.
 * Refusals: above-limit (only where a limit's policy is to refuse).
 */
export function earn(before: Book, act: EarnAct): Decided<EarnRefusal, Earned> {
  const [book, passed] = advance(before, act.at)
  const mine = act.awards.filter((a) => a.wallet === book.wallet)
  const judged = limited(mine, act.limits, book.counters, act.at, act.zone)
  if (judged.refusedBy) return { ok: false, refusal: { code: 'above-limit', facts: { limit: judged.refusedBy, overPoints: judged.cuts[0]!.points } } }
  const pen = new Pen(book, act.at, act.id)
  if (act.ownDoing) pen.mark('earn')
  let [points, pending] = [0, 0]
  for (const award of judged.awards) {
    const source = lotSource(act.source, award.line, award.ruleId)
    const lot = lotOf({ source, orderId: 'orderId' in act.source ? act.source.orderId : null, line: award.line, ruleId: award.ruleId, ruleVersion: award.version, points: award.points, at: act.at, from: act.from ?? act.at, pending: award.pending, expiry: award.expiry, zone: act.zone, basis: award.basis, counted: award.counted, why: award.why, expiresNotBefore: act.expiresNotBefore })
    open(pen, lot, 'earn')
    points += lot.points
    if (lot.state === 'pending') pending += lot.points
    for (const key of award.counted) pen.count(key, award.points)
  }
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { points, pending, cuts: judged.cuts, repaid: book.debt - after.debt } }
}

/** Makes the posting and the lot, and lets an active one repay debt. */
export function open(pen: Pen, lot: Lot, cause: 'earn' | 'grant' | 'receive'): void {
  const from = cause === 'earn' ? 'issued' : cause === 'grant' ? 'adjusted' : 'passed'
  pen.add(lot)
  pen.post(from, lot.state === 'pending' ? 'pending' : 'available', lot.points, lot.source, cause)
  if (lot.state === 'active') repay(pen, lot.source, lot.points, pen.at, 'new')
}

export interface LotMaking {
  source: string; orderId: string | null; line: number | null; ruleId: string | null; ruleVersion: number | null; points: number
  at: Instant; from: Instant; pending: Pending; expiry: Expiry; zone: Zone; basis: Lot['basis']; counted: readonly string[]; why: unknown; expiresNotBefore?: Instant
}

export function lotOf(m: LotMaking): Lot {
  const activeAt = activeAtOf(m.pending, m.from, m.zone)
  return {
    source: m.source, orderId: m.orderId, line: m.line, ruleId: m.ruleId, ruleVersion: m.ruleVersion, points: m.points, left: m.points, held: 0, asked: 0,
    state: activeAt !== null && activeAt <= m.at ? 'active' : 'pending', earnedAt: m.at, activeAt, expiresAt: activeAt === null ? null : notBefore(expiresAtOf(m.expiry, activeAt, m.zone), m.expiresNotBefore),
    extended: false, pending: m.pending, expiry: m.expiry.kind === 'inactivity' && m.expiresNotBefore !== undefined ? { ...m.expiry, notBefore: m.expiresNotBefore } : m.expiry, basis: m.basis, counted: m.counted, why: m.why,
  }
}

const notBefore = (at: Instant | null, least: Instant | undefined): Instant | null => (at === null || least === undefined ? at : Math.max(at, least))

/** Whether a lot is of that order or act. */
export const isOf = (lot: Lot, of: Source): boolean => ('orderId' in of ? lot.orderId === of.orderId : lot.source.startsWith(`a:${of.actId}/`))

interface EventAct { readonly id: string; readonly at: Instant; readonly of: Source; readonly zone: Zone }

/** The awaited event has come (an order was received): its waiting lots get their dates, or become active now. */
export function confirm(before: Book, act: EventAct): Decided<never, { points: number }> {
  const [book, passed] = advance(before, act.at)
  const pen = new Pen(book, act.at, act.id)
  let points = 0
  for (const lot of waiting(book, act.of)) {
    const activeAt = activeAfterEvent(lot.pending, act.at, act.zone)
    const active = activeAt <= act.at
    points += lot.left
    if (active) pen.post('pending', 'available', lot.left, lot.source, 'activate')
    pen.change(lot, { activeAt, expiresAt: expiresAtOf(lot.expiry, activeAt, act.zone), state: active ? 'active' : 'pending' })
    if (active) repay(pen, lot.source, lot.left, act.at, 'new')
  }
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { points } }
}

/** The awaited event will not come: what waits for it is taken back, and a later refund does not ask for it again. */
export function cancelPending(before: Book, act: EventAct): Decided<never, { points: number }> {
  const [book, passed] = advance(before, act.at)
  const pen = new Pen(book, act.at, act.id)
  let points = 0
  for (const lot of waiting(book, act.of)) {
    points += lot.left
    pen.post('pending', 'issued', lot.left, lot.source, 'clawback')
    for (const key of lot.counted) pen.count(key, -lot.left)
    pen.change(lot, { left: 0, asked: lot.asked + lot.left })
  }
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { points } }
}

const waiting = (book: Book, of: Source): readonly Lot[] => book.lots.filter((l) => isOf(l, of) && l.state === 'pending' && l.activeAt === null && l.left > 0)

export interface GrantAct { readonly id: string; readonly at: Instant; readonly points: number; readonly expiry: Expiry; readonly zone: Zone; readonly why?: unknown; readonly cause?: 'grant' | 'earn' }

/** Points given by hand or by a gift (birthday, import opening balance): one lot, active at once. */
export function grant(before: Book, act: GrantAct): Decided<never, { points: number; repaid: number }> {
  assert(act.points > 0, 'a grant gives points')
  const [book, passed] = advance(before, act.at)
  const pen = new Pen(book, act.at, act.id)
  open(pen, lotOf({ source: `a:${act.id}//`, orderId: null, line: null, ruleId: null, ruleVersion: null, points: act.points, at: act.at, from: act.at, pending: NO_PENDING, expiry: act.expiry, zone: act.zone, basis: null, counted: [], why: act.why ?? null }), act.cause ?? 'grant')
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { points: act.points, repaid: book.debt - after.debt } }
}
