import type { BasketLine } from './basket.js'
import type { Scope } from './offer.js'

/** Whether a scope counts a product. Gift lines and trade-ins are judged by the caller. */
export function inScope(scope: Scope | undefined, line: Pick<BasketLine, 'sku' | 'categories' | 'brand'>): boolean {
  if (!scope) return true
  const { skus, categories, brands, except } = scope
  if (skus || categories || brands) {
    const named = skus?.includes(line.sku) || (brands && line.brand !== undefined && brands.includes(line.brand)) || (categories && line.categories?.some((c) => categories.includes(c)))
    if (!named) return false
  }
  if (!except) return true
  return !(except.skus?.includes(line.sku) || (line.brand !== undefined && except.brands?.includes(line.brand)) || line.categories?.some((c) => except.categories?.includes(c)))
}
