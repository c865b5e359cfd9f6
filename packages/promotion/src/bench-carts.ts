import type { BasketLine, QuoteInput } from './basket.js'
import type { Promotion, WalletCoupon } from './offer.js'

const CATEGORIES = ['tea', 'ware', 'home', 'snack', 'gift']

/**
 * The carts the speed of a quote is stated on: a gold member, 10 promotions in force and 5 coupons in the wallet, all of
 * which fit the basket, two of them at equal priority, three in one group, one that stands alone.
 * @param lines 5 and 100 are the published ones
 */
export function benchCart(lines: number): QuoteInput {
  const basket = Array.from({ length: lines }, (_, k): BasketLine => ({
    key: `l${k}`, sku: `s${k}`, categories: [CATEGORIES[k % 5]!], brand: k % 2 ? 'shanlan' : 'qingyu', qty: 1 + (k % 3), unitFen: 2_900 + ((k * 1_337) % 18_000), ...(k % 7 === 3 ? { special: { timedFen: 2_500 + ((k * 911) % 9_000) } } : {}),
  }))
  const promotions: Promotion[] = [
    { id: 'p01-tea-2-for-90', stage: 'item', priority: 1, scope: { categories: ['tea'] }, effect: { kind: 'units-percent', steps: [{ units: 2, offBp: 1_000 }, { units: 4, offBp: 1_500 }] } },
    { id: 'p02-ware-each-off', stage: 'item', priority: 1, scope: { categories: ['ware', 'home'] }, effect: { kind: 'each-off', offFen: 300, maxUnits: 3 } },
    { id: 'p03-snack-buy-2-get-1', stage: 'item', priority: 2, scope: { categories: ['snack', 'home'] }, effect: { kind: 'buy-get', buyUnits: 2, getUnits: 1 } },
    { id: 'p04-brand-95', stage: 'item', priority: 3, scope: { brands: ['shanlan'] }, effect: { kind: 'percent-off', steps: [{ fromFen: 0, offBp: 500 }], capFen: 5_000 } },
    { id: 'p05-ladder', stage: 'order', priority: 1, exclusivity: { kind: 'group', group: 'whole-order' }, effect: { kind: 'amount-off', steps: [{ fromFen: 20_000, offFen: 2_000 }, { fromFen: 40_000, offFen: 5_000 }, { fromFen: 60_000, offFen: 9_000 }] } },
    { id: 'p06-member-day-92', stage: 'order', priority: 1, exclusivity: { kind: 'group', group: 'whole-order' }, effect: { kind: 'percent-off', steps: [{ fromFen: 0, offBp: 800 }] } },
    { id: 'p07-old-friends', stage: 'order', priority: 2, exclusivity: { kind: 'group', group: 'whole-order' }, effect: { kind: 'amount-off', steps: [{ fromFen: 30_000, offFen: 2_500 }] } },
    { id: 'p08-no-gift-boxes', stage: 'order', priority: 3, scope: { except: { categories: ['gift'] } }, effect: { kind: 'amount-off', steps: [{ fromFen: 15_000, offFen: 800 }], everyFull: true, capFen: 4_000 } },
    { id: 'p09-clearance-alone', stage: 'order', priority: 4, exclusivity: { kind: 'alone' }, effect: { kind: 'percent-off', steps: [{ fromFen: 0, offBp: 1_200 }] } },
    { id: 'p10-tea-sample', stage: 'order', priority: 5, effect: { kind: 'gift', steps: [{ fromFen: 10_000, gift: { sku: 'sample', qty: 1, valueFen: 1_500 } }] } },
  ]
  const coupon = (id: string, more: Pick<WalletCoupon, 'effect' | 'scope'>): WalletCoupon => ({ id, couponId: id, state: 'issued', validFrom: 0, validUntil: 2_000_000_000_000, ...more })
  return {
    now: 1_795_000_000_000, zone: 'Asia/Shanghai', storeId: 'lake', channel: 'store', shopper: { tier: 'gold', tierRateBp: 9_500 }, lines: basket, promotions, shippingFen: 800,
    points: { available: 2_400, want: 'max', rate: { points: 1, fen: 1 }, stepPoints: 100, maxShareBp: 5_000 },
    coupons: [
      coupon('c1', { effect: { kind: 'amount-off', steps: [{ fromFen: 20_000, offFen: 3_000 }] } }),
      coupon('c2', { effect: { kind: 'percent-off', steps: [{ fromFen: 0, offBp: 1_000 }], capFen: 4_000 } }),
      coupon('c3', { effect: { kind: 'amount-off', steps: [{ fromFen: 10_000, offFen: 2_000 }] }, scope: { categories: ['tea'] } }),
      coupon('c4', { effect: { kind: 'percent-off', steps: [{ fromFen: 0, offBp: 2_000 }], capFen: 3_500 }, scope: { brands: ['qingyu'] } }),
      coupon('c5', { effect: { kind: 'shipping-off', fromFen: 9_900 } }),
    ],
  }
}
