import { Controller, Req } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import type { MerchantId } from '@huitou/units'
import type { FastifyRequest } from 'fastify'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, speechOf, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/page.js'
import { merchantOf } from '../merchant/index.js'
import { claimCoupon } from './claim-coupon.js'
import { listClaimable, listClaims, readClaim, type ClaimRow } from './claim.rows.js'
import { claimableCard, claimedCard, scopeText, type Card, type CardShop } from './coupon-card.js'
import { couponDetail } from './coupon-detail.js'
import type { StockRow } from './coupon.rows.js'

/** The member's side: what may be claimed, what is in the wallet and why not usable. */
@Controller()
export class MyCouponsController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.listClaimable)
  async claimable(@Input() _: InputOf<typeof routes.listClaimable>, @Caller() caller: MemberCaller, @Req() request: FastifyRequest): Promise<{ items: Card[] }> {
    const rows = await this.database.read<StockRow & { mine: number; tier_id: string | null }>(caller.merchantId, listClaimable(caller.merchantId, caller.memberId))
    const now = this.clock.now()
    return { items: rows.flatMap((r) => claimableCard(r, { zone: r.zone, currency: r.currency, now, speech: speechOf(request) }) ?? []) }
  }

  @Endpoint(routes.claimCoupon, { limit: 'claim' })
  async claim(@Input() { couponId }: InputOf<typeof routes.claimCoupon>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Req() request: FastifyRequest) {
    const { merchantId, memberId } = caller
    const outcome = await this.groupCommit.submit(claimCoupon, { merchantId, actor: actorOf(caller), key, request: { memberId, couponId } })
    if (!outcome.ok && outcome.refusal.code === 'coupon-unknown') throw notFound('coupon-unknown')
    return outcome.ok ? { ...outcome.answer.card, scopeText: scopeText(outcome.answer, speechOf(request)) } : outcome
  }

  @Endpoint(routes.listMyCoupons)
  async mine(@Input() input: InputOf<typeof routes.listMyCoupons>, @Caller() caller: MemberCaller, @Req() request: FastifyRequest) {
    return this.page(caller.merchantId, caller.memberId, input.state, input, request)
  }

  @Endpoint(routes.readMyCoupon)
  async one(@Input() { memberCouponId }: InputOf<typeof routes.readMyCoupon>, @Caller() caller: MemberCaller, @Req() request: FastifyRequest) {
    const sql = readClaim(caller.merchantId, caller.memberId, memberCouponId)
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [shop, [row]] = await Promise.all([this.shop(tx, request), tx.query<ClaimRow>(sql.text, sql.values)])
      if (!row) throw notFound()
      return couponDetail(tx, row, shop)
    }, { readOnly: true })
  }

  @Endpoint(routes.listMemberCoupons)
  async ofMember(@Input() { memberId, ...input }: InputOf<typeof routes.listMemberCoupons>, @Caller() caller: StaffCaller, @Req() request: FastifyRequest) {
    return this.page(caller.merchantId, memberId, 'all', input, request)
  }

  private async page(merchantId: MerchantId, memberId: string, state: 'usable' | 'transit' | 'used' | 'over' | 'all', page: { cursor?: string | undefined; limit: number }, request: FastifyRequest) {
    const sql = listClaims({ merchantId, memberId, state, after: readCursor(page.cursor), limit: page.limit, now: this.clock.now() })
    const [shop, rows] = await this.database.inMerchant(merchantId, (tx) => Promise.all([this.shop(tx, request), tx.query<ClaimRow>(sql.text, sql.values)]), { readOnly: true })
    return pageOf(rows, page.limit, (r) => claimedCard(r, shop), (r) => [(state === 'usable' ? r.valid_until : r.claimed_at).getTime(), r.claim_id])
  }

  private async shop(tx: Tx, request: FastifyRequest): Promise<CardShop> {
    const { zone, currency } = await merchantOf(tx)
    return { zone, currency, now: this.clock.now(), speech: speechOf(request) }
  }
}
