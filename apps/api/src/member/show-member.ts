import { Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf, routes } from '@huitou/contract'
import { endsAtOf } from '@huitou/ledger'
import { addYears, dateAt, DAY, startOfDate, type Instant, type LocalDate, type MemberId, type Zone } from '@huitou/units'
import { merchantOf } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import type { Tx } from '../platform/database/index.js'
import { notFound } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { maskPhone } from '../platform/phone/index.js'
import { balanceNow, readBooks, type BooksOfBatch } from '../points/index.js'
import { accountsOf, profileOf, rhythmOf, tagsOf } from './profile.rows.js'
import { timelineOf } from './timeline.rows.js'

/** Points that will lapse, by the last day on which they are good. */
export function expiriesOf(books: BooksOfBatch, memberId: MemberId, zone: Zone): { on: LocalDate; points: number }[] {
  const days = new Map<LocalDate, number>()
  const { lots, acts } = books.wallet(memberId)
  for (const lot of lots) {
    const ends = endsAtOf(lot, acts)
    if (ends === null || lot.left <= 0) continue
    const on = dateAt(ends - 1, zone)
    days.set(on, (days.get(on) ?? 0) + lot.left)
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([on, points]) => ({ on, points }))
}

/** A member as the shop's staff sees one. */
@Injectable()
export class ShowMember {
  constructor(private readonly clock: Clock) {}

  async page(tx: Tx, memberId: string): Promise<ReplyOf<typeof routes.readMember>> {
    const now = this.clock.now()
    const id = memberId as MemberId
    const [profile, shop] = await Promise.all([profileOf(tx, memberId), merchantOf(tx)])
    if (!profile) throw notFound()
    const yearAgo = startOfDate(addYears(dateAt(now, shop.zone), -1), shop.zone)
    const [accounts, rhythm, tags, books] = await Promise.all([accountsOf(tx, memberId), rhythmOf(tx, memberId, new Date(yearAgo)), this.tags(tx, memberId), readBooks(tx, [{ memberId: id, all: true }], now)])
    return {
      memberId: id, memberNo: profile.member_no, name: profile.name, phoneMasked: maskPhone(profile.phone_last4), birthday: birthdayText(profile.birthday, profile.birth_year), birthdayCalendar: profile.birthday_calendar, region: profile.region, gender: profile.gender, source: profile.source, storeName: profile.store_name,
      joinedAt: profile.joined_at.toISOString(), language: profile.language, accounts, progress: books.progress(id), tierSince: profile.tier_since?.toISOString() ?? null,
      points: balanceNow(books, id), growth: books.wallet(id, 'growth').available, expiries: expiriesOf(books, id, shop.zone),
      orderCount: profile.order_count, spentMinor: profile.spent_minor, spent12mMinor: rhythm.spent, orders12m: rhythm.orders, usualGapDays: rhythm.gap, sinceLastDays: daysSince(profile.last_order_at, now),
      firstOrderAt: profile.first_order_at?.toISOString() ?? null, lastOrderAt: profile.last_order_at?.toISOString() ?? null, usableCoupons: rhythm.coupons, tags: tags.tags,
    }
  }

  async tags(tx: Tx, memberId: string): Promise<ReplyOf<typeof routes.tagMember>> {
    return { tags: (await tagsOf(tx, memberId)).map((t) => ({ tag: t.tag, source: t.source, why: t.why, since: t.since.toISOString(), by: t.by })) }
  }

  async timeline(tx: Tx, input: InputOf<typeof routes.readMemberTimeline>): Promise<ReplyOf<typeof routes.readMemberTimeline>> {
    if (!(await profileOf(tx, input.memberId))) throw notFound()
    const rows = await timelineOf(tx, { memberId: input.memberId, kind: input.kind, after: readCursor(input.cursor), limit: input.limit + 1 })
    return pageOf(rows, input.limit, (r) => ({ at: r.at.toISOString(), kind: r.kind, ref: r.ref, reason: { code: r.code, facts: r.facts ?? {} }, moneyMinor: r.money_minor, points: r.points }), (r) => [r.at.getTime(), r.entry_id])
  }
}

const birthdayText = (day: string | null, year: number | null): string | null => (day === null ? null : year === null ? day : `${year}-${day}`)
const daysSince = (at: Date | null, now: Instant): number | null => (at === null ? null : Math.max(0, Math.floor((now - at.getTime()) / DAY)))
