import type { Sql } from '../platform/database/index.js'
import type { Verdict } from '../community/index.js'
import type { ReviewState } from './shelf.rows.js'

export interface OrderReviewRow { order_id: string; line_no: number; sku: string; name: string; image: string; kept: boolean; review_id: string | null; stars: number; body: string; state: ReviewState; created_at: Date; edited_at: Date | null; reason: string; points: number; reply: string; replied_at: Date | null; edit_days: number | null }

const EDIT_DAYS = "(select (value #>> '{}')::int from setting where merchant_id = $1 and key = 'review-edit-days') as edit_days"

/** The lines of a member's order, each with its review. No row: no such order of theirs. */
export const orderReviews = (ask: { merchantId: string; memberId: string; orderId: string }): Sql => ({
  text: `select l.order_id, l.line_no, l.sku, l.name, l.image, (not l.gift and l.refunded_quantity < l.quantity) as kept, r.review_id, r.stars, r.body, r.state, r.created_at, r.edited_at, r.reason, coalesce(r.points, 0)::bigint as points, r.reply, r.replied_at, ${EDIT_DAYS}
    from shop_order o join order_line l using (merchant_id, order_id) left join review r on r.merchant_id = $1 and r.order_id = l.order_id and r.line_no = l.line_no and r.state <> 'removed'
    where o.merchant_id = $1 and o.member_id = $2 and o.order_id = $3 and o.status <> 'undone' order by l.line_no`,
  values: [ask.merchantId, ask.memberId, ask.orderId],
})

/** One review as its author reads it. */
export const myReview = (ask: { merchantId: string; memberId: string; reviewId: string }): Sql => ({
  text: `select r.order_id, r.line_no, r.sku, r.product_name as name, r.picture as image, true as kept, r.review_id, r.stars, r.body, r.state, r.created_at, r.edited_at, r.reason, r.points, r.reply, r.replied_at, ${EDIT_DAYS}
    from review r where r.merchant_id = $1 and r.member_id = $2 and r.review_id = $3 and r.state <> 'removed'`,
  values: [ask.merchantId, ask.memberId, ask.reviewId],
})

export const reviewState = (merchantId: string, reviewId: string): Sql => ({ text: 'select state, revision from review where merchant_id = $1 and review_id = $2', values: [merchantId, reviewId] })

export interface ProductReviewRow { review_id: string; member_id: string; member_name: string; member_no: string; member_source: string; tier_id: string | null; stars: number; body: string; state: ReviewState; created_at: Date; reply: string; replied_at: Date | null }

/** Shown reviews of a product, newest first. */
export const productReviews = (ask: { merchantId: string; sku: string; stars?: number; after: readonly [number, string] | null; limit: number }): Sql => ({
  text: `select r.review_id, r.member_id, m.name as member_name, m.member_no, m.source as member_source, m.tier_id, r.stars, r.body, r.state, r.created_at, r.reply, r.replied_at
    from review r join member m using (merchant_id, member_id) where r.merchant_id = $1 and r.sku = $2 and r.state = 'shown' and ($3::int is null or r.stars = $3)
    and ($4::timestamptz is null or (r.created_at, r.review_id) < ($4, $5::uuid)) order by r.created_at desc, r.review_id desc limit $6`,
  values: [ask.merchantId, ask.sku, ask.stars ?? null, ask.after ? new Date(ask.after[0]) : null, ask.after?.[1] ?? null, ask.limit + 1],
})

export interface SpreadRow { stars: number; n: number; waiting: number; unanswered: number }
/** How many shown reviews give how many stars, and how many wait; of one product, or of all. */
export const spread = (ask: { merchantId: string; sku?: string }): Sql => ({
  text: `select stars, count(*) filter (where state = 'shown')::int as n, count(*) filter (where state in ('queued', 'checking'))::int as waiting, count(*) filter (where state = 'shown' and reply = '')::int as unanswered
    from review where merchant_id = $1 and ($2::text is null or sku = $2) group by stars`,
  values: [ask.merchantId, ask.sku ?? null],
})

/** What a product is called: by the shop's list, or by what was sold under that number. */
export const productFace = (merchantId: string, sku: string): Sql => ({
  text: `select name, picture from (select 1 as n, name, picture from product where merchant_id = $1 and sku = $2 union all (select 2, product_name, picture from review where merchant_id = $1 and sku = $2 and state = 'shown' order by created_at desc limit 1)) f order by n limit 1`,
  values: [merchantId, sku],
})

export interface ShopReviewRow extends ProductReviewRow { order_id: string; order_no: string; bought_at: Date; line_left: number | null; bought_since: number; member_reviews: number; sku: string; product_name: string; picture: string; edited_at: Date | null; reason: string; points: number; verdict: Verdict | null }

const SHOP = `select r.review_id, r.member_id, m.name as member_name, m.member_no, m.source as member_source, m.tier_id, r.stars, r.body, r.state, r.created_at, r.reply, r.replied_at, r.order_id, o.order_no, o.paid_at as bought_at,
    (select l.quantity - l.refunded_quantity from order_line l where l.merchant_id = $1 and l.order_id = r.order_id and l.line_no = r.line_no) as line_left,
    (select count(*) from shop_order s where s.merchant_id = $1 and s.member_id = r.member_id and s.paid_at > r.created_at and s.status not in ('undone', 'refunded'))::int as bought_since,
    (select count(*) from review q where q.merchant_id = $1 and q.member_id = r.member_id)::int as member_reviews,
    r.sku, r.product_name, r.picture, r.edited_at, r.reason, r.points, r.verdict
  from review r join member m using (merchant_id, member_id) join shop_order o on o.merchant_id = r.merchant_id and o.order_id = r.order_id where r.merchant_id = $1`
const OF = { waiting: "r.state in ('queued', 'checking')", shown: "r.state = 'shown'", unanswered: "r.state = 'shown' and r.reply = ''", rejected: "r.state = 'rejected'" } as const

/** What waits stands oldest first, everything else newest first. */
export const shopReviews = (ask: { merchantId: string; state: keyof typeof OF; sku?: string; stars?: number; after: readonly [number, string] | null; limit: number }): Sql => {
  const [sign, way] = ask.state === 'waiting' ? ['>', 'asc'] : ['<', 'desc']
  return {
    text: `${SHOP} and ${OF[ask.state]} and ($2::text is null or r.sku = $2) and ($3::int is null or r.stars = $3) and ($4::timestamptz is null or (r.created_at, r.review_id) ${sign} ($4, $5::uuid)) order by r.created_at ${way}, r.review_id ${way} limit $6`,
    values: [ask.merchantId, ask.sku ?? null, ask.stars ?? null, ask.after ? new Date(ask.after[0]) : null, ask.after?.[1] ?? null, ask.limit + 1],
  }
}
export const oneReview = (merchantId: string, reviewId: string): Sql => ({ text: `${SHOP} and r.review_id = $2 and r.state <> 'removed'`, values: [merchantId, reviewId] })
