import { ownExpiry, ownExpiryProblem } from './index.js'

const zone = 'Asia/Shanghai'

test('each way in which points may last is the book\'s, and months alone, as older versions have them, roll', () => {
  expect(ownExpiry({ kind: 'none' }, zone, ['earn', 'spend'])).toEqual({ kind: 'none' })
  expect(ownExpiry({ kind: 'fixed', on: '12-31', yearsAhead: 1 }, zone, ['earn', 'spend'])).toEqual({ kind: 'fixed', month: 12, day: 31, yearsAhead: 1 })
  expect(ownExpiry({ months: 6, roundTo: 'quarter' }, zone, ['earn', 'spend'])).toEqual({ kind: 'rolling', count: 6, unit: 'month', endOf: 'quarter' })
  expect(ownExpiry({ kind: 'rolling', months: 6, roundTo: 'day' }, zone, ['earn', 'spend'])).toEqual({ kind: 'rolling', count: 6, unit: 'month', endOf: 'day' })
  expect(ownExpiry({ kind: 'inactivity', months: 6, roundTo: 'day' }, zone, ['spend'])).toEqual({ kind: 'inactivity', count: 6, unit: 'month', endOf: 'day', acts: ['spend'], zone })
})

test('a date is wrong where no year has it', () => {
  expect(ownExpiryProblem({ kind: 'fixed', on: '04-31', yearsAhead: 0 })).toEqual({ on: '04-31', last: '04-30' })
  expect([ownExpiryProblem({ kind: 'fixed', on: '02-29', yearsAhead: 0 }), ownExpiryProblem({ kind: 'none' }), ownExpiryProblem(null), ownExpiryProblem(undefined)]).toEqual([null, null, null, null])
})
