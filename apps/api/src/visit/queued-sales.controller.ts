import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { listQueued, type QueuedRow } from './queued-sale.rows.js'

type Item = ReplyOf<typeof routes.listQueuedSales>['items'][number]

/** The owner's look at what tills sold without a network. */
@Controller()
export class QueuedSalesController {
  constructor(private readonly database: Database) {}

  @Endpoint(routes.listQueuedSales)
  async listQueuedSales(@Input() input: InputOf<typeof routes.listQueuedSales>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listQueuedSales>> {
    const after = readCursor(input.cursor)
    const rows = await this.database.inMerchant(caller.merchantId, (tx) => listQueued(tx, { only: input.only ?? null, after, limit: input.limit + 1 }), { readOnly: true })
    return pageOf(rows, input.limit, wired, (r) => [r.told_at.getTime(), r.id])
  }
}

const wired = (r: QueuedRow): Item => ({
  saleId: r.id, toldAt: r.told_at.toISOString(), soldAt: r.sold_at?.toISOString() ?? null, state: r.refused ? 'refused' : r.member_id ? 'earned' : r.code ? 'nobody' : 'anonymous', problem: r.code ? { code: r.code, facts: {} } : null,
  payMinor: r.paid_minor, points: r.points, orderId: r.order_id, orderNo: r.order_no, memberId: r.member_id, memberName: r.member_name, tillName: r.till_name, storeName: r.store_name, clerkName: r.clerk_name,
})
