import { addDays, dateOf, DAY, endOfDate, isLeap, partsOf, startOfDate, type LocalDate, type MemberId } from '@huitou/units'
import { agreesSql } from '../consent/index.js'
import type { Tx } from '../platform/database/index.js'
import { birthdayKeySql, birthdaysOpen, birthdaysOpening, openBirthday, type Birthday } from './birthday-window.js'
import type { CareKind, CareTerms } from './care-terms.js'

export interface DueRow { member_id: MemberId; tier_id: string | null; birthday: string | null; birthday_calendar: 'solar' | 'lunar'; gift_key: string }
/** What a kind asks of the rows: members with their once-key, without those who have it. $1 is the merchant. */
export interface DueQuery { readonly text: string; readonly values: readonly unknown[] }
export interface DueAsk { readonly day: LocalDate; readonly zone: string; readonly terms: CareTerms; /** only those whose time begins on this day, for a forecast of days to come */ readonly opening?: boolean; /** the zone of the night before, where it was another one: this night goes on where that one ended */ readonly zoneBefore?: string }

const NEWCOMER_DAYS = 7
const REACHED_DAYS = 7
/** Who is under fourteen is neither given anything nor told. */
const OLD_ENOUGH = (year: string) => `(m.birth_year is null or m.birth_year + 14 <= ${year})`
const COLUMNS = 'm.member_id, m.tier_id, m.birthday, m.birthday_calendar'
const range = (day: LocalDate, { zone, zoneBefore }: Pick<DueAsk, 'zone' | 'zoneBefore'>) => [new Date(endOfDate(addDays(day, -1), zoneBefore ?? zone)), new Date(endOfDate(day, zone))]
const without = (key: string) => `not exists (select from care_gift g where g.merchant_id = $1 and g.member_id = m.member_id and g.gift_key = ${key})`

/** The members of a kind that a night looks at; null where no night gives it. */
export function dueQuery(kind: CareKind, merchantId: string, ask: DueAsk): DueQuery | null {
  const { day, terms } = ask
  const year = Number(day.slice(0, 4))
  switch (kind) {
    case 'birthday': return birthdayQuery(merchantId, ask)
    case 'newcomer': return {
      text: `select ${COLUMNS}, 'newcomer' as gift_key from member m where m.merchant_id = $1 and m.joined_at >= $2 and m.joined_at < $4 and m.import_id is null and m.source <> 'import' and m.left_at is null and ${OLD_ENOUGH('$3')} and ${without("'newcomer'")}`,
      values: [merchantId, new Date(startOfDate(day, ask.zone) - NEWCOMER_DAYS * DAY), year, new Date(startOfDate(day, ask.zone))],
    }
    case 'anniversary': return anniversaryQuery(merchantId, ask)
    case 'monthly': return terms.packs.length === 0 || (ask.opening && day.slice(8) !== '01') ? null : monthlyQuery(merchantId, ask)
    case 'tier-reached': return terms.packs.length === 0 ? null : reachedQuery(merchantId, ask, null)
    case 'after-purchase': return afterPurchaseQuery(merchantId, ask)
    case 'win-back': return winBackQuery(merchantId, ask)
    case 'points-expiry': case 'downgrade': return null
  }
}

/**
 * The tier that member m held at an instant (the first change after it says; of two at one instant the one known last): who
 * moved since is given what a night on time would have given.
 */
const heldAt = (instant: string) => `case when m.tier_since > ${instant} then
   (select t.from_tier from tier_change t where t.merchant_id = $1 and t.member_id = m.member_id and t.at > ${instant} and t.from_tier is distinct from t.to_tier order by t.at, t.change_id desc limit 1) else m.tier_id end`

function monthlyQuery(merchantId: string, { day, zone, terms }: DueAsk): DueQuery {
  const key = "'monthly:' || h.tier_id || ':' || $3"
  return {
    text: `select m.member_id, h.tier_id, m.birthday, m.birthday_calendar, ${key} as gift_key from member m cross join lateral (select ${heldAt('$6::timestamptz')} as tier_id) h
       where m.merchant_id = $1 and (m.tier_id = any($2::text[]) or m.tier_since > $6) and h.tier_id = any($2::text[]) and m.joined_at < $5 and m.left_at is null and ${OLD_ENOUGH('$4')} and ${without(key)}`,
    values: [merchantId, terms.packs.map((p) => p.tierId), day.slice(0, 7), Number(day.slice(0, 4)), new Date(endOfDate(day, zone)), new Date(startOfDate(day, zone))],
  }
}

/** Birthdays of the solar and of the lunar calendar whose window is open, each with the year that names its gift. */
export function birthdayQuery(merchantId: string, { day, zone, terms, opening }: DueAsk): DueQuery {
  const { window, feb29 } = terms
  const open = opening ? birthdaysOpening(day, window, feb29) : birthdaysOpen(day, window, feb29)
  const year = (b: Birthday) => openBirthday(b, day, window, feb29)!.year
  return {
    text: `select ${COLUMNS}, ${birthdayKeySql('o.year')} as gift_key from unnest($2::text[], $3::text[], $4::int[]) as o(calendar, month_day, year)
       join member m on m.merchant_id = $1 and m.birthday = o.month_day and m.birthday_calendar = o.calendar and m.birthday is not null and m.joined_at < $5 and m.left_at is null
       where ${OLD_ENOUGH('o.year')} and ${without(birthdayKeySql('o.year'))}`,
    values: [merchantId, open.map((b) => b.calendar), open.map((b) => b.monthDay), open.map(year), new Date(endOfDate(day, zone))],
  }
}

/** Joined on this day of an earlier year; 29 February is kept on the 28th in common years. */
function anniversaryQuery(merchantId: string, ask: DueAsk): DueQuery {
  const { day } = ask
  const { year, month, day: dayOfMonth } = partsOf(day)
  const days: LocalDate[] = []
  for (let y = year - 1; y >= year - 60; y--) {
    if (month !== 2 || dayOfMonth !== 29 || isLeap(y)) days.push(dateOf({ year: y, month, day: dayOfMonth }))
    if (month === 2 && dayOfMonth === 28 && !isLeap(year) && isLeap(y)) days.push(dateOf({ year: y, month: 2, day: 29 }))
  }
  return {
    text: `select ${COLUMNS}, 'anniversary:' || $4::int as gift_key from unnest($2::timestamptz[], $3::timestamptz[]) as d(opens, closes)
       join member m on m.merchant_id = $1 and m.joined_at >= d.opens and m.joined_at < d.closes and m.left_at is null where ${OLD_ENOUGH('$4::int')} and ${without("'anniversary:' || $4::int")}`,
    values: [merchantId, days.map((d) => range(d, ask)[0]), days.map((d) => range(d, ask)[1]), year],
  }
}

// Orders that an import or a late file booked for the past bring nobody a message.
const LIVE_ORDER = "o.import_id is null and o.booked_at < o.paid_at + interval '1 day'"

function afterPurchaseQuery(merchantId: string, ask: DueAsk): DueQuery {
  const { day, terms } = ask
  const bought = addDays(day, -terms.days)
  const key = terms.firstOnly ? "'after-purchase:first'" : "'after-purchase:' || $4"
  const first = terms.firstOnly ? "and not exists (select from shop_order e where e.merchant_id = $1 and e.member_id = o.member_id and e.paid_at < o.paid_at and e.status <> 'undone')" : ''
  return {
    text: `select distinct ${COLUMNS}, ${key} as gift_key from shop_order o join member m on m.merchant_id = $1 and m.member_id = o.member_id and m.left_at is null
       where o.merchant_id = $1 and o.paid_at >= $2 and o.paid_at < $3 and o.status not in ('refunded', 'undone') and ${LIVE_ORDER} ${first} and ($4::text is not null) and ${OLD_ENOUGH('$5')} and ${without(key)}`,
    values: [merchantId, ...range(bought, ask), bought, Number(day.slice(0, 4))],
  }
}

/** Bought on that day and not again until this one: an offer by what somebody did, for who agreed to such offers. */
function winBackQuery(merchantId: string, ask: DueAsk): DueQuery {
  const { day, zone, terms } = ask
  const bought = addDays(day, -terms.days)
  return {
    text: `select distinct ${COLUMNS}, 'win-back:' || $4 as gift_key from shop_order o join member m on m.merchant_id = $1 and m.member_id = o.member_id and m.left_at is null
       where o.merchant_id = $1 and o.paid_at >= $2 and o.paid_at < $3 and o.status <> 'undone' and ${LIVE_ORDER}
         and not exists (select from shop_order l where l.merchant_id = $1 and l.member_id = o.member_id and l.paid_at >= $3 and l.paid_at < $5 and l.status <> 'undone')
         and ${agreesSql('m.member_id', 'profile')} and ${OLD_ENOUGH('$6')} and ${without("'win-back:' || $4")}`,
    values: [merchantId, ...range(bought, ask), bought, new Date(startOfDate(day, zone)), Number(day.slice(0, 4))],
  }
}

/**
 * Tiers reached of late and still held then, where the pack was not given. Once in each window of the tier: the window names the
 * key; of a rolling one, which moves every day, the pack of the same tier given within it counts. What an import caused is left out.
 */
export function reachedQuery(merchantId: string, { day, zone, terms }: DueAsk, memberId: string | null): DueQuery {
  const key = "'tier-reached:' || c.to_tier || ':' || coalesce(c.facts->>'from', 'ever')"
  return {
    text: `select distinct on (m.member_id) m.member_id, c.to_tier as tier_id, m.birthday, m.birthday_calendar, ${key} as gift_key from tier_change c join member m on m.merchant_id = $1 and m.member_id = c.member_id and m.left_at is null
       where c.merchant_id = $1 and c.cause = 'reached' and c.at >= $2 and c.at <= $7 and c.to_tier = any($3::text[]) and c.to_tier = ${heldAt('$7::timestamptz')} and ($4::uuid is null or c.member_id = $4) and ${OLD_ENOUGH('$5')}
         and not exists (select from care_gift g where g.merchant_id = $1 and g.member_id = m.member_id and g.kind = 'tier-reached' and g.tier_id = c.to_tier
           and (g.gift_key = ${key} or c.facts->>'from' is null or g.at >= ((c.facts->>'from')::date::timestamp at time zone $6)))
         and not exists (select from tier_change r where r.merchant_id = $1 and r.member_id = m.member_id and r.cause = 'refunded' and r.from_tier = c.to_tier and r.at >= c.at)
         and not exists (select from shop_order i where i.merchant_id = $1 and i.member_id = m.member_id and i.import_id is not null and i.booked_at between c.known_at - interval '10 minutes' and c.known_at + interval '10 minutes')
       order by m.member_id, c.at desc`,
    values: [merchantId, new Date(startOfDate(day, zone) - REACHED_DAYS * DAY), terms.packs.map((p) => p.tierId), memberId, Number(day.slice(0, 4)), zone, memberId === null ? new Date(startOfDate(day, zone)) : new Date(endOfDate(day, zone))],
  }
}

/** The next of those who are due, by id. */
export const dueAfter = (tx: Tx, q: DueQuery, after: string, most: number): Promise<DueRow[]> =>
  tx.query<DueRow>(`select * from (${q.text}) due where member_id > $${q.values.length + 1}::uuid order by member_id limit $${q.values.length + 2}`, [...q.values, after, most])

export const countDue = async (tx: Tx, q: DueQuery): Promise<number> => (await tx.query<{ n: number }>(`select count(*)::int as n from (${q.text}) due`, [...q.values]))[0]!.n

export const firstDue = (tx: Tx, q: DueQuery, most: number): Promise<{ member_id: MemberId; name: string }[]> =>
  tx.query(`select due.member_id, case when m.name = '' then m.member_no else m.name end as name from (${q.text}) due join member m on m.merchant_id = $1 and m.member_id = due.member_id order by due.member_id limit $${q.values.length + 1}`, [...q.values, most])
