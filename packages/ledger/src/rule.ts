import { dateAt, partsOf, weekdayOf, type Instant, type Ratio, type Zone } from '@huitou/units'
import type { Expiry, Pending } from './expiry.js'

/** An earning rule is data with a version; what was earned keeps the version that earned it. */
export interface EarnRule {
  readonly id: string
  readonly version: number
  readonly wallet: string
  /** higher first; under a limit the lowest is cut first */
  readonly priority: number
  readonly award: AwardSpec
  readonly when?: Conditions
  /** whether multipliers apply; by default only to awards per amount */
  readonly multiplied?: boolean
  /** the tier's multiplier leaves it alone */
  readonly withoutTier?: boolean
  readonly pending?: Pending
  readonly expiry?: Expiry
}

export type AwardSpec =
  /** `points` for each `perMinor` of the base, exact fractions */
  | { readonly kind: 'per-amount'; readonly points: number; readonly perMinor: number }
  | { readonly kind: 'per-order'; readonly points: number }
  | { readonly kind: 'per-quantity'; readonly points: number; readonly per: 'line' | 'unit' }
  /** an action done: check-in, review, profile completed, birthday ...; a streak pays extra on its days */
  | { readonly kind: 'per-action'; readonly action: string; readonly points: number; readonly streak?: readonly StreakStep[] }
  | { readonly kind: 'multiplier'; readonly times: Ratio }

export type BirthdaySpan = 'day' | 'week' | 'month'

export interface StreakStep { readonly every: number; readonly points: number }

export interface Conditions {
  readonly tiers?: readonly string[]
  readonly segments?: readonly string[]
  readonly tags?: readonly string[]
  readonly stores?: readonly string[]
  readonly channels?: readonly string[]
  readonly payments?: readonly string[]
  /** 1 Monday to 7 Sunday, in the merchant's zone */
  readonly weekdays?: readonly number[]
  /** days of the month (a member day on each 8th) */
  readonly monthDays?: readonly number[]
  readonly from?: Instant
  readonly until?: Instant
  /** on the member's birthday, in its week, in its month */
  readonly birthday?: BirthdaySpan
  readonly firstOrder?: boolean
  /** met at equality, on the base of the lines the rule counts */
  readonly minMinor?: number
  readonly categories?: readonly string[]
  readonly brands?: readonly string[]
  readonly skus?: readonly string[]
  readonly notCategories?: readonly string[]
  readonly notBrands?: readonly string[]
  readonly notSkus?: readonly string[]
}

/** Facts about the member and the moment that a rule may ask for; the caller reads them. */
export interface EarnContext {
  /** the tier held before the order */
  readonly tier: string | null
  readonly tierTimes?: Ratio | null
  /** how long points last that are earned while the tier is held, by wallet; a rule of its own goes before it */
  readonly tierExpiry?: Readonly<Record<string, Expiry>> | null
  readonly segments?: readonly string[]
  readonly tags?: readonly string[]
  readonly storeId?: string | null
  readonly channel?: string | null
  readonly payments?: readonly string[]
  /** the spans of the member's birthday that hold the day */
  readonly birthday?: readonly BirthdaySpan[]
  readonly firstOrder?: boolean
}

export interface EarnLine {
  readonly line: number
  readonly sku: string
  readonly category: string
  readonly brand: string
  readonly units: number
  /** what was paid for the line after all its discounts, the part paid with points taken off */
  readonly paidMinor: number
  /** the line's share of order-wide discounts, for merchants that earn before them */
  readonly orderOffMinor?: number
  /** false for the sale or top-up of stored value and gift cards, and for gift lines */
  readonly earns?: boolean
  /** what shipping cost: it earns only where the merchant says so */
  readonly shipping?: boolean
}

/** The first condition that does not hold, null when the rule applies; the minimum is judged later, on the base. */
export function unmet(when: Conditions | undefined, context: EarnContext, at: Instant, zone: Zone): keyof Conditions | null {
  if (!when) return null
  if (when.from !== undefined && at < when.from) return 'from'
  if (when.until !== undefined && at >= when.until) return 'until'
  if (when.tiers && !(context.tier !== null && when.tiers.includes(context.tier))) return 'tiers'
  if (when.segments && !when.segments.some((s) => context.segments?.includes(s))) return 'segments'
  if (when.tags && !when.tags.some((t) => context.tags?.includes(t))) return 'tags'
  if (when.stores && !(context.storeId && when.stores.includes(context.storeId))) return 'stores'
  if (when.channels && !(context.channel && when.channels.includes(context.channel))) return 'channels'
  if (when.payments && !when.payments.some((p) => context.payments?.includes(p))) return 'payments'
  if (when.birthday && !context.birthday?.includes(when.birthday)) return 'birthday'
  if (when.firstOrder && !context.firstOrder) return 'firstOrder'
  if (when.weekdays && !when.weekdays.includes(weekdayOf(dateAt(at, zone)))) return 'weekdays'
  if (when.monthDays && !when.monthDays.includes(partsOf(dateAt(at, zone)).day)) return 'monthDays'
  return null
}

export function counts(when: Conditions | undefined, line: EarnLine): boolean {
  if (line.earns === false) return false
  if (!when) return true
  if (when.categories && !when.categories.includes(line.category)) return false
  if (when.brands && !when.brands.includes(line.brand)) return false
  if (when.skus && !when.skus.includes(line.sku)) return false
  return !(when.notCategories?.includes(line.category) || when.notBrands?.includes(line.brand) || when.notSkus?.includes(line.sku))
}
