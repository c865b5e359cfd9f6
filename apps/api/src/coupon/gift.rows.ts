import { assert, type Instant, type MemberId } from '@huitou/units'
import { calledSql } from '../member-name/index.js'
import { plain, texts, type Tx } from '../platform/database/index.js'
import type { CouponTermsOf } from '../promotion/index.js'
import { holderOf } from './gift-holder.js'

export type CouponGiftState = 'waiting' | 'taken' | 'withdrawn' | 'returned'
export interface CouponGiftRow {
  readonly gift_id: string; readonly claim_id: string; readonly given_claim_id: string | null; readonly state: CouponGiftState; readonly sent_at: Date; readonly until_at: Date; readonly ended_at: Date | null
  readonly from_member: MemberId; readonly to_member: MemberId | null; readonly from_called: string; readonly to_called: string | null; readonly coupon_id: string; readonly terms: CouponTermsOf; readonly valid_until: Date
}

const GIFTS = `select g.gift_id, g.claim_id, g.given_claim_id, g.state, g.sent_at, g.until_at, g.ended_at, k.member_id as from_member, n.member_id as to_member, ${calledSql('f')} as from_called, ${calledSql('t')} as to_called, k.coupon_id, v.terms, k.valid_until
  from coupon_gift g join coupon_claim k using (merchant_id, claim_id) join coupon_version v on v.merchant_id = k.merchant_id and v.coupon_id = k.coupon_id and v.version = k.version join member f on f.merchant_id = k.merchant_id and f.member_id = k.member_id
  left join coupon_claim n on n.merchant_id = g.merchant_id and n.claim_id = g.given_claim_id left join member t on t.merchant_id = n.merchant_id and t.member_id = n.member_id`

export const readCouponGifts = (tx: Tx, ids: readonly string[]): Promise<CouponGiftRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.query<CouponGiftRow>(`${GIFTS} where g.merchant_id = $1 and g.gift_id = any($2::uuid[])`, [tx.merchantId, plain(ids)], 'read-coupon-gifts')

/** The latest sending of a coupon. */
export const giftOfClaim = async (tx: Tx, claimId: string): Promise<CouponGiftRow | undefined> =>
  (await tx.query<CouponGiftRow>(`${GIFTS} where g.merchant_id = $1 and g.claim_id = $2 order by g.sent_at desc, g.gift_id desc limit 1`, [tx.merchantId, claimId], 'gift-of-claim'))[0]

export interface NewCouponGift { readonly giftId: string; readonly claimId: string; readonly sentAt: Instant; readonly until: Instant }
/** Sendings that begin. One of the same coupon that is past its time came back before, used or not, though the night has not written it yet. */
export async function insertCouponGifts(tx: Tx, gifts: readonly NewCouponGift[]): Promise<void> {
  if (gifts.length === 0) return
  await tx.run(
    "update coupon_gift g set state = 'returned', ended_at = g.until_at from unnest($2::uuid[], $3::timestamptz[]) n(claim, at) where g.merchant_id = $1 and g.claim_id = n.claim and g.state = 'waiting' and g.until_at <= n.at",
    [tx.merchantId, gifts.map((g) => g.claimId), gifts.map((g) => new Date(g.sentAt))], 'return-gifts-sent-again')
  await tx.run(
    "insert into coupon_gift (merchant_id, gift_id, claim_id, state, sent_at, until_at) select $1, g.id, g.claim, 'waiting', g.sent, g.until from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[]) g(id, claim, sent, until)",
    [tx.merchantId, gifts.map((g) => g.giftId), gifts.map((g) => g.claimId), gifts.map((g) => new Date(g.sentAt)), gifts.map((g) => new Date(g.until))], 'insert-coupon-gifts')
}

export interface EndedCouponGift { readonly giftId: string; readonly state: CouponGiftState; readonly givenClaimId: string | null; readonly at: Instant }
/** Ends gifts that were waiting: one that is not any more stops the batch. */
export async function endCouponGifts(tx: Tx, gifts: readonly EndedCouponGift[]): Promise<void> {
  if (gifts.length === 0) return
  const ended = await tx.run(
    "update coupon_gift g set state = e.state, given_claim_id = e.given, ended_at = e.at from unnest($2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[]) e(id, state, given, at) where g.merchant_id = $1 and g.gift_id = e.id and g.state = 'waiting'",
    [tx.merchantId, gifts.map((g) => g.giftId), texts(gifts.map((g) => g.state)), gifts.map((g) => g.givenClaimId), gifts.map((g) => new Date(g.at))], 'end-coupon-gifts')
  assert(ended === gifts.length, 'a coupon that was sent ended twice')
}

interface WaitingGift { readonly gift_id: string; readonly claim_id: string }

/** Sendings nobody took in time, some at a time, and those of members that still wait. */
export const overdueCouponGifts = (tx: Tx, at: Instant, most: number): Promise<WaitingGift[]> =>
  tx.query("select gift_id, claim_id from coupon_gift where merchant_id = $1 and state = 'waiting' and until_at <= $2 order by until_at, gift_id limit $3", [tx.merchantId, new Date(at), most], 'overdue-coupon-gifts')
export const giftsSentBy = (tx: Tx, memberIds: readonly MemberId[]): Promise<WaitingGift[]> =>
  tx.query(
    "select g.gift_id, g.claim_id from coupon_claim k cross join lateral (select w.gift_id, w.claim_id from coupon_gift w where w.merchant_id = k.merchant_id and w.claim_id = k.claim_id and w.state = 'waiting' offset 0) g where k.merchant_id = $1 and k.member_id = any($2::uuid[])",
    [tx.merchantId, plain(memberIds)], 'coupon-gifts-sent-by')

/**
 * Ends sendings that wait: one past its time came back at its instant, any other is withdrawn now; the coupons are in their
 * wallets again. Claims are locked before gifts and in the order of their ids, as acts do. Answers those that were ended here.
 */
export async function endWaitingGifts(tx: Tx, gifts: readonly WaitingGift[], at: Instant): Promise<string[]> {
  if (gifts.length === 0) return []
  await tx.run('select 1 from coupon_claim where merchant_id = $1 and claim_id = any($2::uuid[]) order by claim_id for no key update', [tx.merchantId, plain(gifts.map((g) => g.claim_id))], 'lock-sent-claims')
  const ended = await tx.query<WaitingGift>(
    "update coupon_gift g set state = case when g.until_at <= $3 then 'returned' else 'withdrawn' end, ended_at = least(g.until_at, $3) from unnest($2::uuid[]) e(id) where g.merchant_id = $1 and g.gift_id = e.id and g.state = 'waiting' returning g.gift_id, g.claim_id",
    [tx.merchantId, plain(gifts.map((g) => g.gift_id)), new Date(at)], 'end-waiting-gifts')
  await tx.run(
    "update coupon_claim k set state = 'issued', locked_by = null, locked_until = null from unnest($2::uuid[], $3::text[]) e(claim, holder) where k.merchant_id = $1 and k.claim_id = e.claim and k.state = 'locked' and k.locked_by = e.holder",
    [tx.merchantId, plain(ended.map((e) => e.claim_id)), texts(ended.map((e) => holderOf(e.gift_id)))], 'free-sent-claims')
  return ended.map((e) => e.gift_id)
}
