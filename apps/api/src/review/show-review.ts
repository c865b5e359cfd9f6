import type { AnswerOf, reviewRoutes } from '@huitou/contract'
import { DAY, mulDiv, type Instant } from '@huitou/units'
import { nameShown } from '../community/index.js'
import type { TierNames } from '../tier/index.js'
import { REVIEW_SETTINGS } from './review-settings.js'
import type { OrderReviewRow, ProductReviewRow, ShopReviewRow, SpreadRow } from './review-list.rows.js'

type Routes = typeof reviewRoutes
export type MyReviewShown = AnswerOf<Routes['writeReview']>
export type ProductReviewShown = AnswerOf<Routes['listProductReviews']>['items'][number]
export type ShopReviewShown = AnswerOf<Routes['decideReview']>

const iso = (at: Date): string => at.toISOString()
const replyOf = (r: { reply: string; replied_at: Date | null }): { body: string; at: string } | null => (r.reply === '' || r.replied_at === null ? null : { body: r.reply, at: iso(r.replied_at) })

export function myReviewShown(r: OrderReviewRow, now: Instant): MyReviewShown {
  const until = r.created_at.getTime() + (r.edit_days ?? REVIEW_SETTINGS[0].fallback) * DAY
  return {
    reviewId: r.review_id!, orderId: r.order_id, lineNo: r.line_no, stars: r.stars, body: r.body, at: iso(r.created_at), editedAt: r.edited_at && iso(r.edited_at), state: r.state, rejectedWhy: r.state === 'rejected' ? r.reason : null, pointsAwarded: r.points,
    reply: replyOf(r), editableUntil: until > now ? new Date(until).toISOString() : null,
  }
}

export function productReviewShown(r: ProductReviewRow, me: string, tiers: TierNames): ProductReviewShown {
  const name = nameShown(r)
  return { reviewId: r.review_id, author: { nameShown: name, face: [...name][0] ?? '', tier: tiers(r.tier_id), isShop: false, isMe: r.member_id === me }, stars: r.stars, body: r.body, at: iso(r.created_at), state: r.state, reply: replyOf(r) }
}

export const shopReviewShown = (r: ShopReviewRow, tiers: TierNames): ShopReviewShown => ({
  reviewId: r.review_id, memberId: r.member_id, memberName: r.member_name || `会员 ${r.member_no.slice(-4)}`, memberTier: tiers(r.tier_id), memberReviews: r.member_reviews, orderId: r.order_id, orderNo: r.order_no, boughtAt: iso(r.bought_at), refunded: r.line_left === 0, boughtSince: r.bought_since,
  sku: r.sku, productName: r.product_name, picture: r.picture, stars: r.stars, body: r.body, at: iso(r.created_at), editedAt: r.edited_at && iso(r.edited_at), state: r.state, reason: r.reason, pointsAwarded: r.points,
  check: { label: r.verdict?.label ?? 'unchecked', suggest: r.verdict?.suggest ?? 'unchecked', keyword: r.verdict?.keyword ?? null }, reply: replyOf(r),
})

/** Counts by stars, and their mean in tenths, rounded half up; null while nobody said anything. */
export function standingOf(rows: readonly SpreadRow[]): { count: number; starTenths: number | null; spread: number[] } {
  const of = [1, 2, 3, 4, 5].map((stars) => rows.find((r) => r.stars === stars)?.n ?? 0)
  const count = of.reduce((sum, n) => sum + n, 0)
  const stars = of.reduce((sum, n, i) => sum + n * (i + 1), 0)
  return { count, starTenths: count === 0 ? null : mulDiv(stars, 10, count, 'half-up'), spread: of }
}
