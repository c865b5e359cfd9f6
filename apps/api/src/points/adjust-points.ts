import type { MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { balanceNow, hasWallet, pointsNudge } from './balance.js'
import type { BookAnswer } from './earn-points.js'
import { expiryIn } from './merchant-terms.js'
import { pointsBook } from './points-book.js'

export interface AdjustRequest { readonly memberId: MemberId; readonly wallet: string; readonly points: number; readonly reason: string; readonly role: 'owner' | 'manager' | 'clerk' }

/**
 * Points given or taken by hand, with a reason. What is taken beyond the balance is debt; growth stops at zero.
 * Refusals in this order: wallet-unknown, above-staff-limit.
 */
export const adjustPoints: ActKind<AdjustRequest, BookAnswer> = {
  name: 'adjust-points',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, ...(r.points < 0 ? { spend: -r.points, wallet: r.wallet } : {}) })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const { staffLimit } = books.terms.settings
    if (!hasWallet(books.terms, r.wallet)) return { ok: false, refusal: { code: 'wallet-unknown', facts: { wallet: r.wallet } } }
    if (r.role !== 'owner' && Math.abs(r.points) > staffLimit) return { ok: false, refusal: { code: 'above-staff-limit', facts: { limit: staffLimit } } }
    const taken = r.wallet === 'growth' ? Math.min(-r.points, books.wallet(r.memberId, 'growth').available) : -r.points
    const why = { kind: 'adjusted', reason: r.reason, actor: ctx.actor }
    const deed = r.points > 0
      ? { kind: 'grant' as const, wallet: r.wallet, points: r.points, expiry: expiryIn(books.terms, r.wallet), why }
      : { kind: 'deduct' as const, wallet: r.wallet, points: taken }
    if (r.points < 0 && taken === 0) return { ok: true, answer: { lineId: null, points: 0, balance: balanceNow(books, r.memberId, r.wallet) } }
    const booked = books.book(r.memberId, { id: ctx.actId, kind: 'adjust', actId: ctx.actId, actor: ctx.actor, reason: r.reason, deeds: [deed] })
    if (!booked.ok) return booked
    return { ok: true, answer: { lineId: booked.lines[r.wallet] ?? null, points: r.points > 0 ? r.points : -taken, balance: balanceNow(books, r.memberId, r.wallet) }, nudges: [pointsNudge(r.memberId)] }
  },
}
