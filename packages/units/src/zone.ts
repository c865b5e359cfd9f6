import { tzOffset } from '@date-fns/tz/tzOffset'
import { assert } from './brand.js'
import { addDays, dateOfDay, dayNumber, partsOf, type LocalDate } from './calendar.js'

/** UTC, in milliseconds since 1970. The clock is always an input. */
export type Instant = number
/** IANA name: "Asia/Shanghai". */
export type Zone = string

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

// One answer a zone and quarter hour: every zone change of the tz database falls on one, and an import asks half a million times.
const QUARTER = 15 * MINUTE
const known = new Map<string, Map<number, number>>()

/** Minutes east of UTC at that instant. Faults on an unknown zone. */
export function offsetMinutes(at: Instant, zone: Zone): number {
  const quarter = Math.floor(at / QUARTER)
  let ofZone = known.get(zone)
  if (!ofZone) known.set(zone, (ofZone = new Map()))
  let offset = ofZone.get(quarter)
  if (offset === undefined) {
    if (ofZone.size > 100_000) ofZone.clear()
    offset = tzOffset(zone, new Date(quarter * QUARTER))
    assert(Number.isFinite(offset), `unknown time zone ${zone}`)
    ofZone.set(quarter, offset)
  }
  return offset
}

/** Whether the tz database knows the name. */
export const isZone = (zone: string): boolean => /^[A-Za-z_+\-/0-9]+$/.test(zone) && Number.isFinite(tzOffset(zone, new Date(0)))

/** The day it is there. */
export const dateAt = (at: Instant, zone: Zone): LocalDate => dateOfDay(Math.floor((at + offsetMinutes(at, zone) * MINUTE) / DAY))

/** Minutes since local midnight on the wall clock, 0 to 1439. */
export function minuteOfDay(at: Instant, zone: Zone): number {
  const local = at + offsetMinutes(at, zone) * MINUTE
  return Math.floor((((local % DAY) + DAY) % DAY) / MINUTE)
}

/**
 * The instant of a wall-clock time. A time that a zone change skips is read with the offset before it (so it falls after
 * the gap); one that comes twice is the first of the two. Source: RFC 5545 section 3.3.5.
 */
export function instantOf(date: LocalDate, zone: Zone, secondOfDay = 0): Instant {
  const wall = dayNumber(partsOf(date)) * DAY + secondOfDay * SECOND
  const before = wall - offsetMinutes(wall - DAY, zone) * MINUTE
  const after = wall - offsetMinutes(wall + DAY, zone) * MINUTE
  if (before + offsetMinutes(before, zone) * MINUTE === wall) return before
  if (after + offsetMinutes(after, zone) * MINUTE === wall) return after
  return before
}

const starts = new Map<Zone, Map<LocalDate, Instant>>()

/** The first instant of that day there. Where midnight is skipped, the day starts when the clock jumps. */
export function startOfDate(date: LocalDate, zone: Zone): Instant {
  let ofZone = starts.get(zone)
  if (!ofZone) starts.set(zone, (ofZone = new Map()))
  let start = ofZone.get(date)
  if (start === undefined) {
    if (ofZone.size > 20_000) ofZone.clear()
    ofZone.set(date, (start = instantOf(date, zone)))
  }
  return start
}

/** The first instant after that day: windows end at 00:00 after their last day. */
export const endOfDate = (date: LocalDate, zone: Zone): Instant => startOfDate(addDays(date, 1), zone)
