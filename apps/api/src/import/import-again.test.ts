import { newId } from '../platform/ids/index.js'
import { aShop, bootApi, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const HEAD = 'Order,SKU,Name,Qty,Price,When,Customer'
const FIELDS = ['order-no', 'sku', 'name', 'quantity', 'unit-price', 'ordered-at', 'customer']
const row = (no: string, sku: string, quantity: number, price: number, day: string, customer: string) => `${no},${sku},${sku},${quantity},${price},${day} 10:00:00,${customer}`
const columns = HEAD.split(',').map((column, i) => ({ column, field: FIELDS[i]! }))

async function anImport(shop: Shop, rows: readonly string[], noExpiryBefore: string | null = '2027-12-31') {
  const reply = await world.app.inject({ method: 'POST', url: '/api/imports?fileName=a.csv', headers: { authorization: `Bearer ${shop.ownerToken}`, 'content-type': 'application/octet-stream' }, payload: Buffer.from([HEAD, ...rows].join('\n')) })
  const { importId } = (reply.json() as { import: { importId: string } }).import
  await world.as(shop.ownerToken).runImport({ importId, channel: 'web', rules: 'first-version', noExpiryBefore, mapping: { columns: columns as never, dateFormat: 'ymd', zone: 'Asia/Shanghai', cancelPrefix: 'C', paidStatuses: [], refundStatuses: [] } })
  const run = await over(shop, importId, 'done')
  return { importId, counts: run.counts! }
}

async function over(shop: Shop, importId: string, state: string) {
  for (let i = 0; i < 400; i++) {
    const { import: run } = await world.as(shop.ownerToken).readImport({ importId })
    if (!['running', 'queued', 'undoing'].includes(run.state)) {
      expect([run.state, run.failure]).toEqual([state, null])
      return run
    }
    await new Promise((resolve) => { setTimeout(resolve, 25) })
  }
  throw new Error('the import does not end')
}

async function undo(shop: Shop, importId: string) {
  const api = world.as(shop.ownerToken)
  const seen = await api.previewUndo({ importId })
  await api.undoImport({ importId, expectOrders: seen.orders })
  await over(shop, importId, 'undone')
  return seen
}

async function aShopThatGives(expiry: unknown = null): Promise<Shop> {
  const shop = await aShop(world)
  const rule = { ruleId: 'base', name: '消费得分', on: 'order', wallet: 'points', rate: { points: 1, perMinor: 100 }, fixedPoints: null, useTierMultiplier: false, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry, validFrom: null, validUntil: null }
  await world.admin.query("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2, 'system', now(), now(), now())", [shop.merchantId, JSON.stringify([rule, { ...rule, ruleId: 'growth', wallet: 'growth', expiry: null }])])
  return shop
}

/** All that people see of it: orders with their lines, members with their points, what counts towards tiers. */
const standing = async (shop: Shop) => (await world.admin.query(
  `select (select json_agg(json_build_array(o.order_no, o.status, o.paid_minor, o.refunded_minor, (select json_agg(json_build_array(l.sku, l.quantity, l.refunded_quantity, l.refunded_minor) order by l.sku, l.ordinal) from order_line l where l.merchant_id = o.merchant_id and l.order_id = o.order_id)) order by o.order_no) from shop_order o where o.merchant_id = $1 and o.status <> 'undone') orders,
     (select json_agg(json_build_array(m.name, m.order_count, m.spent_minor, (select json_agg(json_build_array(w.wallet, w.available, w.debt) order by w.wallet) from wallet w where w.merchant_id = m.merchant_id and w.member_id = m.member_id and (w.available > 0 or w.debt > 0)),
        (select json_agg(json_build_array(d.day, d.growth, d.spend_minor, d.orders) order by d.day) from tier_day d where d.merchant_id = m.merchant_id and d.member_id = m.member_id and (d.growth, d.spend_minor, d.orders) <> (0, 0, 0))) order by m.name) from member m where m.merchant_id = $1 and m.left_at is null) members,
     (select json_agg(json_build_array(r.refund_no, r.minor, r.refunded_at) order by r.refund_no, r.minor) from refund r join shop_order o using (merchant_id, order_id) where r.merchant_id = $1 and o.status <> 'undone') refunds`, [shop.merchantId])).rows[0]

const SALES = [row('1', 'tea', 4, 50, '2025-03-01', 'ann'), row('2', 'tea', 2, 60, '2025-04-01', 'ann'), row('2', 'cup', 1, 30, '2025-04-01', 'ann'), row('3', 'cup', 1, 30, '2025-04-02', 'bob')]
const CANCELS = [row('C7', 'tea', 3, 50, '2025-05-01', 'ann'), row('C8', 'cup', 1, 30, '2025-05-02', 'bob'), row('C9', 'pot', 1, 80, '2025-05-03', 'cat')]

test('a gift card in a file earns nothing and counts towards no tier', async () => {
  const shop = await aShopThatGives()
  await world.as(shop.ownerToken).addProduct({ sku: 'card', name: '礼品卡', priceMinor: 10_000, storedValue: true } as never, { key: newId() })
  const told = [row('1', 'tea', 1, 50, '2025-03-01', 'ann'), row('1', 'card', 1, 100, '2025-03-01', 'ann'), row('2', 'card', 2, 100, '2025-03-02', 'ann')]
  const first = await anImport(shop, told)
  const counted = async () => (await world.admin.query("select (select available::int from wallet w where w.merchant_id = $1 and wallet = 'points') points, sum(spend_minor)::int spend, sum(orders)::int orders from tier_day where merchant_id = $1", [shop.merchantId])).rows[0]
  expect(await counted()).toEqual({ points: 50, spend: 5_000, orders: 1 })
  await anImport(shop, [...told, row('1', 'card', 1, 100, '2025-03-01', 'ann').replace('card,card', 'card2,card2'), row('2', 'cup', 1, 30, '2025-03-02', 'ann')])
  expect(await counted()).toMatchObject({ spend: 18_000 })
  await undo(shop, first.importId)
})

test('an undo takes back what the import told of orders of before: lines it added, money it gave back, with its points', async () => {
  const shop = await aShopThatGives()
  await anImport(shop, SALES)
  const before = await standing(shop)
  const more = await anImport(shop, [...SALES, row('3', 'incense', 2, 45, '2025-04-02', 'bob'), ...CANCELS, row('4', 'pot', 1, 80, '2025-06-01', 'bob')])
  expect(more.counts).toMatchObject({ alreadyThere: 4, cancellationsMatched: 2, membersMade: 0 })
  const after = await standing(shop)
  expect(after).not.toEqual(before)
  const seen = await undo(shop, more.importId)
  expect(seen).toMatchObject({ orders: 1, ordersTouched: 3, refundedMinor: 20_000, membersGone: 0, membersStay: 2, points: 170, debtMembers: 0 })
  expect(await standing(shop)).toEqual(before)
  // And it may come again, to the same end.
  await anImport(shop, [...SALES, row('3', 'incense', 2, 45, '2025-04-02', 'bob'), ...CANCELS, row('4', 'pot', 1, 80, '2025-06-01', 'bob')])
  expect(await standing(shop)).toEqual(after)
})

test('a refund of another import stands when the one before it is taken back, and each line keeps what went back of it', async () => {
  const shop = await aShopThatGives()
  await anImport(shop, SALES)
  const first = await anImport(shop, [row('C5', 'tea', 1, 60, '2025-05-01', 'ann')])
  await anImport(shop, [row('C6', 'tea', 2, 60, '2025-05-02', 'ann')])
  const wanted = (await standing(shop)).orders
  expect(wanted.map((o: unknown[]) => [o[0], o[3]])).toEqual([['1', 5000], ['2', 12_000], ['3', 0]])
  await undo(shop, first.importId)
  const now = await standing(shop)
  expect(now.orders.map((o: unknown[]) => [o[0], o[3]])).toEqual([['1', 5000], ['2', 6000], ['3', 0]])
  expect(now.members[0]).toEqual(['ann', 2, 24_000, [['growth', 240, 0], ['points', 240, 0]], expect.anything()])
})

test('whichever file comes first, a cancellation finds its sale; a sale taken back frees it to find it again', async () => {
  const [one, other] = [await aShopThatGives(), await aShopThatGives()]
  await anImport(one, SALES)
  await anImport(one, CANCELS)
  expect((await anImport(other, CANCELS)).counts).toMatchObject({ cancellationsMatched: 0, membersMade: 0, customersWithoutValidLine: 3 })
  const sales = await anImport(other, SALES)
  expect(sales.counts).toMatchObject({ earlierCancellationsMatched: 2, cancellations: 0, membersMade: 2, points: 180 })
  const wanted = await standing(one)
  expect(wanted.refunds).toHaveLength(3)
  expect(await standing(other)).toEqual(wanted)
  expect((await anImport(other, SALES)).counts).toMatchObject({ earlierCancellationsMatched: 0, alreadyThere: 4 })
  expect((await anImport(other, CANCELS)).counts).toMatchObject({ cancellationsMatched: 0, alreadyThere: 3 })
  await undo(other, sales.importId)
  expect(await standing(other)).toEqual({ orders: null, members: null, refunds: null })
  expect((await anImport(other, SALES)).counts).toMatchObject({ earlierCancellationsMatched: 2, membersMade: 2 })
  expect(await standing(other)).toEqual(wanted)
})

test('points that lapsed unused leave no debt; points that were used do, as the preview says', async () => {
  const shop = await aShopThatGives({ months: 12, roundTo: 'month' })
  const made = await anImport(shop, [row('1', 'tea', 1, 300, '2024-01-10', 'ann'), row('2', 'tea', 1, 200, '2024-01-10', 'bob'), row('3', 'tea', 1, 500, dayOf(-40), 'bob'), row('4', 'tea', 1, 70, dayOf(-20), 'cat')], null)
  expect(made.counts.points).toBe(1070)
  const members = (await world.admin.query("select member_id, name, (select available from wallet w where w.merchant_id = m.merchant_id and w.member_id = m.member_id and w.wallet = 'points')::int points from member m where merchant_id = $1 order by name", [shop.merchantId])).rows as { member_id: string; name: string; points: number }[]
  expect(members.map((m) => m.points)).toEqual([0, 500, 70])
  const api = world.as(shop.ownerToken)
  for (const m of members.slice(0, 2)) await api.adjustPoints({ memberId: m.member_id, points: m.name === 'ann' ? 40 : -350, reason: '更正', wallet: 'points' }, { key: newId() })
  const seen = await undo(shop, made.importId)
  expect(seen).toMatchObject({ orders: 4, membersGone: 1, membersStay: 2, points: 570, debtMembers: 1, debtPoints: 350 })
  const now = await standing(shop)
  expect(now.members).toEqual([['ann', 0, 0, [['points', 40, 0]], null], ['bob', 0, 0, [['points', 0, 350]], null]])
})

function dayOf(offset: number): string {
  return new Date(world.clock.now() + offset * 86_400_000).toISOString().slice(0, 10)
}
