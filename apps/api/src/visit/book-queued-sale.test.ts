import { act, type World } from '../../../../test/world.js'
import { aShopper, availableOf, basketOf, codeOf, settlementOf, eachSells, type TillShop } from '../../../../test/till-world.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

let n = 0
const sale = (digits: string | null, msAgo = 0, payMinor = 16_800, lines = basketOf('RG50')) => ({ saleKey: `offline-sale-${++n}`, digits, scannedAt: new Date(world.clock.now() - msAgo).toISOString(), lines, payMinor })
const send = (...sales: ReturnType<typeof sale>[]) => at.till.bookOfflineSales({ sales }, act()).then((a) => a.results)

test('a queued sale earns as of its own time, once however often the queue is sent', async () => {
  const shopper = await aShopper(world, at.shop)
  const digits = shopper.code()
  const one = sale(digits)
  world.clock.set(world.clock.now() + 5 * 60_000)
  const [first] = await send(one)
  expect(first).toMatchObject({ booked: true, pointsEarned: 168, refusal: null })
  expect(await send(one, sale(null, 0, 3_900, basketOf('CJ')))).toMatchObject([{ booked: true, orderId: first!.orderId, pointsEarned: 168 }, { booked: true, pointsEarned: 0, refusal: null }])
  expect(await availableOf(world, at.shop, shopper)).toBe(168)
  expect((await shopper.api.readLastSettlement({})).settlement).toMatchObject({ orderId: first!.orderId, pointsEarned: 168, payMinor: 16_800, at: one.scannedAt })
  const placed = (await world.admin.query('select paid_at from shop_order where order_id = $1', [first!.orderId])).rows[0]
  expect(placed.paid_at.toISOString()).toBe(one.scannedAt)
})

test('a sale told after later ones still ends as if it had come in time', async () => {
  const [late, prompt] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  for (const shopper of [late, prompt]) {
    const queued = sale(shopper.code(), 0, 25_600, basketOf('SET'))
    if (shopper === prompt) await send(queued)
    world.clock.set(world.clock.now() + 60_000)
    const visit = await at.till.scanCode({ digits: shopper.code() }, act())
    const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines: basketOf('CJ', 'CJ') })
    await at.till.settleVisit(settlementOf(visit.visitId, basketOf('CJ', 'CJ'), quote), act())
    if (shopper === late) await send(queued)
  }
  // 256 + 78 = 334 growth: gold, either way
  expect(await availableOf(world, at.shop, late)).toBe(334)
  expect(await availableOf(world, at.shop, prompt)).toBe(334)
  const tiers = (await world.admin.query('select distinct tier_id from member where merchant_id = $1', [at.shop.merchantId])).rows
  expect(tiers).toEqual([{ tier_id: 'gold' }])
})

test('a code is good once: used before, or twice in the queue, the sale stays and the member is not known', async () => {
  const shopper = await aShopper(world, at.shop)
  const digits = shopper.code()
  await at.till.scanCode({ digits }, act())
  expect(await send(sale(digits))).toMatchObject([{ booked: true, pointsEarned: 0, refusal: { code: 'code-used' } }])
  const other = shopper.code()
  expect(await send(sale(other), sale(other))).toMatchObject([{ booked: true, pointsEarned: 168, refusal: null }, { booked: true, pointsEarned: 0, refusal: { code: 'code-used' } }])
  await expect(codeOf(at.till.scanCode({ digits: other }, act()))).resolves.toBe('code-used')
  expect(await send(sale('123456789012345678'))).toMatchObject([{ booked: true, refusal: { code: 'code-unknown' } }])
  const rows = (await world.admin.query("select code_problem, member_id is not null as known from queued_sale where merchant_id = $1 order by sale_id", [at.shop.merchantId])).rows
  expect(rows).toHaveLength(4)
})

test('older than a day, from the future, of goods nobody knows: refused and told', async () => {
  expect(await send(sale(null, 24 * 3600_000 + 1))).toMatchObject([{ booked: false, refusal: { code: 'sale-too-old' } }])
  expect(await send(sale(null, 24 * 3600_000 - 60_000))).toMatchObject([{ booked: true }])
  expect(await send(sale(null, -6 * 60_000))).toMatchObject([{ booked: false, refusal: { code: 'sale-from-future' } }])
  expect(await send(sale(null, 0, 100, [{ sku: 'NOPE', quantity: 1 }]))).toMatchObject([{ booked: false, refusal: { code: 'product-unknown' } }])
})

test('the owner sees each: earned, to nobody and why, refused with what it was worth; page by page, in one order', async () => {
  const shopper = await aShopper(world, at.shop, { name: '林若溪' })
  await send(sale(shopper.code()))
  await send(sale('123456789012345678'))
  await send(sale(null, 25 * 3600_000, 9_900))
  await send(sale(null, 0, 100, [{ sku: 'NOPE', quantity: 1 }]))
  await send(sale(null))
  const { items } = await at.owner.listQueuedSales({})
  expect(items.map((s) => [s.state, s.problem?.code ?? null, s.payMinor, s.points])).toEqual(expect.arrayContaining([['earned', null, 16_800, 168], ['nobody', 'code-unknown', 16_800, 0], ['refused', 'sale-too-old', 9_900, 0], ['refused', 'product-unknown', 100, 0], ['anonymous', null, 16_800, 0]]))
  expect(items.find((s) => s.state === 'earned')).toMatchObject({ memberName: '林若溪', storeName: '总店' })
  expect((await at.owner.listQueuedSales({ only: 'refused' })).items.map((s) => s.state)).toEqual(['refused', 'refused'])
  expect((await at.owner.listQueuedSales({ only: 'look' })).items.map((s) => s.problem?.code)).toEqual(['code-unknown'])
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: { saleId: string }[]; next: string | null } = await at.owner.listQueuedSales({ limit: 2, ...(cursor ? { cursor } : {}) })
    paged.push(...page.items.map((s) => s.saleId))
    cursor = page.next
  }
  expect(paged).toEqual(items.map((s) => s.saleId))
})

test('the price taken then stands, lower or higher than today\'s', async () => {
  const shopper = await aShopper(world, at.shop)
  expect(await send(sale(shopper.code(), 0, 15_000))).toMatchObject([{ booked: true, pointsEarned: 150 }])
  expect(await send(sale(shopper.code(), 0, 18_000))).toMatchObject([{ booked: true, pointsEarned: 180 }])
  expect(await availableOf(world, at.shop, shopper)).toBe(330)
})
