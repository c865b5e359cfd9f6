import type { Currency, Instant, MerchantId, Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface MerchantRow {
  merchant_id: MerchantId
  slug: string
  name: string
  currency: Currency
  zone: Zone
  brand: string
  is_demo: boolean
  created_at: Date
}

/** The shop of this transaction: its currency, zone and name. Any room may ask. */
export const merchantOf = async (tx: Tx): Promise<MerchantRow> =>
  (await tx.query<MerchantRow>('select merchant_id, slug, name, currency::text as currency, zone, brand, is_demo, created_at from merchant where merchant_id = $1', [tx.merchantId], 'merchant-of'))[0]!

export const addMerchant = (tx: Tx, m: { slug: string; name: string; currency: string; zone: string; brand: string }, now: Instant): Promise<number> =>
  tx.run('insert into merchant (merchant_id, slug, name, currency, zone, brand, created_at) values ($1, $2, $3, $4, $5, $6, $7)', [tx.merchantId, m.slug, m.name, m.currency, m.zone, m.brand, new Date(now)])

export const changeMerchant = (tx: Tx, m: { name: string; brand: string }): Promise<number> =>
  tx.run('update merchant set name = $2, brand = $3 where merchant_id = $1', [tx.merchantId, m.name, m.brand])
