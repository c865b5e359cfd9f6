import priceCases from '../examples/price-basket.json' with { type: 'json' }
import refundCases from '../examples/refund-share.json' with { type: 'json' }
import splitCases from '../examples/split.json' with { type: 'json' }
import { allocate } from '@huitou/units'
import keptCases from '../examples/kept.json' with { type: 'json' }
import { onAmounts, quote, refundShare, type KeptLine, type Promotion, type QuoteInput } from './index.js'

interface Priced {
  readonly id: string
  readonly says: string
  readonly input: QuoteInput
  readonly expect: {
    readonly payFen: number
    readonly applied?: readonly string[]
    readonly discounts?: Readonly<Record<string, number>>
    /** shares by offer, line by line */
    readonly parts?: Readonly<Record<string, readonly number[]>>
    readonly linePay?: readonly number[]
    readonly points?: number
    /** code, and what is missing */
    readonly unused?: Readonly<Record<string, readonly [string, number?]>>
    readonly runnerUpFen?: number
    readonly taxFen?: number
    /** SKU and units */
    readonly gifts?: readonly (readonly [string, number])[]
  }
}
interface Returned { readonly id: string; readonly says: string; readonly share: number; readonly qty: number; readonly returns: readonly number[]; readonly expect: readonly number[] }

test.each((priceCases as unknown as Priced[]).map((e) => [`${e.id}: ${e.says}`, e] as const))('%s', (_, { input, expect: want }) => {
  const q = quote(input)
  expect(q.payFen).toBe(want.payFen)
  expect(q.exact).toBe(true)
  if (want.applied) expect(q.applied.map((a) => a.id)).toEqual(want.applied)
  for (const [id, fen] of Object.entries(want.discounts ?? {})) expect([id, q.applied.find((a) => a.id === id)?.discountFen]).toEqual([id, fen])
  for (const [id, parts] of Object.entries(want.parts ?? {})) expect([id, q.lines.map((l) => l.offers.find((o) => o.id === id)?.fen ?? 0)]).toEqual([id, parts])
  if (want.linePay) expect(q.lines.map((l) => l.payFen)).toEqual(want.linePay)
  if (want.points !== undefined) expect(q.points.points).toBe(want.points)
  if (want.runnerUpFen !== undefined) expect(q.runnerUp?.payFen).toBe(want.runnerUpFen)
  if (want.taxFen !== undefined) expect(q.taxFen).toBe(want.taxFen)
  if (want.gifts) expect(q.gifts.map((g) => [g.sku, g.qty])).toEqual(want.gifts)
  for (const [id, [code, missing]] of Object.entries(want.unused ?? {})) {
    const why = q.unused.find((u) => u.id === id)?.why
    expect([id, why?.code]).toEqual([id, code])
    const facts = (why?.facts ?? {}) as Record<string, unknown>
    if (missing !== undefined) expect(facts['missingFen'] ?? facts['missingUnits']).toBe(missing)
  }
})

test.each((refundCases as readonly Returned[]).map((e) => [`${e.id}: ${e.says}`, e] as const))('%s', (_, { share, qty, returns, expect: want }) => {
  let returned = 0
  const back = returns.map((units) => {
    const fen = refundShare({ shareFen: share, qty, returned, units })
    returned += units
    return fen
  })
  expect(back).toEqual(want)
})

test.each(splitCases.map((e) => [`${e.id}: ${e.says}`, e] as const))('%s', (_, { weights, amount, parts }) => {
  expect(allocate(amount, weights)).toEqual(parts)
})

interface Kept { readonly id: string; readonly says: string; readonly effect: Promotion['effect']; readonly lines: readonly KeptLine[]; readonly expect: object }
test.each((keptCases as unknown as Kept[]).map((e) => [`${e.id}: ${e.says}`, e] as const))('%s', (_, { effect, lines, expect: want }) => {
  expect(onAmounts({ id: 'p', stage: 'order', priority: 1, effect }, lines)).toEqual(want)
})
