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
  /** a member who carries any of these tags */
  readonly tags?: readonly string[]
  readonly firstOrder?: boolean
  /** not where or for whom any of these holds */
  readonly except?: { readonly stores?: readonly string[]; readonly channels?: readonly string[]; readonly tiers?: readonly string[]; readonly tags?: readonly string[] }
}

/** What is left of an offer's limits, as the caller counted it. Absent: no such limit. Money gives whole or nothing. */
export interface Left {
  readonly budgetFen?: number
  readonly uses?: number
  readonly usesToday?: number
  readonly memberUses?: number
  readonly memberUsesToday?: number
}

export interface AmountStep { readonly fromFen: number; readonly offFen: number }
export interface PercentStep { readonly fromFen: number; readonly offBp: number }
export interface UnitsStep { readonly units: number; readonly offBp: number }
export interface GiftStep { readonly fromFen: number; readonly gift: { readonly sku: string; readonly qty: number; readonly valueFen: number; readonly name?: string } }
/** So many units of these goods belong to one set. */
export interface BundlePart { readonly scope?: Scope; readonly units: number }

/**
 * What an offer does. Steps are taken at the highest one reached; a threshold is met at equality.
 * - amount-off 满减 (`everyFull`: once for each full step), and coupons of an amount over a threshold
 * - percent-off 满折, and percent coupons with a cap; `base: initial` takes the rate on list prices
 * - units-percent n 件 m 折
 * - each-off: an amount off each unit, up to `maxUnits` of each line
 * - buy-get 买 x 送 y: whole sets; `offBp` 10000 is free, 5000 second at half price
 * - nth-item 第 n 件 m 折: n - 1 units bought, one more at `offBp` off
 * - exchange 兑换: so many units of the named goods for nothing
 * - bundle 套装: one unit set of the parts for `priceFen` (dearest units first); taken only where it costs less than its units
 * - gift 满赠
 * - unit-price 限时价, 会员价: no discount but an item price, a fixed one or a rate of the list price; the lowest of all wins
 * - shipping-off: everything; or at most `offFen`, a rate `offBp`, or down to `toFen`
 */
export type Effect =
  | { readonly kind: 'amount-off'; readonly steps: readonly AmountStep[]; readonly everyFull?: boolean; readonly capFen?: number }
  | { readonly kind: 'percent-off'; readonly steps: readonly PercentStep[]; readonly capFen?: number; readonly base?: 'reduced' | 'initial' }
  | { readonly kind: 'units-percent'; readonly steps: readonly UnitsStep[]; readonly capFen?: number }
  | { readonly kind: 'each-off'; readonly offFen: number; readonly maxUnits?: number }
  | { readonly kind: 'buy-get'; readonly buyUnits: number; readonly getUnits: number; readonly get?: Scope; readonly offBp?: number; readonly repeat?: boolean; readonly freeFirst?: 'dearest' | 'cheapest' }
  | { readonly kind: 'nth-item'; readonly nth: number; readonly offBp: number; readonly repeat?: boolean; readonly freeFirst?: 'dearest' | 'cheapest' }
  | { readonly kind: 'exchange'; readonly units: number }
  | { readonly kind: 'bundle'; readonly parts: readonly BundlePart[]; readonly priceFen: number; readonly repeat?: boolean }
  | { readonly kind: 'gift'; readonly steps: readonly GiftStep[] }
  | { readonly kind: 'unit-price'; readonly source: 'timed' | 'member'; readonly unitFen?: number; readonly rateBp?: number }
  | { readonly kind: 'shipping-off'; readonly fromFen: number; readonly offFen?: number; readonly offBp?: number; readonly toFen?: number }

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
  readonly left?: Left
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

export type CouponState = 'issued' | 'locked' | 'redeemed' | 'expired' | 'revoked' | 'returned' | 'given'

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
  /** where coupons are counted by groups: the one it belongs to */
  readonly group?: string
}
