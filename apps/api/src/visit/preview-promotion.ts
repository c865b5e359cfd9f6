import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import type { MemberId, StoreId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, refuse, type Refused, type StaffCaller } from '../platform/http/index.js'
import { checkPromotion, promotionBoard, promotionOf } from '../promotion/index.js'
import { dryBatch } from './dry-batch.js'
import { factsOfBatch, quoteOfBatch, type QuoteAsk } from './quote-of-batch.js'
import { priceNeeds } from './settle-visit.js'
import { reasonOfUnused } from './wire-quote.js'
import { memberHere } from './visit.rows.js'

type Answer = AnswerOf<typeof routes.previewPromotion>

/** A draft that has no id yet. */
const DRAFT = '00000000-0000-7000-8000-000000000000'

/** A basket under a draft: the till's engine on the shop's own promotions, with the draft in the place of what is in force. */
@Controller()
export class PromotionPreview {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.previewPromotion)
  preview(@Input() input: InputOf<typeof routes.previewPromotion>, @Caller() caller: StaffCaller): Promise<Answer | Refused> {
    const now = input.at === null ? this.clock.now() : Date.parse(input.at)
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      if (input.memberId !== null && !(await memberHere(tx, input.memberId))) return refuse('member-unknown', {})
      const memberId = input.memberId as MemberId | null
      const batch = await dryBatch(tx, priceNeeds({ memberId, lines: input.lines, couponIds: [], points: 0 }), now)
      const ask: QuoteAsk = { memberId, storeId: input.storeId as StoreId | null, now, byCode: true, lines: input.lines, couponIds: null, usePoints: input.usePoints ? 'most' : 'none' }
      const facts = { ...factsOfBatch(batch, ask), shippingMinor: input.shippingMinor }
      const others = facts.promotions.filter((p) => p.id !== input.promotionId)
      const draft = input.terms && promotionOf({ promotion_id: input.promotionId ?? DRAFT, version: 1, terms: input.terms })
      const answer = quoteOfBatch(batch, ask, { ...facts, promotions: draft ? [...others, draft] : facts.promotions })
      if (!answer.ok) return refuse(answer.refusal.code, answer.refusal.facts)
      const without = draft ? quoteOfBatch(batch, ask, { ...facts, promotions: others }) : null
      const names = new Map([...others, ...(draft ? [draft] : []), ...(facts.shopper?.coupons ?? [])].map((o) => [o.id, o.name ?? '']))
      return {
        problems: input.terms ? checkPromotion(input.terms) : [], withIt: answer.quote, without: without?.ok ? { payMinor: without.quote.payMinor } : null,
        unused: answer.priced.quote.unused.map((u) => ({ id: u.id, title: names.get(u.id) ?? '', reason: reasonOfUnused(answer.priced, u.why, batch.of(promotionBoard).shop) })),
      }
    }, { readOnly: true })
  }
}
