import { Injectable } from '@nestjs/common'
import { readCode, type AnswerOf, type InputOf, type routes } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { Keys } from '../platform/config/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit, lookAgain } from '../platform/group-commit/index.js'
import type { TillCaller } from '../platform/http/index.js'
import { bookQueuedSale } from './book-queued-sale.js'
import { aliasHolder } from './code.rows.js'
import { deviceSecret } from './member-code.js'

type Route = (typeof routes)['bookOfflineSales']
type Result = AnswerOf<Route>['results'][number]

/** The queue of a till that was without a network. Each sale is an act of its own: sending the queue again books nothing twice. */
@Injectable()
export class QueuedSales {
  private readonly kind = bookQueuedSale((deviceId) => deviceSecret(this.keys.of('member-code'), deviceId))
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly keys: Keys) {}

  async book(caller: TillCaller, { sales }: InputOf<Route>): Promise<AnswerOf<Route>> {
    const oldestFirst = [...sales].sort((a, b) => Date.parse(a.scannedAt) - Date.parse(b.scannedAt))
    const results = new Map<string, Result>()
    for (const sale of oldestFirst) results.set(sale.saleKey, await lookAgain(() => this.one(caller, sale)))
    return { results: sales.map((s) => results.get(s.saleKey)!) }
  }

  private async one(caller: TillCaller, sale: InputOf<Route>['sales'][number]): Promise<Result> {
    const { merchantId, tillId, storeId, staffId } = caller
    const code = sale.digits === null ? null : readCode(sale.digits)
    const [holder] = code ? await this.database.read<{ member_id: MemberId }>(merchantId, aliasHolder(merchantId, code.alias)) : []
    const outcome = await this.groupCommit.submit(this.kind, {
      merchantId, actor: `till:${tillId}`, key: sale.saleKey,
      request: { digits: sale.digits, soldAt: Date.parse(sale.scannedAt), lines: sale.lines, payMinor: sale.payMinor, tillId, storeId, staffId, holder: holder?.member_id ?? null },
    })
    if (!outcome.ok) return { saleKey: sale.saleKey, booked: false, orderId: null, pointsEarned: 0, refusal: outcome.refusal }
    const { orderId, pointsEarned, codeProblem } = outcome.answer
    return { saleKey: sale.saleKey, booked: true, orderId, pointsEarned, refusal: codeProblem === null ? null : { code: codeProblem, facts: {} } }
  }
}
