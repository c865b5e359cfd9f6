import { Controller, Req } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, orNotFound, refuse, speechOf, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/page.js'
import { checkCoupon } from '../promotion/index.js'
import { budgetOutlook } from './budget-outlook.js'
import { addCoupon, pauseCoupon, publishCoupon, revokeCoupon } from './coupon-acts.js'
import { changeTerms, listCoupons, lockStocks, readCoupons, type CouponRow } from './coupon.rows.js'
import { issueCoupon } from './claim-coupon.js'
import { scopeText } from './coupon-card.js'
import { wireCoupon } from './wire-coupon.js'

/** The owner's side: coupons drafted, published, paused, taken back, given by hand. */
@Controller()
export class CouponController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.listCoupons)
  async list(@Input() input: InputOf<typeof routes.listCoupons>, @Caller() caller: StaffCaller) {
    const rows = await this.database.read<CouponRow>(caller.merchantId, listCoupons({ ...input, merchantId: caller.merchantId, after: readCursor(input.cursor), now: this.clock.now() }))
    return pageOf(rows, input.limit, wireCoupon, (r) => [r.created_at.getTime(), r.coupon_id])
  }

  @Endpoint(routes.addCoupon)
  add(@Input() input: InputOf<typeof routes.addCoupon>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(addCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: input })
  }

  @Endpoint(routes.readCoupon)
  async read(@Input() { couponId }: InputOf<typeof routes.readCoupon>, @Caller() caller: StaffCaller) {
    const [row] = await this.database.inMerchant(caller.merchantId, (tx) => readCoupons(tx, [couponId], this.clock.now()), { readOnly: true })
    if (!row) throw notFound()
    return wireCoupon(row)
  }

  @Endpoint(routes.changeCoupon)
  change(@Input() { couponId, ...terms }: InputOf<typeof routes.changeCoupon>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      await lockStocks(tx, [couponId])
      const [before] = await readCoupons(tx, [couponId], now)
      if (!before) throw notFound()
      if (before.state === 'ended') return refuse('coupon-ended')
      if (terms.total !== null && terms.total < before.claimed) return refuse('total-below-claimed', { claimed: before.claimed })
      if (terms.budgetMinor != null && (terms.budgetStops ?? 'use') === 'use' && terms.budgetMinor < before.spent_minor) return refuse('budget-below-spent', { spentMinor: before.spent_minor })
      const problems = checkCoupon(terms)
      // what is being claimed stays whole: a change with problems is kept in drafts only
      if (before.state !== 'draft' && problems.length > 0) return refuse('draft-has-problems', { problems })
      await changeTerms(tx, { couponId, terms, actor: actorOf(caller) }, before.version + 1, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-coupon', subject: `coupon:${couponId}`, before: before.terms, after: terms }, now)
      return { coupon: wireCoupon({ ...before, version: before.version + 1, terms }), problems }
    })
  }

  @Endpoint(routes.publishCoupon)
  async publish(@Input() { couponId }: InputOf<typeof routes.publishCoupon>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return orNotFound(await this.groupCommit.submit(publishCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { couponId } }))
  }

  @Endpoint(routes.pauseCoupon)
  async pause(@Input() { couponId }: InputOf<typeof routes.pauseCoupon>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return orNotFound(await this.groupCommit.submit(pauseCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { couponId } }))
  }

  @Endpoint(routes.forecastBudget)
  async forecast(@Input() { couponId }: InputOf<typeof routes.forecastBudget>, @Caller() caller: StaffCaller): Promise<AnswerOf<typeof routes.forecastBudget>> {
    const budget = await budgetOutlook(this.database, caller.merchantId, couponId, this.clock.now())
    if (budget === undefined) throw notFound()
    return { budget }
  }

  @Endpoint(routes.revokeUnused)
  async revoke(@Input() input: InputOf<typeof routes.revokeUnused>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return orNotFound(await this.groupCommit.submit(revokeCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: input }))
  }

  @Endpoint(routes.issueCoupon)
  async issue(@Input() { couponId, memberId, reason }: InputOf<typeof routes.issueCoupon>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string, @Req() request: FastifyRequest) {
    const outcome = await this.groupCommit.submit(issueCoupon, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { couponId, memberId: memberId as MemberId, reason } })
    if (!outcome.ok && (outcome.refusal.code === 'coupon-unknown' || outcome.refusal.code === 'member-unknown')) throw notFound(outcome.refusal.code)
    return outcome.ok ? { ...outcome.answer.card, scopeText: scopeText(outcome.answer, speechOf(request)) } : outcome
  }
}
