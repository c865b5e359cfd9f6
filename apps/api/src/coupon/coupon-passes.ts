import { Injectable } from '@nestjs/common'
import { couponAt, type CouponRefusal } from '@huitou/promotion'
import type { Currency, MemberId, MerchantId, Zone } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import { Database } from '../platform/database/index.js'
import { notFound, refuse, type MemberCaller, type Refused } from '../platform/http/index.js'
import { wireReason } from '../promotion/index.js'
import { isUnderWay, lifeOf } from './claim-life.js'
import { claimOfMark, markClaim, passOf } from './claim.rows.js'
import { couponDigits, couponMark } from './coupon-digits.js'

export interface FoundPass { readonly claimId: string; readonly memberId: MemberId; readonly shop: { readonly zone: Zone; readonly currency: Currency } }

/** The codes of single coupons: shown by their owners' phones, found again by the till. */
@Injectable()
export class CouponPasses {
  constructor(private readonly database: Database, private readonly keys: Keys, private readonly clock: Clock) {}

  /** The digits for its owner alone. They are the same each time; the first showing makes them known to the tills. */
  async show(caller: MemberCaller, claimId: string): Promise<{ digits: string } | Refused> {
    const key = this.keys.of('coupon-code')
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const row = await passOf(tx, caller.memberId, claimId)
      if (!row) throw notFound()
      const now = this.clock.now(), life = lifeOf(row), { state } = couponAt(life, now)
      const over: Partial<Record<typeof state, CouponRefusal>> = { given: { code: 'coupon-given', facts: {} }, redeemed: { code: 'coupon-redeemed', facts: {} }, revoked: { code: 'coupon-revoked', facts: {} }, expired: { code: 'coupon-expired', facts: { until: row.valid_until.getTime() } } }
      const no = over[state] ?? (isUnderWay(life, now) ? { code: 'coupon-under-way' as const, facts: {} } : undefined)
      if (no) { const said = wireReason(no, row); return refuse(said.code, said.facts) }
      const digits = couponDigits(key, { merchantId: caller.merchantId, claimId })
      if (row.digits_mark === null) await markClaim(tx, claimId, couponMark(key, digits))
      return { digits }
    })
  }

  async find(merchantId: MerchantId, digits: string): Promise<FoundPass | null> {
    const [row] = await this.database.read<{ claim_id: string; member_id: MemberId; zone: Zone; currency: Currency }>(merchantId, claimOfMark(merchantId, couponMark(this.keys.of('coupon-code'), digits)))
    return row ? { claimId: row.claim_id, memberId: row.member_id, shop: { zone: row.zone, currency: row.currency } } : null
  }
}
