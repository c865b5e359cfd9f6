import { assert, type Instant, type MemberId } from '@huitou/units'
import type { HoldState } from '@huitou/promotion'
import { plain, texts, type Sql, type Tx } from '../platform/database/index.js'
import type { HoldRow } from './flash.rows.js'

/** A reservation as it will stand; `before` null: it is new. */
export interface HoldWrite {
  readonly reservationId: string; readonly flashId: string; readonly memberId: MemberId; readonly before: HoldState | null; readonly state: HoldState; readonly units: number; readonly sold: number; readonly returned: number
  readonly priceMinor: number; readonly heldAt: Instant; readonly endsAt: Instant; readonly movedAt: Instant | null; readonly orderId: string | null; readonly lineNo: number | null
}
const at = (i: Instant | null) => (i === null ? null : new Date(i))

export async function insertHolds(tx: Tx, holds: readonly HoldWrite[]): Promise<void> {
  if (holds.length === 0) return
  const written = await tx.run(
    `insert into flash_hold (merchant_id, reservation_id, flash_id, member_id, state, units, price_minor, held_at, ends_at, moved_at)
     select $1, h.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::bigint[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[]) h`,
    [tx.merchantId, holds.map((h) => h.reservationId), holds.map((h) => h.flashId), holds.map((h) => h.memberId), holds.map((h) => h.state), holds.map((h) => h.units), holds.map((h) => h.priceMinor), holds.map((h) => at(h.heldAt)), holds.map((h) => at(h.endsAt)), holds.map((h) => at(h.movedAt))], 'insert-flash-holds')
  assert(written === holds.length, 'each reservation leaves one row')
}

/** Moves reservations on; one that is not as it was read stops the batch. */
export async function moveHolds(tx: Tx, holds: readonly HoldWrite[]): Promise<void> {
  if (holds.length === 0) return
  const moved = await tx.run(
    `update flash_hold h set state = u.state, sold = u.sold, returned = u.returned, moved_at = u.moved_at, order_id = u.order_id, line_no = u.line_no
     from unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::timestamptz[], $8::uuid[], $9::int[]) u(id, before, state, sold, returned, moved_at, order_id, line_no) where h.merchant_id = $1 and h.reservation_id = u.id and h.state = u.before`,
    [tx.merchantId, holds.map((h) => h.reservationId), holds.map((h) => h.before), holds.map((h) => h.state), holds.map((h) => h.sold), holds.map((h) => h.returned), holds.map((h) => at(h.movedAt)), holds.map((h) => h.orderId), holds.map((h) => h.lineNo)], 'move-flash-holds')
  assert(moved === holds.length, 'a reservation moved under its lock')
}

/** Posts what ran out, each at its own end, and answers the units that came free by sale. Under the stocks' locks. */
export async function postLapsed(tx: Tx, flashIds: readonly string[], now: Instant): Promise<Map<string, number>> {
  if (flashIds.length === 0) return new Map()
  const rows = await tx.query<{ flash_id: string; units: number }>(
    `with gone as (update flash_hold h set state = 'lapsed', moved_at = h.ends_at where h.merchant_id = $1 and h.flash_id = any($2::uuid[]) and h.state = 'held' and h.ends_at <= $3 returning h.flash_id, h.units)
     select flash_id, sum(units)::int as units from gone group by flash_id`, [tx.merchantId, flashIds, new Date(now)], 'post-lapsed')
  return new Map(rows.map((r) => [r.flash_id, r.units]))
}

/** Ends every reservation that holds, and answers the units. Under the stock's lock. */
export const releaseAll = async (tx: Tx, flashId: string, now: Instant): Promise<{ member_id: MemberId; reservation_id: string; units: number }[]> => tx.query(
  `update flash_hold set state = 'released', moved_at = $3 where merchant_id = $1 and flash_id = $2 and state = 'held' and ends_at > $3 returning member_id, reservation_id, units`, [tx.merchantId, flashId, new Date(now)])

/** Sales with reservations that ran out and are not posted yet. */
export const salesWithLapsed = async (tx: Tx, now: Instant): Promise<string[]> =>
  (await tx.query<{ flash_id: string }>(`select distinct flash_id from flash_hold where merchant_id = $1 and state = 'held' and ends_at <= $2`, [tx.merchantId, new Date(now)])).map((r) => r.flash_id)

export const takeBack = (tx: Tx, flashId: string, units: number): Promise<number> => tx.run('update flash_stock set taken = taken - $3 where merchant_id = $1 and flash_id = $2', [tx.merchantId, flashId, units])

/** What a member holds now, over all sales, or their part in some. */
export const holdsOf = (o: { merchantId: string; memberId: string; flashIds: readonly string[] }): Sql => ({
  name: 'flash-holds-of', text: `select h.reservation_id, h.flash_id, h.member_id, h.state, h.units, h.sold, h.returned, h.price_minor, h.held_at, h.ends_at, h.moved_at, h.order_id, h.line_no from flash_hold h where h.merchant_id = $1 and h.member_id = $2 and h.flash_id = any($3::uuid[]) order by h.held_at desc`, values: [o.merchantId, o.memberId, o.flashIds],
})
export interface TillHold extends HoldRow { readonly title: string; readonly sku: string; readonly name: string; readonly category: string; readonly picture: string; readonly list_minor: number; readonly member_minor: number | null }
export const holdsAtTill = (tx: Tx, memberId: string, now: Instant): Promise<TillHold[]> => tx.query<TillHold>(
  `select h.reservation_id, h.flash_id, h.member_id, h.state, h.units, h.sold, h.returned, h.price_minor, h.held_at, h.ends_at, h.moved_at, h.order_id, h.line_no, s.terms->>'title' as title, p.sku, p.name, p.category, p.picture, p.price_minor as list_minor, p.member_price_minor as member_minor
   from flash_hold h join flash_sale s using (merchant_id, flash_id) join product p on p.merchant_id = s.merchant_id and p.sku = s.sku
   where h.merchant_id = $1 and h.member_id = $2 and h.state = 'held' and h.ends_at > $3 order by h.ends_at`, [tx.merchantId, memberId, new Date(now)], 'flash-holds-at-till')

/** Whose a reservation is: it never changes. */
export const holderOf = (merchantId: string, reservationId: string): Sql => ({ text: 'select member_id, flash_id from flash_hold where merchant_id = $1 and reservation_id = $2', values: [merchantId, reservationId] })

export interface AskedHere { readonly actor: string; readonly key: string; readonly memberId: string; readonly flashId: string }
export interface KnownHere { readonly known: boolean; readonly total: number | null }
/** Whether a key was used already, or the member has a part in the sale: then the database answers, not the cache. Answers in the order asked. */
export const knownHere = (tx: Tx, asked: readonly AskedHere[]): Promise<KnownHere[]> => tx.query<KnownHere>(
  `select exists (select from act a where a.merchant_id = $1 and a.actor = q.actor and a.key = q.key) or exists (select from flash_hold h where h.merchant_id = $1 and h.member_id = q.member and h.flash_id = q.flash and h.state in ('held', 'redeemed')) as known,
     (select k.total from flash_stock k where k.merchant_id = $1 and k.flash_id = q.flash) as total
   from unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[]) with ordinality q(actor, key, member, flash, n) order by q.n`,
  [tx.merchantId, texts(asked.map((a) => a.actor)), texts(asked.map((a) => a.key)), plain(asked.map((a) => a.memberId)), plain(asked.map((a) => a.flashId))], 'flash-known-here')
