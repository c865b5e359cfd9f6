import type { Instant, MerchantId, StaffId, StoreId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { ShiftId, TillId } from '../platform/http/index.js'

export interface TillShownRow {
  till_id: TillId
  till_name: string
  store_id: StoreId
  store_name: string
  merchant_id: MerchantId
  merchant_name: string
  merchant_slug: string
  is_demo: boolean
}

export const addTill = (tx: Tx, t: { tillId: TillId; storeId: string; name: string; tokenHash: Buffer }, now: Instant): Promise<number> =>
  tx.run('insert into till (merchant_id, till_id, store_id, name, token_hash, created_at) values ($1, $2, $3, $4, $5, $6)', [tx.merchantId, t.tillId, t.storeId, t.name, t.tokenHash, new Date(now)])

/** The till of that token, noting that it was seen. */
export const seeTill = async (tx: Tx, tokenHash: Buffer, now: Instant): Promise<TillShownRow | null> =>
  (await tx.query<TillShownRow>(
    `with seen as (update till set last_seen_at = $3 where merchant_id = $1 and token_hash = $2 and revoked_at is null returning till_id, name, store_id)
     select t.till_id, t.name as till_name, s.store_id, s.name as store_name, m.merchant_id, m.name as merchant_name, m.slug as merchant_slug, m.is_demo
     from seen t join store s on s.merchant_id = $1 and s.store_id = t.store_id and not s.closed join merchant m on m.merchant_id = $1`, [tx.merchantId, tokenHash, new Date(now)]))[0] ?? null

/** Who may open a shift there: staff with a PIN, of that store or of all. */
export const clerksOf = (tx: Tx, tillId: string, storeId: string): Promise<{ staff_id: StaffId; name: string; role: 'owner' | 'manager' | 'clerk'; locked_until: Date | null }[]> =>
  tx.query(
    `select s.staff_id, s.name, s.role, p.locked_until from staff s left join pin_try p on p.merchant_id = s.merchant_id and p.till_id = $2 and p.staff_id = s.staff_id
     where s.merchant_id = $1 and s.active and s.pin_hash is not null and (s.store_id is null or s.store_id = $3) order by s.role <> 'clerk', s.created_at, s.staff_id limit 200`, [tx.merchantId, tillId, storeId])

export interface PinRow {
  staff_id: StaffId
  pin_hash: string | null
  store_id: string | null
  wrong: number | null
  locked_until: Date | null
}

/** One clerk's PIN and tries at one till, locked: guesses follow one another. */
export const lockPin = async (tx: Tx, tillId: string, staffId: string): Promise<PinRow | null> =>
  (await tx.query<PinRow>(
    `select s.staff_id, s.pin_hash, s.store_id, p.wrong, p.locked_until from staff s left join pin_try p on p.merchant_id = s.merchant_id and p.till_id = $2 and p.staff_id = s.staff_id
     where s.merchant_id = $1 and s.staff_id = $3 and s.active for no key update of s`, [tx.merchantId, tillId, staffId]))[0] ?? null

export const putPinTry = (tx: Tx, p: { tillId: string; staffId: string; wrong: number; lockedUntil: Instant | null }): Promise<number> =>
  tx.run(
    `insert into pin_try (merchant_id, till_id, staff_id, wrong, locked_until) values ($1, $2, $3, $4, $5)
     on conflict (merchant_id, till_id, staff_id) do update set wrong = excluded.wrong, locked_until = excluded.locked_until`,
    [tx.merchantId, p.tillId, p.staffId, p.wrong, p.lockedUntil === null ? null : new Date(p.lockedUntil)])

/** Closes whatever shift stands open at that till. */
export const closeOpenShifts = async (tx: Tx, tillId: string, now: Instant): Promise<ShiftId[]> =>
  (await tx.query<{ shift_id: ShiftId }>('update shift set closed_at = $3 where merchant_id = $1 and till_id = $2 and closed_at is null returning shift_id', [tx.merchantId, tillId, new Date(now)])).map((row) => row.shift_id)

export const openShift = (tx: Tx, s: { shiftId: ShiftId; tillId: TillId; staffId: StaffId }, now: Instant): Promise<number> =>
  tx.run('insert into shift (merchant_id, shift_id, till_id, staff_id, opened_at) values ($1, $2, $3, $4, $5)', [tx.merchantId, s.shiftId, s.tillId, s.staffId, new Date(now)])

export const closeShift = async (tx: Tx, shiftId: string, now: Instant): Promise<{ opened_at: Date; closed_at: Date; till_id: string; staff_id: string } | null> =>
  (await tx.query<{ opened_at: Date; closed_at: Date; till_id: string; staff_id: string }>('update shift set closed_at = coalesce(closed_at, $3) where merchant_id = $1 and shift_id = $2 returning opened_at, closed_at, till_id, staff_id', [tx.merchantId, shiftId, new Date(now)]))[0] ?? null

/** What was sold in a shift: the visits settled at that till by that clerk while it was open, and the points they gave. */
export const takings = async (tx: Tx, s: { tillId: string; staffId: string; from: Date; to: Date }): Promise<{ sales: number; amount: number; points: number }> =>
  (await tx.query<{ sales: number; amount: number; points: number }>(
    `select count(*)::int as sales, coalesce(sum(o.paid_minor), 0)::int8 as amount,
       coalesce((select sum(l.points) from lot l where l.merchant_id = $1 and l.wallet = 'points' and l.order_id = any(array_agg(o.order_id))), 0)::int8 as points
     from visit v join shop_order o on o.merchant_id = v.merchant_id and o.visit_id = v.visit_id
     where v.merchant_id = $1 and v.till_id = $2 and o.staff_id = $3 and o.paid_at >= $4 and o.paid_at <= $5`, [tx.merchantId, s.tillId, s.staffId, s.from, s.to]))[0]!
