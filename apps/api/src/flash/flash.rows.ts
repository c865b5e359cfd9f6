import { assert, type Currency, type Instant, type MemberId, type Zone } from '@huitou/units'
import type { FlashDecided, HoldState } from '@huitou/promotion'
import type { FlashTerms as WireTerms } from '@huitou/contract'
import type * as z from 'zod/mini'
import type { Sql, Tx } from '../platform/database/index.js'

export type FlashTermsOf = z.output<typeof WireTerms>

export interface FlashRow {
  readonly flash_id: string; readonly decided: FlashDecided; readonly terms: FlashTermsOf; readonly from_at: Date; readonly until_at: Date; readonly created_at: Date; readonly stopped_at: Date | null
  readonly total: number; readonly taken: number; readonly redeemed: number
  /** members who wait, and the place that the next of them gets */
  readonly queued: number; readonly next_place: number
  /** units of reservations that ran out and are not posted yet: they are free */
  readonly lapsing: number
  readonly next_end: Date | null
  readonly sku: string; readonly name: string | null; readonly category: string | null; readonly picture: string | null; readonly price_minor: number | null; readonly member_price_minor: number | null; readonly on_sale: boolean | null
  readonly zone: Zone; readonly currency: Currency
}

const COLUMNS = (now: string) => `s.flash_id, s.decided, s.terms, s.from_at, s.until_at, s.created_at, s.stopped_at, k.total, k.taken, k.redeemed, k.queued, k.next_place, s.sku, p.name, p.category, p.picture, p.price_minor, p.member_price_minor, p.on_sale, m.zone, m.currency,
  coalesce((select sum(h.units) from flash_hold h where h.merchant_id = s.merchant_id and h.flash_id = s.flash_id and h.state = 'held' and h.ends_at <= ${now}), 0)::int as lapsing,
  (select min(h.ends_at) from flash_hold h where h.merchant_id = s.merchant_id and h.flash_id = s.flash_id and h.state = 'held' and h.ends_at > ${now}) as next_end`
const FROM = 'from flash_sale s join flash_stock k using (merchant_id, flash_id) join merchant m using (merchant_id) left join product p on p.merchant_id = s.merchant_id and p.sku = s.sku'

/** Sales by their ids, or by reservations and orders that belong to them. */
const WHICH = '(k.flash_id = any($2::uuid[]) or k.flash_id in (select h.flash_id from flash_hold h where h.merchant_id = $1 and (h.reservation_id = any($3::uuid[]) or h.order_id = any($4::uuid[]))))'
export interface Which { readonly flashIds: readonly string[]; readonly reservationIds: readonly string[]; readonly orderIds: readonly string[] }
const none = (w: Which) => w.flashIds.length + w.reservationIds.length + w.orderIds.length === 0

/** The hot rows, in the order of their ids. Every change of a reservation happens under its sale's row. */
export const lockFlashStocks = (tx: Tx, w: Which): Promise<number> => none(w) ? Promise.resolve(0) : tx.run(
  `select 1 from flash_stock k where k.merchant_id = $1 and ${WHICH} order by k.flash_id for no key update`, [tx.merchantId, w.flashIds, w.reservationIds, w.orderIds], 'lock-flash-stocks')

export const readFlashes = (tx: Tx, w: Which, now: Instant): Promise<FlashRow[]> => none(w) ? Promise.resolve([]) : tx.query<FlashRow>(
  `select ${COLUMNS('$5')} ${FROM} where s.merchant_id = $1 and ${WHICH}`, [tx.merchantId, w.flashIds, w.reservationIds, w.orderIds, new Date(now)], 'read-flashes')

export const oneFlash = (merchantId: string, flashId: string, now: Instant): Sql => ({ name: 'one-flash', text: `select ${COLUMNS('$3')} ${FROM} where s.merchant_id = $1 and s.flash_id = $2`, values: [merchantId, flashId, new Date(now)] })

/** On, paused, or begins within a week; and those of which the member holds something. */
export const flashesFor = (merchantId: string, memberId: string, now: Instant): Sql => ({
  text: `select ${COLUMNS('$3')} ${FROM} where s.merchant_id = $1 and s.decided in ('scheduled', 'paused', 'stopped') and ((s.decided <> 'stopped' and s.until_at > $3 and s.from_at < $3::timestamptz + interval '7 days')
    or exists (select from flash_hold h where h.merchant_id = $1 and h.member_id = $2 and h.flash_id = s.flash_id and h.state = 'held' and h.ends_at > $3)) order by s.from_at, s.flash_id limit 20`,
  values: [merchantId, memberId, new Date(now)],
})

export interface ListedFlash extends FlashRow, FlashCounts {}
/** What became of a sale's reservations; units, but for members. */
export interface FlashCounts { readonly lapsed: number; readonly released: number; readonly members: number; readonly sold_minor: number }
const COUNTS = (now: string) => `cross join lateral (select coalesce(sum(h.units) filter (where h.state = 'lapsed' or (h.state = 'held' and h.ends_at <= ${now})), 0)::int as lapsed, coalesce(sum(h.units) filter (where h.state = 'released'), 0)::int as released,
  count(distinct h.member_id)::int as members, coalesce(sum((h.sold - h.returned) * h.price_minor), 0)::bigint as sold_minor from flash_hold h where h.merchant_id = s.merchant_id and h.flash_id = s.flash_id) c`

export const listFlashes = (o: { merchantId: string; after: readonly [number, string] | null; limit: number; now: Instant }): Sql => ({
  text: `select ${COLUMNS('$5')}, c.* ${FROM} ${COUNTS('$5')} where s.merchant_id = $1 and ($2::timestamptz is null or (s.created_at, s.flash_id) < ($2, $3::uuid)) order by s.created_at desc, s.flash_id desc limit $4`,
  values: [o.merchantId, o.after ? new Date(o.after[0]) : null, o.after?.[1] ?? null, o.limit + 1, new Date(o.now)],
})
export const countedFlash = (merchantId: string, flashId: string, now: Instant): Sql => ({ text: `select ${COLUMNS('$3')}, c.* ${FROM} ${COUNTS('$3')} where s.merchant_id = $1 and s.flash_id = $2`, values: [merchantId, flashId, new Date(now)] })

/** Another sale of the same goods at the same time, by its title. */
export const overlapping = (merchantId: string, o: { flashId: string; sku: string; from: string; until: string }): Sql => ({
  text: `select terms->>'title' as title from flash_sale where merchant_id = $1 and flash_id <> $2 and sku = $3 and decided in ('scheduled', 'paused') and from_at < $5 and until_at > $4 limit 1`, values: [merchantId, o.flashId, o.sku, o.from, o.until],
})

export async function insertFlash(tx: Tx, o: { flashId: string; terms: FlashTermsOf }, now: Instant): Promise<void> {
  await tx.run(`insert into flash_sale (merchant_id, flash_id, decided, terms, sku, from_at, until_at, created_at) values ($1, $2, 'draft', $3::jsonb, $4, $5, $6, $7)`, [tx.merchantId, o.flashId, JSON.stringify(o.terms), o.terms.sku, o.terms.from, o.terms.until, new Date(now)])
  await tx.run('insert into flash_stock (merchant_id, flash_id, total) values ($1, $2, $3)', [tx.merchantId, o.flashId, o.terms.total])
}

/** Before the start only: nothing is taken then but by those who begin early, who keep what they were promised. */
export async function changeFlash(tx: Tx, o: { flashId: string; terms: FlashTermsOf }): Promise<void> {
  await tx.run('update flash_sale set terms = $3::jsonb, sku = $4, from_at = $5, until_at = $6 where merchant_id = $1 and flash_id = $2', [tx.merchantId, o.flashId, JSON.stringify(o.terms), o.terms.sku, o.terms.from, o.terms.until])
  await tx.run('update flash_stock set total = $3 where merchant_id = $1 and flash_id = $2', [tx.merchantId, o.flashId, o.terms.total])
}

export async function decideFlash(tx: Tx, o: { flashId: string; before: FlashDecided; decided: FlashDecided }, now: Instant): Promise<void> {
  const moved = await tx.run(`update flash_sale set decided = $4, stopped_at = case when $4 = 'stopped' then $5::timestamptz end where merchant_id = $1 and flash_id = $2 and decided = $3`, [tx.merchantId, o.flashId, o.before, o.decided, new Date(now)])
  assert(moved === 1, 'a flash sale moved under its lock')
}

export interface StockMove { readonly flashId: string; readonly before: number; readonly taken: number; readonly redeemed: number; readonly total: number; readonly queued: number; readonly nextPlace: number }

/** Moves the stocks; a row that is not where it was read stops the batch. */
export async function writeFlashStocks(tx: Tx, moves: readonly StockMove[]): Promise<void> {
  if (moves.length === 0) return
  const moved = await tx.run(
    `update flash_stock k set taken = u.taken, redeemed = u.redeemed, total = u.total, queued = u.queued, next_place = u.next_place from unnest($2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[]) u(id, before, taken, redeemed, total, queued, next_place)
     where k.merchant_id = $1 and k.flash_id = u.id and k.taken = u.before`,
    [tx.merchantId, moves.map((m) => m.flashId), moves.map((m) => m.before), moves.map((m) => m.taken), moves.map((m) => m.redeemed), moves.map((m) => m.total), moves.map((m) => m.queued), moves.map((m) => m.nextPlace)], 'write-flash-stocks')
  assert(moved === moves.length, 'a flash stock moved under its lock')
}

export interface HoldRow {
  readonly reservation_id: string; readonly flash_id: string; readonly member_id: MemberId; readonly state: HoldState; readonly units: number; readonly sold: number; readonly returned: number
  readonly price_minor: number; readonly held_at: Date; readonly ends_at: Date; readonly moved_at: Date | null; readonly order_id: string | null; readonly line_no: number | null
}
const HOLD = 'h.reservation_id, h.flash_id, h.member_id, h.state, h.units, h.sold, h.returned, h.price_minor, h.held_at, h.ends_at, h.moved_at, h.order_id, h.line_no'

export const readHolds = (tx: Tx, w: Which & { members: readonly MemberId[] }): Promise<HoldRow[]> => tx.query<HoldRow>(
  `select ${HOLD} from flash_hold h where h.merchant_id = $1 and (h.reservation_id = any($3::uuid[]) or h.order_id = any($4::uuid[]) or (h.member_id = any($5::uuid[]) and h.flash_id = any($2::uuid[]) and h.state in ('held', 'redeemed')))`,
  [tx.merchantId, w.flashIds, w.reservationIds, w.orderIds, w.members], 'read-flash-holds')

export const readTierIds = (tx: Tx, members: readonly MemberId[]): Promise<{ member_id: MemberId; tier_id: string | null }[]> => members.length === 0 ? Promise.resolve([]) : tx.query(
  'select member_id, tier_id from member where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, members], 'read-tier-ids')

export const tierIdOf = (merchantId: string, memberId: string): Sql => ({ name: 'tier-id-of', text: 'select tier_id from member where merchant_id = $1 and member_id = $2', values: [merchantId, memberId] })
