import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { addDays, dateAt, daysBetween, startOfDate } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, refuse, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { readBooks } from '../points/index.js'
import { nextBirthday, openBirthday, windowOf } from './birthday-window.js'
import { birthdayOf, countBirthdays, couponTitle, readCareTerms, readGifts, sumGifts, writeCareTerms, type CareTerms } from './care.rows.js'
import { zoneOf } from './zone.rows.js'

@Controller()
export class CareController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.readCare)
  read(@Input() _: InputOf<typeof routes.readCare>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const zone = await zoneOf(tx)
      const today = dateAt(now, zone)
      const [terms, birthdays, sums] = await Promise.all([readCareTerms(tx), countBirthdays(tx), sumGifts(tx, startOfDate(`${today.slice(0, 4)}-01-01`, zone))])
      const { window, feb29 } = terms.birthday
      const next = birthdays.map((b) => ({ on: nextBirthday(b.birthday, today, feb29).on, members: b.members }))
      const nights = Array.from({ length: 7 }, (_n, i) => addDays(today, i)).map((on) => ({ on, members: next.filter((b) => windowOf(b.on, window).opens === on).reduce((sum, b) => sum + b.members, 0) }))
      return { ...terms, birthdaysIn30Days: next.filter((b) => daysBetween(today, b.on) <= 30).reduce((sum, b) => sum + b.members, 0), givenThisYear: sums.given, pointsThisYear: sums.points, nextNights: nights }
    }, { readOnly: true })
  }

  @Endpoint(routes.changeBirthdayCare)
  changeBirthday(@Input() terms: InputOf<typeof routes.changeBirthdayCare>, @Caller() caller: StaffCaller) {
    return this.change(caller, 'birthday', terms)
  }

  @Endpoint(routes.changeNewcomerCare)
  changeNewcomer(@Input() terms: InputOf<typeof routes.changeNewcomerCare>, @Caller() caller: StaffCaller) {
    return this.change(caller, 'newcomer', terms)
  }

  @Endpoint(routes.readMyBirthday)
  mine(@Input() _: InputOf<typeof routes.readMyBirthday>, @Caller() caller: MemberCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [terms, birthday, books, zone] = await Promise.all([readCareTerms(tx), birthdayOf(tx, caller.memberId), readBooks(tx, [{ memberId: caller.memberId }], now), zoneOf(tx)])
      const { window, feb29, text, couponId, points, on } = terms.birthday
      const gift = { points: on ? points + (books.tier(caller.memberId, now)?.benefits.birthdayPoints ?? 0) : 0, couponTitle: on && couponId ? (await couponTitle(tx, couponId)) ?? null : null, text }
      if (birthday === null) return { birthday, daysLeft: null, window, opensOn: null, closesOn: null, gift, received: null }
      const today = dateAt(now, zone)
      // While a window is open the page is about that birthday, also when its day has passed.
      const about = openBirthday(birthday, today, window, feb29) ?? nextBirthday(birthday, today, feb29)
      const { opens, closes } = windowOf(about.on, window)
      const [received] = await readGifts(tx, [caller.memberId], [`birthday:${about.year}`])
      return { birthday, daysLeft: Math.max(0, daysBetween(today, about.on)), window, opensOn: opens, closesOn: closes, gift, received: received ? { at: received.at.toISOString(), points: received.points, memberCouponId: received.claim_id } : null }
    }, { readOnly: true })
  }

  private change<Kind extends keyof CareTerms>(caller: StaffCaller, kind: Kind, terms: CareTerms[Kind]) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx: Tx) => {
      if (terms.couponId !== null && (await couponTitle(tx, terms.couponId)) === undefined) return refuse('coupon-unknown', { couponId: terms.couponId })
      const before = (await readCareTerms(tx))[kind]
      await writeCareTerms(tx, kind, terms, now)
      await recordAudit(tx, { actor: actorOf(caller), action: `change-${kind}-care`, subject: `care:${kind}`, before, after: terms }, now)
      return terms
    })
  }
}
