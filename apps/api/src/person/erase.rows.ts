import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { consentsOf, PURPOSES, writeConsent } from './consent.rows.js'
import { endSessionsOf } from './merge.rows.js'

/**
 * Takes the person out of the shop's records and leaves the book: orders, points and counts stay under an id that leads to
 * nobody. What was said in the community goes with its author. Answers every id that was this person's.
 */
export async function erasePerson(tx: Tx, memberId: MemberId, now: Instant): Promise<MemberId[] | null> {
  const locked = await tx.query<{ member_id: MemberId; phone_hash: Buffer | null }>('select member_id, phone_hash from member where merchant_id = $1 and ((member_id = $2 and left_at is null) or merged_into = $2) order by member_id for no key update', [tx.merchantId, memberId])
  if (!locked.some((m) => m.member_id === memberId)) return null
  const ids = locked.map((m) => m.member_id)
  const values = [tx.merchantId, ids]
  await tx.run('delete from sms_code where merchant_id = $1 and phone_hash = any($2::bytea[])', [tx.merchantId, locked.flatMap((m) => m.phone_hash ?? [])])
  await forgetWords(tx, ids)
  for (const table of ['member_account', 'member_tag', 'inbox_message', 'behaviour_event']) await tx.run(`delete from ${table} where merchant_id = $1 and member_id = any($2::uuid[])`, values)
  await tx.run("update campaign_member set state = 'refused', code = 'campaign-member-left', at = $3 where merchant_id = $1 and member_id = any($2::uuid[]) and state = 'waiting'", [...values, new Date(now)])
  await tx.run('delete from code_alias where merchant_id = $1 and member_id = any($2::uuid[]) and used_at is null', values)
  await tx.run('update code_device set revoked_at = coalesce(revoked_at, $3) where merchant_id = $1 and member_id = any($2::uuid[])', [...values, new Date(now)])
  await tx.run('update visit set expires_at = least(expires_at, $3) where merchant_id = $1 and member_id = any($2::uuid[]) and settled_at is null', [...values, new Date(now)])
  for (const purpose of PURPOSES) if ((await consentsOf(tx, memberId)).find((c) => c.purpose === purpose)?.given ?? purpose === 'membership') await writeConsent(tx, { memberId, purpose, given: false, place: 'left' }, now)
  await tx.run(
    `update member set name = '', member_no = 'left-' || member_id, phone_hash = null, phone_cipher = null, phone_last4 = null, wx_openid = null, wx_unionid = null, birthday = null, birth_year = null, birthday_set_at = null, birthday_calendar = default,
       region = '', gender = '', language = 'zh-CN', large_type = false, left_at = coalesce(left_at, $3) where merchant_id = $1 and member_id = any($2::uuid[])`, [...values, new Date(now)])
  for (const id of ids) await endSessionsOf(tx, id, 'erased', now)
  return ids
}

/** Posts and comments lose their words and are shown no more; counts follow. */
async function forgetWords(tx: Tx, ids: readonly MemberId[]): Promise<void> {
  await tx.run("update post set body = '', state = 'removed', verdict = null, reason = '' where merchant_id = $1 and member_id = any($2::uuid[])", [tx.merchantId, ids])
  const posts = (await tx.query<{ post_id: string }>("update comment set body = '', state = 'removed', verdict = null, reason = '' where merchant_id = $1 and member_id = any($2::uuid[]) returning post_id", [tx.merchantId, ids])).map((r) => r.post_id)
  await tx.run("update post p set comment_count = (select count(*) from comment c where c.merchant_id = p.merchant_id and c.post_id = p.post_id and c.state = 'shown') where p.merchant_id = $1 and p.post_id = any($2::uuid[])", [tx.merchantId, posts])
}
