import type { Instant, MemberId } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'
import type { ItemKind, ItemState } from './board.rows.js'
import type { Verdict } from './judge-text.js'
import { picturesOf, type PictureRow } from './picture.rows.js'

export interface TopicRow { topic_id: string; title: string; lead: string; picture: string; pinned: boolean; created_at: Date; closed_at: Date | null; posts: number; people: number }
export interface AuthorRow { member_id: MemberId; member_name: string; member_no: string; member_source: string; tier_id: string | null }
export interface PostRow extends AuthorRow { post_id: string; topic_id: string; topic_title: string; body: string; pictures: PictureRow[]; state: ItemState; reason: string; appeal: string; appealed_at: Date | null; like_count: number; comment_count: number; created_at: Date; liked: boolean; awarded: number }
export interface CommentRow extends AuthorRow { comment_id: string; post_id: string; body: string; state: ItemState; like_count: number; created_at: Date; liked: boolean }

const TOPIC = `select t.topic_id, t.title, t.lead, t.picture, t.pinned, t.created_at, t.closed_at, coalesce(c.posts, 0)::int as posts, coalesce(c.people, 0)::int as people
  from topic t left join lateral (select count(*) as posts, count(distinct p.member_id) as people from post p where p.merchant_id = $1 and p.topic_id = t.topic_id and p.state = 'shown') c on true
  where t.merchant_id = $1`

export const openTopicList = (merchantId: string): Sql => ({ text: `${TOPIC} and t.closed_at is null order by t.pinned desc, t.created_at desc limit 50`, values: [merchantId] })
export const allTopics = (merchantId: string): Sql => ({ text: `${TOPIC} order by t.closed_at is not null, t.pinned desc, t.created_at desc limit 200`, values: [merchantId] })
export const oneTopic = (merchantId: string, topicId: string): Sql => ({ text: `${TOPIC} and t.topic_id = $2`, values: [merchantId, topicId] })

const POST = `select p.post_id, p.topic_id, t.title as topic_title, p.body, ${picturesOf('p.post_id')} as pictures, p.state, p.reason, p.appeal, p.appealed_at, p.like_count, p.comment_count, p.created_at,
    p.member_id, m.name as member_name, m.member_no, m.source as member_source, m.tier_id,
    exists (select from post_like l where l.merchant_id = $1 and l.post_id = p.post_id and l.member_id = $2) as liked,
    coalesce((select a.points from post_award a where a.merchant_id = $1 and a.post_id = p.post_id), 0)::bigint as awarded
  from post p join topic t using (merchant_id, topic_id) join member m using (merchant_id, member_id)
  where p.merchant_id = $1 and p.state <> 'removed' and (p.state = 'shown' or p.member_id = $2)`

export interface FeedAsk { readonly merchantId: string; readonly memberId: string; readonly topicId?: string; readonly mine?: boolean; readonly sort: 'new' | 'liked'; readonly after: readonly [number, string] | null; readonly limit: number }

/** A page of posts: shown ones, and the reader's own in any state. `after` is the sort key and id of the last one seen. */
export function feedPage(ask: FeedAsk): Sql {
  const values: unknown[] = [ask.merchantId, ask.memberId, ask.limit + 1]
  const say = (value: unknown) => `$${values.push(value)}`
  const key = ask.sort === 'liked' ? 'p.like_count' : 'p.created_at'
  const where = [
    ask.topicId ? `and p.topic_id = ${say(ask.topicId)}` : 'and t.closed_at is null',
    ask.mine ? 'and p.member_id = $2' : '',
    ask.after ? `and (${key}, p.post_id) < (${say(ask.sort === 'liked' ? ask.after[0] : new Date(ask.after[0]))}, ${say(ask.after[1])}::uuid)` : '',
  ]
  return { text: `${POST} ${where.join(' ')} order by ${key} desc, p.post_id desc limit $3`, values }
}

export const onePost = (merchantId: string, memberId: string, postId: string): Sql => ({ text: `${POST} and p.post_id = $3`, values: [merchantId, memberId, postId] })

const COMMENT = `select c.comment_id, c.post_id, c.body, c.state, c.like_count, c.created_at, c.member_id, m.name as member_name, m.member_no, m.source as member_source, m.tier_id,
    exists (select from comment_like l where l.merchant_id = $1 and l.comment_id = c.comment_id and l.member_id = $2) as liked
  from comment c join member m using (merchant_id, member_id)
  where c.merchant_id = $1 and c.state <> 'removed' and (c.state = 'shown' or c.member_id = $2)`

export const commentPage = (ask: { merchantId: string; memberId: string; postId: string; after: readonly [number, string] | null; limit: number }): Sql => ({
  text: `${COMMENT} and c.post_id = $3 and ($4::timestamptz is null or (c.created_at, c.comment_id) > ($4, $5::uuid)) order by c.created_at, c.comment_id limit $6`,
  values: [ask.merchantId, ask.memberId, ask.postId, ask.after ? new Date(ask.after[0]) : null, ask.after?.[1] ?? null, ask.limit + 1],
})
export const oneComment = (merchantId: string, memberId: string, commentId: string): Sql => ({ text: `${COMMENT} and c.comment_id = $3`, values: [merchantId, memberId, commentId] })

export interface QueueRow { item_id: string; kind: ItemKind; state: ItemState; topic_title: string; member_id: string; member_name: string; member_no: string; tier_id: string | null; member_posts: number; member_rejected: number; body: string; pictures: PictureRow[]; created_at: Date; verdict: Verdict | null; reason: string; appeal: string; appealed_at: Date | null; reports: number; awarded: number }

const ITEMS = `select i.*, ${picturesOf('i.item_id')} as pictures, m.name as member_name, m.member_no, m.tier_id,
    (select count(*) from post q where q.merchant_id = $1 and q.member_id = i.member_id and q.state <> 'removed')::int as member_posts,
    (select count(*) from post q where q.merchant_id = $1 and q.member_id = i.member_id and q.state = 'rejected')::int as member_rejected,
    (select count(*) from report r where r.merchant_id = $1 and r.subject_id = i.item_id and r.resolved_at is null)::int as reports,
    coalesce((select a.points from post_award a where a.merchant_id = $1 and a.post_id = i.item_id), 0)::bigint as awarded
  from (
    select p.post_id as item_id, 'post' as kind, p.state, t.title as topic_title, p.member_id, p.body, p.created_at, p.verdict, p.reason, p.appeal, p.appealed_at from post p join topic t using (merchant_id, topic_id) where p.merchant_id = $1
    union all
    select c.comment_id, 'comment', c.state, t.title, c.member_id, c.body, c.created_at, c.verdict, c.reason, '', null::timestamptz from comment c join post p on p.merchant_id = c.merchant_id and p.post_id = c.post_id join topic t on t.merchant_id = p.merchant_id and t.topic_id = p.topic_id where c.merchant_id = $1
  ) i join member m on m.merchant_id = $1 and m.member_id = i.member_id`
const WAITING = `i.state in ('queued', 'checking')`
const APPEALED = `${WAITING} and i.appealed_at is not null`
const REPORTED = `exists (select from report r where r.merchant_id = $1 and r.subject_id = i.item_id and r.resolved_at is null)`

export const queuePage = (ask: { merchantId: string; state: 'queued' | 'appealed' | 'shown' | 'rejected' | 'reported'; after: readonly [number, string] | null; limit: number }): Sql => ({
  text: `${ITEMS} where ${ask.state === 'queued' ? WAITING : ask.state === 'appealed' ? APPEALED : ask.state === 'reported' ? REPORTED : `i.state = '${ask.state}'`}
    and ($2::timestamptz is null or (i.created_at, i.item_id) ${ask.state === 'queued' ? '>' : '<'} ($2, $3::uuid)) order by i.created_at ${ask.state === 'queued' ? 'asc' : 'desc'}, i.item_id ${ask.state === 'queued' ? 'asc' : 'desc'} limit $4`,
  values: [ask.merchantId, ask.after ? new Date(ask.after[0]) : null, ask.after?.[1] ?? null, ask.limit + 1],
})
export const oneItem = (merchantId: string, itemId: string): Sql => ({ text: `${ITEMS} where i.item_id = $2`, values: [merchantId, itemId] })
export const waitingCount = (merchantId: string): Sql => ({ text: `select ((select count(*) from post i where i.merchant_id = $1 and ${WAITING}) + (select count(*) from comment i where i.merchant_id = $1 and ${WAITING}))::int as waiting, (select count(*) from post i where i.merchant_id = $1 and ${APPEALED})::int as appeals`, values: [merchantId] })

/** The openid and name that the text check is asked with. */
export const checkee = (merchantId: string, memberId: string): Sql => ({ text: 'select wx_openid, name from member where merchant_id = $1 and member_id = $2', values: [merchantId, memberId] })

/** Sets or takes back a like of something shown. Null: there is no such thing to like. */
export async function like(tx: Tx, ask: { kind: ItemKind; itemId: string; memberId: string; like: boolean }, now: Instant): Promise<{ likes: number } | null> {
  const [found] = await tx.query<{ like_count: number }>(`select like_count from ${ask.kind} where merchant_id = $1 and ${ask.kind}_id = $2 and state = 'shown' for update`, [tx.merchantId, ask.itemId])
  if (!found) return null
  const changed = ask.like
    ? await tx.run(`insert into ${ask.kind}_like (merchant_id, ${ask.kind}_id, member_id, at) values ($1, $2, $3, $4) on conflict do nothing`, [tx.merchantId, ask.itemId, ask.memberId, new Date(now)])
    : -(await tx.run(`delete from ${ask.kind}_like where merchant_id = $1 and ${ask.kind}_id = $2 and member_id = $3`, [tx.merchantId, ask.itemId, ask.memberId]))
  if (changed !== 0) await tx.run(`update ${ask.kind} set like_count = like_count + $3 where merchant_id = $1 and ${ask.kind}_id = $2`, [tx.merchantId, ask.itemId, changed])
  return { likes: found.like_count + changed }
}

export const insertReport = (tx: Tx, report: { reportId: string; postId: string; memberId: string; why: string }, now: Instant): Promise<number> =>
  tx.run(
    `insert into report (merchant_id, report_id, subject_kind, subject_id, member_id, reason, at)
     select $1, $2, 'post', post_id, $4, $5, $6 from post where merchant_id = $1 and post_id = $3 and state = 'shown' on conflict do nothing`,
    [tx.merchantId, report.reportId, report.postId, report.memberId, report.why, new Date(now)],
  )

export const insertTopic = (tx: Tx, t: { topicId: string; title: string; lead: string; picture: string; pinned: boolean }, now: Instant): Promise<number> =>
  tx.run('insert into topic (merchant_id, topic_id, title, lead, picture, pinned, created_at) values ($1, $2, $3, $4, $5, $6, $7)', [tx.merchantId, t.topicId, t.title, t.lead, t.picture, t.pinned, new Date(now)])

export const updateTopic = (tx: Tx, t: { topicId: string; title?: string; lead?: string; pinned?: boolean; open?: boolean }, now: Instant): Promise<number> =>
  tx.run(
    `update topic set title = coalesce($3, title), lead = coalesce($4, lead), pinned = coalesce($5, pinned),
       closed_at = case when $6::boolean is null then closed_at when $6 then null else coalesce(closed_at, $7) end where merchant_id = $1 and topic_id = $2`,
    [tx.merchantId, t.topicId, t.title ?? null, t.lead ?? null, t.pinned ?? null, t.open ?? null, new Date(now)],
  )
/** One topic is pinned: the others let go. */
export const unpinOthers = (tx: Tx, topicId: string): Promise<number> => tx.run('update topic set pinned = false where merchant_id = $1 and topic_id <> $2 and pinned', [tx.merchantId, topicId])
