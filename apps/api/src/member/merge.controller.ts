import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { closeMeeting, mergeMembers, mergesOf, openMeetings, previewMerge, readPersons, undoMerge } from '../person/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { actOnce, lookAgain, type Outcome } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, notFound, type StaffCaller } from '../platform/http/index.js'
import { maskPhone } from '../platform/phone/index.js'
import { Revocations } from '../session/index.js'

/** Two members who are one person, and the way back. */
@Controller()
export class MergeController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly revocations: Revocations) {}

  @Endpoint(routes.listMeetings)
  listMeetings(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listMeetings>> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const meetings = await openMeetings(tx)
      const persons = await readPersons(tx, meetings.flatMap((m) => [m.one_id, m.other_id]))
      const face = (id: string) => {
        const p = persons.find((x) => x.member_id === id)!
        return { memberId: id, memberNo: p.member_no, name: p.name, phoneMasked: maskPhone(p.phone_last4) }
      }
      return { items: meetings.map((m) => ({ meetingId: m.meeting_id, how: m.how, at: m.at.toISOString(), one: face(m.one_id), other: face(m.other_id) })) }
    }, { readOnly: true })
  }

  @Endpoint(routes.dismissMeeting)
  dismissMeeting(@Input() { meetingId }: InputOf<typeof routes.dismissMeeting>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.dismissMeeting>> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const by = { actor: actorOf(caller), now: this.clock.now() }
      if ((await closeMeeting(tx, meetingId, by)) === 0) throw notFound()
      await recordAudit(tx, { actor: by.actor, action: 'dismiss-meeting', subject: `meeting:${meetingId}` }, by.now)
      return { done: true }
    })
  }

  @Endpoint(routes.listMerges)
  listMerges(@Input() { memberId }: InputOf<typeof routes.listMerges>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listMerges>> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [persons, merges] = await Promise.all([readPersons(tx, [memberId]), mergesOf(tx, memberId)])
      if (persons.length === 0) throw notFound()
      return { mergedInto: persons[0]!.merged_into, items: merges.map((m) => ({ mergeId: m.merge_id, at: m.at.toISOString(), undoneAt: m.undone_at?.toISOString() ?? null, reason: m.reason, name: m.name, memberNo: m.member_no })) }
    }, { readOnly: true })
  }

  @Endpoint(routes.previewMerge)
  previewMerge(@Input() { memberId, otherId }: InputOf<typeof routes.previewMerge>, @Caller() caller: StaffCaller): Promise<Outcome<ReplyOf<typeof routes.previewMerge>>> {
    return this.database.inMerchant(caller.merchantId, (tx) => previewMerge(tx, { keptId: memberId as MemberId, goneId: otherId as MemberId }, this.clock.now()), { readOnly: true })
  }

  @Endpoint(routes.mergeMembers)
  async mergeMembers(@Input() { memberId, otherId, reason }: InputOf<typeof routes.mergeMembers>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string): Promise<Outcome<ReplyOf<typeof routes.mergeMembers>>> {
    const request = { keptId: memberId as MemberId, goneId: otherId as MemberId, reason }
    const outcome = await this.once(caller, key, 'merge-members', request, (tx, actId, now) => mergeMembers(tx, { ...request, actor: actorOf(caller) }, actId, now))
    if (outcome.ok) await this.revocations.revoke(otherId)
    return outcome
  }

  @Endpoint(routes.undoMerge)
  undoMerge(@Input() { mergeId, reason }: InputOf<typeof routes.undoMerge>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string): Promise<Outcome<ReplyOf<typeof routes.undoMerge>>> {
    return this.once(caller, key, 'undo-merge', { mergeId, reason }, (tx, actId, now) => undoMerge(tx, { mergeId, reason, actor: actorOf(caller) }, actId, now))
  }

  private once<Ans>(caller: StaffCaller, key: string, kind: string, request: unknown, work: (tx: Parameters<Parameters<Database['inMerchant']>[1]>[0], actId: string, now: number) => Promise<Outcome<Ans>>): Promise<Outcome<Ans>> {
    const now = this.clock.now()
    return lookAgain(() => actOnce<Ans>(this.database, { merchantId: caller.merchantId, actor: actorOf(caller), key, kind, request, now }, (tx, actId) => work(tx, actId, now)))
  }
}
