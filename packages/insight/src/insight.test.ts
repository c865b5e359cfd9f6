import fc from 'fast-check'
import cases from '../examples/compare-arms.json' with { type: 'json' }
import { differenceOfMeans, differenceOfShares, holdsZero, splitLooksPlanned, studentQuantile, type Sample } from './index.js'

test.each(cases)('$says', (c) => {
  const got = differenceOfShares(c.a, c.b)!
  expect(got.low).toBeCloseTo(c.low, 4)
  expect(got.mid).toBeCloseTo(c.mid, 4)
  expect(got.high).toBeCloseTo(c.high, 4)
})

const sampleOf = (values: readonly number[]): Sample => ({ people: values.length, sum: values.reduce((s, v) => s + v, 0), squares: values.reduce((s, v) => s + v * v, 0) })

test("Student's sleep data by Welch, as R's t.test has it", () => {
  const [one, two] = [[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]]
  const got = differenceOfMeans(sampleOf(one), sampleOf(two))!
  expect(got.mid).toBeCloseTo(-1.58, 10)
  expect(got.low).toBeCloseTo(-3.3654832, 6)
  expect(got.high).toBeCloseTo(0.2054832, 6)
  expect(holdsZero(got)).toBe(true)
})

test('quantiles of t as in any table', () => {
  for (const [freedom, t] of [[1, 12.7062047], [5, 2.5705818], [10, 2.2281389], [30, 2.0422725], [1e6, 1.9599664]] as const) expect(studentQuantile(0.975, freedom)).toBeCloseTo(t, 5)
})

test('without people on both sides, or without any spread, nothing is said', () => {
  expect(differenceOfShares({ hits: 0, of: 0 }, { hits: 1, of: 5 })).toBeNull()
  expect(differenceOfMeans(sampleOf([1]), sampleOf([1, 2]))).toBeNull()
  expect(differenceOfMeans(sampleOf([0, 0, 0]), sampleOf([0, 0]))).toBeNull()
})

test('a split of 2 in 10 held out: 200 of 1,000 is as planned, 300 is not', () => {
  expect(splitLooksPlanned({ heldOut: 200, of: 1000, share: 0.2 })).toEqual({ p: expect.closeTo(1, 6), ok: true })
  expect(splitLooksPlanned({ heldOut: 225, of: 1000, share: 0.2 }).p).toBeCloseTo(0.0481, 3)
  expect(splitLooksPlanned({ heldOut: 300, of: 1000, share: 0.2 }).ok).toBe(false)
  expect(splitLooksPlanned({ heldOut: 0, of: 0, share: 0.2 }).ok).toBe(true)
})

test('an interval holds its middle, turns over with its sides, and stays within what a share can be', () => {
  const share = fc.integer({ min: 1, max: 5000 }).chain((of) => fc.record({ hits: fc.integer({ min: 0, max: of }), of: fc.constant(of) }))
  fc.assert(fc.property(share, share, (a, b) => {
    const [there, back] = [differenceOfShares(a, b)!, differenceOfShares(b, a)!]
    expect(there.low).toBeLessThanOrEqual(there.mid)
    expect(there.mid).toBeLessThanOrEqual(there.high)
    expect(there.low).toBeGreaterThanOrEqual(-1.0000001)
    expect(there.high).toBeLessThanOrEqual(1.0000001)
    expect(back.low).toBeCloseTo(-there.high, 10)
  }))
})
