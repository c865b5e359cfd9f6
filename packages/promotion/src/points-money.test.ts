import fc from 'fast-check'
import cases from '../examples/pay-with-points.json' with { type: 'json' }
import { pointsFor, pointsOn, type PaidLine, type PointsAsk, type PointsUse } from './index.js'

const line = (fen: number) => ({ fen, weight: Math.max(0, fen), orderWideFen: 0 })
/** a point for so much of all that money pays, as a rule per amount gives it */
const perAmount = (perFen: number) => (lines: readonly PaidLine[]): number => Math.floor(lines.reduce((sum, l) => sum + Math.max(0, l.payFen), 0) / perFen)

interface Case { readonly id: string; readonly says: string; readonly payableFen: number; readonly ask: PointsAsk; readonly earnPerFen?: number; readonly expect: PointsUse }
test.each(cases as unknown as Case[])('$id $says', ({ payableFen, ask, earnPerFen, expect: want }) => {
  expect(pointsOn([line(payableFen)], earnPerFen ? { ...ask, earns: perAmount(earnPerFen) } : ask)).toMatchObject(want)
})

test('a bill takes just enough: one step fewer would pay less, and asking for as many as were found finds them again', () => {
  const rate = fc.record({ points: fc.integer({ min: 1, max: 500 }), fen: fc.integer({ min: 1, max: 500 }) })
  fc.assert(fc.property(fc.nat(20_000), rate, fc.nat(5_000), fc.integer({ min: 1, max: 50 }), fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }), (payableFen, r, available, stepPoints, maxShareBp) => {
    const ask: PointsAsk = { available, want: 'max', rate: r, stepPoints, ...(maxShareBp === undefined ? {} : { maxShareBp }) }
    const use = pointsFor(payableFen, ask)
    expect(pointsFor(payableFen, { ...ask, want: use.points })).toEqual(use)
    expect(use.points).toBeLessThanOrEqual(available)
    if (use.points > 0) expect(pointsFor(payableFen, { ...ask, want: use.points - stepPoints }).worthFen).toBeLessThan(use.worthFen)
  }), { numRuns: 2_000 })
})

test('an order of 265 yuan, 100 points of a yuan each, a point for each 10 yuan paid: its own points make it 115', () => {
  const ask: PointsAsk = { available: 100, want: 'max', rate: { points: 1, fen: 100 } }
  expect(pointsOn([line(20_000), line(6_500)], { ...ask, earns: perAmount(1_000) })).toEqual({ points: 115, worthFen: 11_500, parts: [8_679, 2_821] })
  expect(pointsOn([line(20_000), line(6_500)], ask)).toMatchObject({ points: 100, worthFen: 10_000 })
  // as many as were asked for, and no more
  expect(pointsOn([line(26_500)], { ...ask, want: 110, earns: perAmount(1_000) }).points).toBe(110)
  expect(pointsOn([line(26_500)], { ...ask, want: 200, earns: perAmount(1_000) }).points).toBe(115)
})

test('it never takes more than there is and what is still earned, and one step more would', () => {
  const lines = fc.array(fc.oneof(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: -5_000, max: 0 })), { minLength: 1, maxLength: 5 })
  fc.assert(fc.property(lines, fc.nat(5_000), fc.integer({ min: 1, max: 500 }), fc.constantFrom(1, 10, 100), (fens, available, perFen, stepPoints) => {
    const basket = fens.map(line)
    const earns = perAmount(perFen)
    const ask: PointsAsk = { available, want: 'max', rate: { points: 10, fen: 10 }, stepPoints, earns }
    const use = pointsOn(basket, ask)
    const paid = (parts: readonly number[]) => basket.map((l, i) => ({ payFen: l.fen - parts[i]!, orderWideFen: 0 }))
    expect(use.points).toBeLessThanOrEqual(Math.max(available, available + earns(paid(use.parts))))
    expect(use.parts.reduce((sum, p) => sum + p, 0)).toBe(use.worthFen)
    expect(use.points).toBeGreaterThanOrEqual(pointsOn(basket, { ...ask, earns: undefined as never }).points)
    const payable = Math.max(0, fens.reduce((sum, f) => sum + f, 0))
    if (use.worthFen === payable) return
    // one step more is beyond what it would leave to earn
    const more = pointsOn(basket, { available: use.points + stepPoints, want: 'max', rate: ask.rate, stepPoints })
    expect(more.points).toBeGreaterThan(available + earns(paid(more.parts)))
  }), { numRuns: 500 })
})
