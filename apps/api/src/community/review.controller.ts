import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import type { MerchantId, MemberId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, notFound, refuse, type StaffCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { tierNames } from '../tier/index.js'
import { allTopics, insertTopic, oneItem, oneTopic, queuePage, unpinOthers, updateTopic, waitingCount, type QueueRow, type TopicRow } from './community.rows.js'
import { decideItem } from './decide-item.js'
import { Pictures } from './pictures.js'
import { queueShown, topicShown, type TopicShown } from './show.js'

type R = typeof routes

/** The community as the shop sees it: what waits for a decision, and its topics. */
@Controller()
export class ReviewController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly pictures: Pictures) {}

  @Endpoint(routes.listReviewQueue)
  async queue(@Caller() caller: StaffCaller, @Input() input: InputOf<R['listReviewQueue']>): Promise<AnswerOf<R['listReviewQueue']>> {
    const { merchantId } = caller
    const [rows, [count], tiers] = await Promise.all([
      this.database.read<QueueRow>(merchantId, queuePage({ merchantId, state: input.state, after: readCursor(input.cursor), limit: input.limit })),
      this.database.read<{ waiting: number; appeals: number }>(merchantId, waitingCount(merchantId)),
      tierNames(this.database, merchantId),
    ])
    const now = this.clock.now()
    const see = this.pictures.queued(merchantId, now)
    return { ...pageOf(rows, input.limit, (row) => queueShown(row, tiers, now, see), (row) => [row.created_at.getTime(), row.item_id]), waiting: count?.waiting ?? 0, appeals: count?.appeals ?? 0 }
  }

  @Endpoint(routes.decidePost)
  async decide(@Caller() caller: StaffCaller, @IdempotencyKey() key: string, @Input() input: InputOf<R['decidePost']>) {
    const { merchantId } = caller
    const before = await this.item(merchantId, input.itemId)
    if (!before) return refuse('item-unknown', { itemId: input.itemId })
    const { decision, reason, useful } = input
    const done = await this.groupCommit.submit(decideItem, { merchantId, actor: actorOf(caller), key, request: { itemId: input.itemId, memberId: before.member_id as MemberId, decision, reason, useful, staffId: caller.staffId } })
    if (!done.ok) return done
    const [row, tiers] = await Promise.all([this.item(merchantId, input.itemId), tierNames(this.database, merchantId)])
    return { item: queueShown(row!, tiers, this.clock.now(), this.pictures.queued(merchantId, this.clock.now())), pointsAwarded: row!.awarded }
  }

  @Endpoint(routes.listShopTopics)
  async topics(@Caller() caller: StaffCaller): Promise<AnswerOf<R['listShopTopics']>> {
    return { items: (await this.database.read<TopicRow>(caller.merchantId, allTopics(caller.merchantId))).map(topicShown) }
  }

  @Endpoint(routes.addTopic)
  async add(@Caller() caller: StaffCaller, @Input() input: InputOf<R['addTopic']>): Promise<TopicShown> {
    const topicId = newId()
    await this.database.inMerchant(caller.merchantId, async (tx) => {
      if (input.pinned) await unpinOthers(tx, topicId)
      await insertTopic(tx, { ...input, topicId }, this.clock.now())
      await recordAudit(tx, { actor: actorOf(caller), action: 'add-topic', subject: `topic:${topicId}`, after: input }, this.clock.now())
    })
    return this.topic(caller.merchantId, topicId)
  }

  @Endpoint(routes.changeTopic)
  async change(@Caller() caller: StaffCaller, @Input() input: InputOf<R['changeTopic']>): Promise<TopicShown> {
    const changed = await this.database.inMerchant(caller.merchantId, async (tx) => {
      if (input.pinned) await unpinOthers(tx, input.topicId)
      const changed = await updateTopic(tx, input, this.clock.now())
      if (changed > 0) await recordAudit(tx, { actor: actorOf(caller), action: 'change-topic', subject: `topic:${input.topicId}`, after: input }, this.clock.now())
      return changed
    })
    if (changed === 0) throw notFound()
    return this.topic(caller.merchantId, input.topicId)
  }

  private async item(merchantId: MerchantId, itemId: string): Promise<QueueRow | undefined> {
    return (await this.database.read<QueueRow>(merchantId, oneItem(merchantId, itemId)))[0]
  }

  private async topic(merchantId: MerchantId, topicId: string): Promise<TopicShown> {
    const [row] = await this.database.read<TopicRow>(merchantId, oneTopic(merchantId, topicId))
    if (!row) throw notFound()
    return topicShown(row)
  }
}
