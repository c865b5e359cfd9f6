import { assert, type Currency, type Instant, type MemberId, type Zone } from '@huitou/units'
import type { CouponState } from '@huitou/promotion'
import { plain, type Sql, type Tx } from '../platform/database/index.js'
import type { CouponTermsOf } from '../promotion/index.js'
import { GRACE_KEY, graceDaysOf } from './coupon-settings.js'
import { STOCK_COLUMNS, type StockRow } from './coupon.rows.js'
import { heldByGiftSql } from './gift-holder.js'

export interface ClaimRow {
  readonly claim_id: string; readonly coupon_id: string; readonly version: number; readonly member_id: MemberId; readonly state: CouponState; readonly valid_from: Date; readonly valid_until: Date
  readonly source: string; readonly source_key: string | null; readonly claimed_at: Date; readonly locked_by: string | null; readonly locked_until: Date | null; readonly order_id: string | null; readonly redeemed_at: Date | null
  readonly discount_minor: number; readonly sold_minor: number; readonly terms: CouponTermsOf; readonly pack_id: string | null; readonly pack_no: number | null
  /** of its pack: which one goes first now */
  readonly pack_first: number | null
  /** of the order that used it, where it was asked for */
  readonly order_no?: string | null
  /** nothing is left of the order that used it; read with a pack */
  readonly order_gone?: boolean
}

const COLUMNS = `k.claim_id, k.coupon_id, k.version, k.member_id, k.state, k.valid_from, k.valid_until, k.source, k.source_key, k.claimed_at, k.locked_by, k.locked_until, k.order_id, k.redeemed_at, k.discount_minor, k.sold_minor, v.terms, k.pack_id, k.pack_no, case when k.pack_id is not null then (select min(p.pack_no) from coupon_claim p where p.merchant_id = k.merchant_id and p.pack_id = k.pack_id and p.state in ('issued', 'locked', 'returned') and p.valid_until > now()) end as pack_first`
const FROM = 'from coupon_claim k join coupon_version v using (merchant_id, coupon_id, version)'
const WITH_ORDER = `${COLUMNS}, o.order_no ${FROM} left join shop_order o on o.merchant_id = k.merchant_id and o.order_id = k.order_id`

/** Claims by their ids, by the orders that used them, and all that some members may still use. */
export const readClaims = (tx: Tx, o: { claimIds: readonly string[]; orderIds: readonly string[]; membersWithAll: readonly MemberId[] }, now: Instant): Promise<ClaimRow[]> => {
  const some = o.claimIds.length + o.orderIds.length + o.membersWithAll.length
  if (some === 0) return Promise.resolve([])
  return tx.query<ClaimRow>(
    `select ${COLUMNS} ${FROM} where k.merchant_id = $1 and (k.claim_id = any($2::uuid[]) or (k.order_id = any($3::uuid[]) and k.state = 'redeemed')
       or (k.member_id = any($4::uuid[]) and k.state in ('issued', 'locked', 'returned') and k.valid_until > $5)) order by k.claim_id`,
    [tx.merchantId, o.claimIds, o.orderIds, o.membersWithAll, new Date(now)], 'read-claims')
}

/** One coupon of a member's that they may still use, now or after another of its pack. */
export const usableClaim = async (tx: Tx, memberId: MemberId, claimId: string, now: Instant): Promise<ClaimRow | undefined> =>
  (await readClaims(tx, { claimIds: [claimId], orderIds: [], membersWithAll: [] }, now)).find((r) => r.member_id === memberId && (r.state === 'issued' || r.state === 'locked' || r.state === 'returned') && r.valid_until.getTime() > now)

/** All coupons of these packs, whatever became of them: one is used after the other. */
export const readPacks = (tx: Tx, packIds: readonly string[]): Promise<ClaimRow[]> =>
  tx.query<ClaimRow>(`select ${COLUMNS}, exists (select from shop_order o where o.merchant_id = k.merchant_id and o.order_id = k.order_id and o.status = 'refunded') as order_gone ${FROM} where k.merchant_id = $1 and k.pack_id = any($2::uuid[]) order by k.pack_id, k.pack_no`, [tx.merchantId, packIds], 'read-packs')

/** In the order of their ids, after the stocks. */
export const lockClaims = (tx: Tx, claimIds: readonly string[], orderIds: readonly string[]): Promise<number> =>
  claimIds.length + orderIds.length === 0 ? Promise.resolve(0) : tx.run(
    'select 1 from coupon_claim where merchant_id = $1 and (claim_id = any($2::uuid[]) or order_id = any($3::uuid[])) order by claim_id for no key update', [tx.merchantId, claimIds, orderIds], 'lock-claims')

export interface ClaimerRow { readonly member_id: MemberId; readonly tier_id: string | null; readonly coupon_id: string | null; readonly claimed: number }

/**
 * Each member's tier and how many of each coupon they were given, whatever became of them. In one statement: it is on the hot
 * way. Counted member by member, and the coupon compared as text, so that no plan starts from the coupon: a hot one has a
 * hundred thousand claims, a member has a handful.
 */
export const readClaimers = (tx: Tx, members: readonly MemberId[], coupons: readonly string[]): Promise<ClaimerRow[]> =>
  members.length === 0 || coupons.length === 0 ? Promise.resolve([]) : tx.query<ClaimerRow>(
    `select m.member_id, m.tier_id, k.coupon_id, coalesce(k.claimed, 0) as claimed from member m
       left join lateral (select c.coupon_id, count(*)::int as claimed from coupon_claim c where c.merchant_id = m.merchant_id and c.member_id = m.member_id and c.coupon_id::text = any($3::text[]) and c.source not in ('friend', 'friend-points') group by 1) k on true
     where m.merchant_id = $1 and m.member_id = any($2::uuid[])`, [tx.merchantId, members, coupons], 'read-claimers')

/** Gifts that were given under these once-keys already. */
export const knownGifts = (tx: Tx, gifts: readonly { memberId: MemberId; source: string; sourceKey: string }[]): Promise<{ member_id: MemberId; source: string; source_key: string; claim_id: string }[]> =>
  gifts.length === 0 ? Promise.resolve([]) : tx.query(
    `select k.member_id, k.source, k.source_key, k.claim_id from coupon_claim k join unnest($2::uuid[], $3::text[], $4::text[]) g(member_id, source, source_key) using (member_id, source, source_key) where k.merchant_id = $1`,
    [tx.merchantId, gifts.map((g) => g.memberId), gifts.map((g) => g.source), gifts.map((g) => g.sourceKey)], 'known-gifts')

export interface NewClaim {
  readonly claimId: string; readonly couponId: string; readonly version: number; readonly memberId: MemberId
  readonly validFrom: Instant; readonly validUntil: Instant; readonly source: string; readonly sourceKey: string | null; readonly claimedAt: Instant
  readonly packId?: string; readonly packNo?: number
}

export async function insertClaims(tx: Tx, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return
  const written = await tx.run(
    `insert into coupon_claim (merchant_id, claim_id, coupon_id, version, member_id, state, valid_from, valid_until, source, source_key, claimed_at, pack_id, pack_no)
     select $1, c.claim_id, c.coupon_id, c.version, c.member_id, 'issued', c.valid_from, c.valid_until, c.source, c.source_key, c.claimed_at, c.pack_id, c.pack_no
     from unnest($2::uuid[], $3::uuid[], $4::int[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[], $10::timestamptz[], $11::uuid[], $12::smallint[]) c(claim_id, coupon_id, version, member_id, valid_from, valid_until, source, source_key, claimed_at, pack_id, pack_no)`,
    [tx.merchantId, claims.map((c) => c.claimId), claims.map((c) => c.couponId), claims.map((c) => c.version), claims.map((c) => c.memberId), claims.map((c) => new Date(c.validFrom)), claims.map((c) => new Date(c.validUntil)), claims.map((c) => c.source), claims.map((c) => c.sourceKey), claims.map((c) => new Date(c.claimedAt)), claims.map((c) => c.packId ?? null), claims.map((c) => c.packNo ?? null)], 'insert-claims')
  assert(written === claims.length, 'each claim leaves one row')
}

export interface ClaimMove {
  readonly claimId: string; readonly before: CouponState; readonly state: CouponState; readonly validUntil: Instant
  readonly lockedBy: string | null; readonly lockedUntil: Instant | null; readonly orderId: string | null; readonly redeemedAt: Instant | null; readonly discountMinor: number; readonly soldMinor: number
}

const at = (i: Instant | null) => (i === null ? null : new Date(i))

/** Moves claims on; one that is not as it was read stops the batch. */
export async function moveClaims(tx: Tx, moves: readonly ClaimMove[]): Promise<void> {
  if (moves.length === 0) return
  const moved = await tx.run(
    `update coupon_claim k set state = u.state, valid_until = u.valid_until, locked_by = u.locked_by, locked_until = u.locked_until, order_id = u.order_id, redeemed_at = u.redeemed_at, discount_minor = u.discount, sold_minor = u.sold
     from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::timestamptz[], $8::uuid[], $9::timestamptz[], $10::bigint[], $11::bigint[]) u(id, before, state, valid_until, locked_by, locked_until, order_id, redeemed_at, discount, sold)
     where k.merchant_id = $1 and k.claim_id = u.id and k.state = u.before`,
    [tx.merchantId, moves.map((m) => m.claimId), moves.map((m) => m.before), moves.map((m) => m.state), moves.map((m) => at(m.validUntil)), moves.map((m) => m.lockedBy), moves.map((m) => at(m.lockedUntil)), moves.map((m) => m.orderId), moves.map((m) => at(m.redeemedAt)), moves.map((m) => m.discountMinor), moves.map((m) => m.soldMinor)], 'move-claims')
  assert(moved === moves.length, 'a claimed coupon moved under its lock')
}

/** Of a claim `k`: on its way to a friend at this instant; and in the wallet, neither used nor past its time nor on its way. */
const UNDER_WAY = (now: string) => `k.state = 'locked' and ${heldByGiftSql('k')} and k.locked_until > ${now}`
export const usableSql = (now: string): string => `k.state in ('issued', 'locked', 'returned') and k.valid_until > ${now} and not (${UNDER_WAY(now)})`

/** A member's coupons: usable ones by their end, the others newest first. */
export function listClaims(o: { merchantId: string; memberId: string; state: 'usable' | 'transit' | 'used' | 'over' | 'all'; after: readonly [number, string] | null; limit: number; now: Instant }): Sql {
  const which = { usable: usableSql('$3'), transit: UNDER_WAY('$3'), used: `k.state in ('redeemed', 'given') and $3::timestamptz is not null`, over: `(k.state in ('expired', 'revoked') or (k.state in ('issued', 'locked', 'returned') and k.valid_until <= $3))`, all: '$3::timestamptz is not null' }[o.state]
  const [key, way, order] = o.state === 'usable' ? ['k.valid_until', '>', 'asc'] : ['k.claimed_at', '<', 'desc']
  return {
    text: `select ${WITH_ORDER} where k.merchant_id = $1 and k.member_id = $2 and ${which} and ($4::timestamptz is null or (${key}, k.claim_id) ${way} ($4, $5::uuid)) order by ${key} ${order}, k.claim_id ${order} limit $6`,
    values: [o.merchantId, o.memberId, new Date(o.now), o.after ? new Date(o.after[0]) : null, o.after?.[1] ?? null, o.limit + 1],
  }
}

export const readClaim = (merchantId: string, memberId: string, claimId: string): Sql => ({ text: `select ${WITH_ORDER} where k.merchant_id = $1 and k.member_id = $2 and k.claim_id = $3`, values: [merchantId, memberId, claimId] })

const FROM_OFFERED = 'from coupon c join coupon_version v using (merchant_id, coupon_id, version) join coupon_stock s using (merchant_id, coupon_id) join merchant m using (merchant_id)'
const IN_ORDER = 'order by c.published_at desc, c.coupon_id limit 200'
const ORDER_OFFERED = `where c.merchant_id = $1 and c.state = 'published' and (v.terms->>'claimable')::boolean ${IN_ORDER}`

/** What is offered to claim, for nothing or for points, with how many this member has. */
export const listClaimable = (merchantId: string, memberId: string): Sql => ({
  text: `select ${STOCK_COLUMNS}, p.tier_id, (select count(*)::int from coupon_claim k where k.merchant_id = c.merchant_id and k.member_id = $2 and k.coupon_id = c.coupon_id and k.source not in ('friend', 'friend-points')) as mine
    ${FROM_OFFERED} join member p on p.merchant_id = c.merchant_id and p.member_id = $2
    where c.merchant_id = $1 and c.state = 'published' and ((v.terms->>'claimable')::boolean or v.terms->'pointsCost' > '0'::jsonb) ${IN_ORDER}`,
  values: [merchantId, memberId],
})

/** The first usable ones of each member, soonest to end first: what a home shows. */
export const firstClaims = (tx: Tx, memberIds: readonly MemberId[], most: number, now: Instant): Promise<ClaimRow[]> =>
  tx.query<ClaimRow>(
    `select f.* from unnest($2::uuid[]) asked(id) cross join lateral (select ${WITH_ORDER} where k.merchant_id = $1 and k.member_id = asked.id and ${usableSql('$3')} order by k.valid_until, k.claim_id limit $4) f`,
    [tx.merchantId, plain(memberIds), new Date(now), most], 'first-claims')

/** What is offered to claim: of the shop, whoever looks. */
export const offeredCoupons = (tx: Tx): Promise<(StockRow & { zone: Zone; currency: Currency })[]> => tx.query(`select ${STOCK_COLUMNS} ${FROM_OFFERED} ${ORDER_OFFERED}`, [tx.merchantId], 'offered-coupons')

/** How many of each coupon members have or had. */
export const claimCounts = (tx: Tx, memberIds: readonly MemberId[]): Promise<{ member_id: MemberId; coupon_id: string; mine: number }[]> =>
  tx.query('select member_id, coupon_id, count(*)::int as mine from coupon_claim where merchant_id = $1 and member_id = any($2::uuid[]) and source not in (\'friend\', \'friend-points\') group by member_id, coupon_id', [tx.merchantId, plain(memberIds)], 'claim-counts')
/** Days of grace of a coupon that comes back past its validity (setting). */
export const couponGraceRow = async (tx: Tx): Promise<number> => {
  const rows = await tx.query<{ key: string; value: unknown }>('select key, value from setting where merchant_id = $1 and key = $2', [tx.merchantId, GRACE_KEY])
  return graceDaysOf(rows)
}

export interface PassRow { readonly state: CouponState; readonly valid_from: Date; readonly valid_until: Date; readonly locked_by: string | null; readonly locked_until: Date | null; readonly digits_mark: string | null; readonly zone: Zone; readonly currency: Currency }
export const passOf = async (tx: Tx, memberId: MemberId, claimId: string): Promise<PassRow | undefined> =>
  (await tx.query<PassRow>('select k.state, k.valid_from, k.valid_until, k.locked_by, k.locked_until, k.digits_mark, m.zone, m.currency from coupon_claim k join merchant m using (merchant_id) where k.merchant_id = $1 and k.member_id = $2 and k.claim_id = $3', [tx.merchantId, memberId, claimId], 'pass-of'))[0]
/** Shown for the first time: from now on a till finds it. */
export const markClaim = (tx: Tx, claimId: string, mark: string): Promise<number> =>
  tx.run('update coupon_claim set digits_mark = $3 where merchant_id = $1 and claim_id = $2 and digits_mark is null', [tx.merchantId, claimId, mark], 'mark-claim')
export const claimOfMark = (merchantId: string, mark: string): Sql => ({ text: 'select k.claim_id, k.member_id, m.zone, m.currency from coupon_claim k join merchant m using (merchant_id) where k.merchant_id = $1 and k.digits_mark = $2', values: [merchantId, mark], name: 'claim-of-mark' })
