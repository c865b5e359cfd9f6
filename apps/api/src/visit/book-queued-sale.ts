import { readCode } from '@huitou/contract'
import { allocate, DAY, MINUTE, type Instant, type MemberId, type OrderId, type StaffId, type StoreId } from '@huitou/units'
import { orderBook, storedOf, type NewOrder } from '../order/index.js'
import type { ActContext, ActKind, BatchStates, NeedOf, Nudge } from '../platform/group-commit/index.js'
import type { TillId } from '../platform/http/index.js'
import { pointsBook, staffMeter } from '../points/index.js'
import { productShelf } from '../product/index.js'
import { promotionBoard } from '../promotion/index.js'
import { bookUses } from './book-uses.js'
import { judgeCode } from './member-code.js'
import { orderOf } from './order-of-priced.js'
import { priceBasket, type BasketLine } from './price-basket.js'
import { earnedBy, factsOfBatch, settleAct } from './quote-of-batch.js'
import { aliasOf, factsOf } from './scan-code.js'
import { earnedMessage } from './settle-visit.js'
import { visitDesk } from './visit-desk.js'
import { wireLines, wireSteps } from './wire-quote.js'

/** A sale that a till made without a network. */
export interface QueuedSale {
  readonly digits: string | null
  readonly soldAt: Instant
  readonly lines: readonly BasketLine[]
  readonly payMinor: number
  readonly tillId: TillId
  readonly storeId: StoreId
  readonly staffId: StaffId
  /** whose alias it is, read before: it never changes */
  readonly holder: MemberId | null
}
export interface QueuedAnswer { readonly orderId: OrderId; readonly pointsEarned: number; readonly codeProblem: string | null }

/** Older ones are refused; a till's clock may be a little ahead. */
const OLDEST = DAY
const AHEAD = 5 * MINUTE

/**
 * Books a queued sale as of its own time. It only earns: no coupon, no points as money. The money was taken already, so a
 * code that does not hold leaves a sale to nobody known, and says why.
 */
export const bookQueuedSale = (secretOf: (deviceId: string) => string): ActKind<QueuedSale, QueuedAnswer> => ({
  name: 'book-queued-sale',
  members: (r) => (r.holder ? [r.holder] : []),
  needs: (r): NeedOf[] => [
    visitDesk.need(r.digits === null ? {} : aliasOf(r.digits)), orderBook.need(), promotionBoard.need(),
    productShelf.need({ skus: r.lines.flatMap((l) => l.sku ?? []), barcodes: r.lines.flatMap((l) => l.barcode ?? []) }),
    ...(r.holder ? [pointsBook.need({ memberId: r.holder, late: true }), staffMeter.need({})] : []),
  ],
  decide(r, batch, ctx) {
    if (r.soldAt > ctx.now + AHEAD) return { ok: false, refusal: { code: 'sale-from-future', facts: toldOf(r) } }
    if (ctx.now - r.soldAt > OLDEST) return { ok: false, refusal: { code: 'sale-too-old', facts: toldOf(r) } }
    const { currency } = batch.of(promotionBoard).shop
    // as the till reckoned it: without what has a limit, because it could not know what is left
    const answer = priceBasket({ ...factsOfBatch(batch, { memberId: null, storeId: r.storeId, now: r.soldAt }), promotions: batch.of(promotionBoard).unlimited }, { lines: r.lines.map(({ reservationId: _offline, ...line }) => line), couponIds: [], usePoints: 'none' })
    if (!answer.ok) return { ok: false, refusal: { code: answer.refusal.code, facts: { ...answer.refusal.facts, ...toldOf(r) } } }
    const { memberId, problem } = holderOf(r, batch, secretOf)
    const orderId = ctx.actId as OrderId
    const steps = wireSteps(answer.priced, currency, null)
    const priced = orderOf(answer.priced, { orderId, visitId: null, memberId, storeId: r.storeId, staffId: r.staffId, at: r.soldAt, currency, tenders: [], quote: { lines: wireLines(answer.priced), steps }, actId: ctx.actId })
    const order = batch.of(orderBook).book({ ...atPrice(priced, r.payMinor), tenders: r.payMinor > 0 ? [{ kind: 'other', minor: r.payMinor }] : [] })
    bookUses(answer.priced, { orderId, memberId }, batch.of(promotionBoard), ctx.now)
    const desk = batch.of(visitDesk)
    const code = r.digits === null ? null : readCode(r.digits)
    if (memberId && code) desk.use({ alias: code.alias, tillId: r.tillId, visitId: null, at: r.soldAt })
    const pointsEarned = memberId ? earnLate(memberId, order, batch, ctx) : 0
    desk.queued.push({ saleId: ctx.actId, tillId: r.tillId, staffId: r.staffId, soldAt: r.soldAt, toldAt: ctx.now, memberId, orderId, paidMinor: r.payMinor, pointsEarned, codeProblem: problem ?? '' })
    if (memberId) {
      // the goods are sold: it counts on its own day and is never refused
      batch.of(staffMeter).sold({ actId: ctx.actId, staffId: r.staffId, tillId: null, memberId, wallet: 'points', points: pointsEarned, orderId, at: r.soldAt })
      if (pointsEarned > 0) desk.messages.push(earnedMessage(memberId, order, pointsEarned))
      const tierId = batch.of(pointsBook).tier(memberId, ctx.now)?.tierId ?? null
      desk.settlements.push({ settlementId: ctx.actId, memberId, orderId, storeId: r.storeId, at: r.soldAt, paidMinor: r.payMinor, savedMinor: Math.max(0, order.listMinor - r.payMinor), pointsEarned, pointsSpent: 0, growthEarned: 0, tierFrom: tierId, tierTo: tierId, detail: { lines: wireLines(answer.priced), steps, couponTitles: [], pendingEarned: 0 } })
    }
    return { ok: true, answer: { orderId, pointsEarned, codeProblem: problem }, nudges: nudges(memberId, orderId) }
  },
})

/** The member whose code was good when the till saw it, once per alias. */
function holderOf(r: QueuedSale, batch: BatchStates, secretOf: (deviceId: string) => string): { memberId: MemberId | null; problem: string | null } {
  if (r.digits === null) return { memberId: null, problem: null }
  const code = readCode(r.digits)
  const row = code ? batch.of(visitDesk).alias(code.alias) : undefined
  if (!code || !row) return { memberId: null, problem: 'code-unknown' }
  const verdict = judgeCode({ code, alias: factsOf(row), secret: secretOf(row.device_id), at: r.soldAt })
  return verdict.ok ? { memberId: verdict.memberId, problem: null } : { memberId: null, problem: verdict.code }
}

function earnLate(memberId: MemberId, order: ReturnType<typeof storedOf>, batch: BatchStates, ctx: ActContext): number {
  const books = batch.of(pointsBook)
  const held = () => { const w = books.wallet(memberId, 'points', ctx.now); return w.available - w.debt }
  const before = held()
  const booked = books.book(memberId, settleAct(order, ctx.actId, ctx.actor))
  if (!booked.ok) return 0
  // a late fact folds the whole log again: what it gave is the difference it made
  return booked.done.length > 0 ? earnedBy(booked.done).points : Math.max(0, held() - before)
}

/** The order at the price the till took: what the engine says otherwise now is a reduction, or a higher price, by line. */
function atPrice(order: NewOrder, payMinor: number): NewOrder {
  const paid = order.lines.map((l) => l.listMinor - l.discounts.reduce((sum, d) => sum + d.minor, 0))
  const off = paid.reduce((a, b) => a + b, 0) - payMinor
  if (off === 0) return order
  const parts = allocate(Math.abs(off), paid.map((p) => Math.max(0, p)))
  return {
    ...order,
    lines: order.lines.map((l, i) => (off > 0
      ? { ...l, discounts: parts[i]! > 0 ? [...l.discounts, { kind: 'manual' as const, ref: null, name: 'offline', minor: parts[i]! }] : l.discounts }
      : { ...l, listMinor: l.listMinor + parts[i]! })),
  }
}

const nudges = (memberId: MemberId | null, orderId: OrderId): Nudge[] => [...(memberId ? [{ topic: 'settled', audience: `member:${memberId}`, ref: orderId }] : []), { topic: 'order', audience: 'staff', ref: orderId }]
/** What the owner is told of a sale that was refused: nothing else of it stays. */
const toldOf = (r: QueuedSale) => ({ soldAt: iso(r.soldAt), payMinor: r.payMinor })
const iso = (at: Instant): string => new Date(at).toISOString()
