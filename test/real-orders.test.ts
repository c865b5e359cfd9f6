// Real order files through the compiled import worker, as a shop runs it: published figures, memory, rate.
import { fork } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MerchantId } from '@huitou/units'
import pg from 'pg'
import { guessColumns, mappingOf } from '../apps/api/src/import/guess-columns.js'
import { importFolder } from '../apps/api/src/import/import-folder.js'
import type { ImportCounts } from '../apps/api/src/import/import-record.js'
import { insertRun, readRun, setTerms, setUploaded } from '../apps/api/src/import/import.rows.js'
import { lookAtFile } from '../apps/api/src/import/order-file.js'
import { Database, makePool } from '../apps/api/src/platform/database/index.js'
import { newId } from '../apps/api/src/platform/ids/index.js'
import { expectBalanced, freshDatabase, type FreshDatabase } from './setup/world-database.js'

const REAL = process.env['REAL_DATA_DIR']
const worker = fileURLToPath(new URL('../apps/api/dist/import/import-worker.js', import.meta.url))
const whenReal = REAL && existsSync(join(REAL, 'online-retail')) ? test : test.skip
if (!REAL) console.warn('REAL_DATA_DIR is not set: the imports of real order files are skipped')

let db: FreshDatabase
let database: Database
let admin: pg.Client
const folder = mkdtempSync(join(tmpdir(), 'import-real-'))
const pathOf = importFolder(join(folder, 'keys'))

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  database = new Database(makePool({ connectionString: db.url }))
})
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a job in a process of its own, as the API does, and says what came of it and how much memory it took. */
async function work(merchantId: MerchantId, importId: string, job: 'check' | 'run' | 'undo'): Promise<{ counts: ImportCounts; reasons: unknown; seconds: number; megabytes: number }> {
  const began = Date.now()
  const child = fork(worker, [merchantId, importId, job, '0'], { env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: db.url, DATABASE_ADMIN_URL: db.adminUrl, HUITOU_DEMO: '1', HUITOU_KEYS_DIR: join(folder, 'keys') }, execArgv: ['--max-old-space-size=600', '--max-semi-space-size=32'] })
  let kilobytes = 0
  const look = setInterval(() => { try { kilobytes = Math.max(kilobytes, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0)) } catch { /* it has ended, or there is no /proc here */ } }, 300)
  const code = await new Promise((resolve) => { child.on('exit', resolve) })
  clearInterval(look)
  const run = await database.inMerchant(merchantId, (tx) => readRun(tx, importId))
  expect([code, run!.fault]).toEqual([0, ''])
  return { counts: run!.outcome!.counts, reasons: run!.outcome!.reasons, seconds: (Date.now() - began) / 1000, megabytes: Math.round(kilobytes / 1024) }
}

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
  const path = pathOf(merchantId, importId)
  mkdirSync(dirname(path), { recursive: true })
  copyFileSync(join(REAL!, file), path)
  const seen = (await lookAtFile(path))!
  const guess = guessColumns(seen.head, seen.shape.delimiter)
  await database.inMerchant(merchantId, async (tx) => {
    await insertRun(tx, { importId, fileName: file, startedBy: 'system', day: '2026-11-21', now: Date.now() })
    await setUploaded(tx, importId, { bytes: 1, sha256: Buffer.alloc(32), shape: { file: seen.shape, guess } })
    await setTerms(tx, importId, { channel, mapping: mappingOf(guess), rules: 'first-version', noExpiryBefore: '2027-12-31' })
  })
  return importId
}

const sums = async (merchantId: MerchantId) => (await admin.query(
  `select (select count(*)::int from member where merchant_id = $1 and left_at is null) members, (select count(*)::int from order_line l join shop_order o using (merchant_id, order_id) where merchant_id = $1 and o.member_id is not null) lines,
     (select sum(paid_minor)::text from shop_order where merchant_id = $1 and member_id is not null) total, (select sum(refunded_minor)::text from shop_order where merchant_id = $1) back, (select sum(available - debt)::text from wallet where merchant_id = $1 and wallet = 'points') points, (select count(*)::int from posting where merchant_id = $1) postings`, [merchantId])).rows[0]

whenReal('the whole of online_retail: the published figures, under 1 GB, and importing again changes nothing', async () => {
  const merchantId = await shop('GBP', 'Europe/London')
  const file = 'online-retail/online_retail.csv.gz'
  const { counts, reasons, seconds, megabytes } = await work(merchantId, await upload(merchantId, file, 'online-retail'), 'run')
  console.info(`online_retail: ${counts.rows} rows in ${seconds.toFixed(1)} s, ${Math.round(counts.rows / seconds)} rows/s, ${megabytes} MB; ${JSON.stringify(reasons)}`)
  expect(counts).toMatchObject({ rows: 541_909, lines: 397_884, membersMade: 4338, customersWithoutValidLine: 34, totalMinor: 891_140_790, anonymousLines: 132_220, orders: 18_532, cancellations: 9288, cancellationsMatched: 7570, faulty: 2517 })
  expect(megabytes).toBeLessThan(1000)
  const first = await sums(merchantId)
  expect(first).toMatchObject({ members: 4338, lines: 397_884, total: '891140790' })
  await expectBalanced(db.adminUrl)
  const again = await work(merchantId, await upload(merchantId, file, 'online-retail'), 'run')
  expect(again.counts).toMatchObject({ membersMade: 0, membersMatched: 4338, points: 0, growth: 0, lines: 397_884 })
  expect(await sums(merchantId)).toEqual(first)
}, 1_500_000)

whenReal('the complete journey sample: a dry run says what the run then does, and undo takes all back', async () => {
  const merchantId = await shop('USD', 'America/New_York')
  const importId = await upload(merchantId, 'completejourney/transactions_sample.csv.gz', 'grocery')
  const dry = await work(merchantId, importId, 'check')
  expect(await sums(merchantId)).toMatchObject({ members: 0, lines: 0 })
  const { counts } = await work(merchantId, importId, 'run')
  expect(counts).toEqual(dry.counts)
  expect(counts).toMatchObject({ rows: 75_000, lines: 74_575, anonymousLines: 0, cancellations: 0, faulty: 425 })
  await expectBalanced(db.adminUrl)
  await work(merchantId, importId, 'undo')
  expect(await sums(merchantId)).toMatchObject({ members: 0, points: '0' })
  await expectBalanced(db.adminUrl)
}, 900_000)
