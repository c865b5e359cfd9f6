import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'

export const PURPOSES = ['membership', 'messages', 'profile', 'community'] as const
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

/** Whether a member agrees to a purpose now; silence is no, but for membership itself. */
export const agreesTo = async (tx: Tx, memberId: MemberId, purpose: Purpose): Promise<boolean> =>
  (await tx.query<{ given: boolean }>('select given from consent where merchant_id = $1 and member_id = $2 and purpose = $3 order by at desc, consent_id desc limit 1', [tx.merchantId, memberId, purpose]))[0]?.given ?? purpose === 'membership'
