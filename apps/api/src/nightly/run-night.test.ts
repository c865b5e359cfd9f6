import { DAY, startOfDate, type MemberId, type MerchantId } from '@huitou/units'
import pg from 'pg'
import { expectBalanced, freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { FakeClock } from '../platform/clock/index.js'
import { Database, Doors, makePool } from '../platform/database/index.js'
import { GroupCommit, type ActKind } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { pointsBook } from '../points/index.js'
import type { Config } from '../platform/config/index.js'
import { SelfAudit } from '../self-audit/index.js'
import { NightWatch } from './night-watch.js'
import { runNights, type NightDoors } from './run-night.js'

const ZONE = 'Asia/Shanghai'
const rule = { ruleId: 'spend', name: 'Spend', on: 'order', wallet: 'points', rate: { points: 1, perMinor: 100 }, fixedPoints: null, useTierMultiplier: true, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 2, expiry: { months: 1, roundTo: 'day' }, validFrom: null, validUntil: null }
const growth = { ...rule, ruleId: 'growth', wallet: 'growth', useTierMultiplier: false, pendingDays: 0, expiry: null }
const benefits = { multiplierBp: 10_000, priceBp: 10_000, discountCategories: [], freeShipping: false, birthdayPoints: 7, texts: [] }
const tiers = [{ tierId: 'silver', name: '银', rank: 0, material: 'silver', reach: 0, keep: null, benefits }, { tierId: 'gold', name: '金', rank: 1, material: 'gold', reach: 200, keep: null, benefits: { ...benefits, birthdayPoints: 30 } }]

let db: FreshDatabase
let admin: pg.Client
let database: Database
let doors: NightDoors
const clock = new FakeClock()

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  database = new Database(makePool({ connectionString: db.url }))
  doors = { database, groupCommit: new GroupCommit(database, clock), doors: new Doors(database), clock }
})
afterEach(() => expectBalanced(db.adminUrl))
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
})

async function aShop(): Promise<MerchantId> {
  const merchantId = newId<MerchantId>()
  await admin.query("insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, $2, 'Toy', 'CNY', $3, now())", [merchantId, `toy-${merchantId}`, ZONE])
  await admin.query("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2, 'staff:1', '2025-01-01', '2025-01-01', '2025-01-01')", [merchantId, JSON.stringify([rule, growth])])
  await admin.query("insert into tier_set (merchant_id, version, state, terms, tiers, actor, created_at, published_at) values ($1, 1, 'published', $2, $3, 'staff:1', '2025-01-01', '2025-01-01')", [merchantId, JSON.stringify({ criterion: 'growth', window: 'rolling', rollingMonths: 1, downgrade: 'by-balance', graceDays: 0, warnDays: 5 }), JSON.stringify(tiers)])
  await admin.query("insert into care (merchant_id, kind, terms, changed_at) values ($1, 'birthday', $2, now())", [merchantId, JSON.stringify({ on: true, window: 'day', points: 50, couponId: null, feb29: 'feb-28', textZh: '生日快乐' })])
  return merchantId
}
let number = 0
async function aMember(merchantId: MerchantId, birthday: string | null = null): Promise<MemberId> {
  const memberId = newId<MemberId>()
  await admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at, birthday) values ($1, $2, $3, 'h5', '2025-01-01', $4)", [merchantId, memberId, `N${++number}`, birthday])
  await admin.query("insert into consent (merchant_id, consent_id, member_id, purpose, given, version, place, at) values ($1, gen_random_uuid(), $2, 'messages', true, '1', 'me', '2025-01-01')", [merchantId, memberId])
  return memberId
}
const sale: ActKind<{ memberId: MemberId; minor: number }, null> = {
  name: 'toy-sale', members: (r) => [r.memberId], needs: (r) => [pointsBook.need({ memberId: r.memberId })],
  decide(r, batch, ctx) {
    const booked = batch.of(pointsBook).book(r.memberId, { id: ctx.actId, kind: 'order', orderId: ctx.actId, counted: { at: ctx.now, spendMinor: r.minor, orders: 1 }, deeds: [{ kind: 'order', orderId: ctx.actId, order: { at: ctx.now, lines: [{ line: 1, sku: 'A', category: '', brand: '', units: 1, paidMinor: r.minor }] }, context: { tier: null } }] })
    return booked.ok ? { ok: true, answer: null } : booked
  },
}
const sell = (merchantId: MerchantId, memberId: MemberId, minor: number) => doors.groupCommit.submit(sale, { merchantId, actor: 'till:1', key: newId(), request: { memberId, minor } })
const at = (day: string, hour = 3) => startOfDate(day, ZONE) + hour * 3_600_000
const bookOf = async (merchantId: MerchantId) => (await admin.query(
  `select m.birthday, m.tier_id, m.tier_since, w.available::int, w.pending::int,
     (select json_agg(p order by p.effective_at, p.cause, p.points) from (select effective_at, cause, points from posting where merchant_id = m.merchant_id and member_id = m.member_id and wallet = 'points') p) as postings,
     (select json_agg(c order by c.at, c.cause) from (select at, cause, from_tier, to_tier from tier_change where merchant_id = m.merchant_id and member_id = m.member_id) c) as changes,
     (select json_agg(title_code order by title_code) from inbox_message i where i.merchant_id = m.merchant_id and i.member_id = m.member_id) as told
   from member m left join wallet w on w.merchant_id = m.merchant_id and w.member_id = m.member_id and w.wallet = 'points' where m.merchant_id = $1 order by m.member_no`, [merchantId])).rows

test('a missed fortnight caught up day by day is what nights run on time come to, and running it again changes nothing', async () => {
  const [daily, missed] = [await aShop(), await aShop()]
  for (const merchantId of [daily, missed]) {
    clock.set(at('2026-02-01', 10))
    await sell(merchantId, await aMember(merchantId, '02-20'), 25_000)
    await sell(merchantId, await aMember(merchantId, '02-29'), 8000)
    await aMember(merchantId, '03-05')
  }
  for (let day = 0; day < 40; day++) {
    clock.set(at('2026-02-01', 2) + day * DAY)
    await runNights(doors, daily, new Date(clock.now() + 8 * 3_600_000).toISOString().slice(0, 10), 'one')
  }
  clock.set(at('2026-02-01', 2))
  await runNights(doors, missed, '2026-02-01', 'one')
  clock.set(at('2026-03-12'))
  await runNights(doors, missed, '2026-03-12', 'one')
  const [a, b] = [await bookOf(daily), await bookOf(missed)]
  expect(b.map((m) => ({ ...m, postings: m.postings?.filter((p: { cause: string }) => p.cause !== 'earn') }))).toEqual(a.map((m) => ({ ...m, postings: m.postings?.filter((p: { cause: string }) => p.cause !== 'earn') })))
  expect(a.map((m) => [m.birthday, m.tier_id, m.available])).toEqual([['02-20', 'silver', 80], ['02-29', 'silver', 57], ['03-05', 'silver', 57]])
  expect(a[0].changes.map((c: { cause: string }) => c.cause)).toEqual(['reached', 'lapsed'])
  expect(a[0].told).toEqual(expect.arrayContaining(['gift-birthday', 'points-expire-soon', 'tier-ends-soon', 'tier-lapsed']))
  expect(await runNights(doors, missed, '2026-03-12', 'one')).toEqual([])
  await admin.query('update night set finished_at = null where merchant_id = $1', [missed])
  await runNights(doors, missed, '2026-03-12', 'one')
  expect(await bookOf(missed)).toEqual(b)
})

test('two processes never run one night twice', async () => {
  const merchantId = await aShop()
  await aMember(merchantId, '06-01')
  clock.set(at('2026-06-01'))
  const both = await Promise.all(['one', 'two'].map((holder) => runNights(doors, merchantId, '2026-06-01', holder)))
  expect(both.filter((nights) => nights === null)).toHaveLength(1)
  expect(both.find((nights) => nights !== null)![0]!.done['birthdays']).toBe(1)
})

test('the watch starts at two in the morning of the shop, and once a day', async () => {
  const merchantId = await aShop()
  const memberId = await aMember(merchantId, '07-10')
  const watch = new NightWatch(database, doors.doors, doors.groupCommit, clock, new SelfAudit(database, clock), { nightly: false, keysDir: '/no-such-place/keys' } as Config)
  const gifts = async () => (await admin.query('select count(*)::int as n from care_gift where member_id = $1', [memberId])).rows[0].n
  clock.set(at('2026-07-10', 1.99))
  await watch.look()
  expect(await gifts()).toBe(0)
  clock.set(at('2026-07-10', 2))
  await Promise.all([watch.look(), new NightWatch(database, doors.doors, doors.groupCommit, clock, new SelfAudit(database, clock), { nightly: false, keysDir: '/no-such-place/keys' } as Config).look()])
  await watch.look()
  expect(await gifts()).toBe(1)
  expect((await admin.query("select to_char(day, 'YYYY-MM-DD') as day, finished_at is not null as over from night where merchant_id = $1", [merchantId])).rows).toEqual([{ day: '2026-07-10', over: true }])
})
