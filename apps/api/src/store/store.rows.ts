import type { Instant, StoreId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface StoreRow {
  store_id: StoreId
  name: string
  address: string
  opens_at_minute: number | null
  closes_at_minute: number | null
  closed: boolean
}
export interface TillRow {
  till_id: string
  store_id: StoreId
  name: string
  last_seen_at: Date | null
}

const COLUMNS = 'store_id, name, address, opens_at_minute, closes_at_minute, closed'

export const listStores = (tx: Tx): Promise<StoreRow[]> => tx.query<StoreRow>(`select ${COLUMNS} from store where merchant_id = $1 order by created_at, store_id`, [tx.merchantId])

export const storeById = async (tx: Tx, storeId: string): Promise<StoreRow | null> => (await tx.query<StoreRow>(`select ${COLUMNS} from store where merchant_id = $1 and store_id = $2`, [tx.merchantId, storeId]))[0] ?? null

export const tillsOf = (tx: Tx): Promise<TillRow[]> => tx.query<TillRow>('select till_id, store_id, name, last_seen_at from till where merchant_id = $1 and revoked_at is null order by created_at, till_id', [tx.merchantId])

export const addStore = (tx: Tx, s: { storeId: StoreId; name: string; address: string; opensAt: number | null; closesAt: number | null }, now: Instant): Promise<number> =>
  tx.run('insert into store (merchant_id, store_id, name, address, opens_at_minute, closes_at_minute, created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (merchant_id, name) do nothing', [tx.merchantId, s.storeId, s.name, s.address, s.opensAt, s.closesAt, new Date(now)])

export const changeStore = (tx: Tx, s: StoreRow): Promise<number> =>
  tx.run('update store set name = $3, address = $4, opens_at_minute = $5, closes_at_minute = $6, closed = $7 where merchant_id = $1 and store_id = $2', [tx.merchantId, s.store_id, s.name, s.address, s.opens_at_minute, s.closes_at_minute, s.closed])
