import { fault } from './brand.js'

/** A day of a calendar without a zone: "2026-11-21". Compares by plain string order. */
export type LocalDate = string

export interface DayParts {
  readonly year: number
  /** 1 to 12 */
  readonly month: number
  /** 1 to 31 */
  readonly day: number
}

/** Days since 1970-01-01 of a proleptic Gregorian day. Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
export function dayNumber({ year, month, day }: DayParts): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yoe = y - era * 400
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy
  return era * 146_097 + doe - 719_468
}

/** The inverse of dayNumber. Source: the same, civil_from_days. */
export function partsOfDay(dayNo: number): DayParts {
  const z = dayNo + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 }
}

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** 28 to 31 */
export const daysInMonth = (year: number, month: number): number => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)

const two = (n: number) => (n < 10 ? `0${n}` : String(n))

export const dateOf = (p: DayParts): LocalDate => `${String(p.year).padStart(4, '0')}-${two(p.month)}-${two(p.day)}`

/** Faults on anything that is not a day of the calendar. */
export function partsOf(date: LocalDate): DayParts {
  return tryPartsOf(date) ?? fault(`not a date: ${date}`)
}

// The days of a shop's history are few and asked about millions of times.
const read = new Map<string, DayParts | null>()

/** null on anything that is not a day of the calendar, 2026-02-30 included. */
export function tryPartsOf(date: string): DayParts | null {
  const known = read.get(date)
  if (known !== undefined) return known
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  const p = found && { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
  const parts = p && p.month >= 1 && p.month <= 12 && p.day >= 1 && p.day <= daysInMonth(p.year, p.month) ? p : null
  if (read.size > 20_000) read.clear()
  if (date.length <= 10) read.set(date, parts)
  return parts
}

// The same days, written: a replay of a year names the same few hundred of them for each of its members.
const written = new Map<number, LocalDate>()

/** The day that is so many days after 1970-01-01. */
export function dateOfDay(dayNo: number): LocalDate {
  const known = written.get(dayNo)
  if (known !== undefined) return known
  const date = dateOf(partsOfDay(dayNo))
  if (written.size > 20_000) written.clear()
  written.set(dayNo, date)
  return date
}

export const addDays = (date: LocalDate, n: number): LocalDate => dateOfDay(dayNumber(partsOf(date)) + n)

/** Clamps: 31 Jan + 1 month = 28 or 29 Feb. */
export function addMonths(date: LocalDate, n: number): LocalDate {
  const p = partsOf(date)
  const month0 = p.year * 12 + (p.month - 1) + n
  const year = Math.floor(month0 / 12)
  const month = month0 - year * 12 + 1
  return dateOfDay(dayNumber({ year, month, day: Math.min(p.day, daysInMonth(year, month)) }))
}

/** Clamps: 29 Feb + 1 year = 28 Feb. */
export const addYears = (date: LocalDate, n: number): LocalDate => addMonths(date, n * 12)

/** Whole days from a to b. */
export const daysBetween = (a: LocalDate, b: LocalDate): number => dayNumber(partsOf(b)) - dayNumber(partsOf(a))

/** 1 Monday to 7 Sunday (ISO 8601). */
export const weekdayOf = (date: LocalDate): number => ((((dayNumber(partsOf(date)) + 3) % 7) + 7) % 7) + 1

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year'

/** The first day of the period that holds the date. Weeks start on Monday. */
export function startOf(period: Period, date: LocalDate): LocalDate {
  const p = partsOf(date)
  if (period === 'day') return date
  if (period === 'week') return addDays(date, 1 - weekdayOf(date))
  const span = SPANS[period]
  return dateOf({ year: p.year, month: p.month - ((p.month - 1) % span), day: 1 })
}

/** The last day of the period that holds the date. */
export function endOf(period: Period, date: LocalDate): LocalDate {
  const start = startOf(period, date)
  if (period === 'day') return date
  if (period === 'week') return addDays(start, 6)
  return addDays(addMonths(start, SPANS[period]), -1)
}

const SPANS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const
