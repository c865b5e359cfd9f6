import type { Sql } from '../platform/database/index.js'

const whole = (key: string, min: number, max: number, fallback: number) => ({ key, section: 'staff', kind: 'whole' as const, min, max, fallback })

/** What is picked out for the owner to look at: lines of this room, shown on the settings page. */
export const WATCH_SETTINGS = [whole('watch-same-times', 0, 1000, 5), whole('watch-same-hours', 1, 72, 24), whole('watch-same-points', 0, 100_000_000, 200), whole('watch-by-hand-times', 0, 10_000, 10), whole('watch-hours-minutes', 0, 720, 30)] as const

export interface WatchLines {
  /** so often to one member by one person within the hours; 0 for never */
  readonly sameTimes: number
  readonly sameHours: number
  /** what counts as small; 0 for any */
  readonly samePoints: number
  /** members looked up without their code, by one person and day; 0 for never */
  readonly byHandTimes: number
  /** before opening and after closing */
  readonly graceMinutes: number
  readonly tillDay: number
  readonly tillShift: number
}

const KEYS = [...WATCH_SETTINGS.map((s) => s.key), 'points-till-day', 'points-till-shift']
export const watchSettingRows = (merchantId: string): Sql => ({ text: 'select key, value from setting where merchant_id = $1 and key = any($2::text[])', values: [merchantId, KEYS] })

export function watchLines(rows: readonly { key: string; value: unknown }[]): WatchLines {
  const of = (key: string): number => Number(rows.find((r) => r.key === key)?.value ?? WATCH_SETTINGS.find((s) => s.key === key)?.fallback ?? 0)
  return { sameTimes: of('watch-same-times'), sameHours: of('watch-same-hours'), samePoints: of('watch-same-points'), byHandTimes: of('watch-by-hand-times'), graceMinutes: of('watch-hours-minutes'), tillDay: of('points-till-day'), tillShift: of('points-till-shift') }
}
