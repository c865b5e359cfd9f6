import type { AnswerOf, routes } from '@huitou/contract'
import { shortfall } from '@huitou/ledger'
import { assert, dateAt, type MemberId, type OrderId, type StaffId, type StoreId } from '@huitou/units'
import { couponWallet, redeemHeld, useNeeds } from '../coupon/index.js'
import { flashDesk } from '../flash/index.js'
import type { NewMessage } from '../inbox/index.js'
import { orderBook, storedOf, type StoredOrder } from '../order/index.js'
import type { ActContext, ActKind, BatchStates, NeedOf, Nudge, Outcome } from '../platform/group-commit/index.js'
import type { TillId } from '../platform/http/index.js'
import { pointsBook, staffMeter } from '../points/index.js'
import { productShelf } from '../product/index.js'
import { promotionBoard } from '../promotion/index.js'
import { orderOf, tendersFor } from './order-of-priced.js'
import { bookUses } from './book-uses.js'
import { priceBasket, type BasketLine, type Priced } from './price-basket.js'
import { earnedBy, factsOfBatch, quoteOfBatch, saleAct, shopperStanding } from './quote-of-batch.js'
import { tierCalled } from './tier-called.js'
import { visitDesk } from './visit-desk.js'
import { reasonOfUnused, stampOf, wireLines, wireSteps } from './wire-quote.js'

export type Settlement = AnswerOf<typeof routes.settleVisit>

export interface SettleVisit {
  readonly visitId: string
  readonly tillId: TillId
  readonly storeId: StoreId
  readonly staffId: StaffId
  /** whose visit it is, read before: only a merge changes it, and then the act is asked again */
  readonly memberId: MemberId | null
  readonly lines: readonly BasketLine[]
  readonly couponIds: readonly string[]
  readonly points: number
  readonly stamp: string
  readonly payMinor: number
  readonly tenders: readonly { readonly kind: string; readonly minor: number }[]
  /** who let it pass where the clerk's own limit is reached; left out where nobody was asked */
  readonly allowedBy?: StaffId | undefined
}
export interface Settled { readonly orderId: OrderId }

/** What pricing a basket reads, when it is shown and when it is settled. */
export const priceNeeds = (ask: { memberId: MemberId | null; lines: readonly BasketLine[]; couponIds: readonly string[]; points: number; books?: boolean }): NeedOf[] => [
  productShelf.need({ skus: ask.lines.flatMap((l) => l.sku ?? []), barcodes: ask.lines.flatMap((l) => l.barcode ?? []) }),
  promotionBoard.need({ memberId: ask.memberId, books: ask.books ?? false }),
  ...(ask.lines.some((l) => l.reservationId) ? [flashDesk.need({ reservationIds: ask.lines.flatMap((l) => l.reservationId ?? []) })] : []),
  ...(ask.memberId ? [...useNeeds({ memberId: ask.memberId, claimIds: ask.couponIds }), pointsBook.need({ memberId: ask.memberId, spend: ask.points })] : []),
]

/** Settles a visit once: order, coupon, points, growth and tier in one transaction, or a refusal and nothing at all. */
export const settleVisit: ActKind<SettleVisit, Settled> = {
  name: 'settle-visit',
  members: (r) => (r.memberId ? [r.memberId] : []),
  needs: (r) => [visitDesk.need({ visitId: r.visitId }), orderBook.need(), ...priceNeeds({ ...r, books: true }), ...(r.memberId ? [staffMeter.need({ staffId: r.staffId, tillId: r.tillId })] : [])],
  decide(r, batch, ctx) {
    const desk = batch.of(visitDesk)
    const visit = desk.visit(r.visitId)
    if (visit?.settledAt != null) return no('visit-settled', { visitId: r.visitId, orderId: visit.orderId })
    if (!visit || visit.tillId !== r.tillId || visit.expiresAt <= ctx.now) return no('visit-over', { visitId: r.visitId })
    const facts = factsOfBatch(batch, { ...r, now: ctx.now, payments: paidBy(r), onlyClaims: visit.claimIds })
    const answer = priceBasket(facts, { lines: r.lines, couponIds: r.couponIds, usePoints: r.points === 0 ? 'none' : r.points })
    if (!answer.ok) return no(answer.refusal.code, answer.refusal.facts)
    const { priced } = answer
    const refused = spendingRefusal(r, priced, batch, ctx, visit) ?? priceRefusal(r, priced, batch, ctx, visit)
    if (refused) return refused
    const tenders = tendersFor(r.payMinor, r.tenders)
    if (!tenders) return no('tenders-differ', { payMinor: r.payMinor, tenderedMinor: r.tenders.reduce((sum, t) => sum + t.minor, 0) })
    return limitRefusal(r, priced, tenders, batch, ctx) ?? book(r, priced, tenders, batch, ctx)
  },
}

/** Beyond what this clerk may give, where the shop refuses it (setting): the sale waits for a manager; without the setting it is booked and listed for the owner. */
function limitRefusal(r: SettleVisit, priced: Priced, tenders: { kind: string; minor: number }[], batch: BatchStates, ctx: ActContext): Outcome<never> | null {
  if (!r.memberId || r.allowedBy || !batch.of(staffMeter).limits.refuses) return null
  const order = storedOf(saleOf(r, priced, tenders, batch, ctx))
  const foreseen = batch.of(pointsBook).foresee(r.memberId, saleAct(batch, r.memberId, order, ctx.actId, ctx.actor))
  const earned = foreseen.ok ? earnedBy(foreseen.done) : { points: 0, pending: 0 }
  const over = batch.of(staffMeter).saleRefusal({ staffId: r.staffId, tillId: r.tillId, points: earned.points + earned.pending, now: ctx.now })
  return over && { ok: false, refusal: over }
}

/** The order of a priced visit. */
function saleOf(r: SettleVisit, priced: Priced, tenders: { kind: string; minor: number }[], batch: BatchStates, ctx: ActContext) {
  const { currency } = batch.of(promotionBoard).shop
  const steps = wireSteps(priced, currency, r.memberId ? shopperStanding(batch, r.memberId, ctx.now).tierName : null)
  return orderOf(priced, { orderId: ctx.actId as OrderId, visitId: r.visitId, memberId: r.memberId, storeId: r.storeId, staffId: r.staffId, at: ctx.now, currency, tenders, quote: { lines: wireLines(priced), steps, stamp: r.stamp }, actId: ctx.actId })
}

/** How it is paid, as the rules will be told. */
const paidBy = (r: SettleVisit): readonly string[] => (r.tenders.length > 0 ? r.tenders : [{ kind: 'cash', minor: r.payMinor }]).flatMap((t) => (t.minor > 0 ? [t.kind] : []))

function spendingRefusal(r: SettleVisit, priced: Priced, batch: BatchStates, ctx: ActContext, visit: { byCode: boolean; agreedPoints: number | null }): Outcome<never> | null {
  if (r.points === 0 || !r.memberId) return null
  const standing = shopperStanding(batch, r.memberId, ctx.now)
  if ((!visit.byCode || r.points > standing.confirmAbove) && (visit.agreedPoints ?? 0) < r.points) return no('confirmation-needed', { points: r.points, above: visit.byCode ? standing.confirmAbove : 0 })
  if (standing.debt > 0) return no('member-in-debt', { debt: standing.debt })
  // What the price took may be the order's own, where the shop lets them pay it.
  const usable = Math.max(standing.available, priced.quote.points.points)
  if (r.points > usable) return no('points-short', shortNow(batch, r.memberId, r.points, usable, ctx.now))
  return null
}

/** Points that are not there, and where they are. */
function shortNow(batch: BatchStates, memberId: MemberId, asked: number, available: number, now: number): Record<string, unknown> {
  const books = batch.of(pointsBook)
  const { heldPoints, pendingPoints, pendingAt } = shortfall(books.wallet(memberId, 'points', now), asked)
  return { asked, available, missing: asked - available, heldPoints, pendingPoints, ...(pendingAt === null ? {} : { pendingOn: dateAt(pendingAt, books.terms.zone) }) }
}

/** Nobody pays a price they have not seen: what changed comes back as a fresh quote. */
function priceRefusal(r: SettleVisit, priced: Priced, batch: BatchStates, ctx: ActContext, visit: { byCode: boolean; claimIds: readonly string[] }): Outcome<never> | null {
  const gone = r.couponIds.filter((id) => !priced.couponIds.includes(id))
  const fresh = () => {
    const again = quoteOfBatch(batch, { ...r, now: ctx.now, byCode: visit.byCode, onlyClaims: visit.claimIds, payments: paidBy(r), couponIds: gone.length > 0 ? null : r.couponIds, usePoints: r.points === 0 ? 'none' : r.points })
    return again.ok ? again.quote : null
  }
  const first = gone[0]
  if (first !== undefined) {
    const why = priced.quote.unused.find((u) => u.id === first)?.why
    return no('coupon-gone', { memberCouponId: first, title: r.memberId ? batch.of(couponWallet).titleOf(first) : '', why: why ? reasonOfUnused(priced, why, batch.of(promotionBoard).shop) : null, quote: fresh() })
  }
  if (priced.quote.payFen !== r.payMinor || stampOf(priced) !== r.stamp) return no('quote-changed', { payMinor: priced.quote.payFen, seenMinor: r.payMinor, quote: fresh() })
  return null
}

function book(r: SettleVisit, priced: Priced, tenders: { kind: string; minor: number }[], batch: BatchStates, ctx: ActContext): Outcome<Settled> {
  const { now, actId } = ctx
  const orderId = actId as OrderId
  const { currency } = batch.of(promotionBoard).shop
  const tierFrom = r.memberId ? shopperStanding(batch, r.memberId, now).tierId : null
  const steps = wireSteps(priced, currency, r.memberId ? shopperStanding(batch, r.memberId, now).tierName : null)
  const order = batch.of(orderBook).book(saleOf(r, priced, tenders, batch, ctx))
  for (const g of priced.goods) if (g.flash) batch.of(flashDesk).redeem({ reservationId: g.flash.reservationId, units: g.quantity, orderId, lineNo: g.lineNo, now })
  bookUses(priced, { orderId, memberId: r.memberId }, batch.of(promotionBoard), now)
  const titles = r.memberId ? priced.couponIds.map((id) => batch.of(couponWallet).titleOf(id)) : []
  let earned = { points: 0, growth: 0, pending: 0, tierTo: tierFrom }
  if (r.memberId) {
    for (const claimId of priced.couponIds) {
      // as a promotion's: what is given counts at its stated value
      const gift = priced.quote.gifts.find((g) => g.id === claimId)
      const discountMinor = (priced.quote.applied.find((a) => a.id === claimId)?.discountFen ?? 0) + (gift ? gift.valueFen * gift.qty : 0)
      const refused = redeemHeld(batch, { claimId, memberId: r.memberId, checkout: r.visitId, orderId, discountMinor, soldMinor: order.paidMinor, now })
      assert(!refused, `coupon ${claimId} was priced in and then not there: ${refused?.code}`)
    }
    const booked = batch.of(pointsBook).book(r.memberId, saleAct(batch, r.memberId, order, actId, ctx.actor))
    assert(booked.ok, `a sale that was judged is refused by the book: ${booked.ok ? '' : booked.refusal.code}`)
    earned = { ...earnedBy(booked.done), tierTo: batch.of(pointsBook).tier(r.memberId, now)?.tierId ?? null }
    batch.of(staffMeter).sold({ actId, staffId: r.staffId, tillId: r.tillId, memberId: r.memberId, wallet: 'points', points: earned.points + earned.pending, orderId, at: now, allowedBy: r.allowedBy })
  }
  const desk = batch.of(visitDesk)
  desk.change(desk.visit(r.visitId)!, { settledAt: now, orderId })
  desk.settlements.push({
    settlementId: actId, memberId: r.memberId, orderId, storeId: r.storeId, at: now, paidMinor: order.paidMinor, savedMinor: priced.quote.savedFen, pointsEarned: earned.points, pointsSpent: order.pointsSpent, growthEarned: earned.growth,
    tierFrom, tierTo: earned.tierTo, detail: { lines: wireLines(priced), steps, couponTitles: titles, pendingEarned: earned.pending },
  })
  if (r.allowedBy) desk.audits.push({ actor: ctx.actor, action: 'pass-staff-limit', subject: `order:${orderId}`, after: { clerk: r.staffId, allowedBy: r.allowedBy, points: earned.points + earned.pending } })
  if (r.memberId && earned.points > 0) desk.messages.push(earnedMessage(r.memberId, order, earned.points))
  const rose = earned.tierTo !== tierFrom && r.memberId ? tierCalled(batch.of(pointsBook), earned.tierTo) : null
  if (r.memberId && rose) desk.messages.push({ memberId: r.memberId, kind: 'tier', title: { code: 'tier-reached', facts: { to: rose.name } }, link: 'member/tiers', onceKey: `tier/${orderId}` })
  return { ok: true, answer: { orderId }, nudges: nudges(r, orderId) }
}

/** What the inbox keeps of a sale that earned. */
export const earnedMessage = (memberId: MemberId, order: Pick<StoredOrder, 'orderId' | 'orderNo'>, points: number): NewMessage => ({
  memberId, kind: 'points', title: { code: 'inbox-earned', facts: { points } }, body: { code: 'inbox-of-order', facts: { orderNo: order.orderNo } }, link: `order/order?id=${order.orderId}`, onceKey: `earned/${order.orderId}`,
})

const nudges = (r: SettleVisit, orderId: OrderId): Nudge[] => [
  ...(r.memberId ? [{ topic: 'settled', audience: `member:${r.memberId}`, ref: orderId }] : []),
  { topic: 'order', audience: 'staff', ref: orderId },
]

const no = (code: string, facts: Record<string, unknown>): { ok: false; refusal: { code: string; facts: Record<string, unknown> } } => ({ ok: false, refusal: { code, facts } })
