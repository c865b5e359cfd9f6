import type { Instant, LocalDate, MemberId } from '@huitou/units'
import { plain, type Tx } from '../platform/database/index.js'

export interface CheckInRow { member_id: MemberId; day: LocalDate; streak_days: number; points: number }

/** Check-ins of members from a day on, newest first. */
export const readCheckIns = (tx: Tx, ids: readonly MemberId[], from: LocalDate): Promise<CheckInRow[]> =>
  tx.query<CheckInRow>('select member_id, day, streak_days, points from check_in where merchant_id = $1 and member_id = any($2::uuid[]) and day >= $3::date order by day desc', [tx.merchantId, plain(ids), from], 'read-check-ins')

export const insertCheckIns = (tx: Tx, rows: readonly CheckInRow[], now: Instant): Promise<number> =>
  tx.run('insert into check_in (merchant_id, member_id, day, streak_days, points, at) select $1, *, $6 from unnest($2::uuid[], $3::date[], $4::int[], $5::bigint[])',
    [tx.merchantId, rows.map((r) => r.member_id), rows.map((r) => r.day), rows.map((r) => r.streak_days), rows.map((r) => r.points), new Date(now)])
