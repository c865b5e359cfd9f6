import { assert, type Currency, type Instant, type MemberId, type Zone } from '@huitou/units'
import { plain, texts, type Tx } from '../platform/database/index.js'
import type { CouponTermsOf } from '../promotion/index.js'

export type CouponGiftState = 'waiting' | 'taken' | 'withdrawn' | 'returned'
export interface CouponGiftRow {
  readonly gift_id: string; readonly claim_id: string; readonly given_claim_id: string | null; readonly state: CouponGiftState; readonly sent_at: Date; readonly until_at: Date; readonly ended_at: Date | null
  readonly from_member: MemberId; readonly to_member: MemberId | null; readonly from_called: string; readonly to_called: string | null; readonly coupon_id: string; readonly terms: CouponTermsOf; readonly valid_until: Date
}

/** How one member is called before another: never the whole name. */
const CALLED = (m: string) => `case when ${m}.name = '' then ${m}.member_no else left(${m}.name, 1) || '**' end`
const GIFTS = `select g.gift_id, g.claim_id, g.given_claim_id, g.state, g.sent_at, g.until_at, g.ended_at, k.member_id as from_member, n.member_id as to_member, ${CALLED('f')} as from_called, ${CALLED('t')} as to_called, k.coupon_id, v.terms, k.valid_until
  from coupon_gift g join coupon_claim k using (merchant_id, claim_id) join coupon_version v on v.merchant_id = k.merchant_id and v.coupon_id = k.coupon_id and v.version = k.version join member f on f.merchant_id = k.merchant_id and f.member_id = k.member_id
  left join coupon_claim n on n.merchant_id = g.merchant_id and n.claim_id = g.given_claim_id left join member t on t.merchant_id = n.merchant_id and t.member_id = n.member_id`

export const readCouponGifts = (tx: Tx, ids: readonly string[]): Promise<CouponGiftRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.query<CouponGiftRow>(`${GIFTS} where g.merchant_id = $1 and g.gift_id = any($2::uuid[])`, [tx.merchantId, plain(ids)], 'read-coupon-gifts')

/** The latest sending of a coupon. */
export const giftOfClaim = async (tx: Tx, claimId: string): Promise<CouponGiftRow | undefined> =>
  (await tx.query<CouponGiftRow>(`${GIFTS} where g.merchant_id = $1 and g.claim_id = $2 order by g.sent_at desc, g.gift_id desc limit 1`, [tx.merchantId, claimId], 'gift-of-claim'))[0]

export interface NewCouponGift { readonly giftId: string; readonly claimId: string; readonly sentAt: Instant; readonly until: Instant }
export const insertCouponGifts = (tx: Tx, gifts: readonly NewCouponGift[]): Promise<number> =>
  gifts.length === 0 ? Promise.resolve(0) : tx.run(
    "insert into coupon_gift (merchant_id, gift_id, claim_id, state, sent_at, until_at) select $1, g.id, g.claim, 'waiting', g.sent, g.until from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[]) g(id, claim, sent, until)",
    [tx.merchantId, gifts.map((g) => g.giftId), gifts.map((g) => g.claimId), gifts.map((g) => new Date(g.sentAt)), gifts.map((g) => new Date(g.until))], 'insert-coupon-gifts')

export interface EndedCouponGift { readonly giftId: string; readonly state: CouponGiftState; readonly givenClaimId: string | null; readonly at: Instant }
/** Ends gifts that were waiting: one that is not any more stops the batch. */
export async function endCouponGifts(tx: Tx, gifts: readonly EndedCouponGift[]): Promise<void> {
  if (gifts.length === 0) return
  const ended = await tx.run(
    "update coupon_gift g set state = e.state, given_claim_id = e.given, ended_at = e.at from unnest($2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[]) e(id, state, given, at) where g.merchant_id = $1 and g.gift_id = e.id and g.state = 'waiting'",
    [tx.merchantId, gifts.map((g) => g.giftId), texts(gifts.map((g) => g.state)), gifts.map((g) => g.givenClaimId), gifts.map((g) => new Date(g.at))], 'end-coupon-gifts')
  assert(ended === gifts.length, 'a coupon that was sent ended twice')
}

/** Coupons nobody took in time go back, some at a time: claims in the order of their ids, as acts lock them. */
export async function returnOverdueCoupons(tx: Tx, at: Instant, most: number): Promise<CouponGiftRow[]> {
  const due = await tx.query<{ gift_id: string; claim_id: string }>("select gift_id, claim_id from coupon_gift where merchant_id = $1 and state = 'waiting' and until_at <= $2 order by until_at, gift_id limit $3", [tx.merchantId, new Date(at), most])
  if (due.length === 0) return []
  await tx.run('select 1 from coupon_claim where merchant_id = $1 and claim_id = any($2::uuid[]) order by claim_id for no key update', [tx.merchantId, due.map((d) => d.claim_id)])
  const ended = await tx.query<{ gift_id: string }>("update coupon_gift set state = 'returned', ended_at = until_at where merchant_id = $1 and gift_id = any($2::uuid[]) and state = 'waiting' returning gift_id", [tx.merchantId, due.map((d) => d.gift_id)])
  await tx.run("update coupon_claim k set state = 'issued', locked_by = null, locked_until = null from unnest($2::uuid[]) g(id) where k.merchant_id = $1 and k.state = 'locked' and k.locked_by = 'gift:' || g.id", [tx.merchantId, ended.map((e) => e.gift_id)])
  return readCouponGifts(tx, ended.map((e) => e.gift_id))
}

export const shopZone = async (tx: Tx): Promise<{ zone: Zone; currency: Currency }> => (await tx.query<{ zone: Zone; currency: Currency }>('select zone, currency from merchant where merchant_id = $1', [tx.merchantId], 'shop-zone'))[0]!
