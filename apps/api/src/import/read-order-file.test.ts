import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { cellOf } from '../platform/csv/index.js'
import { guessColumns, mappingOf } from './guess-columns.js'
import { lookAtFile, rowsOf } from './order-file.js'
import { guessFormat, whenReader } from './read-when.js'
import { missingFields, phoneOf, regionOf, rowReader, timesPrice } from './read-row.js'

const dir = mkdtempSync(join(tmpdir(), 'order-file-'))
afterAll(() => rmSync(dir, { recursive: true }))
const file = (name: string, bytes: Buffer | string) => { const path = join(dir, name); writeFileSync(path, bytes); return path }
const all = async (path: string) => {
  const seen = (await lookAtFile(path))!
  const rows: string[][] = []
  for await (const piece of rowsOf(path, seen.shape)) rows.push(...piece)
  return { ...seen, rows }
}

const TAOBAO = `订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,退款金额
="2345678901234567",山间的风,256.00,交易成功,林若溪,浙江省 杭州市 西湖区 龙井路1号,'13800001234,2025-03-01 10:00:00,2025-03-01 10:02:11,"白瓷盖碗，礼盒装",2,0.00
="2345678901234568",tb_77,88.00,等待买家付款,王小明,上海市 徐汇区,'13900005678,2025-03-02 09:00:00,,茶巾,1,0.00
="2345678901234569",tb_77,88.00,交易关闭,王小明,上海市 徐汇区,'139****5678,2025-03-02 09:00:00,2025-03-02 09:01:00,茶巾,1,88.00
`

test.each([['utf-8', (s: string) => Buffer.from(s)], ['utf-8', (s: string) => Buffer.from(`﻿${s}`)], ['gb18030', (s: string) => iconv.encode(s, 'gbk')], ['gb18030', (s: string) => gzipSync(iconv.encode(s, 'gb18030'))], ['utf-8', (s: string) => gzipSync(Buffer.from(s))], ['utf-16le', (s: string) => iconv.encode(`﻿${s}`, 'utf-16le')]])('reads %s, packed or not', async (encoding, encode) => {
  const { shape, rows, head } = await all(file(`a-${Math.random()}`, encode(TAOBAO)))
  expect(shape).toMatchObject({ encoding, delimiter: ',' })
  expect(rows).toHaveLength(4)
  expect(rows[1]![9]).toBe('白瓷盖碗，礼盒装')
  expect(head[0]![0]).toBe('订单编号')
})

test('a picture and an unpackable file are no text', async () => {
  expect(await lookAtFile(file('x.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])))).toBeNull()
  expect(await lookAtFile(file('x.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3])))).toBeNull()
})

test('the Taobao export is known by its columns; closed and unpaid orders are told apart', async () => {
  const { head, rows, shape } = await all(file('taobao.csv', iconv.encode(TAOBAO, 'gb18030')))
  const guess = guessColumns(head, shape.delimiter)
  expect(guess).toMatchObject({ preset: 'taobao', dateFormat: 'ymd' })
  const read = rowReader(rows[0]!, { mapping: mappingOf(guess), dateFormat: 'ymd', zone: 'Asia/Shanghai', currency: 'CNY' })
  expect(read(rows[1]!)).toMatchObject({ ok: true, row: { kind: 'sale', orderNo: '2345678901234567', customer: '山间的风', phone: '+8613800001234', orderMinor: 25600, paidMinor: 25600, quantity: 2, placedAt: Date.UTC(2025, 2, 1, 2, 2, 11), region: '浙江省 杭州市' } })
  expect(read(rows[2]!)).toMatchObject({ ok: false, faults: [{ code: 'order-not-paid', value: '等待买家付款' }] })
  expect(read(rows[3]!)).toMatchObject({ ok: true, row: { kind: 'closed', phone: '', refundMinor: 8800 } })
})

test('columns are guessed by name and content, unsure ones said so; what is missing is named', () => {
  const guess = guessColumns([['Order ID', 'SKU', 'Qty', 'Price', 'Date', 'Customer', '联系方式'], ['1', 'A', '2', 'n/a', '3/14/2025 1:05 PM', 'c', '13800001234'], ['2', 'A', '2', 'n/a', '3/1/2025 1:05 PM', 'c', '13800001235'], ['2', 'A', '2', '3', '3/1/2025 1:05 PM', 'c', '13800001235']], ';')
  expect(guess.columns.map((c) => [c.field, c.sure])).toEqual([['order-no', true], ['sku', true], ['quantity', true], ['unit-price', false], ['ordered-at', true], ['customer', true], ['phone', false]])
  expect([guess.preset, guess.dateFormat]).toEqual([null, 'mdy'])
  expect(missingFields({ ...mappingOf(guess), columns: [{ column: 'SKU', field: 'sku' }] })).toEqual([['order-no'], ['ordered-at', 'paid-at'], ['line-amount', 'order-amount', 'unit-price']])
})

test('faulty cells are named with their column', () => {
  const header = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country']
  const guess = guessColumns([header, ['536365', '85123A', 'HOLDER', '6', '2010-12-01 08:26:00', '2.55', '17850', 'United Kingdom']], ',')
  const read = rowReader(header, { mapping: mappingOf(guess), dateFormat: guess.dateFormat, zone: 'Europe/London', currency: 'GBP' })
  const codes = (cells: string[]) => { const r = read(cells); return r.ok ? r.row.kind : r.faults.map((f) => `${f.code}:${f.column}`).join() }
  expect(codes(['536365', 'A', 'X', '6', '2010-12-01 08:26:00', '2.55', '1', 'UK'])).toBe('sale')
  expect(codes(['C536365', 'A', 'X', '-6', '2010-12-01 08:26:00', '2.55', '1', 'UK'])).toBe('cancel')
  expect(codes(['536365', 'A', 'X', '-6', '2010-12-01 08:26:00', '0', '1', 'UK'])).toBe('quantity-not-positive:Quantity,price-not-positive:UnitPrice')
  expect(codes(['', 'A', 'X', '1', '2010-02-30 08:26:00', '1', '1', 'UK'])).toBe('order-no-missing:InvoiceNo')
  expect(codes(['1', 'A', 'X', '1', '2010-02-30 08:26:00', '1', '1', 'UK'])).toBe('date-unreadable:InvoiceDate')
  expect(codes(['1', 'A', 'X', 'many', '2010-02-03 08:26:00', 'x', '1', 'UK'])).toBe('quantity-unreadable:Quantity,price-unreadable:UnitPrice')
})

test('small prices are multiplied before they are rounded', () => {
  expect([timesPrice('0.001', 1000, 'GBP'), timesPrice('2.55', 6, 'GBP'), timesPrice('1,234.5', 2, 'CNY'), timesPrice('12', 3, 'JPY'), timesPrice('0.005', 1, 'GBP'), timesPrice('abc', 1, 'GBP')]).toEqual([100, 1530, 246900, 36, 1, null])
})

test('times in the ways files write them, in the zone of the shop', () => {
  const london = whenReader('ymd', 'Europe/London')
  expect(london('2011-07-01 08:26:00')).toBe(Date.UTC(2011, 6, 1, 7, 26))
  expect(london('2010/12/1 8:26')).toBe(Date.UTC(2010, 11, 1, 8, 26))
  expect(london('2010年12月1日')).toBe(Date.UTC(2010, 11, 1))
  expect([london('2011-02-29'), london('25:00'), london('')]).toEqual([null, null, null])
  expect(whenReader('dmy', 'UTC')('14.03.2025 13:05')).toBe(Date.UTC(2025, 2, 14, 13, 5))
  expect(whenReader('mdy', 'UTC')('12/1/10 12:05 AM')).toBe(Date.UTC(2010, 11, 1, 0, 5))
  expect(whenReader('epoch-s', 'UTC')('1511544070')).toBe(1511544070000)
  expect([guessFormat(['2010-12-01 08:26:00']), guessFormat(['13/2/2020', '1/2/2020']), guessFormat(['1511544070']), guessFormat(['2025-01-01T00:00:00Z'])]).toEqual(['ymd', 'dmy', 'epoch-s', 'iso'])
})

test('phones are whole or none; an address gives its region only', () => {
  expect(['13800001234', '+86 138-0000-1234', '139****5678', '021-64588821', '+447911123456'].map(phoneOf)).toEqual(['+8613800001234', '+8613800001234', '', '', '+447911123456'])
  expect([regionOf('浙江省杭州市西湖区'), regionOf('上海市 徐汇区'), regionOf('somewhere')]).toEqual(['浙江省 杭州市', '上海市', ''])
})

test('no cell of the error file is a formula', () => {
  expect(['=1+1', '@x', '-2', '+cmd|x', 'a"b', '13.5', '\tx'].map(cellOf)).toEqual(["'=1+1", "'@x", '-2', "'+cmd|x", '"a""b"', '13.5', "'\tx"])
})
