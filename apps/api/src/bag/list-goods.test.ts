import { aClaim, aPromotion, aShopper, eachSells, type TillShop } from '../../../../test/till-world.js'
import { act, type World } from '../../../../test/world.js'
import type { Tx } from '../platform/database/index.js'
import { goodsForOffer, shelfProduct, type PricedRow } from '../product/index.js'
import { pieceFacts, pieceRules, unitPrices } from '../visit/index.js'
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

test('what an offer counts comes by what this member pays for a piece, not by list price, page after page', async () => {
  const shopper = await aShopper(world, at.shop)
  // prices of every kind side by side: list, a member's own, a timed one on, over and to come; half of each in the categories of the tier
  await world.admin.query(
    `insert into product (merchant_id, product_id, sku, name, category, brand, price_minor, member_price_minor, timed_price_minor, timed_from, timed_until, created_at, updated_at)
     select $1, gen_random_uuid(), 'P' || i, '货' || i, (array['茶叶','器物','花'])[1 + i % 3], (array['山岚','青禾'])[1 + i % 2], 1000 + (i * 7919) % 9001, case when i % 4 = 0 then 500 + (i * 104729) % 9000 end,
       case when i % 5 < 3 then 400 + (i * 15485863::bigint) % 9000 end, case when i % 5 = 1 then $2::timestamptz + interval '1 hour' when i % 2 = 0 then $2 end, case when i % 5 = 2 then $2 when i % 3 = 0 then $2::timestamptz + interval '1 hour' end, $2, $2
     from generate_series(1, 120) i`, [at.shop.merchantId, new Date(world.clock.now())])
  await world.admin.query("update tier_set set tiers = jsonb_set(tiers, '{1,benefits,discountCategories}', '[\"茶叶\"]') where merchant_id = $1", [at.shop.merchantId])
  await at.owner.grantTier({ memberId: shopper.memberId, tierId: 'gold', lastDay: null, reason: '周年' } as never, act())
  const priced = (title: string, terms: object) => aPromotion(at.owner, { title, kind: 'unit-price', priceSource: 'timed', steps: [{}], ...terms } as never)
  await priced('花限时', { steps: [{ rateBp: 1_333 }], scope: { mode: 'include', categories: ['花'], except: { categories: [], brands: ['青禾'], skus: [] } } })
  await priced('会员价', { priceSource: 'member', steps: [{ rateBp: 777 }], scope: { mode: 'include', brands: ['山岚'] } })
  await priced('一口价', { priceMinor: 2_345, scope: { mode: 'include', skus: ['P1', 'P2', 'P50'] } })
  const offer = await aPromotion(at.owner, { title: '全场', kind: 'ladder-off', steps: [{ thresholdMinor: 10_000, offMinor: 100 }] })
  const seen: Awaited<ReturnType<typeof shopper.api.listGoods>>['items'] = []
  for (let cursor: string | undefined; ;) {
    const page = await shopper.api.listGoods({ offerId: offer, limit: 17, ...(cursor ? { cursor } : {}) })
    seen.push(...page.items)
    if (page.next === null) break
    cursor = page.next
  }
  expect([seen.length, new Set(seen.map((g) => g.sku)).size]).toEqual([124, 124])
  expect(seen.map((g) => g.priceMinor)).toEqual(seen.map((g) => g.priceMinor).sort((a, b) => a - b))
  expect(seen.map((g) => g.listMinor)).not.toEqual(seen.map((g) => g.listMinor).sort((a, b) => a - b))
  expect(new Set(seen.map((g) => g.priceBy))).toEqual(new Set(['list', 'member', 'timed']))
  // the database's price of each is the engine's, and without a member who knows no price of theirs
  await world.inMerchant(at.shop.merchantId, async (tx) => {
    const { facts } = await pieceFacts(tx, { memberId: shopper.memberId, storeId: null, now: world.clock.now() })
    for (const these of [facts, { ...facts, shopper: null }]) {
      const sql = goodsForOffer({ merchantId: tx.merchantId, scopes: [{}], by: pieceRules(these), after: null, limit: 200 })
      const rows = await tx.query<PricedRow>(sql.text, sql.values)
      expect(rows.map((r) => [r.sku, r.pays_minor])).toEqual(unitPrices(these, rows.map((r) => shelfProduct(r, world.clock.now()))).map((p, i) => [rows[i]!.sku, p.unitFen]))
    }
  })
})
