import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, notFound, type MemberCaller } from '../platform/http/index.js'
import { readBooks } from '../points/index.js'
import { IssueCodeAliases } from './issue-code-aliases.js'
import { markSeen } from './settlement.rows.js'
import { worthOf } from './show-visit.js'
import { Visits } from './visits.js'

type R = typeof routes

/** The visit on the member's own phone: the code before it, the nod in it, what it came to. */
@Controller()
export class MyVisitController {
  constructor(private readonly codes: IssueCodeAliases, private readonly visits: Visits, private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.issueCodeAliases)
  issue(@Caller() caller: MemberCaller, @Input() input: InputOf<R['issueCodeAliases']>): Promise<AnswerOf<R['issueCodeAliases']>> {
    return this.codes.issue(caller, input)
  }

  @Endpoint(routes.readOpenVisit)
  async open(@Caller() caller: MemberCaller): Promise<AnswerOf<R['readOpenVisit']>> {
    const row = await this.visits.openOf(caller)
    if (!row) return { visit: null }
    const asks = row.asked_points !== null && row.asked_points > (row.agreed_points ?? 0) ? row.asked_points : null
    const worth = asks === null ? null : await this.worth(caller, asks)
    return { visit: { visitId: row.visit_id, storeName: row.store_name, endsAt: row.expires_at.toISOString(), asksPoints: asks, asksWorthMinor: worth } }
  }

  @Endpoint(routes.confirmSpend)
  confirm(@Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Input() input: InputOf<R['confirmSpend']>) {
    return this.visits.confirm(caller, key, input)
  }

  @Endpoint(routes.readLastSettlement)
  async latest(@Caller() caller: MemberCaller): Promise<AnswerOf<R['readLastSettlement']>> {
    return { settlement: await this.visits.latest(caller) }
  }

  @Endpoint(routes.seeSettlement)
  async see(@Caller() caller: MemberCaller, @Input() { orderId }: InputOf<R['seeSettlement']>): Promise<AnswerOf<R['seeSettlement']>> {
    const seen = await this.database.inMerchant(caller.merchantId, (tx) => markSeen(tx, { memberId: caller.memberId, orderId }, this.clock.now()))
    if (seen === 0) throw notFound()
    return { done: true }
  }

  private worth(caller: MemberCaller, points: number): Promise<number> {
    return this.database.inMerchant(caller.merchantId, async (tx) => worthOf(await readBooks(tx, [{ memberId: caller.memberId as MemberId }], this.clock.now()))(points), { readOnly: true })
  }
}
