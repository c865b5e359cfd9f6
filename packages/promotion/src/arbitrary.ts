import fc from 'fast-check'
import type { BasketLine, QuoteInput } from './basket.js'
import type { Effect, Exclusivity, Promotion, Scope, WalletCoupon } from './offer.js'

/** Baskets and offers for the property tests: small, but made to collide (few SKUs, few steps, equal priorities, trade-ins, gifts). */
const sku = fc.constantFrom('a', 'b', 'c')
const scope: fc.Arbitrary<Scope | undefined> = fc.oneof(
  fc.constant(undefined), fc.record({ skus: fc.uniqueArray(sku, { minLength: 1, maxLength: 2 }) }), fc.record({ except: fc.record({ skus: fc.uniqueArray(sku, { minLength: 1, maxLength: 1 }) }) }),
)
const fen = (max: number) => fc.integer({ min: 1, max })
const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ kind: fc.constant('amount-off' as const), steps: fc.array(fc.record({ fromFen: fc.integer({ min: 0, max: 900 }), offFen: fen(300) }), { minLength: 1, maxLength: 2 }), everyFull: fc.boolean() }).map(rising),
  fc.record({ kind: fc.constant('percent-off' as const), steps: fc.array(fc.record({ fromFen: fc.integer({ min: 0, max: 900 }), offBp: fen(6000) }), { minLength: 1, maxLength: 2 }), base: fc.constantFrom('reduced' as const, 'initial' as const) }).map(rising),
  fc.record({ kind: fc.constant('percent-off' as const), steps: fc.constant([{ fromFen: 0, offBp: 1000 }]), capFen: fen(60) }),
  fc.record({ kind: fc.constant('units-percent' as const), steps: fc.constant([{ units: 2, offBp: 1000 }, { units: 3, offBp: 2500 }]) }),
  fc.record({ kind: fc.constant('each-off' as const), offFen: fen(150), maxUnits: fc.constantFrom(1, 2) }),
  fc.record({ kind: fc.constant('buy-get' as const), buyUnits: fen(2), getUnits: fc.constant(1), offBp: fc.constantFrom(10_000, 5_000), repeat: fc.boolean() }),
  fc.record({ kind: fc.constant('buy-get' as const), buyUnits: fc.constant(1), getUnits: fc.constant(1), get: fc.constant({ skus: ['b'] }) }),
  fc.record({ kind: fc.constant('gift' as const), steps: fc.constant([{ fromFen: 300, gift: { sku: 'g', qty: 1, valueFen: 50 } }]) }),
  fc.record({ kind: fc.constant('shipping-off' as const), fromFen: fc.constantFrom(0, 400), offFen: fc.constantFrom(30, 80) }),
)

/** A higher step takes more: what a ladder means, and what the bound of the search leans on. */
function rising<T extends { steps: { fromFen: number }[] }>(e: T): T {
  const off = (s: object) => ('offFen' in s ? Number(s.offFen) : 'offBp' in s ? Number(s.offBp) : 0)
  const thresholds = e.steps.map((s) => s.fromFen).sort((a, b) => a - b)
  return { ...e, steps: [...e.steps].sort((a, b) => off(a) - off(b)).map((s, k) => ({ ...s, fromFen: thresholds[k]! })) }
}

const exclusivity: fc.Arbitrary<Exclusivity> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'combinable' as const }) }, { weight: 2, arbitrary: fc.record({ kind: fc.constant('group' as const), group: fc.constantFrom('g', 'h'), most: fc.constant(1) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'alone' as const }) },
)

export const line: fc.Arbitrary<Omit<BasketLine, 'key'>> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ sku, qty: fc.integer({ min: 1, max: 4 }), unitFen: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 9, arbitrary: fc.integer({ min: 50, max: 400 }) }) }) },
  { weight: 1, arbitrary: fc.record({ sku, qty: fc.constant(1), unitFen: fc.integer({ min: -300, max: -1 }) }) },
  { weight: 1, arbitrary: fc.record({ sku, qty: fc.constant(1), unitFen: fc.constant(0), gift: fc.constant(true) }) },
)

const promotion = fc.record({ effect, scope, stage: fc.constantFrom('item' as const, 'order' as const), priority: fc.constantFrom(1, 1, 2), exclusivity, always: fc.boolean() })
const coupon = fc.record({ effect, scope, alone: fc.boolean(), couponId: fc.constantFrom('x', 'y', 'z') })

export const basket = (promotions: number, coupons: number, atLeast = 0): fc.Arbitrary<QuoteInput> =>
  fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }), promotions: fc.array(promotion, { minLength: atLeast, maxLength: promotions }), coupons: fc.array(coupon, { maxLength: coupons }),
    shippingFen: fc.constantFrom(0, 100), couponsPerOrder: fc.constantFrom(1, 2), available: fc.constantFrom(0, 50, 1000), maxShareBp: fc.constantFrom(undefined, 5000),
  }).map((r) => ({
    now: 0, zone: 'Asia/Shanghai', shippingFen: r.shippingFen, shopper: { tier: 'gold', tierRateBp: 9500 },
    lines: r.lines.map((l, k) => ({ ...l, key: `l${k}` })),
    promotions: r.promotions.map((p, k): Promotion => ({ ...p, id: `p${k}` })),
    coupons: r.coupons.map((c, k): WalletCoupon => ({ ...c, id: `c${k}`, state: 'issued', validFrom: 0, validUntil: 1 })),
    points: { available: r.available, want: 'max', rate: { points: 1, fen: 1 }, ...(r.maxShareBp === undefined ? {} : { maxShareBp: r.maxShareBp }) },
    settings: { couponsPerOrder: r.couponsPerOrder, searchBudget: 3_000_000 },
  }))
