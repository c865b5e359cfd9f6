import { sendMessages } from '../inbox/index.js'
import type { Database } from '../platform/database/index.js'
import type { Instant, MerchantId } from '@huitou/units'
import { returnOverdueCoupons } from './gift.rows.js'

const STEP = 200

/** Coupons that nobody took were usable again from their instant on; here it is written, and their senders are told. Answers how many. */
export async function returnCouponGifts(database: Database, merchantId: MerchantId, at: Instant): Promise<number> {
  for (let told = 0; ;) {
    const some = await database.inMerchant(merchantId, async (tx) => {
      const gifts = await returnOverdueCoupons(tx, at, STEP)
      await sendMessages(tx, gifts.map((g) => ({ memberId: g.from_member, kind: 'coupon', title: { code: 'coupon-gift-returned', facts: { title: g.terms.title } }, link: `coupon?id=${g.claim_id}`, onceKey: `coupon-gift/${g.gift_id}` })), at)
      return gifts.length
    })
    if (some === 0) return told
    told += some
  }
}
