import { Injectable } from '@nestjs/common'
import type { InputOf, routes } from '@huitou/contract'
import type { MemberId, OrderId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit, lookAgain, type Outcome } from '../platform/group-commit/index.js'
import { actorOf, refuse, type Refused, type StaffCaller } from '../platform/http/index.js'
import { dropReferrals } from '../points/index.js'
import { dryBatch } from './dry-batch.js'
import { ManagerPin } from './manager-pin.js'
import { decideRefund, refundNeeds, refundOrder, type RefundAnswer, type RefundOrder, type RefundPreview } from './refund-order.js'
import { orderHolder, type OrderHolder } from './settlement.rows.js'
import { visitSettingRows, visitSettings } from './visit-settings.js'

type Ask = InputOf<typeof routes.refundOrder>

/** Refunds: looked at first, then booked; above a clerk's limit only with a manager's PIN. */
@Injectable()
export class Refunds {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly pins: ManagerPin) {}

  async preview(caller: StaffCaller, ask: Ask): Promise<RefundPreview | Refused> {
    const request = await this.requestOf(caller, ask, false)
    if (!request) return refuse('order-unknown', { orderId: ask.orderId })
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      const decided = decideRefund(request, await dryBatch(tx, refundNeeds(request), now), { now, actId: PREVIEW, actor: '' })
      return decided.ok ? decided.preview : decided
    }, { readOnly: true })
  }

  async refund(caller: StaffCaller, key: string, ask: Ask): Promise<Outcome<RefundAnswer> | Refused> {
    const approved = ask.managerPin === undefined ? null : await this.pins.agree(caller, ask.managerPin)
    if (approved && !approved.ok) return approved
    return lookAgain(async () => {
      const request = await this.requestOf(caller, ask, approved !== null)
      if (!request) return refuse('order-unknown', { orderId: ask.orderId })
      const outcome = await this.groupCommit.submit(refundOrder, { merchantId: caller.merchantId, actor: actorOf(caller), key, request })
      // Who brought them loses what that order earned; were this to fail, the night asks again.
      if (outcome.ok) await dropReferrals({ database: this.database, groupCommit: this.groupCommit }, caller.merchantId, ask.orderId)
      return outcome
    })
  }

  private async requestOf(caller: StaffCaller, ask: Ask, approved: boolean): Promise<RefundOrder | null> {
    const { merchantId, staffId } = caller
    const [[order], settings] = await Promise.all([
      this.database.read<OrderHolder>(merchantId, orderHolder(merchantId, ask.orderId)),
      this.database.read<{ key: string; value: unknown }>(merchantId, visitSettingRows(merchantId)),
    ])
    if (!order) return null
    const limitMinor = approved || caller.role !== 'clerk' ? null : visitSettings(settings).clerkRefundMinor
    return { orderId: ask.orderId as OrderId, memberId: order.member_id as MemberId | null, lines: ask.lines, amountMinor: ask.amountMinor, reason: ask.reason, staffId, limitMinor, approved }
  }
}

const PREVIEW = '00000000-0000-7000-8000-000000000000'
