import type { Deed, Source } from '@huitou/ledger'
import type { MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { balanceNow, pointsNudge } from './balance.js'
import type { BookAnswer } from './earn-points.js'
import { pointsBook } from './points-book.js'

/** Points that wait for an event: those of an order, or of one act by the id of its lot. */
export interface PendingRequest { readonly memberId: MemberId; readonly orderId?: string; readonly lotId?: string; readonly reason: string }

const sourceOf = (r: PendingRequest): Source => (r.orderId !== undefined ? { orderId: r.orderId } : { actId: /^a:([^/]*)\//.exec(r.lotId ?? '')?.[1] ?? '' })

const settling = (kind: 'confirm' | 'cancel-pending'): ActKind<PendingRequest, BookAnswer> => ({
  name: `${kind}-points`,
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, all: true })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const deed: Deed = { kind, of: sourceOf(r) }
    const act = { id: ctx.actId, kind, actId: ctx.actId, actor: ctx.actor, reason: r.reason, deeds: [deed], ...(r.orderId === undefined ? {} : { orderId: r.orderId }) }
    const foreseen = books.foresee(r.memberId, act)
    if (!foreseen.ok) return foreseen
    if (foreseen.done.every((d) => (d.answer as { points: number }).points === 0)) return { ok: false, refusal: { code: 'nothing-waits', facts: {} } }
    const booked = books.book(r.memberId, act)
    if (!booked.ok) return booked
    const points = booked.done.reduce((sum, d) => sum + (d.wallet === 'points' ? (d.answer as { points: number }).points : 0), 0)
    return { ok: true, answer: { lineId: booked.lines['points'] ?? null, points: kind === 'confirm' ? points : 0 - points, balance: balanceNow(books, r.memberId) }, nudges: [pointsNudge(r.memberId)] }
  },
})

/** The awaited event has come (an order was received): its points get their dates, or can be used now. Refusals: nothing-waits. */
export const confirmPending = settling('confirm')
/** The awaited event will not come: the points that wait for it are taken back. Refusals: nothing-waits. */
export const cancelWaiting = settling('cancel-pending')
