import { Injectable } from '@nestjs/common'
import type { InputOf, routes } from '@huitou/contract'
import type { MemberId, MerchantId, StaffId } from '@huitou/units'
import type { SpeakIn } from '@huitou/words'
import { welcomeToTier } from '../care/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { GroupCommit, lookAgain, type Outcome } from '../platform/group-commit/index.js'
import { notFound, refuse, type MemberCaller, type Refused, type TillCaller } from '../platform/http/index.js'
import { dryBatch } from './dry-batch.js'
import { ManagerPin } from './manager-pin.js'
import { quoteOfBatch } from './quote-of-batch.js'
import { priceNeeds, settleVisit, type Settlement } from './settle-visit.js'
import { latestSettlement, settlementOf, type SettlementRow } from './settlement.rows.js'
import { showSettlement, showVisit, type WireVisit } from './show-visit.js'
import { askSpend, confirmSpend } from './spend-nod.js'
import { oneVisit, openVisitOf, visitOf, type OpenVisitRow, type VisitFacts, type VisitRow } from './visit.rows.js'
import type { WireQuote } from './wire-quote.js'

/** A visit from its price to its settlement. */
@Injectable()
export class Visits {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly pins: ManagerPin) {}

  async show(caller: TillCaller, visitId: string, speech: SpeakIn): Promise<WireVisit> {
    return this.database.inMerchant(caller.merchantId, async (tx) => showVisit(tx, await this.visit(tx, caller, visitId), { now: this.clock.now(), speech }), { readOnly: true })
  }

  async quote(caller: TillCaller, input: InputOf<typeof routes.quoteVisit>): Promise<WireQuote | Refused> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const visit = await this.visit(tx, caller, input.visitId)
      const now = this.clock.now()
      if (visit.settledAt !== null || visit.expiresAt <= now) return refuse('visit-over', { visitId: visit.visitId })
      const couponIds = input.memberCouponIds ?? null
      const batch = await dryBatch(tx, priceNeeds({ memberId: visit.memberId, lines: input.lines, couponIds: couponIds ?? [], points: 0 }), now)
      const answer = quoteOfBatch(batch, { memberId: visit.memberId, storeId: visit.storeId, now, byCode: visit.byCode, onlyClaims: visit.claimIds, lines: input.lines, couponIds, usePoints: input.usePoints })
      return answer.ok ? answer.quote : answer
    }, { readOnly: true })
  }

  async settle(caller: TillCaller, key: string, input: InputOf<typeof routes.settleVisit>): Promise<Settlement | Outcome<never> | Refused> {
    const agreed = input.managerPin === undefined ? null : await this.pins.agree(caller, input.managerPin, caller.staffId)
    if (agreed && !agreed.ok) return agreed
    return lookAgain(() => this.settleOnce(caller, key, input, agreed?.staffId))
  }

  private async settleOnce(caller: TillCaller, key: string, input: InputOf<typeof routes.settleVisit>, allowedBy: StaffId | undefined): Promise<Settlement | Outcome<never>> {
    const { merchantId, tillId, storeId, staffId } = caller
    const [row] = await this.database.read<VisitRow>(merchantId, oneVisit(merchantId, input.visitId))
    if (!row || row.store_id !== storeId) throw notFound()
    const outcome = await this.groupCommit.submit(settleVisit, {
      merchantId, actor: `till:${tillId}`, key,
      request: { visitId: input.visitId, tillId, storeId, staffId, memberId: row.member_id, lines: input.lines, couponIds: input.memberCouponIds, points: input.points, stamp: input.stamp, payMinor: input.payMinor, tenders: input.tenders, allowedBy },
    })
    if (!outcome.ok) {
      if (outcome.refusal.code === 'confirmation-needed' && row.member_id) await this.ask(merchantId, { visitId: input.visitId, memberId: row.member_id, points: input.points })
      return outcome
    }
    const settled = await this.settlement(merchantId, outcome.answer.orderId)
    // The pack of a tier comes while the shopper stands there; were this to fail, the night gives it.
    if (row.member_id && settled.tierAfter?.tierId !== settled.tierBefore?.tierId) await welcomeToTier({ database: this.database, groupCommit: this.groupCommit }, merchantId, row.member_id, this.clock.now())
    return settled
  }

  async settlement(merchantId: MerchantId, orderId: string): Promise<Settlement> {
    return this.database.inMerchant(merchantId, async (tx) => {
      const sql = settlementOf(merchantId, orderId)
      const [row] = await tx.query<SettlementRow>(sql.text, sql.values)
      if (!row) throw notFound()
      return showSettlement(tx, row, this.clock.now())
    }, { readOnly: true })
  }

  async latest(caller: MemberCaller): Promise<Settlement | null> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const sql = latestSettlement(caller.merchantId, caller.memberId)
      const [row] = await tx.query<SettlementRow>(sql.text, sql.values)
      return row ? showSettlement(tx, row, this.clock.now()) : null
    }, { readOnly: true })
  }

  async openOf(caller: MemberCaller): Promise<OpenVisitRow | null> {
    return (await this.database.read<OpenVisitRow>(caller.merchantId, openVisitOf(caller.merchantId, caller.memberId, this.clock.now())))[0] ?? null
  }

  async confirm(caller: MemberCaller, key: string, ask: { visitId: string; points: number }): Promise<Outcome<{ done: true }>> {
    const [row] = await this.database.read<VisitRow>(caller.merchantId, oneVisit(caller.merchantId, ask.visitId))
    if (row?.member_id !== caller.memberId) throw notFound()
    return this.groupCommit.submit(confirmSpend, { merchantId: caller.merchantId, actor: `member:${caller.memberId}`, key, request: { visitId: ask.visitId, memberId: caller.memberId, points: ask.points } })
  }

  /** The question goes to the phone once for an amount, however often the till asks. */
  private async ask(merchantId: MerchantId, ask: { visitId: string; memberId: MemberId; points: number }): Promise<void> {
    await this.groupCommit.submit(askSpend, { merchantId, actor: 'system', key: `ask/${ask.visitId}/${ask.points}`.slice(0, 64), request: ask })
  }

  /** A visit of the caller's store: tills of other stores see none. */
  private async visit(tx: Tx, caller: TillCaller, visitId: string): Promise<VisitFacts> {
    const sql = oneVisit(caller.merchantId, visitId)
    const [row] = await tx.query<VisitRow>(sql.text, sql.values)
    if (!row || row.store_id !== caller.storeId) throw notFound()
    return visitOf(row)
  }
}
