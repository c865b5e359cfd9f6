import type { Promotion } from '@huitou/contract'
import type * as z from 'zod/mini'
import type { PromotionRow } from './promotion.rows.js'

export type WirePromotion = z.output<typeof Promotion>

export const wirePromotion = (r: PromotionRow): WirePromotion => ({ promotionId: r.promotion_id, version: r.version, state: r.state, terms: r.terms, orders: r.orders, discountMinor: r.discount_minor, createdAt: r.created_at.toISOString() })
