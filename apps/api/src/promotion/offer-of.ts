import { PromotionTerms, type CouponTerms, type Scope as WireScope } from '@huitou/contract'
import type { Conditions, Effect, Promotion, Scope, WalletCoupon } from '@huitou/promotion'
import type * as z from 'zod/mini'

export type PromotionTermsOf = z.output<typeof PromotionTerms>
export type CouponTermsOf = z.output<typeof CouponTerms>
type WireScopeOf = z.output<typeof WireScope>

const named = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)

/** The goods of a scope; its stores, channels and tiers are conditions. */
export function scopeOf(s: WireScopeOf): Scope | undefined {
  const listed = (g: { readonly categories: readonly string[]; readonly brands: readonly string[]; readonly skus: readonly string[] }) => ({ categories: named(g.categories), brands: named(g.brands), skus: named(g.skus) })
  const not = s.except && s.except.categories.length + s.except.brands.length + s.except.skus.length > 0 ? { except: listed(s.except) } : undefined
  if (s.mode === 'all') return not
  return s.mode === 'include' ? { ...listed(s), ...not } : { except: listed(s) }
}

interface Timed { readonly weekdays: readonly number[]; readonly fromMinute: number | null; readonly untilMinute: number | null }

/** Hours that end before they begin run over midnight. */
function conditionsOf(s: WireScopeOf, t: Timed, from?: number, until?: number): Conditions {
  const [a, b] = [t.fromMinute ?? 0, t.untilMinute ?? 1440]
  const hours: Conditions['hours'] = t.fromMinute === null && t.untilMinute === null ? undefined : a < b ? [[a, b]] : [[a, 1440], [0, b]]
  return { from, until, weekdays: named(t.weekdays), hours, stores: named(s.storeIds), channels: named(s.channels), tiers: named(s.tierIds) }
}

const DAWN = '1970-01-01T00:00:00.000Z'
/** What terms written before a field was known mean by its absence. */
const UNSAID = PromotionTerms.parse({ title: '-', kind: 'ladder-off', steps: [{}], scope: {}, from: DAWN, until: null })
const UNSAID_STEP = UNSAID.steps[0]!

/** Stored terms with every field said, whenever they were written. */
export const filled = (t: PromotionTermsOf): PromotionTermsOf => ({ ...UNSAID, ...t, steps: t.steps.map((s) => ({ ...UNSAID_STEP, ...s })) })

function effectOf(t: PromotionTermsOf): Effect {
  const capFen = t.capMinor === null ? {} : { capFen: t.capMinor }
  const first = t.steps[0] ?? UNSAID_STEP
  switch (t.kind) {
    case 'ladder-off': return { kind: 'amount-off', steps: t.steps.map((s) => ({ fromFen: s.thresholdMinor, offFen: s.offMinor })), everyFull: t.repeat, ...capFen }
    case 'ladder-percent': return { kind: 'percent-off', steps: t.steps.map((s) => ({ fromFen: s.thresholdMinor, offBp: s.rateBp })), ...capFen, base: t.base }
    case 'ladder-gift': return { kind: 'gift', steps: t.steps.map((s) => ({ fromFen: s.thresholdMinor, gift: { sku: s.giftSku, qty: s.giftQuantity, valueFen: s.giftValueMinor, name: s.giftName } })) }
    case 'n-for-percent': return { kind: 'units-percent', steps: t.steps.map((s) => ({ units: s.units, offBp: s.rateBp })), ...capFen }
    case 'unit-off': return { kind: 'each-off', offFen: first.offMinor, ...(first.units ? { maxUnits: first.units } : {}) }
    case 'buy-x-get-y': return { kind: 'buy-get', buyUnits: t.buy, getUnits: t.get, offBp: t.givenRateBp, ...(t.givenSkus.length > 0 ? { get: { skus: t.givenSkus } } : {}), repeat: t.repeat, freeFirst: t.givenFirst }
    case 'nth-item': return { kind: 'nth-item', nth: t.buy, offBp: t.givenRateBp, repeat: t.repeat, freeFirst: t.givenFirst }
    case 'bundle': return { kind: 'bundle', parts: t.parts.map((p) => ({ units: p.units, scope: { skus: named(p.skus), categories: named(p.categories) } })), priceFen: t.priceMinor ?? 0, repeat: t.repeat }
    case 'unit-price': return { kind: 'unit-price', source: t.priceSource, ...(t.priceMinor === null ? { rateBp: 10_000 - first.rateBp } : { unitFen: t.priceMinor }) }
    case 'shipping-off': return { kind: 'shipping-off', fromFen: first.thresholdMinor, ...(first.offMinor > 0 ? { offFen: first.offMinor } : {}) }
  }
}

const ORDER_KINDS: ReadonlySet<PromotionTermsOf['kind']> = new Set(['ladder-off', 'ladder-percent', 'ladder-gift', 'shipping-off'])

/** A promotion as the price engine takes it, by the terms of one version. */
export function promotionOf(r: { readonly promotion_id: string; readonly version: number; readonly terms: PromotionTermsOf }): Promotion {
  const t = filled(r.terms)
  const conditions = conditionsOf(t.placesOut ? { ...t.scope, storeIds: [], channels: [], tierIds: [] } : t.scope, t, Date.parse(t.from), t.until === null ? undefined : Date.parse(t.until))
  const out = { ...(t.placesOut ? { stores: named(t.scope.storeIds), channels: named(t.scope.channels), tiers: named(t.scope.tierIds) } : {}), ...(t.tagsOut.length > 0 ? { tags: t.tagsOut } : {}) }
  return {
    id: r.promotion_id, version: r.version, name: t.title, effect: effectOf(t), scope: scopeOf(t.scope),
    conditions: { ...conditions, ...(t.tags.length > 0 ? { tags: t.tags } : {}), ...(t.firstOrder ? { firstOrder: true } : {}), ...(Object.keys(out).length > 0 ? { except: out } : {}) },
    stage: ORDER_KINDS.has(t.kind) ? 'order' : 'item', priority: t.priority, ...(t.always ? { always: true } : {}),
    exclusivity: t.exclusivity === 'alone' ? { kind: 'alone' } : t.exclusivity === 'group' ? { kind: 'group', group: t.group ?? 'group', most: t.groupMost } : { kind: 'combinable' },
  }
}

export interface ClaimFacts {
  readonly claimId: string
  readonly couponId: string
  readonly version: number
  readonly terms: CouponTermsOf
  readonly state: WalletCoupon['state']
  readonly validFrom: number
  readonly validUntil: number
  readonly lockedBy: string | null
  readonly lockedUntil: number | null
}

/** A claimed coupon as the price engine takes it: by the terms of its own version. */
export const walletCouponOf = (c: ClaimFacts): WalletCoupon => ({
  id: c.claimId, couponId: c.couponId, version: c.version, name: c.terms.title, state: c.state, validFrom: c.validFrom, validUntil: c.validUntil,
  ...(c.lockedBy !== null && c.lockedUntil !== null ? { lock: { by: c.lockedBy, until: c.lockedUntil } } : {}),
  effect: couponEffect(c.terms), scope: scopeOf(c.terms.scope), conditions: { ...conditionsOf(c.terms.scope, c.terms), ...(c.terms.firstOrder ? { firstOrder: true } : {}) },
})

function couponEffect(t: CouponTermsOf): Effect {
  const fromFen = t.thresholdMinor
  switch (t.kind) {
    case 'amount-off': return { kind: 'amount-off', steps: [{ fromFen, offFen: t.amountMinor ?? 0 }] }
    case 'percent-off': return { kind: 'percent-off', steps: [{ fromFen, offBp: t.rateBp ?? 0 }], ...(t.capMinor === null ? {} : { capFen: t.capMinor }) }
    case 'free-shipping': return { kind: 'shipping-off', fromFen, ...(t.capMinor === null ? {} : { offFen: t.capMinor }) }
    case 'gift': return { kind: 'gift', steps: [{ fromFen, gift: { sku: t.gift?.sku ?? '', qty: t.gift?.units ?? 1, valueFen: t.gift?.worthMinor ?? 0, ...(t.gift?.name ? { name: t.gift.name } : {}) } }] }
    case 'exchange': return { kind: 'exchange', units: t.units ?? 1 }
    case 'nth-item': return { kind: 'nth-item', nth: t.nth ?? 2, offBp: t.rateBp ?? 0 }
  }
}
