import { decideThrough, newcomer, progressOf } from '@huitou/tier'
import { dateAt, DAY, startOfDate, type Instant, type LocalDate, type MerchantId } from '@huitou/units'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import { inSteps, type Database, type Tx } from '../platform/database/index.js'
import { termsOf, tiersAt } from '../points/index.js'
import { daysOf, readStandings, tierOf } from '../tier/index.js'
import { readCareTerms } from './care.rows.js'
import type { CareKind } from './care-terms.js'
import { endingAfter, endingQuery, expiringAfter, expiringQuery, expiryKey, markWarned, type Ending } from './warn.rows.js'

const STEP = 500

/** The shop's own words under a warning; null for none, undefined where it is switched off. */
async function wordsUnder(tx: Tx, kind: CareKind): Promise<NewMessage['body'] | undefined> {
  const { on, textZh, textEn } = (await readCareTerms(tx))[kind]
  if (!on) return undefined
  return textZh || textEn ? { code: 'gift-words', facts: { textZh, textEn } } : null
}

/** Points that end on a day some days ahead: each member is told once of that day. */
export async function warnExpiry(database: Database, merchantId: MerchantId, ask: Ending & { day: LocalDate }): Promise<number> {
  let told = 0
  const query = expiringQuery(merchantId, ask)
  const body = await database.inMerchant(merchantId, (tx) => wordsUnder(tx, 'points-expiry'), { readOnly: true })
  if (body === undefined) return 0
  for await (const rows of inSteps((after, most) => database.inMerchant(merchantId, (tx) => expiringAfter(tx, query, after, most), { readOnly: true }), STEP)) {
    // A reminder: whoever took their consent back since the page was read gets none.
    told += await database.inMerchant(merchantId, (tx) => sendMessages(tx, rows.map((r): NewMessage => ({ memberId: r.member_id, kind: 'points', isGreeting: true, onceKey: expiryKey(ask.lastDay), link: '/points', body, title: { code: 'points-expire-soon', facts: { points: r.points, on: dateAt(r.ends.getTime() - 1, ask.zone) } } })), startOfDate(ask.day, ask.zone)))
  }
  return told
}

/** Tiers about to be lost: what is missing and by when, once for each end. */
export async function warnTiers(database: Database, merchantId: MerchantId, at: Instant): Promise<number> {
  const { terms, set, body } = await database.inMerchant(merchantId, async (tx) => {
    const terms = await termsOf(tx)
    return { terms, set: tiersAt(terms, at), body: await wordsUnder(tx, 'downgrade') }
  }, { readOnly: true })
  if (!set || set.terms.warnDays === 0 || body === undefined) return 0
  const query = endingQuery(merchantId, at, at + set.terms.warnDays * DAY)
  let told = 0
  for await (const due of inSteps((after, most) => database.inMerchant(merchantId, (tx) => endingAfter(tx, query, after, most), { readOnly: true }), STEP)) {
    told += await database.inMerchant(merchantId, async (tx) => {
      const messages: NewMessage[] = []
      for (const row of await readStandings(tx, due.map((r) => r.member_id))) {
        const days = daysOf(row)
        const p = progressOf(decideThrough(row.state ?? newcomer(row.joined_at.getTime()), at, days, terms.tierSets, 'night')[0], at, days, set.core)
        if (!p.tier || !p.keep || p.keep.met) continue
        const lastDay = dateAt((p.lapsesAt ?? p.keep.judgedAt) - 1, terms.zone)
        messages.push({ memberId: row.member_id, kind: 'tier', isGreeting: true, onceKey: `tier-warning:${lastDay}`, link: '/tier', body, title: { code: 'tier-ends-soon', facts: { tier: tierOf(set, p.tier)?.name ?? p.tier, missing: p.keep.missing, criterion: set.core.criterion, combine: set.core.combine ?? 'any', parts: p.keep.parts.filter((part) => part.missing > 0).map(({ criterion, missing }) => ({ criterion, missing })), currency: terms.currency, on: lastDay } } })
      }
      const sent = await sendMessages(tx, messages, at)
      await markWarned(tx, due.map((r) => r.member_id))
      return sent
    })
  }
  return told
}
