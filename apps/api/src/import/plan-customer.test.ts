import fc from 'fast-check'
import type { MemberId, OrderId } from '@huitou/units'
import { planCustomer, type CustomerHistory } from './plan-customer.js'
import type { StagedRow } from './staging.rows.js'

let ids = 0
const context = { channel: 'file', currency: 'GBP', importId: 'imp', stores: new Map(), storedValue: new Set<string>(), now: 1e12, newId: () => `id${++ids}` }
const nobody: CustomerHistory = { memberId: 'm' as MemberId, orders: [], refundNos: new Map(), cancellations: new Set(), waiting: [] }
const row = (over: Partial<StagedRow>): StagedRow => ({ rowNo: 1, kind: 'sale', orderNo: 'A', sku: 'X', name: '茶', quantity: 1, unitMinor: 100, listMinor: 100, paidMinor: 100, orderMinor: null, refundMinor: 0, placedAt: 1000, customer: 'c', phoneHash: null, phoneCipher: null, phoneLast4: null, buyerName: '', region: '', category: '', brand: '', store: '', ...over })

test('a cancellation takes back the latest earlier sale of the SKU, then the one before; the rest is unmatched', () => {
  const rows = [
    row({ rowNo: 2, orderNo: 'A', quantity: 6, listMinor: 600, paidMinor: 600, placedAt: 1000 }),
    row({ rowNo: 3, orderNo: 'B', quantity: 4, listMinor: 480, paidMinor: 480, placedAt: 2000 }),
    row({ rowNo: 4, orderNo: 'B', sku: 'Y', placedAt: 2000 }),
    row({ rowNo: 5, orderNo: 'D', quantity: 9, listMinor: 900, paidMinor: 900, placedAt: 9000 }),
    row({ rowNo: 6, kind: 'cancel', orderNo: 'C1', quantity: 5, placedAt: 3000 }),
    row({ rowNo: 7, kind: 'cancel', orderNo: 'C2', quantity: 7, placedAt: 4000 }),
  ]
  const plan = planCustomer(rows, nobody, context)
  expect(plan.cancellations.map((c) => [c.cancelNo, c.quantity, c.matched])).toEqual([['C1', 5, 5], ['C2', 7, 5]])
  expect(plan.events.map((e) => (e.kind === 'order' ? e.order.orderNo : e.kind === 'refund' ? `${e.refundNo}:${e.plan.minor}` : ''))).toEqual(['A', 'B', 'C1:480', 'C1:100', 'C2:500', 'D'])
  expect([plan.newOrders, plan.newLines, plan.paidMinor]).toEqual([3, 4, 2080])
})

/** What the plan leaves behind, as the next import would find it. */
const after = (plan: ReturnType<typeof planCustomer>, before: CustomerHistory): CustomerHistory => {
  const orders = new Map(before.orders.map((o) => [o.orderId, o]))
  const empty = planCustomer([], before, context)
  expect(empty.events).toEqual([])
  for (const e of plan.events) if (e.kind === 'refund') orders.set(e.orderId, e.after)
  return { ...before, orders: [...orders.values()], cancellations: new Set([...before.cancellations, ...plan.cancellations.map((c) => `${c.cancelNo}\n${c.sku}\n${c.ordinal}`)]) }
}

test('what was told before is found again; a line more is added to its order', async () => {
  const { storedOf } = await import('../order/index.js')
  const first = planCustomer([row({ rowNo: 2 }), row({ rowNo: 3 })], nobody, context)
  const event = first.events[0]!
  if (event.kind !== 'order') throw new Error('no order')
  expect(event.order.lines.map((l) => l.ordinal)).toEqual([1, 2])
  const had = { ...nobody, orders: [storedOf(event.order)] }
  expect(planCustomer([row({ rowNo: 2 }), row({ rowNo: 3 })], had, context)).toMatchObject({ events: [], alreadyThere: 2, newLines: 0 })
  const more = planCustomer([row({ rowNo: 2 }), row({ rowNo: 3 }), row({ rowNo: 4 }), row({ rowNo: 5, sku: 'Z' })], had, context)
  expect(more).toMatchObject({ alreadyThere: 2, newLines: 2, paidMinor: 200 })
  expect(more.events).toMatchObject([{ kind: 'more-lines', fromLineNo: 3, lines: [{ sku: 'X', ordinal: 3 }, { sku: 'Z', ordinal: 1 }] }])
})

test('late refunds: the file says more went back, or that the order was closed', async () => {
  const { storedOf } = await import('../order/index.js')
  const sale = row({ orderMinor: 80, listMinor: 100, quantity: 2, refundMinor: 30 })
  const first = planCustomer([sale], nobody, context)
  expect(first.events).toMatchObject([{ kind: 'order', order: { lines: [{ discounts: [{ minor: 20 }] }] } }, { kind: 'refund', refundNo: 'A-R', plan: { minor: 30 } }])
  const order = first.events[0]!.kind === 'order' ? storedOf(first.events[0]!.order) : null
  const had = after(first, { ...nobody, orders: [order!], refundNos: new Map([[order!.orderId, new Set(['A-R'])]]) })
  expect(planCustomer([sale], had, context).events).toEqual([])
  expect(planCustomer([{ ...sale, refundMinor: 80 }], had, context).events).toMatchObject([{ kind: 'refund', refundNo: 'A-R/2', at: context.now, plan: { minor: 50, whole: true } }])
  expect(planCustomer([{ ...sale, kind: 'closed' }], had, context).events).toMatchObject([{ kind: 'refund', plan: { minor: 50, whole: true } }])
  expect(planCustomer([row({ kind: 'closed', orderNo: 'never' })], had, context)).toMatchObject({ events: [], closedUnknown: [{ orderNo: 'never' }] })
})

test('whatever the rows, no more goes back than was sold, and every unit of a cancellation is matched or said to be not', () => {
  fc.assert(fc.property(fc.array(fc.record({ kind: fc.constantFrom('sale' as const, 'cancel' as const), order: fc.integer({ min: 1, max: 5 }), sku: fc.constantFrom('X', 'Y'), quantity: fc.integer({ min: 1, max: 9 }), day: fc.integer({ min: 1, max: 5 }) }), { maxLength: 30 }), (drawn) => {
    const rows = drawn.map((d, i) => row({ rowNo: i + 2, kind: d.kind, orderNo: `${d.kind === 'cancel' ? 'C' : ''}${d.order}`, sku: d.sku, quantity: d.quantity, listMinor: d.quantity * 100, paidMinor: d.quantity * 100, placedAt: d.day }))
    const plan = planCustomer(rows, nobody, context)
    const back = new Map<OrderId, number>()
    for (const e of plan.events) if (e.kind === 'refund') back.set(e.orderId, (back.get(e.orderId) ?? 0) + e.plan.minor)
    for (const e of plan.events) if (e.kind === 'order') expect(back.get(e.order.orderId) ?? 0).toBeLessThanOrEqual(e.order.tenders[0]!.minor)
    const matched = plan.cancellations.reduce((s, c) => s + c.matched, 0)
    expect([...back.values()].reduce((a, b) => a + b, 0)).toBe(matched * 100)
    expect(plan.cancellations.length).toBe(rows.filter((r) => r.kind === 'cancel').length)
  }))
})
