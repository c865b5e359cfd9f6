import { addDays, DAY, startOfDate, type LocalDate } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { termsOf, tiersAt } from '../points/index.js'
import type { CareKind, CareTerms } from './care-terms.js'
import { countDue, dueQuery, firstDue, type DueQuery } from './due.rows.js'
import { expiringQuery, endingQuery } from './warn.rows.js'

const AHEAD = 30
const SHOWN = 12

export interface Foreseen { readonly days: { on: LocalDate; members: number }[]; readonly first: { memberId: string; name: string; on: LocalDate }[] }

/** Who gets it on each of the next thirty days, by the very questions that the nights will ask; null where it hangs on what members will do. */
export async function foreseeCare(tx: Tx, kind: CareKind, terms: CareTerms, today: LocalDate, zone: string): Promise<Foreseen | null> {
  if (kind === 'newcomer' || kind === 'tier-reached') return null
  const warnDays = await warnDaysOf(tx, kind, today, zone)
  const [days, first]: [Foreseen['days'], Foreseen['first']] = [[], []]
  for (let n = 0; n < AHEAD; n++) {
    const on = addDays(today, n)
    const query = queryOf(tx.merchantId, kind, { on, zone, terms, warnDays, opening: n > 0 })
    const members = query ? await countDue(tx, query) : 0
    days.push({ on, members })
    if (query && members > 0 && first.length < SHOWN) first.push(...(await firstDue(tx, query, SHOWN - first.length)).map((r) => ({ memberId: r.member_id, name: r.name, on })))
  }
  return { days, first }
}

/** Days before which the warnings are told: of points a setting, of tiers a term of the set in force. */
export async function warnDaysOf(tx: Tx, kind: CareKind, today: LocalDate, zone: string): Promise<number> {
  if (kind !== 'points-expiry' && kind !== 'downgrade') return 0
  const terms = await termsOf(tx)
  return kind === 'points-expiry' ? terms.settings.warnDays : tiersAt(terms, startOfDate(today, zone))?.terms.warnDays ?? 0
}

function queryOf(merchantId: string, kind: CareKind, q: { on: LocalDate; zone: string; terms: CareTerms; warnDays: number; opening: boolean }): DueQuery | null {
  if (kind === 'points-expiry') return q.warnDays === 0 ? null : expiringQuery(merchantId, { lastDay: addDays(q.on, q.warnDays), zone: q.zone })
  if (kind === 'downgrade') {
    const at = startOfDate(q.on, q.zone)
    return q.warnDays === 0 ? null : endingQuery(merchantId, q.opening ? at + (q.warnDays - 1) * DAY : at, at + q.warnDays * DAY)
  }
  return dueQuery(kind, merchantId, { day: q.on, zone: q.zone, terms: q.terms, opening: q.opening })
}
