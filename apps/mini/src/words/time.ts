import type { Words } from './zh'
import { now as clock } from '../platform/clock'

// Days of the shop's calendar come as "2026-12-31" and are said as they are. Instants are said in the phone's own time:
// the mini-program has no table of zones.
const DAY = 24 * 60 * 60 * 1000
const two = (n: number): string => String(n).padStart(2, '0')
const ymd = (day: string): [number, number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]

export const dayText = (day: string, w: Words): string => w.time.day(ymd(day)[1], ymd(day)[2])
export const longDay = (day: string, w: Words): string => w.time.dayOfYear(...ymd(day))
/** The year is said only where it is not this one. */
export const soonDay = (day: string, w: Words, now = clock()): string => (ymd(day)[0] === new Date(now).getFullYear() ? dayText(day, w) : longDay(day, w))
export const monthText = (month: string, w: Words): string => w.time.month(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
export const monthDay = (md: string, w: Words): string => w.time.day(Number(md.slice(0, 2)), Number(md.slice(3, 5)))
/** A birthday of either calendar: 9 月 12 日, 农历八月十五. */
export const birthdayText = (md: string, calendar: 'solar' | 'lunar', w: Words): string => (calendar === 'lunar' ? w.time.lunar(Number(md.slice(0, 2)), Number(md.slice(3, 5))) : monthDay(md, w))

export const clockText = (ms: number): string => { const d = new Date(ms); return `${d.getHours()}:${two(d.getMinutes())}` }
/** A minute of the day: 21:30. */
export const minuteText = (minute: number): string => `${Math.floor(minute / 60)}:${two(minute % 60)}`
export const dayOf = (iso: string): string => { const d = new Date(iso); return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}` }
export const instantText = (iso: string, w: Words): string => `${soonDay(dayOf(iso), w)} ${clockText(Date.parse(iso))}`

/** Whole days from today to that day. */
export const daysUntil = (day: string, now = clock()): number => {
  const [y, m, d] = ymd(day)
  const t = new Date(now)
  return Math.round((Date.UTC(y, m - 1, d) - Date.UTC(t.getFullYear(), t.getMonth(), t.getDate())) / DAY)
}

/** "20 分钟前", "昨天", "11 月 8 日". */
export function agoText(iso: string, w: Words, now = clock()): string {
  const gone = now - Date.parse(iso)
  if (gone < 60_000) return w.time.justNow
  if (gone < 3_600_000) return w.time.minutes(Math.floor(gone / 60_000))
  const days = -daysUntil(dayOf(iso), now)
  if (days === 0) return w.time.hours(Math.floor(gone / 3_600_000))
  return days === 1 ? w.time.yesterday : soonDay(dayOf(iso), w, now)
}

/** For a list: the hour today, else the day. */
export function stampText(iso: string, w: Words, now = clock()): string {
  const days = -daysUntil(dayOf(iso), now)
  return days === 0 ? clockText(Date.parse(iso)) : days === 1 ? w.time.yesterday : soonDay(dayOf(iso), w, now)
}

/** The last day of a window that ends at midnight after it. */
export const lastDay = (until: string): string => dayOf(new Date(Date.parse(until) - 1).toISOString())
