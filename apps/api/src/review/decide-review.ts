import type { MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { pointsBook } from '../points/index.js'
import { linkOf, onShown } from './on-shown.js'
import { shelf } from './shelf.js'
import { nudgesOf, unknownReview } from './write-review.js'

export interface DecideReview { readonly memberId: MemberId; readonly reviewId: string; readonly decision: 'approve' | 'reject'; readonly reason: string }
export interface ReplyReview { readonly memberId: MemberId; readonly reviewId: string; readonly body: string }
export interface Decided { readonly reviewId: string }

/** The shop's decision. A refusal needs a reason, since its author reads it. */
export const decideReview: ActKind<DecideReview, Decided> = {
  name: 'decide-review',
  members: (r) => [r.memberId],
  needs: (r) => [shelf.need({ reviewId: r.reviewId }), pointsBook.need({ memberId: r.memberId })],
  decide(r, batch, ctx) {
    const seen = batch.of(shelf)
    const review = seen.review(r.reviewId)
    if (!review || review.state === 'removed') return unknownReview(r.reviewId)
    if (r.decision === 'reject' && r.reason === '') return { ok: false, refusal: { code: 'reason-missing', facts: {} } }
    const before = review.state
    seen.change(review, { state: r.decision === 'approve' ? 'shown' : 'rejected', decidedAt: ctx.now, decidedBy: ctx.actor, reason: r.decision === 'approve' ? '' : r.reason })
    seen.audits.push({ actor: ctx.actor, action: 'decide-review', review, before, reason: r.reason })
    if (r.decision === 'approve') onShown(review, batch, ctx)
    else seen.messages.push({ memberId: review.memberId, kind: 'community', title: { code: 'inbox-review-rejected', facts: { reason: r.reason, name: review.productName } }, link: linkOf(review) })
    return { ok: true, answer: { reviewId: review.reviewId }, nudges: nudgesOf(review) }
  },
}

/** The shop answers below a review that is shown; once more replaces the answer. Its author hears of the first one. */
export const replyReview: ActKind<ReplyReview, Decided> = {
  name: 'reply-review',
  members: (r) => [r.memberId],
  needs: (r) => [shelf.need({ reviewId: r.reviewId })],
  decide(r, batch, { now, actor }) {
    const seen = batch.of(shelf)
    const review = seen.review(r.reviewId)
    if (!review || review.state === 'removed') return unknownReview(r.reviewId)
    if (review.state !== 'shown') return { ok: false, refusal: { code: 'review-not-shown', facts: { reviewId: r.reviewId } } }
    seen.change(review, { reply: r.body, repliedAt: now, repliedBy: actor })
    seen.audits.push({ actor, action: 'reply-review', review, before: review.state, reason: '' })
    seen.messages.push({ memberId: review.memberId, kind: 'community', title: { code: 'inbox-review-answered', facts: { name: review.productName } }, body: { code: 'inbox-quoted', facts: { text: r.body.slice(0, 60) } }, link: linkOf(review), onceKey: `review-answered/${review.reviewId}` })
    return { ok: true, answer: { reviewId: review.reviewId }, nudges: nudgesOf(review) }
  },
}
