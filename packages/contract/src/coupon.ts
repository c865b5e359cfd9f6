import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, Minor, MinorUp, RateBp, Reason, Scope, pageOf, pageQuery, text } from './schema.js'
import { CouponCard } from './member.js'

const weekdays = z._default(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)), [])
const minuteOfDay = z.nullable(z.int().check(z.minimum(0), z.maximum(1440)))
export const couponKinds = ['amount-off', 'percent-off', 'free-shipping', 'gift', 'exchange', 'nth-item'] as const
const someUnits = z.int().check(z.minimum(1), z.maximum(99))
export const CouponTerms = z.object({
  title: text(40, 1), kind: z.enum(couponKinds), amountMinor: z._default(z.nullable(MinorUp), null),
  /** taken off: 1,200 = 12% off (8.8 折); of an n-th item: off that item */
  rateBp: z._default(z.nullable(RateBp.check(z.minimum(1), z.maximum(10_000))), null), capMinor: z._default(z.nullable(MinorUp), null), thresholdMinor: z._default(MinorUp, 0), scope: Scope,
  validity: z.union([z.object({ kind: z.literal('fixed'), from: Day, until: Day }), z.object({ kind: z.literal('days'), days: z.int().check(z.minimum(1), z.maximum(3650)) })]),
  weekdays, fromMinute: z._default(minuteOfDay, null), untilMinute: z._default(minuteOfDay, null), total: z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(100_000_000))), null), perMember: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 1),
  claimFrom: z._default(z.nullable(At), null), claimUntil: z._default(z.nullable(At), null), claimable: z._default(z.boolean(), true), note: z._default(text(200), ''),
  /** gift: what is given, and what it counts as where it is not given back */
  gift: z.optional(z.nullable(z.object({ sku: text(60, 1), name: text(120), units: z._default(someUnits, 1), worthMinor: z._default(MinorUp, 0) }))),
  /** exchange: how many units of the scope it is good for */
  units: z.optional(someUnits),
  /** nth-item: which one of the scope, 2 = the second at rateBp off */
  nth: z.optional(z.int().check(z.minimum(2), z.maximum(10))),
  firstOrder: z.optional(z.boolean()),
  /** given out in one day of the merchant, over all members */
  perDay: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(100_000_000)))),
  /** what it may take off in all; `use`: it stops at the till too, `claims`: what members hold stays good */
  budgetMinor: z.optional(z.nullable(MinorUp.check(z.minimum(1)))), budgetStops: z.optional(z.enum(['use', 'claims'])),
  /** got for so many points */
  pointsCost: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(100_000_000)))),
  /** may be sent to a friend; left out: yes */
  giftable: z.optional(z.boolean()),
  /** one claim gives so many, used one after the other */
  packSize: z.optional(z.int().check(z.minimum(1), z.maximum(12))),
})
/** A coupon under way to a friend, or what became of it. */
export const CouponGift = z.object({ giftId: Id, mine: z.boolean(), called: z.string(), title: z.string(), card: CouponCard, state: z.enum(['waiting', 'taken', 'withdrawn', 'returned']), sentAt: At, until: At, /** taken by whoever asks */ memberCouponId: z.nullable(Id) })
/** One coupon with what its page says: when, where and beside what it is good, and what a refund does to it. */
export const CouponDetail = z.object({ ...CouponCard.shape, terms: z.object({
  weekdays: z.array(z.int()), fromMinute: z.nullable(z.int()), untilMinute: z.nullable(z.int()), firstOrder: z.boolean(), tiers: z.array(z.string()),
  /** by the shop's settings: coupons in one order, whether a flash price takes none, and days of grace where a refund gives it back too late */
  perOrder: z.int(), notAtFlash: z.boolean(), graceDays: z.int(),
  /** may be sent to a friend; and its last sending, while it is under way or when it was taken */
  giftable: z.boolean(), gift: z.nullable(z.object({ giftId: Id, until: At, toCalled: z.nullable(z.string()) })),
  /** open stores that take it; `everywhere`: no store is left out */
  everywhere: z.boolean(), stores: z.array(z.object({ storeId: Id, name: z.string(), address: z.string(), opensAt: z.nullable(z.int()), closesAt: z.nullable(z.int()) })),
}) })
export const Coupon = z.object({ couponId: Id, version: z.int(), state: z.enum(['draft', 'published', 'paused', 'ended']), terms: CouponTerms, claimed: Count, redeemed: Count, expired: Count, left: z.nullable(z.int()), unused: Count, spentMinor: Minor, discountMinor: Minor, soldMinor: Minor, createdAt: At, publishedAt: z.nullable(At) })
/** How long a budget lasts at the present rate; `early` where too little happened to say. Days from now, 80 in 100 such shops lie between low and high; high null: longer than a year. */
export const BudgetForecast = z.object({ budgetMinor: Minor, spentMinor: Minor, leftMinor: Minor, forecast: z.discriminatedUnion('kind', [z.object({ kind: z.literal('early'), days: Count, uses: Count }), z.object({ kind: z.literal('spent') }), z.object({ kind: z.literal('lasts'), lowDays: Count, days: Count, highDays: z.nullable(Count), on: Day, perDayMinor: Minor })]) })
const couponId = z.object({ couponId: Id })
const Problems = z.array(z.object({ path: z.string(), reason: Reason }))

/** Codes made, imported or shared together. Claimed and redeemed are of unique codes; for a shared one they are its claims. */
export const CodeBatch = z.object({ batchId: Id, couponId: Id, batchNo: z.int(), kind: z.enum(['generated', 'imported', 'shared']), label: z.string(), prefix: z.string(), sharedCode: z.nullable(z.string()), wanted: Count, made: Count, refused: Count, state: z.enum(['making', 'stopped', 'ready', 'void']), claimed: Count, redeemed: Count, perSecond: z.nullable(Count), exports: Count, exportedAt: z.nullable(At), exportedBy: z.nullable(z.string()), createdAt: At, createdBy: z.nullable(z.string()) })
const batchId = z.object({ batchId: Id })
export const CodeText = text(64, 1)
const room = 'coupon'
export const codeRoutes = {
  listCodeBatches: route({ method: 'GET', room, access: ['manager'], path: '/api/coupons/{couponId}/codes', summary: 'Code batches of a coupon, newest first, with what became of them', params: couponId, ok: z.object({ items: z.array(CodeBatch) }) }),
  makeCodes: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/coupons/{couponId}/codes', summary: 'Make unique codes, in the background', params: couponId, body: z.object({ label: text(40, 1), wanted: z.int().check(z.minimum(1), z.maximum(2_000_000)), prefix: z._default(z.string().check(z.regex(/^[A-Z0-9]{0,6}$/)), ''), chars: z._default(z.union([z.literal(12), z.literal(16), z.literal(20)]), 12) }), status: 201, ok: CodeBatch, refusals: ['coupon-ended', 'code-batch-busy'] }),
  shareCode: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/coupons/{couponId}/codes/shared', summary: 'One code that everybody types; the coupon\'s limits hold', params: couponId, body: z.object({ label: text(40, 1), code: z.string().check(z.trim(), z.regex(/^[^\s\u0000-\u001f\ud800-\udfff]{3,40}$/u)) }), status: 201, ok: CodeBatch, refusals: ['coupon-ended', 'code-taken'] }),
  importCodes: route({ method: 'POST', room, access: ['owner'], raw: 'request', path: '/api/coupons/{couponId}/codes/import', summary: 'Codes of the shop\'s own from a file: the first column of each line, as it is', params: couponId, query: z.object({ label: text(40, 1) }), status: 201, ok: CodeBatch, refusals: ['coupon-ended', 'file-too-large', 'no-codes-in-file'] }),
  exportCodes: route({ method: 'GET', room, access: ['owner'], raw: 'reply', path: '/api/codes/{batchId}/codes.csv', summary: 'The codes as a file, streamed; each export is kept in the audit', params: batchId, ok: z.unknown(), refusals: ['codes-not-ready'] }),
  stopCodes: route({ method: 'POST', room, access: ['owner'], path: '/api/codes/{batchId}/stop', summary: 'Pause the making', params: batchId, body: z.object({}), ok: CodeBatch, refusals: ['code-batch-over'] }),
  resumeCodes: route({ method: 'POST', room, access: ['owner'], path: '/api/codes/{batchId}/resume', summary: 'Go on making', params: batchId, body: z.object({}), ok: CodeBatch, refusals: ['code-batch-over'] }),
  voidCodes: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/codes/{batchId}/void', summary: 'What is unused of a batch leads nowhere from now on; coupons got by it stay', params: batchId, body: z.object({ reason: text(120, 2) }), ok: CodeBatch, refusals: ['code-batch-over'] }),
  findCode: route({ method: 'GET', room, access: ['manager'], path: '/api/codes', summary: 'What became of one code', query: z.object({ code: CodeText }), ok: z.object({ found: z.nullable(z.object({ code: z.string(), kind: CodeBatch.shape.kind, batchId: Id, batchNo: z.int(), label: z.string(), couponId: Id, title: z.string(), state: z.enum(['unused', 'issued', 'locked', 'redeemed', 'expired', 'revoked', 'returned', 'given', 'void', 'shared']), memberId: z.nullable(Id), memberName: z.nullable(z.string()), claimedAt: z.nullable(At), orderId: z.nullable(Id), orderNo: z.nullable(z.string()), redeemedAt: z.nullable(At) })), mistyped: z.boolean() }) }),
  showCouponCode: route({ method: 'POST', room, access: ['member'], path: '/api/me/coupons/{memberCouponId}/digits', summary: 'The code of one of my coupons, to be scanned at a till', params: z.object({ memberCouponId: Id }), body: z.object({}), ok: z.object({ digits: z.string() }), refusals: ['coupon-under-way', 'coupon-given', 'coupon-redeemed', 'coupon-expired', 'coupon-revoked'] }),
  sendCoupon: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/coupons/{memberCouponId}/send', summary: 'Out of my wallet and under way to a friend for a day: whoever opens the link takes it', params: z.object({ memberCouponId: Id }), body: z.object({}), status: 201, ok: z.object({ giftId: Id, until: At }), refusals: ['coupon-not-giftable', 'coupon-given', 'coupon-revoked', 'coupon-redeemed', 'coupon-locked', 'coupon-expired', 'coupon-not-begun'] }),
  readCouponGift: route({ method: 'GET', room, access: ['member'], path: '/api/me/coupon-gifts/{giftId}', summary: 'A coupon that somebody sends: who, what, and whether it still waits', params: z.object({ giftId: Id }), ok: CouponGift }),
  takeCoupon: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/coupon-gifts/{giftId}/take', summary: 'Take a coupon that a friend sends; the first one gets it', params: z.object({ giftId: Id }), body: z.object({}), status: 201, ok: z.object({ memberCouponId: Id }), refusals: ['gift-to-self', 'coupon-gift-over'] }),
  withdrawCoupon: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/coupon-gifts/{giftId}/withdraw', summary: 'Take back a coupon that nobody took yet', params: z.object({ giftId: Id }), body: z.object({}), ok: z.object({ done: z.literal(true) }), refusals: ['coupon-gift-over'] }),
  redeemCode: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/coupons/code', summary: 'Type a code, get its coupon; the same code again answers the coupon held', body: z.object({ code: CodeText }), status: 201, ok: CouponCard, refusals: ['coupon-code-locked', 'coupon-code-unknown', 'coupon-code-mistyped', 'coupon-code-void', 'coupon-code-used', 'coupon-not-published', 'claim-not-open', 'claim-over', 'tier-not-allowed', 'member-limit-reached', 'coupon-sold-out', 'coupon-day-sold-out', 'coupon-budget-spent'] }),
  exchangeCoupon: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/coupons/exchange/{couponId}', summary: 'Get a coupon for points: both in one act', params: couponId, body: z.object({ points: z.int().check(z.minimum(1), z.maximum(100_000_000)) }), status: 201, ok: CouponCard, refusals: ['coupon-unknown', 'not-for-points', 'points-cost-changed', 'coupon-not-published', 'claim-not-open', 'claim-over', 'tier-not-allowed', 'member-limit-reached', 'coupon-sold-out', 'coupon-day-sold-out', 'coupon-budget-spent', 'member-in-debt', 'points-short'] }),
} as const

export const couponRoutes = {
  ...codeRoutes,
  listCoupons: route({ method: 'GET', room: 'coupon', access: ['clerk'], path: '/api/coupons', summary: 'Coupons with claimed and redeemed', query: z.object({ ...pageQuery, state: z.optional(z.enum(['draft', 'published', 'paused', 'ended'])), search: z.optional(text(40)) }), ok: pageOf(Coupon) }),
  addCoupon: route({ method: 'POST', room: 'coupon', access: ['manager'], act: true, path: '/api/coupons', summary: 'Draft a coupon', body: CouponTerms, status: 201, ok: z.object({ coupon: Coupon, problems: Problems }) }),
  readCoupon: route({ method: 'GET', room: 'coupon', access: ['clerk'], path: '/api/coupons/{couponId}', summary: 'One coupon', params: couponId, ok: Coupon }),
  changeCoupon: route({ method: 'PUT', room: 'coupon', access: ['manager'], path: '/api/coupons/{couponId}', summary: 'Change a coupon; what members hold keeps its terms', params: couponId, body: CouponTerms, ok: z.object({ coupon: Coupon, problems: Problems }), refusals: ['coupon-ended', 'total-below-claimed', 'budget-below-spent', 'draft-has-problems'] }),
  publishCoupon: route({ method: 'POST', room: 'coupon', access: ['owner'], act: true, path: '/api/coupons/{couponId}/publish', summary: 'Offer it to members', params: couponId, body: z.object({}), ok: Coupon, refusals: ['coupon-ended', 'draft-has-problems'] }),
  pauseCoupon: route({ method: 'POST', room: 'coupon', access: ['manager'], act: true, path: '/api/coupons/{couponId}/pause', summary: 'Stop claims; what members hold stays good', params: couponId, body: z.object({}), ok: Coupon, refusals: ['coupon-not-published'] }),
  forecastBudget: route({ method: 'GET', room: 'coupon', access: ['manager'], path: '/api/coupons/{couponId}/budget', summary: 'How much of the budget is spent, and how long the rest lasts', params: couponId, ok: z.object({ budget: z.nullable(BudgetForecast) }) }),
  revokeUnused: route({ method: 'POST', room: 'coupon', access: ['owner'], act: true, path: '/api/coupons/{couponId}/revoke', summary: 'Take back all unused ones and end it', params: couponId, body: z.object({ expectUnused: Count }), ok: z.object({ revoked: Count }), refusals: ['unused-count-changed'] }),
  issueCoupon: route({ method: 'POST', room: 'coupon', access: ['manager'], act: true, path: '/api/coupons/{couponId}/issue', summary: 'Give one to a member by hand', params: couponId, body: z.object({ memberId: Id, reason: text(120, 2) }), status: 201, ok: CouponCard, refusals: ['coupon-not-published', 'claim-over', 'coupon-sold-out', 'coupon-budget-spent'] }),
  listClaimable: route({ method: 'GET', room: 'coupon', access: ['member'], path: '/api/me/coupons/claimable', summary: 'What I may claim now', ok: z.object({ items: z.array(CouponCard) }) }),
  claimCoupon: route({ method: 'POST', room: 'coupon', access: ['member'], act: true, path: '/api/me/coupons/claim/{couponId}', summary: 'Claim a coupon', params: couponId, body: z.object({}), status: 201, ok: CouponCard, refusals: ['coupon-unknown', 'coupon-not-published', 'claim-not-open', 'claim-over', 'tier-not-allowed', 'member-limit-reached', 'coupon-sold-out', 'coupon-day-sold-out', 'coupon-budget-spent'] }),
  listMyCoupons: route({ method: 'GET', room: 'coupon', access: ['member'], path: '/api/me/coupons', summary: 'My coupons, with why not usable and what is missing', query: z.object({ ...pageQuery, state: z._default(z.enum(['usable', 'transit', 'used', 'over']), 'usable') }), ok: pageOf(CouponCard) }),
  readMyCoupon: route({ method: 'GET', room: 'coupon', access: ['member'], path: '/api/me/coupons/{memberCouponId}', summary: 'One of my coupons, with all its terms', params: z.object({ memberCouponId: Id }), ok: CouponDetail }),
  listMemberCoupons: route({ method: 'GET', room: 'coupon', access: ['manager'], path: '/api/members/{memberId}/coupons', summary: 'A member\'s coupons', params: z.object({ memberId: Id }), query: z.object(pageQuery), ok: pageOf(CouponCard) }),
} as const

export const ProductTerms = z.object({ sku: text(60, 1), barcode: z._default(z.nullable(text(40)), null), name: text(120, 1), category: z._default(text(60), ''), brand: z._default(text(60), ''), priceMinor: MinorUp, picture: z._default(text(40), ''), onSale: z._default(z.boolean(), true), /** a gift card or top-up: its sale earns nothing, what it pays for does */ storedValue: z._default(z.boolean(), false) })
export const Product = z.object({ productId: Id, ...ProductTerms.shape, source: z.string(), updatedAt: At })
export const productRoutes = {
  listProducts: route({ method: 'GET', room: 'product', access: ['clerk'], path: '/api/products', summary: 'Products; search by name, SKU or barcode', query: z.object({ ...pageQuery, search: z.optional(text(60)), category: z.optional(text(60)) }), ok: pageOf(Product) }),
  addProduct: route({ method: 'POST', room: 'product', access: ['manager'], act: true, path: '/api/products', summary: 'Add a product', body: ProductTerms, status: 201, ok: Product, refusals: ['sku-taken', 'barcode-taken'] }),
  changeProduct: route({ method: 'PUT', room: 'product', access: ['manager'], path: '/api/products/{productId}', summary: 'Change a product', params: z.object({ productId: Id }), body: ProductTerms, ok: Product, refusals: ['sku-taken', 'barcode-taken'] }),
  listCategories: route({ method: 'GET', room: 'product', access: ['clerk'], path: '/api/products/categories', summary: 'Categories and brands in use', ok: z.object({ categories: z.array(z.object({ name: z.string(), products: Count })), brands: z.array(z.object({ name: z.string(), products: Count })) }) }),
} as const

