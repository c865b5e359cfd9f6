import type { Earned } from '@huitou/ledger'
import type { ActContext, BatchStates } from '../platform/group-commit/index.js'
import { pointsBook, rewards, type BooksOfBatch } from '../points/index.js'
import { shelf } from './shelf.js'
import type { Review } from './shelf.rows.js'

/** Points for a review by the earning rules in force and their ceilings, once, by the review's own name in the member's log. */
export function bookReview(books: BooksOfBatch, review: Pick<Review, 'reviewId' | 'memberId'>, o: { at?: number; actId?: string; actor: string }): number {
  const booked = books.book(review.memberId, { id: `review:${review.reviewId}`, kind: 'review', ...(o.at === undefined ? {} : { at: o.at }), ...(o.actId === undefined ? {} : { actId: o.actId }), actor: o.actor, deeds: [{ kind: 'action', action: 'review', context: { tier: null } }] })
  return booked.ok ? booked.done.filter((d) => d.wallet === 'points').reduce((sum, d) => sum + (d.answer as Earned).points, 0) : 0
}

/**
 * Its first showing: points, and word to its author. Shown again after a change it gives nothing more. A refund of the line
 * later takes nothing back: the points were for the words, and those stay (README of the room).
 */
export function onShown(review: Review, batch: BatchStates, ctx: ActContext): void {
  if (review.shownAt !== null) return
  const books = batch.of(pointsBook)
  const seen = batch.of(shelf)
  const points = rewards(books.terms, 'review', ctx.now) ? bookReview(books, review, { actId: ctx.actId, actor: ctx.actor }) : 0
  seen.change(review, { shownAt: ctx.now, points })
  seen.messages.push({ memberId: review.memberId, kind: 'community', title: { code: points > 0 ? 'inbox-review-points' : 'inbox-review-shown', facts: { points, name: review.productName } }, link: linkOf(review), onceKey: `review-shown/${review.reviewId}` })
}

export const linkOf = (r: Pick<Review, 'orderId' | 'lineNo'>): string => `order/review?order=${r.orderId}&line=${r.lineNo}`
