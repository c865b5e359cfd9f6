import type { Award, Earned } from '@huitou/ledger'
import type { MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { balanceNow, hasWallet, pointsNudge } from './balance.js'
import type { BooksOfBatch } from './books-of-batch.js'
import { expiryIn } from './merchant-terms.js'
import { pointsBook } from './points-book.js'

export interface EarnRequest { readonly memberId: MemberId; readonly wallet: string; readonly points: number; readonly reason: string }
export interface BookAnswer { readonly lineId: string | null; readonly points: number; readonly balance: ReturnType<typeof balanceNow> }

/** A plain award of so many points, under the merchant's pending and expiry. */
export function plainAward(books: BooksOfBatch, ask: { memberId: MemberId; wallet: string; points: number; ruleId: string }, why: Record<string, unknown>): Award {
  const pending = ask.wallet === 'points' ? books.terms.settings.pending : { kind: 'none' as const }
  const expiry = expiryIn(books.terms, ask.wallet, books.tier(ask.memberId))
  return { wallet: ask.wallet, ruleId: ask.ruleId, version: 0, priority: 0, line: null, points: ask.points, basis: { counts: 'whole', minor: 0, units: 0, minMinor: 0 }, pending, expiry, why: why as unknown as Award['why'] }
}

/** Points given by a system of the merchant's, through an API key, within the shop's limits. Refusals: wallet-unknown, above-limit. */
export const earnPoints: ActKind<EarnRequest, BookAnswer> = {
  name: 'earn-points',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    if (!hasWallet(books.terms, r.wallet)) return { ok: false, refusal: { code: 'wallet-unknown', facts: { wallet: r.wallet } } }
    const award = plainAward(books, { memberId: r.memberId, wallet: r.wallet, points: r.points, ruleId: 'given' }, { kind: 'given', reason: r.reason })
    const booked = books.book(r.memberId, { id: ctx.actId, kind: 'earn', actId: ctx.actId, actor: ctx.actor, reason: r.reason, deeds: [{ kind: 'award', source: { actId: ctx.actId }, awards: [award], ownDoing: true }] })
    if (!booked.ok) return booked
    const { points } = booked.done[0]!.answer as Earned
    return { ok: true, answer: { lineId: booked.lines[r.wallet] ?? null, points, balance: balanceNow(books, r.memberId, r.wallet) }, nudges: [pointsNudge(r.memberId)] }
  },
}
