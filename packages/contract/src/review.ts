import * as z from 'zod/mini'
import { Author, PostState } from './community.js'
import { route } from './route.js'
import { At, Count, Id, Points, TierRef, pageQuery, text } from './schema.js'

const room = 'review'
const reviewId = z.object({ reviewId: Id })
const Stars = z.int().check(z.minimum(1), z.maximum(5))
const Body = z.object({ stars: Stars, body: text(500, 5) })
const Reply = z.nullable(z.object({ body: z.string(), at: At }))
const LineNo = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100_000))
/** Tenths of a star: 46 reads 4.6. */
const Standing = { count: Count, starTenths: z.nullable(z.int()), spread: z.array(Count) }
const Sku = text(60, 1)
export const MyReview = z.object({ reviewId: Id, orderId: Id, lineNo: z.int(), stars: Stars, body: z.string(), at: At, editedAt: z.nullable(At), state: PostState, rejectedWhy: z.nullable(z.string()), pointsAwarded: Points, reply: Reply, editableUntil: z.nullable(At) })
export const ProductReview = z.object({ reviewId: Id, author: Author, stars: Stars, body: z.string(), at: At, state: PostState, reply: Reply })
export const ShopReview = z.object({
  reviewId: Id, memberId: Id, memberName: z.string(), memberTier: z.nullable(TierRef), memberReviews: Count, orderId: Id, orderNo: z.string(), boughtAt: At, refunded: z.boolean(), boughtSince: Count,
  sku: z.string(), productName: z.string(), picture: z.string(), stars: Stars, body: z.string(), at: At, editedAt: z.nullable(At), state: PostState, reason: z.string(), pointsAwarded: Points,
  check: z.object({ label: z.string(), suggest: z.enum(['pass', 'review', 'risky', 'unchecked']), keyword: z.nullable(z.string()) }), reply: Reply,
})
const oneOf = { sku: z.optional(Sku), stars: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(5))) }

export const reviewRoutes = {
  readOrderReviews: route({ method: 'GET', room, access: ['member'], path: '/api/me/orders/{orderId}/reviews', summary: 'The lines of my order with what I said of each, and whether I may', params: z.object({ orderId: Id }), ok: z.object({ points: Points, lines: z.array(z.object({ lineNo: z.int(), sku: z.string(), name: z.string(), picture: z.string(), may: z.boolean(), review: z.nullable(MyReview) })) }) }),
  writeReview: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/orders/{orderId}/lines/{lineNo}/review', summary: 'Say something of what I bought: once a line; checked before anyone else sees it', params: z.object({ orderId: Id, lineNo: LineNo }), body: Body, status: 201, ok: MyReview, refusals: ['order-unknown', 'review-written', 'review-not-open', 'consent-withdrawn', 'content-refused'] }),
  changeReview: route({ method: 'PUT', room, access: ['member'], act: true, path: '/api/me/reviews/{reviewId}', summary: 'Change it, for some days; it is checked again, points stay as they are', params: reviewId, body: Body, ok: MyReview, refusals: ['review-unknown', 'review-closed', 'consent-withdrawn', 'content-refused'] }),
  listProductReviews: route({ method: 'GET', room, access: ['member'], path: '/api/me/reviews', summary: 'What members say of a product, by people who bought it', query: z.object({ ...pageQuery, sku: Sku, stars: oneOf.stars }), ok: z.object({ name: z.string(), picture: z.string(), ...Standing, items: z.array(ProductReview), next: z.nullable(z.string()) }) }),
  listReviews: route({ method: 'GET', room, access: ['manager'], path: '/api/reviews', summary: 'Reviews: what waits (oldest first), what is shown, what has no answer yet', query: z.object({ ...pageQuery, ...oneOf, state: z._default(z.enum(['waiting', 'shown', 'unanswered', 'rejected']), 'waiting') }), ok: z.object({ ...Standing, waiting: Count, unanswered: Count, items: z.array(ShopReview), next: z.nullable(z.string()) }) }),
  decideReview: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/reviews/{reviewId}/decision', summary: 'Show it, or send it back with a reason', params: reviewId, body: z.object({ decision: z.enum(['approve', 'reject']), reason: z._default(text(200), '') }), ok: ShopReview, refusals: ['review-unknown', 'reason-missing'] }),
  replyReview: route({ method: 'PUT', room, access: ['manager'], act: true, path: '/api/reviews/{reviewId}/reply', summary: 'Answer below it in the shop\'s name; said again it replaces the answer', params: reviewId, body: z.object({ body: text(500, 1) }), ok: ShopReview, refusals: ['review-unknown', 'review-not-shown'] }),
} as const
