import type { Instant, MemberId, StoreId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { readHeld } from '../points/index.js'
import { promotionBoard, type Board } from '../promotion/index.js'
import type { PriceFacts } from './price-basket.js'
import { pricedTier } from './quote-of-batch.js'

/** What the price of a single piece asks for: the member's tier and the promotions in force. Neither book nor wallet is read: a page of goods is asked for often, and spends nothing. */
export async function pieceFacts(tx: Tx, ask: { readonly memberId: MemberId; readonly storeId: StoreId | null; readonly now: Instant }): Promise<{ readonly facts: PriceFacts; readonly board: Board; readonly tierName: string | null }> {
  const { memberId, storeId, now } = ask
  const [board, { tier, hadOrder }] = await Promise.all([promotionBoard.read(tx, [{ memberId }], now), readHeld(tx, memberId, now)])
  const shopper = { tier: pricedTier(tier), firstOrder: !hadOrder, tags: board.tagsOf(memberId), coupons: [], points: null }
  return { facts: { now, zone: board.shop.zone, storeId, find: () => undefined, promotions: board.for(memberId, now), settings: board.settings, shopper }, board, tierName: tier?.name ?? null }
}
