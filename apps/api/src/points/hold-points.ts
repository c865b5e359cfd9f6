import { MINUTE, type MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { balanceNow, pointsNudge } from './balance.js'
import type { BookAnswer } from './earn-points.js'
import { pointsBook } from './points-book.js'

export interface HoldRequest { readonly memberId: MemberId; readonly points: number; readonly minutes?: number; readonly reason: string }
export interface EndHoldRequest { readonly memberId: MemberId; readonly holdId: string }

/** Reserves points for a checkout. Refusals in this order: member-in-debt, points-short. */
export const holdPoints: ActKind<HoldRequest, { holdId: string; points: number; endsAt: string; balance: ReturnType<typeof balanceNow> }> = {
  name: 'hold-points',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, spend: r.points })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const until = ctx.now + (r.minutes ?? books.terms.settings.holdMinutes) * MINUTE
    const booked = books.book(r.memberId, { id: ctx.actId, kind: 'hold', actId: ctx.actId, actor: ctx.actor, reason: r.reason, deeds: [{ kind: 'hold', wallet: 'points', points: r.points, until }] })
    if (!booked.ok) return booked
    return { ok: true, answer: { holdId: ctx.actId, points: r.points, endsAt: new Date(until).toISOString(), balance: balanceNow(books, r.memberId) }, nudges: [pointsNudge(r.memberId)] }
  },
}

const ending = (kind: 'commit' | 'cancel'): ActKind<EndHoldRequest, BookAnswer> => ({
  name: `${kind}-hold`,
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, holdId: r.holdId })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const hold = books.member(r.memberId).books['points']?.holds.find((h) => h.id === r.holdId)
    const booked = books.book(r.memberId, { id: ctx.actId, kind, actId: ctx.actId, actor: ctx.actor, deeds: [{ kind, wallet: 'points', holdId: r.holdId }] })
    if (!booked.ok) return booked
    // What a late fact took out of the hold does not come back.
    const points = (hold?.points ?? 0) - (kind === 'cancel' ? (hold?.owed ?? 0) : 0)
    return { ok: true, answer: { lineId: booked.lines['points'] ?? null, points: kind === 'commit' ? -points : points, balance: balanceNow(books, r.memberId) }, nudges: [pointsNudge(r.memberId)] }
  },
})

/** Spends what was held. Refusals: hold-unknown, hold-ended. */
export const commitHold = ending('commit')
/** Gives back what was held. Refusals: hold-unknown, hold-ended. */
export const cancelHold = ending('cancel')
