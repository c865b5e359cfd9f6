import { allocate, assert } from '@huitou/units'
import { DEFAULT_PRICE_SETTINGS, type BasketLine, type QuoteInput } from './basket.js'
import { compile, type Ready } from './compile.js'
import { applyTo, giftNow, measure, share, type Ground } from './effects.js'
import { nextSteps, whyUnused, type NextStep, type Turn, type Unused } from './hints.js'
import { itemPrice, type ItemPrice } from './item-price.js'
import type { PriceSource } from './offer.js'
import { pointsFor, type PointsUse } from './points-money.js'
import { reasonOf, type Applied } from './reason.js'
import { searchBest, takeListed, type SearchResult } from './search.js'
import { copyInto, payable, standing, type Standing } from './standing.js'

export interface QuotedLine {
  readonly key: string
  readonly sku: string
  readonly qty: number
  /** at list price */
  readonly listFen: number
  readonly unitFen: number
  readonly priceSource: PriceSource
  /** at item price: qty × unitFen */
  readonly amountFen: number
  /** each offer's share, in the order applied */
  readonly offers: readonly { readonly id: string; readonly coupon: boolean; readonly fen: number }[]
  readonly pointsFen: number
  /** what money pays for it; below zero for a trade-in */
  readonly payFen: number
}

export interface Quote {
  /** the inputs a price may change with, stamped into it */
  readonly stamp: { readonly now: number; readonly storeId?: string; readonly channel?: string; readonly tier?: string }
  readonly lines: readonly QuotedLine[]
  readonly applied: readonly Applied[]
  readonly gifts: readonly { readonly id: string; readonly sku: string; readonly qty: number; readonly valueFen: number }[]
  /** trade-ins not counted */
  readonly listFen: number
  readonly itemSavedFen: number
  readonly promotionFen: number
  readonly couponFen: number
  readonly tradeInFen: number
  readonly points: PointsUse
  readonly shipping: { readonly feeFen: number; readonly offFen: number; readonly free: boolean }
  readonly payFen: number
  /** against list price and full shipping; points are money and save nothing */
  readonly savedFen: number
  readonly runnerUp: { readonly ids: readonly string[]; readonly payFen: number; readonly dearerFen: number } | null
  readonly next: readonly NextStep[]
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
  check(input.lines)
  const prices = input.lines.map((l) => itemPrice(l, input.shopper))
  const start = opening(input, prices)
  const { ready, left } = compile(input, prices, settings, checkout)
  const g = groundOf(input, ready)
  const search: SearchResult = settings.competition === 'listed'
    ? takeListed(ready, g, start)
    : searchBest(ready, g, start, settings.searchBudget)
  const walked = walk(ready, search.best.order, g, start, input.lines)
  const end = walked.end
  const points = input.points ? pointsFor(Math.max(0, end.goodsFen), input.points) : { points: 0, worthFen: 0 }
  const pointParts = input.lines.map(() => 0)
  if (points.worthFen > 0) allocate(points.worthFen, [...g.priced].map((i) => end.amounts[i]!)).forEach((p, k) => { pointParts[g.priced[k]!] = p })
  const lines = input.lines.map((l, i): QuotedLine => ({
    key: l.key, sku: l.sku, qty: l.qty, listFen: l.gift ? 0 : l.qty * l.unitFen, unitFen: prices[i]!.unitFen, priceSource: prices[i]!.source,
    amountFen: start.amounts[i]!, offers: walked.ofLine[i]!, pointsFen: pointParts[i]!, payFen: end.amounts[i]! - pointParts[i]!,
  }))
  const feeFen = input.shippingFen ?? 0
  const offers = (coupon: boolean) => walked.applied.reduce((sum, a) => sum + (a.coupon === coupon && a.stage !== 'shipping' ? a.discountFen : 0), 0)
  const sum = (of: (l: QuotedLine) => number) => lines.reduce((total, l) => total + of(l), 0)
  const listFen = sum((l) => Math.max(0, l.listFen))
  const itemSavedFen = listFen - sum((l) => Math.max(0, l.amountFen))
  const [promotionFen, couponFen, shippingOffFen] = [offers(false), offers(true), feeFen - end.shippingFen]
  const payBeforePoints = payable(end)
  const inUse = new Set(search.best.order)
  return {
    stamp: { now: input.now, ...(input.storeId === undefined ? {} : { storeId: input.storeId }), ...(input.channel === undefined ? {} : { channel: input.channel }), ...(input.shopper?.tier === undefined ? {} : { tier: input.shopper.tier }) },
    lines, applied: walked.applied, gifts: walked.gifts, listFen, itemSavedFen, promotionFen, couponFen, tradeInFen: sum((l) => Math.min(0, l.amountFen)), points,
    shipping: { feeFen, offFen: shippingOffFen, free: feeFen > 0 && end.shippingFen === 0 },
    payFen: payBeforePoints - points.worthFen, savedFen: itemSavedFen + promotionFen + couponFen + shippingOffFen,
    runnerUp: search.runnerUp && { ids: search.runnerUp.order.map((i) => ready[i]!.id), payFen: search.runnerUp.payFen, dearerFen: search.runnerUp.payFen - search.best.payFen },
    next: nextSteps(ready, walked.turns, search.best, search.relations),
    unused: [
      ...ready.flatMap((o, i) => (inUse.has(i) ? [] : [{ id: o.id, coupon: o.coupon, why: whyUnused(ready, i, walked.turns[i]!, search.best, search.relations, g) }])),
      ...left.map((l) => ({ id: l.offer.id, coupon: l.coupon, why: l.why })),
    ],
    exact: search.exact, tried: search.tried,
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
  const s = standing(input.lines.length)
  input.lines.forEach((l, i) => {
    s.amounts[i] = l.qty * prices[i]!.unitFen
    s.goodsFen += s.amounts[i]!
  })
  s.shippingFen = input.shopper?.freeShipping ? 0 : (input.shippingFen ?? 0)
  return s
}

export function groundOf(input: QuoteInput, ready: readonly Ready[]): Ground {
  const priced = input.lines.flatMap((l, i) => (l.gift || l.unitFen < 0 ? [] : [i]))
  return { qty: Int32Array.from(input.lines, (l) => l.qty), priced: Int32Array.from(priced), frees: ready.filter((o) => o.effect.kind === 'buy-get').length, ...(input.points ? { points: input.points } : {}) }
}

/** Walks the winning order once more, writing down what each offer took, by which sum, and from which lines. */
function walk(ready: readonly Ready[], order: readonly number[], g: Ground, start: Standing, lines: readonly BasketLine[]) {
  const s = standing(lines.length)
  copyInto(s, start)
  const keys = lines.map((l) => l.key)
  const turns: Turn[] = new Array<Turn>(ready.length)
  const applied: Applied[] = []
  const gifts: Quote['gifts'][number][] = []
  const ofLine = lines.map((): { id: string; coupon: boolean; fen: number }[] => [])
  const parts = new Float64Array(Math.max(lines.length, 1))
  const snapshot = () => {
    const copy = standing(lines.length)
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
      stage: o.stage, discountFen: offFen, reason: reasonOf(o, s, g, keys), parts: shared,
    })
    const gift = giftNow(o, s)
    if (gift) gifts.push({ id: o.id, ...gift.gift })
    applyTo(o, s, g, offFen)
  }
  wait(Infinity)
  return { end: s, applied, gifts, ofLine, turns }
}
