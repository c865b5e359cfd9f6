import { sendMessages } from '../inbox/index.js'
import { untilNone, type Database } from '../platform/database/index.js'
import type { Instant, MerchantId } from '@huitou/units'
import { endWaitingGifts, overdueCouponGifts, readCouponGifts } from './gift.rows.js'

const STEP = 200

/** Coupons that nobody took were usable again from their instant on; here it is written, and their senders are told. Answers how many. */
export const returnCouponGifts = (database: Database, merchantId: MerchantId, at: Instant): Promise<number> =>
  untilNone(() => database.inMerchant(merchantId, async (tx) => {
    const gifts = await readCouponGifts(tx, await endWaitingGifts(tx, await overdueCouponGifts(tx, at, STEP), at))
    await sendMessages(tx, gifts.map((g) => ({ memberId: g.from_member, kind: 'coupon', title: { code: 'coupon-gift-returned', facts: { title: g.terms.title } }, link: `coupon?id=${g.claim_id}`, onceKey: `coupon-gift/${g.gift_id}` })), at)
    return gifts.length
  }))
