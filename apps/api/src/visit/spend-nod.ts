import type { MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { visitDesk } from './visit-desk.js'

export interface AskSpend { readonly visitId: string; readonly memberId: MemberId; readonly points: number }
export interface ConfirmSpend { readonly visitId: string; readonly memberId: MemberId; readonly points: number }

/** Puts the question on the member's phone: so many points on this visit? */
export const askSpend: ActKind<AskSpend, { asked: number }> = {
  name: 'ask-spend',
  members: (r) => [r.memberId],
  needs: (r) => [visitDesk.need({ visitId: r.visitId })],
  decide(r, batch) {
    const desk = batch.of(visitDesk)
    const visit = desk.visit(r.visitId)
    if (!visit || visit.settledAt !== null) return { ok: true, answer: { asked: 0 } }
    desk.change(visit, { askedPoints: Math.max(r.points, visit.agreedPoints ?? 0) })
    return { ok: true, answer: { asked: r.points }, nudges: [{ topic: 'visit', audience: `member:${r.memberId}`, ref: r.visitId }] }
  },
}

/** The member allows it on the phone; the till hears and settles. */
export const confirmSpend: ActKind<ConfirmSpend, { done: true }> = {
  name: 'confirm-spend',
  members: (r) => [r.memberId],
  needs: (r) => [visitDesk.need({ visitId: r.visitId })],
  decide(r, batch, { now }) {
    const desk = batch.of(visitDesk)
    const visit = desk.visit(r.visitId)
    if (!visit || visit.memberId !== r.memberId || (visit.settledAt === null && visit.expiresAt <= now)) return { ok: false, refusal: { code: 'visit-over', facts: { visitId: r.visitId } } }
    if (visit.settledAt !== null) return { ok: false, refusal: { code: 'visit-settled', facts: { visitId: r.visitId, orderId: visit.orderId } } }
    const agreedPoints = Math.max(visit.agreedPoints ?? 0, r.points)
    desk.change(visit, { agreedPoints, askedPoints: Math.max(visit.askedPoints ?? 0, agreedPoints) })
    return { ok: true, answer: { done: true }, nudges: [{ topic: 'visit', audience: `till:${visit.tillId}`, ref: r.visitId }, { topic: 'visit', audience: `member:${r.memberId}`, ref: r.visitId }] }
  },
}
