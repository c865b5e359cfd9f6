import type { BasketLine } from './basket.js'
import type { Effect, Scope } from './offer.js'

/**
 * Where an offer finds its goods, an empty scope being all of them: a bundle part by part, whatever the offer's own scope
 * says; one that gives other goods than are bought has the bought first and the given last; any other has its own scope alone.
 */
export function scopesOf({ effect: e, scope = {} }: { readonly effect: Effect; readonly scope?: Scope | undefined }): readonly Scope[] {
  if (e.kind === 'bundle') return e.parts.map((part) => part.scope ?? {})
  return e.kind === 'buy-get' && e.get ? [scope, e.get] : [scope]
}

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
