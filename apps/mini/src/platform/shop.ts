import { createStore, useStore } from './store'
import { keep, kept } from './keep'
import { brandColours } from './brand'

/** The shop whose door this is: what every screen may need to know of it. */
export interface Shop { readonly slug: string; readonly name: string; readonly brand: string; readonly currency: string; readonly isDemo: boolean }

export const shop = createStore<Shop | null>(kept<Shop>('shop-door'))

export function rememberDoor(door: Shop): void {
  const now = shop.get()
  if (now && (Object.keys(door) as (keyof Shop)[]).every(k => k === 'slug' ? now.slug === door.slug : now[k] === door[k])) return
  const next = { slug: door.slug, name: door.name, brand: door.brand, currency: door.currency, isDemo: door.isDemo }
  shop.set(next)
  keep('shop-door', next)
}

export const useShop = (): Shop | null => useStore(shop)
export const shopCurrency = (): string => shop.get()?.currency ?? 'CNY'
export const useCurrency = (): string => useShop()?.currency ?? 'CNY'
export const useBrand = (dark: boolean): Record<string, string> => brandColours(useShop()?.brand ?? '', dark)
