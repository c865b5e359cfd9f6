import fc from 'fast-check'
import { addMonths, addYears, allocate, dateAt, dateOf, dayNumber, decimalOf, endOf, endOfDate, instantOf, minorOf, mulDiv, partsOfDay, startOf, startOfDate, weekdayOf } from './index.js'

test('allocate sums exactly, gives nothing to a zero weight, and breaks ties to the first line', () => {
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33])
  expect(allocate(5, [0, 1, 0])).toEqual([0, 5, 0])
  expect(allocate(5, [0, 0])).toEqual([3, 2])
  fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 40 }), (total, weights) => {
    const parts = allocate(total, weights)
    const sum = weights.reduce((a, b) => a + b, 0)
    expect(parts.reduce((a, b) => a + b, 0)).toBe(total + 0)
    if (sum > 0) parts.forEach((p, i) => { if (weights[i] === 0) expect(Math.abs(p)).toBe(0); expect(Math.abs(Math.abs(p) - Math.abs(total) * weights[i]! / sum)).toBeLessThan(1.001) })
  }))
})

test('mulDiv agrees with big integers for each rounding', () => {
  const whole = fc.integer({ min: -1e9, max: 1e9 })
  fc.assert(fc.property(whole, whole, fc.integer({ min: 1, max: 1e9 }), (a, b, c) => {
    fc.pre(Math.abs((a * b) / c) < Number.MAX_SAFE_INTEGER)
    const exact = (BigInt(a) * BigInt(b)) / BigInt(c)
    const rest = BigInt(a) * BigInt(b) - exact * BigInt(c)
    const floor = rest < 0n ? exact - 1n : exact
    expect(mulDiv(a, b, c, 'floor')).toBe(Number(floor))
    expect(mulDiv(a, b, c, 'ceil')).toBe(Number(rest === 0n ? exact : floor + 1n))
  }))
  expect([mulDiv(5, 1, 2, 'half-up'), mulDiv(-5, 1, 2, 'half-up'), mulDiv(4, 1, 3, 'half-up')]).toEqual([3, -3, 1])
})

test('the calendar goes back and forth, clamps month ends and starts weeks on Monday', () => {
  fc.assert(fc.property(fc.integer({ min: -700_000, max: 2_000_000 }), (n) => { expect(dayNumber(partsOfDay(n))).toBe(n) }))
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
  expect(addYears('2028-02-29', 1)).toBe('2029-02-28')
  expect(weekdayOf('2026-11-21')).toBe(6)
  expect([startOf('week', '2026-11-22'), endOf('half-year', '2026-11-22'), endOf('quarter', '2026-02-01')]).toEqual(['2026-11-16', '2026-12-31', '2026-03-31'])
  expect(dateOf({ year: 2026, month: 3, day: 4 })).toBe('2026-03-04')
})

test('a day is the merchant\'s: Shanghai, London in summer, and the hour that a zone change skips', () => {
  const shanghai = startOfDate('2026-11-21', 'Asia/Shanghai')
  expect(shanghai).toBe(Date.UTC(2026, 10, 20, 16))
  expect(endOfDate('2026-11-21', 'Asia/Shanghai') - shanghai).toBe(86_400_000)
  expect(startOfDate('2011-07-01', 'Europe/London')).toBe(Date.UTC(2011, 5, 30, 23))
  expect(endOfDate('2011-03-27', 'Europe/London') - startOfDate('2011-03-27', 'Europe/London')).toBe(23 * 3_600_000)
  expect(dateAt(Date.UTC(2026, 10, 21, 16), 'Asia/Shanghai')).toBe('2026-11-22')
  expect(instantOf('2011-03-27', 'Europe/London', 90 * 60)).toBe(Date.UTC(2011, 2, 27, 1, 30))
})

test('money is read and written in the digits of its currency', () => {
  expect([minorOf('1,234.5', 'CNY'), minorOf('-3', 'CNY'), minorOf('12', 'JPY'), minorOf('0.005', 'CNY'), minorOf('abc', 'CNY'), minorOf('', 'CNY')]).toEqual([123_450, -300, 12, 1, null, null])
  expect([decimalOf(5, 'CNY'), decimalOf(-123, 'KWD'), decimalOf(7, 'JPY')]).toEqual(['0.05', '-0.123', '7'])
})
