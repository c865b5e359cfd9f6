import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

/** A table whose rows follow their member: its own key, and what the receiver may have only once (then the row stays behind). */
interface Following { readonly kind: string; readonly key: readonly string[]; readonly once?: readonly string[] }

/**
 * Everything that follows a member into a merge, in the order in which it goes back. What a member may have once and both
 * had stays with the one that is gone: it counts for the person by the other's row.
 */
export const FOLLOWING: readonly Following[] = [
  { kind: 'shop_order', key: ['order_id'] }, { kind: 'visit', key: ['visit_id'] }, { kind: 'settlement', key: ['settlement_id'] }, { kind: 'queued_sale', key: ['sale_id'] }, { kind: 'staff_given', key: ['act_id'] }, { kind: 'points_request', key: ['request_id'] }, { kind: 'anomaly', key: ['anomaly_id'] },
  { kind: 'code_device', key: ['device_id'] }, { kind: 'code_alias', key: ['alias'] }, { kind: 'coupon_claim', key: ['claim_id'] }, { kind: 'promotion_use', key: ['order_id', 'promotion_id'] }, { kind: 'flash_hold', key: ['reservation_id'] }, { kind: 'flash_wait', key: ['flash_id', 'place'], once: ['flash_id'] },
  { kind: 'care_gift', key: ['gift_key'], once: ['gift_key'] }, { kind: 'campaign_member', key: ['campaign_id'], once: ['campaign_id'] }, { kind: 'check_in', key: ['day'], once: ['day'] }, { kind: 'member_tag', key: ['tag'], once: ['tag'] },
  { kind: 'member_account', key: ['channel', 'account'] }, { kind: 'import_cancellation', key: ['channel', 'cancel_no', 'sku', 'ordinal'] },
  { kind: 'behaviour_event', key: ['event_id'] }, { kind: 'review', key: ['review_id'] }, { kind: 'post', key: ['post_id'] }, { kind: 'picture', key: ['picture_id'] }, { kind: 'comment', key: ['comment_id'] }, { kind: 'post_like', key: ['post_id'], once: ['post_id'] }, { kind: 'comment_like', key: ['comment_id'], once: ['comment_id'] },
  { kind: 'report', key: ['report_id'], once: ['subject_kind', 'subject_id'] }, { kind: 'post_award', key: ['post_id'] },
  { kind: 'inbox_message', key: ['message_id'], once: ['once_key'] },
]

/** A row's own key as one text. */
const refOf = ({ key }: Following): string => `concat_ws(' ', ${key.map((c) => `t.${c}`).join(', ')})`

/** Tables of a member that do not follow by row: the book's own (they move by postings), who the member is, consents, which are never edited (a new one is written), and what a what-if said of each of the two. */
export const BY_THE_BOOK: readonly string[] = ['member', 'fact', 'lot', 'posting', 'wallet', 'hold', 'tier_standing', 'tier_day', 'tier_change', 'consent', 'what_if_member']

/** What uses up a thing since the merge keeps it: a coupon in an order of the kept member, a code in one of their visits. */
const STAYS: Readonly<Record<string, string>> = {
  visit: 'and not exists (select from shop_order o where o.merchant_id = t.merchant_id and o.order_id = t.order_id and o.member_id = $3)',
  code_alias: 'and not exists (select from visit v where v.merchant_id = t.merchant_id and v.visit_id = t.visit_id and v.member_id = $3)',
  coupon_claim: 'and not exists (select from shop_order o where o.merchant_id = t.merchant_id and o.order_id = t.order_id and o.member_id = $3)',
  flash_hold: 'and not exists (select from shop_order o where o.merchant_id = t.merchant_id and o.order_id = t.order_id and o.member_id = $3)',
}

/** Moves every row that follows, and remembers which. */
export async function moveRows(tx: Tx, m: { mergeId: string; keptId: MemberId; goneId: MemberId }): Promise<Record<string, number>> {
  const values = [tx.merchantId, m.mergeId, m.keptId, m.goneId]
  // A once-key of a coupon that both had: the coupon comes along under a name of its own, the key counts by the other's.
  await tx.run(
    `update coupon_claim t set source_key = t.source_key || '~' || t.member_id from coupon_claim k
     where t.merchant_id = $1 and t.member_id = $3 and k.merchant_id = $1 and k.member_id = $2 and k.source = t.source and k.source_key = t.source_key`, [tx.merchantId, m.keptId, m.goneId])
  const moved: Record<string, number> = {}
  for (const one of FOLLOWING) {
    const { kind, once } = one
    const unless = once ? `and not exists (select from ${kind} k where k.merchant_id = t.merchant_id and k.member_id = $3 and ${once.map((c) => `k.${c} = t.${c}`).join(' and ')})` : ''
    moved[kind] = await tx.run(
      `with went as (update ${kind} t set member_id = $3 where t.merchant_id = $1 and t.member_id = $4 ${unless} returning ${refOf(one)} as ref)
       insert into merge_move (merchant_id, merge_id, kind, ref) select $1, $2, '${kind}', ref from went`, values)
  }
  return moved
}

/** Takes back what went over, but for what the kept member has used since. */
export async function moveRowsBack(tx: Tx, m: { mergeId: string; keptId: MemberId; goneId: MemberId }): Promise<void> {
  for (const one of FOLLOWING) {
    const { kind } = one
    await tx.run(
      `update ${kind} t set member_id = $4 from merge_move m where m.merchant_id = $1 and m.merge_id = $2 and m.kind = '${kind}' and t.merchant_id = $1 and t.member_id = $3 and ${refOf(one)} = m.ref ${STAYS[kind] ?? ''}`,
      [tx.merchantId, m.mergeId, m.keptId, m.goneId])
  }
  await Promise.all([
    tx.run("update coupon_claim set source_key = replace(source_key, '~' || member_id, '') where merchant_id = $1 and member_id = $2 and source_key like '%~' || member_id", [tx.merchantId, m.goneId]),
    tx.run('update post_award a set member_id = p.member_id from post p where a.merchant_id = $1 and p.merchant_id = $1 and p.post_id = a.post_id and a.member_id = $2 and p.member_id = $3', [tx.merchantId, m.keptId, m.goneId]),
  ])
}

export const movedOrders = async (tx: Tx, mergeId: string): Promise<Set<string>> =>
  new Set((await tx.query<{ ref: string }>("select ref from merge_move where merchant_id = $1 and merge_id = $2 and kind = 'shop_order'", [tx.merchantId, mergeId])).map((r) => r.ref))

/** The counters that lists show follow the orders. */
export const recount = (tx: Tx, ids: readonly MemberId[]): Promise<number> =>
  tx.run(
    `update member m set order_count = c.orders, spent_minor = c.spent, first_order_at = c.first, last_order_at = c.last
     from (select u.id, count(o.order_id) filter (where o.status <> 'refunded')::int orders, coalesce(sum(o.paid_minor - o.refunded_minor), 0)::bigint spent, min(o.paid_at) first, max(o.paid_at) last
       from unnest($2::uuid[]) u(id) left join shop_order o on o.merchant_id = $1 and o.member_id = u.id and o.status <> 'undone' group by u.id) c
     where m.merchant_id = $1 and m.member_id = c.id`, [tx.merchantId, ids])

export interface PersonRow { member_id: MemberId; member_no: string; name: string; phone_hash: Buffer | null; phone_last4: string | null; wx_openid: string | null; wx_unionid: string | null; birthday: string | null; region: string; gender: string; order_count: number; spent_minor: number; left_at: Date | null; merged_into: MemberId | null; coupons: number; posts: number; accounts: number }

export const readPersons = (tx: Tx, ids: readonly string[]): Promise<PersonRow[]> =>
  tx.query<PersonRow>(
    `select member_id, member_no, name, phone_hash, phone_last4, wx_openid, wx_unionid, birthday, region, gender, order_count, spent_minor, left_at, merged_into,
       (select count(*)::int from coupon_claim c where c.merchant_id = m.merchant_id and c.member_id = m.member_id and c.state in ('issued', 'locked', 'returned')) coupons,
       (select count(*)::int from post p where p.merchant_id = m.merchant_id and p.member_id = m.member_id) posts,
       (select count(*)::int from member_account a where a.merchant_id = m.merchant_id and a.member_id = m.member_id) accounts
     from member m where merchant_id = $1 and member_id = any($2::uuid[])`, [tx.merchantId, ids])

const FILLS = {
  name: "k.name = '' and g.name <> ''", birthday: 'k.birthday is null and g.birthday is not null', region: "k.region = '' and g.region <> ''", gender: "k.gender = '' and g.gender <> ''",
  phone: 'k.phone_last4 is null and g.phone_last4 is not null', wechat: 'k.wx_openid is null and g.wx_openid is not null', unionid: 'k.wx_unionid is null and g.wx_unionid is not null',
} as const

/**
 * The one that is gone leads to the kept one: its phone and accounts stay its own keys. What the kept one did not say
 * comes from the other; a WeChat identity, through which messages go, moves.
 */
export async function leadTo(tx: Tx, m: { keptId: MemberId; goneId: MemberId }, now: Instant): Promise<string[]> {
  const values = [tx.merchantId, m.keptId, m.goneId]
  const [row] = await tx.query<Record<keyof typeof FILLS, boolean> & { openid: string | null }>(
    `select ${Object.entries(FILLS).map(([name, when]) => `(${when}) as ${name}`).join(', ')}, g.wx_openid as openid from member k, member g where k.merchant_id = $1 and k.member_id = $2 and g.merchant_id = $1 and g.member_id = $3`, values)
  const filled = (Object.keys(FILLS) as (keyof typeof FILLS)[]).filter((name) => row?.[name])
  const has = (name: keyof typeof FILLS) => filled.includes(name)
  await tx.run(`update member set left_at = $3, merged_into = $2${has('wechat') ? ', wx_openid = null' : ''} where merchant_id = $1 and member_id = $4`, [tx.merchantId, m.keptId, new Date(now), m.goneId])
  await tx.run('update member set merged_into = $2 where merchant_id = $1 and merged_into = $3', values)
  const sets = [
    has('name') && 'name = g.name', has('birthday') && 'birthday = g.birthday, birthday_calendar = g.birthday_calendar, birth_year = g.birth_year, birthday_set_at = g.birthday_set_at', has('region') && 'region = g.region', has('gender') && 'gender = g.gender',
    // The hash finds one row only and stays with the other; what is shown and called is copied.
    has('phone') && 'phone_cipher = g.phone_cipher, phone_last4 = g.phone_last4', has('unionid') && 'wx_unionid = g.wx_unionid',
  ].filter((x) => x !== false)
  if (sets.length > 0) await tx.run(`update member k set ${sets.join(', ')} from member g where k.merchant_id = $1 and k.member_id = $2 and g.merchant_id = $1 and g.member_id = $3`, values)
  if (has('wechat')) await tx.run('update member set wx_openid = $3 where merchant_id = $1 and member_id = $2', [tx.merchantId, m.keptId, row!.openid])
  return filled
}

/** Two persons again. What was filled in goes, where it still is what came over. */
export async function leadBack(tx: Tx, m: { mergeId: string; keptId: MemberId; goneId: MemberId; filled: readonly string[] }): Promise<void> {
  const values = [tx.merchantId, m.keptId, m.goneId]
  const has = (name: string) => m.filled.includes(name)
  const [kept] = has('wechat') ? await tx.query<{ wx_openid: string | null }>('select wx_openid from member where merchant_id = $1 and member_id = $2', [tx.merchantId, m.keptId]) : []
  const same = (column: string, empty: string) => `${column} = case when k.${column} is not distinct from g.${column} then ${empty} else k.${column} end`
  const sets = [
    has('name') && same('name', "''"), has('birthday') && `birth_year = case when k.birthday is not distinct from g.birthday then null else k.birth_year end, ${same('birthday', 'null')}`, has('region') && same('region', "''"), has('gender') && same('gender', "''"),
    has('phone') && 'phone_cipher = case when k.phone_hash is null then null else k.phone_cipher end, phone_last4 = case when k.phone_hash is null then null else k.phone_last4 end',
    has('unionid') && same('wx_unionid', 'null'), has('wechat') && 'wx_openid = null',
  ].filter((x) => x !== false)
  if (sets.length > 0) await tx.run(`update member k set ${sets.join(', ')} from member g where k.merchant_id = $1 and k.member_id = $2 and g.merchant_id = $1 and g.member_id = $3`, values)
  await tx.run('update member set left_at = null, merged_into = null, wx_openid = coalesce($3, wx_openid) where merchant_id = $1 and member_id = $2', [tx.merchantId, m.goneId, kept?.wx_openid ?? null])
}

export interface MergeRow { merge_id: string; kept_id: MemberId; gone_id: MemberId; actor: string; reason: string; filled: string[]; at: Date; undone_at: Date | null }

export const insertMerge = (tx: Tx, m: { mergeId: string; keptId: MemberId; goneId: MemberId; actor: string; reason: string; filled: readonly string[] }, now: Instant): Promise<number> =>
  tx.run('insert into member_merge (merchant_id, merge_id, kept_id, gone_id, actor, reason, filled, at) values ($1, $2, $3, $4, $5, $6, $7::text[], $8)', [tx.merchantId, m.mergeId, m.keptId, m.goneId, m.actor, m.reason, m.filled, new Date(now)])

export const mergeById = async (tx: Tx, mergeId: string): Promise<MergeRow | undefined> =>
  (await tx.query<MergeRow>('select merge_id, kept_id, gone_id, actor, reason, filled, at, undone_at from member_merge where merchant_id = $1 and merge_id = $2', [tx.merchantId, mergeId]))[0]

export const mergesOf = (tx: Tx, memberId: string): Promise<(MergeRow & { name: string; member_no: string })[]> =>
  tx.query('select x.merge_id, x.kept_id, x.gone_id, x.actor, x.reason, x.filled, x.at, x.undone_at, m.name, m.member_no from member_merge x join member m on m.merchant_id = x.merchant_id and m.member_id = x.gone_id where x.merchant_id = $1 and x.kept_id = $2 order by x.at desc limit 50', [tx.merchantId, memberId])

/** Once undone it stays so; the count says whether this did it. */
export const markUndone = (tx: Tx, mergeId: string, now: Instant): Promise<number> =>
  tx.run('update member_merge set undone_at = $3 where merchant_id = $1 and merge_id = $2 and undone_at is null', [tx.merchantId, mergeId, new Date(now)])

export const endSessionsOf = (tx: Tx, memberId: MemberId, reason: string, now: Instant): Promise<number> =>
  tx.run("update token_family set ended_at = $3, end_reason = $4 where merchant_id = $1 and subject_id = $2 and kind = 'member' and ended_at is null", [tx.merchantId, memberId, new Date(now), reason])
