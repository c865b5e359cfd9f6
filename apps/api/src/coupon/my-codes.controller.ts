import { Controller, Req } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import type { FastifyRequest } from 'fastify'
import { GroupCommit, type Outcome } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, speechOf, type MemberCaller } from '../platform/http/index.js'
import type { Given } from './claim-coupon.js'
import { CouponPasses } from './coupon-passes.js'
import { scopeText } from './coupon-card.js'
import { exchangeCoupon } from './exchange-coupon.js'
import { RedeemCodes } from './redeem-codes.js'

/** The member's other ways to a coupon: a code, or points; and the codes of those they have. */
@Controller()
export class MyCodesController {
  constructor(private readonly groupCommit: GroupCommit, private readonly codes: RedeemCodes, private readonly passes: CouponPasses) {}

  @Endpoint(routes.showCouponCode)
  show(@Input() { memberCouponId }: InputOf<typeof routes.showCouponCode>, @Caller() caller: MemberCaller) {
    return this.passes.show(caller, memberCouponId)
  }

  @Endpoint(routes.redeemCode, { limit: 'claim' })
  async redeem(@Input() { code }: InputOf<typeof routes.redeemCode>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Req() request: FastifyRequest) {
    return card(await this.codes.redeem({ merchantId: caller.merchantId, memberId: caller.memberId, actor: actorOf(caller), address: request.ip, key, code }), request)
  }

  @Endpoint(routes.exchangeCoupon, { limit: 'claim' })
  async exchange(@Input() { couponId, points }: InputOf<typeof routes.exchangeCoupon>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Req() request: FastifyRequest) {
    const outcome = await this.groupCommit.submit(exchangeCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { memberId: caller.memberId, couponId, points } })
    if (!outcome.ok && outcome.refusal.code === 'coupon-unknown') throw notFound('coupon-unknown')
    return card(outcome, request)
  }
}

const card = (outcome: Outcome<Given>, request: FastifyRequest) => (outcome.ok ? { ...outcome.answer.card, scopeText: scopeText(outcome.answer, speechOf(request)) } : outcome)
