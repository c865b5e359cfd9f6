import type { Instant, MemberId } from '@huitou/units'
import { unusedSql } from '../coupon/index.js'
import type { Tx } from '../platform/database/index.js'
import { careOf, type AllCare, type CareKind, type CareTerms } from './care-terms.js'

export const readCareTerms = async (tx: Tx): Promise<AllCare> =>
  careOf(await tx.query<{ kind: string; terms: Partial<CareTerms> }>('select kind, terms from care where merchant_id = $1', [tx.merchantId]))

export const changedAt = async (tx: Tx, kind: CareKind): Promise<Date | null> =>
  (await tx.query<{ changed_at: Date }>('select changed_at from care where merchant_id = $1 and kind = $2', [tx.merchantId, kind]))[0]?.changed_at ?? null

export const writeCareTerms = (tx: Tx, kind: CareKind, terms: CareTerms, now: Instant): Promise<number> =>
  tx.run('insert into care (merchant_id, kind, terms, changed_at) values ($1, $2, $3::jsonb, $4) on conflict (merchant_id, kind) do update set terms = excluded.terms, changed_at = excluded.changed_at', [tx.merchantId, kind, JSON.stringify(terms), new Date(now)])

/** The title of a published coupon; undefined for none such. */
export const couponTitle = async (tx: Tx, couponId: string): Promise<string | undefined> =>
  (await tx.query<{ title: string }>("select title from coupon where merchant_id = $1 and coupon_id = $2 and state <> 'draft'", [tx.merchantId, couponId]))[0]?.title

/** Which of those coupons nobody can be given. */
export const unknownCoupons = async (tx: Tx, ids: readonly string[]): Promise<string[]> => {
  const rows = await tx.query<{ coupon_id: string }>("select coupon_id from coupon where merchant_id = $1 and coupon_id = any($2::uuid[]) and state <> 'draft'", [tx.merchantId, ids])
  return ids.filter((id) => !rows.some((r) => r.coupon_id === id))
}

export interface GiftRow { member_id: MemberId; gift_key: string; kind: CareKind; points: number; coupon_id: string | null; claim_id: string | null; tier_id: string | null; at: Date }

/** All that members were ever given: a few rows each. */
export const readGifts = (tx: Tx, ids: readonly MemberId[]): Promise<GiftRow[]> =>
  tx.query<GiftRow>('select member_id, gift_key, kind, points, coupon_id, claim_id, tier_id, at from care_gift where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, ids])

export const insertGifts = (tx: Tx, rows: readonly GiftRow[]): Promise<number> =>
  tx.run('insert into care_gift (merchant_id, member_id, gift_key, kind, points, coupon_id, claim_id, tier_id, at) select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::uuid[], $8::text[], $9::timestamptz[])',
    [tx.merchantId, rows.map((r) => r.member_id), rows.map((r) => r.gift_key), rows.map((r) => r.kind), rows.map((r) => r.points), rows.map((r) => r.coupon_id), rows.map((r) => r.claim_id), rows.map((r) => r.tier_id), rows.map((r) => r.at)])

export interface PersonRow { member_id: MemberId; birthday: string | null; birthday_calendar: 'solar' | 'lunar'; birth_year: number | null; birthday_moved_at: Date | null; language: string }

export const readPeople = (tx: Tx, ids: readonly MemberId[]): Promise<PersonRow[]> =>
  tx.query<PersonRow>('select member_id, birthday, birthday_calendar, birth_year, birthday_moved_at, language from member where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, ids])

export interface GivenRow { tier_id: string | null; gifts: number; points: number; coupons: number; used: number; discount_minor: number }

/** What a kind gave since an instant, by the tier of the pack (or the tier held now, where it was no pack). */
export const sumGifts = (tx: Tx, kind: CareKind, since: Instant): Promise<GivenRow[]> =>
  tx.query<GivenRow>(
    `select coalesce(g.tier_id, m.tier_id) as tier_id, count(*)::int as gifts, coalesce(sum(g.points), 0)::bigint as points, count(g.claim_id)::int as coupons,
       count(*) filter (where k.state = 'redeemed')::int as used, coalesce(sum(k.discount_minor) filter (where k.state = 'redeemed'), 0)::bigint as discount_minor
     from care_gift g join member m using (merchant_id, member_id) left join coupon_claim k on k.merchant_id = g.merchant_id and k.claim_id = g.claim_id
     where g.merchant_id = $1 and g.kind = $2 and g.at >= $3 group by 1`, [tx.merchantId, kind, new Date(since)])

export const sumAll = async (tx: Tx, since: Instant): Promise<{ given: number; points: number }> =>
  (await tx.query<{ given: number; points: number }>('select count(*)::int as given, coalesce(sum(points), 0)::bigint as points from care_gift where merchant_id = $1 and at >= $2', [tx.merchantId, new Date(since)]))[0]!

/** Members whose birthday wants a word: by the lunar calendar, and on 29 February. */
export const countRare = async (tx: Tx): Promise<{ lunar: number; feb29: number }> =>
  (await tx.query<{ lunar: number; feb29: number }>(
    `select count(*) filter (where birthday_calendar = 'lunar')::int as lunar, count(*) filter (where birthday_calendar = 'solar' and birthday = '02-29')::int as feb29
     from member where merchant_id = $1 and birthday is not null and left_at is null and (birthday_calendar = 'lunar' or birthday = '02-29')`, [tx.merchantId]))[0]!

/** An unused coupon of a pack that a tier gave. */
export interface PackCoupon { readonly memberId: MemberId; readonly tierId: string; readonly givenAt: Instant; readonly claimId: string; readonly title: string }

/** What nobody used of the packs that tiers gave these members: what a refund takes back when it takes the tier. */
export const unusedPackCoupons = async (tx: Tx, memberIds: readonly MemberId[], now: Instant): Promise<PackCoupon[]> =>
  (await tx.query<{ member_id: MemberId; tier_id: string; at: Date; claim_id: string; title: string }>(
    `select g.member_id, g.tier_id, g.at, k.claim_id, c.title from care_gift g
       cross join lateral (select g.claim_id union select s.claim_id from coupon_claim f join coupon_claim s on s.merchant_id = $1 and s.pack_id = f.pack_id where f.merchant_id = $1 and f.claim_id = g.claim_id) p(claim_id)
       join coupon_claim k on k.merchant_id = $1 and k.claim_id = p.claim_id join coupon c on c.merchant_id = $1 and c.coupon_id = k.coupon_id
     where g.merchant_id = $1 and g.member_id = any($2::uuid[]) and g.kind = 'tier-reached' and g.claim_id is not null and ${unusedSql('$3')} order by k.claim_id`, [tx.merchantId, memberIds, new Date(now)], 'unused-pack-coupons',
  )).map((r) => ({ memberId: r.member_id, tierId: r.tier_id, givenAt: r.at.getTime(), claimId: r.claim_id, title: r.title }))

/** Whether it goes when a refund takes these tiers: what was given before the refunded order was paid did not hang on it. */
export const goesWith = (tierIds: readonly string[], paidAt: Instant) => (c: PackCoupon): boolean => tierIds.includes(c.tierId) && c.givenAt >= paidAt
