import fc from 'fast-check'
import { BREAKAGE_AGES, estimateBreakage, type MaturedLots } from './breakage.js'

/** 200 blocks, each with so much left and so much of it expired, at every age. */
const history = (rate: (block: number, age: number) => number, left = 1000): MaturedLots[] =>
  Array.from({ length: 200 }, (_, block) => BREAKAGE_AGES.map((age) => ({ block, age, left, expired: Math.round(left * rate(block, age)), lots: 5 }))).flat()

test('a shop whose members always lose a quarter loses a quarter, and is sure of it', () => {
  const b = estimateBreakage(history(() => 0.25), [{ group: '2026-12', days: 30, left: 8000 }, { group: '2027-01', days: 60, left: 4000 }])
  expect(b.groups).toEqual({ '2026-12': { expected: 2000, low: 2000, high: 2000 }, '2027-01': { expected: 1000, low: 1000, high: 1000 } })
  expect(b.total).toEqual({ expected: 3000, low: 3000, high: 3000 })
})

test('the longer there is to go, the less is lost; between two ages in proportion', () => {
  const b = estimateBreakage(history((_, age) => 1 - age / 365), [{ group: 'a', days: 90, left: 36_500 }, { group: 'b', days: 60, left: 36_500 }, { group: 'c', days: 2000, left: 36_500 }])
  expect(b.groups.a!.expected).toBeCloseTo(36_500 * (1 - 90 / 365), -2)
  expect(b.groups.b!.expected).toBeCloseTo(36_500 * (1 - 60 / 365), -2)
  expect(b.groups.c!.expected).toBe(0)
})

test('members who differ make the interval wide; the truth lies in it about eight times of ten', () => {
  const rate = (block: number) => ((block * 7919) % 101) / 100 // even over 0..1
  const b = estimateBreakage(history(rate), [{ group: 'a', days: 7, left: 100_000 }])
  expect(b.total!.high - b.total!.low).toBeGreaterThan(3000)
  let held = 0
  for (let run = 0; run < 40; run++) {
    // another shop of the same kind each time: 60 blocks by chance
    const blocks = Array.from({ length: 60 }, (_, i) => (run * 60 + i) * 104_729 % 1_000_003 / 1_000_003)
    const got = estimateBreakage(history((block) => blocks[block % 60]!).filter((m) => m.block < 60), [{ group: 'a', days: 7, left: 100_000 }], run + 1)
    if (got.total!.low <= 50_000 && got.total!.high >= 50_000) held++
  }
  expect(held).toBeGreaterThanOrEqual(24)
})

test('too little history says nothing rather than something', () => {
  const b = estimateBreakage(history(() => 0.5).filter((m) => m.block < 2), [{ group: 'a', days: 30, left: 700 }])
  expect(b).toMatchObject({ total: null, groups: { a: null }, unknown: 700 })
  expect(estimateBreakage([], [{ group: 'a', days: 30, left: 700 }])).toMatchObject({ total: null, unknown: 700 })
})

test('an estimate is never more than what is there, nor below nothing, and the same question has the same answer', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 30, maxLength: 60 }), fc.array(fc.record({ group: fc.constantFrom('a', 'b'), days: fc.nat(800), left: fc.nat(10_000) }), { minLength: 1 }), (rows, open) => {
    const matured = rows.flatMap(([a, b], block) => BREAKAGE_AGES.map((age) => ({ block, age, left: a + b, expired: a, lots: 1 })))
    const got = estimateBreakage(matured, open), left = open.reduce((s, o) => s + o.left, 0)
    if (got.total) expect(0 <= got.total.low && got.total.low <= got.total.expected && got.total.expected <= got.total.high && got.total.high <= left + 1).toBe(true)
    expect(estimateBreakage(matured, open)).toEqual(got)
  }), { numRuns: 40 })
})
