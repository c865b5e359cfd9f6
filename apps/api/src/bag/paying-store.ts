import type { StoreId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { listStores, type StoreRow } from '../store/index.js'

/** Where a bag is paid: the open store that was named, or the only one there is. Undefined: one was named that is not there. */
export async function payingStore(tx: Tx, named?: string): Promise<{ readonly stores: readonly StoreRow[]; readonly storeId: StoreId | null | undefined }> {
  const stores = (await listStores(tx)).filter((s) => !s.closed)
  if (named !== undefined) return { stores, storeId: stores.find((s) => s.store_id === named)?.store_id }
  return { stores, storeId: stores.length === 1 ? stores[0]!.store_id : null }
}
