import { forecastBudget } from './budget-forecast.js'

const steady = (n: number, fen: number, uses = 2) => Array.from({ length: n }, () => ({ fen, uses }))

test('a steady rate says when it ends; the interval closes around it', () => {
  expect(forecastBudget({ leftFen: 100_000, days: steady(14, 5_000) })).toEqual({ kind: 'lasts', perDayFen: 5_000, lowDays: 20, days: 20, highDays: 20 })
})

test('the more the days differ, the wider it is, and the rate lies within', () => {
  const wild = Array.from({ length: 14 }, (_, i) => ({ fen: i % 2 ? 9_000 : 1_000, uses: 2 }))
  const f = forecastBudget({ leftFen: 100_000, days: wild })
  expect(f).toMatchObject({ kind: 'lasts', days: 20 })
  if (f.kind !== 'lasts') throw new Error(f.kind)
  expect(f.lowDays).toBeLessThan(20)
  expect(f.highDays).toBeGreaterThan(20)
})

test('days before its first use are not counted against the rate', () => {
  expect(forecastBudget({ leftFen: 50_000, days: [...steady(9, 0, 0), ...steady(5, 5_000)] })).toMatchObject({ kind: 'lasts', days: 10 })
})

test('too little to say is said; spent is spent; what lasts beyond a year has no upper end', () => {
  expect(forecastBudget({ leftFen: 50_000, days: steady(4, 5_000, 9) })).toEqual({ kind: 'early', days: 4, uses: 36 })
  expect(forecastBudget({ leftFen: 50_000, days: steady(14, 500, 0).map((d, i) => ({ ...d, uses: i === 13 ? 7 : 0 })) })).toEqual({ kind: 'early', days: 1, uses: 7 })
  expect(forecastBudget({ leftFen: 50_000, days: [] })).toEqual({ kind: 'early', days: 0, uses: 0 })
  expect(forecastBudget({ leftFen: 0, days: steady(14, 5_000) })).toEqual({ kind: 'spent' })
  expect(forecastBudget({ leftFen: 100_000_000, days: Array.from({ length: 14 }, (_, i) => ({ fen: i % 3 ? 0 : 9_000, uses: 1 })) })).toMatchObject({ kind: 'lasts', highDays: null })
})
