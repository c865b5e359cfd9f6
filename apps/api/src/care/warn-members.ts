import { decideThrough, newcomer, progressOf } from '@huitou/tier'
import { dateAt, DAY, endOfDate, type Instant, type LocalDate, type MemberId, type MerchantId } from '@huitou/units'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import type { Database, Tx } from '../platform/database/index.js'
import { termsOf, tiersAt } from '../points/index.js'
import { daysOf, readStandings, tierOf } from '../tier/index.js'
import { readCareTerms } from './care.rows.js'
import type { CareKind } from './care-terms.js'
import { endingAfter, endingQuery, expiringAfter, expiringQuery, markWarned } from './warn.rows.js'

const STEP = 500
const FIRST = '00000000-0000-0000-0000-000000000000' as MemberId

/** The shop's own words under a warning; null for none, undefined where it is switched off. */
async function wordsUnder(tx: Tx, kind: CareKind): Promise<NewMessage['body'] | undefined> {
  const { on, textZh, textEn } = (await readCareTerms(tx))[kind]
  if (!on) return undefined
  return textZh || textEn ? { code: 'gift-words', facts: { textZh, textEn } } : null
}

/** Points that end on a day some days ahead: each member is told once of that day. */
export async function warnExpiry(database: Database, merchantId: MerchantId, ask: { day: LocalDate; lastDay: LocalDate; zone: string }): Promise<number> {
  let told = 0
  const query = expiringQuery(merchantId, endOfDate(ask.lastDay, ask.zone), `expiry:${ask.lastDay}`)
  for (let last = FIRST; ;) {
    const rows = await database.inMerchant(merchantId, async (tx) => {
      const body = await wordsUnder(tx, 'points-expiry')
      if (body === undefined) return []
      const rows = await expiringAfter(tx, query, last, STEP)
      told += await sendMessages(tx, rows.map((r): NewMessage => ({ memberId: r.member_id, kind: 'points', onceKey: `expiry:${ask.lastDay}`, link: '/points', body, title: { code: 'points-expire-soon', facts: { points: r.points, on: ask.lastDay } } })), endOfDate(ask.day, ask.zone) - DAY)
      return rows
    })
    if (rows.length === 0) return told
    last = rows.at(-1)!.member_id
  }
}

/** Tiers about to be lost: what is missing and by when, once for each end. */
export async function warnTiers(database: Database, merchantId: MerchantId, at: Instant): Promise<number> {
  let told = 0
  for (let last = FIRST; ;) {
    const rows = await database.inMerchant(merchantId, async (tx) => {
      const terms = await termsOf(tx)
      const set = tiersAt(terms, at)
      if (!set || set.terms.warnDays === 0) return []
      const body = await wordsUnder(tx, 'downgrade')
      if (body === undefined) return []
      const due = await endingAfter(tx, endingQuery(merchantId, at, at + set.terms.warnDays * DAY), last, STEP)
      const messages: NewMessage[] = []
      for (const row of await readStandings(tx, due.map((r) => r.member_id))) {
        const days = daysOf(row)
        const p = progressOf(decideThrough(row.state ?? newcomer(row.joined_at.getTime()), at, days, terms.tierSets, 'night')[0], at, days, set.core)
        if (!p.tier || !p.keep || p.keep.met) continue
        const lastDay = dateAt((p.lapsesAt ?? p.keep.judgedAt) - 1, terms.zone)
        messages.push({ memberId: row.member_id, kind: 'tier', onceKey: `tier-warning:${lastDay}`, link: '/tier', body, title: { code: 'tier-ends-soon', facts: { tier: tierOf(set, p.tier)?.name ?? p.tier, missing: p.keep.missing, criterion: set.core.criterion, currency: terms.currency, on: lastDay } } })
      }
      told += await sendMessages(tx, messages, at)
      await markWarned(tx, due.map((r) => r.member_id))
      return due
    })
    if (rows.length === 0) return told
    last = rows.at(-1)!.member_id
  }
}
