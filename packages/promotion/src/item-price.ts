import { ofRateBp } from '@huitou/units'
import type { BasketLine, QuoteInput, Shopper } from './basket.js'
import type { Effect, PriceSource, Promotion } from './offer.js'
import { inScope } from './scope.js'
import { whyNotNow, whyUsedUp, type WhyNot } from './why-not.js'

export interface ItemPrice {
  readonly unitFen: number
  readonly source: PriceSource
  /** the promotion that sets it, where one does */
  readonly by?: Promotion
}

type UnitPrice = Extract<Effect, { kind: 'unit-price' }>
export interface PriceRule { readonly promotion: Promotion; readonly effect: UnitPrice }

/** The promotions that set item prices: those that hold here and now, by id, and those that do not, with the reason. */
export function priceRules(input: QuoteInput): { readonly rules: readonly PriceRule[]; readonly left: readonly { readonly promotion: Promotion; readonly why: WhyNot }[] } {
  const rules: PriceRule[] = []
  const left: { promotion: Promotion; why: WhyNot }[] = []
  for (const promotion of input.promotions ?? []) {
    if (promotion.effect.kind !== 'unit-price') continue
    const why = whyNotNow(promotion.conditions, input) ?? whyUsedUp(promotion.left)
    if (why) left.push({ promotion, why })
    else rules.push({ promotion, effect: promotion.effect })
  }
  return { rules: rules.sort((a, b) => (a.promotion.id < b.promotion.id ? -1 : 1)), left }
}

/**
 * The lowest of list, timed, member and flash price of one unit, in minor units; on a tie the one named first here.
 * A rate is taken on one unit's list price, half up, so that a line is always units × price. Trade-ins and gifts keep what they say.
 */
export function itemPrice(line: BasketLine, shopper: Shopper | undefined, rules: readonly PriceRule[] = []): ItemPrice {
  if (line.gift) return { unitFen: 0, source: 'list' }
  let best: ItemPrice = { unitFen: line.unitFen, source: 'list' }
  if (line.unitFen < 0) return best
  const lower = (unitFen: number | undefined, source: PriceSource, by?: Promotion) => {
    if (unitFen !== undefined && unitFen < best.unitFen) best = { unitFen, source, ...(by ? { by } : {}) }
  }
  const ruled = (source: PriceSource) => {
    for (const { promotion, effect: e } of rules) if (e.source === source && inScope(promotion.scope, line)) lower(e.unitFen ?? (e.rateBp === undefined ? undefined : ofRateBp(line.unitFen, e.rateBp, 'half-up')), source, promotion)
  }
  lower(line.special?.timedFen, 'timed')
  if (rules.length > 0) ruled('timed')
  if (shopper) {
    lower(line.special?.memberFen, 'member')
    if (line.special?.memberFen === undefined && shopper.tierRateBp !== undefined && inTierCategories(line, shopper)) lower(ofRateBp(line.unitFen, shopper.tierRateBp, 'half-up'), 'member')
    if (rules.length > 0) ruled('member')
  }
  lower(line.special?.flashFen, 'flash')
  return best
}

const inTierCategories = (line: BasketLine, { tierCategories: named }: Shopper): boolean => !named || named.length === 0 || (line.categories ?? []).some((c) => named.includes(c))
