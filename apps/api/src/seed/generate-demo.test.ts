import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MerchantId } from '@huitou/units'
import pg from 'pg'
import { expectBalanced, freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { Keys } from '../platform/config/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { generateDemo } from './generate-demo.js'
import { findDemo } from './half-made.rows.js'

let db: FreshDatabase
let database: Database
let admin: pg.Client
const keys = mkdtempSync(join(tmpdir(), 'demo-keys-'))
const now = Date.UTC(2026, 10, 21, 4)

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  database = new Database(makePool({ connectionString: db.url, statementTimeoutMs: 60_000 }))
})
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
  rmSync(keys, { recursive: true, force: true })
})
const deps = () => ({ database, vault: new PhoneVault(new Keys(join(keys, 'k'))), now })
const shape = async (merchantId: MerchantId) => (await admin.query(
  `select (select count(*)::int from shop_order where merchant_id = $1) orders, (select sum(paid_minor)::text from shop_order where merchant_id = $1) paid, (select sum(available)::text from wallet where merchant_id = $1 and wallet = 'points') points,
     (select count(*)::int || ' ' || coalesce(sum(points), 0) || ' ' || md5(string_agg(stars || body || reply || state, ',' order by created_at, body)) from review where merchant_id = $1) reviews, (select count(*)::int || ' ' || md5(string_agg(kind || sku || words, ',' order by at, sku)) from behaviour_event where merchant_id = $1) events,
     (select string_agg(name, ',' order by member_no) from member where merchant_id = $1) names`, [merchantId])).rows[0]

test('a small demo shop balances, has 林若溪 as drawn, and is the same shop for the same seed and day', async () => {
  const first = newId<MerchantId>()
  const made = await generateDemo(deps(), first, { members: 80, anonymous: 100 })
  expect(made.members).toBe(80)
  await expectBalanced(db.adminUrl)
  const ruoxi = (await admin.query("select m.tier_id, m.spent_minor::int spent, m.birthday, (select available::int from wallet w where w.member_id = m.member_id and w.wallet = 'points') points, (select sum(left_points)::int from lot l where l.member_id = m.member_id and l.wallet = 'points' and l.expires_at = '2026-12-31T16:00:00Z') expiring from member m where name = '林若溪'")).rows
  expect(ruoxi).toEqual([{ tier_id: 'gold', spent: 468_000, birthday: '11-27', points: 12_860, expiring: 860 }])
  const before = await shape(first)
  const groups = async (merchantId: MerchantId) => (await admin.query("select c.terms->>'name' as name, count(*) filter (where arm = 'target')::int targets, count(*) filter (where arm = 'control')::int controls from campaign c join campaign_member k using (merchant_id, campaign_id) where c.merchant_id = $1 group by 1 order by min(c.launched_at)", [merchantId])).rows
  const grouped = await groups(first)
  expect(grouped.map((g: { name: string }) => g.name)).toEqual(['常客答谢', '请回走远的老客', '新客再来一次'])
  expect(await findDemo(db.adminUrl, 'shanlan')).toBe(true)

  // One that was stopped half way is taken away and made anew.
  await admin.query('update merchant set is_demo = false where merchant_id = $1', [first])
  expect(await findDemo(db.adminUrl, 'shanlan')).toBe(false)
  expect((await admin.query('select count(*)::int n from posting')).rows[0]).toEqual({ n: 0 })
  const second = newId<MerchantId>()
  await generateDemo(deps(), second, { members: 80, anonymous: 100 })
  expect(await shape(second)).toEqual(before)
  expect(await groups(second)).toEqual(grouped)
  await expectBalanced(db.adminUrl)
}, 120_000)

test('there is something to find: looked at before bought, sleepers look away first, who liked it comes again, nothing without consent or past the purge', async () => {
  const merchantId = newId<MerchantId>()
  await admin.query("update merchant set slug = slug || '-old'")
  await generateDemo(deps(), merchantId, { members: 500, anonymous: 50 })
  await expectBalanced(db.adminUrl)
  const one = async (sql: string) => (await admin.query(sql, [merchantId])).rows[0]
  const events = await one(`select count(*)::float / 500 each, count(distinct member_id)::float / 500 people, min(at) > '2025-11-20' young,
      count(*) filter (where not exists (select from consent c where c.merchant_id = $1 and c.member_id = e.member_id and c.purpose = 'browsing' and c.given and c.at <= e.at))::int unasked,
      count(*) filter (where exists (select from consent c where c.merchant_id = $1 and c.member_id = e.member_id and c.purpose = 'browsing' and not c.given))::int taken_back from behaviour_event e where merchant_id = $1`)
  expect(events).toMatchObject({ young: true, unasked: 0, taken_back: 0 })
  expect(events.each).toBeGreaterThan(7)
  expect(events.each).toBeLessThan(14)
  expect(events.people).toBeGreaterThan(0.4)
  // Of the sleepers' orders of the last year before sleep, none was looked up in its last weeks; of the others', most were.
  const looked = await one(`select count(*) filter (where asleep and looked)::int asleep, count(*) filter (where asleep)::int sleepers, avg(case when looked then 1 else 0 end) filter (where not asleep)::float awake from (
      select m.last_order_at < '2026-11-21'::timestamptz - interval '121 days' asleep, exists (select from behaviour_event e where e.merchant_id = $1 and e.member_id = m.member_id and e.at > m.last_order_at - interval '40 days') looked
      from member m where m.merchant_id = $1 and m.name <> '林若溪' and m.order_count > 2 and m.last_order_at > '2026-01-15' and exists (select from behaviour_event e where e.merchant_id = $1 and e.member_id = m.member_id)) x`)
  expect(looked.asleep).toBe(0)
  expect(looked.sleepers).toBeGreaterThan(5)
  expect(looked.awake).toBeGreaterThan(0.75)
  const pair = await one(`select count(*) filter (where both_)::float / count(*) share from (select e.member_id, exists (select from behaviour_event o where o.merchant_id = $1 and o.member_id = e.member_id and o.sku = 'QW-007' and o.at between e.at and e.at + interval '2 hours') both_ from behaviour_event e where e.merchant_id = $1 and e.sku = 'CY-004' and e.kind = 'view') x`)
  expect(pair.share).toBeGreaterThan(0.5)
  const said = await one(`select count(*)::int n, count(*) filter (where stars >= 4 and again)::float / count(*) filter (where stars >= 4) liked, count(*) filter (where stars <= 2 and again)::float / count(*) filter (where stars <= 2) disliked, count(*) filter (where points > 0)::int paid, count(*) filter (where reply <> '')::int answered
      from (select r.*, exists (select from shop_order o where o.merchant_id = $1 and o.member_id = r.member_id and o.paid_at > r.created_at and o.paid_at < r.created_at + interval '45 days') again from review r where r.merchant_id = $1 and r.state = 'shown') x`)
  expect(said.n).toBeGreaterThan(180)
  expect(said.liked).toBeGreaterThan(said.disliked + 0.2)
  expect(said.paid).toBeGreaterThan(said.n * 0.9)
  expect(said.answered).toBeGreaterThan(said.n * 0.15)
}, 300_000)
