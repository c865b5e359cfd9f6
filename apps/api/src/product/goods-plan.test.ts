import { nodes, planOf, touched } from '../../../../test/plan.js'
import { aShop, bootApi, type Shop, type World } from '../../../../test/world.js'
import { categoriesOnSale, goodsForOffer, goodsOnShelf } from './index.js'

const MANY = Number(process.env['HUITOU_PRODUCTS'] ?? 40_000)
/** Of all there ever were: the others were taken off the shelf. */
const ON_SALE = MANY / 8
let world: World
let shop: Shop
beforeAll(async () => {
  world = await bootApi()
  shop = await aShop(world)
  // Straight into the table: this is about the plans of reading. Flushed, for the vacuum to see that all may see it.
  await world.admin.query('set synchronous_commit = on')
  await world.admin.query(
    `insert into product (merchant_id, product_id, sku, name, category, brand, price_minor, on_sale, created_at, updated_at)
     select $1, gen_random_uuid(), 'S' || i, '货 ' || i, '类 ' || (i / 8) % 40, '牌 ' || (i / 8) % 200, 100 + (i::bigint * 7919) % 100000, i % 8 = 0, now() - (i || ' minutes')::interval, now() from generate_series(1, $2) i`, [shop.merchantId, MANY])
  await world.admin.query('vacuum analyze product')
}, 120_000)
afterAll(() => world?.close())

test.each([['everything', {}], ['a category', { category: '类 7' }]])('a page of %s on the shelf touches what it shows, at the top and far down', async (_, ask) => {
  for (const after of [null, [Date.now() - MANY * 30_000, '7fffffff-ffff-4fff-bfff-ffffffffffff'] as const]) {
    const plan = await planOf(world, shop.merchantId, goodsOnShelf({ merchantId: shop.merchantId, limit: 20, after, ...ask }))
    expect([nodes(plan).filter((n) => n === 'Seq Scan' || n === 'Sort'), touched(plan) < 100]).toEqual([[], true])
  }
})

test('the categories of what is on sale are read off an index of that alone', async () => {
  const plan = await planOf(world, shop.merchantId, categoriesOnSale(shop.merchantId))
  expect([nodes(plan).includes('Seq Scan'), nodes(plan).includes('Index Only Scan'), touched(plan) < ON_SALE * 2.5]).toEqual([false, true, true])
})

test('what an offer counts is looked for among what is on sale', async () => {
  for (const scope of [{}, { categories: ['类 7'] }, { skus: ['S80', 'S81'] }, { brands: ['牌 9'], except: { categories: ['类 7'] } }]) {
    const plan = await planOf(world, shop.merchantId, goodsForOffer({ merchantId: shop.merchantId, scopes: [scope], by: { shopper: { tierRateBp: 9_500 }, rules: [], now: Date.now() }, limit: 20, after: null }))
    expect([scope, nodes(plan).includes('Seq Scan'), touched(plan) < ON_SALE * 4]).toEqual([scope, false, true])
  }
})
