import { assert, type Instant, type OrderId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type Participant } from '../platform/group-commit/index.js'
import { storedOf, type NewOrder, type StoredOrder } from './order-record.js'
import { applyRefund } from './plan-refund.js'
import { insertOrders, insertRefunds, lockOrders, readOrders, type NewRefund } from './order.rows.js'

/** What an act wants of the orders: nothing to book a new one, the order's id to give it back. */
export interface OrderNeed {
  readonly orderId?: OrderId
}

/** The orders of a batch: those read, those booked in it, those given back in it. */
export class OrdersOfBatch {
  readonly booked: NewOrder[] = []
  readonly refunded: NewRefund[] = []
  private readonly orders: Map<OrderId, StoredOrder>

  constructor(read: ReadonlyMap<OrderId, StoredOrder>) {
    this.orders = new Map(read)
  }

  get known(): ReadonlyMap<OrderId, StoredOrder> {
    return this.orders
  }

  /** As it stands now, with what earlier acts of this batch did to it. Undefined: no such order. */
  order(id: OrderId): StoredOrder | undefined {
    return this.orders.get(id)
  }

  /** Books a sale. Faults when lines and tenders do not agree. */
  book(order: NewOrder): StoredOrder {
    const stored = storedOf(order)
    this.booked.push(order)
    this.orders.set(order.orderId, stored)
    return stored
  }

  /** Books a refund planned (planRefund) on the order as it stands here. */
  giveBack(refund: NewRefund): StoredOrder {
    const order = this.orders.get(refund.orderId)
    assert(order, `no order ${refund.orderId} in this batch`)
    applyRefund(order, refund.plan)
    this.refunded.push(refund)
    return order
  }
}

class OrderBook implements Participant<OrderNeed, OrdersOfBatch> {
  readonly name = 'order'
  readonly order = 20
  readonly need = (need: OrderNeed = {}) => needOf<OrderNeed, OrdersOfBatch>(this, need)

  async lock(tx: Tx, needs: readonly OrderNeed[]): Promise<void> {
    const ids = idsOf(needs)
    if (ids.length > 0) await lockOrders(tx, ids)
  }
  async read(tx: Tx, needs: readonly OrderNeed[]): Promise<OrdersOfBatch> {
    return new OrdersOfBatch(await readOrders(tx, idsOf(needs)))
  }
  async write(tx: Tx, state: OrdersOfBatch, now: Instant): Promise<void> {
    await insertOrders(tx, state.booked, now)
    await insertRefunds(tx, state.refunded, state.known, now)
  }
}

const idsOf = (needs: readonly OrderNeed[]): OrderId[] => [...new Set(needs.flatMap((n) => n.orderId ?? []))]

/** The orders' share of a batch: `orderBook.need({ orderId })`, `batch.of(orderBook).book(...)`. */
export const orderBook = new OrderBook()
