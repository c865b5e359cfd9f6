import type { Promotion } from '@huitou/contract'
import type { Instant } from '@huitou/units'
import type * as z from 'zod/mini'
import { checkPromotion } from './check-terms.js'
import { filled } from './offer-of.js'
import type { PromotionRow } from './promotion.rows.js'

export type WirePromotion = z.output<typeof Promotion>

export function wirePromotion(r: PromotionRow, now: Instant): WirePromotion {
  const terms = filled(r.terms)
  const problems = checkPromotion(terms)
  return {
    promotionId: r.promotion_id, version: r.version, state: r.state, phase: phaseOf(r, terms, problems.length === 0, now), terms, problems, orders: r.orders, discountMinor: r.discount_minor,
    used: { uses: r.uses, minor: r.used_minor }, createdAt: r.created_at.toISOString(), publishedAt: r.published_at?.toISOString() ?? null,
  }
}

function phaseOf(r: PromotionRow, terms: WirePromotion['terms'], sound: boolean, now: Instant): WirePromotion['phase'] {
  if (r.state === 'draft') return sound ? 'checked' : 'draft'
  if (r.state !== 'published') return r.state
  if (terms.until !== null && now >= Date.parse(terms.until)) return 'over'
  return now < Date.parse(terms.from) ? 'scheduled' : 'running'
}
