import type { BirthdayCare, NewcomerCare } from '@huitou/contract'
import type { Instant, MemberId } from '@huitou/units'
import type * as z from 'zod/mini'
import type { Tx } from '../platform/database/index.js'

export type BirthdayTerms = z.output<typeof BirthdayCare>
export type NewcomerTerms = z.output<typeof NewcomerCare>
export interface CareTerms { readonly birthday: BirthdayTerms; readonly newcomer: NewcomerTerms }

const OFF: CareTerms = { birthday: { on: false, window: 'day', points: 0, couponId: null, feb29: 'feb-28', text: '' }, newcomer: { on: false, points: 0, couponId: null, text: '' } }

export async function readCareTerms(tx: Tx): Promise<CareTerms> {
  const rows = await tx.query<{ kind: keyof CareTerms; terms: never }>('select kind, terms from care where merchant_id = $1', [tx.merchantId])
  return { ...OFF, ...Object.fromEntries(rows.map((r) => [r.kind, r.terms])) }
}

export const writeCareTerms = (tx: Tx, kind: keyof CareTerms, terms: BirthdayTerms | NewcomerTerms, now: Instant): Promise<number> =>
  tx.run('insert into care (merchant_id, kind, terms, changed_at) values ($1, $2, $3::jsonb, $4) on conflict (merchant_id, kind) do update set terms = excluded.terms, changed_at = excluded.changed_at', [tx.merchantId, kind, JSON.stringify(terms), new Date(now)])

/** The title of a published coupon; undefined for none such. */
export const couponTitle = async (tx: Tx, couponId: string): Promise<string | undefined> =>
  (await tx.query<{ title: string }>("select title from coupon where merchant_id = $1 and coupon_id = $2 and state <> 'draft'", [tx.merchantId, couponId]))[0]?.title

export interface GiftRow { member_id: MemberId; gift_key: string; kind: keyof CareTerms; points: number; coupon_id: string | null; claim_id: string | null; at: Date }

export const readGifts = (tx: Tx, ids: readonly MemberId[], keys: readonly string[]): Promise<GiftRow[]> =>
  tx.query<GiftRow>('select member_id, gift_key, kind, points, coupon_id, claim_id, at from care_gift where merchant_id = $1 and member_id = any($2::uuid[]) and gift_key = any($3::text[])', [tx.merchantId, ids, keys])

export const insertGifts = (tx: Tx, rows: readonly GiftRow[]): Promise<number> =>
  tx.run('insert into care_gift (merchant_id, member_id, gift_key, kind, points, coupon_id, claim_id, at) select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::uuid[], $8::timestamptz[])',
    [tx.merchantId, rows.map((r) => r.member_id), rows.map((r) => r.gift_key), rows.map((r) => r.kind), rows.map((r) => r.points), rows.map((r) => r.coupon_id), rows.map((r) => r.claim_id), rows.map((r) => r.at)])

/** Members whose birthday is one of those days and who have none of those gifts yet. */
export const birthdayMembers = async (tx: Tx, monthDays: readonly string[], giftKeys: readonly string[], after: string, most: number): Promise<{ member_id: MemberId; birthday: string }[]> =>
  tx.query(
    `select m.member_id, m.birthday from member m where m.merchant_id = $1 and m.birthday = any($2::text[]) and m.left_at is null and m.member_id > $4::uuid
       and not exists (select from care_gift g where g.merchant_id = $1 and g.member_id = m.member_id and g.gift_key = any($3::text[])) order by m.member_id limit $5`,
    [tx.merchantId, monthDays, giftKeys, after, most])

/** Members who joined by themselves since an instant and have no newcomer pack. */
export const newcomersWithout = async (tx: Tx, since: Instant, after: string, most: number): Promise<MemberId[]> =>
  (await tx.query<{ member_id: MemberId }>(
    `select m.member_id from member m where m.merchant_id = $1 and m.joined_at >= $2 and m.import_id is null and m.source <> 'import' and m.left_at is null and m.member_id > $3::uuid
       and not exists (select from care_gift g where g.merchant_id = $1 and g.member_id = m.member_id and g.gift_key = 'newcomer') order by m.member_id limit $4`,
    [tx.merchantId, new Date(since), after, most])).map((r) => r.member_id)

export const countBirthdays = (tx: Tx): Promise<{ birthday: string; members: number }[]> =>
  tx.query('select birthday, count(*)::int as members from member where merchant_id = $1 and birthday is not null and left_at is null group by birthday', [tx.merchantId])

export const sumGifts = async (tx: Tx, since: Instant): Promise<{ given: number; points: number }> =>
  (await tx.query<{ given: number; points: number }>('select count(*)::int as given, coalesce(sum(points), 0)::bigint as points from care_gift where merchant_id = $1 and at >= $2', [tx.merchantId, new Date(since)]))[0]!

export const birthdayOf = async (tx: Tx, memberId: string): Promise<string | null> =>
  (await tx.query<{ birthday: string | null }>('select birthday from member where merchant_id = $1 and member_id = $2', [tx.merchantId, memberId]))[0]?.birthday ?? null

