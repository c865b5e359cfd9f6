import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, orNotFound, refuse, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/page.js'
import { isLimited } from './board.js'
import { checkPromotion } from './check-terms.js'
import { addPromotion, endPromotion, pausePromotion, publishPromotion } from './promotion-acts.js'
import { changeTerms, ensureCount, listPromotions, onePromotion, versionsOf, lockPromotions, readPromotions, type PromotionRow } from './promotion.rows.js'
import { wirePromotion } from './wire-promotion.js'

@Controller()
export class PromotionController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.listPromotions)
  async list(@Input() input: InputOf<typeof routes.listPromotions>, @Caller() caller: StaffCaller) {
    const rows = await this.database.read<PromotionRow>(caller.merchantId, listPromotions({ ...input, merchantId: caller.merchantId, after: readCursor(input.cursor) }))
    const now = this.clock.now()
    return pageOf(rows, input.limit, (r) => wirePromotion(r, now), (r) => [r.created_at.getTime(), r.promotion_id])
  }

  @Endpoint(routes.readPromotion)
  async read(@Input() { promotionId }: InputOf<typeof routes.readPromotion>, @Caller() caller: StaffCaller) {
    const [[row], versions] = await Promise.all([
      this.database.read<PromotionRow>(caller.merchantId, onePromotion(caller.merchantId, promotionId)),
      this.database.read<{ version: number; created_at: Date; orders: number }>(caller.merchantId, versionsOf(caller.merchantId, promotionId)),
    ])
    if (!row) throw notFound()
    return { promotion: wirePromotion(row, this.clock.now()), versions: versions.map((v) => ({ version: v.version, at: v.created_at.toISOString(), orders: v.orders })) }
  }

  @Endpoint(routes.addPromotion)
  add(@Input() input: InputOf<typeof routes.addPromotion>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(addPromotion, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: input })
  }

  @Endpoint(routes.changePromotion)
  change(@Input() { promotionId, ...terms }: InputOf<typeof routes.changePromotion>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      await lockPromotions(tx, [promotionId])
      const [before] = await readPromotions(tx, [promotionId])
      if (!before) throw notFound()
      if (before.state === 'ended') return refuse('promotion-ended')
      const problems = checkPromotion(terms)
      // what is in force stays whole: a change with problems is refused there, kept in a draft
      if (before.state !== 'draft' && problems.length > 0) return refuse('draft-has-problems', { problems })
      if (isLimited(terms)) await ensureCount(tx, promotionId)
      await changeTerms(tx, { promotionId, version: before.version + 1, terms, actor: actorOf(caller) }, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-promotion', subject: `promotion:${promotionId}`, before: before.terms, after: terms }, now)
      return { promotion: wirePromotion({ ...before, version: before.version + 1, terms }, now), problems }
    })
  }

  @Endpoint(routes.publishPromotion)
  async publish(@Input() { promotionId }: InputOf<typeof routes.publishPromotion>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return orNotFound(await this.groupCommit.submit(publishPromotion, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { promotionId } }))
  }

  @Endpoint(routes.pausePromotion)
  async pause(@Input() { promotionId }: InputOf<typeof routes.pausePromotion>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return orNotFound(await this.groupCommit.submit(pausePromotion, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { promotionId } }))
  }

  @Endpoint(routes.endPromotion)
  async end(@Input() { promotionId }: InputOf<typeof routes.endPromotion>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return orNotFound(await this.groupCommit.submit(endPromotion, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { promotionId } }))
  }
}
