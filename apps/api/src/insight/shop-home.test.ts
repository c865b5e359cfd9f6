import type { MemberId, OrderId } from '@huitou/units'
import { DAY } from '@huitou/units'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { act, aMember, aShop, bootApi, type Shop, type World } from '../../../../test/world.js'
import { insertOrders, type NewOrder } from '../order/index.js'
import { newId } from '../platform/ids/index.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

let number = 0
const sale = (memberId: MemberId | null, daysAgo: number, minor: number): NewOrder => {
  const at = world.clock.now() - daysAgo * DAY
  return {
    orderId: newId<OrderId>(), channel: 'till', orderNo: `N${++number}`, memberId, storeId: null, staffId: null, visitId: null, importId: null, placedAt: at, paidAt: at, currency: 'CNY', shippingMinor: 0, quote: null, actId: null,
    lines: [{ sku: 'A', ordinal: 1, productId: null, name: '茶', category: '', brand: '', image: '', quantity: 1, unitMinor: minor, listMinor: minor, discounts: [], pointsMinor: 0, pointsSpent: 0, gift: false }], tenders: [{ kind: 'cash', minor }],
  }
}
const sell = (shop: Shop, orders: NewOrder[]) => world.inMerchant(shop.merchantId, (tx) => insertOrders(tx, orders, world.clock.now()))

test('a shop without members says what to do first', async () => {
  const shop = await aShop(world)
  const home = await world.as(shop.ownerToken).readShopHome({ days: 30 })
  expect(home).toMatchObject({ empty: true, finding: { code: 'finding-none' }, todo: [], coupons: [] })
  expect(home.setup.map((s) => s.done)).toEqual([false, false, false, false, false, false])
  expect(home.salesByDay).toHaveLength(30)
})

test('numbers are those of the rows: sales, buyers, those who came back, stages by their own rhythm', async () => {
  const [shop, other] = [await aShop(world), await aShop(world)]
  const [regular, late, once] = await Promise.all([1, 2, 3].map(() => aMember(world, shop)))
  await sell(other, [sale((await aMember(world, other)).memberId, 1, 99_900)])
  await sell(shop, [
    // Every ten days, last a day ago.
    ...[61, 51, 41, 31, 21, 11, 1].map((d) => sale(regular!.memberId, d, 10_000)),
    // Every ten days as well, and then nothing for twenty-five.
    ...[55, 45, 35, 25].map((d) => sale(late!.memberId, d, 5000)),
    sale(once!.memberId, 3, 2000), sale(null, 2, 4000),
  ])
  const home = await world.as(shop.ownerToken).readShopHome({ days: 30 })
  const stat = (key: string) => home.stats.find((s) => s.key === key)!
  expect(stat('sales')).toMatchObject({ value: 30_000 + 5000 + 2000 + 4000, before: 30_000 + 15_000, unit: 'minor' })
  expect([stat('buyers').value, stat('repurchase').value, stat('member-share').value, stat('new-members').value]).toEqual([3, 3333, 9024, 3])
  expect(Object.fromEntries(home.stages.map((s) => [s.stage, s.members]))).toEqual({ new: 1, active: 1, 'at-risk': 1, sleeping: 0, lost: 0 })
  expect(home.finding).toMatchObject({ code: 'finding-sales-down', facts: { percent: 9 } })
  expect(home.salesByDay.reduce((sum, d) => sum + d.memberMinor + d.anonymousMinor, 0)).toBe(41_000)
  // Each number opens into its members.
  const list = await world.as(shop.ownerToken).listMembers({ stage: 'at-risk' })
  expect(list.items.map((m) => m.memberId)).toEqual([late!.memberId])
})

test('a member reads their own orders and nobody else\'s', async () => {
  const shop = await aShop(world)
  const [me, you] = await Promise.all([1, 2].map(() => aMember(world, shop)))
  const mine = [3, 2, 1].map((d) => sale(me!.memberId, d, 1000 * d))
  const yours = sale(you!.memberId, 1, 500)
  await sell(shop, [...mine, yours])
  const api = world.as(me!.token)
  const first = await api.listMyOrders({ limit: 2 })
  expect(first.items.map((o) => o.payMinor)).toEqual([1000, 2000])
  expect((await api.listMyOrders({ limit: 2, cursor: first.next! })).items.map((o) => o.payMinor)).toEqual([3000])
  expect(await api.readMyOrder({ orderId: mine[0]!.orderId })).toMatchObject({ orderNo: mine[0]!.orderNo, lines: [{ name: '茶', payMinor: 3000 }], tenders: [{ kind: 'cash', minor: 3000 }] })
  // what can be bought again is what the shop sells now
  const again = async () => (await api.readMyOrder({ orderId: mine[0]!.orderId })).lines.map((l) => l.onSale)
  expect(await again()).toEqual([false])
  const product = await world.as(shop.ownerToken).addProduct({ sku: 'A', name: '茶', priceMinor: 1000 }, act())
  expect(await again()).toEqual([true])
  await world.as(shop.ownerToken).changeProduct({ ...product, onSale: false })
  expect(await again()).toEqual([false])
  await expect(api.readMyOrder({ orderId: yours.orderId })).rejects.toMatchObject({ status: 404 })
  const staff = world.as(shop.ownerToken)
  expect((await staff.listMemberOrders({ memberId: you!.memberId })).items).toHaveLength(1)
  expect((await staff.readOrder({ orderId: yours.orderId })).memberId).toBe(you!.memberId)
})
