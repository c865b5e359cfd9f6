import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { ApiRefusal } from '@huitou/contract'
import { aMember, aShop, bootApi, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? { status: fault.status, code: fault.problem?.code } : Promise.reject(fault)))
let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const HEAD = '订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,退款金额'
const row = (no: string, nick: string, paid: string, status: string, phone: string, at: string, title: string, back = '0.00') => `="${no}",${nick},${paid},${status},${nick},浙江省 杭州市 西湖区,'${phone},${at},${at},${title},1,${back}`
const FILE = [HEAD,
  row('1001', '山间的风', '256.00', '交易成功', '13800001111', '2025-03-01 10:00:00', '白瓷盖碗'),
  row('1002', '山间的风', '88.50', '交易成功', '13800001111', '2025-04-01 10:00:00', '茶巾', '20.00'),
  row('1003', '风的小号', '40.00', '交易成功', '13800001111', '2025-05-01 10:00:00', '沉香'),
  row('1004', '清茶', '1200.00', '卖家已发货，等待买家确认', '139****2222', '2025-05-02 10:00:00', '=HYPERLINK("x")'),
  row('1005', '清茶', '10.00', '等待买家付款', '139****2222', '2025-05-03 10:00:00', '茶巾'),
  row('1006', '清茶', '坏', '交易成功', '139****2222', '2025-05-03 10:00:00', '茶巾'),
  row('1007', '', '30.00', '交易成功', '', '2025-05-04 10:00:00', '茶巾'),
].join('\n')

async function upload(shop: Shop, body: Buffer, fileName = 'orders.csv') {
  const reply = await world.app.inject({ method: 'POST', url: `/api/imports?fileName=${encodeURIComponent(fileName)}`, headers: { authorization: `Bearer ${shop.ownerToken}`, 'content-type': 'application/octet-stream' }, payload: body })
  return { status: reply.statusCode, body: reply.json() as { import: { importId: string; encoding: string; gzip: boolean; state: string }; guess: { preset: string | null; columns: { column: string; field: string }[] }; code?: string } }
}
const termsOf = (columns: { column: string; field: string }[]) => ({
  channel: 'taobao', rules: 'first-version' as const, noExpiryBefore: '2027-12-31',
  mapping: { columns: columns as never, dateFormat: 'auto' as const, zone: 'Asia/Shanghai', cancelPrefix: null, paidStatuses: ['交易成功', '卖家已发货，等待买家确认'], refundStatuses: ['交易关闭'] },
})
async function untilOver(shop: Shop, importId: string) {
  const api = world.as(shop.ownerToken)
  for (let i = 0; i < 200; i++) {
    const { import: run } = await api.readImport({ importId })
    if (!['running', 'queued', 'undoing'].includes(run.state)) return run
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
  throw new Error('the import does not end')
}
async function withRules(shop: Shop) {
  const rule = { ruleId: 'base', name: '消费得分', on: 'order', wallet: 'points', rate: { points: 1, perMinor: 100 }, fixedPoints: null, useTierMultiplier: true, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry: null, validFrom: null, validUntil: null }
  await world.admin.query("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2, 'system', now(), now(), now())", [shop.merchantId, JSON.stringify([rule, { ...rule, ruleId: 'growth', wallet: 'growth' }])])
}
const members = async (shop: Shop) => (await world.admin.query("select m.name, m.order_count, m.spent_minor::int spent, m.phone_last4, m.region, (select available - debt from wallet w where w.merchant_id = m.merchant_id and w.member_id = m.member_id and w.wallet = 'points')::int points from member m where merchant_id = $1 and left_at is null order by name", [shop.merchantId])).rows as Record<string, unknown>[]

test('an export of Taobao comes in: two nicks of one phone are one member, refunds are taken back, faults are listed', async () => {
  const shop = await aShop(world)
  await withRules(shop)
  const api = world.as(shop.ownerToken)
  const { status, body } = await upload(shop, gzipSync(iconv.encode(FILE, 'gb18030')), '三月.csv.gz')
  expect([status, body.guess.preset, body.import.encoding, body.import.gzip]).toEqual([201, 'taobao', 'gb18030', true])
  const { importId } = body.import
  const terms = termsOf(body.guess.columns)
  const preview = await api.previewImport({ importId, ...terms })
  expect(preview.rows.map((r) => (r.read ? 'ok' : r.faults.map((f) => f.code).join()))).toEqual(['ok', 'ok', 'ok', 'ok', 'order-not-paid', 'price-unreadable', 'ok'])

  await api.checkImport({ importId, ...terms })
  const dry = await untilOver(shop, importId)
  expect(dry).toMatchObject({ state: 'checked', counts: { rows: 7, lines: 4, anonymousLines: 1, membersMade: 2, faulty: 2, points: 1565 } })
  expect(await members(shop)).toEqual([])

  await api.runImport({ importId, ...terms })
  const done = await untilOver(shop, importId)
  expect(done).toMatchObject({ state: 'done', counts: dry.counts })
  expect(done.reasons).toEqual(expect.arrayContaining([{ reason: { code: 'order-not-paid', facts: { currency: 'CNY' } }, rows: 1 }, { reason: { code: 'anonymous-sale', facts: { currency: 'CNY' } }, rows: 1 }]))
  expect(await members(shop)).toEqual([
    { name: '山间的风', order_count: 3, spent: 36_450, phone_last4: '1111', region: '浙江省 杭州市', points: 365 }, { name: '清茶', order_count: 1, spent: 120_000, phone_last4: null, region: '浙江省 杭州市', points: 1200 },
  ])
  expect((await problem(api.runImport({ importId, ...terms })))?.code).toBe('import-done')
  const faults = await world.app.inject({ method: 'GET', url: `/api/imports/${importId}/faults.csv`, headers: { authorization: `Bearer ${shop.ownerToken}` } })
  expect(faults.headers['content-type']).toContain('text/csv')
  expect(faults.body).toContain('等待买家付款')
  expect(faults.body).not.toMatch(/(^|,)=/m)
  const nothingSent = await world.admin.query('select (select count(*)::int from outbox where merchant_id = $1) outbox, (select count(*)::int from inbox_message where merchant_id = $1) inbox', [shop.merchantId])
  expect(nothingSent.rows[0]).toEqual({ outbox: 0, inbox: 0 })
  const list = await api.listOrders({ search: '1002' })
  expect(list.items).toMatchObject([{ orderNo: '1002', refundedMinor: 2000, state: 'part-refunded', memberName: '山间的风', firstLine: '茶巾' }])
})

test('the same file again changes nothing; a later export adjusts; undo takes back and lets it come again', async () => {
  const shop = await aShop(world)
  await withRules(shop)
  const api = world.as(shop.ownerToken)
  const run = async (text: string) => {
    const { body } = await upload(shop, Buffer.from(text))
    await api.runImport({ importId: body.import.importId, ...termsOf(body.guess.columns) })
    return untilOver(shop, body.import.importId)
  }
  const first = await run(FILE)
  const before = await members(shop)
  expect((await run(FILE)).counts).toMatchObject({ membersMade: 0, membersMatched: 2, alreadyThere: 5, points: 0 })
  expect(await members(shop)).toEqual(before)
  // A month later: 1004 was closed and given back, 1002 has more money back, and an older order turns up.
  const later = [HEAD, row('1002', '山间的风', '88.50', '交易成功', '13800001111', '2025-04-01 10:00:00', '茶巾', '88.50'), row('1004', '清茶', '1200.00', '交易关闭', '139****2222', '2025-05-02 10:00:00', '茶'), row('0999', '清茶', '50.00', '交易成功', '139****2222', '2025-01-02 10:00:00', '茶')].join('\n')
  expect((await run(later)).counts).toMatchObject({ membersMade: 0, alreadyThere: 1 })
  expect(await members(shop)).toMatchObject([{ order_count: 2, spent: 29_600, points: 296 }, { order_count: 1, spent: 5000, points: 50 }])

  const preview = await api.previewUndo({ importId: first.importId })
  expect(preview).toMatchObject({ orders: 5, membersGone: 1, membersStay: 1 })
  expect((await problem(api.undoImport({ importId: first.importId, expectOrders: 99 })))?.code).toBe('undo-count-changed')
  await api.undoImport({ importId: first.importId, expectOrders: 5 })
  expect(await untilOver(shop, first.importId)).toMatchObject({ state: 'undone' })
  // Who has an order of another import stays, with that order alone.
  expect(await members(shop)).toMatchObject([{ name: '清茶', order_count: 1, spent: 5000, points: 50 }])
  expect((await run(FILE)).counts).toMatchObject({ membersMade: 1, membersMatched: 1, alreadyThere: 0 })
  expect(await members(shop)).toMatchObject([{ name: '山间的风', spent: 36_450, points: 365 }, { name: '清茶', spent: 125_000, points: 1250 }])
})

test('what cannot be read is refused and not kept; presets are saved once by name; strangers see nothing', async () => {
  const shop = await aShop(world)
  const api = world.as(shop.ownerToken)
  expect([await upload(shop, Buffer.alloc(0)), await upload(shop, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))].map((r) => [r.status, r.body.code])).toEqual([[409, 'file-empty'], [409, 'file-not-text']])
  expect((await api.listImports({})).items).toEqual([])
  const { body } = await upload(shop, Buffer.from(FILE))
  const { mapping } = termsOf(body.guess.columns)
  expect((await problem(api.runImport({ importId: body.import.importId, ...termsOf([{ column: '订单编号', field: 'order-no' }]) })))?.code).toBe('columns-missing')
  await api.savePreset({ name: '我的表', mapping })
  expect((await problem(api.savePreset({ name: '我的表', mapping })))?.code).toBe('preset-name-taken')
  expect((await api.listPresets({})).items.map((p) => [p.name, p.builtIn])).toContainEqual(['我的表', false])
  const other = await aShop(world)
  expect((await problem(world.as(other.ownerToken).readImport({ importId: body.import.importId })))?.status).toBe(404)
})

test('a member found by phone is known by the account from then on, also where a file tells no phone; an undo takes that account along', async () => {
  const shop = await aShop(world)
  await withRules(shop)
  const api = world.as(shop.ownerToken)
  const member = await aMember(world, shop, { phone: '13800007777', name: '林若溪' })
  const bring = async (no: string, phone: string, day: string) => {
    const { body } = await upload(shop, Buffer.from([HEAD, row(no, '青岚', '100.00', '交易成功', phone, `${day} 10:00:00`, '茶巾')].join('\n')))
    await api.runImport({ importId: body.import.importId, ...termsOf(body.guess.columns) })
    expect(await untilOver(shop, body.import.importId)).toMatchObject({ state: 'done', counts: { membersMade: 0, membersMatched: 1 } })
    return body.import.importId
  }
  const undo = async (importId: string) => {
    await api.undoImport({ importId, expectOrders: (await api.previewUndo({ importId })).orders })
    expect(await untilOver(shop, importId)).toMatchObject({ state: 'undone' })
  }
  const accounts = async () => (await world.admin.query('select account, member_id from member_account where merchant_id = $1', [shop.merchantId])).rows
  const first = await bring('2001', '13800007777', '2025-03-01')
  expect(await accounts()).toEqual([{ account: '青岚', member_id: member.memberId }])
  const second = await bring('2002', '', '2025-04-01')
  expect(await members(shop)).toMatchObject([{ name: '林若溪', order_count: 2, points: 200 }])
  await undo(first)
  expect(await accounts()).toHaveLength(1)
  await undo(second)
  await undo(await bring('2003', '13800007777', '2025-05-01'))
  expect(await accounts()).toEqual([])
})
