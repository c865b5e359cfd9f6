import { Controller, Req } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import type { FastifyRequest } from 'fastify'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, orNotFound, speechOf, type MemberCaller } from '../platform/http/index.js'
import { merchantOf } from '../merchant/index.js'
import { wireReason } from '../promotion/index.js'
import { readClaims } from './claim.rows.js'
import { claimedCard } from './coupon-card.js'
import { readCouponGifts, type CouponGiftRow } from './gift.rows.js'
import { sendCoupon, takeCoupon, withdrawCoupon } from './give-coupon.js'

type R = typeof routes

/** A coupon from one member to another, by a link that only the sender has to give away: its id is 74 random bits. */
@Controller()
export class CouponGiftsController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.sendCoupon, { limit: 'claim' })
  async send(@Input() { memberCouponId }: InputOf<R['sendCoupon']>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    const outcome = orNotFound(await this.groupCommit.submit(sendCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { memberId: caller.memberId, claimId: memberCouponId } }))
    if (outcome.ok) return outcome
    const shop = await this.database.inMerchant(caller.merchantId, merchantOf, { readOnly: true })
    return { ok: false as const, refusal: wireReason(outcome.refusal, shop) }
  }

  @Endpoint(routes.readCouponGift, { limit: 'claim' })
  read(@Input() { giftId }: InputOf<R['readCouponGift']>, @Caller() caller: MemberCaller, @Req() request: FastifyRequest): Promise<AnswerOf<R['readCouponGift']>> {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const g = await this.gift(tx, giftId)
      const [[row], shop] = await Promise.all([readClaims(tx, { claimIds: [g.claim_id], orderIds: [], membersWithAll: [] }, now), merchantOf(tx)])
      const state = g.state === 'waiting' && g.until_at.getTime() <= now ? 'returned' as const : g.state
      // the friend sees what it is, not where it lies in the sender's wallet
      const card = { ...claimedCard(row!, { ...shop, now, speech: speechOf(request) }), memberCouponId: null, claimedAt: null, redeemedAt: null, orderNo: null }
      return { giftId, mine: g.from_member === caller.memberId, called: g.from_called, title: g.terms.title, card, state, sentAt: g.sent_at.toISOString(), until: g.until_at.toISOString(), memberCouponId: g.to_member === caller.memberId ? g.given_claim_id : null }
    }, { readOnly: true })
  }

  @Endpoint(routes.takeCoupon, { limit: 'claim' })
  async take(@Input() { giftId }: InputOf<R['takeCoupon']>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    const gift = await this.known(caller, giftId)
    return this.groupCommit.submit(takeCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { giftId, from: gift.from_member, claimId: gift.claim_id, to: caller.memberId } })
  }

  @Endpoint(routes.withdrawCoupon)
  async withdraw(@Input() { giftId }: InputOf<R['withdrawCoupon']>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    const gift = await this.known(caller, giftId)
    if (gift.from_member !== caller.memberId) throw notFound()
    return this.groupCommit.submit(withdrawCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { giftId, from: gift.from_member, claimId: gift.claim_id } })
  }

  private known(caller: MemberCaller, giftId: string): Promise<CouponGiftRow> {
    return this.database.inMerchant(caller.merchantId, (tx) => this.gift(tx, giftId), { readOnly: true })
  }

  private async gift(tx: Tx, giftId: string): Promise<CouponGiftRow> {
    const [gift] = await readCouponGifts(tx, [giftId])
    if (!gift) throw notFound()
    return gift
  }
}
