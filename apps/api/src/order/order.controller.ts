import { Controller } from '@nestjs/common'
import { orderRoutes, type InputOf } from '@huitou/contract'
import type { MemberId, OrderId } from '@huitou/units'
import { Database, type Tx } from '../platform/database/index.js'
import { Caller, Endpoint, Input, notFound, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { listOrderRows, readOrderRest, readOrderRow, type OrderFilter } from './order-list.rows.js'
import { orderView, rowView, type OrderOnWire } from './order-view.js'
import { readOrders } from './order.rows.js'

type In<K extends keyof typeof orderRoutes> = InputOf<(typeof orderRoutes)[K]>

@Controller()
export class OrderController {
  constructor(private readonly database: Database) {}

  @Endpoint(orderRoutes.listOrders)
  list(@Input() input: In<'listOrders'>, @Caller() caller: StaffCaller) {
    return this.page(caller, input, { channel: input.channel, importId: input.importId, search: input.search })
  }

  @Endpoint(orderRoutes.readOrder)
  read(@Input() input: In<'readOrder'>, @Caller() caller: StaffCaller) {
    return this.one(caller, input.orderId, null, caller.role === 'clerk' || caller.tillId !== null)
  }

  @Endpoint(orderRoutes.listMemberOrders)
  ofMember(@Input() input: In<'listMemberOrders'>, @Caller() caller: StaffCaller) {
    return this.page(caller, input, { memberId: input.memberId as MemberId })
  }

  @Endpoint(orderRoutes.listMyOrders)
  mine(@Input() input: In<'listMyOrders'>, @Caller() caller: MemberCaller) {
    return this.page(caller, input, { memberId: caller.memberId })
  }

  @Endpoint(orderRoutes.readMyOrder)
  readMine(@Input() input: In<'readMyOrder'>, @Caller() caller: MemberCaller) {
    return this.one(caller, input.orderId, caller.memberId)
  }

  private async page(caller: StaffCaller | MemberCaller, input: { cursor?: string | undefined; limit: number }, filter: Partial<OrderFilter>) {
    const rows = await this.database.inMerchant(caller.merchantId, (tx) => listOrderRows(tx, { ...filter, after: afterOf(input.cursor), limit: input.limit + 1 }), { readOnly: true })
    const items = rows.slice(0, input.limit)
    const last = items.at(-1)
    return { items: items.map(rowView), next: rows.length > input.limit && last ? cursorOf(last.paid_at.getTime(), last.order_id) : null }
  }

  private async one(caller: StaffCaller | MemberCaller, orderId: string, memberId: MemberId | null, masks = false): Promise<OrderOnWire> {
    const found = await this.database.inMerchant(caller.merchantId, (tx) => readOne(tx, orderId, memberId, masks), { readOnly: true })
    if (!found) throw notFound('order-unknown')
    return found
  }
}

async function readOne(tx: Tx, orderId: string, memberId: MemberId | null, masks: boolean): Promise<OrderOnWire | null> {
  const row = await readOrderRow(tx, orderId)
  // Somebody else's order is not found, whoever asks.
  if (!row || (memberId !== null && row.member_id !== memberId)) return null
  const [orders, rest] = await Promise.all([readOrders(tx, [orderId as OrderId]), readOrderRest(tx, orderId, row.member_id)])
  return orderView(row, orders.get(orderId as OrderId)!, rest, masks)
}

const cursorOf = (at: number, id: string): string => Buffer.from(`${at}/${id}`).toString('base64url')

function afterOf(cursor: string | undefined): { at: number; id: string } | null {
  const [, at, id] = /^(\d{1,15})\/([0-9a-f-]{36})$/.exec(Buffer.from(cursor ?? '', 'base64url').toString()) ?? []
  return at && id ? { at: Number(at), id } : null
}
