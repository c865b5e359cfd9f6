import { assert, DAY, type Instant } from '@huitou/units'
import type { Book, Decided, Draw, Hold, Lot } from './book.js'
import { advance, joined } from './due.js'
import { open } from './earn.js'
import { NO_EXPIRY, NO_PENDING } from './expiry.js'
import { bringBack } from './gift-back.js'
import { drawable, Pen } from './pen.js'
import { shortfall, type Shortfall } from './spend.js'

/** Points of a gift that end at one instant; they arrive as one lot. */
export interface Piece { readonly expiresAt: Instant | null; readonly points: number }

export interface SendAct {
  readonly id: string
  readonly at: Instant
  readonly points: number
  /** it comes back here when nobody took it */
  readonly until: Instant
  /** points of an order can be given away only so many days after it */
  readonly orderDays: number
  readonly standing?: boolean
}

export type SendRefusal =
  | { readonly code: 'member-in-debt'; readonly facts: { readonly debtPoints: number } }
  | { readonly code: 'points-short'; readonly facts: Shortfall }
  | { readonly code: 'points-too-fresh'; readonly facts: { readonly giveablePoints: number; readonly wantedPoints: number; readonly orderDays: number } }
export type GiftRefusal = { readonly code: 'gift-unknown' | 'gift-over'; readonly facts: { readonly giftId: string; readonly state?: Hold['state'] } }

const fresh = (lot: Lot, at: Instant, orderDays: number): boolean => lot.orderId !== null && lot.earnedAt + orderDays * DAY > at

/** What of the available points may be given away now. */
export function giveablePoints(before: Book, at: Instant, orderDays: number): number {
  const [book] = advance(before, at)
  if (book.debt > 0) return 0
  return drawable(book.lots.filter((l) => !fresh(l, at, orderDays)), book.available, at).reduce((sum, d) => sum + d.points, 0)
}

/**
 * Sends points on their way, each piece with the end of its lot. A gift keeps a date that a member's acts would move, so
 * that passing points round never lengthens their life. Refusals in this order: member-in-debt, points-short, points-too-fresh.
 */
export function send(before: Book, act: SendAct): Decided<SendRefusal, { readonly draws: readonly Draw[]; readonly owed: number }> {
  assert(Number.isSafeInteger(act.points) && act.points > 0, 'a gift takes whole points above zero')
  const [book, passed] = advance(before, act.at)
  const old = book.lots.filter((l) => !fresh(l, act.at, act.orderDays))
  const picked = drawable(old, act.points, act.at)
  const giveable = picked.reduce((sum, d) => sum + d.points, 0)
  if (!act.standing) {
    if (book.debt > 0) return { ok: false, refusal: { code: 'member-in-debt', facts: { debtPoints: book.debt } } }
    if (book.available < act.points) return { ok: false, refusal: { code: 'points-short', facts: shortfall(book, act.points) } }
    if (giveable < act.points) return { ok: false, refusal: { code: 'points-too-fresh', facts: { giveablePoints: giveable, wantedPoints: act.points, orderDays: act.orderDays } } }
  }
  if (giveable < act.points) picked.push(...drawable(book.lots.filter((l) => !old.includes(l)), act.points - giveable, act.at))
  const pen = new Pen(book, act.at, act.id)
  pen.mark('spend')
  const draws = picked.map(({ lot, points }): Draw => {
    pen.post('available', 'transit', points, lot.source, 'send')
    pen.change(lot, { left: lot.left - points })
    return { lot: lot.source, points, back: 0, expiresAt: pen.endsAt(lot) }
  })
  const owed = act.points - draws.reduce((sum, d) => sum + d.points, 0)
  if (owed > 0) pen.post('debt', 'transit', owed, null, 'owe')
  pen.addHold({ id: act.id, orderId: null, points: act.points, draws, owed, owedBack: 0, state: 'sent', madeAt: act.at, until: act.until, shares: [] })
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { draws, owed } }
}

interface EndAct { readonly id: string; readonly at: Instant; readonly giftId: string }

function onTheWay(book: Book, giftId: string): { gift: Hold } | { refusal: GiftRefusal } {
  const gift = book.holds.find((h) => h.id === giftId)
  if (!gift) return { refusal: { code: 'gift-unknown', facts: { giftId } } }
  return gift.state === 'sent' ? { gift } : { refusal: { code: 'gift-over', facts: { giftId, state: gift.state } } }
}

/**
 * The giver's side of an accepted gift. Answers the pieces that arrive. With `given` the gift was accepted before and
 * stands: so many points passed, what is not there any more is debt, what is there beyond it comes back.
 * Refusals: gift-unknown, gift-over (came back, declined, or all of it expired on the way).
 */
export function give(before: Book, act: EndAct & { readonly given?: number }): Decided<GiftRefusal, { readonly points: number; readonly pieces: readonly Piece[] }> {
  const [book, passed] = advance(before, act.at)
  const found = onTheWay(book, act.giftId)
  if ('refusal' in found) return { ok: false, refusal: found.refusal }
  const { gift } = found
  const there = gift.draws.reduce((sum, d) => sum + d.points - d.back, 0) + gift.owed - gift.owedBack
  const points = act.given ?? there
  if (points === 0) return { ok: false, refusal: { code: 'gift-over', facts: { giftId: act.giftId, state: gift.state } } }
  const pen = new Pen(book, act.at, act.id)
  const pieces = new Map<Instant | null, number>()
  let rest = points
  const draws = gift.draws.map((d) => {
    const n = Math.min(rest, d.points - d.back)
    if (n === 0) return d
    pen.post('transit', 'passed', n, d.lot, 'give')
    pieces.set(d.expiresAt ?? null, (pieces.get(d.expiresAt ?? null) ?? 0) + n)
    rest -= n
    return { ...d, back: d.back + n }
  })
  const owing = Math.min(rest, gift.owed - gift.owedBack)
  if (owing > 0) pen.post('transit', 'passed', owing, null, 'give')
  let short = rest - owing
  for (const { lot, points: n } of drawable(pen.lots, short, act.at)) {
    pen.post('available', 'passed', n, lot.source, 'give')
    pen.change(lot, { left: lot.left - n })
    short -= n
  }
  if (short > 0) pen.post('debt', 'passed', short, null, 'owe')
  if (rest > 0) pieces.set(null, (pieces.get(null) ?? 0) + rest)
  // What is left of a gift that stands with less than it would have now goes back to its giver.
  if (there > points) bringBack(pen, { ...gift, draws, owedBack: gift.owedBack + owing }, act.at)
  pen.changeHold(pen.hold(gift.id)!, { state: 'given', until: null })
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { points, pieces: [...pieces].map(([expiresAt, n]) => ({ expiresAt, points: n })) } }
}

/** A gift that was declined comes back. Refusals: gift-unknown, gift-over. */
export function takeBack(before: Book, act: EndAct): Decided<GiftRefusal, { readonly points: number }> {
  const [book, passed] = advance(before, act.at)
  const found = onTheWay(book, act.giftId)
  if ('refusal' in found) return { ok: false, refusal: found.refusal }
  const pen = new Pen(book, act.at, act.id)
  const points = bringBack(pen, found.gift, act.at)
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { points } }
}

/** The receiver's side: one lot an end, as they left, debt repaid first. In a replay they stay as they arrived. */
export function receive(before: Book, act: EndAct & { readonly pieces: readonly Piece[]; readonly why?: unknown }): Decided<never, { readonly points: number; readonly repaid: number }> {
  const [book, passed] = advance(before, act.at)
  const pen = new Pen(book, act.at, act.id)
  let points = 0
  for (const piece of act.pieces) {
    assert(piece.expiresAt === null || piece.expiresAt > act.at, 'a piece of a gift arrives before its end')
    const { expiresAt } = piece
    open(pen, {
      source: `g:${act.giftId}/${expiresAt ?? ''}/`, orderId: null, line: null, ruleId: null, ruleVersion: null, points: piece.points, left: piece.points, held: 0, asked: 0, state: 'active', earnedAt: act.at, activeAt: act.at, expiresAt,
      extended: false, pending: NO_PENDING, expiry: expiresAt === null ? NO_EXPIRY : { kind: 'at', at: expiresAt }, basis: null, counted: [], why: act.why ?? null,
    }, 'receive')
    points += piece.points
  }
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { points, repaid: book.debt - after.debt } }
}
