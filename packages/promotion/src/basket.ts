import type { Instant, Zone } from '@huitou/units'
import type { Promotion, WalletCoupon } from './offer.js'
import type { PointsAsk } from './points-money.js'

/** Unit prices of one SKU besides its list price, as they stand now for this shopper: the lowest of all wins, they never combine. */
export interface SpecialPrices {
  readonly timedFen?: number
  /** a price set for members; where absent the tier's rate on the list price counts */
  readonly memberFen?: number
  readonly flashFen?: number
}

export interface BasketLine {
  /** the caller's name of the line, unique in the basket */
  readonly key: string
  readonly sku: string
  /** own category and those above it */
  readonly categories?: readonly string[]
  readonly brand?: string
  /** whole units, 1 or more */
  readonly qty: number
  /** list price of one unit in minor units; below zero is a trade-in, which lowers the total and nothing else */
  readonly unitFen: number
  readonly special?: SpecialPrices
  /** tax on top of what the line costs after its discounts, where the shop adds it; in basis points */
  readonly taxBp?: number
  /** given for nothing: no price, no weight, no threshold, no count */
  readonly gift?: boolean
}

/** Who buys, as far as prices ask. Absent: nobody known, so no tier price, no coupon. */
export interface Shopper {
  readonly tier?: string
  /** what the tier pays of the list price, in basis points: 9500 is 95 % (95 折) */
  readonly tierRateBp?: number
  /** the rate holds for these categories only; absent or empty: for all */
  readonly tierCategories?: readonly string[]
  readonly freeShipping?: boolean
  readonly firstOrder?: boolean
  readonly segments?: readonly string[]
  readonly tags?: readonly string[]
}

export interface PriceSettings {
  /** coupons in one order */
  readonly couponsPerOrder: number
  /** instead: so many of each group, 1 of a group that is not named here */
  readonly couponGroups?: Readonly<Record<string, number>>
  /** claims of one and the same coupon in one order */
  readonly sameCouponTimes: number
  /** a coupon of the basket that cannot be used (its dates, place, person, goods or threshold) refuses all of them */
  readonly anyInvalidRefusesAll: boolean
  /** lines carry `taxBp`, added after discounts; else prices include their tax */
  readonly taxOnTop: boolean
  /** a line at its flash price takes no promotion and no coupon */
  readonly flashAlone: boolean
  /**
   * `best` searches every allowed combination and order; `listed` takes what fits in the order of stages, priorities and ids;
   * `per-item` lets each line choose among item promotions that exclude each other, then searches the rest
   */
  readonly competition: 'best' | 'listed' | 'per-item'
  /** effects the search may try before it answers with the best so far and `exact: false` */
  readonly searchBudget: number
}

export const DEFAULT_PRICE_SETTINGS: PriceSettings = { couponsPerOrder: 1, sameCouponTimes: 1, anyInvalidRefusesAll: false, taxOnTop: false, flashAlone: true, competition: 'best', searchBudget: 20_000 }

/** All that a price depends on. The same inputs give the same quote on till, phone and server. */
export interface QuoteInput {
  readonly now: Instant
  readonly zone: Zone
  readonly storeId?: string
  readonly channel?: string
  readonly shopper?: Shopper
  readonly lines: readonly BasketLine[]
  readonly promotions?: readonly Promotion[]
  readonly coupons?: readonly WalletCoupon[]
  readonly points?: PointsAsk
  /** before any offer on it */
  readonly shippingFen?: number
  readonly settings?: Partial<PriceSettings>
}
