import fc from 'fast-check'
import { allocate } from '@huitou/units'
import { basket } from './arbitrary.js'
import { DEFAULT_PRICE_SETTINGS, type QuoteInput } from './basket.js'
import { compile, type Ready } from './compile.js'
import { applyTo, giftWorth, measure, type Ground } from './effects.js'
import { itemPrice } from './item-price.js'
import { groundOf, opening } from './quote.js'
import { better, relate, searchBest, type Found } from './search.js'
import { splitInto } from './split.js'
import { copyInto, payable, standing, type Standing } from './standing.js'

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
      const group = r.group[i]!
      if (group >= 0 && order.filter((j) => r.group[j] === group).length >= r.most[group]!) continue
      const off = measure(ready[i]!, s, g)
      if (off === 0 && giftWorth(ready[i]!, s) === 0) continue
      const next = standing(s.amounts.length)
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
  const { ready } = compile(input, prices, start.amounts, { ...DEFAULT_PRICE_SETTINGS, ...input.settings })
  return { start, ready, g: groundOf(input, start) }
}

const CARTS = 10_000

test(`the search finds what trying everything finds, runner-up included, on ${CARTS} carts`, () => {
  let combinations = 0
  fc.assert(fc.property(basket(5, 3, 2), (input) => {
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
