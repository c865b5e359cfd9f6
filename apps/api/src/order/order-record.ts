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
  /** by an offer on the whole order: a shop may let the line earn as if it had not been (known at the sale, kept with what it earned) */
  readonly wide?: boolean
}

/** What a line is before and after it is written. */
interface LineFacts {
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
  /** what points paid of it, in money and in points */
  readonly pointsMinor: number
  readonly pointsSpent: number
  readonly gift: boolean
  /** a gift card or top-up: it earns nothing and counts towards no tier, what it pays for does */
  readonly storedValue?: boolean
}

export interface NewLine extends LineFacts {
  readonly discounts: readonly LineDiscount[]
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

export interface StoredLine extends LineFacts {
  /** of its discounts, those on the whole order; at the sale only */
  readonly orderOffMinor?: number
  readonly lineNo: number
  readonly discountMinor: number
  readonly paidMinor: number
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

/** What a line's discounts take off together. */
export const discountOf = (line: NewLine): number => line.discounts.reduce((sum, d) => sum + d.minor, 0)

/** The order as it will be read back. Faults when tenders and lines do not agree: nobody books such a sale. */
export function storedOf(o: NewOrder): StoredOrder {
  let [listMinor, discountMinor, pointsMinor, pointsSpent, paidMinor, tendered] = [0, 0, 0, 0, o.shippingMinor, 0]
  // Written out: a spread costs more than everything else here, half a million lines long.
  const lines = o.lines.map((l, i): StoredLine => {
    const off = discountOf(l)
    const wide = l.discounts.reduce((sum, d) => (d.wide ? sum + d.minor : sum), 0)
    const paid = l.listMinor - off - l.pointsMinor
    listMinor += l.listMinor
    discountMinor += off
    pointsMinor += l.pointsMinor
    pointsSpent += l.pointsSpent
    paidMinor += paid
    return {
      lineNo: i + 1, sku: l.sku, ordinal: l.ordinal, productId: l.productId, name: l.name, category: l.category, brand: l.brand, image: l.image, quantity: l.quantity, unitMinor: l.unitMinor, listMinor: l.listMinor,
      discountMinor: off, pointsMinor: l.pointsMinor, pointsSpent: l.pointsSpent, paidMinor: paid, gift: l.gift, ...(l.storedValue ? { storedValue: true } : {}), refundedQuantity: 0, refundedMinor: 0, refundedPoints: 0, ...(wide > 0 ? { orderOffMinor: wide } : {}),
    }
  })
  const tenders = o.tenders.map((t, i): StoredTender => { tendered += t.minor; return { tenderNo: i + 1, kind: t.kind, minor: t.minor, refundedMinor: 0 } })
  assert(paidMinor >= 0, `order ${o.orderNo} comes to ${paidMinor}`)
  assert(tendered === paidMinor, `order ${o.orderNo} was paid ${tendered} of ${paidMinor}`)
  return {
    orderId: o.orderId, channel: o.channel, orderNo: o.orderNo, memberId: o.memberId, storeId: o.storeId, staffId: o.staffId, visitId: o.visitId, importId: o.importId, placedAt: o.placedAt, paidAt: o.paidAt, currency: o.currency,
    listMinor, discountMinor, pointsMinor, pointsSpent, shippingMinor: o.shippingMinor, paidMinor, refundedMinor: 0, refundedPoints: 0, refundOwedMinor: 0, status: 'paid', lines, tenders,
  }
}

type Countable = Pick<LineFacts, 'storedValue'> & { readonly lineNo: number }

/** What an order counts for towards tiers. A sale of stored value does not count: what it pays for later does. */
export function countsOf(order: { readonly paidMinor: number; readonly lines: readonly (Countable & { readonly paidMinor: number })[] }): { spendMinor: number; orders: number } {
  const stored = order.lines.reduce((sum, l) => (l.storedValue ? sum + l.paidMinor : sum), 0)
  return { spendMinor: order.paidMinor - stored, orders: order.lines.length > 0 && order.lines.every((l) => l.storedValue) ? 0 : 1 }
}

/** What a refund takes of that. */
export function countsBack(order: { readonly lines: readonly Countable[] }, plan: { readonly minor: number; readonly whole: boolean; readonly lines: readonly { readonly lineNo: number; readonly minor: number }[] }): { spendMinor: number; orders: number } {
  const stored = new Set(order.lines.flatMap((l) => (l.storedValue ? [l.lineNo] : [])))
  return { spendMinor: 0 - (plan.minor - plan.lines.reduce((sum, l) => (stored.has(l.lineNo) ? sum + l.minor : sum), 0)), orders: plan.whole && stored.size < order.lines.length ? -1 : 0 }
}
