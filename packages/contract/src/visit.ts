import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, Minor, MinorUp, Points, PointsUp, Reason, TierRef, pageOf, pageQuery, text } from './schema.js'
import { Reservation } from './flash.js'
import { BalanceBrief, CouponCard, TierProgress } from './member.js'

const room = 'visit'
export const BasketLine = z.object({ sku: z._default(z.nullable(text(60)), null), barcode: z._default(z.nullable(text(40)), null), name: z._default(text(120), ''), category: z._default(text(60), ''), quantity: z.int().check(z.minimum(1), z.maximum(9999)), unitMinor: z._default(z.nullable(MinorUp), null),
  /** bought under this flash sale reservation, at its price */
  reservationId: z.optional(Id) })
export const Basket = z.array(BasketLine).check(z.minLength(1), z.maxLength(200))
export const QuoteLine = z.object({ lineNo: z.int(), sku: z.nullable(z.string()), name: z.string(), category: z.string(), picture: z.string(), quantity: z.int(), unitMinor: Minor, listMinor: Minor, payMinor: Minor, gift: z.boolean() })
/** One reduction with its share of each line. The shares sum to amountMinor; all steps take the list total down to the total to pay. */
export const QuoteStep = z.object({ stage: z.enum(['item-price', 'item-promotion', 'order-promotion', 'coupon', 'points', 'shipping']), id: z.string(), version: z.nullable(z.int()), title: z.string(), amountMinor: Minor, shares: z.array(z.object({ lineNo: z.int(), minor: Minor, baseMinor: Minor })), reason: Reason })
export const Quote = z.object({
  quotedAt: At, exact: z.boolean(), tried: Count, currency: z.string(), lines: z.array(QuoteLine), listMinor: Minor, steps: z.array(QuoteStep), payMinor: Minor, savedMinor: Minor,
  couponIds: z.array(Id), points: z.object({ used: Points, worthMinor: Minor, mostUsable: Points, needsConfirmation: z.boolean() }),
  runnerUp: z.nullable(z.object({ payMinor: Minor, moreMinor: Minor, reason: Reason })), nextThreshold: z.nullable(z.object({ missingMinor: Minor, gainMinor: Minor, title: z.string() })),
  /** so many more pieces bring a promotion into play */
  nextUnits: z.nullable(z.object({ missingUnits: Count, title: z.string() })),
  unusable: z.array(z.object({ memberCouponId: Id, title: z.string(), reason: Reason })), willEarn: z.object({ points: Points, growth: Points, tierAfter: z.nullable(TierRef), steps: z.array(Reason) }),
  /** stands for the very inputs of this quote: settling with it refuses when they changed */
  stamp: z.string(),
})
export const VisitMember = z.object({ memberId: Id, nameMasked: z.string(), phoneLast4: z.nullable(z.string()), tier: z.nullable(TierRef), points: BalanceBrief, worthMinor: Minor, coupons: z.array(CouponCard), birthdayInDays: z.nullable(z.int()), progress: TierProgress, reservations: z.array(Reservation) })
export const Visit = z.object({ visitId: Id, state: z.enum(['open', 'settled', 'lapsed']), openedAt: At, endsAt: At, member: z.nullable(VisitMember), orderId: z.nullable(Id) })
export const Settlement = z.object({ orderId: Id, orderNo: z.string(), at: At, storeName: z.string(), clerkName: z.string(), listMinor: Minor, payMinor: Minor, savedMinor: Minor, pointsSpent: Points, pointsEarned: Points, pendingEarned: Points, growthEarned: Points, balance: z.nullable(BalanceBrief), tierBefore: z.nullable(TierRef), tierAfter: z.nullable(TierRef), couponTitles: z.array(z.string()), lines: z.array(QuoteLine), steps: z.array(QuoteStep), seen: z.boolean() })
/** The phone's store of one-time codes: it derives and shows them with no network. */
export const CodeAliases = z.object({ deviceId: Id, version: z.int(), secret: z.string(), digits: z.int(), stepSeconds: z.int(), serverNow: At, aliases: z.array(z.string()), expiresAt: At })
const Tender = z.object({ kind: z.enum(['cash', 'card', 'wechat', 'alipay', 'other']), minor: MinorUp })
const visitId = z.object({ visitId: Id })
const settleBody = z.object({ lines: Basket, memberCouponIds: z._default(z.array(Id).check(z.maxLength(5)), []), points: z._default(PointsUp, 0), stamp: text(200, 1), payMinor: MinorUp, tenders: z._default(z.array(Tender).check(z.maxLength(5)), []) })
export const RefundLine = z.object({ lineNo: z.int(), quantity: z.int().check(z.minimum(1), z.maximum(9999)) })
const refundBody = z.object({ lines: z._default(z.array(RefundLine).check(z.maxLength(200)), []), amountMinor: z._default(z.nullable(MinorUp), null), reason: text(120, 2), managerPin: z.optional(z.string().check(z.regex(/^[0-9]{4,6}$/))) })
/** The consequences in the engine's order: money, points returned, clawback, growth, coupon, tier. */
export const RefundPreview = z.object({ orderId: Id, orderNo: z.string(), moneyMinor: Minor, tenders: z.array(Tender), pointsReturned: Points, clawback: Points, fromPending: Points, newDebt: Points, growthTaken: Points, couponBack: z.array(z.object({ memberCouponId: Id, title: z.string(), state: z.string() })), tierBefore: z.nullable(TierRef), tierAfter: z.nullable(TierRef), balanceBefore: z.nullable(BalanceBrief), balanceAfter: z.nullable(BalanceBrief), steps: z.array(Reason), needsManager: z.boolean(), stamp: z.string() })
export const RefundDone = z.object({ refundId: Id, at: At, ...RefundPreview.shape })

export const visitRoutes = {
  issueCodeAliases: route({ method: 'POST', room, access: ['member'], path: '/api/me/code/aliases', summary: 'A fresh store of one-time member codes for this device', body: z.object({ deviceId: z.optional(Id), want: z._default(z.int().check(z.minimum(1), z.maximum(400)), 300) }), ok: CodeAliases }),
  scanCode: route({ method: 'POST', room, access: ['till'], act: true, path: '/api/till/scans', summary: 'A scan consumes the code and opens a visit of 10 minutes at this till', body: z.object({ digits: z.string().check(z.regex(/^[0-9]{18,20}$/)) }), status: 201, ok: Visit, refusals: ['till-locked', 'code-unknown', 'code-used', 'code-expired'] }),
  openVisit: route({ method: 'POST', room, access: ['till'], act: true, path: '/api/till/visits', summary: 'A sale without a member, or of one found by phone who nods on it', body: z.object({ memberId: z._default(z.nullable(Id), null) }), status: 201, ok: Visit, refusals: ['member-unknown'] }),
  readVisit: route({ method: 'GET', room, access: ['till'], path: '/api/till/visits/{visitId}', summary: 'The visit as it stands', params: visitId, ok: Visit }),
  quoteVisit: route({ method: 'POST', room, access: ['till'], path: '/api/till/visits/{visitId}/quote', summary: 'The best price with a reason for each fen', params: visitId, body: z.object({ lines: Basket, memberCouponIds: z.optional(z.nullable(z.array(Id).check(z.maxLength(5)))), usePoints: z._default(z.union([z.literal('none'), z.literal('most'), PointsUp]), 'none') }), ok: Quote, refusals: ['visit-over', 'product-unknown', 'price-missing', 'reservation-gone', 'reservation-short'] }),
  settleVisit: route({ method: 'POST', room, access: ['till'], act: true, path: '/api/till/visits/{visitId}/settle', summary: 'Settle once: order, coupon, points, growth and tier in one transaction', params: visitId, body: settleBody, status: 201, ok: Settlement, refusals: ['visit-settled', 'visit-over', 'product-unknown', 'price-missing', 'reservation-gone', 'reservation-short', 'confirmation-needed', 'member-in-debt', 'points-short', 'coupon-gone', 'quote-changed', 'tenders-differ'] }),
  listQueuedSales: route({ method: 'GET', room, access: ['manager'], path: '/api/offline-sales', summary: 'Sales made without a network: booked ones, and those refused, with the reason', query: z.object({ ...pageQuery, only: z.optional(z.enum(['refused', 'look'])) }), ok: pageOf(z.object({ saleId: Id, toldAt: At, soldAt: z.nullable(At), state: z.enum(['earned', 'nobody', 'anonymous', 'refused']), problem: z.nullable(Reason), payMinor: z.nullable(Minor), points: Points, orderId: z.nullable(Id), orderNo: z.nullable(z.string()), memberId: z.nullable(Id), memberName: z.nullable(z.string()), tillName: z.string(), storeName: z.string(), clerkName: z.nullable(z.string()) })) }),
  bookOfflineSales: route({ method: 'POST', room, access: ['till'], act: true, path: '/api/till/offline-sales', summary: 'Sales of a till without network: they earn, as of their time, at most 24 h old', body: z.object({ sales: z.array(z.object({ saleKey: text(64, 8), digits: z.nullable(z.string().check(z.regex(/^[0-9]{18,20}$/))), scannedAt: At, lines: Basket, payMinor: MinorUp })).check(z.minLength(1), z.maxLength(100)) }), ok: z.object({ results: z.array(z.object({ saleKey: z.string(), booked: z.boolean(), orderId: z.nullable(Id), pointsEarned: Points, refusal: z.nullable(Reason) })) }) }),
  readTillGoods: route({ method: 'GET', room, access: ['till'], path: '/api/till/goods', summary: 'Products and promotions in force, for quoting without a network', ok: z.object({ at: At, currency: z.string(), zone: z.string(), products: z.array(z.object({ sku: z.string(), barcode: z.nullable(z.string()), name: z.string(), category: z.string(), brand: z.string(), priceMinor: Minor, picture: z.string() })), promotions: z.array(z.unknown()) }) }),
  confirmSpend: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/visits/{visitId}/confirm', summary: 'Allow a large spend of points on my phone', params: visitId, body: z.object({ points: PointsUp }), ok: z.object({ done: z.literal(true) }), refusals: ['visit-over', 'visit-settled'] }),
  readOpenVisit: route({ method: 'GET', room, access: ['member'], path: '/api/me/visit', summary: 'The visit I am in, and whether it asks for my nod', ok: z.object({ visit: z.nullable(z.object({ visitId: Id, storeName: z.string(), endsAt: At, asksPoints: z.nullable(Points), asksWorthMinor: z.nullable(Minor) })) }) }),
  readLastSettlement: route({ method: 'GET', room, access: ['member'], path: '/api/me/settlements/latest', summary: 'My last settlement, for the screen that shows it', ok: z.object({ settlement: z.nullable(Settlement) }) }),
  seeSettlement: route({ method: 'POST', room, access: ['member'], path: '/api/me/settlements/{orderId}/seen', summary: 'Celebrated once: mark as seen', params: z.object({ orderId: Id }), body: z.object({}), ok: z.object({ done: z.literal(true) }) }),
  listTillOrders: route({ method: 'GET', room, access: ['till'], path: '/api/till/orders', summary: 'Latest orders of this store, to refund or undo', query: z.object({ ...pageQuery, search: z.optional(text(60)) }), ok: pageOf(z.object({ orderId: Id, orderNo: z.string(), at: At, nameMasked: z.nullable(z.string()), payMinor: Minor, refundedMinor: Minor, lines: Count })) }),
  previewRefund: route({ method: 'POST', room, access: ['clerk', 'till'], path: '/api/orders/{orderId}/refunds/preview', summary: 'All that a refund would do, before it does', params: z.object({ orderId: Id }), body: refundBody, ok: RefundPreview, refusals: ['order-unknown', 'nothing-left-to-refund', 'more-than-left'] }),
  refundOrder: route({ method: 'POST', room, access: ['clerk', 'till'], act: true, path: '/api/orders/{orderId}/refunds', summary: 'Refund by line, quantity or amount', params: z.object({ orderId: Id }), body: refundBody, status: 201, ok: RefundDone, refusals: ['order-unknown', 'nothing-left-to-refund', 'more-than-left', 'manager-needed', 'pin-wrong', 'pin-locked'] }),
} as const

export const OrderLine = z.object({ ...QuoteLine.shape, refundedQuantity: z.int(), refundedMinor: Minor })
export const OrderRow = z.object({ orderId: Id, orderNo: z.string(), channel: z.string(), at: At, memberId: z.nullable(Id), memberName: z.nullable(z.string()), storeName: z.nullable(z.string()), clerkName: z.nullable(z.string()), listMinor: Minor, payMinor: Minor, refundedMinor: Minor, lineCount: Count, firstLine: z.string(), state: z.enum(['paid', 'part-refunded', 'refunded', 'cancelled']) })
export const Order = z.object({ ...OrderRow.shape, currency: z.string(), lines: z.array(OrderLine), steps: z.array(QuoteStep), tenders: z.array(Tender), pointsEarned: Points, pointsSpent: Points, pendingPoints: Points, pendingUntil: z.nullable(Day), couponTitles: z.array(z.string()), refunds: z.array(z.object({ refundId: Id, at: At, moneyMinor: Minor, pointsReturned: Points, clawback: Points, reason: z.string(), lines: z.array(z.object({ lineNo: z.int(), quantity: z.int(), minor: Minor })) })) })
export const orderRoutes = {
  listOrders: route({ method: 'GET', room: 'order', access: ['manager'], path: '/api/orders', summary: 'Orders, newest first', query: z.object({ ...pageQuery, search: z.optional(text(60)), channel: z.optional(text(40)), importId: z.optional(Id) }), ok: pageOf(OrderRow) }),
  readOrder: route({ method: 'GET', room: 'order', access: ['clerk', 'till'], path: '/api/orders/{orderId}', summary: 'One order with every step of its price', params: z.object({ orderId: Id }), ok: Order }),
  listMemberOrders: route({ method: 'GET', room: 'order', access: ['manager'], path: '/api/members/{memberId}/orders', summary: 'A member\'s orders', params: z.object({ memberId: Id }), query: z.object(pageQuery), ok: pageOf(OrderRow) }),
  listMyOrders: route({ method: 'GET', room: 'order', access: ['member'], path: '/api/me/orders', summary: 'My orders', query: z.object(pageQuery), ok: pageOf(OrderRow) }),
  readMyOrder: route({ method: 'GET', room: 'order', access: ['member'], path: '/api/me/orders/{orderId}', summary: 'One of my orders', params: z.object({ orderId: Id }), ok: Order }),
} as const
