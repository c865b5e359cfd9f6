import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { dateAt, type MemberId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { isBirthday } from '../care/index.js'
import { merchantOf } from '../merchant/index.js'
import { writeConsent } from '../consent/index.js'
import { joinMember, lockIdentity, meet, setPhone } from '../person/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { actOnce, type Outcome } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, HttpProblem, IdempotencyKey, Input, notFound, refuse, type IntegrationCaller, type Refused, type StaffCaller } from '../platform/http/index.js'
import { phoneOf, PhoneVault, type SealedPhone } from '../platform/phone/index.js'
import { changeProfile, lockMember, profileOf, putTag, tagsOf, takeTag } from './profile.rows.js'
import { ShowMember } from './show-member.js'
import { isUnder14 } from './under-14.js'

const MOST_TAGS = 30
type Tags = ReplyOf<typeof routes.tagMember>

/** What staff does on a member's page. */
@Controller()
export class MemberPageController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: PhoneVault, private readonly show: ShowMember) {}

  @Endpoint(routes.addMember)
  addMember(@Input() input: InputOf<typeof routes.addMember>, @Caller() caller: StaffCaller | IntegrationCaller, @IdempotencyKey() key: string): Promise<Outcome<ReplyOf<typeof routes.addMember>>> {
    const phone = this.sealed(caller, input.phone)
    const now = this.clock.now()
    return actOnce(this.database, { merchantId: caller.merchantId, actor: actorOf(caller), key, kind: 'add-member', request: { ...input, phone: phone.hash.toString('hex') }, now }, async (tx) => {
      const joined = await joinMember(tx, { phone, name: input.name, source: caller.kind === 'integration' ? 'integration' : 'till', storeId: caller.kind === 'staff' ? caller.storeId : null }, now)
      if (joined.isNew) {
        await writeConsent(tx, { memberId: joined.memberId, purpose: 'membership', given: true, place: 'till' }, now)
        await recordAudit(tx, { actor: actorOf(caller), action: 'add-member', subject: `member:${joined.memberId}` }, now)
      }
      return { ok: true, answer: joined }
    })
  }

  @Endpoint(routes.readMember)
  readMember(@Input() { memberId }: InputOf<typeof routes.readMember>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.readMember>> {
    return this.database.inMerchant(caller.merchantId, (tx) => this.show.page(tx, memberId), { readOnly: true })
  }

  @Endpoint(routes.readMemberTimeline)
  readMemberTimeline(@Input() input: InputOf<typeof routes.readMemberTimeline>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.readMemberTimeline>> {
    return this.database.inMerchant(caller.merchantId, (tx) => this.show.timeline(tx, input), { readOnly: true })
  }

  @Endpoint(routes.changeMember)
  changeMember(@Input() input: InputOf<typeof routes.changeMember>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.changeMember> | Refused> {
    return this.onMember<ReplyOf<typeof routes.changeMember> | Refused>(caller, input.memberId, async (tx) => {
      const before = (await profileOf(tx, input.memberId))!
      const after = {
        name: input.name ?? before.name, birthday: input.birthday === undefined ? before.birthday : input.birthday, birthdayCalendar: input.birthdayCalendar ?? before.birthday_calendar, birthYear: input.birthYear === undefined ? before.birth_year : input.birthYear,
        birthdaySetAt: before.birthday_set_at, region: input.region ?? before.region, language: before.language, largeType: before.large_type,
      }
      if (after.birthday !== null && !isBirthday({ calendar: after.birthdayCalendar, monthDay: after.birthday }, after.birthYear)) throw new HttpProblem(400, 'malformed', { field: 'birthday' })
      if (isUnder14(after, dateAt(this.clock.now(), (await merchantOf(tx)).zone))) return refuse('under-14')
      await changeProfile(tx, input.memberId, after, this.clock.now())
      // The log keeps which fields, never what stood in them: those are personal.
      const fields = (['name', 'birthday', 'birthdayCalendar', 'birthYear', 'region'] as const).filter((f) => input[f] !== undefined)
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-member', subject: `member:${input.memberId}`, after: { fields } }, this.clock.now())
      return this.show.page(tx, input.memberId)
    })
  }

  @Endpoint(routes.showMemberPhone)
  showMemberPhone(@Input() { memberId, reason }: InputOf<typeof routes.showMemberPhone>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.showMemberPhone>> {
    return this.onMember(caller, memberId, async (tx) => {
      const profile = (await profileOf(tx, memberId))!
      await recordAudit(tx, { actor: actorOf(caller), action: 'show-phone', subject: `member:${memberId}`, reason }, this.clock.now())
      return { phone: profile.phone_cipher ? this.vault.open(caller.merchantId, profile.phone_cipher) : null }
    })
  }

  @Endpoint(routes.bindMemberPhone)
  bindMemberPhone(@Input() input: InputOf<typeof routes.bindMemberPhone>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string): Promise<Outcome<ReplyOf<typeof routes.bindMemberPhone>>> {
    const phone = this.sealed(caller, input.phone)
    const now = this.clock.now()
    return actOnce(this.database, { merchantId: caller.merchantId, actor: actorOf(caller), key, kind: 'bind-member-phone', request: { ...input, phone: phone.hash.toString('hex') }, now }, async (tx) => {
      if (!(await lockMember(tx, input.memberId))) throw notFound()
      const other = await lockIdentity(tx, { phoneHash: phone.hash })
      if (other && other.member_id !== input.memberId) {
        await meet(tx, { oneId: input.memberId as MemberId, otherId: other.member_id, how: 'phone' }, now)
        return refuse('phone-bound-elsewhere', { memberId: other.member_id })
      }
      await setPhone(tx, input.memberId as MemberId, phone)
      await recordAudit(tx, { actor: actorOf(caller), action: 'bind-phone', subject: `member:${input.memberId}`, reason: input.reason }, now)
      return { ok: true, answer: { done: true } }
    })
  }

  @Endpoint(routes.tagMember)
  tagMember(@Input() { memberId, tag, why }: InputOf<typeof routes.tagMember>, @Caller() caller: StaffCaller): Promise<Tags | Refused> {
    return this.onMember<Tags | Refused>(caller, memberId, async (tx) => {
      const [before, now] = [await tagsOf(tx, memberId), this.clock.now()]
      if (!before.some((t) => t.tag === tag)) {
        if (before.length >= MOST_TAGS) return refuse('too-many-tags', { most: MOST_TAGS })
        await putTag(tx, { memberId, tag, why, staffId: caller.staffId }, now)
        await recordAudit(tx, { actor: actorOf(caller), action: 'tag-member', subject: `member:${memberId}`, after: { tag }, reason: why }, now)
      }
      return this.show.tags(tx, memberId)
    })
  }

  @Endpoint(routes.untagMember)
  untagMember(@Input() { memberId, tag }: InputOf<typeof routes.untagMember>, @Caller() caller: StaffCaller): Promise<Tags> {
    return this.onMember(caller, memberId, async (tx) => {
      if ((await takeTag(tx, memberId, tag)) > 0) await recordAudit(tx, { actor: actorOf(caller), action: 'untag-member', subject: `member:${memberId}`, before: { tag } }, this.clock.now())
      return this.show.tags(tx, memberId)
    })
  }

  private onMember<T>(caller: StaffCaller, memberId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      if (!(await lockMember(tx, memberId))) throw notFound()
      return work(tx)
    })
  }

  private sealed(caller: StaffCaller | IntegrationCaller, text: string): SealedPhone {
    const phone = phoneOf(text)
    if (!phone) throw new HttpProblem(400, 'malformed', { field: 'phone' })
    return this.vault.seal(caller.merchantId, phone)
  }
}
