import priceCases from '../examples/price-basket.json' with { type: 'json' }
import fc from 'fast-check'
import amountCases from '../examples/refund-amount.json' with { type: 'json' }
import refundCases from '../examples/refund-share.json' with { type: 'json' }
import splitCases from '../examples/split.json' with { type: 'json' }
import { allocate } from '@huitou/units'
import keptCases from '../examples/kept.json' with { type: 'json' }
import { onAmounts, quote, refundAmount, refundShare, type KeptLine, type Promotion, type QuoteInput } from './index.js'

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

interface OnLine { readonly share: number; readonly points: number; readonly qty: number }
type Step = { readonly amount: number } | { readonly units: number }
/** A line refunded step by step: money and points of each, null where it is refused. */
function refundOn({ share, points, qty }: OnLine, steps: readonly Step[]): ((readonly [number, number]) | null)[] {
  const so = { returned: 0, fen: 0, points: 0 }
  return steps.map((s) => {
    const amount = 'amount' in s ? refundAmount({ shareFen: share, points, refundedFen: so.fen, refundedPoints: so.points, returned: so.returned, amountFen: s.amount }) : null
    if (amount && 'amount' in s && s.amount > amount.leftFen) return null
    const units = 'units' in s ? s.units : 0
    const fen = 'amount' in s ? s.amount : refundShare({ shareFen: share, qty, returned: so.returned, units, refundedFen: so.fen })
    const back = amount ? amount.points : refundShare({ shareFen: points, qty, returned: so.returned, units, refundedFen: so.points })
    so.returned += units
    so.fen += fen
    so.points += back
    return [fen, back] as const
  })
}
test.each((amountCases as unknown as (OnLine & { id: string; says: string; steps: Step[]; expect: unknown })[]).map((e) => [`${e.id}: ${e.says}`, e] as const))('%s', (_, { steps, expect: want, ...line }) => {
  expect(refundOn(line, steps)).toEqual(want)
})

test('however amounts and units of a line mix, they end at its share and its points, and never pass them', () => {
  const steps = fc.array(fc.oneof(fc.record({ amount: fc.integer({ min: 1, max: 50_000 }) }), fc.constant({ units: 1 })), { maxLength: 12 })
  fc.assert(fc.property(fc.record({ share: fc.nat(50_000), points: fc.nat(5_000), qty: fc.integer({ min: 1, max: 6 }) }), steps, (line, mixed) => {
    let left = line.qty
    const some = mixed.filter((s) => 'amount' in s || left-- > 0)
    const all = [...some, ...Array.from({ length: Math.max(0, left) }, () => ({ units: 1 }))]
    let [fen, points] = [0, 0]
    for (const step of refundOn(line, all)) {
      if (!step) continue
      expect(Math.min(...step)).toBeGreaterThanOrEqual(0)
      fen += step[0]
      points += step[1]
      expect([fen <= line.share, points <= line.points]).toEqual([true, true])
    }
    expect([fen, points]).toEqual([line.share, line.points])
  }), { numRuns: 2_000 })
})

test.each(splitCases.map((e) => [`${e.id}: ${e.says}`, e] as const))('%s', (_, { weights, amount, parts }) => {
  expect(allocate(amount, weights)).toEqual(parts)
})

interface Kept { readonly id: string; readonly says: string; readonly effect: Promotion['effect']; readonly lines: readonly KeptLine[]; readonly expect: object }
test.each((keptCases as unknown as Kept[]).map((e) => [`${e.id}: ${e.says}`, e] as const))('%s', (_, { effect, lines, expect: want }) => {
  expect(onAmounts({ id: 'p', stage: 'order', priority: 1, effect }, lines)).toEqual(want)
})
