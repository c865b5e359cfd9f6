import type { OrderId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type Participant } from '../platform/group-commit/index.js'
import { couponLinesOf, priceStepsOf, type PriceStep } from './settlement.rows.js'

/** Which lines of an order each coupon took something off (it comes back when none of them is left), and how the price came down. */
export class CouponLines {
  constructor(private readonly rows: readonly { order_id: string; line_no: number; ref: string }[], private readonly steps: readonly { order_id: string; steps: PriceStep[] | null }[]) {}
  of(orderId: OrderId): { claimId: string; lineNo: number }[] {
    return this.rows.filter((r) => r.order_id === orderId).map((r) => ({ claimId: r.ref, lineNo: r.line_no }))
  }
  stepsOf = (orderId: OrderId): readonly PriceStep[] => this.steps.find((s) => s.order_id === orderId)?.steps ?? []
}

class CouponLineReader implements Participant<OrderId, CouponLines> {
  readonly name = 'coupon-lines'
  readonly need = (orderId: OrderId) => needOf<OrderId, CouponLines>(this, orderId)
  async read(tx: Tx, needs: readonly OrderId[]): Promise<CouponLines> {
    const [rows, steps] = await Promise.all([couponLinesOf(tx, needs), priceStepsOf(tx, needs)])
    return new CouponLines(rows, steps)
  }
  write(): Promise<void> {
    return Promise.resolve()
  }
}

/** Reads only. */
export const couponLines = new CouponLineReader()
