import { assert, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { PromotionTermsOf } from './offer-of.js'

export interface CountRow { readonly promotion_id: string; readonly member_id: string | null; uses: number; minor: number; today: string | null; uses_today: number }
/** [line number, amount before it, taken off] */
export type UseLine = readonly [number, number, number]
export interface UseRow { readonly order_id: string; readonly promotion_id: string; readonly version: number; readonly member_id: string | null; readonly minor: number; readonly day: string; readonly lines: readonly UseLine[]; readonly gift_line: number | null; readonly counted: boolean; returned: boolean; readonly terms: PromotionTermsOf }
export interface NewUse { readonly orderId: string; readonly promotionId: string; readonly version: number; readonly memberId: string | null; readonly minor: number; readonly day: string; readonly lines: readonly UseLine[]; readonly giftLine: number | null; readonly counted: boolean }

/** Locks the counts in the order of their ids: few rows, and a use or its return may touch any of them. */
export const lockCounts = (tx: Tx): Promise<number> => tx.run('select 1 from promotion_count where merchant_id = $1 order by promotion_id for no key update', [tx.merchantId], 'lock-promotion-counts')

export const readCounts = (tx: Tx, ids: readonly string[]): Promise<CountRow[]> =>
  tx.query<CountRow>(`select promotion_id, null::uuid as member_id, uses, minor, to_char(today, 'YYYY-MM-DD') as today, uses_today from promotion_count where merchant_id = $1 and promotion_id = any($2::uuid[])`, [tx.merchantId, ids], 'promotion-counts')
/** What members have used, counted from the uses themselves: few a member, and right also when two members become one. */
export const readMemberCounts = (tx: Tx, ids: readonly string[], members: readonly string[], now: Instant): Promise<CountRow[]> =>
  tx.query<CountRow>(
    `select u.promotion_id, u.member_id, count(*)::int as uses, 0::bigint as minor, to_char(max(d.today), 'YYYY-MM-DD') as today, count(*) filter (where u.day = d.today)::int as uses_today
     from promotion_use u cross join (select ($4::timestamptz at time zone zone)::date as today from merchant where merchant_id = $1) d
     where u.merchant_id = $1 and u.promotion_id = any($2::uuid[]) and u.member_id = any($3::uuid[]) and u.counted and u.returned_at is null group by u.promotion_id, u.member_id`,
    [tx.merchantId, ids, members, new Date(now)], 'promotion-member-counts')
export const readUses = (tx: Tx, orderIds: readonly string[]): Promise<UseRow[]> =>
  tx.query<UseRow>(`select u.order_id, u.promotion_id, u.version, u.member_id, u.minor, to_char(u.day, 'YYYY-MM-DD') as day, u.lines, u.gift_line, u.counted, u.returned_at is not null as returned, v.terms from promotion_use u join promotion_version v using (merchant_id, promotion_id, version) where u.merchant_id = $1 and u.order_id = any($2::uuid[]) order by u.promotion_id`, [tx.merchantId, orderIds], 'promotion-uses')
export const tagsOf = (tx: Tx, members: readonly string[]): Promise<{ member_id: string; tag: string }[]> =>
  tx.query<{ member_id: string; tag: string }>('select member_id, tag from member_tag where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, members], 'tags-of-members')

/** What was decided under the lock, written with what it was decided on as its guard. */
export async function writeCounts(tx: Tx, moves: readonly { row: CountRow; before: CountRow }[]): Promise<void> {
  if (moves.length === 0) return
  const moved = await tx.run(
    `update promotion_count c set uses = m.uses, minor = m.minor, today = m.today, uses_today = m.uses_today from unnest($2::uuid[], $3::int[], $4::bigint[], $5::date[], $6::int[], $7::int[], $8::bigint[]) as m(promotion_id, uses, minor, today, uses_today, uses_before, minor_before)
     where c.merchant_id = $1 and c.promotion_id = m.promotion_id and c.uses = m.uses_before and c.minor = m.minor_before`,
    [tx.merchantId, moves.map((m) => m.row.promotion_id), moves.map((m) => m.row.uses), moves.map((m) => m.row.minor), moves.map((m) => m.row.today), moves.map((m) => m.row.uses_today), moves.map((m) => m.before.uses), moves.map((m) => m.before.minor)],
    'write-promotion-counts')
  assert(moved === moves.length, 'a promotion was used under its lock')
}

export async function insertUses(tx: Tx, uses: readonly NewUse[]): Promise<void> {
  if (uses.length === 0) return
  await tx.run(
    `insert into promotion_use (merchant_id, order_id, promotion_id, version, member_id, minor, day, lines, gift_line, counted) select $1, u.* from unnest($2::uuid[], $3::uuid[], $4::int[], $5::uuid[], $6::bigint[], $7::date[], $8::jsonb[], $9::int[], $10::bool[]) u`,
    [tx.merchantId, uses.map((u) => u.orderId), uses.map((u) => u.promotionId), uses.map((u) => u.version), uses.map((u) => u.memberId), uses.map((u) => u.minor), uses.map((u) => u.day), uses.map((u) => JSON.stringify(u.lines)), uses.map((u) => u.giftLine), uses.map((u) => u.counted)],
    'insert-promotion-uses')
}

export async function returnUses(tx: Tx, uses: readonly UseRow[], now: Instant): Promise<void> {
  if (uses.length === 0) return
  const moved = await tx.run('update promotion_use u set returned_at = $4 from unnest($2::uuid[], $3::uuid[]) as r(order_id, promotion_id) where u.merchant_id = $1 and u.order_id = r.order_id and u.promotion_id = r.promotion_id and u.returned_at is null', [tx.merchantId, uses.map((u) => u.order_id), uses.map((u) => u.promotion_id), new Date(now)], 'return-promotion-uses')
  assert(moved === uses.length, 'a use came back twice')
}
