import { assert, ofRateBp } from '@huitou/units'
import { DEFAULT_PRICE_SETTINGS, type BasketLine, type PriceSettings, type QuoteInput } from './basket.js'
import { compile, looksAt, pursesOf, type Compiled, type Ready } from './compile.js'
import { applyTo, giftNow, measure, share } from './effects.js'
import type { Ground } from './ground.js'
import { nextSteps, nextUnits, whyUnused, type NextStep, type NextUnits, type Turn, type Unused } from './hints.js'
import { itemPrice, priceRules, type ItemPrice } from './item-price.js'
import type { Left, PriceSource } from './offer.js'
import { searchPerItem } from './per-item.js'
import { pointsOn, type PointsSplit, type PointsUse } from './points-money.js'
import { reasonOf, type Applied } from './reason.js'
import { searchBest, takeListed, type SearchResult } from './search.js'
import { copyInto, payable, standing, type Standing } from './standing.js'
import type { WhyNot } from './why-not.js'

export interface QuotedLine {
  readonly key: string
  readonly sku: string
  readonly qty: number
  /** at list price */
  readonly listFen: number
  readonly unitFen: number
  readonly priceSource: PriceSource
  /** the promotion that set the price, where one did */
  readonly priceBy?: string
  /** at item price: qty × unitFen */
  readonly amountFen: number
  /** each offer's share, in the order applied */
  readonly offers: readonly { readonly id: string; readonly coupon: boolean; readonly fen: number }[]
  readonly pointsFen: number
  /** added on top, where the shop adds tax */
  readonly taxFen?: number
  /** what money pays for it, tax on top not counted; below zero for a trade-in */
  readonly payFen: number
}

export interface Quote {
  /** the inputs a price may change with, stamped into it */
  readonly stamp: { readonly now: number; readonly storeId?: string; readonly channel?: string; readonly tier?: string; readonly left?: Readonly<Record<string, Left>> }
  readonly lines: readonly QuotedLine[]
  readonly applied: readonly Applied[]
  /** promotions that set an item price, and what that saved against the list price */
  readonly priced: readonly { readonly id: string; readonly name?: string; readonly version?: number; readonly savedFen: number; readonly keys: readonly string[] }[]
  readonly gifts: readonly { readonly id: string; readonly sku: string; readonly qty: number; readonly valueFen: number; readonly name?: string }[]
  /** trade-ins not counted */
  readonly listFen: number
  readonly itemSavedFen: number
  readonly promotionFen: number
  readonly couponFen: number
  readonly tradeInFen: number
  readonly points: PointsUse
  readonly shipping: { readonly feeFen: number; readonly offFen: number; readonly free: boolean }
  readonly taxFen: number
  readonly payFen: number
  /** against list price and full shipping; points are money and save nothing */
  readonly savedFen: number
  readonly runnerUp: { readonly ids: readonly string[]; readonly payFen: number; readonly dearerFen: number } | null
  readonly next: readonly NextStep[]
  readonly nextUnits: readonly NextUnits[]
  readonly unused: readonly Unused[]
  readonly exact: boolean
  readonly tried: number
}

/**
 * Prices a basket: lowest item price, item promotions, order promotions, coupons, points, shipping, with the best allowed
 * combination for the shopper, each fen explained. Pure: the same inputs give the same quote everywhere. Minor units throughout.
 * @param checkout the checkout whose own lock on a coupon does not hold it back
 */
export function quote(input: QuoteInput, checkout?: string): Quote {
  const settings = { ...DEFAULT_PRICE_SETTINGS, ...input.settings }
  const first = quoteWith(input, settings, checkout)
  if (!settings.anyInvalidRefusesAll) return first
  const invalid = new Map(first.unused.flatMap((u) => (u.coupon && !FITS_NOT_THIS_TIME.has(u.why.code) ? [[u.id, u] as const] : [])))
  if (invalid.size === 0) return first
  const without = quoteWith({ ...input, coupons: [] }, settings, checkout)
  const beside: WhyNot = { code: 'coupon-beside-invalid', facts: { with: [...invalid.keys()] } }
  return { ...without, unused: [...without.unused, ...(input.coupons ?? []).map((c) => invalid.get(c.id) ?? { id: c.id, coupon: true, why: beside })] }
}

/** Reasons that leave a coupon valid: others were chosen. */
const FITS_NOT_THIS_TIME: ReadonlySet<WhyNot['code']> = new Set(['offer-not-together', 'offer-another-better', 'offer-nothing-left'])

function quoteWith(input: QuoteInput, settings: PriceSettings, checkout: string | undefined): Quote {
  check(input.lines)
  const ruled = priceRules(input)
  const prices = input.lines.map((l) => itemPrice(l, input.shopper, ruled.rules))
  const start = opening(input, prices)
  const compiled = compile(input, prices, settings, checkout)
  const g = groundOf(input, compiled.ready)
  const { ready, search } = competed(compiled.ready, g, start, settings)
  const walked = walk(ready, search.best.order, g, start, input.lines)
  const end = walked.end
  const { parts: pointParts, ...points } = pay(input, walked, g)
  const tax = (i: number) => (settings.taxOnTop && end.amounts[i]! > 0 ? ofRateBp(end.amounts[i]!, input.lines[i]!.taxBp ?? 0, 'half-up') : 0)
  const lines = input.lines.map((l, i): QuotedLine => {
    const { unitFen, source, by } = prices[i]!
    return {
      key: l.key, sku: l.sku, qty: l.qty, listFen: l.gift ? 0 : l.qty * l.unitFen, unitFen, priceSource: source, ...(by ? { priceBy: by.id } : {}),
      amountFen: start.amounts[i]!, offers: walked.ofLine[i]!, pointsFen: pointParts[i]!, ...(settings.taxOnTop ? { taxFen: tax(i) } : {}), payFen: end.amounts[i]! - pointParts[i]!,
    }
  })
  const feeFen = input.shippingFen ?? 0
  const offers = (coupon: boolean) => walked.applied.reduce((sum, a) => sum + (a.coupon === coupon && a.stage !== 'shipping' ? a.discountFen : 0), 0)
  const sum = (of: (l: QuotedLine) => number) => lines.reduce((total, l) => total + of(l), 0)
  const listFen = sum((l) => Math.max(0, l.listFen))
  const itemSavedFen = listFen - sum((l) => Math.max(0, l.amountFen))
  const [promotionFen, couponFen, shippingOffFen] = [offers(false), offers(true), feeFen - end.shippingFen]
  const taxFen = sum((l) => l.taxFen ?? 0)
  const priced = pricedBy(lines, prices)
  const unused = unusedOf(compiled, ready, search, walked.turns, g)
  return {
    stamp: stampOf(input), lines, applied: walked.applied, priced, gifts: walked.gifts, listFen, itemSavedFen, promotionFen, couponFen, tradeInFen: sum((l) => Math.min(0, l.amountFen)), points,
    shipping: { feeFen, offFen: shippingOffFen, free: feeFen > 0 && end.shippingFen === 0 },
    taxFen, payFen: payable(end) - points.worthFen + taxFen, savedFen: itemSavedFen + promotionFen + couponFen + shippingOffFen,
    runnerUp: search.runnerUp && { ids: search.runnerUp.order.map((i) => ready[i]!.id), payFen: search.runnerUp.payFen, dearerFen: search.runnerUp.payFen - search.best.payFen },
    next: nextSteps(ready, walked.turns, search.best, search.relations), nextUnits: nextUnits(unused),
    unused: [...unused, ...ruled.left.map((l) => ({ id: l.promotion.id, coupon: false, why: l.why })), ...ruled.rules.flatMap(({ promotion: { id } }) => (priced.some((p) => p.id === id) ? [] : [{ id, coupon: false, why: { code: 'offer-price-not-lowest' as const, facts: {} } }]))],
    exact: search.exact, tried: search.tried,
  }
}

/** Points on what the reductions leave; gifts and trade-ins take none. */
function pay(input: QuoteInput, { end, applied, ofLine }: Walked, g: Ground): PointsSplit {
  if (!input.points) return { points: 0, worthFen: 0, parts: input.lines.map(() => 0) }
  const [priced, wide] = [new Set(g.priced), orderWide(applied)]
  return pointsOn(input.lines.map((_, i) => ({ fen: end.amounts[i]!, weight: priced.has(i) ? end.amounts[i]! : 0, orderWideFen: ofLine[i]!.reduce((sum, o) => (wide.has(o.id) ? sum + o.fen : sum), 0) })), input.points)
}

/** Ids of what was taken off the whole order. */
export const orderWide = (applied: readonly Applied[]): ReadonlySet<string> => new Set(applied.filter((a) => a.stage === 'order' || a.stage === 'order-coupon').map((a) => a.id))

type Walked = ReturnType<typeof walk>

function competed(ready: readonly Ready[], g: Ground, start: Standing, { competition, searchBudget }: PriceSettings): { readonly ready: readonly Ready[]; readonly search: SearchResult } {
  if (competition === 'per-item') return searchPerItem(ready, g, start, searchBudget)
  return { ready, search: competition === 'listed' ? takeListed(ready, g, start) : searchBest(ready, g, start, searchBudget) }
}

function unusedOf(compiled: Compiled, ready: readonly Ready[], search: SearchResult, turns: readonly Turn[], g: Ground): Unused[] {
  const inUse = new Set(search.best.order)
  return [
    // judged on all its lines, also where lines chose among offers one by one
    ...ready.flatMap((o, i) => (inUse.has(i) ? [] : [{ id: o.id, coupon: o.coupon, why: whyUnused(compiled.ready, i, turns, search.best, search.relations, g) }])),
    ...compiled.left.map((l) => ({ id: l.offer.id, coupon: l.coupon, why: l.why })),
  ]
}

function pricedBy(lines: readonly QuotedLine[], prices: readonly ItemPrice[]): Quote['priced'] {
  const found = new Map<string, { id: string; name?: string; version?: number; savedFen: number; keys: string[] }>()
  prices.forEach(({ by }, i) => {
    if (!by) return
    const one = found.get(by.id) ?? { id: by.id, ...(by.name === undefined ? {} : { name: by.name }), ...(by.version === undefined ? {} : { version: by.version }), savedFen: 0, keys: [] }
    one.savedFen += lines[i]!.listFen - lines[i]!.amountFen
    one.keys.push(lines[i]!.key)
    found.set(by.id, one)
  })
  return [...found.values()]
}

function stampOf(input: QuoteInput): Quote['stamp'] {
  const left = [...(input.promotions ?? []), ...(input.coupons ?? [])].flatMap((o) => (o.left ? [[o.id, o.left] as const] : []))
  return {
    now: input.now, ...(input.storeId === undefined ? {} : { storeId: input.storeId }), ...(input.channel === undefined ? {} : { channel: input.channel }),
    ...(input.shopper?.tier === undefined ? {} : { tier: input.shopper.tier }), ...(left.length > 0 ? { left: Object.fromEntries(left) } : {}),
  }
}

function check(lines: readonly BasketLine[]): void {
  for (const l of lines) {
    assert(Number.isSafeInteger(l.qty) && l.qty >= 1, `a line has whole units, got ${l.qty}`)
    assert(Number.isSafeInteger(l.unitFen) && Number.isSafeInteger(l.qty * l.unitFen), `a price is whole minor units, got ${l.unitFen}`)
  }
}

/** The basket at its item prices, before any offer; a tier may carry it free of shipping. */
export function opening(input: QuoteInput, prices: readonly ItemPrice[]): Standing {
  const s = standing(input.lines.length, pursesOf(input))
  input.lines.forEach((l, i) => {
    s.amounts[i] = l.qty * prices[i]!.unitFen
    s.goodsFen += s.amounts[i]!
  })
  s.shippingFen = input.shopper?.freeShipping ? 0 : (input.shippingFen ?? 0)
  return s
}

export function groundOf(input: QuoteInput, ready: readonly Ready[]): Ground {
  const priced = input.lines.flatMap((l, i) => (l.gift || l.unitFen < 0 ? [] : [i]))
  return { qty: Int32Array.from(input.lines, (l) => l.qty), listFen: Float64Array.from(input.lines, (l) => l.qty * l.unitFen), priced: Int32Array.from(priced), frees: ready.filter((o) => o.effect.kind === 'buy-get').length, ...(input.points ? { points: input.points } : {}) }
}

/** Walks the winning order once more, writing down what each offer took, by which sum, and from which lines. */
function walk(ready: readonly Ready[], order: readonly number[], g: Ground, start: Standing, lines: readonly BasketLine[]) {
  const s = standing(lines.length, start.spent.length)
  copyInto(s, start)
  const keys = lines.map((l) => l.key)
  const turns: Turn[] = new Array<Turn>(ready.length)
  const applied: Applied[] = []
  const gifts: Quote['gifts'][number][] = []
  const ofLine = lines.map((): { id: string; coupon: boolean; fen: number }[] => [])
  const parts = new Float64Array(Math.max(lines.length, 1))
  const snapshot = () => {
    const copy = standing(lines.length, s.spent.length)
    copyInto(copy, s)
    return copy
  }
  const wait = (until: number) => {
    const here = ready.flatMap((o, i) => (turns[i] === undefined && o.place <= until && !order.includes(i) ? [i] : []))
    if (here.length === 0) return
    const turn: Turn = { standing: snapshot(), offFen: 0 }
    for (const i of here) turns[i] = turn
  }
  for (const i of order) {
    const o = ready[i]!
    wait(o.place)
    const offFen = measure(o, s, g)
    turns[i] = { standing: snapshot(), offFen }
    const shared: Applied['parts'][number][] = []
    if (o.stage !== 'shipping' && offFen > 0) {
      share(o, s, g, offFen, parts).forEach((line, k) => {
        if (parts[k] === 0) return
        shared.push({ key: keys[line]!, fen: parts[k]!, ofFen: s.amounts[line]! })
        ofLine[line]!.push({ id: o.id, coupon: o.coupon, fen: parts[k]! })
      })
    }
    applied.push({
      id: o.id, coupon: o.coupon, ...(o.coupon ? { couponId: o.couponId } : {}), ...(o.source.name === undefined ? {} : { name: o.source.name }), ...(o.source.version === undefined ? {} : { version: o.source.version }),
      stage: o.stage, discountFen: offFen, reason: reasonOf(o, s, g, keys), over: Array.from(looksAt(o), (line) => ({ key: keys[line]!, fen: s.amounts[line]! })), parts: shared,
    })
    const gift = giftNow(o, s)
    if (gift) gifts.push({ id: o.id, ...gift.gift })
    applyTo(o, s, g, offFen)
  }
  wait(Infinity)
  return { end: s, applied, gifts, ofLine, turns }
}
