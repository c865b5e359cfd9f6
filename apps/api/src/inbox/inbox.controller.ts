import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, type MemberCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { markRead, messagePage, unreadCount, type MessageRow } from './inbox.rows.js'

type R = typeof routes

/** What the shop told a member, inside the mini-program. */
@Controller()
export class InboxController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.listMessages)
  async list(@Caller() caller: MemberCaller, @Input() input: InputOf<R['listMessages']>): Promise<AnswerOf<R['listMessages']>> {
    const { merchantId, memberId } = caller
    const [rows, unread] = await Promise.all([this.database.read<MessageRow>(merchantId, messagePage({ merchantId, memberId, after: readCursor(input.cursor), limit: input.limit })), this.unread(caller)])
    return { ...pageOf(rows, input.limit, messageShown, (row) => [row.at.getTime(), row.message_id]), unread }
  }

  @Endpoint(routes.readMessages)
  async read(@Caller() caller: MemberCaller, @Input() input: InputOf<R['readMessages']>): Promise<AnswerOf<R['readMessages']>> {
    await this.database.inMerchant(caller.merchantId, (tx) => markRead(tx, { memberId: caller.memberId, messageId: input.messageId }, this.clock.now()))
    return { unread: await this.unread(caller) }
  }

  private async unread(caller: MemberCaller): Promise<number> {
    return (await this.database.read<{ unread: number }>(caller.merchantId, unreadCount(caller.merchantId, caller.memberId)))[0]?.unread ?? 0
  }
}

const messageShown = (row: MessageRow): AnswerOf<R['listMessages']>['items'][number] => ({
  messageId: row.message_id, at: row.at.toISOString(), kind: row.kind, title: { code: row.title_code, facts: row.title_facts },
  body: row.body_code === null ? null : { code: row.body_code, facts: row.body_facts ?? {} }, link: row.link === '' ? null : row.link, read: row.read_at !== null,
})
