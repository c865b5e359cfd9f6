import { existsSync, mkdirSync, mkdtempSync, rmSync, copyFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MerchantId } from '@huitou/units'
import pg from 'pg'
import { expectBalanced, freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { FakeClock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { guessColumns, mappingOf } from './guess-columns.js'
import { importFolder } from './import-folder.js'
import { insertRun, setTerms, setUploaded } from './import.rows.js'
import { lookAtFile } from './order-file.js'
import { runImport, type ImportDeps } from './run-import.js'
import { undoImport } from './undo-import.js'

const REAL = process.env['REAL_DATA_DIR']
const whenReal = REAL && existsSync(join(REAL, 'online-retail')) ? test : test.skip
if (!REAL) console.warn('REAL_DATA_DIR is not set: the imports of real order files are skipped')

let db: FreshDatabase
let database: Database
let admin: pg.Client
let deps: ImportDeps
const keys = mkdtempSync(join(tmpdir(), 'import-real-'))
const clock = new FakeClock(Date.UTC(2026, 10, 21))

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  database = new Database(makePool({ connectionString: db.url, statementTimeoutMs: 120_000 }))
  deps = { database, adminUrl: db.adminUrl, vault: new PhoneVault(new Keys(join(keys, 'keys'))), clock, pathOf: importFolder(join(keys, 'keys')) }
})
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
  rmSync(keys, { recursive: true, force: true })
})

/** A shop with one earning rule for each wallet and a tier at 1,000 of growth. */
async function shop(currency: string, zone: string): Promise<MerchantId> {
  const merchantId = newId<MerchantId>()
  const rule = (ruleId: string, wallet: string) => ({ ruleId, name: ruleId, on: 'order', wallet, rate: { points: 1, perMinor: 100 }, fixedPoints: null, useTierMultiplier: true, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry: null, validFrom: null, validUntil: null })
  const tier = { tierId: 'gold', name: 'Gold', rank: 1, material: 'gold', reach: 1000, keep: null, benefits: { multiplierBp: 15_000, priceBp: 10_000, discountCategories: [], freeShipping: false, birthdayPoints: 0, texts: [] } }
  await admin.query('insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, $2, $3, $4, $5, now())', [merchantId, `shop-${currency.toLowerCase()}`, 'Shop', currency, zone])
  await admin.query("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2, 'system', now(), '2026-11-01', '2026-11-01')", [merchantId, JSON.stringify([rule('points', 'points'), rule('growth', 'growth')])])
  await admin.query("insert into tier_set (merchant_id, version, state, terms, tiers, actor, created_at, published_at) values ($1, 1, 'published', $2, $3, 'system', now(), '2026-11-01')", [merchantId, JSON.stringify({ criterion: 'growth', window: 'rolling', rollingMonths: 12, downgrade: 'by-balance', graceDays: 0, warnDays: 30 }), JSON.stringify([tier])])
  return merchantId
}

async function upload(merchantId: MerchantId, file: string, channel: string): Promise<string> {
  const importId = newId()
  const path = deps.pathOf(merchantId, importId)
  mkdirSync(join(path, '..'), { recursive: true })
  copyFileSync(join(REAL!, file), path)
  const seen = (await lookAtFile(path))!
  const guess = guessColumns(seen.head, seen.shape.delimiter)
  await database.inMerchant(merchantId, async (tx) => {
    await insertRun(tx, { importId, fileName: file, startedBy: 'system', day: '2026-11-21', now: clock.now() })
    await setUploaded(tx, importId, { bytes: 1, sha256: Buffer.alloc(32), shape: { file: seen.shape, guess } })
    await setTerms(tx, importId, { channel, mapping: mappingOf(guess), rules: 'first-version', noExpiryBefore: '2027-12-31' })
  })
  return importId
}

const sums = async (merchantId: MerchantId) => (await admin.query(
  `select (select count(*)::int from member where merchant_id = $1 and left_at is null) members, (select count(*)::int from order_line l join shop_order o using (merchant_id, order_id) where merchant_id = $1 and o.member_id is not null) lines,
     (select sum(paid_minor)::text from shop_order where merchant_id = $1 and member_id is not null) total, (select sum(refunded_minor)::text from shop_order where merchant_id = $1) back, (select sum(available - debt)::text from wallet where merchant_id = $1 and wallet = 'points') points, (select count(*)::int from posting where merchant_id = $1) postings`, [merchantId])).rows[0]

whenReal('the whole of online_retail: published figures, importing again changes nothing, undo takes all back', async () => {
  const merchantId = await shop('GBP', 'Europe/London')
  const began = Date.now()
  const { counts, reasons } = await runImport(deps, merchantId, await upload(merchantId, 'online-retail/online_retail.csv.gz', 'online-retail'), { dry: false })
  const seconds = (Date.now() - began) / 1000
  console.info(`online_retail: ${counts.rows} rows in ${seconds.toFixed(1)} s, ${Math.round(counts.rows / seconds)} rows/s, ${Math.round(process.memoryUsage().rss / 1e6)} MB; ${JSON.stringify(counts)} ${JSON.stringify(reasons)}`)
  expect(counts).toMatchObject({ rows: 541_909, lines: 397_884, membersMade: 4338, customersWithoutValidLine: 34, totalMinor: 891_140_790, anonymousLines: 132_220, orders: 18_532, cancellations: 9288, faulty: 2517 })
  const first = await sums(merchantId)
  expect(first).toMatchObject({ members: 4338, lines: 397_884, total: '891140790' })
  expect(counts.cancellationsMatched).toBeGreaterThan(7000)
  await expectBalanced(db.adminUrl)

  const again = await runImport(deps, merchantId, await upload(merchantId, 'online-retail/online_retail.csv.gz', 'online-retail'), { dry: false })
  expect(again.counts).toMatchObject({ membersMade: 0, membersMatched: 4338, points: 0, growth: 0, lines: 397_884 })
  expect(await sums(merchantId)).toEqual(first)
}, 900_000)

whenReal('the complete journey sample', async () => {
  const merchantId = await shop('USD', 'America/New_York')
  const importId = await upload(merchantId, 'completejourney/transactions_sample.csv.gz', 'grocery')
  const dry = await runImport(deps, merchantId, importId, { dry: true })
  expect(await sums(merchantId)).toMatchObject({ members: 0, lines: 0 })
  const { counts } = await runImport(deps, merchantId, importId, { dry: false })
  expect(counts).toEqual(dry.counts)
  expect(counts).toMatchObject({ rows: 75_000, lines: 74_575, anonymousLines: 0, cancellations: 0, faulty: 425 })
  await expectBalanced(db.adminUrl)
  await undoImport(deps, merchantId, importId)
  expect(await sums(merchantId)).toMatchObject({ members: 0, points: '0' })
  await expectBalanced(db.adminUrl)
}, 900_000)
