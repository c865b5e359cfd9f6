import { allocate, minorDigits, ofRateBp } from '@huitou/units'
import type { LineDiscount, NewLine } from '../order/index.js'
import type { Wish } from './demo-life.js'
import type { WireCoupon } from './demo-terms.js'

export interface PriceTerms {
  readonly tier: { readonly name: string; readonly priceBp: number; readonly categories: readonly string[] } | null
  readonly linen: { readonly promotionId: string; readonly title: string }
  readonly ladder: { readonly promotionId: string; readonly title: string }
}
export interface HeldCoupon { readonly claimId: string; readonly terms: WireCoupon }

interface Priced { readonly line: Omit<NewLine, 'discounts' | 'pointsMinor' | 'pointsSpent'>; readonly discounts: LineDiscount[]; left: number }
export interface PricedWish { readonly lines: Priced[]; readonly left: number; readonly couponMinor: number }

/** A basket under what was in force: the tier's price, 3 件 8 折, 满减, then one coupon. Thresholds are met on what the steps before left. */
export function priceWish(wish: Wish, terms: PriceTerms, coupon: HeldCoupon | null, productIds: ReadonlyMap<string, string>): PricedWish {
  const lines = wish.basket.map(({ good, quantity }): Priced => {
    const unitMinor = good.yuan * 10 ** minorDigits('CNY')
    return { line: { sku: good.sku, ordinal: 1, productId: productIds.get(good.sku) ?? null, name: good.name, category: good.category, brand: good.brand, image: good.picture, quantity, unitMinor, listMinor: unitMinor * quantity, gift: false }, discounts: [], left: unitMinor * quantity }
  })
  const { tier } = terms
  if (tier && wish.channel !== 'taobao') for (const l of lines) if (tier.categories.includes(l.line.category)) take([l], [ofRateBp(l.line.unitMinor, 10_000 - tier.priceBp, 'half-up') * l.line.quantity], { kind: 'member-price', ref: null, name: `${tier.name}价` })
  const cloth = lines.filter((l) => l.line.category === '布艺')
  if (wish.channel !== 'taobao' && cloth.reduce((sum, l) => sum + l.line.quantity, 0) >= 3) split(cloth, ofRateBp(sumOf(cloth), 2000, 'half-up'), { kind: 'promotion', ref: terms.linen.promotionId, name: terms.linen.title })
  const total = sumOf(lines)
  const off = total >= 60_000 ? 7000 : total >= 40_000 ? 4000 : 0
  if (off > 0 && wish.channel !== 'taobao') split(lines, off, { kind: 'promotion', ref: terms.ladder.promotionId, name: terms.ladder.title })
  let couponMinor = 0
  if (coupon) {
    const { scope, kind, amountMinor, rateBp, capMinor, thresholdMinor } = coupon.terms
    const eligible = scope.mode === 'all' ? lines : lines.filter((l) => scope.categories.includes(l.line.category))
    const base = sumOf(eligible)
    if (base > 0 && base >= thresholdMinor) {
      couponMinor = kind === 'amount-off' ? Math.min(amountMinor!, base) : Math.min(ofRateBp(base, rateBp!, 'half-up'), capMinor ?? Infinity)
      if (couponMinor > 0) split(eligible, couponMinor, { kind: 'coupon', ref: coupon.claimId, name: coupon.terms.title })
    }
  }
  return { lines, left: sumOf(lines), couponMinor }
}

/** The lines as they are booked, with what points pay split over them. */
export function linesOf(priced: PricedWish, points: number, pointsMinor: number): NewLine[] {
  const money = allocate(pointsMinor, priced.lines.map((l) => l.left))
  const spent = pointsMinor === 0 ? money : allocate(points, money)
  return priced.lines.map((l, i) => ({ ...l.line, discounts: l.discounts, pointsMinor: money[i]!, pointsSpent: spent[i]! }))
}

const sumOf = (lines: readonly Priced[]): number => lines.reduce((sum, l) => sum + l.left, 0)
const split = (lines: readonly Priced[], minor: number, what: Omit<LineDiscount, 'minor'>): void => take(lines, allocate(minor, lines.map((l) => l.left)), what)
function take(lines: readonly Priced[], parts: readonly number[], what: Omit<LineDiscount, 'minor'>): void {
  lines.forEach((l, i) => {
    if (parts[i]! === 0) return
    l.discounts.push({ ...what, minor: parts[i]! })
    l.left -= parts[i]!
  })
}
