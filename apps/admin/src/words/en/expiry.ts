import type { expiry as zh } from '../zh/expiry'

export const expiry: typeof zh = {
  kinds: { shop: 'As shop', rolling: 'After', inactivity: 'Unused for', fixed: 'Each year on', none: 'Never' }, months: 'months', monthCount: 'Months', end: 'To the end of', month: 'month', day: 'day',
  roundTo: { day: 'end of day', week: 'end of week', month: 'month end', quarter: 'quarter end', 'half-year': 'half-year end', year: 'year end' },
  said: {
    rolling: (n, r) => `${n % 12 === 0 ? `${n / 12} y` : `${n} months`}, to ${r}`, inactivity: (n) => `unused for ${n} months`, fixed: (m, d) => `each year, ${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`, none: 'never', shop: 'As the shop’s setting',
  },
}
