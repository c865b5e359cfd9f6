import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'

export const PURPOSES = ['membership', 'messages', 'profile', 'community', 'browsing'] as const
export type Purpose = (typeof PURPOSES)[number]
/** The text people agreed to. Changing it makes a new version here. */
export const CONSENT_VERSION = '2026-11'

export interface ConsentRow {
  purpose: Purpose
  given: boolean
  version: string
  place: string
  at: Date
}

export const writeConsent = (tx: Tx, c: { memberId: MemberId; purpose: Purpose; given: boolean; place: string }, now: Instant): Promise<number> =>
  tx.run('insert into consent (merchant_id, consent_id, member_id, purpose, given, version, place, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [tx.merchantId, newId(), c.memberId, c.purpose, c.given, CONSENT_VERSION, c.place, new Date(now)])

export const consentsOf = (tx: Tx, memberId: MemberId): Promise<ConsentRow[]> =>
  tx.query('select purpose, given, version, place, at from consent where merchant_id = $1 and member_id = $2 order by at desc, consent_id desc limit 200', [tx.merchantId, memberId])

/** As a condition of SQL: whether the member of that column agrees now. Silence is no. $1 is the merchant. */
export const agreesSql = (member: string, purpose: Exclude<Purpose, 'membership'>): string =>
  `coalesce((select a.given from consent a where a.merchant_id = $1 and a.member_id = ${member} and a.purpose = '${purpose}' order by a.at desc, a.consent_id desc limit 1), false)`

/** Whether a member agrees to a purpose now; silence is no, but for membership itself. */
export const agreesTo = async (tx: Tx, memberId: MemberId, purpose: Purpose): Promise<boolean> =>
  (await askedAbout(tx, [memberId], purpose)).get(memberId) ?? purpose === 'membership'

/** What members said last about a purpose; who never said anything is not in it. */
export const askedAbout = async (tx: Tx, ids: readonly MemberId[], purpose: Purpose): Promise<Map<MemberId, boolean>> =>
  new Map((await tx.query<{ member_id: MemberId; given: boolean }>('select distinct on (member_id) member_id, given from consent where merchant_id = $1 and member_id = any($2::uuid[]) and purpose = $3 order by member_id, at desc, consent_id desc', [tx.merchantId, ids, purpose])).map((r) => [r.member_id, r.given]))

/** Those of some members who agree to a purpose now that nobody needs: silence is no. */
export const agreeing = async (tx: Tx, ids: readonly MemberId[], purpose: Exclude<Purpose, 'membership'>): Promise<Set<MemberId>> =>
  new Set([...(await askedAbout(tx, ids, purpose))].filter(([, given]) => given).map(([id]) => id))

/** Two who are one person agree to what either said last; written as a decision of its own, since consents are never edited. */
export async function joinConsents(tx: Tx, m: { keptId: MemberId; goneId: MemberId }, now: Instant): Promise<void> {
  const [kept, gone] = [await consentsOf(tx, m.keptId), await consentsOf(tx, m.goneId)]
  for (const purpose of PURPOSES) {
    const [mine, theirs] = [kept.find((c) => c.purpose === purpose), gone.find((c) => c.purpose === purpose)]
    if (theirs && theirs.given !== (mine?.given ?? purpose === 'membership') && (!mine || theirs.at > mine.at)) await writeConsent(tx, { memberId: m.keptId, purpose, given: theirs.given, place: 'merge' }, now)
  }
}

/** What came from a merge and was not said again since stands as it was before. */
export async function partConsents(tx: Tx, keptId: MemberId, now: Instant): Promise<void> {
  const kept = await consentsOf(tx, keptId)
  for (const purpose of PURPOSES) {
    const [last, ...before] = kept.filter((c) => c.purpose === purpose)
    if (last?.place === 'merge') await writeConsent(tx, { memberId: keptId, purpose, given: before.find((c) => c.place !== 'merge')?.given ?? purpose === 'membership', place: 'unmerge' }, now)
  }
}
