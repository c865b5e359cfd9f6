import { addDays, addMonths, addYears, assert, dateAt, dateOf, daysInMonth, endOf, endOfDate, partsOf, startOfDate, type Instant, type LocalDate, type Period, type Zone } from '@huitou/units'

/** When an award becomes spendable. `event`: when the order is confirmed (received), then after `days` more. */
export type Pending =
  | { readonly kind: 'none' }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'event'; readonly days?: number }

/**
 * When a lot ends, counted from its activation. `fixed`: that date in the year of activation + `yearsAhead`, a year later
 * where already past. `inactivity`: so long after the last act of the chosen kinds; the date is computed, the lot is not
 * edited, and its place in the drawing order is that of a lot without a date.
 */
export type Expiry =
  | { readonly kind: 'none' }
  | { readonly kind: 'rolling'; readonly count: number; readonly unit: Unit; readonly endOf: Period }
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number; readonly yearsAhead: number }
  | { readonly kind: 'at'; readonly at: Instant }
  | { readonly kind: 'inactivity'; readonly count: number; readonly unit: Unit; readonly endOf: Period; readonly acts: readonly Activity[]; readonly zone: Zone; readonly notBefore?: Instant }

export type Unit = 'day' | 'week' | 'month' | 'year'
/** What keeps points alive: an order or action of the member's own, points used. */
export type Activity = 'earn' | 'spend'
export type Acts = Readonly<Partial<Record<Activity, Instant>>>

export const NO_PENDING: Pending = { kind: 'none' }
export const NO_EXPIRY: Expiry = { kind: 'none' }
/** The default of the rules: twelve months, to the end of the month. */
export const TWELVE_MONTHS: Expiry = { kind: 'rolling', count: 12, unit: 'month', endOf: 'month' }

/** The first spendable instant of an award; null while it waits for its event. Days count from the start of the day. */
export function activeAtOf(pending: Pending, at: Instant, zone: Zone): Instant | null {
  if (pending.kind === 'none') return at
  if (pending.kind === 'event') return null
  return startOfDate(addDays(dateAt(at, zone), pending.days), zone)
}

/** The activation instant once the awaited event has come. */
export const activeAfterEvent = (pending: Pending, eventAt: Instant, zone: Zone): Instant =>
  pending.kind === 'event' && pending.days ? startOfDate(addDays(dateAt(eventAt, zone), pending.days), zone) : eventAt

/** The last day on which a lot activated on `active` can be used. */
export function lastDayOf(expiry: Expiry & { kind: 'rolling' | 'fixed' }, active: LocalDate): LocalDate {
  if (expiry.kind === 'rolling') return endOf(expiry.endOf, later(active, expiry.count, expiry.unit))
  const year = partsOf(active).year + expiry.yearsAhead
  const day = fixedDay(year, expiry)
  return day < active ? fixedDay(year + 1, expiry) : day
}

/** The first instant at which the lot can no longer be used (00:00 after its last day); null for never. */
export function expiresAtOf(expiry: Expiry, activeAt: Instant, zone: Zone): Instant | null {
  if (expiry.kind === 'none' || expiry.kind === 'inactivity') return null
  if (expiry.kind === 'at') return expiry.at
  return endOfDate(lastDayOf(expiry, dateAt(activeAt, zone)), zone)
}

/** When a lot really ends: its own instant, or, under inactivity, the one that the member's last acts give. */
export function endsAtOf(lot: { readonly expiresAt: Instant | null; readonly activeAt: Instant | null; readonly expiry: Expiry }, acts: Acts): Instant | null {
  const { expiry } = lot
  if (lot.expiresAt !== null || expiry.kind !== 'inactivity' || lot.activeAt === null) return lot.expiresAt
  const from = expiry.acts.reduce((last, kind) => Math.max(last, acts[kind] ?? last), lot.activeAt)
  const end = endOfDate(endOf(expiry.endOf, later(dateAt(from, expiry.zone), expiry.count, expiry.unit)), expiry.zone)
  return Math.max(end, expiry.notBefore ?? end)
}

function later(date: LocalDate, count: number, unit: Unit): LocalDate {
  assert(Number.isSafeInteger(count) && count >= 0, 'an expiry counts whole periods')
  if (unit === 'day') return addDays(date, count)
  if (unit === 'week') return addDays(date, count * 7)
  return unit === 'month' ? addMonths(date, count) : addYears(date, count)
}

const fixedDay = (year: number, { month, day }: { month: number; day: number }): LocalDate => dateOf({ year, month, day: Math.min(day, daysInMonth(year, month)) })
