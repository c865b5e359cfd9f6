import { Controller, Req } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import type { FastifyRequest } from 'fastify'
import { maskedName } from '../member-name/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, speechOf, type TillCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { QueuedSales } from './queued-sales.js'
import { Scans } from './scans.js'
import { tillOrders, type TillOrderRow } from './settlement.rows.js'
import { TillGoods } from './till-goods.js'
import { Visits } from './visits.js'

type R = typeof routes

/** What a till asks for, from the scan to the settlement. */
@Controller()
export class TillController {
  constructor(private readonly scans: Scans, private readonly visits: Visits, private readonly queued: QueuedSales, private readonly goods: TillGoods, private readonly database: Database) {}

  @Endpoint(routes.scanCode, { limit: 'scan' })
  async scan(@Caller() caller: TillCaller, @IdempotencyKey() key: string, @Input() { digits, visitId }: InputOf<R['scanCode']>, @Req() request: FastifyRequest) {
    const opened = await this.scans.scan(caller, key, digits, visitId)
    return opened.ok ? { ...(await this.visits.show(caller, opened.answer.visitId, speechOf(request))), wish: 'wish' in opened.answer ? opened.answer.wish : null } : opened
  }

  @Endpoint(routes.redeemTillCode, { limit: 'scan' })
  async redeem(@Caller() caller: TillCaller, @IdempotencyKey() key: string, @Input() { visitId, code }: InputOf<R['redeemTillCode']>, @Req() request: FastifyRequest) {
    const given = await this.scans.redeem(caller, key, { visitId, code, address: request.ip })
    return given.ok ? { ...(await this.visits.show(caller, visitId, speechOf(request))), wish: given.answer.wish } : given
  }

  @Endpoint(routes.openVisit)
  async open(@Caller() caller: TillCaller, @IdempotencyKey() key: string, @Input() { memberId }: InputOf<R['openVisit']>, @Req() request: FastifyRequest) {
    const opened = await this.scans.open(caller, key, memberId as MemberId | null)
    return opened.ok ? this.visits.show(caller, opened.answer.visitId, speechOf(request)) : opened
  }

  @Endpoint(routes.readVisit)
  read(@Caller() caller: TillCaller, @Input() { visitId }: InputOf<R['readVisit']>, @Req() request: FastifyRequest) {
    return this.visits.show(caller, visitId, speechOf(request))
  }

  @Endpoint(routes.quoteVisit)
  quote(@Caller() caller: TillCaller, @Input() input: InputOf<R['quoteVisit']>) {
    return this.visits.quote(caller, input)
  }

  @Endpoint(routes.settleVisit)
  settle(@Caller() caller: TillCaller, @IdempotencyKey() key: string, @Input() input: InputOf<R['settleVisit']>) {
    return this.visits.settle(caller, key, input)
  }

  @Endpoint(routes.bookOfflineSales)
  bookQueued(@Caller() caller: TillCaller, @IdempotencyKey() _: string, @Input() input: InputOf<R['bookOfflineSales']>): Promise<AnswerOf<R['bookOfflineSales']>> {
    return this.queued.book(caller, input)
  }

  @Endpoint(routes.readTillGoods)
  readGoods(@Caller() caller: TillCaller): Promise<AnswerOf<R['readTillGoods']>> {
    return this.goods.read(caller.merchantId)
  }

  @Endpoint(routes.listTillOrders)
  async orders(@Caller() caller: TillCaller, @Input() input: InputOf<R['listTillOrders']>): Promise<AnswerOf<R['listTillOrders']>> {
    const rows = await this.database.read<TillOrderRow>(caller.merchantId, tillOrders({ merchantId: caller.merchantId, storeId: caller.storeId, search: input.search || null, after: readCursor(input.cursor), limit: input.limit }))
    return pageOf(rows, input.limit, (row) => ({ orderId: row.order_id, orderNo: row.order_no, at: row.paid_at.toISOString(), nameMasked: row.member_name === null ? null : maskedName(row.member_name), payMinor: row.paid_minor, refundedMinor: row.refunded_minor, lines: row.lines }), (row) => [row.paid_at.getTime(), row.order_id])
  }
}
