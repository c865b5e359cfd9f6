import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Id, Minor, MinorUp, RateBp, Reason, Scope, pageOf, pageQuery, text } from './schema.js'
import { Basket, Quote } from './visit.js'

const weekdays = z._default(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)), [])
const minuteOfDay = z._default(z.nullable(z.int().check(z.minimum(0), z.maximum(1440))), null)
const names = z._default(z.array(text(60, 1)).check(z.maxLength(200)), [])
const limit = z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(100_000_000))), null)
const rateOff = z._default(RateBp.check(z.maximum(10_000)), 0)

export const PromotionTerms = z.object({
  title: text(40, 1),
  kind: z.enum(['ladder-off', 'ladder-percent', 'ladder-gift', 'n-for-percent', 'unit-off', 'buy-x-get-y', 'nth-item', 'bundle', 'unit-price', 'shipping-off']),
  /** 满减: at `thresholdMinor` take `offMinor`; 满折: take `rateBp`; 满赠: give the gift; n 件: at `units` take `rateBp`; 运费: at `thresholdMinor` take `offMinor`, 0 for all of the fee */
  steps: z.array(z.object({
    thresholdMinor: z._default(MinorUp, 0), units: z._default(Count, 0), offMinor: z._default(MinorUp, 0), rateBp: rateOff,
    giftSku: z._default(text(60), ''), giftName: z._default(text(120), ''), giftQuantity: z._default(Count, 0), giftValueMinor: z._default(MinorUp, 0),
  })).check(z.minLength(1), z.maxLength(10)),
  /** 买赠: bought and given; 第 n 件: `buy` is n. What is given or the n-th item is taken off by `givenRateBp`, 10,000 for nothing to pay */
  buy: z._default(Count, 0), get: z._default(Count, 0), givenRateBp: z._default(RateBp.check(z.maximum(10_000)), 10_000), givenSkus: names, givenFirst: z._default(z.enum(['dearest', 'cheapest']), 'dearest'),
  /** 套装: what belongs to one set */
  parts: z._default(z.array(z.object({ skus: names, categories: names, units: Count })).check(z.maxLength(10)), []),
  /** 套装: what a set costs; 限时价, 会员价: what a unit costs (absent: the rate of the first step is taken off) */
  priceMinor: z._default(z.nullable(MinorUp), null), priceSource: z._default(z.enum(['timed', 'member']), 'timed'),
  capMinor: z._default(z.nullable(MinorUp), null), base: z._default(z.enum(['reduced', 'initial']), 'reduced'),
  /** 买赠, 第 n 件, 套装: again for each whole set; 满减: off once for each full threshold */
  repeat: z._default(z.boolean(), false), scope: Scope,
  /** stores, channels and tiers of the scope are the ones left out */
  placesOut: z._default(z.boolean(), false), tags: names, tagsOut: names, firstOrder: z._default(z.boolean(), false),
  from: At, until: z.nullable(At), weekdays, fromMinute: minuteOfDay, untilMinute: minuteOfDay,
  priority: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 100), exclusivity: z._default(z.enum(['combinable', 'group', 'alone']), 'combinable'), group: z._default(z.nullable(text(40)), null), groupMost: z._default(z.int().check(z.minimum(1), z.maximum(20)), 1), always: z._default(z.boolean(), false),
  budgetMinor: limit, uses: limit, usesPerDay: limit, usesPerMember: limit, usesPerMemberDay: limit,
  /** what a refund does that breaks the threshold: the rest keeps its share, or what it no longer earns is kept back */
  broken: z._default(z.enum(['keep', 'revoke']), 'keep'),
  /** a gift that is no longer earned is asked back, or its stated value is kept back */
  giftBack: z._default(z.enum(['back', 'charge']), 'back'),
})
const state = z.enum(['draft', 'published', 'paused', 'ended'])
const Problems = z.array(z.object({ path: z.string(), reason: Reason }))
export const Promotion = z.object({
  promotionId: Id, version: z.int(), state,
  /** checked: a draft without problems; scheduled: published for later; over: its last day is past */
  phase: z.enum(['draft', 'checked', 'scheduled', 'running', 'paused', 'over', 'ended']),
  terms: PromotionTerms, problems: Problems, orders: Count, discountMinor: Minor,
  /** counted since it has limits: orders that used it, what it cost with its gifts */
  used: z.object({ uses: Count, minor: Minor }), createdAt: At, publishedAt: z.nullable(At),
})
const promotionId = z.object({ promotionId: Id })
const room = 'promotion'
export const promotionRoutes = {
  listPromotions: route({ method: 'GET', room, access: ['clerk'], path: '/api/promotions', summary: 'Promotions', query: z.object({ ...pageQuery, state: z.optional(state) }), ok: pageOf(Promotion) }),
  readPromotion: route({ method: 'GET', room, access: ['clerk'], path: '/api/promotions/{promotionId}', summary: 'One promotion with its versions', params: promotionId, ok: z.object({ promotion: Promotion, versions: z.array(z.object({ version: z.int(), at: At, orders: Count })) }) }),
  addPromotion: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/promotions', summary: 'Draft a promotion', body: PromotionTerms, status: 201, ok: z.object({ promotion: Promotion, problems: Problems }) }),
  changePromotion: route({ method: 'PUT', room, access: ['manager'], path: '/api/promotions/{promotionId}', summary: 'Change a promotion: a new version', params: promotionId, body: PromotionTerms, ok: z.object({ promotion: Promotion, problems: Problems }), refusals: ['promotion-ended', 'draft-has-problems'] }),
  publishPromotion: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/promotions/{promotionId}/publish', summary: 'Put it in force', params: promotionId, body: z.object({}), ok: Promotion, refusals: ['promotion-ended', 'draft-has-problems'] }),
  pausePromotion: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/promotions/{promotionId}/pause', summary: 'Take it out of force', params: promotionId, body: z.object({}), ok: Promotion, refusals: ['promotion-not-published'] }),
  endPromotion: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/promotions/{promotionId}/end', summary: 'Retire it for good', params: promotionId, body: z.object({}), ok: Promotion }),
  /** The very engine of the till, under a draft: nothing is written. */
  previewPromotion: route({
    method: 'POST', room: 'visit', access: ['manager'], path: '/api/promotions/preview', summary: 'What a basket costs under a draft',
    body: z.object({ terms: z._default(z.nullable(PromotionTerms), null), promotionId: z._default(z.nullable(Id), null), lines: Basket, memberId: z._default(z.nullable(Id), null), storeId: z._default(z.nullable(Id), null), at: z._default(z.nullable(At), null), usePoints: z._default(z.boolean(), false), shippingMinor: z._default(MinorUp, 0) }),
    ok: z.object({ problems: Problems, withIt: Quote, without: z.nullable(z.object({ payMinor: Minor })), unused: z.array(z.object({ id: z.string(), title: z.string(), reason: Reason })) }), refusals: ['product-unknown', 'price-missing', 'basket-too-large', 'member-unknown'],
  }),
} as const
