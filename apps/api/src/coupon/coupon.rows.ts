import { assert, type Currency, type Instant, type LocalDate, type Zone } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'
import type { CouponTermsOf } from '../promotion/index.js'
import { heldByGiftSql } from './gift-holder.js'

export type CouponStateName = 'draft' | 'published' | 'paused' | 'ended'

export interface CouponRow {
  readonly coupon_id: string; readonly version: number; readonly state: CouponStateName; readonly terms: CouponTermsOf; readonly created_at: Date; readonly published_at: Date | null
  readonly claimed: number; readonly redeemed: number; readonly expired: number; readonly unused: number; readonly spent_minor: number; readonly discount_minor: number; readonly sold_minor: number
}

/** Of a claim `k`: not used, not past its time, not held by a checkout, and not paid for in points. What is under way to a friend is not used either. */
export const unusedSql = (now: string): string => `k.state in ('issued', 'locked', 'returned') and (k.state <> 'locked' or ${heldByGiftSql('k')} or k.locked_until <= ${now}) and k.valid_until > ${now} and k.source not in ('points', 'friend-points')`

const SELECT = (now: string) => `select c.coupon_id, c.version, c.state, v.terms, c.created_at, c.published_at, s.claimed, s.spent_minor, u.redeemed, u.expired, u.unused, u.discount_minor, u.sold_minor
  from coupon c join coupon_version v using (merchant_id, coupon_id, version) join coupon_stock s using (merchant_id, coupon_id)
  cross join lateral (select count(*) filter (where k.state = 'redeemed')::int as redeemed, count(*) filter (where k.state = 'expired' or (k.state in ('issued', 'locked', 'returned') and k.valid_until <= ${now}))::int as expired,
    count(*) filter (where ${unusedSql(now)})::int as unused,
    coalesce(sum(k.discount_minor) filter (where k.state = 'redeemed'), 0)::bigint as discount_minor, coalesce(sum(k.sold_minor) filter (where k.state = 'redeemed'), 0)::bigint as sold_minor
    from coupon_claim k where k.merchant_id = c.merchant_id and k.coupon_id = c.coupon_id) u`

export const listCoupons = (o: { merchantId: string; state?: string; search?: string; after: readonly [number, string] | null; limit: number; now: Instant }): Sql => ({
  text: `${SELECT('$7')} where c.merchant_id = $1 and ($2::text is null or c.state = $2) and ($3::text is null or c.title ilike $3) and ($4::timestamptz is null or (c.created_at, c.coupon_id) < ($4, $5::uuid)) order by c.created_at desc, c.coupon_id desc limit $6`,
  values: [o.merchantId, o.state ?? null, o.search ? `%${o.search.replace(/[\\%_]/g, '\\$&')}%` : null, o.after ? new Date(o.after[0]) : null, o.after?.[1] ?? null, o.limit + 1, new Date(o.now)],
})

export const readCoupons = (tx: Tx, ids: readonly string[], now: Instant): Promise<CouponRow[]> => tx.query<CouponRow>(`${SELECT('$3')} where c.merchant_id = $1 and c.coupon_id = any($2::uuid[])`, [tx.merchantId, ids, new Date(now)])

/** Which stocks an act works on: coupons it gives out, claims it uses, orders that give claims back, members whose wallets are priced. */
export interface StocksAsked { readonly couponIds: readonly string[]; readonly claimIds: readonly string[]; readonly orderIds: readonly string[]; readonly memberIds: readonly string[] }

const OF_CLAIMS = `select coupon_id from coupon_claim where merchant_id = $1 and claim_id = any($3::uuid[]) union select coupon_id from coupon_claim where merchant_id = $1 and order_id = any($4::uuid[])`

/** The hot rows, in the order of their ids. */
export const lockStocks = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run('select 1 from coupon_stock where merchant_id = $1 and coupon_id = any($2::uuid[]) order by coupon_id for no key update', [tx.merchantId, ids], 'lock-stocks')

/** The same in one statement, so in one order, where some of them are only known by their claims. */
export const lockStocksOf = (tx: Tx, o: StocksAsked): Promise<number> =>
  o.claimIds.length + o.orderIds.length === 0 ? (o.couponIds.length === 0 ? Promise.resolve(0) : lockStocks(tx, o.couponIds)) : tx.run(
    `select 1 from coupon_stock where merchant_id = $1 and (coupon_id = any($2::uuid[]) or coupon_id in (${OF_CLAIMS})) order by coupon_id for no key update`, [tx.merchantId, o.couponIds, o.claimIds, o.orderIds], 'lock-stocks-of')

export interface StockRow {
  readonly coupon_id: string; readonly version: number; readonly state: CouponStateName; readonly terms: CouponTermsOf
  readonly claimed: number; readonly total: number | null; readonly today: string | null; readonly claimed_today: number; readonly spent_minor: number; readonly budget_minor: number | null; readonly budget_hard: boolean
  readonly zone: Zone; readonly currency: Currency
}

export const STOCK_COLUMNS = 'c.coupon_id, c.version, c.state, v.terms, s.claimed, s.total, s.today, s.claimed_today, s.spent_minor, s.budget_minor, s.budget_hard, m.zone, m.currency'
const STOCKS = `select ${STOCK_COLUMNS} from coupon c join coupon_version v using (merchant_id, coupon_id, version) join coupon_stock s using (merchant_id, coupon_id) join merchant m using (merchant_id)`

export const readStocks = (tx: Tx, ids: readonly string[]): Promise<StockRow[]> =>
  tx.query<StockRow>(`${STOCKS} where c.merchant_id = $1 and c.coupon_id = any($2::uuid[])`, [tx.merchantId, ids], 'read-stocks')

export const readStocksOf = (tx: Tx, o: StocksAsked, now: Instant): Promise<StockRow[]> =>
  o.claimIds.length + o.orderIds.length + o.memberIds.length === 0 ? (o.couponIds.length === 0 ? Promise.resolve([]) : readStocks(tx, o.couponIds)) : tx.query<StockRow>(
    `${STOCKS} where c.merchant_id = $1 and (c.coupon_id = any($2::uuid[]) or c.coupon_id in (${OF_CLAIMS} union
       select coupon_id from coupon_claim where merchant_id = $1 and member_id = any($5::uuid[]) and state in ('issued', 'locked', 'returned') and valid_until > $6))`,
    [tx.merchantId, o.couponIds, o.claimIds, o.orderIds, o.memberIds, new Date(now)], 'read-stocks-of')

export interface StockMove { readonly couponId: string; readonly before: number; readonly spentBefore: number; readonly claimed: number; readonly today: string | null; readonly claimedToday: number; readonly spent: number }

/** Moves the stocks; a row that is not where it was read stops the batch. */
export async function writeStocks(tx: Tx, moves: readonly StockMove[]): Promise<void> {
  if (moves.length === 0) return
  const moved = await tx.run(
    `update coupon_stock s set claimed = u.claimed, today = u.today, claimed_today = u.claimed_today, spent_minor = u.spent
     from unnest($2::uuid[], $3::int[], $4::int[], $5::date[], $6::int[], $7::bigint[], $8::bigint[]) u(id, before, claimed, today, claimed_today, spent_before, spent)
     where s.merchant_id = $1 and s.coupon_id = u.id and s.claimed = u.before and s.spent_minor = u.spent_before`,
    [tx.merchantId, moves.map((m) => m.couponId), moves.map((m) => m.before), moves.map((m) => m.claimed), moves.map((m) => m.today), moves.map((m) => m.claimedToday), moves.map((m) => m.spentBefore), moves.map((m) => m.spent)], 'write-stocks')
  assert(moved === moves.length, 'a coupon stock moved under its lock')
}

/** What each of the last days took off, to yesterday by the shop's calendar, days of nothing among them. */
export const spentByDay = (merchantId: string, couponId: string, days: number, today: LocalDate): Sql => ({
  text: `select d::date::text as day, coalesce(sum(k.discount_minor), 0)::bigint as minor, count(k.claim_id)::int as uses
    from merchant m cross join generate_series($3::date - $4::int, $3::date - 1, '1 day') d
    left join coupon_claim k on k.merchant_id = m.merchant_id and k.coupon_id = $2 and k.state = 'redeemed' and k.redeemed_at >= (d::timestamp at time zone m.zone) and k.redeemed_at < ((d::timestamp + interval '1 day') at time zone m.zone)
    where m.merchant_id = $1 group by d order by d`,
  values: [merchantId, couponId, today, days],
})

export interface CouponDraft { readonly couponId: string; readonly terms: CouponTermsOf; readonly actor: string }

export async function insertCoupon(tx: Tx, c: CouponDraft, now: Instant): Promise<void> {
  await tx.run(`insert into coupon (merchant_id, coupon_id, state, version, title, created_at) values ($1, $2, 'draft', 1, $3, $4)`, [tx.merchantId, c.couponId, c.terms.title, new Date(now)])
  await tx.run('insert into coupon_stock (merchant_id, coupon_id, total, budget_minor, budget_hard) values ($1, $2, $3, $4, $5)', [tx.merchantId, c.couponId, c.terms.total, ...budgetOf(c.terms)])
  await addVersion(tx, c, 1, now)
}

const budgetOf = (t: CouponTermsOf): [number | null, boolean] => [t.budgetMinor ?? null, (t.budgetStops ?? 'use') === 'use']

const addVersion = (tx: Tx, c: CouponDraft, version: number, now: Instant): Promise<number> =>
  tx.run('insert into coupon_version (merchant_id, coupon_id, version, terms, actor, created_at) values ($1, $2, $3, $4::jsonb, $5, $6)', [tx.merchantId, c.couponId, version, JSON.stringify(c.terms), c.actor, new Date(now)])

/** New terms as the next version; what members hold keeps theirs. Under the stock's lock. */
export async function changeTerms(tx: Tx, c: CouponDraft, version: number, now: Instant): Promise<void> {
  const moved = await tx.run('update coupon set version = $3, title = $4 where merchant_id = $1 and coupon_id = $2 and version = $3 - 1', [tx.merchantId, c.couponId, version, c.terms.title])
  assert(moved === 1, 'a coupon moved under its lock')
  await tx.run('update coupon_stock set total = $3, budget_minor = $4, budget_hard = $5 where merchant_id = $1 and coupon_id = $2', [tx.merchantId, c.couponId, c.terms.total, ...budgetOf(c.terms)])
  await addVersion(tx, c, version, now)
}

export async function moveState(tx: Tx, couponId: string, from: CouponStateName, to: CouponStateName, now: Instant): Promise<void> {
  const moved = await tx.run(
    `update coupon set state = $4, published_at = case when $4 = 'published' then coalesce(published_at, $5) else published_at end, ended_at = case when $4 = 'ended' then $5 else ended_at end where merchant_id = $1 and coupon_id = $2 and state = $3`,
    [tx.merchantId, couponId, from, to, new Date(now)])
  assert(moved === 1, 'a coupon moved under its lock')
}
