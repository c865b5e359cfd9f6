import { addDays, dateAt, type Instant, type LocalDate, type MemberId, type MerchantId } from '@huitou/units'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import { inSteps, type Database } from '../platform/database/index.js'
import type { GroupCommit } from '../platform/group-commit/index.js'
import { birthdaysOpening, openBirthday } from './birthday-window.js'
import { readCareTerms } from './care.rows.js'
import { couponsOf, type CareKind } from './care-terms.js'
import { dueAfter, dueQuery, reachedQuery, birthdayQuery, type DueRow } from './due.rows.js'
import { giveCare, type GiveCare } from './give-care.js'
import { zoneOf } from './zone.rows.js'

const STEP = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

interface Doors { readonly database: Database; readonly groupCommit: GroupCommit }

/** The order in which a night gives; warnings are told after all of them. */
export const NIGHTLY: readonly CareKind[] = ['birthday', 'newcomer', 'tier-reached', 'monthly', 'anniversary', 'after-purchase', 'win-back']

/** One kind for one day: everybody who is due, each once by key, however often it runs. Answers how many were given. */
export async function giveKind({ database, groupCommit }: Doors, merchantId: MerchantId, kind: CareKind, day: LocalDate, zone: string, zoneBefore?: string): Promise<number> {
  const terms = (await database.inMerchant(merchantId, readCareTerms, { readOnly: true }))[kind]
  const query = terms.on ? dueQuery(kind, merchantId, { day, zone, zoneBefore, terms }) : null
  if (!query) return 0
  const couponIds = couponsOf(terms)
  let given = 0
  for await (const rows of inSteps((after, most) => database.inMerchant(merchantId, (tx) => dueAfter(tx, query, after, most), { readOnly: true }), STEP)) {
    // Booked at the day's start, so that a night made up gives what it would have given.
    const asks = rows.map((r): GiveCare => ({ memberId: r.member_id, kind, giftKey: r.gift_key, tierId: r.tier_id, couponIds, on: day }))
    const outcomes = await Promise.all(asks.map((request) => groupCommit.submit(giveCare, { merchantId, actor: 'system', key: `care ${request.giftKey} ${request.memberId} ${day}`, request })))
    given += outcomes.filter((o) => o.ok).length
  }
  return given
}

/** A word before the birthday's window opens, once a birthday. */
export async function tellBirthdays(database: Database, merchantId: MerchantId, day: LocalDate, at: Instant): Promise<number> {
  const { terms, zone } = await database.inMerchant(merchantId, async (tx) => ({ terms: (await readCareTerms(tx)).birthday, zone: await zoneOf(tx) }), { readOnly: true })
  const { on, days, window, feb29 } = terms
  if (!on || days === 0) return 0
  let told = 0
  const opens = addDays(day, days)
  const query = birthdayQuery(merchantId, { day: opens, zone, terms, opening: true })
  const of = new Map(birthdaysOpening(opens, window, feb29).map((b) => [`${b.calendar} ${b.monthDay}`, openBirthday(b, opens, window, feb29)!]))
  for await (const due of inSteps((after, most) => database.inMerchant(merchantId, (tx) => dueAfter(tx, query, after, most), { readOnly: true }), STEP)) {
    told += await database.inMerchant(merchantId, (tx) => sendMessages(tx, due.map((r): NewMessage => ({ memberId: r.member_id, kind: 'birthday', isGreeting: true, onceKey: `birthday-soon:${r.gift_key.slice(9)}`, link: '/member/birthday', title: { code: 'birthday-soon', facts: { on: of.get(`${r.birthday_calendar} ${r.birthday}`)!.on, opens } } })), at))
  }
  return told
}

/** The newcomer pack at the moment of joining; the night gives what was missed. */
export async function welcome({ database, groupCommit }: Doors, merchantId: MerchantId, memberId: MemberId): Promise<void> {
  const terms = (await database.inMerchant(merchantId, readCareTerms, { readOnly: true })).newcomer
  if (terms.on) await groupCommit.submit(giveCare, { merchantId, actor: 'system', key: `care newcomer ${memberId}`, request: { memberId, kind: 'newcomer', giftKey: 'newcomer', tierId: null, couponIds: couponsOf(terms) } })
}

/** The pack of a tier at the moment it was reached; the night gives what was missed. */
export async function welcomeToTier({ database, groupCommit }: Doors, merchantId: MerchantId, memberId: MemberId, now: Instant): Promise<void> {
  const { terms, row } = await database.inMerchant(merchantId, async (tx) => {
    const terms = (await readCareTerms(tx))['tier-reached']
    if (!terms.on || terms.packs.length === 0) return { terms, row: undefined }
    const zone = await zoneOf(tx)
    return { terms, row: (await dueAfter(tx, reachedQuery(merchantId, { day: dateAt(now, zone), zone, terms }, memberId), FIRST, 1))[0] as DueRow | undefined }
  }, { readOnly: true })
  if (row) await groupCommit.submit(giveCare, { merchantId, actor: 'system', key: `care ${row.gift_key} ${memberId}`, request: { memberId, kind: 'tier-reached', giftKey: row.gift_key, tierId: row.tier_id, couponIds: couponsOf(terms) } })
}
