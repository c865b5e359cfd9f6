import type { AnswerOf, communityRoutes } from '@huitou/contract'
import type { Instant } from '@huitou/units'
import { maskedName } from '../member-name/index.js'
import type { TierNames } from '../tier/index.js'
import type { AuthorRow, CommentRow, PostRow, QueueRow, TopicRow } from './community.rows.js'
import type { PictureRow } from './picture.rows.js'

type Routes = typeof communityRoutes
export type TopicShown = AnswerOf<Routes['addTopic']>
export type PostShown = AnswerOf<Routes['writePost']>
export type CommentShown = AnswerOf<Routes['writeComment']>
export type QueueShown = AnswerOf<Routes['decidePost']>['item']

const iso = (at: Date): string => at.toISOString()

/**
 * The name others read. A name that came out of an order file was never given to be shown, so only its first character is;
 * the others were typed by the member for this.
 */
export function nameShown(row: Pick<AuthorRow, 'member_name' | 'member_no' | 'member_source'>): string {
  const name = row.member_name.trim()
  if (name === '') return `会员 ${row.member_no.slice(-4)}`
  return row.member_source === 'import' ? maskedName(name) : name
}

const author = (row: AuthorRow, me: string, tiers: TierNames) => {
  const name = nameShown(row)
  return { nameShown: name, face: [...name][0] ?? '', tier: tiers(row.tier_id), isShop: false, isMe: row.member_id === me }
}

export const topicShown = (row: TopicRow): TopicShown => ({ topicId: row.topic_id, title: row.title, lead: row.lead, picture: row.picture, posts: row.posts, people: row.people, open: row.closed_at === null, pinned: row.pinned, createdAt: iso(row.created_at) })

/** How a picture is reached from a page: `lasting` where everybody may see its post. */
export type SeePicture = (row: PictureRow, lasting: boolean) => PostShown['pictures'][number]

export const postShown = (row: PostRow, me: string, tiers: TierNames, see: SeePicture): PostShown => ({
  postId: row.post_id, topicId: row.topic_id, topicTitle: row.topic_title, author: author(row, me, tiers), body: row.body, pictures: row.pictures.map((p) => see(p, row.state === 'shown')), at: iso(row.created_at), state: row.state,
  rejectedWhy: row.state === 'rejected' && row.member_id === me ? row.reason : null, mayAppeal: row.state === 'rejected' && row.member_id === me && row.appealed_at === null, appeal: row.member_id === me && row.appealed_at !== null ? row.appeal : null, likes: row.like_count, liked: row.liked, comments: row.comment_count, pointsAwarded: row.member_id === me ? row.awarded : 0,
})

export const commentShown = (row: CommentRow, me: string, tiers: TierNames): CommentShown => ({ commentId: row.comment_id, postId: row.post_id, author: author(row, me, tiers), body: row.body, at: iso(row.created_at), state: row.state, likes: row.like_count, liked: row.liked })

export const queueShown = (row: QueueRow, tiers: TierNames, now: Instant, see: (picture: PictureRow) => QueueShown['pictures'][number]): QueueShown => queueOf(row, tiers, now, row.pictures.map(see))

/** Why it is here: what the checks said, or that its pictures are still looked at, or were never answered for. */
function checkShown(row: QueueRow, pictures: QueueShown['pictures']): QueueShown['check'] {
  const words = { label: row.verdict?.label ?? 'unchecked', suggest: row.verdict?.suggest ?? 'unchecked', keyword: row.verdict?.keyword ?? null }
  if (row.state !== 'checking' || row.verdict === null) return words
  return { label: pictures.some((p) => p.check === 'waiting') ? 'picture-waiting' : 'picture-unchecked', suggest: 'unchecked', keyword: null }
}

const queueOf = (row: QueueRow, tiers: TierNames, now: Instant, pictures: QueueShown['pictures']): QueueShown => ({
  itemId: row.item_id, kind: row.kind, state: row.state, topicTitle: row.topic_title, memberId: row.member_id, memberName: row.member_name || `会员 ${row.member_no.slice(-4)}`, memberTier: tiers(row.tier_id),
  memberPosts: row.member_posts, memberRejected: row.member_rejected, body: row.body, pictures, at: iso(row.created_at), check: checkShown(row, pictures),
  appeal: row.appealed_at === null ? null : { text: row.appeal, at: iso(row.appealed_at), was: row.reason }, reports: row.reports, waitMinutes: Math.max(0, Math.floor((now - row.created_at.getTime()) / 60_000)),
})
