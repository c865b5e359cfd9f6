import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import { dateAt, type MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit, lookAgain, type Outcome } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, notFound, type StaffCaller } from '../platform/http/index.js'
import { askAdjustment, decideAdjustment } from './ask-adjustment.js'
import { termsOf } from './merchant-terms.js'
import { listRequests, requestById, type NamedRequest } from './request-desk.rows.js'
import { givenOn } from './staff-meter.rows.js'

type R = typeof routes
type Shown = AnswerOf<R['askAdjustment']>

/** Adjustments that take two people, and what each may do alone. */
@Controller()
export class RequestsController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.askAdjustment)
  async ask(@Input() { memberId, ...rest }: InputOf<R['askAdjustment']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string): Promise<Shown | Outcome<never>> {
    const outcome = await this.groupCommit.submit(askAdjustment, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...rest, memberId: memberId as MemberId, staffId: caller.staffId } })
    if (!outcome.ok && outcome.refusal.code === 'member-unknown') throw notFound('member-unknown')
    return outcome.ok ? this.show(caller, outcome.answer.requestId) : outcome
  }

  @Endpoint(routes.listAdjustmentRequests)
  async list(@Input() { memberId }: InputOf<R['listAdjustmentRequests']>, @Caller() caller: StaffCaller): Promise<AnswerOf<R['listAdjustmentRequests']>> {
    const now = this.clock.now()
    const rows = await this.database.inMerchant(caller.merchantId, (tx) => listRequests(tx, { memberId: memberId ?? null, now }), { readOnly: true })
    const items = rows.map((r) => shown(r, now))
    return { waiting: items.filter((r) => r.state === 'waiting').length, items }
  }

  @Endpoint(routes.decideAdjustment)
  async decide(@Input() { requestId, agree, note }: InputOf<R['decideAdjustment']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string): Promise<Shown | Outcome<never>> {
    const outcome = await lookAgain(async () => {
      const row = await this.row(caller, requestId)
      return this.groupCommit.submit(decideAdjustment, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { requestId, memberId: row.member_id, wallet: row.wallet, points: row.points, reason: row.reason, agree, note, staffId: caller.staffId } })
    })
    return outcome.ok ? this.show(caller, requestId) : outcome
  }

  @Endpoint(routes.readMyLimits)
  limits(@Caller() caller: StaffCaller): Promise<AnswerOf<R['readMyLimits']>> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const { zone, settings } = await termsOf(tx)
      const { alone, everyone, handDay, tillDay } = settings.staff
      const people = await givenOn(tx, dateAt(this.clock.now(), zone))
      const free = caller.role === 'owner'
      return {
        alone: free && !everyone ? null : alone, handDay: free || handDay === 0 ? null : handDay, givenToday: people.find((p) => p.staff_id === caller.staffId)?.by_hand ?? 0, tillDay: tillDay === 0 ? null : tillDay,
        staff: people.map((p) => ({ staffId: p.staff_id, byHand: p.by_hand, handLimit: p.role === 'manager' && handDay > 0 ? handDay : null, atTill: p.at_till })),
      }
    }, { readOnly: true })
  }

  private async show(caller: StaffCaller, requestId: string): Promise<Shown> {
    return shown(await this.row(caller, requestId), this.clock.now())
  }

  private async row(caller: StaffCaller, requestId: string): Promise<NamedRequest> {
    const row = await this.database.inMerchant(caller.merchantId, (tx) => requestById(tx, requestId), { readOnly: true })
    if (!row) throw notFound()
    return row
  }
}

const shown = (r: NamedRequest, now: number): Shown => ({
  requestId: r.request_id, memberId: r.member_id, memberName: r.member_name, memberNo: r.member_no, wallet: r.wallet, points: r.points, reason: r.reason, askedBy: r.asked_by, askedName: r.asked_name, askedAt: r.asked_at.toISOString(), until: r.until_at.toISOString(),
  state: r.state === 'waiting' && r.until_at.getTime() <= now ? 'lapsed' : r.state, decidedName: r.decided_name, decidedAt: r.decided_at?.toISOString() ?? null, note: r.note,
})
