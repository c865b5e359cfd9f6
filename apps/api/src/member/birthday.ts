import { addDays, dateOf, daysBetween, isLeap, partsOf, type LocalDate } from '@huitou/units'

/** The day a birthday is kept in a year; 29 February in common years as the shop has it. */
export function birthdayIn(year: number, monthDay: string, feb29: 'feb-28' | 'mar-1' = 'feb-28'): LocalDate {
  if (monthDay !== '02-29' || isLeap(year)) return `${String(year).padStart(4, '0')}-${monthDay}`
  const last = dateOf({ year, month: 2, day: 28 })
  return feb29 === 'mar-1' ? addDays(last, 1) : last
}

/** The next birthday from that day on, today included. */
export function nextBirthday(today: LocalDate, monthDay: string, feb29?: 'feb-28' | 'mar-1'): { on: LocalDate; year: number; daysLeft: number } {
  const { year } = partsOf(today)
  const own = birthdayIn(year, monthDay, feb29)
  const [on, of] = own >= today ? [own, year] : [birthdayIn(year + 1, monthDay, feb29), year + 1]
  return { on, year: of, daysLeft: daysBetween(today, on) }
}
