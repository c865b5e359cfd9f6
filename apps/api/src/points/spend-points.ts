import type { ActKind } from '../platform/group-commit/index.js'
import { balanceNow, hasWallet, isSpendable, pointsNudge } from './balance.js'
import type { BookAnswer, EarnRequest } from './earn-points.js'
import { pointsBook } from './points-book.js'

/** Points taken by a system of the merchant's. Refusals in this order: wallet-unknown, member-in-debt, points-short. */
export const spendPoints: ActKind<EarnRequest, BookAnswer> = {
  name: 'spend-points',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, spend: r.points, wallet: r.wallet })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    if (!hasWallet(books.terms, r.wallet) || !isSpendable(books.terms, r.wallet)) return { ok: false, refusal: { code: 'wallet-unknown', facts: { wallet: r.wallet } } }
    const booked = books.book(r.memberId, { id: ctx.actId, kind: 'spend', actId: ctx.actId, actor: ctx.actor, reason: r.reason, deeds: [{ kind: 'spend', wallet: r.wallet, points: r.points }] })
    if (!booked.ok) return booked
    return { ok: true, answer: { lineId: booked.lines[r.wallet] ?? null, points: -r.points, balance: balanceNow(books, r.memberId, r.wallet) }, nudges: [pointsNudge(r.memberId)] }
  },
}
