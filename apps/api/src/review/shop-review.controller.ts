import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import type { MemberId, MerchantId } from '@huitou/units'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, refuse, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { tierNames } from '../tier/index.js'
import { decideReview, replyReview } from './decide-review.js'
import { oneReview, shopReviews, spread, type ShopReviewRow, type SpreadRow } from './review-list.rows.js'
import { shopReviewShown, standingOf } from './show-review.js'

type R = typeof routes

/** Reviews as the shop sees them: what waits, what is shown, what has no answer yet. */
@Controller()
export class ShopReviewController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit) {}

  @Endpoint(routes.listReviews)
  async list(@Caller() { merchantId }: StaffCaller, @Input() input: InputOf<R['listReviews']>): Promise<AnswerOf<R['listReviews']>> {
    const after = readCursor(input.cursor)
    const [rows, counts, tiers] = await Promise.all([
      this.database.read<ShopReviewRow>(merchantId, shopReviews({ ...input, merchantId, after })),
      this.database.read<SpreadRow>(merchantId, spread({ merchantId, sku: input.sku })),
      tierNames(this.database, merchantId),
    ])
    const sum = (of: (r: SpreadRow) => number): number => counts.reduce((n, r) => n + of(r), 0)
    return { ...standingOf(counts), waiting: sum((r) => r.waiting), unanswered: sum((r) => r.unanswered), ...pageOf(rows, input.limit, (r) => shopReviewShown(r, tiers), (r) => [r.created_at.getTime(), r.review_id]) }
  }

  @Endpoint(routes.decideReview)
  async decide(@Caller() caller: StaffCaller, @IdempotencyKey() key: string, @Input() { reviewId, decision, reason }: InputOf<R['decideReview']>) {
    const before = await this.one(caller.merchantId, reviewId)
    if (!before) return refuse('review-unknown', { reviewId })
    const done = await this.groupCommit.submit(decideReview, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { memberId: before.member_id as MemberId, reviewId, decision, reason } })
    return done.ok ? this.shown(caller.merchantId, reviewId) : done
  }

  @Endpoint(routes.replyReview)
  async reply(@Caller() caller: StaffCaller, @IdempotencyKey() key: string, @Input() { reviewId, body }: InputOf<R['replyReview']>) {
    const before = await this.one(caller.merchantId, reviewId)
    if (!before) return refuse('review-unknown', { reviewId })
    const done = await this.groupCommit.submit(replyReview, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { memberId: before.member_id as MemberId, reviewId, body } })
    return done.ok ? this.shown(caller.merchantId, reviewId) : done
  }

  private async one(merchantId: MerchantId, reviewId: string): Promise<ShopReviewRow | undefined> {
    return (await this.database.read<ShopReviewRow>(merchantId, oneReview(merchantId, reviewId)))[0]
  }

  private async shown(merchantId: MerchantId, reviewId: string): Promise<AnswerOf<R['decideReview']>> {
    const [row, tiers] = await Promise.all([this.one(merchantId, reviewId), tierNames(this.database, merchantId)])
    return shopReviewShown(row!, tiers)
  }
}
