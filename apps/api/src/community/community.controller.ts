import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, notFound, type MemberCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { tierNames } from '../tier/index.js'
import { Community } from './community.js'
import { commentPage, feedPage, insertReport, like, oneComment, onePost, oneTopic, openTopicList, type CommentRow, type FeedAsk, type PostRow, type TopicRow } from './community.rows.js'
import { appealItem, takeBack } from './decide-item.js'
import { Pictures } from './pictures.js'
import { commentShown, postShown, topicShown, type PostShown } from './show.js'

type R = typeof routes

/** The community as members see it. */
@Controller()
export class CommunityController {
  constructor(private readonly community: Community, private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly pictures: Pictures) {}

  @Endpoint(routes.listTopics)
  async topics(@Caller() caller: MemberCaller): Promise<AnswerOf<R['listTopics']>> {
    return { items: (await this.database.read<TopicRow>(caller.merchantId, openTopicList(caller.merchantId))).map(topicShown) }
  }

  @Endpoint(routes.listPosts)
  async posts(@Caller() caller: MemberCaller, @Input() input: InputOf<R['listPosts']>): Promise<AnswerOf<R['listPosts']>> {
    const [topic] = await this.database.read<TopicRow>(caller.merchantId, oneTopic(caller.merchantId, input.topicId))
    if (!topic) throw notFound()
    return { topic: topicShown(topic), ...(await this.page(caller, { topicId: input.topicId, sort: input.sort, cursor: input.cursor, limit: input.limit })) }
  }

  @Endpoint(routes.listFeed)
  feed(@Caller() caller: MemberCaller, @Input() input: InputOf<R['listFeed']>): Promise<AnswerOf<R['listFeed']>> {
    return this.page(caller, { sort: 'new', mine: input.mine === 'true', cursor: input.cursor, limit: input.limit })
  }

  @Endpoint(routes.writePost, { limit: 'post' })
  async write(@Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Input() input: InputOf<R['writePost']>) {
    const done = await this.community.writePost(caller, key, input)
    return done.ok ? this.post(caller, done.answer.itemId) : done
  }

  @Endpoint(routes.readPost)
  async read(@Caller() caller: MemberCaller, @Input() input: InputOf<R['readPost']>): Promise<AnswerOf<R['readPost']>> {
    const after = readCursor(input.cursor) // first: what it throws must not leave a read behind that nobody waits for
    const [post, rows, tiers] = await Promise.all([
      this.post(caller, input.postId),
      this.database.read<CommentRow>(caller.merchantId, commentPage({ merchantId: caller.merchantId, memberId: caller.memberId, postId: input.postId, after, limit: input.limit })),
      tierNames(this.database, caller.merchantId),
    ])
    return { post, comments: pageOf(rows, input.limit, (row) => commentShown(row, caller.memberId, tiers), (row) => [row.created_at.getTime(), row.comment_id]) }
  }

  @Endpoint(routes.removeMyPost)
  async remove(@Caller() caller: MemberCaller, @Input() input: InputOf<R['removeMyPost']>): Promise<AnswerOf<R['removeMyPost']>> {
    await this.post(caller, input.postId)
    const done = await this.groupCommit.submit(takeBack, { merchantId: caller.merchantId, actor: `member:${caller.memberId}`, key: newId(), request: { itemId: input.postId, memberId: caller.memberId } })
    if (!done.ok) throw notFound()
    return { done: true }
  }

  @Endpoint(routes.appealPost, { limit: 'post' })
  async appeal(@Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Input() input: InputOf<R['appealPost']>) {
    await this.post(caller, input.postId)
    const done = await this.groupCommit.submit(appealItem, { merchantId: caller.merchantId, actor: `member:${caller.memberId}`, key, request: { itemId: input.postId, memberId: caller.memberId, text: input.text } })
    return done.ok ? this.post(caller, input.postId) : done
  }

  @Endpoint(routes.writeComment, { limit: 'post' })
  async answer(@Caller() caller: MemberCaller, @IdempotencyKey() key: string, @Input() input: InputOf<R['writeComment']>) {
    const done = await this.community.writeComment(caller, key, input)
    if (!done.ok) return done
    const [[row], tiers] = await Promise.all([this.database.read<CommentRow>(caller.merchantId, oneComment(caller.merchantId, caller.memberId, done.answer.itemId)), tierNames(this.database, caller.merchantId)])
    if (!row) throw notFound()
    return commentShown(row, caller.memberId, tiers)
  }

  @Endpoint(routes.likePost)
  likePost(@Caller() caller: MemberCaller, @Input() input: InputOf<R['likePost']>): Promise<AnswerOf<R['likePost']>> {
    return this.like(caller, 'post', input.postId, input.like)
  }

  @Endpoint(routes.likeComment)
  likeComment(@Caller() caller: MemberCaller, @Input() input: InputOf<R['likeComment']>): Promise<AnswerOf<R['likeComment']>> {
    return this.like(caller, 'comment', input.commentId, input.like)
  }

  @Endpoint(routes.reportPost, { limit: 'post' })
  async report(@Caller() caller: MemberCaller, @Input() input: InputOf<R['reportPost']>): Promise<AnswerOf<R['reportPost']>> {
    await this.post(caller, input.postId)
    await this.database.inMerchant(caller.merchantId, (tx) => insertReport(tx, { reportId: newId(), postId: input.postId, memberId: caller.memberId, why: input.why }, this.clock.now()))
    return { done: true }
  }

  private async post(caller: MemberCaller, postId: string): Promise<PostShown> {
    const [[row], tiers] = await Promise.all([this.database.read<PostRow>(caller.merchantId, onePost(caller.merchantId, caller.memberId, postId)), tierNames(this.database, caller.merchantId)])
    if (!row) throw notFound()
    return postShown(row, caller.memberId, tiers, this.pictures.seen(caller.merchantId, this.clock.now()))
  }

  private async page(caller: MemberCaller, ask: Pick<FeedAsk, 'topicId' | 'mine' | 'sort' | 'limit'> & { cursor?: string }) {
    const { cursor, ...rest } = ask
    const [rows, tiers] = await Promise.all([
      this.database.read<PostRow>(caller.merchantId, feedPage({ ...rest, merchantId: caller.merchantId, memberId: caller.memberId, after: readCursor(cursor) })),
      tierNames(this.database, caller.merchantId),
    ])
    const see = this.pictures.seen(caller.merchantId, this.clock.now())
    return pageOf(rows, ask.limit, (row) => postShown(row, caller.memberId, tiers, see), (row) => [ask.sort === 'liked' ? row.like_count : row.created_at.getTime(), row.post_id])
  }

  private async like(caller: MemberCaller, kind: 'post' | 'comment', itemId: string, on: boolean): Promise<{ likes: number; liked: boolean }> {
    const done = await this.database.inMerchant(caller.merchantId, (tx) => like(tx, { kind, itemId, memberId: caller.memberId, like: on }, this.clock.now()))
    if (!done) throw notFound()
    return { likes: done.likes, liked: on }
  }
}
