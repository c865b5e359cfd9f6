import { addDays, dateOfLunar, lunarOf, type LocalDate } from './index.js'

// Months that the runtime's calendar (ICU) has wrong: it reckons the new moon of those nights on the other side of midnight,
// where the almanac of the Purple Mountain Observatory, which the table follows, does not.
const OFF_IN_ICU = new Set(['1917-03-23', '1917-04-21', '1922-06-25', '1922-07-24', '1954-02-03', '1955-02-22', '1987-07-26', '1987-08-24', '1999-01-17', '2012-08-17', '2018-10-09', '2018-11-08', '2027-02-06', '2030-01-04', '2030-02-03', '2070-03-12'])
const icu = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' })
const theirs = (date: LocalDate) => {
  const parts = Object.fromEntries(icu.formatToParts(new Date(date)).map((p) => [p.type as string, p.value]))
  return `${parts['relatedYear']}/${parts['month']}/${parts['day']}`
}

test('every month from 1900 to 2100 begins and ends where the calendar of the runtime has it, but for the months it has wrong', () => {
  const wrong: LocalDate[] = []
  let months = 0
  for (let first: LocalDate = '1900-01-31'; first <= '2101-01-28'; months++) {
    const d = lunarOf(first)!
    expect(d.day).toBe(1)
    const last = addDays(first, d.daysInMonth - 1)
    const ours = `${d.year}/${d.month}${d.leap ? 'bis' : ''}`
    if (theirs(first) !== `${ours}/1` || theirs(last) !== `${ours}/${d.daysInMonth}`) wrong.push(first)
    if (!d.leap) expect([dateOfLunar(d.year, d.month, 1), dateOfLunar(d.year, d.month, 30)]).toEqual([first, last])
    first = addDays(last, 1)
  }
  expect(months).toBe(2486)
  expect(wrong.filter((first) => !OFF_IN_ICU.has(first))).toEqual([])
})

test('the mid-autumn of 2026, a leap month counts as the plain one, day 30 of a short month is its 29th', () => {
  expect(dateOfLunar(2026, 8, 15)).toBe('2026-09-25')
  // 2025 has a leap sixth month: born in it or in the plain one, the birthday is in the plain one
  expect(lunarOf('2025-07-30')).toMatchObject({ month: 6, day: 6, leap: true })
  expect(dateOfLunar(2025, 6, 6)).toBe('2025-06-30')
  expect(dateOfLunar(2025, 7, 1)).toBe('2025-08-23')
  // the twelfth month of 2025 has 29 days
  expect(dateOfLunar(2025, 12, 30)).toBe('2026-02-16')
  expect(lunarOf('2026-02-16')).toMatchObject({ month: 12, day: 29, daysInMonth: 29 })
  expect([dateOfLunar(1899, 1, 1), dateOfLunar(2101, 1, 1), dateOfLunar(2026, 13, 1), lunarOf('1900-01-30')]).toEqual([null, null, null, null])
})
