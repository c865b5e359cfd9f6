import type { CouponTerms, PromotionTerms, Scope as WireScope } from '@huitou/contract'
import type { Conditions, Effect, Promotion, Scope, WalletCoupon } from '@huitou/promotion'
import type * as z from 'zod/mini'

export type PromotionTermsOf = z.output<typeof PromotionTerms>
export type CouponTermsOf = z.output<typeof CouponTerms>
type WireScopeOf = z.output<typeof WireScope>

const named = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)

/** The goods of a scope; its stores, channels and tiers are conditions. */
export function scopeOf(s: WireScopeOf): Scope | undefined {
  if (s.mode === 'all') return undefined
  const lists = { categories: named(s.categories), brands: named(s.brands), skus: named(s.skus) }
  return s.mode === 'include' ? lists : { except: lists }
}

interface Timed { readonly weekdays: readonly number[]; readonly fromMinute: number | null; readonly untilMinute: number | null }

/** Hours that end before they begin run over midnight. */
function conditionsOf(s: WireScopeOf, t: Timed, from?: number, until?: number): Conditions {
  const [a, b] = [t.fromMinute ?? 0, t.untilMinute ?? 1440]
  const hours: Conditions['hours'] = t.fromMinute === null && t.untilMinute === null ? undefined : a < b ? [[a, b]] : [[a, 1440], [0, b]]
  return { from, until, weekdays: named(t.weekdays), hours, stores: named(s.storeIds), channels: named(s.channels), tiers: named(s.tierIds) }
}

function effectOf(t: PromotionTermsOf): Effect {
  switch (t.kind) {
    case 'ladder-off': return { kind: 'amount-off', steps: t.steps.map((s) => ({ fromFen: s.thresholdMinor, offFen: s.offMinor })), everyFull: t.repeat }
    case 'ladder-percent': return { kind: 'percent-off', steps: t.steps.map((s) => ({ fromFen: s.thresholdMinor, offBp: s.rateBp })) }
    case 'n-for-percent': return { kind: 'units-percent', steps: t.steps.map((s) => ({ units: s.units, offBp: s.rateBp })) }
    case 'unit-off': return { kind: 'each-off', offFen: t.steps[0]?.offMinor ?? 0, ...(t.steps[0]?.units ? { maxUnits: t.steps[0].units } : {}) }
    case 'buy-x-get-y': return { kind: 'buy-get', buyUnits: t.buy, getUnits: t.get, repeat: t.repeat }
  }
}

/** A published promotion as the price engine takes it. */
export const promotionOf = (r: { readonly promotion_id: string; readonly version: number; readonly terms: PromotionTermsOf }): Promotion => ({
  id: r.promotion_id, version: r.version, name: r.terms.title, effect: effectOf(r.terms), scope: scopeOf(r.terms.scope),
  conditions: conditionsOf(r.terms.scope, r.terms, Date.parse(r.terms.from), r.terms.until === null ? undefined : Date.parse(r.terms.until)),
  stage: r.terms.kind === 'ladder-off' || r.terms.kind === 'ladder-percent' ? 'order' : 'item', priority: r.terms.priority,
  exclusivity: r.terms.exclusivity === 'alone' ? { kind: 'alone' } : r.terms.exclusivity === 'group' ? { kind: 'group', group: r.terms.group ?? 'group' } : { kind: 'combinable' },
})

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
  effect: c.terms.kind === 'amount-off'
    ? { kind: 'amount-off', steps: [{ fromFen: c.terms.thresholdMinor, offFen: c.terms.amountMinor ?? 0 }] }
    : { kind: 'percent-off', steps: [{ fromFen: c.terms.thresholdMinor, offBp: c.terms.rateBp ?? 0 }], ...(c.terms.capMinor === null ? {} : { capFen: c.terms.capMinor }) },
  scope: scopeOf(c.terms.scope), conditions: conditionsOf(c.terms.scope, c.terms),
})
