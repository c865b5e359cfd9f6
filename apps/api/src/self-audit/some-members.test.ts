import { planOf, touched, type Plan } from '../../../../test/plan.js'
import { aShop, bootApi, type Shop, type World } from '../../../../test/world.js'
import { someMembers, someMembersSql } from './self-audit.rows.js'

const MANY = Number(process.env['HUITOU_MEMBERS'] ?? 20_000)
const FACTS = 8
let world: World
let shop: Shop
beforeAll(async () => {
  world = await bootApi()
  shop = await aShop(world)
  // Straight into the tables: this is about the plan of reading. Every fourth member has done nothing yet.
  await world.admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) select $1, gen_random_uuid(), 'n' || i, 'import', now() from generate_series(1, $2) i", [shop.merchantId, MANY])
  await world.admin.query(
    `insert into fact (merchant_id, member_id, seq, fact_id, kind, effective_at, known_at, body, actor) select m.merchant_id, m.member_id, n, m.member_id || '/' || n, 'order', now(), now(), '{}', 'import' from member m, generate_series(1, $2) n
     where m.merchant_id = $1 and substr(m.member_no, 2)::int % 4 > 0`, [shop.merchantId, FACTS])
}, 300_000)
afterAll(() => world?.close())

test('members to fold again are chosen without going through the log of the shop: only of those chosen it is asked whether they did anything', async () => {
  const seen = (p: Plan): number => (p['Relation Name'] === 'fact' ? touched({ ...p, Plans: [] }) : 0) + (p.Plans ?? []).reduce((sum, child) => sum + seen(child), 0)
  // as after an import, when the planner knows nothing of it yet, and when it does
  for (const known of [false, true]) {
    if (known) for (const table of ['member', 'fact']) await world.admin.query(`analyze ${table}`)
    const looked = seen(await planOf(world, shop.merchantId, someMembersSql(shop.merchantId, 'today', 500)))
    expect([known, looked > 400, looked < 1_500]).toEqual([known, true, true])
  }
})

test('they are other ones by another salt, the same by the same, and each has done something', async () => {
  const chosen = (salt: string) => world.inMerchant(shop.merchantId, (tx) => someMembers(tx, salt, 200))
  const [first, again, other] = [await chosen('a'), await chosen('a'), await chosen('b')]
  expect(again).toEqual(first)
  expect(first).toHaveLength(200)
  expect(other.filter((id) => first.includes(id)).length).toBeLessThan(20)
  // the first of them all by that order, none passed over
  const { rows } = await world.admin.query<{ member_id: string }>("select member_id from member m where merchant_id = $1 and substr(member_no, 2)::int % 4 > 0 order by md5(member_id::text || 'a') limit 200", [shop.merchantId])
  expect(first).toEqual(rows.map((r) => r.member_id))
})
