import { addMonths, dateAt, startOf, startOfDate, type Instant, type LocalDate, type Zone } from '@huitou/units'

const MONTHS = 12

/** What is replayed: this month and the eleven before it, by the merchant's calendar. */
export interface Stretch {
  readonly from: Instant
  readonly asOf: Instant
  /** when its months begin, and when the last one ends */
  readonly months: readonly Instant[]
}

const firstDay = (from: Instant, zone: Zone, n: number): LocalDate => addMonths(startOf('month', dateAt(from, zone)), n)

export const stretchFrom = (asOf: Instant, zone: Zone): Instant => startOfDate(firstDay(asOf, zone, 1 - MONTHS), zone)
export const stretchOf = (from: Instant, asOf: Instant, zone: Zone): Stretch => ({ from, asOf, months: Array.from({ length: MONTHS + 1 }, (_, i) => startOfDate(firstDay(from, zone, i), zone)) })
/** "2026-03", one after the other. */
export const namesOfMonths = (from: Instant, zone: Zone): string[] => Array.from({ length: MONTHS }, (_, i) => firstDay(from, zone, i).slice(0, 7))
