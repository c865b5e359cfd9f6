import { codeAt, STEP_MS } from '@huitou/contract'
import type { MemberId, MerchantId, StaffId, StoreId } from '@huitou/units'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expectBalanced, freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { CouponPasses } from '../coupon/index.js'
import { FakeClock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import type { TillId } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { IssueCodeAliases } from './issue-code-aliases.js'
import { Scans } from './scans.js'

const clock = new FakeClock()
const keys = new Keys(mkdtempSync(join(tmpdir(), 'huitou-keys-')))
const [merchantId, storeId, staffId] = [newId<MerchantId>(), newId<StoreId>(), newId<StaffId>()]
const till = (tillId = newId<TillId>()) => ({ kind: 'staff', merchantId, storeId, staffId, tillId, shiftId: newId(), role: 'clerk' }) as never
let db: FreshDatabase
let admin: pg.Client
let database: Database
let issue: IssueCodeAliases
let scans: Scans

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  await admin.query("insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, 'tea', 'Tea', 'CNY', 'Asia/Shanghai', now())", [merchantId])
  await admin.query("insert into store (merchant_id, store_id, name, created_at) values ($1, $2, '南山路店', now())", [merchantId, storeId])
  database = new Database(makePool({ connectionString: db.url }))
  issue = new IssueCodeAliases(database, clock, keys)
  scans = new Scans(database, new GroupCommit(database, clock), clock, keys, new CouponPasses(database, keys, clock), null as never)
})
afterEach(() => expectBalanced(db.adminUrl))
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
})
beforeEach(() => clock.set(Math.floor(1_795_300_000_000 / STEP_MS) * STEP_MS))

async function aPhone() {
  const memberId = newId<MemberId>()
  await admin.query("insert into member (merchant_id, member_id, member_no, name, source, joined_at) values ($1, $2, $3, '林若溪', 'h5', now())", [merchantId, memberId, memberId.slice(-12)])
  const store = await issue.issue({ kind: 'member', merchantId, memberId }, { want: 200 })
  return { memberId, store, code: (n = 0) => codeAt({ secret: store.secret, alias: store.aliases[n]!, at: clock.now() }) }
}

test('a phone gets at least 200 names, keeps them, and they carry nothing of the member', async () => {
  const { memberId, store } = await aPhone()
  expect(new Set(store.aliases).size).toBe(200)
  const again = await issue.issue({ kind: 'member', merchantId, memberId }, { deviceId: store.deviceId, want: 250 })
  expect(again.deviceId).toBe(store.deviceId)
  expect(again.secret).toBe(store.secret)
  expect(again.aliases).toHaveLength(250)
  expect(again.aliases).toEqual(expect.arrayContaining(store.aliases))
})
test('the device of another member is not taken over, and the sixth phone ends the first', async () => {
  const [a, b] = [await aPhone(), await aPhone()]
  const stolen = await issue.issue({ kind: 'member', merchantId, memberId: b.memberId }, { deviceId: a.store.deviceId, want: 200 })
  expect(stolen.deviceId).not.toBe(a.store.deviceId)
  for (let n = 0; n < 5; n += 1) { clock.advance(1000); await issue.issue({ kind: 'member', merchantId, memberId: a.memberId }, { want: 200 }) }
  expect(await scans.scan(till(), 'first-phone', a.code())).toMatchObject({ ok: false, refusal: { code: 'code-unknown' } })
})
test('a scan opens a visit; the same key gives the same visit; a second scan is refused as used, with where and when', async () => {
  const phone = await aPhone()
  const here = till()
  const digits = phone.code()
  const first = await scans.scan(here, 'scan-0001', digits)
  expect(first.ok).toBe(true)
  clock.advance(5 * 60_000)
  expect(await scans.scan(here, 'scan-0001', digits)).toEqual({ ok: true, answer: first.ok && first.answer })
  expect(await scans.scan(here, 'scan-0002', digits)).toMatchObject({ ok: false, refusal: { code: 'code-used', facts: { here: true, storeName: '南山路店', nameMasked: '林**', settled: false } } })
  expect(await scans.scan(till(), 'scan-0001', digits)).toMatchObject({ ok: false, refusal: { code: 'code-used', facts: { here: false } } })
  expect(await scans.scan(here, 'scan-0003', phone.code(1))).toMatchObject({ ok: true })
})
test('of 50 tills that scan one code at once exactly one gets the visit', async () => {
  const phone = await aPhone()
  const digits = phone.code()
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => scans.scan(till(), `race-${n}-key`, digits)))
  expect(answers.filter((a) => a.ok)).toHaveLength(1)
  expect(answers.filter((a) => !a.ok && a.refusal.code === 'code-used')).toHaveLength(49)
})
test('a screenshot a minute old is told apart from a made-up code', async () => {
  const phone = await aPhone()
  const digits = phone.code()
  clock.advance(72_000)
  expect(await scans.scan(till(), 'late-0001', digits)).toEqual({ ok: false, refusal: { code: 'code-expired', facts: { ageSeconds: 72 } } })
  expect(await scans.scan(till(), 'fake-0001', '1'.repeat(18))).toEqual({ ok: false, refusal: { code: 'code-unknown', facts: {} } })
})
test('five bad scans in a minute lock that till for a minute, a retry does not count twice, and other tills work', async () => {
  const here = till()
  const phone = await aPhone()
  for (let n = 0; n < 4; n += 1) await scans.scan(here, `bad-key-${n}`, '123456789012345678')
  await scans.scan(here, 'bad-key-3', '123456789012345678')
  expect(await scans.scan(here, 'bad-key-4', '123456789012345678')).toMatchObject({ refusal: { code: 'code-unknown' } })
  expect(await scans.scan(here, 'good-key-0', phone.code())).toMatchObject({ ok: false, refusal: { code: 'till-locked', facts: { seconds: 60 } } })
  expect(await scans.scan(till(), 'good-key-1', phone.code())).toMatchObject({ ok: true })
  clock.advance(60_000)
  expect(await scans.scan(here, 'good-key-2', phone.code(1))).toMatchObject({ ok: true })
  expect(await scans.scan(here, 'good-key-0', phone.code())).toMatchObject({ refusal: { code: 'key-conflict' } })
})
test('nobody else reads or scans into this shop', async () => {
  const phone = await aPhone()
  const foreign = { kind: 'staff', merchantId: newId(), storeId, staffId, tillId: newId(), shiftId: newId(), role: 'clerk' } as never
  expect(await scans.scan(foreign, 'foreign-1', phone.code())).toMatchObject({ ok: false, refusal: { code: 'code-unknown' } })
  expect(await scans.scan(till(), 'own-key-01', phone.code())).toMatchObject({ ok: true })
})
