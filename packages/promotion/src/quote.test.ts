import fc from 'fast-check'
import { basket } from './arbitrary.js'
import { quote } from './quote.js'
import { refundShare, refundTenders } from './refund.js'

test('nothing goes below zero, no discount exceeds the goods, and every part sums', () => {
  fc.assert(fc.property(basket(5, 3), (input) => {
    const q = quote(input)
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
    expect(q.payFen).toBeGreaterThanOrEqual(0)
    const goods = sum(q.lines.map((l) => l.amountFen))
    expect(q.promotionFen + q.couponFen + q.points.worthFen).toBeLessThanOrEqual(Math.max(0, goods))
    expect(Math.max(0, sum(q.lines.map((l) => l.payFen))) + q.shipping.feeFen - q.shipping.offFen).toBe(q.payFen)
    for (const l of q.lines) {
      expect(l.amountFen - sum(l.offers.map((o) => o.fen)) - l.pointsFen).toBe(l.payFen)
      if (l.unitFen >= 0) expect(l.payFen).toBeGreaterThanOrEqual(0)
      else expect(l.offers).toEqual([])
    }
    for (const a of q.applied) if (a.stage !== 'shipping') expect(sum(a.parts.map((p) => p.fen))).toBe(a.discountFen)
    expect(q.listFen + q.tradeInFen - q.itemSavedFen).toBe(goods)
    expect(sum(q.lines.map((l) => l.pointsFen))).toBe(q.points.worthFen)
    expect(new Set([...q.applied.map((a) => a.id), ...q.unused.map((u) => u.id)]).size).toBe((input.promotions?.length ?? 0) + (input.coupons?.length ?? 0))
    expect(JSON.parse(JSON.stringify(quote(input)))).toEqual(JSON.parse(JSON.stringify(q)))
  }), { numRuns: 3000 })
})

test('refunds in any splits sum to what was paid, over units and over tenders', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e7 }), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 1e7 }), (shareFen, splits, card) => {
    const qty = splits.reduce((a, b) => a + b, 0)
    const tenders = [Math.min(card, shareFen), shareFen - Math.min(card, shareFen)]
    let returned = 0
    let refunded = 0
    for (const units of splits) {
      const fen = refundShare({ shareFen, qty, returned, units, refundedFen: refunded })
      expect(fen).toBeGreaterThanOrEqual(0)
      refundTenders(fen, tenders).forEach((p, k) => { expect(p).toBeLessThanOrEqual(tenders[k]!); tenders[k]! -= p })
      returned += units
      refunded += fen
    }
    expect(refunded).toBe(shareFen)
    expect(tenders).toEqual([0, 0])
  }), { numRuns: 2000 })
})
