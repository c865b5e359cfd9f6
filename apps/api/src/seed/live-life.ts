import type { Deed, EarnLine } from '@huitou/ledger'
import { mulDiv, type Instant, type MemberId, type OrderId, type StaffId, type StoreId } from '@huitou/units'
import { refundAct } from '../import/index.js'
import { applyRefund, planRefund, storedOf, type NewOrder, type NewRefund, type StoredOrder } from '../order/index.js'
import type { BooksOfBatch } from '../points/index.js'
import type { Review } from '../review/index.js'
import type { Dice } from './dice.js'
import type { DemoCoupon } from './demo-terms.js'
import { sayIt, whenSaid, type Saying, type Voice } from './demo-reviews.js'
import { dayOf, daysLater, type Life, type Wish } from './demo-life.js'
import { linesOf, priceWish, type PriceTerms } from './price-wish.js'

export interface DemoShop {
  readonly stores: readonly { readonly storeId: StoreId; readonly staff: readonly StaffId[] }[]
  readonly productIds: ReadonlyMap<string, string>
  readonly promotions: Omit<PriceTerms, 'tier'>
  readonly coupons: readonly (DemoCoupon & { readonly couponId: string; left: number })[]
  /** who decides about texts and answers them */
  readonly owner: string
  readonly now: Instant
  readonly newId: () => string
}

export interface DemoClaim { readonly claimId: string; readonly couponId: string; readonly memberId: MemberId; readonly claimedAt: Instant; readonly coupon: DemoShop['coupons'][number]; /** whose gift it is */ readonly campaignId?: string; used: { readonly orderId: string; readonly at: Instant; readonly discountMinor: number; readonly soldMinor: number } | null }

export interface Lived {
  readonly orders: NewOrder[]
  readonly refunds: NewRefund[]
  readonly stored: Map<OrderId, StoredOrder>
  readonly claims: DemoClaim[]
  readonly reviews: Review[]
}

/** Lives a life through the book: each purchase is priced by the tier and coupons held then, paid partly with points that are there, and booked; some of it goes back, of some something is said. */
export function liveLife(dice: Dice, memberId: MemberId, n: number, life: Life, books: BooksOfBatch, shop: DemoShop, voice: Voice, gifts: readonly DemoClaim[] = []): Lived {
  const lived: Lived = { orders: [], refunds: [], stored: new Map(), claims: [...gifts, ...claimsOf(dice, memberId, life, shop)], reviews: [] }
  const dues: { readonly at: Instant; readonly done: () => void }[] = []
  const settleDues = (until: Instant) => {
    dues.sort((a, b) => a.at - b.at)
    while (dues.length > 0 && dues[0]!.at <= until) dues.shift()!.done()
  }
  life.wishes.forEach((wish, i) => {
    settleDues(wish.at)
    const order = buy(memberId, `${n}`, i, wish, books, shop, lived, dice)
    const { refund } = wish
    const backAt = refund && daysLater(wish.at, refund.days)
    if (backAt !== null && backAt < shop.now) dues.push({ at: backAt, done: () => giveBack(dice, { at: backAt, order, whole: refund!.whole }, memberId, books, shop, lived) })
    const said = whenSaid(voice, { boughtAt: wish.at, nextAt: life.wishes[i + 1]?.at ?? null, now: shop.now })
    if (said) dues.push({ at: said.at, done: () => speak(voice, said, order, memberId, books, shop, lived) })
  })
  settleDues(shop.now)
  books.settleTime(memberId, shop.now)
  return lived
}

function buy(memberId: MemberId, who: string, i: number, wish: Wish, books: BooksOfBatch, shop: DemoShop, lived: Lived, dice: Dice): StoredOrder {
  const tier = books.tier(memberId, wish.at)
  const day = dayOf(wish.at)
  const claim = wish.coupon ? lived.claims.find((c) => c.used === null && c.claimedAt < wish.at && day <= c.coupon.until && fits(c, wish) && dice.chance(c.coupon.useShare)) ?? null : null
  const benefits = tier && tier.benefits.priceBp < 10_000 ? { name: tier.name, priceBp: tier.benefits.priceBp, categories: tier.benefits.discountCategories } : null
  const priced = priceWish(wish, { ...shop.promotions, tier: benefits }, claim && { claimId: claim.claimId, terms: claim.coupon.terms }, shop.productIds)
  // 100 points are a yuan; half a bill at most, in whole hundreds, and only what is there.
  const points = wish.points ? Math.floor(Math.min(books.available(memberId, wish.at), priced.left / 2) / 100) * 100 : 0
  const lines = linesOf(priced, points, points)
  const orderId = shop.newId() as OrderId
  const store = wish.channel === 'till' ? shop.stores[wish.store]! : null
  const order: NewOrder = {
    orderId, channel: wish.channel, orderNo: `${day.slice(2).replaceAll('-', '')}${who.padStart(4, '0')}${String(i % 100).padStart(2, '0')}`, memberId, storeId: store?.storeId ?? null, staffId: store ? store.staff[i % store.staff.length]! : null, visitId: null, importId: null,
    placedAt: wish.at, paidAt: wish.at, currency: 'CNY', shippingMinor: 0, lines, tenders: [{ kind: wish.channel === 'till' ? wish.payment : 'channel', minor: priced.left - points }], quote: null, actId: null,
  }
  const stored = storedOf(order)
  const deeds: Deed[] = []
  if (points > 0) deeds.push({ kind: 'spend', wallet: 'points', points, orderId, shares: stored.lines.map((l) => ({ line: l.lineNo, points: l.pointsSpent })).filter((s) => s.points > 0) })
  const earns = stored.lines.map((l): EarnLine => ({ line: l.lineNo, sku: l.sku, category: l.category, brand: l.brand, units: l.quantity, paidMinor: l.paidMinor }))
  deeds.push({ kind: 'order', orderId, order: { at: wish.at, lines: earns }, context: { tier: null, storeId: order.storeId, channel: order.channel, payments: order.tenders.map((t) => t.kind) } })
  const booked = books.book(memberId, { id: `o:${orderId}`, at: wish.at, kind: 'order', orderId, deeds, actor: store ? `staff:${order.staffId}` : 'system', counted: { at: wish.at, spendMinor: stored.paidMinor, orders: 1 } })
  if (!booked.ok) throw new Error(`the demo's order is refused: ${booked.refusal.code}`)
  if (claim && priced.couponMinor > 0) claim.used = { orderId, at: wish.at, discountMinor: priced.couponMinor, soldMinor: stored.paidMinor }
  lived.orders.push(order)
  lived.stored.set(orderId, stored)
  return stored
}

function speak(voice: Voice, said: Saying, order: StoredOrder, memberId: MemberId, books: BooksOfBatch, shop: DemoShop, lived: Lived): void {
  const review = sayIt(voice, said, order, { memberId, books, now: shop.now, newId: shop.newId, owner: shop.owner })
  if (review) lived.reviews.push(review)
}

function giveBack(dice: Dice, due: { at: Instant; order: StoredOrder; whole: boolean }, memberId: MemberId, books: BooksOfBatch, shop: DemoShop, lived: Lived): void {
  const line = dice.pick(due.order.lines)
  const asks = due.whole ? due.order.lines.map((l) => ({ lineNo: l.lineNo, quantity: l.quantity })) : [{ lineNo: line.lineNo, quantity: line.quantity }]
  const decision = planRefund(due.order, asks)
  if (!decision.ok) return
  applyRefund(due.order, decision.plan)
  const refundId = shop.newId()
  const reason = dice.pick(['尺寸不合适', '重复下单', '送礼用不上了', '包装磕碰', '口味不合'])
  const booked = books.book(memberId, { ...refundAct({ refundId, at: due.at, orderId: due.order.orderId, plan: decision.plan }, due.order), actor: 'system', reason })
  if (!booked.ok) throw new Error(`the demo's refund is refused: ${booked.refusal.code}`)
  lived.refunds.push({ refundId, orderId: due.order.orderId, refundNo: `${due.order.orderNo}-R`, refundedAt: due.at, plan: decision.plan, reason, staffId: due.order.staffId, importId: null, outcome: null, actId: null })
  // Nothing that remains uses it: the coupon comes back, to be used again while it is valid.
  const claim = lived.claims.find((c) => c.used?.orderId === due.order.orderId)
  if (claim && decision.plan.whole) claim.used = null
}

/** Whether the basket, at its list price, comes to what the coupon asks for. */
const fits = ({ coupon: { terms } }: DemoClaim, wish: Wish): boolean =>
  wish.basket.filter(({ good }) => terms.scope.mode === 'all' || terms.scope.categories.includes(good.category)).reduce((sum, { good, quantity }) => sum + good.yuan * 100 * quantity, 0) >= Math.max(1, terms.thresholdMinor)

/** Coupons they claimed while these were out, if they were still coming then. */
function claimsOf(dice: Dice, memberId: MemberId, life: Life, shop: DemoShop): DemoClaim[] {
  const last = life.wishes.at(-1)?.at ?? life.joinedAt
  const claims: DemoClaim[] = []
  for (const coupon of shop.coupons) {
    const opens = Date.parse(coupon.terms.claimFrom!)
    const closes = Math.min(shop.now, opens + mulDiv(shop.now - opens, 9, 10, 'floor'))
    const wants = dice.chance(coupon.claimShare)
    const at = Math.floor(opens + dice.next() * Math.max(1, Math.min(closes, opens + 20 * 86_400_000) - opens))
    if (!wants || coupon.left <= 0 || life.joinedAt > at || last < opens - 60 * 86_400_000) continue
    coupon.left--
    claims.push({ claimId: shop.newId(), couponId: coupon.couponId, memberId, claimedAt: at, coupon, used: null })
  }
  return claims
}
