import type { expiry as zh } from '../zh/expiry'

export const expiry: typeof zh = {
  kinds: { shop: 'As shop', rolling: 'After', inactivity: 'Unused for', fixed: 'To a date', none: 'Never' }, months: 'months', monthCount: 'Months', end: 'To the end of', year: 'Year', years: (n) => (n === 0 ? 'same year' : n === 1 ? 'next year' : `+${n} years`), month: 'month', day: 'day',
  roundTo: { day: 'end of day', week: 'end of week', month: 'month end', quarter: 'quarter end', 'half-year': 'half-year end', year: 'year end' },
  said: {
    rolling: (n, r) => `${n % 12 === 0 ? `${n / 12} y` : `${n} months`}, to ${r}`, inactivity: (n, r) => `unused for ${n} months, to ${r}`, fixed: (m, d, year) => `to ${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}, ${year}`, none: 'never', shop: 'As the shop’s setting',
  },
}
