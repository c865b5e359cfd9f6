import type { MemberId, MerchantId, OrderId } from '@huitou/units'
import pg from 'pg'
import { expectBalanced, freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { FakeClock } from '../platform/clock/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { GroupCommit, type ActKind } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { orderBook, planRefund, type NewLine, type NewOrder, type RefundAsk } from './index.js'

const line = (over: Partial<NewLine> = {}): NewLine => ({ sku: 'A', ordinal: 1, productId: null, name: '白瓷盖碗', category: '茶具', brand: '', image: '', quantity: 3, unitMinor: 1000, listMinor: 3000, discounts: [], pointsMinor: 0, pointsSpent: 0, gift: false, ...over })
const sell: ActKind<NewOrder, { orderId: OrderId }> = {
  name: 'sell', members: (r) => (r.memberId ? [r.memberId] : []), needs: () => [orderBook.need()],
  decide(r, batch) { batch.of(orderBook).book(r); return { ok: true, answer: { orderId: r.orderId } } },
}
interface Back { memberId: MemberId; orderId: OrderId; asks: RefundAsk[]; refundNo: string }
const giveBack: ActKind<Back, { minor: number }> = {
  name: 'give-back', members: (r) => [r.memberId], needs: (r) => [orderBook.need({ orderId: r.orderId })],
  decide(r, batch, ctx) {
    const orders = batch.of(orderBook)
    const decision = planRefund(orders.order(r.orderId)!, r.asks)
    if (!decision.ok) return { ok: false, refusal: decision.refusal }
    orders.giveBack({ refundId: newId(), orderId: r.orderId, refundNo: r.refundNo, refundedAt: ctx.now, plan: decision.plan, reason: '', staffId: null, importId: null, outcome: null, actId: ctx.actId })
    return { ok: true, answer: { minor: decision.plan.minor } }
  },
}

let db: FreshDatabase
let database: Database
let gc: GroupCommit
let admin: pg.Client
const merchantId = newId<MerchantId>()
const memberId = newId<MemberId>()
const clock = new FakeClock(Date.UTC(2026, 10, 21))

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  await admin.query("insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, 'toy', 'Toy', 'CNY', 'Asia/Shanghai', now())", [merchantId])
  await admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) values ($1, $2, '1', 'h5', now())", [merchantId, memberId])
  database = new Database(makePool({ connectionString: db.url }))
  gc = new GroupCommit(database, clock)
})
afterEach(() => expectBalanced(db.adminUrl))
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
})

let number = 0
const order = (over: Partial<NewOrder> = {}): NewOrder => ({ orderId: newId<OrderId>(), channel: 'till', orderNo: `T${++number}`, memberId, storeId: null, staffId: null, visitId: null, importId: null, placedAt: clock.now(), paidAt: clock.now(), currency: 'CNY', shippingMinor: 0, lines: [line()], tenders: [{ kind: 'cash', minor: 3000 }], quote: { why: 'test' }, actId: null, ...over })
const act = <R, A>(kind: ActKind<R, A>, request: R, key: string = newId()) => gc.submit(kind, { merchantId, actor: 'staff:1', key, request })
const one = async (sql: string, values: unknown[] = []) => (await admin.query(sql, values)).rows[0]

test('a sale is written whole, once under its key, and counted on its member; refunds move the running totals', async () => {
  const sale = order({ lines: [line({ discounts: [{ kind: 'coupon', ref: newId(), name: '满 20 减 10', minor: 1000 }] }), line({ sku: 'B', quantity: 1, listMinor: 500 })], tenders: [{ kind: 'cash', minor: 2500 }] })
  await act(sell, sale, 'sale-key-1')
  await act(sell, sale, 'sale-key-1')
  expect(await one('select list_minor::int list, discount_minor::int off, paid_minor::int paid, status from shop_order where order_id = $1', [sale.orderId])).toEqual({ list: 3500, off: 1000, paid: 2500, status: 'paid' })
  const said = await Promise.all([1, 2].map((n) => act(giveBack, { memberId, orderId: sale.orderId, asks: [{ lineNo: 1, quantity: 2 }], refundNo: `R${n}` })))
  expect(said.map((s) => (s.ok ? s.answer.minor : s.refusal.code)).sort()).toEqual([1333, 'more-than-left'])
  expect(await one('select order_count, spent_minor::int spent from member where member_id = $1', [memberId])).toEqual({ order_count: 1, spent: 1167 })
  await act(giveBack, { memberId, orderId: sale.orderId, asks: [{ lineNo: 1, quantity: 1 }, { lineNo: 2, quantity: 1 }], refundNo: 'R3' })
  expect(await one('select status, refunded_minor::int back from shop_order where order_id = $1', [sale.orderId])).toEqual({ status: 'refunded', back: 2500 })
  expect(await one('select order_count, spent_minor::int spent from member where member_id = $1', [memberId])).toEqual({ order_count: 0, spent: 0 })
})

test('an anonymous sale has no member; a number is taken once per channel', async () => {
  const sale = order({ memberId: null, orderNo: 'SAME' })
  expect(await act(sell, sale)).toMatchObject({ ok: true })
  await expect(act(sell, order({ orderNo: 'SAME' }))).rejects.toThrow(/shop_order_number/)
  expect(await act(sell, order({ orderNo: 'SAME', channel: 'taobao' }))).toMatchObject({ ok: true })
})
