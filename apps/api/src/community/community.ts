import { Injectable } from '@nestjs/common'
import { assert, type MemberId, type MerchantId } from '@huitou/units'
import { Database } from '../platform/database/index.js'
import { GroupCommit, type ActKind, type Outcome } from '../platform/group-commit/index.js'
import type { MemberCaller } from '../platform/http/index.js'
import type { ItemKind, ItemState } from './board.rows.js'
import { CheckText } from './check-text.js'
import { oneItem, type QueueRow } from './community.rows.js'
import { judgeItem, type Decided } from './decide-item.js'
import { writeComment, writePost, type Written } from './write-item.js'

/** Writing in the community: kept unseen, checked, then shown, queued or refused. */
@Injectable()
export class Community {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly checkText: CheckText) {}

  writePost(caller: MemberCaller, key: string, ask: { topicId: string; body: string; pictures: readonly string[] }): Promise<Outcome<Decided>> {
    return this.write(writePost, 'post', caller, key, { memberId: caller.memberId, topicId: ask.topicId, body: ask.body, pictures: ask.pictures })
  }

  writeComment(caller: MemberCaller, key: string, ask: { postId: string; body: string }): Promise<Outcome<Decided>> {
    return this.write(writeComment, 'comment', caller, key, { memberId: caller.memberId, postId: ask.postId, body: ask.body })
  }

  /** The text is kept before it is checked, and the check is an act of its own: whatever is cut off between them, nobody sees it. */
  private async write<Req extends { body: string; memberId: MemberId }>(kind: ActKind<Req, Written>, what: ItemKind, caller: MemberCaller, key: string, request: Req): Promise<Outcome<Decided>> {
    const written = await this.groupCommit.submit(kind, { merchantId: caller.merchantId, actor: `member:${caller.memberId}`, key, request })
    if (!written.ok) return written
    const decided = await this.judge(caller.merchantId, written.answer.itemId, what, request)
    if (decided.ok && decided.answer.state === 'rejected') return { ok: false, refusal: { code: 'content-refused', facts: { itemId: decided.answer.itemId } } }
    return decided
  }

  private async judge(merchantId: MerchantId, itemId: string, what: ItemKind, text: { body: string; memberId: MemberId }): Promise<Outcome<Decided>> {
    const before = await this.stateOf(merchantId, itemId)
    if (before !== 'checking') return { ok: true, answer: { itemId, kind: what, state: before, firstShown: false } }
    const checked = await this.checkText.check(merchantId, { memberId: text.memberId, body: text.body, scene: what })
    const judged = await this.groupCommit.submit(judgeItem, {
      merchantId, actor: 'system', key: `judge/${itemId}`,
      request: { itemId, memberId: text.memberId, ...checked },
    })
    // A second request for the same text may have been judged first, with another answer of WeChat: that one stands.
    return judged.ok ? judged : { ok: true, answer: { itemId, kind: what, state: await this.stateOf(merchantId, itemId), firstShown: false } }
  }

  private async stateOf(merchantId: MerchantId, itemId: string): Promise<ItemState> {
    const [item] = await this.database.read<QueueRow>(merchantId, oneItem(merchantId, itemId))
    assert(item, `no item ${itemId}`)
    return item.state
  }
}
