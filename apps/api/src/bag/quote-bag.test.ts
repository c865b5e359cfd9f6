import { act, aMember, bootApi, type World } from '../../../../test/world.js'
import { aClaim, aPromotion, aShopper, aTillShop, basketOf, codeOf, factsOf, settlementOf, eachSells, type Shopper, type TillShop } from '../../../../test/till-world.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

async function aCouponOf(shopper: Shopper, terms: object): Promise<string> {
  const { coupon } = await at.owner.addCoupon({ title: '券', kind: 'amount-off', amountMinor: 500, thresholdMinor: 0, scope: {}, validity: { kind: 'days', days: 30 }, total: 10, perMember: 1, ...terms } as never, act())
  await at.owner.publishCoupon({ couponId: coupon.couponId }, act())
  return (await at.owner.issueCoupon({ couponId: coupon.couponId, memberId: shopper.memberId, reason: '送您一张' }, act())).memberCouponId!
}
/** Buys until they are gold. */
async function makeGold(shopper: Shopper): Promise<void> {
  const [visit, lines] = [await at.till.scanCode({ digits: shopper.code() }, act()), [{ sku: 'RG50', quantity: 4 }]]
  await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
}
const atTill = async (shopper: Shopper, lines: { sku: string; quantity: number }[], more: object = {}) => {
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  return at.till.quoteVisit({ visitId: visit.visitId, lines, ...more })
}

test('the phone quotes what the till quotes, fen for fen: tier price, promotions, the best of the coupons, points', async () => {
  const shopper = await aShopper(world, at.shop, { points: 6_000 })
  await makeGold(shopper)
  const off400 = await aPromotion(at.owner, { title: '满 400 减 40', kind: 'ladder-off', steps: [{ thresholdMinor: 40_000, offMinor: 4_000 }, { thresholdMinor: 60_000, offMinor: 7_000 }] })
  await aPromotion(at.owner, { title: '茶叶 9 折', kind: 'unit-price', priceSource: 'timed', steps: [{ rateBp: 1_000 }], scope: { mode: 'include', skus: ['SET'] } })
  const [c30, c20] = [await aClaim(at.owner, shopper, { thresholdMinor: 20_000, amountMinor: 3_000 }), await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000 })]
  for (const [lines, more] of [[basketOf('RG50', 'QC150', 'CJ', 'CJ'), {}], [basketOf('CJ'), {}], [basketOf('SET', 'RG50'), { usePoints: 'most' }], [basketOf('RG50', 'QC150', 'CJ', 'CJ'), { usePoints: 5_000 }], [basketOf('RG50'), { memberCouponIds: [] }], [basketOf('RG50', 'QC150'), { memberCouponIds: [c20] }]] as const) {
    const [{ quote, bestPayMinor }, till] = [await shopper.api.quoteBag({ lines: [...lines], ...(more as object) }), await atTill(shopper, [...lines], more)]
    expect({ ...quote, quotedAt: '' }).toEqual({ ...till, quotedAt: '' })
    expect(bestPayMinor).toBeLessThanOrEqual(quote.payMinor)
    expect(quote.listMinor - quote.steps.reduce((sum, s) => sum + s.amountMinor, 0)).toBe(quote.payMinor)
  }
  const { quote, coupons, storeId } = await shopper.api.quoteBag({ lines: basketOf('RG50', 'QC150', 'CJ', 'CJ') })
  expect(quote).toMatchObject({ couponIds: [c30], nextThreshold: { id: off400 } })
  expect(storeId).toBe(at.shop.storeId)
  expect(coupons.map((c) => [c.memberCouponId, c.state, c.reason?.code ?? null])).toEqual([[c30, 'used', null], [c20, 'fits', 'offer-not-together']])
  const other = await shopper.api.quoteBag({ lines: basketOf('RG50', 'QC150', 'CJ', 'CJ'), memberCouponIds: [c20] })
  expect(other).toMatchObject({ bestPayMinor: quote.payMinor, quote: { payMinor: quote.payMinor + 1_000 }, coupons: [{ memberCouponId: c30, state: 'fits' }, { memberCouponId: c20, state: 'used' }] })
})

test('nobody sets a price from outside: amounts that are sent along are not read, and goods without a SKU are malformed', async () => {
  const shopper = await aShopper(world, at.shop)
  const fair = await shopper.api.quoteBag({ lines: [{ sku: 'RG50', quantity: 2 }] })
  const forged = await shopper.api.quoteBag({ lines: [{ sku: 'RG50', quantity: 2, unitMinor: 1, payMinor: 1, name: '便宜', reservationId: fair.storeId } as never], payMinor: 1, priceMinor: 1 } as never)
  expect(forged.quote.payMinor).toBe(33_600)
  expect(forged).toEqual({ ...fair, quote: { ...fair.quote, quotedAt: forged.quote.quotedAt } })
  for (const lines of [[], [{ quantity: 1, unitMinor: 100 }], [{ sku: 'RG50', quantity: 0 }], [{ sku: 'RG50', quantity: 1.5 }], [{ sku: 'RG50', quantity: -1 }]]) await expect(shopper.api.quoteBag({ lines: lines as never })).rejects.toMatchObject({ problem: { status: 400 } })
})

test('unknown, another shop\'s and withdrawn goods are refused by line and SKU; so is a store that is not there', async () => {
  const [shopper, there] = [await aShopper(world, at.shop), await aTillShop(world)]
  await there.owner.addProduct({ sku: 'THEIRS', name: '别家的茶', priceMinor: 100 }, act())
  const [cloth] = (await at.owner.listProducts({ search: 'CJ' })).items
  await at.owner.changeProduct({ productId: cloth!.productId, sku: 'CJ', name: '亚麻茶巾', priceMinor: 3_900, category: '器物', onSale: false })
  for (const sku of ['NOPE', 'THEIRS', 'CJ']) expect(await factsOf(shopper.api.quoteBag({ lines: [{ sku: 'RG50', quantity: 1 }, { sku, quantity: 1 }] }))).toMatchObject({ lineNo: 2, sku })
  expect(await codeOf(shopper.api.quoteBag({ lines: basketOf('NOPE') }))).toBe('product-unknown')
  expect(await codeOf(shopper.api.quoteBag({ lines: basketOf('RG50'), storeId: there.shop.storeId }))).toBe('store-unknown')
  // a coupon of somebody else is none of this wallet's
  const foreign = await aClaim(there.owner, await aShopper(world, there.shop), { thresholdMinor: 0, amountMinor: 1_000 })
  expect((await shopper.api.quoteBag({ lines: basketOf('RG50'), memberCouponIds: [foreign] })).quote).toMatchObject({ couponIds: [], payMinor: 16_800 })
  expect(await codeOf(shopper.api.listGoods({ offerId: foreign }))).toBe('not-found')
})

test('each coupon says why it does not work and what is missing: money, pieces, goods, tier, day, store', async () => {
  const shopper = await aShopper(world, at.shop)
  const far = await at.owner.addStore({ name: '天目里店', address: '', opensAt: null, closesAt: null } as never)
  const inDays = (n: number) => new Date(world.clock.now() + n * 86_400_000).toISOString().slice(0, 10)
  const money = await aCouponOf(shopper, { thresholdMinor: 16_850 })
  const pieces = await aCouponOf(shopper, { kind: 'nth-item', nth: 2, amountMinor: null, rateBp: 5_000 })
  const goods = await aCouponOf(shopper, { scope: { mode: 'include', categories: ['器物'] } })
  const tier = await aCouponOf(shopper, { amountMinor: 1_000, scope: { tierIds: ['gold'] } })
  const day = await aCouponOf(shopper, { validity: { kind: 'fixed', from: inDays(3), until: inDays(9) } })
  const store = await aCouponOf(shopper, { scope: { storeIds: [far.storeId] } })
  const judged = async (lines: { sku: string; quantity: number }[], storeId = at.shop.storeId as string) => new Map((await shopper.api.quoteBag({ lines, storeId })).coupons.map((c) => [c.memberCouponId, c]))
  const one = await judged(basketOf('RG50'))
  expect(one.get(money)).toMatchObject({ state: 'not', reason: { code: 'offer-below-threshold', facts: { missingFen: 50, currency: 'CNY' } }, missing: { unit: 'money', amount: 50, percent: 99 } })
  expect(one.get(pieces)).toMatchObject({ state: 'not', reason: { code: 'offer-below-units' }, missing: { unit: 'units', amount: 1, percent: 50 } })
  expect(one.get(goods)).toMatchObject({ state: 'not', reason: { code: 'offer-no-line' }, missing: null })
  expect(one.get(tier)).toMatchObject({ state: 'not', reason: { code: 'offer-other-tier', facts: { tierNames: ['金卡'] } }, missing: { unit: 'tier-growth', amount: 300, percent: 0 } })
  expect(one.get(day)).toMatchObject({ state: 'not', reason: { code: 'offer-not-begun' }, missing: null })
  expect(one.get(store)).toMatchObject({ state: 'not', reason: { code: 'offer-other-store', facts: { storeNames: ['天目里店'] } }, missing: null })
  // ¥0.50 more and it works
  const more = await judged(basketOf('RG50', 'RG50', 'CJ'))
  expect([money, pieces, goods].map((id) => more.get(id)?.state)).not.toContain('not')
  expect((await judged(basketOf('RG50'), far.storeId)).get(store)?.state).toBe('used')
  // where there are several stores and none is named, what holds in one alone is not promised
  const open = await shopper.api.quoteBag({ lines: basketOf('RG50') })
  expect([open.storeId, open.stores.length, open.coupons.find((c) => c.memberCouponId === store)?.state]).toEqual([null, 2, 'not'])
})

test('goods at one\'s own price, by words, category and what an offer counts; another shop\'s are not among them', async () => {
  const [shopper, there] = [await aShopper(world, at.shop), await aTillShop(world)]
  await there.owner.addProduct({ sku: 'THEIRS', name: '别家的茶', category: '别家', priceMinor: 100 }, act())
  const skus = async (ask: Parameters<typeof shopper.api.listGoods>[0]) => (await shopper.api.listGoods(ask)).items.map((g) => g.sku)
  expect(await skus({})).toEqual(['SET', 'CJ', 'QC150', 'RG50'])
  expect((await shopper.api.listGoods({ search: '肉桂' })).items).toEqual([{ sku: 'RG50', name: '武夷肉桂', category: '茶叶', brand: '', picture: '', listMinor: 16_800, priceMinor: 16_800, priceBy: 'list' }])
  expect(await skus({ search: '100%' })).toEqual([])
  expect(await skus({ category: '器物' })).toEqual(['CJ', 'QC150'])
  const offer = await aPromotion(at.owner, { title: '除礼盒外', kind: 'ladder-off', steps: [{ thresholdMinor: 10_000, offMinor: 100 }], scope: { mode: 'exclude', skus: ['SET'] } })
  const claim = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 500, scope: { mode: 'include', categories: ['茶叶'], except: { categories: [], brands: [], skus: ['RG50'] } } })
  expect(await skus({ offerId: offer })).toEqual(['CJ', 'RG50', 'QC150'])
  expect(await shopper.api.listGoods({ offerId: claim })).toMatchObject({ items: [{ sku: 'SET' }], offerTitle: '满 100 减 5' })
  const first = await shopper.api.listGoods({ offerId: offer, limit: 2 })
  expect((await shopper.api.listGoods({ offerId: offer, limit: 2, cursor: first.next! })).items.map((g) => g.sku)).toEqual(['QC150'])
  await makeGold(shopper)
  await aPromotion(at.owner, { title: '茶巾限时', kind: 'unit-price', priceMinor: 3_000, priceSource: 'timed', steps: [{}], scope: { mode: 'include', skus: ['CJ'] } })
  const gold = await shopper.api.listGoods({})
  expect(gold.tierName).toBe('金卡')
  expect(gold.items.map((g) => [g.sku, g.priceMinor, g.priceBy])).toEqual([['SET', 24_320, 'member'], ['CJ', 3_000, 'timed'], ['QC150', 22_610, 'member'], ['RG50', 15_960, 'member']])
  // what a piece alone is said to cost is what the bag and the till take for it
  for (const g of gold.items) {
    const { quote } = await shopper.api.quoteBag({ lines: [{ sku: g.sku, quantity: 1 }] })
    expect(quote.listMinor - quote.steps.filter((s) => s.stage === 'item-price').reduce((sum, s) => sum + s.amountMinor, 0)).toBe(g.priceMinor)
  }
  expect((await shopper.api.listGoodsCategories({})).categories.sort()).toEqual(['器物', '茶叶'].sort())
})

test('what counts for a bundle are the goods of its parts, and for a gift also what is given', async () => {
  const shopper = await aShopper(world, at.shop)
  const skus = async (offerId: string) => (await shopper.api.listGoods({ offerId })).items.map((g) => g.sku)
  const bundle = await aPromotion(at.owner, { title: '一套', kind: 'bundle', steps: [{}], priceMinor: 15_000, parts: [{ units: 1, skus: ['RG50'], categories: [] }, { units: 1, skus: [], categories: ['器物'] }] })
  expect(await skus(bundle)).toEqual(['CJ', 'RG50', 'QC150'])
  const gift = await aPromotion(at.owner, { title: '买茶送茶巾', kind: 'buy-x-get-y', steps: [{}], buy: 1, get: 1, givenSkus: ['CJ'], scope: { mode: 'include', skus: ['RG50'] } })
  expect(await skus(gift)).toEqual(['CJ', 'RG50'])
  const ones = await aPromotion(at.owner, { title: '买一送一', kind: 'buy-x-get-y', steps: [{}], buy: 1, get: 1, scope: { mode: 'exclude', skus: ['RG50'] } })
  expect(await skus(ones)).toEqual(['CJ', 'QC150', 'SET'])
})

test('it reads only, and asks no more often than the house allows', async () => {
  const member = await aMember(world, at.shop)
  const tables = async () => (await world.admin.query<{ n: string }>('select (select count(*) from act) || \'/\' || (select count(*) from visit) || \'/\' || (select count(*) from coupon_claim) as n')).rows[0]!.n
  const before = await tables()
  await world.as(member.token).quoteBag({ lines: basketOf('RG50'), usePoints: 'most' })
  expect(await tables()).toBe(before)
  const strict = await bootApi({ HUITOU_LIMIT_SCALE: '0.05' }) // six a minute
  try {
    const there = await aTillShop(strict)
    const api = strict.as((await aMember(strict, there.shop)).token)
    const codes = await Promise.all(Array.from({ length: 8 }, (_, i) => codeOf(i % 2 === 0 ? api.quoteBag({ lines: basketOf('RG50') }) : api.listGoods({}))))
    expect(codes.filter((c) => c === 'granted')).toHaveLength(6)
    expect(codes.filter((c) => c === 'too-often')).toHaveLength(2)
  } finally {
    await strict.close()
  }
})
