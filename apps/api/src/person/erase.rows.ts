import type { Instant, MemberId } from '@huitou/units'
import { endWaitingGifts, giftsSentBy } from '../coupon/index.js'
import { consentsOf, PURPOSES, writeConsent } from '../consent/index.js'
import { leftNoSql } from '../member-name/index.js'
import type { Tx } from '../platform/database/index.js'
import type { PhoneVault } from '../platform/phone/index.js'
import { endSessionsOf } from './merge.rows.js'

interface PersonRow { readonly member_id: MemberId; readonly name: string; readonly phone_hash: Buffer | null; readonly phone_cipher: Buffer | null; readonly wx_openid: string | null; readonly wx_unionid: string | null }

/**
 * Takes the person out of the shop's records and leaves the book: orders, points and counts stay under an id that leads to
 * nobody. What was said in the community goes with its author, pictures by their bytes. Answers every id that was this person's.
 */
export async function erasePerson(tx: Tx, vault: PhoneVault, memberId: MemberId, now: Instant): Promise<MemberId[] | null> {
  const locked = await tx.query<PersonRow>('select member_id, name, phone_hash, phone_cipher, wx_openid, wx_unionid from member where merchant_id = $1 and ((member_id = $2 and left_at is null) or merged_into = $2) order by member_id for no key update', [tx.merchantId, memberId])
  if (!locked.some((m) => m.member_id === memberId)) return null
  const ids = locked.map((m) => m.member_id)
  const values = [tx.merchantId, ids]
  await tx.run('delete from sms_code where merchant_id = $1 and phone_hash = any($2::bytea[])', [tx.merchantId, locked.flatMap((m) => m.phone_hash ?? [])])
  await forgetPosts(tx, ids)
  await forgetNames(tx, ids, await wordsOf(tx, vault, locked))
  for (const table of ['member_account', 'member_tag', 'inbox_message', 'behaviour_event', 'what_if_member', 'picture']) await tx.run(`delete from ${table} where merchant_id = $1 and member_id = any($2::uuid[])`, values)
  await tx.run("update campaign_member set state = 'refused', code = 'campaign-member-left', at = $3 where merchant_id = $1 and member_id = any($2::uuid[]) and state = 'waiting'", [...values, new Date(now)])
  // what is under way to a friend goes with its sender: a link in somebody's chat leads to nobody
  await endWaitingGifts(tx, await giftsSentBy(tx, ids), now)
  await tx.run('delete from code_alias where merchant_id = $1 and member_id = any($2::uuid[]) and used_at is null', values)
  await tx.run('update code_device set revoked_at = coalesce(revoked_at, $3) where merchant_id = $1 and member_id = any($2::uuid[])', [...values, new Date(now)])
  await tx.run('update visit set expires_at = least(expires_at, $3) where merchant_id = $1 and member_id = any($2::uuid[]) and settled_at is null', [...values, new Date(now)])
  for (const purpose of PURPOSES) if ((await consentsOf(tx, memberId)).find((c) => c.purpose === purpose)?.given ?? purpose === 'membership') await writeConsent(tx, { memberId, purpose, given: false, place: 'left' }, now)
  await tx.run(
    `update member set name = '', member_no = ${leftNoSql}, phone_hash = null, phone_cipher = null, phone_last4 = null, wx_openid = null, wx_unionid = null, birthday = null, birth_year = null, birthday_set_at = null, birthday_moved_at = null, birthday_calendar = default,
       region = '', gender = '', language = 'zh-CN', large_type = false, left_at = coalesce(left_at, $3) where merchant_id = $1 and member_id = any($2::uuid[])`, [...values, new Date(now)])
  for (const id of ids) await endSessionsOf(tx, id, 'erased', now)
  return ids
}

/** Reviews, posts and comments lose their words and are shown no more; counts follow. */
async function forgetPosts(tx: Tx, ids: readonly MemberId[]): Promise<void> {
  await tx.run("update review set body = '', state = 'removed', verdict = null, reason = '', reply = '', replied_at = null, replied_by = null where merchant_id = $1 and member_id = any($2::uuid[])", [tx.merchantId, ids])
  await tx.run("update post set body = '', state = 'removed', verdict = null, reason = '', appeal = '' where merchant_id = $1 and member_id = any($2::uuid[])", [tx.merchantId, ids])
  const posts = (await tx.query<{ post_id: string }>("update comment set body = '', state = 'removed', verdict = null, reason = '' where merchant_id = $1 and member_id = any($2::uuid[]) returning post_id", [tx.merchantId, ids])).map((r) => r.post_id)
  await tx.run("update post p set comment_count = (select count(*) from comment c where c.merchant_id = p.merchant_id and c.post_id = p.post_id and c.state = 'shown') where p.merchant_id = $1 and p.post_id = any($2::uuid[])", [tx.merchantId, posts])
}

/**
 * What names the person: their names, phone numbers and accounts. A Chinese name of one character names them too, but stands
 * within many words: it goes from what was written about this person, and elsewhere where it is all that is written. A
 * letter or a figure names nobody.
 */
async function wordsOf(tx: Tx, vault: PhoneVault, people: readonly PersonRow[]): Promise<{ words: string[]; singles: string[] }> {
  const accounts = await tx.query<{ account: string }>('select account from member_account where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, people.map((p) => p.member_id)])
  const phones = people.flatMap((p) => (p.phone_cipher ? [vault.open(tx.merchantId, p.phone_cipher)] : []))
  const words = [...people.flatMap((p) => [p.name, p.wx_openid ?? '', p.wx_unionid ?? '']), ...phones, ...phones.map((n) => n.replace(/^\+86/, '')), ...accounts.map((a) => a.account)]
  const all = [...new Set(words)]
  return { words: all.filter((word) => [...word].length > 1).sort((a, b) => b.length - a.length), singles: all.filter((word) => /^\p{Script=Han}$/u.test(word)) }
}

/** Where staff, files and what others have named the person: reasons, notes of the audit, cancellations that wait, and rows that could not be read. */
async function forgetNames(tx: Tx, ids: readonly MemberId[], { words, singles }: { words: readonly string[]; singles: readonly string[] }): Promise<void> {
  const names = [...words, ...singles]
  const values = [tx.merchantId, ids, names]
  await tx.query('select forget_words($1::uuid[], $2::text[])', [ids, names])
  await tx.query('select forget_in_others($1::uuid[])', [ids])
  await tx.run('update refund r set reason = huitou_without(r.reason, $3::text[]) from shop_order o where r.merchant_id = $1 and o.merchant_id = $1 and o.order_id = r.order_id and o.member_id = any($2::uuid[])', values)
  await tx.run('update member_merge set reason = huitou_without(reason, $3::text[]) where merchant_id = $1 and (kept_id = any($2::uuid[]) or gone_id = any($2::uuid[]))', values)
  await tx.run("update import_cancellation set customer = '' where merchant_id = $1 and (member_id = any($2::uuid[]) or customer = any($3::text[]))", values)
  await tx.run("update import_problem set value = '', cells = '{}' where merchant_id = $1 and cells && $2::text[]", [tx.merchantId, names])
  // the first rows of a file are kept as samples of its columns
  await tx.run('update import_run set shape = huitou_without(shape, $2::text[]) where merchant_id = $1 and shape is distinct from huitou_without(shape, $2::text[])', [tx.merchantId, words])
  if (singles.length > 0) await tx.run('update import_run set shape = huitou_unlike(shape, $2::text[]) where merchant_id = $1 and shape is distinct from huitou_unlike(shape, $2::text[])', [tx.merchantId, singles])
}
