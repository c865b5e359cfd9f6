import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ApiRefusal } from '@huitou/contract'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aShop, bootApi, type Shop, type World } from '../../../../test/world.js'
import { Doors } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { runNights } from '../nightly/run-night.js'
import { importFolder } from './import-folder.js'
import { FILE_DAYS, PROBLEM_DAYS } from './import-files.js'

const folder = mkdtempSync(join(tmpdir(), 'huitou-files-'))
const pathOf = importFolder(join(folder, 'keys'))
const DAY = 86_400_000
let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi({ HUITOU_KEYS_DIR: join(folder, 'keys') }) })
beforeEach(async () => { shop = await aShop(world) })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(async () => { await world?.close(); rmSync(folder, { recursive: true, force: true }) })

const HEAD = '订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,联系手机,订单付款时间,宝贝标题,宝贝总数量'
const upload = async () => (await world.app.inject({ method: 'POST', url: '/api/imports?fileName=a.csv', headers: { authorization: `Bearer ${shop.ownerToken}`, 'content-type': 'application/octet-stream' }, payload: `${HEAD}\n9001,青岚,30.00,交易成功,端木青岚,13800008888,2025-03-01 10:00:00,茶巾,1\n9002,青岚,坏,交易成功,端木青岚,13800008888,2025-03-01 10:00:00,茶巾,1` })).json() as { import: { importId: string }; guess: { columns: { column: string; field: string }[] } }
const terms = (guess: { columns: unknown }) => ({ channel: 'taobao', rules: 'first-version' as const, noExpiryBefore: null, mapping: { columns: guess.columns as never, dateFormat: 'auto' as const, zone: 'Asia/Shanghai', cancelPrefix: null, paidStatuses: ['交易成功'], refundStatuses: ['交易关闭'] } })
const night = (later: number) => {
  const now = world.clock.now() + later * DAY
  const clock = { now: () => now }
  return runNights({ database: world.database, groupCommit: world.get(GroupCommit), doors: world.get(Doors), clock, importPath: pathOf }, shop.merchantId, new Date(now).toISOString().slice(0, 10), newId())
}
const count = async (sql: string) => (await world.admin.query<{ n: number }>(sql, [shop.merchantId])).rows[0]!.n

test('a file goes as soon as its orders are booked; its faulty rows and samples go after a month', async () => {
  const owner = world.as(shop.ownerToken)
  const { import: { importId }, guess } = await upload()
  expect(existsSync(pathOf(shop.merchantId, importId))).toBe(true)
  await owner.runImport({ importId, ...terms(guess) })
  for (let i = 0; i < 400 && existsSync(pathOf(shop.merchantId, importId)); i++) await new Promise((done) => { setTimeout(done, 25) })
  expect([(await owner.readImport({ importId })).import.state, existsSync(pathOf(shop.merchantId, importId))]).toEqual(['done', false])
  const rows = 'select count(*)::int n from import_problem where merchant_id = $1'
  const samples = "select count(*)::int n from import_run where merchant_id = $1 and shape::text like '%端木青岚%'"
  await night(PROBLEM_DAYS - 1)
  expect([await count(rows), await count(samples)]).toEqual([1, 1])
  await night(PROBLEM_DAYS + 1)
  expect([await count(rows), await count(samples)]).toEqual([0, 0])
  expect((await owner.readImport({ importId })).guess!.columns).toHaveLength(9)
})

test('a file that nobody ran goes after a week, and says so; what is no file of an import is let be, one of no import is not', async () => {
  const owner = world.as(shop.ownerToken)
  const { import: { importId }, guess } = await upload()
  const path = pathOf(shop.merchantId, importId)
  const [stray, other] = [pathOf(shop.merchantId, newId()), join(dirname(path), 'notes.txt')]
  mkdirSync(dirname(path), { recursive: true })
  for (const file of [stray, other]) writeFileSync(file, 'x')
  await night(FILE_DAYS - 1)
  expect([existsSync(path), existsSync(stray), existsSync(other)]).toEqual([true, false, true])
  await night(FILE_DAYS + 1)
  expect([existsSync(path), existsSync(other)]).toEqual([false, true])
  for (const ask of [owner.runImport, owner.checkImport, owner.previewImport]) await expect(ask({ importId, ...terms(guess) }).then(() => 'granted', (e: unknown) => (e instanceof ApiRefusal ? [e.problem?.code, e.problem?.facts] : e))).resolves.toEqual(['import-file-gone', { days: FILE_DAYS }])
})
