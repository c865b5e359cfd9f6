import type { Instant } from '@huitou/units'

/** Which lines count. Every list is "any of"; an absent one does not limit. `except` wins over the rest. */
export interface Scope {
  readonly skus?: readonly string[]
  readonly categories?: readonly string[]
  readonly brands?: readonly string[]
  readonly except?: { readonly skus?: readonly string[]; readonly categories?: readonly string[]; readonly brands?: readonly string[] }
}

/** When, where and for whom. Absent: always, everywhere, everybody. */
export interface Conditions {
  readonly from?: Instant
  /** the first instant at which it no longer holds */
  readonly until?: Instant
  /** 1 Monday to 7 Sunday, in the merchant's zone */
  readonly weekdays?: readonly number[]
  /** minutes of the day [from, until), in the merchant's zone */
  readonly hours?: readonly (readonly [number, number])[]
  readonly stores?: readonly string[]
  readonly channels?: readonly string[]
  readonly tiers?: readonly string[]
  readonly segments?: readonly string[]
  readonly firstOrder?: boolean
}

export interface AmountStep { readonly fromFen: number; readonly offFen: number }
export interface PercentStep { readonly fromFen: number; readonly offBp: number }
export interface UnitsStep { readonly units: number; readonly offBp: number }
export interface GiftStep { readonly fromFen: number; readonly gift: { readonly sku: string; readonly qty: number; readonly valueFen: number } }

/**
 * What an offer does. Steps are taken at the highest one reached; a threshold is met at equality.
 * - amount-off 满减 (`everyFull`: once for each full step), and coupons of an amount over a threshold
 * - percent-off 满折, and percent coupons with a cap; `base: initial` takes the rate on list prices
 * - units-percent n 件 m 折
 * - each-off: an amount off each unit, up to `maxUnits` of each line
 * - buy-get 买 x 送 y: whole sets; `offBp` 10000 is free, 5000 second at half price
 * - gift 满赠
 * - shipping-off: everything, or at most `offFen`
 */
export type Effect =
  | { readonly kind: 'amount-off'; readonly steps: readonly AmountStep[]; readonly everyFull?: boolean; readonly capFen?: number }
  | { readonly kind: 'percent-off'; readonly steps: readonly PercentStep[]; readonly capFen?: number; readonly base?: 'reduced' | 'initial' }
  | { readonly kind: 'units-percent'; readonly steps: readonly UnitsStep[]; readonly capFen?: number }
  | { readonly kind: 'each-off'; readonly offFen: number; readonly maxUnits?: number }
  | { readonly kind: 'buy-get'; readonly buyUnits: number; readonly getUnits: number; readonly get?: Scope; readonly offBp?: number; readonly repeat?: boolean; readonly freeFirst?: 'dearest' | 'cheapest' }
  | { readonly kind: 'gift'; readonly steps: readonly GiftStep[] }
  | { readonly kind: 'shipping-off'; readonly fromFen: number; readonly offFen?: number }

/** With whom it may stand: anybody | at most `most` of its group | nobody, save those marked `always`. */
export type Exclusivity = { readonly kind: 'combinable' } | { readonly kind: 'group'; readonly group: string; readonly most?: number } | { readonly kind: 'alone' }

/** Lines whose price already comes from these take no part in the offer. */
export type PriceSource = 'list' | 'timed' | 'member' | 'flash'

interface OfferBody {
  readonly id: string
  readonly name?: string
  readonly version?: number
  readonly effect: Effect
  readonly scope?: Scope
  readonly conditions?: Conditions
  readonly notOnPrices?: readonly PriceSource[]
}

export interface Promotion extends OfferBody {
  /** item promotions come before order promotions; shipping offers come last whatever is said here */
  readonly stage: 'item' | 'order'
  /** lower first within its stage; equal ones are tried in every order */
  readonly priority: number
  readonly exclusivity?: Exclusivity
  /** may stand beside one that stands alone */
  readonly always?: boolean
}

export type CouponState = 'issued' | 'locked' | 'redeemed' | 'expired' | 'revoked' | 'returned'

/** One claimed coupon of the shopper. `id` is the claim's; `couponId` names its definition. */
export interface WalletCoupon extends OfferBody {
  readonly couponId: string
  readonly state: CouponState
  /** while locked: by which checkout and until when */
  readonly lock?: { readonly by: string; readonly until: Instant }
  readonly validFrom: Instant
  /** the first instant at which it can no longer be used */
  readonly validUntil: Instant
  /** refuses any other coupon beside it, however many an order may take */
  readonly alone?: boolean
}
