import { useRead } from '../platform/ask'
import type { Called } from './terms'

/** Names of tiers and stores, by their ids. */
export function useCalled(): Called {
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const stores = useRead('listStores', {}, { fresh: 120_000 })
  return {
    tier: (id) => tiers.data?.current?.tiers.find((x) => x.tierId === id)?.name ?? id,
    store: (id) => stores.data?.items.find((x) => x.storeId === id)?.name ?? '…',
  }
}
