import { randomInt } from 'node:crypto'
import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import type { SealedPhone } from '../platform/phone/index.js'

export interface Joining {
  readonly name?: string
  readonly phone?: SealedPhone
  readonly openId?: string
  readonly unionId?: string | null
  /** wechat | h5 | till | import | integration */
  readonly source: string
  readonly storeId?: string | null
  readonly language?: string
}

/** Ten digits that tell nothing: shown on the card and read out at the till. */
const someNumber = (): string => `8${String(randomInt(0, 1_000_000_000)).padStart(9, '0')}`

/** A new member, or the one who has that phone or openid already. Safe against two at once: the unique keys decide. */
export async function joinMember(tx: Tx, who: Joining, now: Instant): Promise<{ memberId: MemberId; isNew: boolean }> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const found = await findMember(tx, who)
    if (found) return { memberId: found, isNew: false }
    const memberId = newId<MemberId>()
    const made = await tx.run(
      `insert into member (merchant_id, member_id, member_no, name, phone_hash, phone_cipher, phone_last4, wx_openid, wx_unionid, source, store_id, language, joined_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing`,
      [tx.merchantId, memberId, someNumber(), who.name ?? '', who.phone?.hash ?? null, who.phone?.cipher ?? null, who.phone?.last4 ?? null, who.openId ?? null, who.unionId ?? null, who.source, who.storeId ?? null, who.language ?? 'zh-CN', new Date(now)])
    if (made === 1) return { memberId, isNew: true }
  }
  throw new Error('no free member number was found')
}

/** A phone, a WeChat identity and a unionid lead to one member, also where that member was merged into another. */
async function findMember(tx: Tx, who: Joining): Promise<MemberId | null> {
  const rows = await tx.query<{ member_id: MemberId }>(
    `select coalesce(merged_into, member_id) as member_id from member where merchant_id = $1 and (left_at is null or merged_into is not null) and (phone_hash = $2 or wx_openid = $3 or wx_unionid = $4)
     order by phone_hash = $2 desc nulls last, wx_openid = $3 desc nulls last, merged_into is null desc, joined_at limit 1`,
    [tx.merchantId, who.phone?.hash ?? null, who.openId ?? null, who.unionId ?? null])
  return rows[0]?.member_id ?? null
}

export interface MemberIdentity {
  member_id: MemberId
  phone_hash: Buffer | null
  phone_last4: string | null
  phone_cipher: Buffer | null
  wx_openid: string | null
  wx_unionid: string | null
}

export const lockIdentity = async (tx: Tx, by: { memberId: MemberId } | { phoneHash: Buffer }): Promise<MemberIdentity | null> =>
  (await tx.query<MemberIdentity>(
    `select member_id, phone_hash, phone_last4, phone_cipher, wx_openid, wx_unionid from member
     where merchant_id = $1 and left_at is null and member_id = ${'memberId' in by ? '$2' : '(select coalesce(merged_into, member_id) from member where merchant_id = $1 and phone_hash = $2)'} for no key update`, [tx.merchantId, 'memberId' in by ? by.memberId : by.phoneHash]))[0] ?? null

/** The number is this member's alone: one that led here from a merged member is taken over. */
export async function setPhone(tx: Tx, memberId: MemberId, phone: SealedPhone): Promise<void> {
  await tx.run('update member set phone_hash = null, phone_cipher = null, phone_last4 = null where merchant_id = $1 and merged_into = $2 and phone_hash = $3', [tx.merchantId, memberId, phone.hash])
  await tx.run('update member set phone_hash = $3, phone_cipher = $4, phone_last4 = $5 where merchant_id = $1 and member_id = $2', [tx.merchantId, memberId, phone.hash, phone.cipher, phone.last4])
}

/** Whether a member has nothing a merge could lose or double: no book, no order, no coupon, no word in the community. */
export const isFresh = async (tx: Tx, memberId: MemberId): Promise<boolean> =>
  (await tx.query<{ fresh: boolean }>(
    `select not exists (select from fact f where f.merchant_id = $1 and f.member_id = $2) and not exists (select from shop_order o where o.merchant_id = $1 and o.member_id = $2) and not exists (select from coupon_claim c where c.merchant_id = $1 and c.member_id = $2) and not exists (select from flash_hold h where h.merchant_id = $1 and h.member_id = $2)
       and not exists (select from post p where p.merchant_id = $1 and p.member_id = $2) and not exists (select from comment c where c.merchant_id = $1 and c.member_id = $2) as fresh
     from member m where m.merchant_id = $1 and m.member_id = $2`, [tx.merchantId, memberId]))[0]?.fresh ?? false

/** Another living member with that unionid, if there is one. */
export const otherOfUnion = async (tx: Tx, memberId: MemberId, unionId: string): Promise<MemberId | null> =>
  (await tx.query<{ member_id: MemberId }>('select member_id from member where merchant_id = $1 and wx_unionid = $3 and member_id <> $2 and left_at is null limit 1', [tx.merchantId, memberId, unionId]))[0]?.member_id ?? null

export const setUnion = (tx: Tx, memberId: MemberId, unionId: string): Promise<number> =>
  tx.run('update member set wx_unionid = $3 where merchant_id = $1 and member_id = $2 and wx_unionid is null', [tx.merchantId, memberId, unionId])
