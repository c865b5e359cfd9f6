import type { MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { balanceNow, hasWallet, pointsNudge } from './balance.js'
import type { BookAnswer } from './earn-points.js'
import { pointsBook } from './points-book.js'

export interface WaiveRequest { readonly memberId: MemberId; readonly wallet: string; readonly points: number; readonly reason: string; readonly role: 'owner' | 'manager' | 'clerk' }

/** The shop forgives points a member owes, up to all of them, by a posting with its reason. Refusals in this order: wallet-unknown, above-owner-limit, no-debt. */
export const waiveDebt: ActKind<WaiveRequest, BookAnswer> = {
  name: 'waive-debt',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const { alone } = books.terms.settings.staff
    if (!hasWallet(books.terms, r.wallet)) return { ok: false, refusal: { code: 'wallet-unknown', facts: { wallet: r.wallet } } }
    if (r.role !== 'owner' && r.points > alone) return { ok: false, refusal: { code: 'above-owner-limit', facts: { limit: alone } } }
    const booked = books.book(r.memberId, { id: ctx.actId, kind: 'waive', actId: ctx.actId, actor: ctx.actor, reason: r.reason, deeds: [{ kind: 'waive', wallet: r.wallet, points: r.points }] })
    if (!booked.ok) return booked
    const { waived } = booked.done[0]!.answer as { waived: number }
    return { ok: true, answer: { lineId: booked.lines[r.wallet] ?? null, points: waived, balance: balanceNow(books, r.memberId, r.wallet) }, nudges: [pointsNudge(r.memberId)] }
  },
}
