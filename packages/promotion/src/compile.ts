import { assert } from '@huitou/units'
import type { QuoteInput, PriceSettings } from './basket.js'
import type { Effect, Exclusivity, Promotion, Scope, WalletCoupon } from './offer.js'
import type { ItemPrice } from './item-price.js'
import { inScope, scopesOf } from './scope.js'
import { whyNotCoupon, whyNotNow, whyUsedUp, type WhyNot } from './why-not.js'

export type Stage = 'item' | 'order' | 'item-coupon' | 'order-coupon' | 'shipping'
const STAGES: readonly Stage[] = ['item', 'order', 'item-coupon', 'order-coupon', 'shipping']

export type Computed = Exclude<Effect, { kind: 'nth-item' | 'exchange' | 'unit-price' }>

/** An offer made ready for one basket: the lines it may count, its place, and whom it excludes. */
export interface Ready {
  readonly id: string
  readonly source: Promotion | WalletCoupon
  readonly coupon: boolean
  readonly stage: Stage
  /** place in the order of stages and priorities; equal places are tried in every order */
  place: number
  readonly priority: number
  /** what is computed; `source.effect` is what the merchant said */
  readonly effect: Computed
  /** indexes of eligible lines */
  readonly lines: Int32Array
  /** buy-get: lines whose units may be given */
  readonly getLines: Int32Array
  /** bundle: lines that may fill each part */
  readonly parts: readonly Int32Array[]
  /** what its money budget still gives: whole or nothing */
  readonly budgetFen: number
  /** claims of one coupon draw on one budget, where several may stand together: which of `Standing.spent`; -1: a budget of its own */
  readonly purse: number
  /** sum of the eligible lines at list price: what a percentage of the initial price is taken of */
  readonly initialFen: number
  readonly group: string
  readonly most: number
  readonly alone: boolean
  readonly always: boolean
  readonly couponId: string
  readonly aloneAmongCoupons: boolean
  /** claims of this coupon that may stand together */
  readonly sameTimes: number
}

export interface Compiled {
  readonly ready: Ready[]
  readonly left: { readonly offer: Promotion | WalletCoupon; readonly coupon: boolean; readonly why: WhyNot }[]
}

const NONE = new Int32Array(0)
/** Kinds that are another one in disguise: the n-th item is the one given after n - 1 bought, an exchange is one given with none bought. */
function effectOf(e: Effect): Computed {
  if (e.kind === 'nth-item') return { kind: 'buy-get', buyUnits: e.nth - 1, getUnits: 1, offBp: e.offBp, ...(e.repeat ? { repeat: true } : {}), ...(e.freeFirst ? { freeFirst: e.freeFirst } : {}) }
  if (e.kind === 'exchange') return { kind: 'buy-get', buyUnits: 0, getUnits: e.units }
  assert(e.kind !== 'unit-price', 'an item price is no discount')
  return e
}

const union = (lists: readonly Int32Array[]): Int32Array => Int32Array.from([...new Set(lists.flatMap((l) => [...l]))].sort((a, b) => a - b))

/** All lines it looks at: those that count, and those whose units it may give. */
export const looksAt = (o: Ready): Int32Array => (o.getLines.length === 0 ? o.lines : union([o.lines, o.getLines]))

const isShipping = (o: { readonly effect: Effect }) => o.effect.kind === 'shipping-off'

/** Splits the offers into those that may act here and now, sorted by id, and those that may not, with the reason. */
export function compile(input: QuoteInput, prices: readonly ItemPrice[], settings: PriceSettings, checkout?: string): Compiled {
  const ready: Ready[] = []
  const left: Compiled['left'] = []
  const purses = pursesOf(input)
  const linesOf = (o: Promotion | WalletCoupon, scope: Scope): Int32Array => {
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
    const e = effectOf(o.effect)
    const found = why ? [NONE] : scopesOf(o).map((scope) => linesOf(o, scope))
    const lines = e.kind === 'bundle' ? union(found) : found[0]!
    const reason: WhyNot | null = why ?? (lines.length === 0 ? { code: 'offer-no-line', facts: {} } : null)
    if (reason) { left.push({ offer: o, coupon, why: reason }); return }
    let initialFen = 0
    for (const i of lines) initialFen += input.lines[i]!.qty * input.lines[i]!.unitFen
    ready.push({
      id: o.id, source: o, coupon, stage: isShipping(o) ? 'shipping' : stage, place: 0, priority, effect: e, lines,
      getLines: e.kind === 'buy-get' ? found.at(-1)! : NONE, parts: e.kind === 'bundle' ? found : [], budgetFen: o.left?.budgetFen ?? Infinity, purse: purses > 0 && 'couponId' in o && o.left?.budgetFen !== undefined ? input.coupons!.findIndex((c) => c.couponId === o.couponId) : -1, initialFen,
      group: exclusivity?.kind === 'group' ? `${coupon ? COUPONS : '='}${exclusivity.group}` : '', most: exclusivity?.kind === 'group' ? (exclusivity.most ?? 1) : Infinity,
      alone: exclusivity?.kind === 'alone', always,
      couponId: 'couponId' in o ? o.couponId : '', aloneAmongCoupons: 'couponId' in o && o.alone === true, sameTimes: settings.sameCouponTimes,
    })
  }
  for (const p of input.promotions ?? []) if (p.effect.kind !== 'unit-price') take(p, false, p.stage, p.priority, p.exclusivity, p.always ?? false, whyNotNow(p.conditions, input) ?? whyUsedUp(p.left))
  for (const c of input.coupons ?? []) {
    const scoped = Boolean(c.scope && (c.scope.skus || c.scope.categories || c.scope.brands))
    take(c, true, scoped ? 'item-coupon' : 'order-coupon', 0, couponGroup(c, settings), false, whyNotCoupon(c, input, checkout) ?? whyUsedUp(c.left))
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

/** How many budgets claims of one coupon may share in this basket: one for each coupon at most, none where they never stand together. */
export const pursesOf = ({ settings, coupons = [] }: Pick<QuoteInput, 'settings' | 'coupons'>): number => ((settings?.sameCouponTimes ?? 1) > 1 && coupons.some((c) => c.left?.budgetFen !== undefined) ? coupons.length : 0)

/** How many coupons an order takes: so many in all, or so many of each group. */
function couponGroup(c: WalletCoupon, { couponsPerOrder, couponGroups }: PriceSettings): Exclusivity {
  if (!couponGroups) return { kind: 'group', group: '', most: couponsPerOrder }
  const group = c.group ?? ''
  return { kind: 'group', group, most: Object.hasOwn(couponGroups, group) ? couponGroups[group]! : 1 }
}

/** How the groups of coupons are told from those of promotions. */
const COUPONS = '*'
