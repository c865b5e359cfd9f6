import { assert, type Currency, type Instant, type MemberId, type OrderId, type StaffId, type StoreId } from '@huitou/units'

export type OrderStatus = 'paid' | 'part-refunded' | 'refunded' | 'undone'
export type DiscountKind = 'member-price' | 'promotion' | 'coupon' | 'manual'

/** One discount's share of one line, in the order in which discounts were applied. */
export interface LineDiscount {
  readonly kind: DiscountKind
  /** the promotion, or the claimed coupon */
  readonly ref: string | null
  readonly name: string
  /** taken off, from 0 */
  readonly minor: number
}

export interface NewLine {
  readonly sku: string
  /** among the lines of the order with this SKU, from 1 */
  readonly ordinal: number
  readonly productId: string | null
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly image: string
  readonly quantity: number
  readonly unitMinor: number
  /** quantity × list price, as the till or the file says it; below zero for a trade-in */
  readonly listMinor: number
  readonly discounts: readonly LineDiscount[]
  /** what points paid of it, in money and in points */
  readonly pointsMinor: number
  readonly pointsSpent: number
  readonly gift: boolean
}

export interface NewOrder {
  readonly orderId: OrderId
  readonly channel: string
  readonly orderNo: string
  readonly memberId: MemberId | null
  readonly storeId: StoreId | null
  readonly staffId: StaffId | null
  readonly visitId: string | null
  readonly importId: string | null
  readonly placedAt: Instant
  readonly paidAt: Instant
  readonly currency: Currency
  readonly shippingMinor: number
  readonly lines: readonly NewLine[]
  readonly tenders: readonly { readonly kind: string; readonly minor: number }[]
  /** the priced basket with its reasons, as it was agreed */
  readonly quote: unknown
  readonly actId: string | null
}

export interface StoredLine {
  readonly lineNo: number
  readonly sku: string
  readonly ordinal: number
  readonly productId: string | null
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly image: string
  readonly quantity: number
  readonly unitMinor: number
  readonly listMinor: number
  readonly discountMinor: number
  readonly pointsMinor: number
  readonly pointsSpent: number
  readonly paidMinor: number
  readonly gift: boolean
  refundedQuantity: number
  refundedMinor: number
  refundedPoints: number
}

export interface StoredTender {
  readonly tenderNo: number
  readonly kind: string
  readonly minor: number
  refundedMinor: number
}

/** An order as it stands now. What went back is kept current inside a batch, so that the next act sees it. */
export interface StoredOrder {
  readonly orderId: OrderId
  readonly channel: string
  readonly orderNo: string
  readonly memberId: MemberId | null
  readonly storeId: StoreId | null
  readonly staffId: StaffId | null
  readonly visitId: string | null
  readonly importId: string | null
  readonly placedAt: Instant
  readonly paidAt: Instant
  readonly currency: Currency
  readonly listMinor: number
  readonly discountMinor: number
  readonly pointsMinor: number
  readonly pointsSpent: number
  readonly shippingMinor: number
  readonly paidMinor: number
  refundedMinor: number
  refundedPoints: number
  refundOwedMinor: number
  status: OrderStatus
  readonly lines: StoredLine[]
  readonly tenders: StoredTender[]
}

const sumOf = <T>(of: readonly T[], pick: (one: T) => number): number => of.reduce((sum, one) => sum + pick(one), 0)

/** What a line's discounts take off together. */
export const discountOf = (line: NewLine): number => sumOf(line.discounts, (d) => d.minor)

/** The order as it will be read back. Faults when tenders and lines do not agree: nobody books such a sale. */
export function storedOf(order: NewOrder): StoredOrder {
  const lines = order.lines.map((line, i): StoredLine => {
    const discountMinor = discountOf(line)
    return { ...line, lineNo: i + 1, discountMinor, paidMinor: line.listMinor - discountMinor - line.pointsMinor, refundedQuantity: 0, refundedMinor: 0, refundedPoints: 0 }
  })
  const paidMinor = sumOf(lines, (l) => l.paidMinor) + order.shippingMinor
  const tendered = sumOf(order.tenders, (t) => t.minor)
  assert(paidMinor >= 0, `order ${order.orderNo} comes to ${paidMinor}`)
  assert(tendered === paidMinor, `order ${order.orderNo} was paid ${tendered} of ${paidMinor}`)
  return {
    ...order, lines, tenders: order.tenders.map((t, i) => ({ ...t, tenderNo: i + 1, refundedMinor: 0 })),
    listMinor: sumOf(lines, (l) => l.listMinor), discountMinor: sumOf(lines, (l) => l.discountMinor), pointsMinor: sumOf(lines, (l) => l.pointsMinor), pointsSpent: sumOf(lines, (l) => l.pointsSpent),
    paidMinor, refundedMinor: 0, refundedPoints: 0, refundOwedMinor: 0, status: 'paid',
  }
}
