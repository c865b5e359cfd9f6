import type { Tx } from '../platform/database/index.js'
import type { World } from '../../../../test/world.js'
import { aClaim, aPromotion, aShopper, eachSells, type TillShop } from '../../../../test/till-world.js'
import { listGoods } from './list-goods.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

test('a page of goods reads what prices ask for and no more: not the book, and of the coupons none but the one it is for', async () => {
  const shopper = await aShopper(world, at.shop, { points: 6_000 })
  const promotion = await aPromotion(at.owner, { title: '满 100 减 1', kind: 'ladder-off', steps: [{ thresholdMinor: 10_000, offMinor: 100 }] })
  const claim = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 500 })
  const tables = async (offerId?: string) => {
    const read = new Set<string>()
    await world.inMerchant(at.shop.merchantId, async (tx) => {
      const watched: Tx = Object.assign(Object.create(tx) as Tx, { query: (...ask: Parameters<Tx['query']>) => { for (const [, table] of ask[0].matchAll(/\b(?:from|join)\s+(\w+)/g)) read.add(table!); return tx.query(...ask) } })
      expect((await listGoods(watched, shopper.memberId, { limit: 20, ...(offerId ? { offerId } : {}) }, world.clock.now())).items).toHaveLength(4)
    })
    return ['product', 'wallet', 'lot', 'hold', 'posting', 'coupon_stock', 'coupon_claim'].filter((table) => read.has(table))
  }
  expect([await tables(), await tables(promotion), await tables(claim)]).toEqual([['product'], ['product'], ['product', 'coupon_claim']])
})
