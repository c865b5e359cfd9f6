import type { Tx } from '../platform/database/index.js'

export interface OpenStore { readonly store_id: string; readonly name: string; readonly address: string; readonly opens_at_minute: number | null; readonly closes_at_minute: number | null }
export const openStores = (tx: Tx): Promise<OpenStore[]> =>
  tx.query<OpenStore>('select store_id, name, address, opens_at_minute, closes_at_minute from store where merchant_id = $1 and not closed order by created_at, store_id', [tx.merchantId], 'open-stores')

export const settingValues = (tx: Tx, keys: readonly string[]): Promise<{ key: string; value: unknown }[]> =>
  tx.query('select key, value from setting where merchant_id = $1 and key = any($2::text[])', [tx.merchantId, keys], 'setting-values')
