import { couponAt, type CouponLife } from '@huitou/promotion'
import type { Instant } from '@huitou/units'
import type { ClaimRow } from './claim.rows.js'
import { isGiftHolder } from './gift-holder.js'

/** The life of a claim out of its row. */
export const lifeOf = (r: Pick<ClaimRow, 'state' | 'valid_from' | 'valid_until' | 'locked_by' | 'locked_until'> & Partial<Pick<ClaimRow, 'order_id' | 'redeemed_at'>>): CouponLife => ({
  state: r.state, validFrom: r.valid_from.getTime(), validUntil: r.valid_until.getTime(),
  ...(r.order_id && r.redeemed_at ? { by: r.order_id, usedAt: r.redeemed_at.getTime() } : r.locked_by === null ? {} : { by: r.locked_by, lockedUntil: r.locked_until!.getTime() }),
})

/** On its way to a friend at this instant. */
export function isUnderWay(life: CouponLife, now: Instant): boolean {
  const at = couponAt(life, now)
  return at.state === 'locked' && isGiftHolder(at.by!)
}
