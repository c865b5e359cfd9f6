import { Injectable } from '@nestjs/common'
import type { MemberId, MerchantId } from '@huitou/units'
import { Database, type Sql } from '../platform/database/index.js'
import { GoneWord, QuickStore } from '../platform/redis/index.js'

/**
 * Coupons that are all claimed, so that the thousands who come after the last are told without a lock or a write. A key that
 * was used, or a member who has one, is always answered by the record.
 */
@Injectable()
export class GoneCoupons {
  private readonly word: GoneWord

  constructor(private readonly database: Database, quick: QuickStore) {
    this.word = new GoneWord(quick, 'coupon')
  }

  /** The stock that is gone, where nothing but that can be said to this caller; else null. */
  async stockGone(o: { merchantId: MerchantId; couponId: string; memberId: MemberId; actor: string; key: string }): Promise<number | null> {
    if (!(await this.word.isSaid(o.couponId))) return null
    const [row] = await this.database.read<{ known: boolean; total: number | null }>(o.merchantId, knownClaim(o))
    return row && !row.known ? row.total : null
  }

  async say(couponId: string): Promise<void> {
    if (!this.word.knows(couponId)) await this.word.say(couponId)
  }
}

const knownClaim = (o: { merchantId: string; couponId: string; memberId: string; actor: string; key: string }): Sql => ({
  name: 'coupon-known-claim', text: `select exists (select from act where merchant_id = $1 and actor = $2 and key = $3) or exists (select from coupon_claim where merchant_id = $1 and member_id = $4 and coupon_id = $5) as known, (select total from coupon_stock where merchant_id = $1 and coupon_id = $5 and claimed >= total) as total`,
  values: [o.merchantId, o.actor, o.key, o.memberId, o.couponId],
})
