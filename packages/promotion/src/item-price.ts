import { ofRateBp } from '@huitou/units'
import type { BasketLine, Shopper } from './basket.js'
import type { PriceSource } from './offer.js'

export interface ItemPrice {
  readonly unitFen: number
  readonly source: PriceSource
}

/**
 * The lowest of list, timed, member and flash price of one unit, in minor units; on a tie the one named first here.
 * A tier's rate is taken on one unit, half up, so that a line is always units × price.
 * Trade-ins and gifts keep what they say.
 */
export function itemPrice(line: BasketLine, shopper: Shopper | undefined): ItemPrice {
  if (line.gift) return { unitFen: 0, source: 'list' }
  let best: ItemPrice = { unitFen: line.unitFen, source: 'list' }
  if (line.unitFen < 0) return best
  const lower = (unitFen: number | undefined, source: PriceSource) => {
    if (unitFen !== undefined && unitFen < best.unitFen) best = { unitFen, source }
  }
  lower(line.special?.timedFen, 'timed')
  if (shopper) {
    lower(line.special?.memberFen, 'member')
    if (line.special?.memberFen === undefined && shopper.tierRateBp !== undefined && inTierCategories(line, shopper)) lower(ofRateBp(line.unitFen, shopper.tierRateBp, 'half-up'), 'member')
  }
  lower(line.special?.flashFen, 'flash')
  return best
}

const inTierCategories = (line: BasketLine, { tierCategories: named }: Shopper): boolean => !named || named.length === 0 || (line.categories ?? []).some((c) => named.includes(c))
