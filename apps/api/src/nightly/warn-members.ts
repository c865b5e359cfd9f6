import { decideThrough, newcomer, progressOf, type TierChange } from '@huitou/tier'
import { dateAt, DAY, endOfDate, type Instant, type LocalDate, type MemberId, type MerchantId } from '@huitou/units'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import type { Database, Tx } from '../platform/database/index.js'
import { termsOf, tiersAt } from '../points/index.js'
import { daysOf, readStandings, tierOf } from '../tier/index.js'
import { expiringAt, markWarned, standingsToWarn } from './night.rows.js'

const STEP = 500
const FIRST = '00000000-0000-0000-0000-000000000000' as MemberId

/** Points that end on a day some days ahead: each member is told once of that day. */
export async function warnExpiry(database: Database, merchantId: MerchantId, ask: { day: LocalDate; lastDay: LocalDate; zone: string }): Promise<number> {
  let told = 0
  for (let last = FIRST; ;) {
    const rows = await database.inMerchant(merchantId, async (tx) => {
      const rows = await expiringAt(tx, endOfDate(ask.lastDay, ask.zone), last, STEP)
      told += await sendMessages(tx, rows.map((r): NewMessage => ({ memberId: r.member_id, kind: 'points', onceKey: `expiry:${ask.lastDay}`, link: '/points', title: { code: 'points-expire-soon', facts: { points: r.points, on: ask.lastDay } } })), endOfDate(ask.day, ask.zone) - DAY)
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
      const due = await standingsToWarn(tx, at, at + set.terms.warnDays * DAY, last, STEP)
      const messages: NewMessage[] = []
      for (const row of await readStandings(tx, due.map((r) => r.member_id))) {
        const days = daysOf(row)
        const p = progressOf(decideThrough(row.state ?? newcomer(row.joined_at.getTime()), at, days, terms.tierSets, 'night')[0], at, days, set.core)
        if (!p.tier || !p.keep || p.keep.met) continue
        const lastDay = dateAt((p.lapsesAt ?? p.keep.judgedAt) - 1, terms.zone)
        messages.push({ memberId: row.member_id, kind: 'tier', onceKey: `tier-warning:${lastDay}`, link: '/tier', title: { code: 'tier-ends-soon', facts: { tier: tierOf(set, p.tier)?.name ?? p.tier, missing: p.keep.missing, criterion: set.core.criterion, currency: terms.currency, on: lastDay } } })
      }
      told += await sendMessages(tx, messages, at)
      await markWarned(tx, due.map((r) => r.member_id))
      return due
    })
    if (rows.length === 0) return told
    last = rows.at(-1)!.member_id
  }
}

/** Those who lost a tier are told which one they have now. */
export async function tellLapsed(tx: Tx, changes: readonly { memberId: MemberId; change: TierChange }[]): Promise<NewMessage[]> {
  const lapsed = changes.filter((c) => c.change.cause === 'lapsed')
  if (lapsed.length === 0) return []
  const terms = await termsOf(tx)
  return lapsed.map(({ memberId, change }) => {
    const set = tiersAt(terms, change.at)
    const name = (tier: string | null) => (tier === null ? undefined : tierOf(set, tier)?.name ?? tier)
    return { memberId, kind: 'tier', onceKey: `tier-lapsed:${change.at}`, link: '/tier', title: { code: 'tier-lapsed', facts: { from: name(change.from), to: name(change.to) } } }
  })
}
