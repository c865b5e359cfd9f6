import { addDays, dateOf, dateOfLunar, daysBetween, endOf, isLeap, lunarOf, partsOf, startOf, tryPartsOf, type LocalDate } from '@huitou/units'

export type Feb29 = 'feb-28' | 'mar-1'
export type BirthdayWindow = 'day' | 'week' | 'month'
/** "MM-DD" of its calendar. A lunar year runs to 30th days; its leap months count as the plain ones. */
export interface Birthday { readonly calendar: 'solar' | 'lunar'; readonly monthDay: string }
const GIFT_OF = 'birthday:'
/** The once-key of the gift of a year's birthday, and the same of a year in a query. */
export const birthdayKey = (year: number): string => `${GIFT_OF}${year}`
export const birthdayKeySql = (year: string): string => `'${GIFT_OF}' || ${year}`

export interface KeptBirthday { readonly on: LocalDate; readonly year: number }

/** Whether there is such a day in some year of that calendar. */
export function isBirthday({ calendar, monthDay }: Birthday, year: number | null = null): boolean {
  if (calendar === 'solar') return tryPartsOf(`${year ?? 2000}-${monthDay}`) !== null
  const [month, day] = monthDay.split('-').map(Number) as [number, number]
  return month >= 1 && month <= 12 && day >= 1 && day <= 30
}

/** The day a birthday is kept in a year of its calendar; null beyond the lunar years we know. 29 February by the shop's setting. */
export function birthdayIn(year: number, { calendar, monthDay }: Birthday, feb29: Feb29): LocalDate | null {
  if (calendar === 'lunar') return dateOfLunar(year, Number(monthDay.slice(0, 2)), Number(monthDay.slice(3)))
  if (monthDay !== '02-29' || isLeap(year)) return `${String(year).padStart(4, '0')}-${monthDay}`
  return feb29 === 'mar-1' ? dateOf({ year, month: 3, day: 1 }) : dateOf({ year, month: 2, day: 28 })
}

/** First and last day on which the gift of a birthday is given: its day, its week from Monday, its month. */
export const windowOf = (birthday: LocalDate, window: BirthdayWindow): { opens: LocalDate; closes: LocalDate } => ({ opens: startOf(window, birthday), closes: endOf(window, birthday) })

/** The birthday whose window holds the day, with the year that names its gift; a week may reach over New Year, a lunar year into the next. */
export function openBirthday(birthday: Birthday, today: LocalDate, window: BirthdayWindow, feb29: Feb29): KeptBirthday | null {
  const { year } = partsOf(today)
  for (const y of [year, year + 1, year - 1]) {
    const on = birthdayIn(y, birthday, feb29)
    if (on === null) continue
    const { opens, closes } = windowOf(on, window)
    if (opens <= today && today <= closes) return { on, year: y }
  }
  return null
}

/** All birthdays whose window holds that day: what the night looks for. */
export function birthdaysOpen(today: LocalDate, window: BirthdayWindow, feb29: Feb29): Birthday[] {
  const { opens, closes } = windowOf(today, window)
  const [solar, lunar] = [new Set(['02-29']), new Set<string>()]
  for (let n = -1; n <= daysBetween(opens, closes) + 1; n++) {
    const day = addDays(opens, n)
    solar.add(day.slice(5))
    const l = lunarOf(day)
    if (!l || l.leap) continue
    lunar.add(lunarMonthDay(l.month, l.day))
    if (l.day === 29 && l.daysInMonth === 29) lunar.add(lunarMonthDay(l.month, 30))
  }
  const all: Birthday[] = [...[...solar].map((monthDay) => ({ calendar: 'solar' as const, monthDay })), ...[...lunar].map((monthDay) => ({ calendar: 'lunar' as const, monthDay }))]
  return all.filter((b) => openBirthday(b, today, window, feb29) !== null)
}

/** Those whose window opens on the day itself. */
export function birthdaysOpening(day: LocalDate, window: BirthdayWindow, feb29: Feb29): Birthday[] {
  return birthdaysOpen(day, window, feb29).filter((b) => windowOf(openBirthday(b, day, window, feb29)!.on, window).opens === day)
}

const two = (n: number) => String(n).padStart(2, '0')
const lunarMonthDay = (month: number, day: number) => `${two(month)}-${two(day)}`

/** The next birthday from a day on, that day included; null beyond the lunar years we know. */
export function nextBirthday(birthday: Birthday, today: LocalDate, feb29: Feb29): KeptBirthday | null {
  const { year } = partsOf(today)
  for (const y of [year - 1, year, year + 1]) {
    const on = birthdayIn(y, birthday, feb29)
    if (on !== null && on >= today) return { on, year: y }
  }
  return null
}
