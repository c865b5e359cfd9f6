import { Controller, Res } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { dateAt } from '@huitou/units'
import type { FastifyReply } from 'fastify'
import { recordAudit } from '../audit/index.js'
import { forgetBrowsing } from '../behaviour/index.js'
import { isBirthday } from '../care/index.js'
import { merchantOf } from '../merchant/index.js'
import { consentsOf, PURPOSES, writeConsent, type ConsentRow } from '../consent/index.js'
import { erasePerson } from '../person/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { csvLine, UTF8_MARK } from '../platform/csv/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { recordAction, rewards, termsOf } from '../points/index.js'
import { actorOf, Caller, Endpoint, HttpProblem, Input, isRefused, refuse, unauthorized, type MemberCaller, type Refused } from '../platform/http/index.js'
import { Revocations } from '../session/index.js'
import { isUnder14 } from './under-14.js'
import { exportedRows, exportMember } from './export-member.rows.js'
import { changeProfile, lockMember, profileOf } from './profile.rows.js'
import { isBirthdayLocked, meShown } from './show-me.js'

/** A member's own page: what the shop keeps, and what one may change of it. */
@Controller()
export class MeController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly groupCommit: GroupCommit, private readonly revocations: Revocations, private readonly vault: PhoneVault) {}

  @Endpoint(routes.readMe)
  async readMe(@Caller() caller: MemberCaller): Promise<ReplyOf<typeof routes.readMe>> {
    const [profile, shop] = await this.database.inMerchant(caller.merchantId, (tx) => Promise.all([profileOf(tx, caller.memberId), merchantOf(tx)]), { readOnly: true })
    if (!profile) throw unauthorized('token-expired')
    return meShown(profile, shop, this.clock.now())
  }

  @Endpoint(routes.changeMe)
  async changeMe(@Input() input: InputOf<typeof routes.changeMe>, @Caller() caller: MemberCaller): Promise<ReplyOf<typeof routes.changeMe> | Refused> {
    const me = await this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      await lockMember(tx, caller.memberId)
      const [before, shop] = await Promise.all([profileOf(tx, caller.memberId), merchantOf(tx)])
      if (!before) throw unauthorized('token-expired')
      const after = { name: input.name ?? before.name, birthday: input.birthday ?? before.birthday, birthdayCalendar: input.birthdayCalendar ?? before.birthday_calendar, birthYear: input.birthYear === undefined ? before.birth_year : input.birthYear, region: before.region, language: input.language ?? before.language, largeType: input.largeType ?? before.large_type }
      const moved = after.birthday !== before.birthday || after.birthdayCalendar !== before.birthday_calendar || after.birthYear !== before.birth_year
      if (moved && after.birthday !== null && !isBirthday({ calendar: after.birthdayCalendar, monthDay: after.birthday }, after.birthYear)) throw new HttpProblem(400, 'malformed', { field: 'birthday' })
      if (moved && isBirthdayLocked(before, shop.zone, now)) return refuse('birthday-changed-already')
      if (moved && isUnder14(after, dateAt(now, shop.zone))) return refuse('under-14')
      await changeProfile(tx, caller.memberId, { ...after, birthdaySetAt: moved && after.birthday !== null ? new Date(now) : before.birthday_set_at }, now)
      return meShown((await profileOf(tx, caller.memberId))!, shop, now)
    })
    if (!isRefused(me) && me.name !== '' && me.birthday !== null) await this.rewardProfile(caller)
    return me
  }

  /** A profile that is complete is rewarded once, where a rule rewards it; said again it is the same act. */
  private async rewardProfile(caller: MemberCaller): Promise<void> {
    const on = await this.database.inMerchant(caller.merchantId, async (tx) => rewards(await termsOf(tx), 'profile', this.clock.now()), { readOnly: true })
    if (on) await this.groupCommit.submit(recordAction, { merchantId: caller.merchantId, actor: actorOf(caller), key: `profile-completed:${caller.memberId}`, request: { memberId: caller.memberId, action: 'profile', ref: 'completed' } })
  }

  @Endpoint(routes.listMyConsents)
  async listMyConsents(@Caller() caller: MemberCaller): Promise<ReplyOf<typeof routes.listMyConsents>> {
    return consentsShown(await this.database.inMerchant(caller.merchantId, (tx) => consentsOf(tx, caller.memberId), { readOnly: true }))
  }

  @Endpoint(routes.changeMyConsent)
  changeMyConsent(@Input() { purpose, given }: InputOf<typeof routes.changeMyConsent>, @Caller() caller: MemberCaller): Promise<ReplyOf<typeof routes.changeMyConsent> | Refused> {
    if (purpose === 'membership' && !given) return Promise.resolve(refuse('consent-required'))
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      await lockMember(tx, caller.memberId)
      const before = (await consentsOf(tx, caller.memberId)).find((c) => c.purpose === purpose)
      if ((before?.given ?? purpose === 'membership') !== given) await writeConsent(tx, { memberId: caller.memberId, purpose, given, place: 'me' }, this.clock.now())
      if (purpose === 'browsing' && !given) await forgetBrowsing(tx, caller.memberId)
      return consentsShown(await consentsOf(tx, caller.memberId))
    })
  }

  @Endpoint(routes.exportMe)
  async exportMe(@Caller() caller: MemberCaller): Promise<ReplyOf<typeof routes.exportMe>> {
    return this.database.inMerchant(caller.merchantId, (tx) => exportMember(tx, caller.memberId), { readOnly: true })
  }

  @Endpoint(routes.exportMyTable)
  async exportMyTable(@Caller() caller: MemberCaller, @Res() reply: FastifyReply) {
    const parts = await this.exportMe(caller)
    return reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="my-membership.csv"').header('x-content-type-options', 'nosniff')
      .send(UTF8_MARK + [['part', 'row', 'field', 'value'], ...exportedRows(parts)].map(csvLine).join(''))
  }

  /** The book stays, the person goes: nobody can bring it back, us included. */
  @Endpoint(routes.leaveShop)
  async leaveShop(@Input() _: InputOf<typeof routes.leaveShop>, @Caller() caller: MemberCaller): Promise<ReplyOf<typeof routes.leaveShop>> {
    const gone = await this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      const ids = await erasePerson(tx, this.vault, caller.memberId, now)
      if (ids) await recordAudit(tx, { actor: `member:${caller.memberId}`, action: 'leave-shop', subject: `member:${caller.memberId}`, after: { ids } }, now)
      return ids
    })
    if (!gone) throw unauthorized('token-expired')
    for (const id of gone) await this.revocations.revoke(id)
    return { done: true }
  }
}

function consentsShown(rows: readonly ConsentRow[]): ReplyOf<typeof routes.listMyConsents> {
  return {
    items: PURPOSES.map((purpose) => {
      const history = rows.filter((r) => r.purpose === purpose)
      const last = history[0]
      return { purpose, required: purpose === 'membership', given: last?.given ?? purpose === 'membership', version: last?.version ?? '', at: last?.at.toISOString() ?? null, history: history.map((h) => ({ at: h.at.toISOString(), given: h.given, version: h.version, where: h.place })) }
    }),
  }
}
