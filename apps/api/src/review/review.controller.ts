import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, notFound, type MemberCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { rulesAt, termsOf } from '../points/index.js'
import { tierNames } from '../tier/index.js'
import { myReview, orderReviews, productFace, productReviews, spread, type OrderReviewRow, type ProductReviewRow, type SpreadRow } from './review-list.rows.js'
import { Reviews } from './reviews.js'
import { myReviewShown, productReviewShown, standingOf, type MyReviewShown } from './show-review.js'

type R = typeof routes

/** Reviews as members write and read them. */
@Controller()
export class ReviewController {
  constructor(private readonly reviews: Reviews, private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.readOrderReviews)
  async ofOrder(@Caller() caller: MemberCaller, @Input() { orderId }: InputOf<R['readOrderReviews']>): Promise<AnswerOf<R['readOrderReviews']>> {
    const rows = await this.database.read<OrderReviewRow>(caller.merchantId, orderReviews({ merchantId: caller.merchantId, memberId: caller.memberId, orderId }))
    if (rows.length === 0) throw notFound()
    const now = this.clock.now()
    const points = await this.database.inMerchant(caller.merchantId, async (tx) => rulesAt(await termsOf(tx), now).rules.reduce((sum, r) => sum + (r.on === 'review' && r.wallet === 'points' ? (r.fixedPoints ?? 0) : 0), 0), { readOnly: true })
    return { points, lines: rows.map((r) => ({ lineNo: r.line_no, sku: r.sku, name: r.name, picture: r.image, may: r.kept && r.review_id === null, review: r.review_id === null ? null : myReviewShown(r, now) })) }
  }

  @Endpoint(routes.writeReview, { limit: 'post' })
  async write(@Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Input() input: InputOf<R['writeReview']>) {
    const done = await this.reviews.write(caller, key, input)
    return done.ok ? this.mine(caller, done.answer.reviewId) : done
  }

  @Endpoint(routes.changeReview, { limit: 'post' })
  async change(@Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Input() input: InputOf<R['changeReview']>) {
    const done = await this.reviews.change(caller, key, input)
    return done.ok ? this.mine(caller, done.answer.reviewId) : done
  }

  @Endpoint(routes.listProductReviews)
  async ofProduct(@Caller() { merchantId, memberId }: MemberCaller, @Input() input: InputOf<R['listProductReviews']>): Promise<AnswerOf<R['listProductReviews']>> {
    const after = readCursor(input.cursor)
    const [rows, counts, [face], tiers] = await Promise.all([
      this.database.read<ProductReviewRow>(merchantId, productReviews({ merchantId, sku: input.sku, stars: input.stars, after, limit: input.limit })),
      this.database.read<SpreadRow>(merchantId, spread({ merchantId, sku: input.sku })),
      this.database.read<{ name: string; picture: string }>(merchantId, productFace(merchantId, input.sku)),
      tierNames(this.database, merchantId),
    ])
    if (!face) throw notFound()
    return { ...face, ...standingOf(counts), ...pageOf(rows, input.limit, (r) => productReviewShown(r, memberId, tiers), (r) => [r.created_at.getTime(), r.review_id]) }
  }

  private async mine({ merchantId, memberId }: MemberCaller, reviewId: string): Promise<MyReviewShown> {
    const [row] = await this.database.read<OrderReviewRow>(merchantId, myReview({ merchantId, memberId, reviewId }))
    if (!row) throw notFound()
    return myReviewShown(row, this.clock.now())
  }
}
