import { Controller } from '@nestjs/common'
import { CARE_KINDS, routes, type AnswerOf, type InputOf } from '@huitou/contract'
import { addDays, dateAt, daysBetween, startOfDate } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, refuse, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { readBooks, termsOf, tiersAt } from '../points/index.js'
import { birthdayKey, nextBirthday, openBirthday, windowOf } from './birthday-window.js'
import { BY_DAYS, couponsOf, giftOf, wordsOf } from './care-terms.js'
import { changedAt, countRare, couponTitle, readCareTerms, readGifts, readPeople, sumAll, sumGifts, unknownCoupons, writeCareTerms } from './care.rows.js'
import { countDue, dueQuery } from './due.rows.js'
import { foreseeCare, warnDaysOf } from './foresee-care.js'
import { zoneOf } from './zone.rows.js'

@Controller()
export class CareController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.listCare)
  list(@Input() _: InputOf<typeof routes.listCare>, @Caller() caller: StaffCaller): Promise<AnswerOf<typeof routes.listCare>> {
    return this.today(caller, async (tx, today, zone) => {
      const terms = await readCareTerms(tx)
      const sums = await sumAll(tx, yearStart(today, zone))
      const items = []
      for (const kind of CARE_KINDS) items.push({ kind, on: terms[kind].on, days: (await warnDaysOf(tx, kind, today, zone)) || terms[kind].days })
      let birthdays = 0
      for (let n = 0; n < 30; n++) birthdays += await countDue(tx, dueQuery('birthday', tx.merchantId, { day: addDays(today, n), zone, terms: { ...terms.birthday, window: 'day' }, opening: true })!)
      return { items, givenThisYear: sums.given, pointsThisYear: sums.points, birthdaysIn30Days: birthdays }
    })
  }

  @Endpoint(routes.readCare)
  read(@Input() { kind }: InputOf<typeof routes.readCare>, @Caller() caller: StaffCaller): Promise<AnswerOf<typeof routes.readCare>> {
    return this.today(caller, async (tx, today, zone) => {
      const terms = (await readCareTerms(tx))[kind]
      const rows = await sumGifts(tx, kind, yearStart(today, zone))
      const sum = (of: (r: (typeof rows)[number]) => number) => rows.reduce((n, r) => n + of(r), 0)
      return {
        kind, terms: { ...terms, days: (await warnDaysOf(tx, kind, today, zone)) || terms.days }, changedAt: (await changedAt(tx, kind))?.toISOString() ?? null,
        given: { gifts: sum((r) => r.gifts), points: sum((r) => r.points), coupons: sum((r) => r.coupons), used: sum((r) => r.used), discountMinor: sum((r) => r.discount_minor) },
        byTier: rows.map((r) => ({ tierId: r.tier_id, gifts: r.gifts, coupons: r.coupons, used: r.used })),
        next: await foreseeCare(tx, kind, terms, today, zone), rare: kind === 'birthday' ? await countRare(tx) : null,
      }
    })
  }

  @Endpoint(routes.changeCare)
  change(@Input() { kind, ...terms }: InputOf<typeof routes.changeCare>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx: Tx) => {
      const [couponId] = await unknownCoupons(tx, couponsOf(terms))
      if (couponId !== undefined) return refuse('coupon-unknown', { couponId })
      const tiers = tiersAt(await termsOf(tx), now)?.tiers ?? []
      const stranger = terms.packs.find((p) => !tiers.some((t) => t.tierId === p.tierId))
      if (stranger) return refuse('tier-unknown', { tierId: stranger.tierId })
      if (terms.on && BY_DAYS.includes(kind) && terms.days === 0) return refuse('days-wanted', { kind })
      const before = (await readCareTerms(tx))[kind]
      await writeCareTerms(tx, kind, terms, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-care', subject: `care:${kind}`, before, after: terms }, now)
      return terms
    })
  }

  @Endpoint(routes.readMyBirthday)
  mine(@Input() _: InputOf<typeof routes.readMyBirthday>, @Caller() caller: MemberCaller): Promise<AnswerOf<typeof routes.readMyBirthday>> {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [all, [person], books, zone] = await Promise.all([readCareTerms(tx), readPeople(tx, [caller.memberId]), readBooks(tx, [{ memberId: caller.memberId }], now), zoneOf(tx)])
      const terms = all.birthday
      const { window, feb29, on } = terms
      const tier = books.tier(caller.memberId, now)
      const mine = giftOf('birthday', terms, tier?.tierId ?? null) ?? { points: 0, couponId: null }
      const gift = { points: on ? mine.points + (tier?.benefits.birthdayPoints ?? 0) : 0, couponTitle: on && mine.couponId ? (await couponTitle(tx, mine.couponId)) ?? null : null, text: wordsOf(terms, person?.language ?? 'zh-CN') }
      const calendar = person?.birthday_calendar ?? 'solar'
      const birthday = person?.birthday ?? null
      const today = dateAt(now, zone)
      // While a window is open the page is about that birthday, also when its day has passed.
      const own = birthday === null ? null : { calendar, monthDay: birthday }
      const about = own && (openBirthday(own, today, window, feb29) ?? nextBirthday(own, today, feb29))
      if (!about) return { birthday, calendar, on: null, daysLeft: null, window, opensOn: null, closesOn: null, gift, received: null }
      const { opens, closes } = windowOf(about.on, window)
      const received = (await readGifts(tx, [caller.memberId])).find((g) => g.gift_key === birthdayKey(about.year))
      return { birthday, calendar, on: about.on, daysLeft: Math.max(0, daysBetween(today, about.on)), window, opensOn: opens, closesOn: closes, gift, received: received ? { at: received.at.toISOString(), points: received.points, memberCouponId: received.claim_id } : null }
    }, { readOnly: true })
  }

  private today<T>(caller: StaffCaller, work: (tx: Tx, today: string, zone: string) => Promise<T>): Promise<T> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const zone = await zoneOf(tx)
      return work(tx, dateAt(this.clock.now(), zone), zone)
    }, { readOnly: true })
  }
}

const yearStart = (today: string, zone: string) => startOfDate(`${today.slice(0, 4)}-01-01`, zone)
