import { assert, type Instant, type MemberId } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'

export interface WaitRow { readonly flash_id: string; readonly place: number; readonly member_id: MemberId; readonly units: number }
/** One who waits already, with how many are before them. */
export interface KnownWait extends WaitRow { readonly ahead: number }
/** One who is next, with what their turn is judged by. */
export interface NextRow extends WaitRow { readonly tier_id: string | null; readonly mine: number; readonly gone: boolean }
export interface WaitMove { readonly flashId: string; readonly place: number; readonly state: 'served' | 'left' | 'ended'; readonly reservationId: string | null }

/** The first of each queue. Under the stocks' locks. */
export const readNext = (tx: Tx, flashIds: readonly string[], most: number, now: Instant): Promise<NextRow[]> => flashIds.length === 0 ? Promise.resolve([]) : tx.query<NextRow>(
  `select w.flash_id, w.place, w.member_id, w.units, m.tier_id, m.left_at is not null or m.merged_into is not null as gone,
     coalesce((select sum(case h.state when 'held' then h.units else h.sold - h.returned end) from flash_hold h where h.merchant_id = $1 and h.member_id = w.member_id and h.flash_id = w.flash_id and (h.state = 'redeemed' or h.state = 'held' and h.ends_at > $4)), 0)::int as mine
   from unnest($2::uuid[]) f(id) cross join lateral (select q.* from flash_wait q where q.merchant_id = $1 and q.flash_id = f.id and q.state = 'waiting' order by q.place limit $3) w join member m on m.merchant_id = $1 and m.member_id = w.member_id
   order by w.flash_id, w.place`, [tx.merchantId, flashIds, most, new Date(now)], 'next-in-flash-queue')

/** Where members of a batch wait already. */
export const readWaits = (tx: Tx, flashIds: readonly string[], members: readonly MemberId[]): Promise<KnownWait[]> => tx.query<KnownWait>(
  `select w.flash_id, w.place, w.member_id, w.units, (select count(*)::int from flash_wait b where b.merchant_id = $1 and b.flash_id = w.flash_id and b.state = 'waiting' and b.place < w.place) as ahead
   from flash_wait w where w.merchant_id = $1 and w.member_id = any($2::uuid[]) and w.flash_id = any($3::uuid[]) and w.state = 'waiting'`, [tx.merchantId, members, flashIds], 'flash-waits-of')

export async function insertWaits(tx: Tx, waits: readonly WaitRow[], now: Instant): Promise<void> {
  if (waits.length === 0) return
  const written = await tx.run(
    `insert into flash_wait (merchant_id, flash_id, place, member_id, units, state, asked_at) select $1, w.*, 'waiting', $6 from unnest($2::uuid[], $3::int[], $4::uuid[], $5::int[]) w`,
    [tx.merchantId, waits.map((w) => w.flash_id), waits.map((w) => w.place), waits.map((w) => w.member_id), waits.map((w) => w.units), new Date(now)], 'insert-flash-waits')
  assert(written === waits.length, 'each place in the queue leaves one row')
}

/** Ends waiting; a place that does not wait any more stops the batch. */
export async function moveWaits(tx: Tx, moves: readonly WaitMove[], now: Instant): Promise<void> {
  if (moves.length === 0) return
  const moved = await tx.run(
    `update flash_wait w set state = u.state, reservation_id = u.reservation, moved_at = $6 from unnest($2::uuid[], $3::int[], $4::text[], $5::uuid[]) u(id, place, state, reservation)
     where w.merchant_id = $1 and w.flash_id = u.id and w.place = u.place and w.state = 'waiting'`,
    [tx.merchantId, moves.map((m) => m.flashId), moves.map((m) => m.place), moves.map((m) => m.state), moves.map((m) => m.reservationId), new Date(now)], 'move-flash-waits')
  assert(moved === moves.length, 'a place in the queue moved under its lock')
}

/** Sales that somebody waits in. */
export const queuedSales = async (tx: Tx): Promise<string[]> =>
  (await tx.query<{ flash_id: string }>('select flash_id from flash_stock where merchant_id = $1 and queued > 0', [tx.merchantId])).map((r) => r.flash_id)

/** A member's place, and how many wait before it; no row: they do not wait. */
export const placeOf = (o: { merchantId: string; memberId: string; flashIds: readonly string[] }): Sql => ({
  name: 'flash-place-of', text: `select flash_id, place from flash_wait where merchant_id = $1 and member_id = $2 and flash_id = any($3::uuid[]) and state = 'waiting'`, values: [o.merchantId, o.memberId, o.flashIds],
})
/** All places of a queue, in order. */
export const placesIn = (merchantId: string, flashId: string): Sql => ({
  name: 'flash-places', text: `select coalesce(array_agg(place order by place), '{}')::int[] as places, min(asked_at) as first from flash_wait where merchant_id = $1 and flash_id = $2 and state = 'waiting'`, values: [merchantId, flashId],
})

/** Units of reservations that lapsed or were given back. */
export const endedOf = (merchantId: string, flashId: string, now: Instant): Sql => ({
  name: 'flash-ended-of', text: `select coalesce(sum(units) filter (where state in ('lapsed', 'released') or (state = 'held' and ends_at <= $3)), 0)::int as freed from flash_hold where merchant_id = $1 and flash_id = $2`, values: [merchantId, flashId, new Date(now)],
})
