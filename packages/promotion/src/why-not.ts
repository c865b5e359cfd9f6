import { dateAt, minuteOfDay, weekdayOf, type Instant } from '@huitou/units'
import type { QuoteInput } from './basket.js'
import type { Conditions, CouponState, Left, WalletCoupon } from './offer.js'

/**
 * Why an offer takes nothing off this basket, first reason that holds, in this order:
 * state of the coupon, dates, day, hour, place, person, limits used up, lines, threshold, competition.
 */
export type WhyNot =
  | { readonly code: 'coupon-not-usable'; readonly facts: { readonly state: CouponState } }
  | { readonly code: 'coupon-locked'; readonly facts: { readonly until: Instant } }
  | { readonly code: 'offer-not-begun'; readonly facts: { readonly from: Instant } }
  | { readonly code: 'offer-over'; readonly facts: { readonly until: Instant } }
  | { readonly code: 'offer-other-weekday'; readonly facts: { readonly weekdays: readonly number[] } }
  | { readonly code: 'offer-other-hour'; readonly facts: { readonly hours: readonly (readonly [number, number])[] } }
  | { readonly code: 'offer-other-store'; readonly facts: { readonly stores: readonly string[] } }
  | { readonly code: 'offer-other-channel'; readonly facts: { readonly channels: readonly string[] } }
  | { readonly code: 'offer-other-tier'; readonly facts: { readonly tiers: readonly string[] } }
  | { readonly code: 'offer-other-segment'; readonly facts: { readonly segments: readonly string[] } }
  | { readonly code: 'offer-other-tag'; readonly facts: { readonly tags: readonly string[] } }
  | { readonly code: 'offer-not-for-this'; readonly facts: { readonly what: 'store' | 'channel' | 'tier' | 'tag' } }
  | { readonly code: 'offer-first-order-only'; readonly facts: Record<string, never> }
  | { readonly code: 'offer-used-up'; readonly facts: { readonly limit: 'total' | 'day' | 'member' | 'member-day' } }
  | { readonly code: 'offer-budget-gone'; readonly facts: { readonly leftFen: number; readonly needFen?: number } }
  | { readonly code: 'offer-no-line'; readonly facts: Record<string, never> }
  | { readonly code: 'offer-below-threshold'; readonly facts: { readonly fromFen: number; readonly eligibleFen: number; readonly missingFen: number; /** which lines count, from 0 */ readonly lines: readonly number[] } }
  | { readonly code: 'offer-below-units'; readonly facts: { readonly units: number; readonly eligibleUnits: number; readonly missingUnits: number; readonly lines?: readonly number[] } }
  | { readonly code: 'offer-price-not-lowest'; readonly facts: Record<string, never> }
  | { readonly code: 'coupon-beside-invalid'; readonly facts: { readonly with: readonly string[] } }
  | { readonly code: 'offer-nothing-left'; readonly facts: Record<string, never> }
  | { readonly code: 'offer-not-together'; readonly facts: { readonly with: readonly string[] } }
  | { readonly code: 'offer-another-better'; readonly facts: { readonly with: readonly string[] } }

/** The part of WhyNot that does not depend on the basket's lines: null when the offer may be used here and now. */
export function whyNotNow(conditions: Conditions | undefined, input: QuoteInput): WhyNot | null {
  if (!conditions) return null
  const c = conditions
  const { now, zone, shopper } = input
  if (c.from !== undefined && now < c.from) return { code: 'offer-not-begun', facts: { from: c.from } }
  if (c.until !== undefined && now >= c.until) return { code: 'offer-over', facts: { until: c.until } }
  if (c.weekdays && !c.weekdays.includes(weekdayOf(dateAt(now, zone)))) return { code: 'offer-other-weekday', facts: { weekdays: c.weekdays } }
  if (c.hours) {
    const minute = minuteOfDay(now, zone)
    if (!c.hours.some(([from, until]) => minute >= from && minute < until)) return { code: 'offer-other-hour', facts: { hours: c.hours } }
  }
  if (c.stores && !(input.storeId !== undefined && c.stores.includes(input.storeId))) return { code: 'offer-other-store', facts: { stores: c.stores } }
  if (c.channels && !(input.channel !== undefined && c.channels.includes(input.channel))) return { code: 'offer-other-channel', facts: { channels: c.channels } }
  if (c.tiers && !(shopper?.tier !== undefined && c.tiers.includes(shopper.tier))) return { code: 'offer-other-tier', facts: { tiers: c.tiers } }
  if (c.segments && !c.segments.some((s) => shopper?.segments?.includes(s))) return { code: 'offer-other-segment', facts: { segments: c.segments } }
  if (c.tags && !c.tags.some((t) => shopper?.tags?.includes(t))) return { code: 'offer-other-tag', facts: { tags: c.tags } }
  if (c.firstOrder && !shopper?.firstOrder) return { code: 'offer-first-order-only', facts: {} }
  return c.except ? excepted(c.except, input) : null
}

function excepted(e: NonNullable<Conditions['except']>, { storeId, channel, shopper }: QuoteInput): WhyNot | null {
  const no = (what: 'store' | 'channel' | 'tier' | 'tag'): WhyNot => ({ code: 'offer-not-for-this', facts: { what } })
  if (storeId !== undefined && e.stores?.includes(storeId)) return no('store')
  if (channel !== undefined && e.channels?.includes(channel)) return no('channel')
  if (shopper?.tier !== undefined && e.tiers?.includes(shopper.tier)) return no('tier')
  return e.tags?.some((t) => shopper?.tags?.includes(t)) ? no('tag') : null
}

/** A limit with nothing left of it, the widest first. */
export function whyUsedUp(left: Left | undefined): WhyNot | null {
  if (!left) return null
  const none = (n: number | undefined) => n !== undefined && n <= 0
  if (none(left.budgetFen)) return { code: 'offer-budget-gone', facts: { leftFen: 0 } }
  const limit = none(left.uses) ? 'total' : none(left.usesToday) ? 'day' : none(left.memberUses) ? 'member' : none(left.memberUsesToday) ? 'member-day' : null
  return limit && { code: 'offer-used-up', facts: { limit } }
}

const GONE: ReadonlySet<CouponState> = new Set(['redeemed', 'expired', 'revoked', 'given'])

/** The same for a claimed coupon: its state, its lock and its own dates first. A lock that ended holds nothing. */
export function whyNotCoupon(coupon: WalletCoupon, input: QuoteInput, checkout?: string): WhyNot | null {
  const { now } = input
  const locked = coupon.state === 'locked' && coupon.lock !== undefined && now < coupon.lock.until && coupon.lock.by !== checkout
  if (locked) return { code: 'coupon-locked', facts: { until: coupon.lock!.until } }
  if (GONE.has(coupon.state)) return { code: 'coupon-not-usable', facts: { state: coupon.state } }
  if (now < coupon.validFrom) return { code: 'offer-not-begun', facts: { from: coupon.validFrom } }
  if (now >= coupon.validUntil) return { code: 'offer-over', facts: { until: coupon.validUntil } }
  return whyNotNow(coupon.conditions, input)
}
