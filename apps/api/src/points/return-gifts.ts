import type { Instant, MerchantId } from '@huitou/units'
import { sendMessages } from '../inbox/index.js'
import { untilNone, type Database } from '../platform/database/index.js'
import { endGifts, overdueGifts } from './gift.rows.js'

const STEP = 200

/**
 * Gifts nobody took came back at their instant, by the books; here their senders are told, and the list says so.
 * Answers how many.
 */
export const returnGifts = (database: Database, merchantId: MerchantId, at: Instant): Promise<number> =>
  untilNone(() => database.inMerchant(merchantId, async (tx) => {
    const gifts = await overdueGifts(tx, at, STEP)
    if (gifts.length === 0) return 0
    // An accept or decline that came first wins: only those still waiting are ended.
    await endGifts(tx, gifts.map((g) => ({ ...g, state: 'returned', ended_at: g.until_at })))
    await sendMessages(tx, gifts.map((g) => ({ memberId: g.from_member, kind: 'points', title: { code: 'gift-returned', facts: { points: g.points, to: g.to_called } }, link: 'points/gift', onceKey: `gift-ended/${g.gift_id}` })), at)
    return gifts.length
  }))
