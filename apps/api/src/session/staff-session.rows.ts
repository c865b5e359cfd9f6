import type { Instant, StaffId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface LinkRow {
  staff_id: StaffId
  purpose: 'invite' | 'reset'
  expires_at: Date
  used_at: Date | null
}

export const addLink = (tx: Tx, l: { hash: Buffer; staffId: string; purpose: 'invite' | 'reset'; expiresAt: Instant }, now: Instant): Promise<number> =>
  tx.run('insert into staff_link (merchant_id, link_hash, staff_id, purpose, expires_at, created_at) values ($1, $2, $3, $4, $5, $6)', [tx.merchantId, l.hash, l.staffId, l.purpose, new Date(l.expiresAt), new Date(now)])

export const lockLink = async (tx: Tx, hash: Buffer, purpose: 'invite' | 'reset'): Promise<LinkRow | null> =>
  (await tx.query<LinkRow>('select staff_id, purpose, expires_at, used_at from staff_link where merchant_id = $1 and link_hash = $2 and purpose = $3 for update', [tx.merchantId, hash, purpose]))[0] ?? null

/** Uses a link and voids every other one of that person and purpose. */
export const useLinks = (tx: Tx, staffId: string, purpose: 'invite' | 'reset', now: Instant): Promise<number> =>
  tx.run('update staff_link set used_at = $4 where merchant_id = $1 and staff_id = $2 and purpose = $3 and used_at is null', [tx.merchantId, staffId, purpose, new Date(now)])

export const setPassword = (tx: Tx, staffId: string, passwordHash: string): Promise<number> =>
  tx.run('update staff set password_hash = $3 where merchant_id = $1 and staff_id = $2', [tx.merchantId, staffId, passwordHash])

export const setName = (tx: Tx, staffId: string, name: string): Promise<number> =>
  tx.run('update staff set name = $3 where merchant_id = $1 and staff_id = $2', [tx.merchantId, staffId, name])

export const setTotp = (tx: Tx, staffId: string, t: { secret: string | null; pending: string | null }): Promise<number> =>
  tx.run('update staff set totp_secret = $3, totp_pending = $4 where merchant_id = $1 and staff_id = $2', [tx.merchantId, staffId, t.secret, t.pending])
