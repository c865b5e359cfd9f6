import type { Instant, MemberId } from '@huitou/units'
import type { Verdict } from '../community/index.js'
import type { Tx } from '../platform/database/index.js'

export type ReviewState = 'checking' | 'queued' | 'shown' | 'rejected' | 'removed'
export interface LineRef { readonly orderId: string; readonly lineNo: number }

/** A line that a member bought. */
export interface BoughtLine extends LineRef {
  readonly memberId: MemberId
  readonly sku: string
  readonly name: string
  readonly picture: string
  /** neither a gift nor all given back */
  readonly kept: boolean
}

/** A review as the acts see it. */
export interface Review extends LineRef {
  readonly reviewId: string
  readonly memberId: MemberId
  readonly sku: string
  readonly productName: string
  readonly picture: string
  readonly createdAt: Instant
  stars: number
  body: string
  state: ReviewState
  revision: number
  verdict: Verdict | null
  editedAt: Instant | null
  shownAt: Instant | null
  decidedAt: Instant | null
  decidedBy: string | null
  reason: string
  points: number
  reply: string
  repliedAt: Instant | null
  repliedBy: string | null
}

interface Row { review_id: string; member_id: MemberId; order_id: string; line_no: number; sku: string; product_name: string; picture: string; stars: number; body: string; state: ReviewState; revision: number; verdict: Verdict | null; created_at: Date; edited_at: Date | null; shown_at: Date | null; decided_at: Date | null; decided_by: string | null; reason: string; points: number; reply: string; replied_at: Date | null; replied_by: string | null }
const ms = (at: Date | null): Instant | null => at?.getTime() ?? null
const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at))
const reviewOf = (r: Row): Review => ({
  reviewId: r.review_id, memberId: r.member_id, orderId: r.order_id, lineNo: r.line_no, sku: r.sku, productName: r.product_name, picture: r.picture, stars: r.stars, body: r.body, state: r.state, revision: r.revision, verdict: r.verdict,
  createdAt: r.created_at.getTime(), editedAt: ms(r.edited_at), shownAt: ms(r.shown_at), decidedAt: ms(r.decided_at), decidedBy: r.decided_by, reason: r.reason, points: r.points, reply: r.reply, repliedAt: ms(r.replied_at), repliedBy: r.replied_by,
})

/** The lines asked for that a member bought; the order is held, so that no refund takes them away meanwhile. */
export async function boughtLines(tx: Tx, refs: readonly LineRef[]): Promise<BoughtLine[]> {
  if (refs.length === 0) return []
  const rows = await tx.query<{ order_id: string; line_no: number; member_id: MemberId; sku: string; name: string; image: string; kept: boolean }>(
    `select l.order_id, l.line_no, o.member_id, l.sku, l.name, l.image, (not l.gift and l.refunded_quantity < l.quantity) as kept
     from unnest($2::uuid[], $3::int[]) w(order_id, line_no) join shop_order o on o.merchant_id = $1 and o.order_id = w.order_id join order_line l on l.merchant_id = $1 and l.order_id = w.order_id and l.line_no = w.line_no
     where o.member_id is not null and o.status <> 'undone' order by l.order_id, l.line_no for share of o`,
    [tx.merchantId, refs.map((r) => r.orderId), refs.map((r) => r.lineNo)])
  return rows.map((r) => ({ orderId: r.order_id, lineNo: r.line_no, memberId: r.member_id, sku: r.sku, name: r.name, picture: r.image, kept: r.kept }))
}

/** Reviews by their ids, or of these lines, locked. */
export const lockReviews = async (tx: Tx, ids: readonly string[], refs: readonly LineRef[]): Promise<Review[]> =>
  (await tx.query<Row>(
    `select r.* from review r where r.merchant_id = $1 and (r.review_id = any($2::uuid[]) or (r.order_id, r.line_no) in (select * from unnest($3::uuid[], $4::int[]))) order by r.review_id for update`,
    [tx.merchantId, ids, refs.map((r) => r.orderId), refs.map((r) => r.lineNo)])).map(reviewOf)

export const editDays = async (tx: Tx, key: string): Promise<number | undefined> =>
  (await tx.query<{ value: number }>('select value from setting where merchant_id = $1 and key = $2', [tx.merchantId, key]))[0]?.value

/** Writes reviews as they now stand; new ones appear. Answers how many rows it wrote. */
export const writeReviews = (tx: Tx, all: readonly Review[]): Promise<number> =>
  tx.run(
    `insert into review as k (merchant_id, review_id, member_id, order_id, line_no, sku, product_name, picture, stars, body, state, revision, verdict, created_at, edited_at, shown_at, decided_at, decided_by, reason, points, reply, replied_at, replied_by)
     select $1, r.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[], $11::text[], $12::int[], $13::jsonb[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::text[], $19::text[], $20::bigint[], $21::text[], $22::timestamptz[], $23::text[]) r
     on conflict (merchant_id, review_id) do update set stars = excluded.stars, body = excluded.body, state = excluded.state, revision = excluded.revision, verdict = excluded.verdict, edited_at = excluded.edited_at, shown_at = excluded.shown_at,
       decided_at = excluded.decided_at, decided_by = excluded.decided_by, reason = excluded.reason, points = excluded.points, reply = excluded.reply, replied_at = excluded.replied_at, replied_by = excluded.replied_by`,
    [tx.merchantId, all.map((r) => r.reviewId), all.map((r) => r.memberId), all.map((r) => r.orderId), all.map((r) => r.lineNo), all.map((r) => r.sku), all.map((r) => r.productName), all.map((r) => r.picture), all.map((r) => r.stars), all.map((r) => r.body), all.map((r) => r.state), all.map((r) => r.revision), all.map((r) => (r.verdict ? JSON.stringify(r.verdict) : null)),
      all.map((r) => new Date(r.createdAt)), all.map((r) => date(r.editedAt)), all.map((r) => date(r.shownAt)), all.map((r) => date(r.decidedAt)), all.map((r) => r.decidedBy), all.map((r) => r.reason), all.map((r) => r.points), all.map((r) => r.reply), all.map((r) => date(r.repliedAt)), all.map((r) => r.repliedBy)])
