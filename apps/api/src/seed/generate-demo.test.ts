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
