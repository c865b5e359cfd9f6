import { orderWide } from '@huitou/promotion'
import { allocate, type Currency, type Instant, type MemberId, type OrderId, type StaffId, type StoreId } from '@huitou/units'
import type { LineDiscount, NewLine, NewOrder } from '../order/index.js'
import type { Priced } from './price-basket.js'

export interface Sale {
  readonly orderId: OrderId
  readonly visitId: string | null
  readonly memberId: MemberId | null
  readonly storeId: StoreId | null
  readonly staffId: StaffId | null
  readonly at: Instant
  readonly currency: Currency
  readonly tenders: readonly { readonly kind: string; readonly minor: number }[]
  /** the quote as it was agreed */
  readonly quote: unknown
  readonly actId: string
}

/** The order that a priced basket becomes: each reduction's share stays with its line, for refunds. */
export function orderOf(priced: Priced, sale: Sale): NewOrder {
  const { quote, goods } = priced
  const names = new Map(quote.applied.map((a) => [a.id, a.name ?? '']))
  const wide = orderWide(quote.applied)
  // points by line in proportion to the money they paid there, so that a refund by line knows how many go back
  const spent = quote.points.points === 0 ? quote.lines.map(() => 0) : allocate(quote.points.points, quote.lines.map((l) => l.pointsFen))
  const seen = new Map<string, number>()
  const lines = quote.lines.map((l, i): NewLine => {
    const g = goods[i]!
    const ordinal = (seen.get(g.sku) ?? 0) + 1
    seen.set(g.sku, ordinal)
    const itemOff = l.listFen - l.amountFen
    const discounts: LineDiscount[] = [
      ...(itemOff > 0 ? [{ kind: l.priceSource === 'member' ? 'member-price' as const : 'promotion' as const, ref: l.priceBy ?? null, name: l.priceSource, minor: itemOff }] : []),
      ...l.offers.filter((o) => o.fen > 0).map((o): LineDiscount => ({ kind: o.coupon ? 'coupon' : 'promotion', ref: o.id, name: names.get(o.id) ?? '', minor: o.fen, ...(wide.has(o.id) ? { wide: true } : {}) })),
    ]
    return {
      sku: g.sku, ordinal, productId: g.product?.productId ?? null, name: g.name, category: g.category, brand: g.brand, image: g.picture, quantity: g.quantity, unitMinor: g.unitMinor, listMinor: l.listFen,
      discounts, pointsMinor: l.pointsFen, pointsSpent: spent[i]!, gift: false, ...(g.product?.storedValue ? { storedValue: true } : {}),
    }
  })
  for (const gift of quote.gifts) {
    const ordinal = (seen.get(gift.sku) ?? 0) + 1
    seen.set(gift.sku, ordinal)
    lines.push({ sku: gift.sku, ordinal, productId: null, name: gift.name || gift.sku, category: '', brand: '', image: '', quantity: gift.qty, unitMinor: 0, listMinor: 0, discounts: [], pointsMinor: 0, pointsSpent: 0, gift: true })
  }
  return {
    orderId: sale.orderId, channel: 'till', orderNo: orderNoOf(sale.orderId, sale.at), memberId: sale.memberId, storeId: sale.storeId, staffId: sale.staffId, visitId: sale.visitId, importId: null,
    placedAt: sale.at, paidAt: sale.at, currency: sale.currency, shippingMinor: quote.shipping.feeFen - quote.shipping.offFen, lines, tenders: sale.tenders.filter((t) => t.minor > 0), quote: sale.quote, actId: sale.actId,
  }
}

const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A number to say aloud, without letters that look like figures: day of the sale in UTC and eight signs of the order's own id. */
export function orderNoOf(orderId: OrderId, at: Instant): string {
  const tail = BigInt(`0x${orderId.replace(/-/g, '').slice(-16)}`)
  let text = ''
  for (let n = tail, i = 0; i < 8; i += 1, n /= 31n) text = LETTERS[Number(n % 31n)] + text
  return `${new Date(at).toISOString().slice(2, 10).replace(/-/g, '')}-${text}`
}

/** The money taken, tender by tender. Nothing named: all of it in cash. Null when it does not come to the bill. */
export function tendersFor(payMinor: number, given: readonly { readonly kind: string; readonly minor: number }[]): { kind: string; minor: number }[] | null {
  const list = given.length === 0 ? [{ kind: 'cash', minor: payMinor }] : [...given]
  return list.reduce((sum, t) => sum + t.minor, 0) === payMinor ? list : null
}
