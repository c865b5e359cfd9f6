import { Injectable } from '@nestjs/common'
import { assert, type MemberId, type MerchantId } from '@huitou/units'
import { CheckText } from '../community/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit, type ActKind, type Outcome } from '../platform/group-commit/index.js'
import type { MemberCaller } from '../platform/http/index.js'
import { reviewState } from './review-list.rows.js'
import type { ReviewState } from './shelf.rows.js'
import { changeReview, judgeReview, writeReview, type ChangeReview, type WriteReview, type Written } from './write-review.js'

/** Saying something of what was bought: kept unseen, checked, then shown, queued or refused. */
@Injectable()
export class Reviews {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly checkText: CheckText) {}

  write(caller: MemberCaller, key: string, ask: Omit<WriteReview, 'memberId'>): Promise<Outcome<Written>> {
    return this.checked(writeReview, caller, key, { memberId: caller.memberId, orderId: ask.orderId, lineNo: ask.lineNo, stars: ask.stars, body: ask.body })
  }

  change(caller: MemberCaller, key: string, ask: Omit<ChangeReview, 'memberId'>): Promise<Outcome<Written>> {
    return this.checked(changeReview, caller, key, { memberId: caller.memberId, reviewId: ask.reviewId, stars: ask.stars, body: ask.body })
  }

  /** The text is kept before it is checked, and the check is an act of its own: whatever is cut off between them, nobody sees it. */
  private async checked<Req extends { body: string; memberId: MemberId }>(kind: ActKind<Req, Written>, caller: MemberCaller, key: string, request: Req): Promise<Outcome<Written>> {
    const written = await this.groupCommit.submit(kind, { merchantId: caller.merchantId, actor: `member:${caller.memberId}`, key, request })
    if (!written.ok) return written
    const judged = await this.judge(caller.merchantId, written.answer, request)
    if (judged.ok && judged.answer.state === 'rejected') return { ok: false, refusal: { code: 'content-refused', facts: { reviewId: judged.answer.reviewId } } }
    return judged
  }

  /** A second request for the same writing may have been judged first, with another answer of WeChat: that one stands. */
  private async judge(merchantId: MerchantId, { reviewId, revision }: Written, text: { body: string; memberId: MemberId }): Promise<Outcome<Written>> {
    const before = await this.now(merchantId, reviewId)
    if (before.state !== 'checking' || before.revision !== revision) return { ok: true, answer: { reviewId, ...before } }
    const said = await this.checkText.check(merchantId, { memberId: text.memberId, body: text.body, scene: 'comment' })
    const judged = await this.groupCommit.submit(judgeReview, { merchantId, actor: 'system', key: `judge/${reviewId}/${revision}`, request: { reviewId, revision, memberId: text.memberId, ...said } })
    return judged.ok ? judged : { ok: true, answer: { reviewId, ...(await this.now(merchantId, reviewId)) } }
  }

  private async now(merchantId: MerchantId, reviewId: string): Promise<{ state: ReviewState; revision: number }> {
    const [row] = await this.database.read<{ state: ReviewState; revision: number }>(merchantId, reviewState(merchantId, reviewId))
    assert(row, `no review ${reviewId}`)
    return row
  }
}
