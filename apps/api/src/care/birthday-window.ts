import { addDays, dateOf, daysBetween, endOf, isLeap, partsOf, startOf, type LocalDate } from '@huitou/units'

export type Feb29 = 'feb-28' | 'mar-1'
export type BirthdayWindow = 'day' | 'week' | 'month'

/** The day a birthday is kept in a year: 29 February in common years on the 28th, or on 1 March by the shop's setting. */
export function birthdayIn(year: number, monthDay: string, feb29: Feb29): LocalDate {
  if (monthDay !== '02-29' || isLeap(year)) return `${String(year).padStart(4, '0')}-${monthDay}`
  return feb29 === 'mar-1' ? dateOf({ year, month: 3, day: 1 }) : dateOf({ year, month: 2, day: 28 })
}

/** First and last day on which the gift of a birthday is given: its day, its week from Monday, its month. */
export const windowOf = (birthday: LocalDate, window: BirthdayWindow): { opens: LocalDate; closes: LocalDate } => ({ opens: startOf(window, birthday), closes: endOf(window, birthday) })

/** The birthday whose window holds the day, with the year that names its gift; a week may reach over New Year. */
export function openBirthday(monthDay: string, today: LocalDate, window: BirthdayWindow, feb29: Feb29): { on: LocalDate; year: number } | null {
  const { year } = partsOf(today)
  for (const y of [year, year + 1, year - 1]) {
    const on = birthdayIn(y, monthDay, feb29)
    const { opens, closes } = windowOf(on, window)
    if (opens <= today && today <= closes) return { on, year: y }
  }
  return null
}

/** All month-days whose window holds that day: what the night looks for. */
export function monthDaysOpen(today: LocalDate, window: BirthdayWindow, feb29: Feb29): string[] {
  const { opens, closes } = windowOf(today, window)
  const out = new Set<string>()
  for (let n = -1; n <= daysBetween(opens, closes) + 1; n++) out.add(addDays(opens, n).slice(5))
  out.add('02-29')
  return [...out].filter((monthDay) => openBirthday(monthDay, today, window, feb29) !== null)
}

/** The next birthday from a day on, that day included. */
export function nextBirthday(monthDay: string, today: LocalDate, feb29: Feb29): { on: LocalDate; year: number } {
  const { year } = partsOf(today)
  const own = birthdayIn(year, monthDay, feb29)
  return own >= today ? { on: own, year } : { on: birthdayIn(year + 1, monthDay, feb29), year: year + 1 }
}
