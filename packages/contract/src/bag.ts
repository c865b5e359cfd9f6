import * as z from 'zod/mini'
import { route } from './route.js'
import { Count, Id, Minor, PointsUp, Reason, pageOf, pageQuery, text } from './schema.js'
import { Quote } from './visit.js'

const room = 'bag'
export const Goods = z.object({
  sku: z.string(), name: z.string(), category: z.string(), brand: z.string(), picture: z.string(), listMinor: Minor,
  /** what this member pays for one of it alone, before anything that looks at the whole bag; and by which price */
  priceMinor: Minor, priceBy: z.enum(['list', 'timed', 'member']),
})
/** Kinds of goods in one bag, and units of one kind, at most. */
export const BAG_MOST_LINES = 100
export const BAG_MOST_UNITS = 999
/** Goods by their SKU and how many: what they cost is the shop's to say. */
export const BagLines = z.array(z.object({ sku: text(60, 1), quantity: z.int().check(z.minimum(1), z.maximum(BAG_MOST_UNITS)) })).check(z.minLength(1), z.maxLength(BAG_MOST_LINES))
/** One coupon of the wallet, judged by the bag. `fits`: it would work, another way saves more. */
export const BagCoupon = z.object({
  memberCouponId: Id, title: z.string(), state: z.enum(['used', 'fits', 'not']), reason: z.nullable(Reason),
  /** what still lacks, where that can be counted: money or units of its goods, or what the next tier asks; `percent` is how much of it there is */
  missing: z.nullable(z.object({ unit: z.enum(['money', 'units', 'tier-money', 'tier-growth', 'tier-orders']), amount: Count, percent: z.int().check(z.minimum(0), z.maximum(100)) })),
})

export const bagRoutes = {
  listGoods: route({ method: 'GET', room, access: ['member'], path: '/api/me/goods', summary: 'What the shop sells, at my own price; newest first, or the goods that count for one promotion or coupon of mine, by my own price for one piece, the lowest first', query: z.object({ ...pageQuery, search: z.optional(text(60)), category: z.optional(text(60)), offerId: z.optional(Id) }), ok: z.object({ ...pageOf(Goods).shape, /** how my member price is called */ tierName: z.nullable(z.string()), offerTitle: z.nullable(z.string()) }) }),
  listGoodsCategories: route({ method: 'GET', room, access: ['member'], path: '/api/me/goods/categories', summary: 'Categories of what the shop sells, largest first', ok: z.object({ categories: z.array(z.string()) }) }),
  quoteBag: route({
    method: 'POST', room, access: ['member'], path: '/api/me/bag/quote', summary: 'The best price of my bag with a reason for each fen, as the till of that store would give it, and what each of my coupons lacks',
    body: z.object({ lines: BagLines, memberCouponIds: z.optional(z.nullable(z.array(Id).check(z.maxLength(5)))), usePoints: z._default(z.union([z.literal('none'), z.literal('most'), PointsUp]), 'none'), /** where I mean to pay; the only store where there is one */ storeId: z.optional(Id) }),
    ok: z.object({ quote: Quote, /** what the best choice of coupons comes to */ bestPayMinor: Minor, coupons: z.array(BagCoupon), storeId: z.nullable(Id), stores: z.array(z.object({ storeId: Id, name: z.string() })) }), refusals: ['store-unknown', 'product-unknown', 'basket-too-large'],
  }),
} as const
