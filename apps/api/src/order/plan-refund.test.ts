import fc from 'fast-check'
import type { MemberId, OrderId } from '@huitou/units'
import { storedOf, type NewLine, type NewOrder } from './order-record.js'
import { applyRefund, planRefund, type RefundPlan } from './plan-refund.js'

const line = (over: Partial<NewLine> = {}): NewLine => ({ sku: 'A', ordinal: 1, productId: null, name: '白瓷盖碗', category: '', brand: '', image: '', quantity: 3, unitMinor: 1000, listMinor: 3000, discounts: [], pointsMinor: 0, pointsSpent: 0, gift: false, ...over })
const order = (lines: NewLine[], tenders: { kind: string; minor: number }[], shippingMinor = 0) =>
  storedOf({ orderId: 'o' as OrderId, channel: 'till', orderNo: '1', memberId: 'm' as MemberId, storeId: null, staffId: null, visitId: null, importId: null, placedAt: 0, paidAt: 0, currency: 'CNY', shippingMinor, lines, tenders, quote: null, actId: null } satisfies NewOrder)
const planned = (decision: ReturnType<typeof planRefund>): RefundPlan => {
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.plan
}

test('units come to the floor of their share, and the last one takes the rest', () => {
  const o = order([line({ discounts: [{ kind: 'coupon', ref: null, name: '满 20 减 10', minor: 1000 }] })], [{ kind: 'cash', minor: 2000 }])
  const back = [1, 1, 1].map((quantity) => {
    const plan = planned(planRefund(o, [{ lineNo: 1, quantity }]))
    applyRefund(o, plan)
    return plan.minor
  })
  expect(back).toEqual([666, 667, 667])
  expect([o.status, o.refundedMinor]).toEqual(['refunded', 2000])
})

test('points go back by the cumulative floor, shipping with the last line, tenders by what is left of each', () => {
  const o = order([line({ pointsMinor: 100, pointsSpent: 1000 }), line({ sku: 'B', quantity: 1, listMinor: 1000 })], [{ kind: 'cash', minor: 3000 }, { kind: 'wechat', minor: 1500 }], 600)
  const first = planned(planRefund(o, [{ lineNo: 1, quantity: 2 }]))
  expect(first).toMatchObject({ minor: 1933, points: 666, shippingMinor: 0, whole: false })
  expect(first.tenders).toEqual([{ tenderNo: 1, minor: 1289 }, { tenderNo: 2, minor: 644 }])
  applyRefund(o, first)
  const rest = planned(planRefund(o, [{ lineNo: 1, quantity: 1 }, { lineNo: 2, quantity: 1 }]))
  expect(rest).toMatchObject({ minor: 2567, points: 334, shippingMinor: 600, whole: true })
  applyRefund(o, rest)
  expect(o.tenders.map((t) => t.minor - t.refundedMinor)).toEqual([0, 0])
})

test('a refund is never below zero: a trade-in that goes back first is owed by the next refund', () => {
  const o = order([line({ quantity: 1, listMinor: 5000 }), line({ sku: 'OLD', quantity: 1, listMinor: -1500 })], [{ kind: 'cash', minor: 3500 }])
  const first = planned(planRefund(o, [{ lineNo: 2, quantity: 1 }]))
  expect(first).toMatchObject({ minor: 0, owedMinor: 1500, whole: false })
  applyRefund(o, first)
  expect(planned(planRefund(o, [{ lineNo: 1, quantity: 1 }]))).toMatchObject({ minor: 3500, owedMinor: 0, whole: true })
})

test('an amount leaves the goods; units returned later give what is left', () => {
  const o = order([line()], [{ kind: 'cash', minor: 3000 }])
  applyRefund(o, planned(planRefund(o, [{ lineNo: 1, amountMinor: 1200 }])))
  expect(o.status).toBe('part-refunded')
  expect(planned(planRefund(o, [{ lineNo: 1, quantity: 1 }])).minor).toBe(0)
  expect(planned(planRefund(o, [{ lineNo: 1, quantity: 3 }])).minor).toBe(1800)
})

test('it says no, with what is missing', () => {
  const o = order([line()], [{ kind: 'cash', minor: 3000 }])
  const codes = [planRefund(o, []), planRefund(o, [{ lineNo: 9, quantity: 1 }]), planRefund(o, [{ lineNo: 1, quantity: 4 }]), planRefund(o, [{ lineNo: 1, amountMinor: 3001 }]), planRefund(o, [{ lineNo: 1, quantity: 2 }, { lineNo: 1, quantity: 2 }])]
  expect(codes.map((d) => (d.ok ? 'ok' : d.refusal.code))).toEqual(['nothing-left-to-refund', 'more-than-left', 'more-than-left', 'more-than-left', 'more-than-left'])
})

test('whatever the steps, exactly what was paid goes back, to the tender and the point', () => {
  fc.assert(fc.property(
    fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 9 }), list: fc.integer({ min: 0, max: 1e6 }), off: fc.double({ min: 0, max: 1, noNaN: true }), points: fc.integer({ min: 0, max: 5000 }) }), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 100 }), fc.infiniteStream(fc.nat(1000)),
    (asked, shipping, percent, dice) => {
      const lines = asked.map((a, i) => line({ sku: `S${i}`, quantity: a.quantity, listMinor: a.list, discounts: [{ kind: 'promotion', ref: null, name: '', minor: Math.floor(a.list * a.off) }], pointsSpent: a.points }))
      const total = lines.reduce((s, l) => s + l.listMinor - l.discounts[0]!.minor, 0) + shipping
      const cash = Math.floor((total * percent) / 100)
      const o = order(lines, [{ kind: 'cash', minor: cash }, { kind: 'card', minor: total - cash }], shipping)
      while (o.status !== 'refunded') {
        const open = o.lines.filter((l) => l.refundedQuantity < l.quantity)
        const l = open[dice.next().value! % open.length]!
        applyRefund(o, planned(planRefund(o, [{ lineNo: l.lineNo, quantity: 1 + (dice.next().value! % (l.quantity - l.refundedQuantity)) }])))
      }
      expect([o.refundedMinor, o.refundedPoints]).toEqual([total, asked.reduce((s, a) => s + a.points, 0)])
      expect(o.tenders.every((t) => t.refundedMinor === t.minor)).toBe(true)
    }), { numRuns: 300 })
})
