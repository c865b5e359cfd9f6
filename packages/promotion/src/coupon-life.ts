import { addDays, dateAt, endOfDate, startOfDate, type Instant, type Zone } from '@huitou/units'
import type { CouponState } from './offer.js'

/** When a coupon may be used: between two instants, or N days from its claim, to the end of the last day there. */
export type Validity =
  | { readonly kind: 'fixed'; readonly from: Instant; readonly until: Instant }
  | { readonly kind: 'from-claim'; readonly days: number; readonly startAfterDays?: number }

/** The two instants of one claim. `until` is the first instant at which it can no longer be used. */
export function validityOf(v: Validity, claimedAt: Instant, zone: Zone): { readonly validFrom: Instant; readonly validUntil: Instant } {
  if (v.kind === 'fixed') return { validFrom: v.from, validUntil: v.until }
  const day = dateAt(claimedAt, zone)
  const first = v.startAfterDays ? startOfDate(addDays(day, v.startAfterDays), zone) : claimedAt
  return { validFrom: first, validUntil: endOfDate(addDays(day, (v.startAfterDays ?? 0) + v.days), zone) }
}

/** One claimed coupon as its row has it. */
export interface CouponLife {
  readonly state: CouponState
  readonly validFrom: Instant
  readonly validUntil: Instant
  /** the checkout or order that holds or used it */
  readonly by?: string
  readonly lockedUntil?: Instant
  readonly usedAt?: Instant
}

export type CouponRefusal =
  | { readonly code: 'coupon-locked'; readonly facts: { readonly until: Instant } }
  | { readonly code: 'coupon-redeemed'; readonly facts: Record<string, never> }
  | { readonly code: 'coupon-revoked'; readonly facts: Record<string, never> }
  | { readonly code: 'coupon-given'; readonly facts: Record<string, never> }
  | { readonly code: 'coupon-expired'; readonly facts: { readonly until: Instant } }
  | { readonly code: 'coupon-not-begun'; readonly facts: { readonly from: Instant } }
  | { readonly code: 'coupon-not-redeemed'; readonly facts: { readonly state: CouponState } }
  | { readonly code: 'coupon-not-sent'; readonly facts: { readonly state: CouponState } }
  | { readonly code: 'coupon-pack-order'; readonly facts: { readonly no: number; readonly first: number } }

export type CouponMove = { readonly ok: true; readonly coupon: CouponLife } | { readonly ok: false; readonly refusal: CouponRefusal }

const yes = (coupon: CouponLife): CouponMove => ({ ok: true, coupon })
const no = (refusal: CouponRefusal): CouponMove => ({ ok: false, refusal })

/**
 * What a coupon is at an instant, whether or not the night has written it: a lock that ended is gone, and one past its
 * validity has expired (held by a running lock it stays usable to the end of the lock).
 */
export function couponAt(c: CouponLife, now: Instant): CouponLife {
  if (c.state === 'locked' && c.lockedUntil !== undefined && now < c.lockedUntil) return c
  const free: CouponLife = c.state === 'locked' ? { state: 'issued', validFrom: c.validFrom, validUntil: c.validUntil } : c
  return (free.state === 'issued' || free.state === 'returned') && now >= free.validUntil ? { ...free, state: 'expired' } : free
}

/** Why it cannot be used now by this checkout: given away, revoked, redeemed, locked by another, expired, not begun. */
export function refusedUse(c: CouponLife, by: string, now: Instant): CouponRefusal | null {
  const at = couponAt(c, now)
  if (at.state === 'given') return { code: 'coupon-given', facts: {} }
  if (at.state === 'revoked') return { code: 'coupon-revoked', facts: {} }
  if (at.state === 'redeemed') return { code: 'coupon-redeemed', facts: {} }
  if (at.state === 'locked') return at.by === by ? null : { code: 'coupon-locked', facts: { until: at.lockedUntil! } }
  if (at.state === 'expired') return { code: 'coupon-expired', facts: { until: at.validUntil } }
  return now < at.validFrom ? { code: 'coupon-not-begun', facts: { from: at.validFrom } } : null
}

/** Held by a checkout for a while; locking again by the same checkout moves the end. */
export function lockCoupon(c: CouponLife, by: string, until: Instant, now: Instant): CouponMove {
  const refusal = refusedUse(c, by, now)
  return refusal ? no(refusal) : yes({ ...c, state: 'locked', by, lockedUntil: until })
}

/** The checkout ended without a sale: as it was before. Nothing held by this checkout changes nothing. */
export function unlockCoupon(c: CouponLife, by: string): CouponLife {
  return c.state === 'locked' && c.by === by ? { state: 'issued', validFrom: c.validFrom, validUntil: c.validUntil } : c
}

/** Used up by an order; its own lock does not stand in the way. */
export function redeemCoupon(c: CouponLife, by: string, orderId: string, now: Instant): CouponMove {
  const refusal = refusedUse(c, by, now)
  return refusal ? no(refusal) : yes({ state: 'redeemed', by: orderId, usedAt: now, validFrom: c.validFrom, validUntil: c.validUntil })
}

/** How long a coupon waits for a friend to take it: a day, and not past its own end. */
export const giftUntil = (c: CouponLife, now: Instant): Instant => Math.min(now + 24 * 3_600_000, c.validUntil)

/** Taken by a friend while it was under way: here it ends, in the friend's wallet another one begins with the same dates. */
export function giveCoupon(c: CouponLife, by: string, now: Instant): CouponMove {
  const at = couponAt(c, now)
  if (at.state !== 'locked' || at.by !== by) return no({ code: 'coupon-not-sent', facts: { state: at.state } })
  return yes({ state: 'given', validFrom: c.validFrom, validUntil: c.validUntil })
}

/**
 * Comes back from a refund: usable again, or expired where its validity has passed (`graceDays`: at least so many days from
 * the refund, to the end of the day). A second return is refused.
 */
export function returnCoupon(c: CouponLife, orderId: string, now: Instant, zone: Zone, graceDays = 0): CouponMove {
  if (c.state !== 'redeemed' || c.by !== orderId) return no({ code: 'coupon-not-redeemed', facts: { state: c.state } })
  const grace = graceDays > 0 ? endOfDate(addDays(dateAt(now, zone), graceDays), zone) : c.validUntil
  const validUntil = Math.max(c.validUntil, grace)
  return yes({ state: now >= validUntil ? 'expired' : 'returned', validFrom: c.validFrom, validUntil })
}

/** Taken back by the merchant: used ones stay as they are, a held one is let to its checkout. */
export function revokeCoupon(c: CouponLife, now: Instant): CouponMove {
  const at = couponAt(c, now)
  if (at.state === 'given') return no({ code: 'coupon-given', facts: {} })
  if (at.state === 'redeemed') return no({ code: 'coupon-redeemed', facts: {} })
  if (at.state === 'locked') return no({ code: 'coupon-locked', facts: { until: at.lockedUntil! } })
  return yes({ state: 'revoked', validFrom: c.validFrom, validUntil: c.validUntil })
}

/** One coupon of a pack: its place in it, from 1, and what has become of it. */
export interface InPack { readonly no: number; readonly state: CouponState }

/** A progressive pack is used in order: which of it must go first, where that is another one. Expired and revoked ones are passed over. */
export function refusedUseInPack(no: number, pack: readonly InPack[]): CouponRefusal | null {
  const first = Math.min(...pack.filter((c) => c.state === 'issued' || c.state === 'returned' || c.state === 'locked').map((c) => c.no))
  return first < no ? { code: 'coupon-pack-order', facts: { no, first } } : null
}

/** And returned in reverse: only the last one used comes back. */
export function refusedReturnInPack(no: number, pack: readonly InPack[]): CouponRefusal | null {
  const last = Math.max(...pack.filter((c) => c.state === 'redeemed').map((c) => c.no))
  return last > no ? { code: 'coupon-pack-order', facts: { no, first: last } } : null
}
