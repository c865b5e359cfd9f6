import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Done, Id, Points, Reason, TierRef, pageOf, pageQuery, text } from './schema.js'

const room = 'community'
export const Topic = z.object({ topicId: Id, title: z.string(), lead: z.string(), picture: z.string(), posts: Count, people: Count, open: z.boolean(), pinned: z.boolean(), createdAt: At })
export const PostState = z.enum(['checking', 'queued', 'shown', 'rejected', 'removed'])
export const Author = z.object({ nameShown: z.string(), face: z.string(), tier: z.nullable(TierRef), isShop: z.boolean(), isMe: z.boolean() })
/** A picture in two sizes. Its addresses are under the API's own root and lead nowhere once the post is gone. */
export const Picture = z.object({ pictureId: Id, url: z.string(), smallUrl: z.string(), width: Count, height: Count })
export const PICTURES_MOST = 9
export const Post = z.object({ postId: Id, topicId: Id, topicTitle: z.string(), author: Author, body: z.string(), pictures: z.array(Picture), at: At, state: PostState, rejectedWhy: z.nullable(z.string()), mayAppeal: z.boolean(), appeal: z.nullable(z.string()), likes: Count, liked: z.boolean(), comments: Count, pointsAwarded: Points })
export const Comment = z.object({ commentId: Id, postId: Id, author: Author, body: z.string(), at: At, state: PostState, likes: Count, liked: z.boolean() })
export const QueueItem = z.object({ itemId: Id, kind: z.enum(['post', 'comment']), state: PostState, topicTitle: z.string(), memberId: Id, memberName: z.string(), memberTier: z.nullable(TierRef), memberPosts: Count, memberRejected: Count, body: z.string(), pictures: z.array(z.object({ ...Picture.shape, check: z.enum(['waiting', 'pass', 'review', 'risky', 'unchecked']), label: z.string() })), at: At, check: z.object({ label: z.string(), suggest: z.enum(['pass', 'review', 'risky', 'unchecked']), keyword: z.nullable(z.string()) }), appeal: z.nullable(z.object({ text: z.string(), at: At, was: z.string() })), reports: Count, waitMinutes: z.int() })
const signed = { signature: z.string().check(z.regex(/^[0-9a-f]{40}$/)), timestamp: z.string().check(z.regex(/^[0-9]{1,12}$/)), nonce: z.string().check(z.regex(/^[\w-]{1,64}$/)) }
const topicId = z.object({ topicId: Id })
const postId = z.object({ postId: Id })

export const communityRoutes = {
  listTopics: route({ method: 'GET', room, access: ['member'], path: '/api/me/topics', summary: 'Open topics', ok: z.object({ items: z.array(Topic) }) }),
  listPosts: route({ method: 'GET', room, access: ['member'], path: '/api/me/topics/{topicId}/posts', summary: 'Posts of a topic: shown ones, and my own in any state', params: topicId, query: z.object({ ...pageQuery, sort: z._default(z.enum(['new', 'liked']), 'new') }), ok: z.object({ topic: Topic, items: z.array(Post), next: z.nullable(z.string()) }) }),
  listFeed: route({ method: 'GET', room, access: ['member'], path: '/api/me/posts', summary: 'Posts of all open topics', query: z.object({ ...pageQuery, mine: z.optional(z.literal('true')) }), ok: pageOf(Post) }),
  writePost: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/topics/{topicId}/posts', summary: 'Write; checked before anyone else sees it', params: topicId, body: z.object({ body: text(2000, 2), pictures: z._default(z.array(Id).check(z.maxLength(PICTURES_MOST), z.refine((ids) => new Set(ids).size === ids.length)), []) }), status: 201, ok: Post, refusals: ['topic-closed', 'consent-withdrawn', 'posting-too-often', 'picture-gone', 'content-refused'] }),
  addPicture: route({ method: 'POST', room, access: ['member'], path: '/api/me/pictures', summary: 'Send a picture (JPEG, PNG or WebP, up to 5 MB) for a post to come; what is in no post after a day is deleted', raw: 'request', form: 'picture', status: 201, ok: Picture, refusals: ['picture-too-large', 'picture-not-readable', 'picture-too-big', 'picture-too-many'] }),
  readPicture: route({ method: 'GET', room, access: ['public'], path: '/api/pictures/{sealed}', summary: 'A picture by an address that the API made: of a post that is shown, or for a short time of one that is not', params: z.object({ sealed: z.string().check(z.regex(/^[A-Za-z0-9_-]{60,100}$/)) }), raw: 'reply', replies: 'image/jpeg', ok: z.unknown() }),
  answerWechat: route({ method: 'GET', room, access: ['public'], path: '/api/wechat/push', summary: 'WeChat asks whether the message push address is ours', query: z.object({ ...signed, echostr: z.string().check(z.regex(/^[\w-]{1,128}$/)) }), raw: 'reply', replies: 'text/plain', ok: z.unknown() }),
  hearWechat: route({ method: 'POST', room, access: ['public'], path: '/api/wechat/push', summary: 'What WeChat tells us by message push: the answers to picture checks', query: z.object(signed), raw: 'request', ok: z.unknown() }),
  readPost: route({ method: 'GET', room, access: ['member'], path: '/api/me/posts/{postId}', summary: 'A post with its comments', params: postId, query: z.object(pageQuery), ok: z.object({ post: Post, comments: pageOf(Comment) }) }),
  removeMyPost: route({ method: 'DELETE', room, access: ['member'], path: '/api/me/posts/{postId}', summary: 'Take my post back', params: postId, ok: Done }),
  appealPost: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/posts/{postId}/appeal', summary: 'Ask once that my rejected post is looked at again', params: postId, body: z.object({ text: text(200, 2) }), ok: Post, refusals: ['item-unknown', 'appealed-already', 'not-rejected'] }),
  writeComment: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/posts/{postId}/comments', summary: 'Answer a post', params: postId, body: z.object({ body: text(500, 1) }), status: 201, ok: Comment, refusals: ['post-gone', 'consent-withdrawn', 'posting-too-often', 'content-refused'] }),
  likePost: route({ method: 'PUT', room, access: ['member'], path: '/api/me/posts/{postId}/like', summary: 'Like or take the like back', params: postId, body: z.object({ like: z.boolean() }), ok: z.object({ likes: Count, liked: z.boolean() }) }),
  likeComment: route({ method: 'PUT', room, access: ['member'], path: '/api/me/comments/{commentId}/like', summary: 'Like a comment or take it back', params: z.object({ commentId: Id }), body: z.object({ like: z.boolean() }), ok: z.object({ likes: Count, liked: z.boolean() }) }),
  reportPost: route({ method: 'POST', room, access: ['member'], path: '/api/me/posts/{postId}/report', summary: 'Report a post to the shop', params: postId, body: z.object({ why: z.enum(['spam', 'abuse', 'false', 'private', 'other']) }), ok: Done }),
  listReviewQueue: route({ method: 'GET', room, access: ['manager'], path: '/api/community/queue', summary: 'What waits for a decision, oldest first', query: z.object({ ...pageQuery, state: z._default(z.enum(['queued', 'appealed', 'shown', 'rejected', 'reported']), 'queued') }), ok: z.object({ items: z.array(QueueItem), next: z.nullable(z.string()), waiting: Count, appeals: Count }) }),
  decidePost: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/community/queue/{itemId}', summary: 'Approve, with or without points, or send back with a reason', params: z.object({ itemId: Id }), body: z.object({ decision: z.enum(['approve', 'reject', 'remove']), reason: z._default(text(200), ''), useful: z._default(z.boolean(), false) }), ok: z.object({ item: QueueItem, pointsAwarded: Points }), refusals: ['item-unknown', 'reason-missing'] }),
  listShopTopics: route({ method: 'GET', room, access: ['manager'], path: '/api/community/topics', summary: 'All topics', ok: z.object({ items: z.array(Topic) }) }),
  addTopic: route({ method: 'POST', room, access: ['manager'], path: '/api/community/topics', summary: 'Open a topic', body: z.object({ title: text(40, 2), lead: z._default(text(200), ''), picture: z._default(text(40), ''), pinned: z._default(z.boolean(), false) }), status: 201, ok: Topic }),
  changeTopic: route({ method: 'PATCH', room, access: ['manager'], path: '/api/community/topics/{topicId}', summary: 'Change or close a topic', params: topicId, body: z.object({ title: z.optional(text(40, 2)), lead: z.optional(text(200)), open: z.optional(z.boolean()), pinned: z.optional(z.boolean()) }), ok: Topic }),
} as const

export const InboxMessage = z.object({ messageId: Id, at: At, kind: z.enum(['points', 'tier', 'coupon', 'birthday', 'order', 'community', 'security', 'care']), title: Reason, body: z.nullable(Reason), link: z.nullable(z.string()), read: z.boolean() })
export const inboxRoutes = {
  listMessages: route({ method: 'GET', room: 'inbox', access: ['member'], path: '/api/me/messages', summary: 'My messages, newest first', query: z.object(pageQuery), ok: z.object({ items: z.array(InboxMessage), next: z.nullable(z.string()), unread: Count }) }),
  readMessages: route({ method: 'POST', room: 'inbox', access: ['member'], path: '/api/me/messages/read', summary: 'Mark as read: one, or all', body: z.object({ messageId: z._default(z.nullable(Id), null) }), ok: z.object({ unread: Count }) }),
} as const
