import type { MemberId, StaffId } from '@huitou/units'
import type { ActContext, ActKind, Outcome } from '../platform/group-commit/index.js'
import { balanceNow, hasWallet, pointsNudge } from './balance.js'
import type { BooksOfBatch } from './books-of-batch.js'
import type { BookAnswer } from './earn-points.js'
import { expiryIn } from './merchant-terms.js'
import { pointsBook } from './points-book.js'
import { staffMeter } from './staff-meter.js'

export interface Adjustment { readonly memberId: MemberId; readonly wallet: string; readonly points: number; readonly reason: string }
export interface AdjustRequest extends Adjustment { readonly role: 'owner' | 'manager' | 'clerk'; readonly staffId: StaffId }

/** What an adjustment reads of the member's book. */
export const adjustNeed = (r: Adjustment) => pointsBook.need({ memberId: r.memberId, ...(r.points < 0 ? { spend: -r.points, wallet: r.wallet } : {}) })

/**
 * Points given or taken by hand, with a reason. What is taken beyond the balance is debt; growth stops at zero.
 * More at once than one person may decide alone is for a second person (ask-adjustment).
 * Refusals in this order: wallet-unknown, above-staff-limit, staff-limit-reached.
 */
export const adjustPoints: ActKind<AdjustRequest, BookAnswer> = {
  name: 'adjust-points',
  members: (r) => [r.memberId],
  needs: (r) => [adjustNeed(r), staffMeter.need({ staffId: r.staffId })],
  decide(r, batch, ctx) {
    const [books, meter] = [batch.of(pointsBook), batch.of(staffMeter)]
    const { alone, everyone } = books.terms.settings.staff
    if (!hasWallet(books.terms, r.wallet)) return { ok: false, refusal: { code: 'wallet-unknown', facts: { wallet: r.wallet } } }
    if ((r.role !== 'owner' || everyone) && Math.abs(r.points) > alone) return { ok: false, refusal: { code: 'above-staff-limit', facts: { limit: alone } } }
    const over = r.role === 'owner' ? null : meter.handRefusal({ staffId: r.staffId, points: r.points, now: ctx.now })
    if (over) return { ok: false, refusal: over }
    const done = bookAdjustment(books, r, ctx)
    if (done.ok && done.answer.points !== 0) meter.byHand({ actId: ctx.actId, staffId: r.staffId, memberId: r.memberId, wallet: r.wallet, points: done.answer.points, at: ctx.now })
    return done
  },
}

/** Moves the points of an adjustment that was judged. */
export function bookAdjustment(books: BooksOfBatch, r: Adjustment, ctx: ActContext): Outcome<BookAnswer> {
  const taken = r.wallet === 'growth' ? Math.min(-r.points, books.wallet(r.memberId, 'growth').available) : -r.points
  const why = { kind: 'adjusted', reason: r.reason, actor: ctx.actor }
  const deed = r.points > 0
    ? { kind: 'grant' as const, wallet: r.wallet, points: r.points, expiry: expiryIn(books.terms, r.wallet, books.tier(r.memberId)), why }
    : { kind: 'deduct' as const, wallet: r.wallet, points: taken }
  if (r.points < 0 && taken === 0) return { ok: true, answer: { lineId: null, points: 0, balance: balanceNow(books, r.memberId, r.wallet) } }
  const booked = books.book(r.memberId, { id: ctx.actId, kind: 'adjust', actId: ctx.actId, actor: ctx.actor, reason: r.reason, deeds: [deed] })
  if (!booked.ok) return booked
  return { ok: true, answer: { lineId: booked.lines[r.wallet] ?? null, points: r.points > 0 ? r.points : -taken, balance: balanceNow(books, r.memberId, r.wallet) }, nudges: [pointsNudge(r.memberId)] }
}
