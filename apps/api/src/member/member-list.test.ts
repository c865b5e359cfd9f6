import { nodes, planOf as planOfSql, touched, type Plan } from '../../../../test/plan.js'
import { aShop, bootApi, type Shop, type World } from '../../../../test/world.js'
import { memberPage, type MemberFilter, type Sort } from './member-list.rows.js'

const MANY = Number(process.env['HUITOU_MEMBERS'] ?? 60_000)
let world: World
let shop: Shop
beforeAll(async () => {
  world = await bootApi()
  shop = await aShop(world)
  // Straight into the tables: this is about the plans of reading, not about how members come to be.
  await world.admin.query(
    `insert into member (merchant_id, member_id, member_no, name, phone_last4, source, tier_id, order_count, spent_minor, last_order_at, joined_at)
     select $1, gen_random_uuid(), 'n' || i, (array['王','李','张','刘','陈','杨','赵','黄','周','吴','欧阳'])[1 + i % 11] || (array['青禾','若溪','默','小满','晴','一诺','远'])[1 + i % 7], lpad((i % 10000)::text, 4, '0'), 'import', (array['silver','gold','black'])[1 + (i % 97) % 3],
       i % 12, (i::bigint * 7919) % 1000000, case when i % 5 = 0 then null else now() - (i || ' minutes')::interval end, now() - (i || ' minutes')::interval from generate_series(1, $2) i`, [shop.merchantId, MANY])
  await world.admin.query("insert into wallet (merchant_id, member_id, wallet, available, folded_at) select merchant_id, member_id, 'points', (spent_minor % 5000), now() from member where merchant_id = $1", [shop.merchantId])
  await world.admin.query('analyze member')
  await world.admin.query('analyze wallet')
}, 120_000)
afterAll(() => world?.close())

const planOf = (filter: MemberFilter, sort: Sort, after: readonly [number, string] | null): Promise<Plan> => planOfSql(world, shop.merchantId, memberPage(shop.merchantId, filter, { sort, after, limit: 21 }))

const somewhere = { 'last-order': Date.now() - 30_000 * 60_000, joined: Date.now() - 30_000 * 60_000, spent: 500_000, points: 2500 }

test.each(['last-order', 'joined', 'spent', 'points'] as const)('a page sorted by %s touches a few hundred rows, at the top and far down', async (sort) => {
  for (const after of [null, [somewhere[sort], '7fffffff-ffff-4fff-bfff-ffffffffffff'] as const]) {
    const plan = await planOf({}, sort, after)
    expect([sort, nodes(plan).includes('Seq Scan'), touched(plan) < 1500]).toEqual([sort, false, true])
  }
})

test.each([
  ['four digits', { search: { kind: 'last4', digits: '0420' } }], ['a common name', { search: { kind: 'name', name: '欧阳' } }], ['a tier', { tierId: 'gold' }], ['a number', { search: { kind: 'number', number: 'n777' } }],
] as [string, MemberFilter][])('a search by %s does not read the whole shop', async (_, filter) => {
  const plan = await planOf(filter, 'last-order', null)
  expect([nodes(plan).includes('Seq Scan'), touched(plan) < MANY / 2]).toEqual([false, true])
})

test('a rare name is found through its index, under row-level security, in its own shop only', async () => {
  await world.admin.query("update member set name = '慕容一诺' where merchant_id = $1 and member_no = 'n777'", [shop.merchantId])
  const other = await aShop(world)
  for (const search of ['慕容', '容一诺', '慕容一诺']) {
    const started = performance.now()
    expect((await world.as(shop.ownerToken).listMembers({ search })).items.map((m) => m.memberNo)).toEqual(['n777'])
    expect(performance.now() - started).toBeLessThan(1500)
    expect((await world.as(other.ownerToken).listMembers({ search })).items).toEqual([])
  }
})

test('the end of the list is reached, those without an order last', async () => {
  const owner = world.as(shop.ownerToken)
  const deep = Buffer.from(JSON.stringify([-62_135_596_800_000, 'ffffffff-ffff-4fff-bfff-ffffffffffff'])).toString('base64url')
  const page = await owner.listMembers({ cursor: deep, limit: 50 })
  expect(page.items).toHaveLength(50)
  expect(page.items.every((m) => m.lastOrderAt === null)).toBe(true)
  const count = await owner.countMembers({})
  // exact as far as anybody reads it, an estimate beyond
  expect(count.exact).toBe(MANY <= 100_000)
  expect(Math.abs(count.count - MANY)).toBeLessThanOrEqual(count.exact ? 0 : MANY / 20)
})
