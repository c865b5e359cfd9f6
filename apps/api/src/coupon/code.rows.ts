import { assert, type Instant, type MemberId } from '@huitou/units'
import type { CouponState } from '@huitou/promotion'
import { plain, type Sql, type Tx } from '../platform/database/index.js'

export type BatchKind = 'generated' | 'imported' | 'shared'
export type BatchState = 'making' | 'stopped' | 'ready' | 'void'
export interface BatchRow {
  readonly batch_id: string; readonly coupon_id: string; readonly batch_no: number; readonly kind: BatchKind; readonly label: string; readonly prefix: string; readonly chars: number
  readonly wanted: number; readonly made: number; readonly refused: number; readonly state: BatchState; readonly actor: string; readonly created_at: Date; readonly touched_at: Date; readonly done_at: Date | null
  readonly exports: number; readonly exported_at: Date | null; readonly exported_by: string | null
  readonly created_by: string | null; readonly exported_by_name: string | null; readonly shared_code: string | null; readonly claimed: number; readonly redeemed: number
}

const BATCHES = `select b.*, (select name from staff s where s.merchant_id = b.merchant_id and 'staff:' || s.staff_id = b.actor) as created_by, (select name from staff s where s.merchant_id = b.merchant_id and 'staff:' || s.staff_id = b.exported_by) as exported_by_name,
    case when b.kind = 'shared' then (select k.code from coupon_code k where k.merchant_id = b.merchant_id and k.batch_id = b.batch_id) end as shared_code, u.claimed, u.redeemed
  from coupon_code_batch b cross join lateral (
    select count(*)::int as claimed, (count(*) filter (where c.state = 'redeemed'))::int as redeemed from coupon_code k join coupon_claim c on c.merchant_id = k.merchant_id and c.claim_id = k.claim_id where b.kind <> 'shared' and k.merchant_id = b.merchant_id and k.batch_id = b.batch_id and k.claim_id is not null
    union all select count(*)::int, (count(*) filter (where c.state = 'redeemed'))::int from coupon_claim c where b.kind = 'shared' and c.merchant_id = b.merchant_id and c.coupon_id = b.coupon_id and c.source = 'shared' and c.source_key like b.batch_id || '/%' order by 1 desc limit 1) u`

export const listBatches = (tx: Tx, couponId: string): Promise<BatchRow[]> => tx.query<BatchRow>(`${BATCHES} where b.merchant_id = $1 and b.coupon_id = $2 order by b.batch_no desc`, [tx.merchantId, couponId])
export const readBatch = async (tx: Tx, batchId: string): Promise<BatchRow | undefined> => (await tx.query<BatchRow>(`${BATCHES} where b.merchant_id = $1 and b.batch_id = $2`, [tx.merchantId, batchId]))[0]

export interface BatchHead { readonly batch_id: string; readonly coupon_id: string; readonly kind: BatchKind; readonly state: BatchState; readonly prefix: string; readonly chars: number; readonly wanted: number; readonly made: number }
/** One maker, one owner's hand at a time. */
export const lockBatch = async (tx: Tx, batchId: string): Promise<BatchHead | undefined> =>
  (await tx.query<BatchHead>('select batch_id, coupon_id, kind, state, prefix, chars, wanted, made from coupon_code_batch where merchant_id = $1 and batch_id = $2 for no key update', [tx.merchantId, batchId], 'lock-code-batch'))[0]

export interface NewBatch { readonly batchId: string; readonly couponId: string; readonly kind: BatchKind; readonly label: string; readonly prefix: string; readonly chars: number; readonly wanted: number; readonly made: number; readonly state: BatchState; readonly actor: string }
/** Numbered within its coupon, under the stock's lock. */
export const insertBatch = (tx: Tx, b: NewBatch, now: Instant): Promise<number> =>
  tx.run(
    `insert into coupon_code_batch (merchant_id, batch_id, coupon_id, batch_no, kind, label, prefix, chars, wanted, made, state, actor, created_at, touched_at, done_at)
     select $1, $2, $3, coalesce(max(batch_no), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, case when $10 = 'ready' then $12::timestamptz end from coupon_code_batch where merchant_id = $1 and coupon_id = $3`,
    [tx.merchantId, b.batchId, b.couponId, b.kind, b.label, b.prefix, b.chars, b.wanted, b.made, b.state, b.actor, new Date(now)])

export const makingBatches = (tx: Tx, couponId: string): Promise<{ batch_id: string }[]> => tx.query("select batch_id from coupon_code_batch where merchant_id = $1 and coupon_id = $2 and state = 'making'", [tx.merchantId, couponId])

/** Appends the codes that nobody of this shop has yet; answers how many were new. */
export async function insertCodes(tx: Tx, batchId: string, codes: readonly string[], texts: 'plain' | 'any'): Promise<number> {
  if (codes.length === 0) return 0
  // in the order of the unique key, so that pages of it are touched one after the other
  const sorted = [...codes].sort()
  return tx.run(
    `insert into coupon_code (merchant_id, batch_id, n, code) select $1, $2, coalesce((select max(n) from coupon_code where merchant_id = $1 and batch_id = $2), 0) + c.n, c.code from unnest($3::text[]) with ordinality c(code, n) on conflict (merchant_id, code) do nothing`,
    [tx.merchantId, batchId, texts === 'plain' ? plain(sorted) : sorted], 'insert-codes')
}

export const touchBatch = (tx: Tx, b: { batchId: string; more: number; wanted?: number; refused?: number; state?: BatchState }, now: Instant): Promise<number> =>
  tx.run(
    `update coupon_code_batch set made = made + $3, wanted = greatest(coalesce($4::int, wanted), made + $3), refused = refused + $5, state = coalesce($6::text, state), touched_at = $7, done_at = case when $6 = 'ready' then $7::timestamptz else done_at end, voided_at = case when $6 = 'void' then $7::timestamptz else voided_at end
     where merchant_id = $1 and batch_id = $2`, [tx.merchantId, b.batchId, b.more, b.wanted ?? null, b.refused ?? 0, b.state ?? null, new Date(now)], 'touch-code-batch')

export const noteExport = (tx: Tx, batchId: string, actor: string, now: Instant): Promise<number> =>
  tx.run('update coupon_code_batch set exports = exports + 1, exported_at = $3, exported_by = $4 where merchant_id = $1 and batch_id = $2', [tx.merchantId, batchId, new Date(now), actor])

export const codesAfter = (tx: Tx, batchId: string, n: number, limit: number): Promise<{ n: number; code: string; state: CouponState | null }[]> =>
  tx.query('select k.n, k.code, c.state from coupon_code k left join coupon_claim c on c.merchant_id = k.merchant_id and c.claim_id = k.claim_id where k.merchant_id = $1 and k.batch_id = $2 and k.n > $3 order by k.n limit $4', [tx.merchantId, batchId, n, limit], 'codes-after')

/** Which coupon a code is of: does not change, so it may be read before the act. */
export const couponOfCode = (merchantId: string, candidates: readonly string[]): Sql => ({ text: 'select b.coupon_id from unnest($2::text[]) q(code) join coupon_code k on k.merchant_id = $1 and k.code = q.code join coupon_code_batch b on b.merchant_id = $1 and b.batch_id = k.batch_id order by array_position($2::text[], k.code) limit 1', values: [merchantId, candidates], name: 'coupon-of-code' })

export interface CodeRow { readonly code: string; readonly batch_id: string; readonly coupon_id: string; readonly kind: BatchKind; readonly state: BatchState; readonly claim_id: string | null }
/** Unique codes are locked in their order; a shared one is only read: its coupon's stock is the lock. */
export const lockCodes = (tx: Tx, codes: readonly string[]): Promise<number> =>
  tx.run("select 1 from unnest($2::text[]) q(code) join coupon_code k on k.merchant_id = $1 and k.code = q.code join coupon_code_batch b on b.merchant_id = $1 and b.batch_id = k.batch_id where b.kind <> 'shared' order by k.code for no key update of k", [tx.merchantId, codes], 'lock-codes')
export const readCodes = (tx: Tx, codes: readonly string[]): Promise<CodeRow[]> =>
  tx.query<CodeRow>('select k.code, k.batch_id, b.coupon_id, b.kind, b.state, k.claim_id from unnest($2::text[]) q(code) join coupon_code k on k.merchant_id = $1 and k.code = q.code join coupon_code_batch b on b.merchant_id = $1 and b.batch_id = k.batch_id', [tx.merchantId, codes], 'read-codes')
export async function useCodes(tx: Tx, used: readonly { code: string; claimId: string }[]): Promise<void> {
  if (used.length === 0) return
  const moved = await tx.run('update coupon_code k set claim_id = u.claim_id from unnest($2::text[], $3::uuid[]) u(code, claim_id) where k.merchant_id = $1 and k.code = any($2::text[]) and k.code = u.code and k.claim_id is null', [tx.merchantId, used.map((u) => u.code), used.map((u) => u.claimId)], 'use-codes')
  assert(moved === used.length, 'a code was used under its lock')
}

export interface FoundRow { readonly code: string; readonly kind: BatchKind; readonly batch_id: string; readonly batch_no: number; readonly label: string; readonly coupon_id: string; readonly title: string; readonly batch_state: BatchState; readonly state: CouponState | null; readonly member_id: MemberId | null; readonly member_name: string | null; readonly claimed_at: Date | null; readonly order_id: string | null; readonly order_no: string | null; readonly redeemed_at: Date | null }
export const findCode = (merchantId: string, candidates: readonly string[]): Sql => ({
  text: `select k.code, b.kind, b.batch_id, b.batch_no, b.label, b.coupon_id, p.title, b.state as batch_state, c.state, c.member_id, m.name as member_name, c.claimed_at, c.order_id, o.order_no, c.redeemed_at
    from coupon_code k join coupon_code_batch b using (merchant_id, batch_id) join coupon p on p.merchant_id = b.merchant_id and p.coupon_id = b.coupon_id left join coupon_claim c on c.merchant_id = k.merchant_id and c.claim_id = k.claim_id
    left join member m on m.merchant_id = c.merchant_id and m.member_id = c.member_id left join shop_order o on o.merchant_id = c.merchant_id and o.order_id = c.order_id where k.merchant_id = $1 and k.code = any($2::text[]) order by array_position($2::text[], k.code) limit 1`,
  values: [merchantId, candidates],
})
