import type { Instant, LocalDate, MemberId, StaffId } from '@huitou/units'
import { instants, plain, texts, type Tx } from '../platform/database/index.js'

export type MeterScope = 'till-day' | 'till-shift' | 'hand-day'
export interface MeterRow { staff_id: StaffId; scope: MeterScope; period: string; given: number }
/** A change of one counter. `had`: what it was judged by under the lock; null where nothing was judged. */
export interface MeterMove { readonly staffId: StaffId; readonly scope: MeterScope; readonly period: string; readonly by: number; readonly had: number | null }
export interface GivenRow {
  readonly actId: string; readonly staffId: StaffId; readonly kind: 'sale' | 'hand'; readonly memberId: MemberId; readonly wallet: string; readonly points: number; readonly counts: number
  readonly day: LocalDate; readonly shiftId: string | null; readonly orderId: string | null; readonly allowedBy: StaffId | null; readonly at: Instant
}
export interface OrderGiven { act_id: string; order_id: string; staff_id: StaffId; day: LocalDate; shift_id: string | null; counts: number; back: number }

/** Whoever's room is judged is locked by their own row: two batches never both see the last of it. */
export const lockStaff = (tx: Tx, ids: readonly StaffId[]): Promise<number> =>
  tx.run('select staff_id from staff where merchant_id = $1 and staff_id = any($2::uuid[]) order by staff_id for no key update', [tx.merchantId, plain(ids)], 'lock-staff')

/** The counters of people on a day, and of the shifts given. */
export const readMeters = (tx: Tx, ids: readonly StaffId[], periods: readonly string[]): Promise<MeterRow[]> =>
  tx.query<MeterRow>('select staff_id, scope, period, given from staff_meter where merchant_id = $1 and staff_id = any($2::uuid[]) and period = any($3::text[])', [tx.merchantId, plain(ids), texts(periods)], 'read-meters')

/** The shift that stands open at a till, by who stands there; what a till sells belongs to it. */
export const openShifts = (tx: Tx, tillIds: readonly string[]): Promise<{ till_id: string; staff_id: StaffId; shift_id: string }[]> =>
  tx.query('select till_id, staff_id, shift_id from shift where merchant_id = $1 and till_id = any($2::uuid[]) and closed_at is null order by opened_at', [tx.merchantId, plain(tillIds)], 'open-shifts')

/** Who gave points for these orders. */
export const givenFor = (tx: Tx, orderIds: readonly string[]): Promise<OrderGiven[]> =>
  tx.query<OrderGiven>("select act_id, order_id, staff_id, to_char(day, 'YYYY-MM-DD') as day, shift_id, counts, back from staff_given where merchant_id = $1 and order_id = any($2::uuid[])", [tx.merchantId, plain(orderIds)], 'given-for')

export const insertGiven = (tx: Tx, rows: readonly GivenRow[]): Promise<number> =>
  tx.run(
    `insert into staff_given (merchant_id, act_id, staff_id, kind, member_id, wallet, points, counts, day, shift_id, order_id, allowed_by, at)
     select $1, g.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::bigint[], $8::bigint[], $9::date[], $10::uuid[], $11::uuid[], $12::uuid[], $13::timestamptz[]) as g`,
    [tx.merchantId, plain(rows.map((r) => r.actId)), plain(rows.map((r) => r.staffId)), plain(rows.map((r) => r.kind)), plain(rows.map((r) => r.memberId)), texts(rows.map((r) => r.wallet)), plain(rows.map((r) => r.points)), plain(rows.map((r) => r.counts)), texts(rows.map((r) => r.day)), plain(rows.map((r) => r.shiftId)), plain(rows.map((r) => r.orderId)), plain(rows.map((r) => r.allowedBy)), instants(rows.map((r) => r.at))], 'insert-given')

/** Adds to counters, always in one order; answers how many are not above what they were judged by (a refund meanwhile only lowers them). */
export async function addToMeters(tx: Tx, moves: readonly MeterMove[]): Promise<number> {
  const rows = await tx.query<MeterRow>(
    `insert into staff_meter as m (merchant_id, staff_id, scope, period, given) select $1, x.* from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[]) as x
     on conflict (merchant_id, staff_id, scope, period) do update set given = m.given + excluded.given returning staff_id, scope, period, given`,
    [tx.merchantId, plain(moves.map((m) => m.staffId)), texts(moves.map((m) => m.scope)), texts(moves.map((m) => m.period)), plain(moves.map((m) => m.by))], 'add-to-meters')
  const now = new Map(rows.map((r) => [`${r.staff_id} ${r.scope} ${r.period}`, r.given]))
  return moves.filter((m) => m.had === null || now.get(`${m.staffId} ${m.scope} ${m.period}`)! <= m.had + m.by).length
}

export const takeFromMeters = (tx: Tx, moves: readonly MeterMove[]): Promise<number> =>
  tx.run(
    `update staff_meter m set given = m.given - x.by from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[]) as x(staff_id, scope, period, by)
     where m.merchant_id = $1 and m.staff_id = x.staff_id and m.scope = x.scope and m.period = x.period and m.given >= x.by`,
    [tx.merchantId, plain(moves.map((m) => m.staffId)), texts(moves.map((m) => m.scope)), texts(moves.map((m) => m.period)), plain(moves.map((m) => m.by))], 'take-from-meters')

/** Room that refunds gave back, kept beside what took it. */
export const giveRoomBack = (tx: Tx, rows: readonly { actId: string; had: number; back: number }[]): Promise<number> =>
  tx.run(
    'update staff_given g set back = x.back from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as x(act_id, had, back) where g.merchant_id = $1 and g.act_id = x.act_id and g.back = x.had',
    [tx.merchantId, plain(rows.map((r) => r.actId)), plain(rows.map((r) => r.had)), plain(rows.map((r) => r.back))], 'give-room-back')

export interface GivenOnDay { staff_id: StaffId; role: string; by_hand: number; at_till: number }
/** What everybody who may still act gave on a day, by their counters. */
export const givenOn = (tx: Tx, day: LocalDate): Promise<GivenOnDay[]> =>
  tx.query<GivenOnDay>(
    `select s.staff_id, s.role, coalesce(h.given, 0) as by_hand, coalesce(t.given, 0) as at_till from staff s
     left join staff_meter h on h.merchant_id = $1 and h.staff_id = s.staff_id and h.scope = 'hand-day' and h.period = $2 left join staff_meter t on t.merchant_id = $1 and t.staff_id = s.staff_id and t.scope = 'till-day' and t.period = $2
     where s.merchant_id = $1 and s.active order by s.created_at, s.staff_id limit 2000`, [tx.merchantId, day])
