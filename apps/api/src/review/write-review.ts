import type { MemberId } from '@huitou/units'
import { stateAfter, type Verdict } from '../community/index.js'
import type { ActKind, Nudge } from '../platform/group-commit/index.js'
import { pointsBook, pointsNudge } from '../points/index.js'
import { onShown } from './on-shown.js'
import { shelf } from './shelf.js'
import type { Review, ReviewState } from './shelf.rows.js'

export interface WriteReview { readonly memberId: MemberId; readonly orderId: string; readonly lineNo: number; readonly stars: number; readonly body: string }
export interface ChangeReview { readonly memberId: MemberId; readonly reviewId: string; readonly stars: number; readonly body: string }
export interface JudgeReview { readonly memberId: MemberId; readonly reviewId: string; readonly revision: number; readonly verdict: Verdict; readonly approveByRule: boolean }
export interface Written { readonly reviewId: string; readonly revision: number; readonly state: ReviewState }

const writtenOf = (r: Review): Written => ({ reviewId: r.reviewId, revision: r.revision, state: r.state })
export const unknownReview = (reviewId: string) => ({ ok: false, refusal: { code: 'review-unknown', facts: { reviewId } } }) as const
const silent = { ok: false, refusal: { code: 'consent-withdrawn', facts: { purpose: 'community' } } } as const
export const nudgesOf = (r: Review): Nudge[] => [{ topic: 'review', audience: `member:${r.memberId}`, ref: r.reviewId }, { topic: 'review', audience: 'staff', ref: r.reviewId }, ...(r.points > 0 ? [pointsNudge(r.memberId)] : [])]

/** Says something of a line that was bought and kept; nobody else sees it yet. Refusals in this order: order-unknown, review-written, review-not-open, consent-withdrawn. */
export const writeReview: ActKind<WriteReview, Written> = {
  name: 'write-review',
  members: (r) => [r.memberId],
  needs: (r) => [shelf.need({ line: { orderId: r.orderId, lineNo: r.lineNo }, writer: r.memberId })],
  decide(r, batch, { actId, now }) {
    const seen = batch.of(shelf)
    const line = seen.line(r)
    if (!line || line.memberId !== r.memberId) return { ok: false, refusal: { code: 'order-unknown', facts: { orderId: r.orderId } } }
    if (seen.ofLine(r)) return { ok: false, refusal: { code: 'review-written', facts: { orderId: r.orderId, lineNo: r.lineNo } } }
    if (!line.kept) return { ok: false, refusal: { code: 'review-not-open', facts: { orderId: r.orderId, lineNo: r.lineNo } } }
    if (seen.isSilent(r.memberId)) return silent
    const review: Review = {
      reviewId: actId, memberId: r.memberId, orderId: r.orderId, lineNo: r.lineNo, sku: line.sku, productName: line.name, picture: line.picture, stars: r.stars, body: r.body, state: 'checking', revision: 1, verdict: null,
      createdAt: now, editedAt: null, shownAt: null, decidedAt: null, decidedBy: null, reason: '', points: 0, reply: '', repliedAt: null, repliedBy: null,
    }
    seen.add(review)
    return { ok: true, answer: writtenOf(review) }
  },
}

/** Writes it anew: it is checked again, and unseen by others until then. */
export const changeReview: ActKind<ChangeReview, Written> = {
  name: 'change-review',
  members: (r) => [r.memberId],
  needs: (r) => [shelf.need({ reviewId: r.reviewId, writer: r.memberId })],
  decide(r, batch, { now }) {
    const seen = batch.of(shelf)
    const review = seen.review(r.reviewId)
    if (!review || review.memberId !== r.memberId || review.state === 'removed') return unknownReview(r.reviewId)
    if (now >= seen.editableUntil(review)) return { ok: false, refusal: { code: 'review-closed', facts: { reviewId: r.reviewId } } }
    if (seen.isSilent(r.memberId)) return silent
    seen.change(review, { stars: r.stars, body: r.body, state: 'checking', revision: review.revision + 1, editedAt: now, verdict: null, reason: '' })
    return { ok: true, answer: writtenOf(review) }
  },
}

/** Applies a verdict to the writing it was asked about. One already decided about, or written anew since, stays as it is. */
export const judgeReview: ActKind<JudgeReview, Written> = {
  name: 'judge-review',
  members: (r) => [r.memberId],
  needs: (r) => [shelf.need({ reviewId: r.reviewId }), pointsBook.need({ memberId: r.memberId })],
  decide(r, batch, ctx) {
    const seen = batch.of(shelf)
    const review = seen.review(r.reviewId)
    if (!review) return unknownReview(r.reviewId)
    if (review.state !== 'checking' || review.revision !== r.revision) return { ok: true, answer: writtenOf(review) }
    const state = stateAfter(r.verdict, r.approveByRule)
    seen.change(review, { state, verdict: r.verdict, decidedAt: ctx.now, decidedBy: 'rule', reason: state === 'rejected' ? r.verdict.label : '' })
    if (state === 'shown') onShown(review, batch, ctx)
    return { ok: true, answer: writtenOf(review), nudges: nudgesOf(review) }
  },
}
