import type { Coupon } from '@huitou/contract'
import type * as z from 'zod/mini'
import type { CouponRow } from './coupon.rows.js'

export type WireCoupon = z.output<typeof Coupon>

export const wireCoupon = (r: CouponRow): WireCoupon => ({
  couponId: r.coupon_id, version: r.version, state: r.state, terms: r.terms, claimed: r.claimed, redeemed: r.redeemed, expired: r.expired, left: r.terms.total === null ? null : r.terms.total - r.claimed,
  unused: r.unused, spentMinor: r.spent_minor, discountMinor: r.discount_minor, soldMinor: r.sold_minor, createdAt: r.created_at.toISOString(), publishedAt: r.published_at?.toISOString() ?? null,
})
