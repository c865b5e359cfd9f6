import type { Deed, Done, Earned, EarnLine } from '@huitou/ledger'
import type { WalletCoupon } from '@huitou/promotion'
import type { Instant, MemberId, OrderId, StoreId } from '@huitou/units'
import { couponStock, couponWallet } from '../coupon/index.js'
import { flashDesk } from '../flash/index.js'
import { countsOf, storedOf, type StoredOrder } from '../order/index.js'
import type { BatchStates } from '../platform/group-commit/index.js'
import { pointsBook, type BookAct } from '../points/index.js'
import { productShelf } from '../product/index.js'
import { promotionBoard } from '../promotion/index.js'
import type { WireTier } from '../tier/index.js'
import { settleDeeds } from './book-deeds.js'
import { orderOf } from './order-of-priced.js'
import { priceBasket, type BasketLine, type PriceAnswer, type Priced, type PriceFacts, type ShopperFacts, type UsePoints } from './price-basket.js'
import { tierCalled } from './tier-called.js'
import { wireQuote, type WireQuote } from './wire-quote.js'

export interface QuoteAsk {
  readonly memberId: MemberId | null
  readonly storeId: StoreId | null
  readonly now: Instant
  readonly byCode: boolean
  /** opened by coupons' own codes: it uses none but these */
  readonly onlyClaims?: readonly string[]
  readonly lines: readonly BasketLine[]
  readonly couponIds: readonly string[] | null
  readonly usePoints: UsePoints
  /** how the rest is paid, where it is known: rules may ask for it */
  readonly payments?: readonly string[]
}

/** Where the shopper stands now, as spending asks for it. */
export function shopperStanding(batch: BatchStates, memberId: MemberId, now: Instant): { available: number; debt: number; confirmAbove: number; tierId: string | null; tierName: string | null } {
  const books = batch.of(pointsBook)
  const wallet = books.wallet(memberId, 'points', now)
  const tier = books.tier(memberId, now)
  return { available: wallet.available, debt: wallet.debt, confirmAbove: books.terms.settings.confirmAbove, tierId: tier?.tierId ?? null, tierName: tier?.name ?? null }
}

/** What prices ask of a tier. */
export const pricedTier = (tier: WireTier | null): ShopperFacts['tier'] => tier && { tierId: tier.tierId, priceBp: tier.benefits.priceBp, categories: tier.benefits.discountCategories, freeShipping: tier.benefits.freeShipping }

/** What the price asks for, out of a batch's states. */
export function factsOfBatch(batch: BatchStates, ask: Pick<QuoteAsk, 'memberId' | 'storeId' | 'now' | 'payments' | 'onlyClaims'>): PriceFacts {
  const { memberId, now } = ask
  const board = batch.of(promotionBoard)
  const shelf = batch.of(productShelf)
  return { now: ask.now, zone: board.shop.zone, storeId: ask.storeId, find: (line) => shelf.find(line), flash: (line) => batch.of(flashDesk).priceOf({ ...line, memberId, now }), promotions: board.for(memberId, now), settings: board.settings, shopper: memberId ? shopperOf(batch, { ...ask, memberId }, ask.onlyClaims ?? []) : null }
}

function shopperOf(batch: BatchStates, ask: EarnAsk, only: readonly string[]): PriceFacts['shopper'] {
  const { memberId, now } = ask
  const books = batch.of(pointsBook)
  const tier = books.tier(memberId, now)
  const wallet = books.wallet(memberId, 'points', now)
  const { payment, payOwnOrder } = books.terms.settings
  return {
    tier: pricedTier(tier),
    firstOrder: !books.member(memberId).hadOrder, tags: batch.of(promotionBoard).tagsOf(memberId),
    coupons: withBudgets(batch, batch.of(couponWallet).couponsOf(memberId).filter((c) => only.length === 0 || only.includes(c.id))),
    points: { available: wallet.debt > 0 ? 0 : wallet.available, rate: payment.rate, stepPoints: payment.step ?? 1, maxShareBp: payment.maxShareBp ?? 10_000, ...(payment.maxPoints === undefined ? {} : { maxPoints: payment.maxPoints }), ...(payOwnOrder && wallet.debt === 0 ? { earns: earnsAtOnce(batch, ask) } : {}) },
  }
}

type EarnAsk = Pick<QuoteAsk, 'storeId' | 'now' | 'payments'> & { readonly memberId: MemberId }

/** What lines paid so would earn that can be spent at once: points that wait pay nothing yet. */
const earnsAtOnce = (batch: BatchStates, { memberId, storeId, now, payments }: EarnAsk) => (lines: readonly EarnLine[]): number => {
  const deed: Deed = { kind: 'order', orderId: NOBODY, order: { at: now, lines }, context: { tier: null, storeId, channel: 'till', payments: payments ?? ['cash'] } }
  const foreseen = batch.of(pointsBook).foresee(memberId, { id: NOBODY, kind: 'order', deeds: [deed], orderId: NOBODY })
  return foreseen.ok ? earnedBy(foreseen.done).points : 0
}

/** A coupon whose budget stops at the till takes off what is left of it, whole or nothing. */
function withBudgets(batch: BatchStates, coupons: readonly WalletCoupon[]): WalletCoupon[] {
  return coupons.map((c) => {
    const budgetFen = batch.of(couponStock).budgetLeft(c.couponId)
    return budgetFen === Infinity ? c : { ...c, left: { budgetFen } }
  })
}

/** The quote as people read it, or why there is none. */
export function quoteOfBatch(batch: BatchStates, ask: QuoteAsk, facts = factsOfBatch(batch, ask)): { readonly ok: true; readonly quote: WireQuote; readonly priced: Priced } | Extract<PriceAnswer, { ok: false }> {
  const answer = priceBasket(facts, ask)
  if (!answer.ok) return answer
  const { shop } = batch.of(promotionBoard)
  const standing = ask.memberId ? shopperStanding(batch, ask.memberId, ask.now) : null
  const coupons = ask.memberId ? batch.of(couponWallet).couponsOf(ask.memberId) : []
  return {
    ok: true, priced: answer.priced,
    quote: wireQuote(answer.priced, {
      now: ask.now, currency: shop.currency, zone: shop.zone, tierName: standing?.tierName ?? null, confirmAbove: standing?.confirmAbove ?? 0, alwaysConfirm: !ask.byCode,
      titles: new Map([...facts.promotions, ...coupons].map((o) => [o.id, o.name ?? ''])),
      willEarn: ask.memberId ? willEarn(batch, ask.memberId, ask, answer.priced) : { points: 0, growth: 0, tierAfter: null, steps: [] },
    }),
  }
}

/** A settled order where its own points may pay it: it earns first where it takes more than there is. */
export const saleAct = (batch: BatchStates, memberId: MemberId, order: StoredOrder, actId: string, actor: string): BookAct =>
  settleAct(order, actId, actor, settleDeeds(order, batch.of(pointsBook).wallet(memberId, 'points', order.paidAt).available))

/** What a settled order does on the member's books, ready to be booked or only foreseen. */
export const settleAct = (order: StoredOrder, actId: string, actor: string, deeds = settleDeeds(order)): BookAct => ({
  id: actId, kind: 'order', deeds, orderId: order.orderId, actId, actor, at: order.paidAt, counted: { at: order.paidAt, ...countsOf(order) },
})

/** Points that deeds gave, by wallet; those that wait are apart. */
export function earnedBy(done: readonly Done[]): { points: number; pending: number; growth: number } {
  const sum = { points: 0, pending: 0, growth: 0 }
  for (const d of done) {
    if (d.deed !== 'order') continue
    const { points, pending } = d.answer as Earned
    if (d.wallet === 'growth') sum.growth += points
    if (d.wallet !== 'points') continue
    sum.points += points - pending
    sum.pending += pending
  }
  return sum
}

const NOBODY = '00000000-0000-7000-8000-000000000000' as OrderId

function willEarn(batch: BatchStates, memberId: MemberId, ask: QuoteAsk, priced: Priced): WireQuote['willEarn'] {
  const books = batch.of(pointsBook)
  const { currency } = batch.of(promotionBoard).shop
  const order = storedOf(orderOf(priced, { orderId: NOBODY, visitId: null, memberId, storeId: ask.storeId, staffId: null, at: ask.now, currency, tenders: [{ kind: 'cash', minor: priced.quote.payFen }], quote: null, actId: NOBODY }))
  const foreseen = books.foresee(memberId, settleAct(order, NOBODY, '', settleDeeds(order).filter((d) => d.kind === 'order')))
  if (!foreseen.ok) return { points: 0, growth: 0, tierAfter: null, steps: [] }
  const earned = earnedBy(foreseen.done)
  const before = books.tier(memberId, ask.now)
  const to = foreseen.changes.at(-1)?.to ?? before?.tierId
  return { points: earned.points + earned.pending, growth: earned.growth, tierAfter: to === before?.tierId ? null : tierCalled(books, to), steps: [] }
}
