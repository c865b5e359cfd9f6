import fc from 'fast-check'
import { allocate } from '@huitou/units'
import { DEFAULT_PRICE_SETTINGS, type BasketLine, type QuoteInput } from './basket.js'
import { compile, type Ready } from './compile.js'
import { applyTo, giftWorth, measure } from './effects.js'
import type { Ground } from './ground.js'
import { itemPrice } from './item-price.js'
import type { Effect, Exclusivity, Promotion, Scope, WalletCoupon } from './offer.js'
import { groundOf, opening, quote } from './quote.js'
import { refundShare, refundTenders } from './refund.js'
import { fits, relate } from './relate.js'
import { better, searchBest, type Found } from './search.js'
import { splitInto } from './split.js'
import { copyInto, payable, standing, type Standing } from './standing.js'

/** Baskets and offers for the property tests: small, but made to collide (few SKUs, few steps, equal priorities, trade-ins, gifts). */
const sku = fc.constantFrom('a', 'b', 'c')
const scope: fc.Arbitrary<Scope | undefined> = fc.oneof(
  fc.constant(undefined), fc.record({ skus: fc.uniqueArray(sku, { minLength: 1, maxLength: 2 }) }), fc.record({ except: fc.record({ skus: fc.uniqueArray(sku, { minLength: 1, maxLength: 1 }) }) }),
)
const fen = (max: number) => fc.integer({ min: 1, max })
const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ kind: fc.constant('amount-off' as const), steps: fc.array(fc.record({ fromFen: fc.integer({ min: 0, max: 900 }), offFen: fen(300) }), { minLength: 1, maxLength: 2 }), everyFull: fc.boolean() }).map(rising),
  fc.record({ kind: fc.constant('percent-off' as const), steps: fc.array(fc.record({ fromFen: fc.integer({ min: 0, max: 900 }), offBp: fen(6000) }), { minLength: 1, maxLength: 2 }), base: fc.constantFrom('reduced' as const, 'initial' as const) }).map(rising),
  fc.record({ kind: fc.constant('percent-off' as const), steps: fc.constant([{ fromFen: 0, offBp: 1000 }]), capFen: fen(60) }),
  fc.record({ kind: fc.constant('units-percent' as const), steps: fc.constant([{ units: 2, offBp: 1000 }, { units: 3, offBp: 2500 }]) }),
  fc.record({ kind: fc.constant('each-off' as const), offFen: fen(150), maxUnits: fc.constantFrom(1, 2) }),
  fc.record({ kind: fc.constant('buy-get' as const), buyUnits: fen(2), getUnits: fc.constant(1), offBp: fc.constantFrom(10_000, 5_000), repeat: fc.boolean() }),
  fc.record({ kind: fc.constant('buy-get' as const), buyUnits: fc.constant(1), getUnits: fc.constant(1), get: fc.constant({ skus: ['b'] }) }),
  fc.record({ kind: fc.constant('gift' as const), steps: fc.constant([{ fromFen: 300, gift: { sku: 'g', qty: 1, valueFen: 50 } }]) }),
  fc.record({ kind: fc.constant('nth-item' as const), nth: fc.constantFrom(2, 3), offBp: fc.constantFrom(5_000, 10_000), repeat: fc.boolean(), freeFirst: fc.constantFrom('dearest' as const, 'cheapest' as const) }),
  fc.record({ kind: fc.constant('exchange' as const), units: fc.constantFrom(1, 2) }),
  fc.record({ kind: fc.constant('bundle' as const), parts: fc.array(fc.record({ scope, units: fc.constantFrom(1, 1, 2) }), { minLength: 1, maxLength: 2 }), priceFen: fc.integer({ min: 0, max: 500 }), repeat: fc.boolean() }),
  fc.record({ kind: fc.constant('shipping-off' as const), fromFen: fc.constant(200), offBp: fc.constantFrom(5_000, 8_000) }),
  fc.record({ kind: fc.constant('shipping-off' as const), fromFen: fc.constant(0), toFen: fc.constantFrom(20, 60) }),
  fc.record({ kind: fc.constant('shipping-off' as const), fromFen: fc.constantFrom(0, 400), offFen: fc.constantFrom(30, 80) }),
)

/** A higher step takes more: what a ladder means, and what the bound of the search leans on. */
function rising<T extends { steps: { fromFen: number }[] }>(e: T): T {
  const off = (s: object) => ('offFen' in s ? Number(s.offFen) : 'offBp' in s ? Number(s.offBp) : 0)
  const thresholds = e.steps.map((s) => s.fromFen).sort((a, b) => a - b)
  return { ...e, steps: [...e.steps].sort((a, b) => off(a) - off(b)).map((s, k) => ({ ...s, fromFen: thresholds[k]! })) }
}

const exclusivity: fc.Arbitrary<Exclusivity> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'combinable' as const }) }, { weight: 2, arbitrary: fc.record({ kind: fc.constant('group' as const), group: fc.constantFrom('g', 'h'), most: fc.constant(1) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'alone' as const }) },
)

const line: fc.Arbitrary<Omit<BasketLine, 'key'>> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ sku, qty: fc.integer({ min: 1, max: 4 }), unitFen: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 9, arbitrary: fc.integer({ min: 50, max: 400 }) }) }) },
  { weight: 1, arbitrary: fc.record({ sku, qty: fc.constant(1), unitFen: fc.integer({ min: -300, max: -1 }) }) },
  { weight: 1, arbitrary: fc.record({ sku, qty: fc.constant(1), unitFen: fc.constant(0), gift: fc.constant(true) }) },
)

/** Money budgets in every size that matters: none, too small for most, just enough for some. */
const left = fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.record({ budgetFen: fc.integer({ min: 1, max: 300 }) }) })

const promotion = fc.record({ effect, scope, left, stage: fc.constantFrom('item' as const, 'order' as const), priority: fc.constantFrom(1, 1, 2), exclusivity, always: fc.boolean() })
const coupon = fc.record({ effect, scope, left, alone: fc.boolean(), couponId: fc.constantFrom('x', 'y', 'z'), group: fc.constantFrom(undefined, 'food') })

const basket = (promotions: number, coupons: number, atLeast = 0): fc.Arbitrary<QuoteInput> =>
  fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }), promotions: fc.array(promotion, { minLength: atLeast, maxLength: promotions }), coupons: fc.array(coupon, { maxLength: coupons }),
    shippingFen: fc.constantFrom(0, 100), couponsPerOrder: fc.constantFrom(1, 2), couponGroups: fc.constantFrom(undefined, undefined, { food: 2 }), sameCouponTimes: fc.constantFrom(1, 1, 2), available: fc.constantFrom(0, 50, 1000), maxShareBp: fc.constantFrom(undefined, 5000),
  }).map((r) => ({
    now: 0, zone: 'Asia/Shanghai', shippingFen: r.shippingFen, shopper: { tier: 'gold', tierRateBp: 9500 },
    lines: r.lines.map((l, k) => ({ ...l, key: `l${k}` })),
    promotions: r.promotions.map(({ left: l, ...p }, k): Promotion => ({ ...p, id: `p${k}`, ...(l ? { left: l } : {}) })),
    coupons: r.coupons.map(({ left: l, group, ...c }, k): WalletCoupon => ({ ...c, id: `c${k}`, state: 'issued', validFrom: 0, validUntil: 1, ...(l ? { left: l } : {}), ...(group ? { group } : {}) })),
    points: { available: r.available, want: 'max', rate: { points: 1, fen: 1 }, ...(r.maxShareBp === undefined ? {} : { maxShareBp: r.maxShareBp }) },
    settings: { couponsPerOrder: r.couponsPerOrder, ...(r.couponGroups ? { couponGroups: r.couponGroups } : {}), sameCouponTimes: r.sameCouponTimes, searchBudget: 3_000_000 },
  }))

/** Every allowed sequence, with no bound and no shortcut. */
function bruteForce(ready: readonly Ready[], g: Ground, start: Standing): Found[] {
  const r = relate(ready, true)
  const n = ready.length
  const found: Found[] = []
  const visit = (s: Standing, order: readonly number[]) => {
    found.push({ order, payFen: payable(s), giftFen: s.giftFen })
    for (let i = 0; i < n; i++) {
      const last = order[order.length - 1]
      if (order.includes(i) || (last !== undefined && ready[i]!.place < ready[last]!.place)) continue
      if (order.some((j) => r.conflict[i * n + j])) continue
      if (!fits(r, i, r.most.map((_, k) => order.filter((j) => r.group[j] === k || r.twins[j] === k).length))) continue
      const off = measure(ready[i]!, s, g)
      if (off === 0 && giftWorth(ready[i]!, s) === 0) continue
      const next = standing(s.amounts.length, s.spent.length)
      copyInto(next, s)
      applyTo(ready[i]!, next, g, off)
      visit(next, [...order, i])
    }
  }
  visit(start, [])
  return found
}

function made(input: QuoteInput) {
  const prices = input.lines.map((l) => itemPrice(l, input.shopper))
  const start = opening(input, prices)
  const { ready } = compile(input, prices, { ...DEFAULT_PRICE_SETTINGS, ...input.settings })
  return { start, ready, g: groundOf(input, ready) }
}

const CARTS = 10_000

test(`the search finds what trying everything finds, runner-up included, on ${CARTS} carts`, () => {
  let combinations = 0
  fc.assert(fc.property(basket(6, 3, 3), (input) => {
    const { start, ready, g } = made(input)
    const all = bruteForce(ready, g, start)
    combinations += all.length
    const best = all.reduce((a, b) => (better(b, a) ? b : a))
    const others = all.filter((f) => f.order.some((i) => !best.order.includes(i)))
    const runnerUp = others.length === 0 ? null : others.reduce((a, b) => (better(b, a) ? b : a))
    const found = searchBest(ready, g, start, 3_000_000)
    expect(found.exact).toBe(true)
    expect(found.best).toEqual(best)
    expect(found.runnerUp).toEqual(runnerUp)
  }), { numRuns: CARTS })
  expect(combinations).toBeGreaterThan(CARTS * 10)
})

test('the search splits as allocate does', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 }), fc.double({ min: 0, max: 1, noNaN: true }), (weights, of) => {
    const sum = weights.reduce((a, b) => a + b, 0)
    fc.pre(sum > 0)
    const total = Math.floor(sum * of)
    const parts = new Float64Array(weights.length)
    splitInto(parts, total, Int32Array.from(weights.keys()), Float64Array.from(weights), sum)
    expect([...parts]).toEqual(allocate(total, weights))
  }), { numRuns: 2000 })
})

test('a search that runs out says so and still gives an allowed answer', () => {
  fc.assert(fc.property(basket(6, 3), (input) => {
    const { start, ready, g } = made(input)
    const found = searchBest(ready, g, start, 3)
    expect(found.best.payFen).toBeLessThanOrEqual(payable(start))
    if (ready.length > 3) expect(found.exact).toBe(false)
  }), { numRuns: 300 })
})

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
