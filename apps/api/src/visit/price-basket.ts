import { MOST_MINOR, type BasketLine as WireLine } from '@huitou/contract'
import type { EarnLine } from '@huitou/ledger'
import { itemPrice, orderWide, pointsOn, priceRules, quote, type ItemPrice, type PointsAsk, type PriceRule, type PriceSettings, type Promotion, type Quote, type QuoteInput, type Shopper, type WalletCoupon } from '@huitou/promotion'
import type { Instant, StoreId, Zone } from '@huitou/units'
import type * as z from 'zod/mini'
import type { ShelfProduct } from '../product/index.js'

export type BasketLine = z.output<typeof WireLine>
export type UsePoints = 'none' | 'most' | number

/** What the price asks of a known shopper. */
export interface ShopperFacts {
  readonly tier: { readonly tierId: string; readonly priceBp: number; readonly categories: readonly string[]; readonly freeShipping: boolean } | null
  readonly firstOrder: boolean
  readonly tags: readonly string[]
  readonly coupons: readonly WalletCoupon[]
  readonly points: PointsFacts | null
}
export interface PointsFacts {
  readonly available: number
  readonly rate: { readonly points: number; readonly minor: number }
  readonly stepPoints: number
  readonly maxShareBp: number
  readonly maxPoints?: number
  /** where an order's own points may pay it (setting): what such lines earn that can be spent at once */
  readonly earns?: (lines: readonly EarnLine[]) => number
}
export interface PriceFacts {
  readonly now: Instant
  readonly zone: Zone
  readonly storeId: StoreId | null
  readonly find: (line: { readonly sku: string | null; readonly barcode: string | null }) => ShelfProduct | undefined
  readonly promotions: readonly Promotion[]
  readonly settings: PriceSettings
  readonly shippingMinor?: number
  readonly shopper: ShopperFacts | null
  /** the unit price under a flash sale reservation, or why none; absent: no reservation is looked at (offline sales) */
  readonly flash?: (line: { readonly reservationId: string; readonly sku: string | null; readonly units: number }) => { readonly unitMinor: number } | { readonly code: 'reservation-gone' | 'reservation-short'; readonly facts: object }
}
/** A basket line with its product, or with a name and an amount of the clerk's own. */
export interface GoodsLine {
  readonly lineNo: number
  readonly sku: string
  readonly product: ShelfProduct | null
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly picture: string
  readonly quantity: number
  readonly unitMinor: number
  readonly flash: { readonly reservationId: string; readonly unitMinor: number } | null
}
export interface Priced {
  readonly goods: readonly GoodsLine[]
  readonly quote: Quote
  /** the claims the quote uses */
  readonly couponIds: readonly string[]
  readonly mostPoints: number
}
type PriceRefusal = 'product-unknown' | 'price-missing' | 'reservation-gone' | 'reservation-short' | 'basket-too-large'
export type PriceAnswer = { readonly ok: true; readonly priced: Priced } | { readonly ok: false; readonly refusal: { readonly code: PriceRefusal; readonly facts: Record<string, unknown> } }

/** SKU of a line that is only an amount. */
export const AMOUNT_SKU = 'amount'

/**
 * Prices a basket at a till. Pure: the same facts give the same price when it is shown and when it is settled.
 * @param couponIds the claims to use, none of them or some; null: the best of all the shopper has
 */
export function priceBasket(facts: PriceFacts, ask: { lines: readonly BasketLine[]; couponIds: readonly string[] | null; usePoints: UsePoints }): PriceAnswer {
  const goods: GoodsLine[] = []
  for (const [i, line] of ask.lines.entries()) {
    const found = goodsOf(facts, line, i + 1)
    if ('code' in found) return { ok: false, refusal: found }
    // a reservation is bought in one line
    const twice = found.flash && goods.find((g) => g.flash?.reservationId === found.flash!.reservationId)
    if (twice) return { ok: false, refusal: { code: 'reservation-short', facts: { lineNo: found.lineNo, name: found.name, units: twice.quantity } } }
    goods.push(found)
  }
  const listMinor = goods.reduce((sum, g) => sum + g.quantity * g.unitMinor, facts.shippingMinor ?? 0)
  if (listMinor > MOST_MINOR) return { ok: false, refusal: { code: 'basket-too-large', facts: { mostMinor: MOST_MINOR } } }
  const { shopper } = facts
  const coupons = shopper?.coupons.filter((c) => ask.couponIds === null || ask.couponIds.includes(c.id)) ?? []
  const pointsAsk = (want: number | 'max') => (shopper?.points ? pointsAskOf(shopper.points, goods, want) : undefined)
  const priced = quote({ ...askedOf(facts, goods), coupons, ...(ask.usePoints === 'none' ? {} : { points: pointsAsk(ask.usePoints === 'most' ? 'max' : ask.usePoints) }) })
  const most = pointsAsk('max')
  const mostPoints = most ? pointsOn(beforePoints(priced), most).points : 0
  return { ok: true, priced: { goods, quote: priced, couponIds: priced.applied.filter((a) => a.coupon).map((a) => a.id), mostPoints } }
}

/** What the engine is asked of these goods: who buys where and when, and the promotions. */
function askedOf(facts: PriceFacts, goods: readonly GoodsLine[]): QuoteInput {
  const { shopper } = facts
  return {
    now: facts.now, zone: facts.zone, ...(facts.storeId === null ? {} : { storeId: facts.storeId }), channel: 'till', ...(facts.shippingMinor === undefined ? {} : { shippingFen: facts.shippingMinor }),
    ...(shopper ? { shopper: { firstOrder: shopper.firstOrder, tags: shopper.tags, ...(shopper.tier ? { tier: shopper.tier.tierId, tierRateBp: shopper.tier.priceBp, tierCategories: shopper.tier.categories, freeShipping: shopper.tier.freeShipping } : {}) } } : {}),
    lines: goods.map((g) => ({
      key: String(g.lineNo), sku: g.sku, qty: g.quantity, unitFen: g.unitMinor, ...(g.category ? { categories: [g.category] } : {}), ...(g.brand ? { brand: g.brand } : {}),
      special: { ...(g.product?.timedPriceMinor != null ? { timedFen: g.product.timedPriceMinor } : {}), ...(shopper && g.product?.memberPriceMinor != null ? { memberFen: g.product.memberPriceMinor } : {}), ...(g.flash ? { flashFen: g.flash.unitMinor } : {}) },
    })),
    promotions: facts.promotions, settings: facts.settings,
  }
}

/** What sets the price of a piece for this shopper, before anything that looks at a whole basket. */
export function pieceRules(facts: PriceFacts): { readonly shopper: Shopper | undefined; readonly rules: readonly PriceRule[]; readonly now: Instant } {
  const asked = askedOf(facts, [])
  return { shopper: asked.shopper, rules: priceRules(asked).rules, now: facts.now }
}

/** What one unit of each costs by it, in minor units: by the rule that prices a basket's lines. */
export function unitPrices(facts: PriceFacts, products: readonly ShelfProduct[]): ItemPrice[] {
  const { shopper, rules } = pieceRules(facts)
  return askedOf(facts, products.map((product, i) => lineOf(product, i + 1, 1))).lines.map((line) => itemPrice(line, shopper, rules))
}

const lineOf = (product: ShelfProduct, lineNo: number, quantity: number, flash: GoodsLine['flash'] = null): GoodsLine =>
  ({ flash, lineNo, sku: product.sku, product, name: product.name, category: product.category, brand: product.brand, picture: product.picture, quantity, unitMinor: product.priceMinor })

const pointsAskOf = ({ available, rate, stepPoints, maxShareBp, maxPoints, earns }: PointsFacts, goods: readonly GoodsLine[], want: number | 'max'): PointsAsk => ({
  available, want, rate: { points: rate.points, fen: rate.minor }, stepPoints, maxShareBp, ...(maxPoints === undefined ? {} : { maxPoints }),
  ...(earns ? { earns: (lines) => earns(lines.map((l, i) => earnLineOf(goods[i]!, l))) } : {}),
})

const earnLineOf = (g: GoodsLine, paid: { payFen: number; orderWideFen: number }): EarnLine => ({
  line: g.lineNo, sku: g.sku, category: g.category, brand: g.brand, units: g.quantity, paidMinor: Math.max(0, paid.payFen), ...(g.product?.storedValue ? { earns: false } : {}), ...(paid.orderWideFen > 0 ? { orderOffMinor: paid.orderWideFen } : {}),
})

/** The lines as points found them. */
function beforePoints({ lines, applied }: Quote): { fen: number; weight: number; orderWideFen: number }[] {
  const wide = orderWide(applied)
  return lines.map((l) => ({ fen: l.payFen + l.pointsFen, weight: l.unitFen < 0 ? 0 : l.payFen + l.pointsFen, orderWideFen: l.offers.reduce((sum, o) => (wide.has(o.id) ? sum + o.fen : sum), 0) }))
}

function goodsOf(facts: PriceFacts, line: BasketLine, lineNo: number): GoodsLine | { code: PriceRefusal; facts: Record<string, unknown> } {
  if (line.sku !== null || line.barcode !== null) {
    const product = facts.find(line)
    if (!product) return { code: 'product-unknown', facts: { lineNo, sku: line.sku ?? line.barcode } }
    const { reservationId } = line
    const flash = reservationId === undefined ? undefined : facts.flash?.({ reservationId, sku: product.sku, units: line.quantity })
    if (flash && 'code' in flash) return { code: flash.code, facts: { ...flash.facts, lineNo, name: product.name } }
    return lineOf(product, lineNo, line.quantity, flash ? { reservationId: reservationId!, unitMinor: flash.unitMinor } : null)
  }
  if (line.unitMinor === null) return { code: 'price-missing', facts: { lineNo } }
  return { flash: null, lineNo, sku: AMOUNT_SKU, product: null, name: line.name, category: line.category, brand: '', picture: '', quantity: line.quantity, unitMinor: line.unitMinor }
}
