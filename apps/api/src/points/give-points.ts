import type { Piece } from '@huitou/ledger'
import { assert, DAY, type MemberId } from '@huitou/units'
import type { ActKind, Outcome } from '../platform/group-commit/index.js'
import { balanceNow, pointsNudge } from './balance.js'
import type { BooksOfBatch } from './books-of-batch.js'
import type { DayCount, GiftRow } from './gift.rows.js'
import { giftDesk } from './gift-desk.js'
import { pointsBook } from './points-book.js'

export interface SendGift { readonly from: MemberId; readonly to: MemberId; readonly points: number }
export interface GiftAnswer { readonly giftId: string; readonly points: number; readonly until: string; readonly balance: ReturnType<typeof balanceNow> }
export interface EndGift { readonly giftId: string; readonly from: MemberId; readonly to: MemberId }

const no = (code: string, facts: Record<string, unknown>): Extract<Outcome<never>, { ok: false }> => ({ ok: false, refusal: { code, facts } })
const nudges = (r: { from: MemberId; to: MemberId }) => [pointsNudge(r.from), pointsNudge(r.to)]

/** Points one member gives another: out of the lots, on the way until accepted. The refusals stand in the contract, in their order. */
export const sendGift: ActKind<SendGift, GiftAnswer> = {
  name: 'send-gift',
  members: (r) => [r.from, r.to],
  needs: (r) => [pointsBook.need({ memberId: r.from, all: true }), giftDesk.need({ memberId: r.from }), giftDesk.need({ memberId: r.to })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const desk = batch.of(giftDesk)
    const { gift } = books.terms.settings
    if (!gift.on) return no('gifts-off', {})
    if (r.from === r.to) return no('gift-to-self', {})
    const over = aboveDay(r.points, { count: gift.outCount, points: gift.outPoints }, { count: desk.day(r.from).out_count, points: desk.day(r.from).out_points }, 'out')
    if (over) return over
    const until = ctx.now + gift.returnDays * DAY
    const booked = books.book(r.from, { id: ctx.actId, kind: 'gift-sent', actId: ctx.actId, actor: ctx.actor, reason: desk.day(r.to).called, deeds: [{ kind: 'send', wallet: 'points', points: r.points, until, orderDays: gift.orderDays }] })
    if (!booked.ok) return booked
    desk.send({ gift_id: ctx.actId, from_member: r.from, to_member: r.to, points: r.points, arrived: 0, state: 'waiting', sent_at: new Date(ctx.now), until_at: new Date(until), ended_at: null })
    desk.messages.push({ memberId: r.to, kind: 'points', title: { code: 'gift-arrived', facts: { points: r.points, from: desk.day(r.from).called } }, body: { code: 'gift-take-in-time', facts: { days: gift.returnDays } }, link: 'points/gift', onceKey: `gift/${ctx.actId}` })
    return { ok: true, answer: { giftId: ctx.actId, points: r.points, until: new Date(until).toISOString(), balance: balanceNow(books, r.from) }, nudges: nudges(r) }
  },
}

function aboveDay(points: number, most: { count: number; points: number }, today: { count: number; points: number }, way: 'in' | 'out'): Extract<Outcome<never>, { ok: false }> | null {
  if (today.count + 1 > most.count) return no('gift-count-limit', { most: most.count, way })
  return today.points + points > most.points ? no('gift-points-limit', { most: most.points, left: Math.max(0, most.points - today.points), way }) : null
}

/** What is still on its way: it runs on while it waits. */
export function onTheWay(books: BooksOfBatch, gift: Pick<GiftRow, 'gift_id' | 'from_member'>): number {
  const hold = books.wallet(gift.from_member).holds.find((h) => h.id === gift.gift_id && h.state === 'sent')
  return hold ? hold.draws.reduce((sum, d) => sum + d.points - d.back, 0) + hold.owed - hold.owedBack : 0
}

/** Both members' books in one transaction. Refusals in this order: gift-over, gift-count-limit, gift-points-limit. */
export const acceptGift: ActKind<EndGift, { points: number; balance: ReturnType<typeof balanceNow> }> = {
  name: 'accept-gift',
  members: (r) => [r.from, r.to],
  needs: (r) => [pointsBook.need({ memberId: r.from, all: true }), pointsBook.need({ memberId: r.to }), giftDesk.need({ memberId: r.to, giftId: r.giftId })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const desk = batch.of(giftDesk)
    const gift = desk.gift(r.giftId)!
    const points = onTheWay(books, gift)
    if (gift.state !== 'waiting' || points === 0) return no('gift-over', { state: gift.state === 'waiting' ? 'returned' : gift.state })
    const over = aboveDay(points, { count: books.terms.settings.gift.inCount, points: books.terms.settings.gift.inPoints }, inOf(desk.day(r.to)), 'in')
    if (over) return over
    const act = { id: ctx.actId, actId: ctx.actId, actor: ctx.actor }
    const given = books.book(r.from, { ...act, kind: 'gift-given', reason: gift.to_called, deeds: [{ kind: 'give', wallet: 'points', giftId: r.giftId, points }] })
    assert(given.ok, 'a gift on its way can be given')
    const { pieces } = given.done[0]!.answer as { pieces: readonly Piece[] }
    const got = books.book(r.to, { ...act, kind: 'gift-received', reason: gift.from_called, deeds: [{ kind: 'receive', wallet: 'points', giftId: r.giftId, pieces, why: { kind: 'gift', reason: gift.from_called } }] })
    assert(got.ok, 'a gift is never refused by the book')
    desk.end(gift, { state: 'accepted', arrived: points, at: ctx.now })
    desk.messages.push({ memberId: r.from, kind: 'points', title: { code: 'gift-accepted', facts: { points, to: gift.to_called } }, link: 'points/gift', onceKey: `gift-ended/${r.giftId}` })
    return { ok: true, answer: { points, balance: balanceNow(books, r.to) }, nudges: nudges(r) }
  },
}

const inOf = (day: DayCount) => ({ count: day.in_count, points: day.in_points })

/** The points go back to the lots they left. Refusals: gift-over. */
export const declineGift: ActKind<EndGift, { points: number }> = {
  name: 'decline-gift',
  members: (r) => [r.from, r.to],
  needs: (r) => [pointsBook.need({ memberId: r.from, all: true }), giftDesk.need({ memberId: r.to, giftId: r.giftId })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const desk = batch.of(giftDesk)
    const gift = desk.gift(r.giftId)!
    const points = onTheWay(books, gift)
    if (gift.state !== 'waiting' || gift.until_at.getTime() <= ctx.now) return no('gift-over', { state: gift.state === 'waiting' ? 'returned' : gift.state })
    const back = books.book(r.from, { id: ctx.actId, actId: ctx.actId, actor: ctx.actor, kind: 'gift-declined', reason: gift.to_called, deeds: [{ kind: 'take-back', wallet: 'points', giftId: r.giftId }] })
    if (!back.ok) return no('gift-over', { state: 'returned' })
    desk.end(gift, { state: 'declined', arrived: 0, at: ctx.now })
    desk.messages.push({ memberId: r.from, kind: 'points', title: { code: 'gift-declined', facts: { points, to: gift.to_called } }, link: 'points/gift', onceKey: `gift-ended/${r.giftId}` })
    return { ok: true, answer: { points }, nudges: nudges(r) }
  },
}
