import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { Verdict } from './judge-text.js'

export type ItemKind = 'post' | 'comment'
export type ItemState = 'checking' | 'queued' | 'shown' | 'rejected' | 'removed'

/** A post or a comment as the acts see it. */
export interface Item {
  readonly itemId: string
  readonly kind: ItemKind
  /** the topic of a post, the post of a comment */
  readonly parentId: string
  /** who wrote the post that a comment answers */
  readonly parentAuthor: MemberId | null
  readonly memberId: MemberId
  readonly body: string
  state: ItemState
  /** what the checks said of its words, once they have */
  verdict: Verdict | null
  /** whether it was ever shown: its points are given once */
  shownAt: Instant | null
  /** why it was sent back, and when its author asked to look again */
  reason: string
  appealedAt: Instant | null
}

export interface Decision {
  readonly itemId: string
  readonly kind: ItemKind
  readonly state: ItemState
  readonly from: ItemState
  readonly shownAt: Instant | null
  readonly verdict: Verdict | null
  readonly decidedBy: string
  readonly reason: string
  /** how the count of shown comments of its post changes */
  readonly commentsBy: number
  readonly parentId: string
}

export interface NewItem {
  readonly itemId: string
  readonly kind: ItemKind
  readonly parentId: string
  readonly memberId: MemberId
  readonly body: string
  /** pictures of a post, in their order */
  readonly pictures?: readonly string[]
}

interface ItemRow { item_id: string; parent_id: string; parent_author: MemberId | null; member_id: MemberId; body: string; state: ItemState; verdict: Verdict | null; shown_at: Date | null; reason: string; appealed_at: Date | null }

const SELECT = {
  post: `select post_id as item_id, topic_id as parent_id, null::uuid as parent_author, member_id, body, state, verdict, shown_at, reason, appealed_at from post where merchant_id = $1 and post_id = any($2::uuid[]) order by post_id for update`,
  comment: `select comment_id as item_id, post_id as parent_id, (select p.member_id from post p where p.merchant_id = $1 and p.post_id = comment.post_id) as parent_author, member_id, body, state, verdict, shown_at, reason, null::timestamptz as appealed_at from comment where merchant_id = $1 and comment_id = any($2::uuid[]) order by comment_id for update`,
} as const

/** Items by their ids, whichever kind they are, locked. */
export async function lockItems(tx: Tx, ids: readonly string[]): Promise<Item[]> {
  if (ids.length === 0) return []
  const [posts, comments] = await Promise.all([tx.query<ItemRow>(SELECT.post, [tx.merchantId, ids]), tx.query<ItemRow>(SELECT.comment, [tx.merchantId, ids])])
  return [...posts.map((row) => itemOf('post', row)), ...comments.map((row) => itemOf('comment', row))]
}

const itemOf = (kind: ItemKind, row: ItemRow): Item => ({ itemId: row.item_id, kind, parentId: row.parent_id, parentAuthor: row.parent_author, memberId: row.member_id, body: row.body, state: row.state, verdict: row.verdict, shownAt: row.shown_at?.getTime() ?? null, reason: row.reason, appealedAt: row.appealed_at?.getTime() ?? null })

/** Topics that take posts. */
export const openTopics = (tx: Tx, ids: readonly string[]): Promise<{ topic_id: string }[]> =>
  tx.query('select topic_id from topic where merchant_id = $1 and topic_id = any($2::uuid[]) and closed_at is null for share', [tx.merchantId, ids])

/** How much each member wrote since the two instants, posts and comments together. */
export const writtenSince = (tx: Tx, members: readonly MemberId[], minute: Instant, day: Instant): Promise<{ member_id: MemberId; in_minute: number; in_day: number }[]> =>
  tx.query(
    `select member_id, count(*) filter (where created_at > $3)::int as in_minute, count(*)::int as in_day from (
       select member_id, created_at from post where merchant_id = $1 and member_id = any($2::uuid[]) and created_at > $4
       union all
       select member_id, created_at from comment where merchant_id = $1 and member_id = any($2::uuid[]) and created_at > $4
     ) w group by member_id`,
    [tx.merchantId, members, new Date(minute), new Date(day)],
  )

export async function insertItems(tx: Tx, items: readonly NewItem[], now: Instant): Promise<void> {
  for (const kind of ['post', 'comment'] as const) {
    const some = items.filter((i) => i.kind === kind)
    if (some.length === 0) continue
    await tx.run(
      `insert into ${kind} (merchant_id, ${kind}_id, ${kind === 'post' ? 'topic_id' : 'post_id'}, member_id, body, state, created_at)
       select $1, i.id, i.parent, i.member, i.body, 'checking', $6 from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) as i(id, parent, member, body)`,
      [tx.merchantId, some.map((i) => i.itemId), some.map((i) => i.parentId), some.map((i) => i.memberId), some.map((i) => i.body), new Date(now)],
    )
  }
}

/** Writes decisions; each is guarded by the state it was made from. Answers how many rows changed. */
export async function writeDecisions(tx: Tx, decisions: readonly Decision[], now: Instant): Promise<number> {
  let changed = 0
  for (const d of decisions) {
    changed += await tx.run(
      `update ${d.kind} set state = $3, shown_at = $4, verdict = coalesce($5::jsonb, verdict), decided_at = $6, decided_by = $7, reason = $8
       where merchant_id = $1 and ${d.kind}_id = $2 and state = $9`,
      [tx.merchantId, d.itemId, d.state, d.shownAt === null ? null : new Date(d.shownAt), d.verdict ? JSON.stringify(d.verdict) : null, new Date(now), d.decidedBy, d.reason, d.from],
    )
    if (d.kind === 'comment' && d.commentsBy !== 0) await tx.run('update post set comment_count = comment_count + $3 where merchant_id = $1 and post_id = $2', [tx.merchantId, d.parentId, d.commentsBy])
  }
  return changed
}

/** Keeps what was said of the words of posts whose pictures are still waited for. Answers how many. */
export const writeHeld = (tx: Tx, held: readonly { itemId: string; verdict: Verdict }[]): Promise<number> =>
  tx.run("update post p set verdict = h.verdict from unnest($2::uuid[], $3::jsonb[]) as h(id, verdict) where p.merchant_id = $1 and p.post_id = h.id and p.state = 'checking'", [tx.merchantId, held.map((h) => h.itemId), held.map((h) => JSON.stringify(h.verdict))])

/** Keeps what an author said for their post. Answers how many posts had none yet. */
export const writeAppeal = (tx: Tx, a: { postId: string; text: string }, now: Instant): Promise<number> =>
  tx.run('update post set appeal = $3, appealed_at = $4 where merchant_id = $1 and post_id = $2 and appealed_at is null', [tx.merchantId, a.postId, a.text, new Date(now)])

/** What people reported about these items is dealt with. */
export const resolveReports = (tx: Tx, ids: readonly string[], now: Instant): Promise<number> =>
  tx.run('update report set resolved_at = $3 where merchant_id = $1 and subject_id = any($2::uuid[]) and resolved_at is null', [tx.merchantId, ids, new Date(now)])

export const insertAward = (tx: Tx, award: { postId: string; memberId: MemberId; day: string; points: number }, now: Instant): Promise<number> =>
  tx.run('insert into post_award (merchant_id, post_id, member_id, day, points, at) values ($1, $2, $3, $4, $5, $6)', [tx.merchantId, award.postId, award.memberId, award.day, award.points, new Date(now)])

export const awardedPosts = (tx: Tx, ids: readonly string[]): Promise<{ post_id: string }[]> =>
  tx.query('select post_id from post_award where merchant_id = $1 and post_id = any($2::uuid[])', [tx.merchantId, ids])
