import type { QuoteInput, PriceSettings } from './basket.js'
import type { Effect, Exclusivity, Promotion, WalletCoupon } from './offer.js'
import type { ItemPrice } from './item-price.js'
import { inScope } from './scope.js'
import { whyNotCoupon, whyNotNow, type WhyNot } from './why-not.js'

export type Stage = 'item' | 'order' | 'item-coupon' | 'order-coupon' | 'shipping'
const STAGES: readonly Stage[] = ['item', 'order', 'item-coupon', 'order-coupon', 'shipping']

/** An offer made ready for one basket: the lines it may count, its place, and whom it excludes. */
export interface Ready {
  readonly id: string
  readonly source: Promotion | WalletCoupon
  readonly coupon: boolean
  readonly stage: Stage
  /** place in the order of stages and priorities; equal places are tried in every order */
  place: number
  readonly priority: number
  readonly effect: Effect
  /** indexes of eligible lines */
  readonly lines: Int32Array
  /** buy-get: lines whose units may be given */
  readonly getLines: Int32Array
  /** sum of the eligible lines at list price: what a percentage of the initial price is taken of */
  readonly initialFen: number
  readonly group: string
  readonly most: number
  readonly alone: boolean
  readonly always: boolean
  readonly couponId: string
  readonly aloneAmongCoupons: boolean
}

export interface Compiled {
  readonly ready: Ready[]
  readonly left: { readonly offer: Promotion | WalletCoupon; readonly coupon: boolean; readonly why: WhyNot }[]
}

const NONE = new Int32Array(0)
const isShipping = (o: { readonly effect: Effect }) => o.effect.kind === 'shipping-off'

/** Splits the offers into those that may act here and now, sorted by id, and those that may not, with the reason. */
export function compile(input: QuoteInput, prices: readonly ItemPrice[], settings: PriceSettings, checkout?: string): Compiled {
  const ready: Ready[] = []
  const left: Compiled['left'] = []
  const linesOf = (o: Promotion | WalletCoupon, scope: Promotion['scope']): Int32Array => {
    const found: number[] = []
    for (let i = 0; i < input.lines.length; i++) {
      const line = input.lines[i]!
      if (line.gift || line.unitFen < 0) continue
      if (settings.flashAlone && prices[i]!.source === 'flash' && !isShipping(o)) continue
      if (o.notOnPrices?.includes(prices[i]!.source)) continue
      if (inScope(scope, line)) found.push(i)
    }
    return Int32Array.from(found)
  }
  const take = (o: Promotion | WalletCoupon, coupon: boolean, stage: Stage, priority: number, exclusivity: Exclusivity | undefined, always: boolean, why: WhyNot | null) => {
    const lines = why ? NONE : linesOf(o, o.scope)
    const reason: WhyNot | null = why ?? (lines.length === 0 ? { code: 'offer-no-line', facts: {} } : null)
    if (reason) { left.push({ offer: o, coupon, why: reason }); return }
    const e = o.effect
    let initialFen = 0
    for (const i of lines) initialFen += input.lines[i]!.qty * input.lines[i]!.unitFen
    ready.push({
      id: o.id, source: o, coupon, stage: isShipping(o) ? 'shipping' : stage, place: 0, priority, effect: e, lines,
      getLines: e.kind === 'buy-get' ? (e.get ? linesOf(o, e.get) : lines) : NONE, initialFen,
      group: exclusivity?.kind === 'group' ? exclusivity.group : '', most: exclusivity?.kind === 'group' ? (exclusivity.most ?? 1) : Infinity,
      alone: exclusivity?.kind === 'alone', always,
      couponId: 'couponId' in o ? o.couponId : '', aloneAmongCoupons: 'couponId' in o && o.alone === true,
    })
  }
  for (const p of input.promotions ?? []) take(p, false, p.stage, p.priority, p.exclusivity, p.always ?? false, whyNotNow(p.conditions, input))
  for (const c of input.coupons ?? []) {
    const scoped = Boolean(c.scope && (c.scope.skus || c.scope.categories || c.scope.brands))
    take(c, true, scoped ? 'item-coupon' : 'order-coupon', 0, { kind: 'group', group: COUPONS, most: settings.couponsPerOrder }, false, whyNotCoupon(c, input, checkout))
  }
  ready.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const byPlace = [...ready].sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || a.priority - b.priority)
  let place = -1
  byPlace.forEach((o, k) => {
    const before = byPlace[k - 1]
    if (!before || before.stage !== o.stage || before.priority !== o.priority) place++
    o.place = place
  })
  return { ready, left }
}

/** The group every coupon belongs to; no merchant's group may be called so, because theirs are never empty of letters. */
export const COUPONS = '*'
