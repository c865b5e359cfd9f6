import type { Instant, MemberId } from '@huitou/units'
import { usableSql } from '../coupon/index.js'
import { plain, type Tx } from '../platform/database/index.js'

export interface ProfileRow {
  member_id: MemberId
  member_no: string
  name: string
  phone_last4: string | null
  phone_cipher: Buffer | null
  birthday: string | null
  birthday_calendar: 'solar' | 'lunar'
  birth_year: number | null
  birthday_set_at: Date | null
  region: string
  gender: string
  source: string
  store_name: string | null
  language: 'zh-CN' | 'en'
  large_type: boolean
  order_count: number
  spent_minor: number
  first_order_at: Date | null
  last_order_at: Date | null
  tier_since: Date | null
  joined_at: Date
  tier_id: string | null
}

/** Profiles of members who have not left, in no order. */
export const profilesOf = (tx: Tx, ids: readonly string[]): Promise<ProfileRow[]> =>
  tx.query<ProfileRow>(
    `select m.member_id, m.member_no, m.name, m.phone_last4, m.phone_cipher, m.birthday, m.birthday_calendar, m.birth_year, m.birthday_set_at, m.region, m.gender, m.source, s.name as store_name, m.language, m.large_type,
       m.order_count, m.spent_minor, m.first_order_at, m.last_order_at, m.tier_since, m.joined_at, m.tier_id
     from member m left join store s on s.merchant_id = m.merchant_id and s.store_id = m.store_id where m.merchant_id = $1 and m.member_id = any($2::uuid[]) and m.left_at is null`, [tx.merchantId, plain(ids)], 'profiles-of')

export const profileOf = async (tx: Tx, memberId: string): Promise<ProfileRow | null> => (await profilesOf(tx, [memberId]))[0] ?? null

export interface ProfileChange {
  readonly name: string
  readonly birthday: string | null
  readonly birthdayCalendar: 'solar' | 'lunar'
  readonly birthYear: number | null
  readonly birthdaySetAt: Date | null
  readonly region: string
  readonly language: string
  readonly largeType: boolean
}

export const changeProfile = (tx: Tx, memberId: string, p: ProfileChange, now: Instant): Promise<number> =>
  tx.run('update member set name = $3, birthday_moved_at = case when birthday is not null and (birthday, birthday_calendar) is distinct from ($4::text, $10::text) then $11 else birthday_moved_at end, birthday = $4, birth_year = $5, birthday_set_at = $6, region = $7, language = $8, large_type = $9, birthday_calendar = $10 where merchant_id = $1 and member_id = $2',
    [tx.merchantId, memberId, p.name, p.birthday, p.birthYear, p.birthdaySetAt, p.region, p.language, p.largeType, p.birthdayCalendar, new Date(now)])

export interface TagRow { tag: string; source: 'manual' | 'rule' | 'import'; why: string; since: Date; by: string | null }

export const tagsOf = (tx: Tx, memberId: string): Promise<TagRow[]> =>
  tx.query<TagRow>('select t.tag, t.source, t.why, t.since, s.name as by from member_tag t left join staff s on s.merchant_id = t.merchant_id and s.staff_id = t.staff_id where t.merchant_id = $1 and t.member_id = $2 order by t.since desc, t.tag', [tx.merchantId, memberId])

export const putTag = (tx: Tx, t: { memberId: string; tag: string; why: string; staffId: string }, now: Instant): Promise<number> =>
  tx.run("insert into member_tag (merchant_id, member_id, tag, source, why, staff_id, since) values ($1, $2, $3, 'manual', $4, $5, $6) on conflict (merchant_id, member_id, tag) do nothing", [tx.merchantId, t.memberId, t.tag, t.why, t.staffId, new Date(now)])

export const takeTag = (tx: Tx, memberId: string, tag: string): Promise<number> => tx.run('delete from member_tag where merchant_id = $1 and member_id = $2 and tag = $3', [tx.merchantId, memberId, tag])

/** Locks the member, so that two changes follow each other. */
export const lockMember = async (tx: Tx, memberId: string): Promise<boolean> =>
  (await tx.query('select 1 from member where merchant_id = $1 and member_id = $2 and left_at is null for no key update', [tx.merchantId, memberId])).length > 0

export const accountsOf = (tx: Tx, memberId: string): Promise<{ channel: string; account: string }[]> =>
  tx.query('select channel, account from member_account where merchant_id = $1 and member_id = $2 order by channel, account limit 50', [tx.merchantId, memberId])

/** Orders of the last twelve months, and the usual gap between orders in days. */
export const rhythmOf = async (tx: Tx, memberId: string, since: Date): Promise<{ orders: number; spent: number; gap: number | null; coupons: number }> =>
  (await tx.query<{ orders: number; spent: number; gap: number | null; coupons: number }>(
    `select count(*) filter (where paid_at >= $3)::int as orders, coalesce(sum(paid_minor - refunded_minor) filter (where paid_at >= $3), 0)::int8 as spent,
       case when count(*) >= 3 then round(extract(epoch from max(paid_at) - min(paid_at)) / 86400 / (count(*) - 1))::int end as gap,
       (select count(*)::int from coupon_claim k where k.merchant_id = $1 and k.member_id = $2 and ${usableSql('now()')}) as coupons
     from shop_order where merchant_id = $1 and member_id = $2 and status not in ('refunded', 'undone')`, [tx.merchantId, memberId, since]))[0]!
