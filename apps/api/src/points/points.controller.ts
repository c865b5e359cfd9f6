import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { addMonths, startOfDate, type Instant, type MemberId, type MerchantId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit, type ActKind, type Outcome, type Submission } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, notFound, type IntegrationCaller, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/page.js'
import { adjustPoints } from './adjust-points.js'
import { earnPoints } from './earn-points.js'
import { cancelWaiting, confirmPending } from './settle-pending.js'
import { waiveDebt } from './waive-debt.js'
import { explainLine } from './explain-line.js'
import { cancelHold, commitHold, holdPoints } from './hold-points.js'
import { termsOf } from './merchant-terms.js'
import { postWhatTimeDid } from './post-what-time-did.js'
import { readMemberPoints, readMyPoints } from './read-points.js'
import { recordAction } from './record-action.js'
import { spendPoints } from './spend-points.js'
import { readLine, readLineHead, readLinePostings, readStatement, type StatementSide } from './statement.rows.js'
import { knowsMember } from './points.rows.js'
import { wireLine } from './wire-line.js'

const instant = (text: string | undefined): Instant | undefined => (text === undefined ? undefined : Date.parse(text))

@Controller()
export class PointsController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.recordAction)
  recordAction(@Input() input: InputOf<typeof routes.recordAction>, @Caller() caller: IntegrationCaller, @IdempotencyKey() key: string) {
    return this.known(recordAction, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { memberId: input.memberId as MemberId, action: input.action, ref: input.ref, ...(input.orderId === undefined ? {} : { orderId: input.orderId }) } })
  }

  @Endpoint(routes.readMyPoints)
  mine(@Input() _: InputOf<typeof routes.readMyPoints>, @Caller() caller: MemberCaller) {
    return this.database.inMerchant(caller.merchantId, (tx) => readMyPoints(tx, caller.memberId, this.clock.now()), { readOnly: true })
  }

  @Endpoint(routes.listMyLines)
  myLines(@Input() input: InputOf<typeof routes.listMyLines>, @Caller() caller: MemberCaller) {
    return this.lines(caller.merchantId, caller.memberId, input)
  }

  @Endpoint(routes.explainMyLine)
  explainMine(@Input() { lineId }: InputOf<typeof routes.explainMyLine>, @Caller() caller: MemberCaller) {
    return this.explain(caller.merchantId, caller.memberId, lineId)
  }

  @Endpoint(routes.readMemberPoints)
  ofMember(@Input() input: InputOf<typeof routes.readMemberPoints>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      if (!(await knowsMember(tx, input.memberId))) throw notFound('member-unknown')
      return readMemberPoints(tx, input.memberId as MemberId, this.clock.now(), { effective: instant(input.asOf), known: instant(input.knownAt) })
    }, { readOnly: true })
  }

  @Endpoint(routes.listMemberLines)
  async memberLines(@Input() input: InputOf<typeof routes.listMemberLines>, @Caller() caller: StaffCaller) {
    return this.lines(caller.merchantId, input.memberId as MemberId, { ...input, effective: instant(input.asOf), known: instant(input.knownAt) }, true)
  }

  @Endpoint(routes.explainMemberLine)
  explainMember(@Input() { memberId, lineId }: InputOf<typeof routes.explainMemberLine>, @Caller() caller: StaffCaller) {
    return this.explain(caller.merchantId, memberId as MemberId, lineId)
  }

  @Endpoint(routes.adjustPoints)
  adjust(@Input() { memberId, ...rest }: InputOf<typeof routes.adjustPoints>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.known(adjustPoints, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...rest, memberId: memberId as MemberId, role: caller.role, staffId: caller.staffId } })
  }

  @Endpoint(routes.waiveDebt)
  waive(@Input() { memberId, ...rest }: InputOf<typeof routes.waiveDebt>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.known(waiveDebt, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...rest, memberId: memberId as MemberId, role: caller.role } })
  }

  @Endpoint(routes.confirmPending)
  confirm(@Input() { memberId, ...rest }: InputOf<typeof routes.confirmPending>, @Caller() caller: StaffCaller | IntegrationCaller, @IdempotencyKey() key: string) {
    return this.known(confirmPending, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...rest, memberId: memberId as MemberId } })
  }

  @Endpoint(routes.cancelPending)
  cancelPending(@Input() { memberId, ...rest }: InputOf<typeof routes.cancelPending>, @Caller() caller: StaffCaller | IntegrationCaller, @IdempotencyKey() key: string) {
    return this.known(cancelWaiting, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...rest, memberId: memberId as MemberId } })
  }

  @Endpoint(routes.earnPoints)
  earn(@Input() { memberId, ...rest }: InputOf<typeof routes.earnPoints>, @Caller() caller: IntegrationCaller, @IdempotencyKey() key: string) {
    return this.known(earnPoints, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...rest, memberId: memberId as MemberId } })
  }

  @Endpoint(routes.spendPoints)
  spend(@Input() { memberId, ...rest }: InputOf<typeof routes.spendPoints>, @Caller() caller: IntegrationCaller, @IdempotencyKey() key: string) {
    return this.known(spendPoints, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...rest, memberId: memberId as MemberId } })
  }

  @Endpoint(routes.holdPoints)
  hold(@Input() { memberId, ...rest }: InputOf<typeof routes.holdPoints>, @Caller() caller: IntegrationCaller, @IdempotencyKey() key: string) {
    return this.known(holdPoints, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...rest, memberId: memberId as MemberId } })
  }

  @Endpoint(routes.commitHold)
  commit(@Input() input: InputOf<typeof routes.commitHold>, @Caller() caller: IntegrationCaller, @IdempotencyKey() key: string) {
    return this.known(commitHold, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { memberId: input.memberId as MemberId, holdId: input.holdId } })
  }

  @Endpoint(routes.cancelHold)
  cancel(@Input() input: InputOf<typeof routes.cancelHold>, @Caller() caller: IntegrationCaller, @IdempotencyKey() key: string) {
    return this.known(cancelHold, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { memberId: input.memberId as MemberId, holdId: input.holdId } })
  }

  /** An act on a member of nobody's, or of another shop, is 404 as any unknown id. */
  private async known<Req, Ans>(kind: ActKind<Req, Ans>, submission: Submission<Req>): Promise<Outcome<Ans>> {
    const outcome = await this.groupCommit.submit(kind, submission)
    if (!outcome.ok && outcome.refusal.code === 'member-unknown') throw notFound('member-unknown')
    return outcome
  }

  private async lines(merchantId: MerchantId, memberId: MemberId, input: { wallet: string; side?: StatementSide; month?: string; effective?: Instant; known?: Instant; cursor?: string; limit: number }, known = false) {
    const after = readCursor(input.cursor)
    await postWhatTimeDid(this.database, merchantId, memberId, this.clock.now())
    return this.database.inMerchant(merchantId, async (tx) => {
      if (known && !(await knowsMember(tx, memberId))) throw notFound('member-unknown')
      const terms = await termsOf(tx), before = input.month === undefined ? undefined : startOfDate(addMonths(`${input.month}-01`, 1), terms.zone)
      const rows = await readStatement(tx, { memberId, wallet: input.wallet, side: input.side, before, effective: input.effective, known: input.known, after, limit: input.limit })
      return pageOf(rows, input.limit, (r) => wireLine(r, terms.zone), (r) => [r.at.getTime(), r.line_id])
    }, { readOnly: true })
  }

  private explain(merchantId: MerchantId, memberId: MemberId, lineId: string) {
    return this.database.inMerchant(merchantId, async (tx) => {
      const [head] = await readLineHead(tx, { memberId, lineId })
      if (!head) throw notFound()
      const [terms, row, postings] = await Promise.all([termsOf(tx), readLine(tx, { memberId, wallet: head.wallet, lineId }), readLinePostings(tx, { memberId, lineId })])
      return explainLine(row!, postings, terms)
    }, { readOnly: true })
  }
}
