import { createHash } from 'node:crypto'
import type { AnswerOf, routes } from '@huitou/contract'
import type { Refunded } from '@huitou/ledger'
import { usedByWhatStays } from '@huitou/promotion'
import { allocate, assert, type MemberId, type OrderId, type StaffId } from '@huitou/units'
import { goesWith, type PackCoupon } from '../care/index.js'
import { couponWallet, giveBackHeld, returnNeeds } from '../coupon/index.js'
import { flashDesk } from '../flash/index.js'
import { countsBack, orderBook, planRefund, type RefundAsk, type RefundPlan, type StoredOrder } from '../order/index.js'
import type { ActContext, ActKind, BatchStates, NeedOf, Outcome } from '../platform/group-commit/index.js'
import { balanceBrief, pointsBook, staffMeter, tiersAt, type BookAct, type Booked } from '../points/index.js'
import type { TierChange } from '@huitou/tier'
import { promotionBoard, type UseRow } from '../promotion/index.js'
import { refundDeed } from './book-deeds.js'
import { couponLines } from './coupon-lines.js'
import { usedCoupons, type UsedCoupon } from './kept-coupons.js'
import { heldOf, standingOf, usedPromotion, type Used } from './kept-promotions.js'
import { worthOf } from './show-visit.js'
import { tierCalled } from './tier-called.js'
import { visitDesk } from './visit-desk.js'

export type RefundPreview = AnswerOf<typeof routes.previewRefund>

export interface RefundOrder {
  readonly orderId: OrderId
  /** whose order it is, read before: only a merge changes it, and then the act is asked again */
  readonly memberId: MemberId | null
  readonly lines: readonly { readonly lineNo: number; readonly quantity?: number | undefined; readonly amountMinor?: number | undefined }[]
  readonly amountMinor: number | null
  readonly reason: string
  readonly staffId: StaffId
  /** what this caller may give back alone; null: anything */
  readonly limitMinor: number | null
  /** a manager's PIN allowed it */
  readonly approved: boolean
}
export type RefundAnswer = RefundPreview & { readonly refundId: string; readonly at: string }

export const refundNeeds = (r: Pick<RefundOrder, 'orderId' | 'memberId'>): NeedOf[] => [
  visitDesk.need(r.memberId ? { packsOf: r.memberId } : {}), orderBook.need({ orderId: r.orderId }), ...returnNeeds({ orderId: r.orderId }), couponLines.need(r.orderId), flashDesk.need({ orderId: r.orderId }), promotionBoard.need({ orderId: r.orderId }),
  ...(r.memberId ? [pointsBook.need({ memberId: r.memberId, orderId: r.orderId }), staffMeter.need({ orderId: r.orderId })] : []),
]

/** Refunds by line, by quantity or by amount: money, points returned, clawback, growth, coupon, tier, in this order. */
export const refundOrder: ActKind<RefundOrder, RefundAnswer> = {
  name: 'refund-order',
  members: (r) => (r.memberId ? [r.memberId] : []),
  needs: refundNeeds,
  decide(r, batch, ctx) {
    const decided = decideRefund(r, batch, ctx)
    if (!decided.ok) return decided
    const { preview, plan, order, act, gone } = decided
    if (preview.needsManager) return no('manager-needed', { limitMinor: r.limitMinor, minor: plan.minor })
    const refundId = ctx.actId
    batch.of(orderBook).giveBack({ refundId, orderId: r.orderId, refundNo: refundId, refundedAt: ctx.now, plan, reason: r.reason, staffId: r.staffId, importId: null, outcome: preview, actId: ctx.actId })
    if (r.memberId && act) {
      const booked = batch.of(pointsBook).book(r.memberId, act)
      assert(booked.ok, 'a refund is never refused by the book')
      batch.of(staffMeter).back(r.orderId, preview.clawback)
      for (const { claimId } of decided.packs) batch.of(visitDesk).takenBack.add(claimId)
    }
    for (const use of gone) batch.of(promotionBoard).giveBack(use, ctx.now)
    batch.of(flashDesk).giveBack(r.orderId, plan.lines)
    if (preview.couponBack.length > 0) giveBackHeld(batch, { orderId: r.orderId, now: ctx.now, zone: zoneOf(batch, r), apply: true, freed: (claimId) => preview.couponBack.some((c) => c.memberCouponId === claimId) })
    if (plan.whole) batch.of(couponWallet).noteGone(r.orderId)
    batch.of(visitDesk).audits.push({ actor: `staff:${r.staffId}`, action: 'refund-order', subject: `order:${r.orderId}`, after: { minor: plan.minor, lines: plan.lines, withManager: r.approved }, reason: r.reason })
    if (r.memberId) batch.of(visitDesk).messages.push({ memberId: r.memberId, kind: 'order', title: { code: 'inbox-refunded', facts: { minor: plan.minor, currency: order.currency } }, body: { code: 'inbox-of-order', facts: { orderNo: order.orderNo } }, link: `order/order?id=${r.orderId}`, onceKey: `refunded/${refundId}` })
    return {
      ok: true, answer: { ...preview, refundId, at: new Date(ctx.now).toISOString() },
      nudges: [...(order.memberId ? [{ topic: 'refunded', audience: `member:${order.memberId}`, ref: r.orderId }] : []), { topic: 'order', audience: 'staff', ref: r.orderId }],
    }
  },
}

type Decided = { readonly ok: true; readonly preview: RefundPreview; readonly plan: RefundPlan; readonly order: StoredOrder; readonly act: BookAct | null; readonly gone: readonly UseRow[]; readonly packs: readonly PackCoupon[] } | { readonly ok: false; readonly refusal: { readonly code: string; readonly facts: Record<string, unknown> } }

/** Everything the refund would do, by the very decisions that do it; nothing is kept. */
export function decideRefund(r: RefundOrder, batch: BatchStates, ctx: Pick<ActContext, 'now' | 'actId' | 'actor'>): Decided {
  const order = batch.of(orderBook).order(r.orderId)
  if (!order) return no('order-unknown', { orderId: r.orderId })
  const asks = asksOf(r, order)
  if (!asks) return no('more-than-left', { leftMinor: order.paidMinor - order.refundedMinor, askedMinor: r.amountMinor })
  const board = batch.of(promotionBoard)
  const uses = board.usesOf(r.orderId)
  const coupons = usedCoupons(order, batch.of(couponWallet).usedBy(r.orderId), batch.of(couponLines).stepsOf(r.orderId), board.settings.flashAlone)
  const used: readonly Used[] = [...uses.map(usedPromotion), ...coupons]
  const planned = planRefund(order, asks, { shippingBack: true, held: heldOf(order, used) })
  if (!planned.ok) return { ok: false, refusal: { code: planned.refusal.code, facts: { ...planned.refusal.facts } } }
  const unearned = used.map((u) => ({ before: standingOf(order, u, leftOf(order, null)), after: standingOf(order, u, leftOf(order, planned.plan)) }))
  const plan = withGifts(planned.plan, unearned.flatMap(({ after }) => (after.gift && after.gift.chargeMinor === 0 ? [after.gift] : [])))
  const needsManager = r.limitMinor !== null && plan.minor > r.limitMinor
  const act: BookAct | null = r.memberId ? { id: ctx.actId, kind: 'refund', deeds: [refundDeed(order, plan)], orderId: r.orderId, actId: ctx.actId, actor: ctx.actor, reason: r.reason, counted: { at: order.paidAt, ...countsBack(order, plan) } } : null
  const couponBack = couponsBack(r, { order, plan, coupons }, batch, ctx)
  const { packs, ...onMember } = act ? foreseeOn(r.memberId!, act, order, batch) : NOBODY
  const body = {
    orderId: r.orderId, orderNo: order.orderNo, moneyMinor: plan.minor, lines: linesOf(plan), tenders: plan.tenders.map((t) => ({ kind: tenderKind(order, t.tenderNo), minor: t.minor })), couponBack, packCoupons: byTitle(packs), ...onMember, needsManager, limitMinor: r.limitMinor,
  }
  return { ok: true, plan, order, act, packs, gone: uses.filter((_, i) => !unearned[i]!.after.anyLeft), preview: { ...body, steps: stepsOf(body, order.currency, promotionSteps(unearned, order.currency)), stamp: createHash('sha256').update(JSON.stringify([plan, couponBack, packs])).digest('base64url') } }
}

/** Units of a line that the shopper has, before or after a plan. */
const leftOf = (order: StoredOrder, plan: RefundPlan | null) => (lineNo: number): number => {
  const line = order.lines.find((l) => l.lineNo === lineNo)
  return line ? line.quantity - line.refundedQuantity - (plan?.lines ?? []).reduce((sum, l) => (l.lineNo === lineNo ? sum + l.quantity : sum), 0) : 0
}

/** What goes back of each line, units and amounts of one together. */
function linesOf(plan: RefundPlan): RefundPreview['lines'] {
  const lines = new Map<number, RefundPreview['lines'][number]>()
  for (const { lineNo, quantity, minor } of plan.lines) {
    const so = lines.get(lineNo) ?? { lineNo, quantity: 0, minor: 0 }
    lines.set(lineNo, { lineNo, quantity: so.quantity + quantity, minor: so.minor + minor })
  }
  return [...lines.values()]
}

/** Gifts that are asked back go with the goods that earned them. */
const withGifts = (plan: RefundPlan, gifts: readonly { readonly lineNo: number; readonly units: number }[]): RefundPlan =>
  gifts.length === 0 ? plan : { ...plan, lines: [...plan.lines, ...gifts.map((g) => ({ lineNo: g.lineNo, quantity: g.units, minor: 0, points: 0 }))] }

type Unearned = { readonly before: ReturnType<typeof standingOf>; readonly after: ReturnType<typeof standingOf> }

const promotionSteps = (list: readonly Unearned[], currency: string): RefundPreview['steps'] => list.flatMap(({ before, after }) => {
  const revoked = after.revokedMinor - before.revokedMinor
  const charged = (after.gift?.chargeMinor ?? 0) - (before.gift?.chargeMinor ?? 0)
  return [
    ...(revoked > 0 ? [{ code: 'refund-promotion-revoked', facts: { title: after.title, minor: revoked, currency } }] : []),
    ...(charged > 0 ? [{ code: 'refund-gift-charged', facts: { name: after.gift!.name, minor: charged, currency } }] : []),
    ...(after.gift && after.gift.chargeMinor === 0 && !before.gift ? [{ code: 'refund-gift-back', facts: { name: after.gift.name, units: after.gift.units } }] : []),
  ]
})

/** The lines asked for; with neither lines nor amount, all that is left. Null: the amount is more than is left. */
function asksOf(r: RefundOrder, order: StoredOrder): RefundAsk[] | null {
  if (r.amountMinor !== null && r.lines.length === 0) {
    const left = order.lines.map((l) => Math.max(0, l.paidMinor - l.refundedMinor))
    if (r.amountMinor > left.reduce((a, b) => a + b, 0)) return order.status === 'refunded' ? [] : null
    return r.amountMinor === 0 ? [] : allocate(r.amountMinor, left).map((amountMinor, i) => ({ lineNo: order.lines[i]!.lineNo, amountMinor }))
  }
  if (r.lines.length > 0) return r.lines.map(({ lineNo, quantity, amountMinor }) => (amountMinor === undefined ? { lineNo, quantity: quantity ?? 0 } : { lineNo, amountMinor }))
  return order.lines.filter((l) => !l.gift && l.quantity > l.refundedQuantity).map((l) => ({ lineNo: l.lineNo, quantity: l.quantity - l.refundedQuantity }))
}

/** A coupon comes back when nothing that remains of the order uses it. */
function couponsBack(r: RefundOrder, { order, plan, coupons }: { readonly order: StoredOrder; readonly plan: RefundPlan; readonly coupons: readonly UsedCoupon[] }, batch: BatchStates, ctx: Pick<ActContext, 'now'>): RefundPreview['couponBack'] {
  const took = batch.of(couponLines).of(r.orderId)
  const stays = leftOf(order, plan)
  const lefts = (lines: StoredOrder['lines']) => lines.map((l) => ({ line: l.lineNo, units: stays(l.lineNo) }))
  const [goods, all] = [lefts(order.lines.filter((l) => !l.gift)), lefts(order.lines)]
  const freed = (claimId: string) => {
    // one that gave something is used as long as that stays
    const gift = coupons.find((c) => c.claimId === claimId)?.giftLine
    return gift ? !usedByWhatStays([gift], all) : !usedByWhatStays(took.flatMap((t) => (t.claimId === claimId ? [t.lineNo] : [])), goods)
  }
  return giveBackHeld(batch, { orderId: r.orderId, now: ctx.now, zone: zoneOf(batch, r), apply: false, freed }).map((c) => ({ memberCouponId: c.claimId, title: c.title, state: c.state }))
}

const byTitle = (packs: readonly PackCoupon[]): RefundPreview['packCoupons'] => [...new Set(packs.map((c) => c.title))].map((title) => ({ title, coupons: packs.filter((c) => c.title === title).length }))

/** The tiers above the one that a refund leaves. */
function tiersLost(changes: readonly TierChange[], batch: BatchStates): string[] {
  const taken = changes.filter((c) => c.cause === 'refunded').at(-1)
  if (!taken) return []
  const tiers = tiersAt(batch.of(pointsBook).terms, taken.at)?.tiers ?? []
  const rank = tiers.find((t) => t.tierId === taken.to)?.rank ?? -1
  return tiers.filter((t) => t.rank > rank).map((t) => t.tierId)
}

const zoneOf = (batch: BatchStates, r: RefundOrder) => (r.memberId ? batch.of(pointsBook).terms.zone : 'UTC')

type OnMember = Pick<RefundPreview, 'pointsReturned' | 'clawback' | 'fromPending' | 'newDebt' | 'growthTaken' | 'tierBefore' | 'tierAfter' | 'toNext' | 'balanceBefore' | 'balanceAfter'> & { readonly packs: readonly PackCoupon[] }

const NOBODY: OnMember = { packs: [], toNext: null, pointsReturned: 0, clawback: 0, fromPending: 0, newDebt: 0, growthTaken: 0, tierBefore: null, tierAfter: null, balanceBefore: null, balanceAfter: null }

function foreseeOn(memberId: MemberId, act: BookAct, order: StoredOrder, batch: BatchStates): OnMember {
  const books = batch.of(pointsBook)
  const before = books.wallet(memberId)
  const tierId = books.tier(memberId)?.tierId ?? null
  const foreseen = books.foresee(memberId, act)
  assert(foreseen.ok, 'a refund is never refused by the book')
  const points = refundedIn(foreseen, 'points')
  const growth = refundedIn(foreseen, 'growth')
  const worth = worthOf(books)
  const change = foreseen.changes.at(-1)
  const tierIds = tiersLost(foreseen.changes, batch)
  const { next, unit, missingNext } = foreseen.progress
  return {
    packs: batch.of(visitDesk).packsOf(memberId).filter(goesWith(tierIds, order.paidAt)),
    toNext: tierIds.length > 0 && next && missingNext !== null ? { tier: next, unit, missing: missingNext } : null,
    pointsReturned: points.returned, clawback: points.fromPending + points.fromOrder + points.fromOthers + points.debt, fromPending: points.fromPending, newDebt: points.debt, growthTaken: growth.fromPending + growth.fromOrder + growth.fromOthers,
    tierBefore: tierCalled(books, tierId), tierAfter: tierCalled(books, change ? change.to : tierId), balanceBefore: balanceBrief(before, worth), balanceAfter: balanceBrief(foreseen.points ?? before, worth),
  }
}

const NOTHING: Refunded = { returned: 0, asked: 0, fromPending: 0, fromOrder: 0, fromOthers: 0, debt: 0, short: 0 }
const refundedIn = (booked: Extract<Booked, { ok: true }>, wallet: string): Refunded => (booked.done.find((d) => d.wallet === wallet && d.deed === 'refund')?.answer as Refunded | undefined) ?? NOTHING

const KINDS = new Set(['cash', 'card', 'wechat', 'alipay', 'stored-value'])
const tenderKind = (order: StoredOrder, tenderNo: number): RefundPreview['tenders'][number]['kind'] => {
  const kind = order.tenders.find((t) => t.tenderNo === tenderNo)?.kind ?? 'other'
  return (KINDS.has(kind) ? kind : 'other') as RefundPreview['tenders'][number]['kind']
}

/** What happens, in the order of the rules, each as a sentence that `words` has. */
function stepsOf(p: Omit<RefundPreview, 'steps' | 'stamp'>, currency: string, promotions: RefundPreview['steps']): RefundPreview['steps'] {
  const steps: RefundPreview['steps'] = [{ code: 'refund-money', facts: { minor: p.moneyMinor, currency } }, ...promotions]
  if (p.pointsReturned > 0) steps.push({ code: 'refund-points-back', facts: { points: p.pointsReturned } })
  if (p.clawback > 0) steps.push({ code: 'refund-clawback', facts: { points: p.clawback, pending: p.fromPending, debt: p.newDebt } })
  if (p.growthTaken > 0) steps.push({ code: 'refund-growth', facts: { points: p.growthTaken } })
  for (const c of p.couponBack) steps.push({ code: c.state === 'expired' ? 'refund-coupon-expired' : 'refund-coupon-back', facts: { title: c.title } })
  for (const c of p.packCoupons) steps.push({ code: 'refund-pack-taken', facts: { ...c } })
  if (p.tierBefore?.tierId !== p.tierAfter?.tierId) steps.push({ code: 'refund-tier', facts: { from: p.tierBefore?.name ?? '', to: p.tierAfter?.name ?? '' } })
  return steps
}

const no = (code: string, facts: Record<string, unknown>): Extract<Outcome<never>, { ok: false }> => ({ ok: false, refusal: { code, facts } })
