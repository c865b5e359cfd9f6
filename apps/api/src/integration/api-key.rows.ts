import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface ApiKeyRow {
  key_id: string
  name: string
  scopes: string[]
  hint: string
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

export const listKeys = (tx: Tx): Promise<ApiKeyRow[]> =>
  tx.query('select key_id, name, scopes, hint, created_at, last_used_at, revoked_at from api_key where merchant_id = $1 order by created_at desc, key_id desc limit 200', [tx.merchantId])

export const addKey = (tx: Tx, k: { keyId: string; name: string; scopes: readonly string[]; secretHash: Buffer; hint: string }, now: Instant) =>
  tx.run('insert into api_key (merchant_id, key_id, name, scopes, secret_hash, hint, created_at) values ($1, $2, $3, $4::text[], $5, $6, $7)', [tx.merchantId, k.keyId, k.name, k.scopes, k.secretHash, k.hint, new Date(now)])

export const revokeKey = (tx: Tx, keyId: string, now: Instant) =>
  tx.run('update api_key set revoked_at = $3 where merchant_id = $1 and key_id = $2 and revoked_at is null', [tx.merchantId, keyId, new Date(now)])

export const hasKey = async (tx: Tx, keyId: string): Promise<boolean> =>
  (await tx.query('select 1 from api_key where merchant_id = $1 and key_id = $2', [tx.merchantId, keyId])).length > 0

/** The living key of that secret, noting at most once a minute that it was used. */
export const useKey = async (tx: Tx, secretHash: Buffer, now: Instant): Promise<{ key_id: string; scopes: string[] } | null> => {
  const found = (await tx.query<{ key_id: string; scopes: string[]; last_used_at: Date | null }>('select key_id, scopes, last_used_at from api_key where merchant_id = $1 and secret_hash = $2 and revoked_at is null', [tx.merchantId, secretHash]))[0]
  if (!found) return null
  if (!found.last_used_at || now - found.last_used_at.getTime() > 60_000) await tx.run('update api_key set last_used_at = $3 where merchant_id = $1 and key_id = $2', [tx.merchantId, found.key_id, new Date(now)])
  return found
}
