import { createHash } from 'node:crypto'
import type { AnswerOf, routes } from '@huitou/contract'
import type { Applied, WhyNot } from '@huitou/promotion'
import { say } from '@huitou/words'
import { wireReason } from '../promotion/index.js'
import type { Currency, Instant, Zone } from '@huitou/units'
import type { Priced } from './price-basket.js'

export type WireQuote = AnswerOf<typeof routes.quoteVisit>
export type WireLine = WireQuote['lines'][number]
export type WireStep = WireQuote['steps'][number]

export interface QuoteFrame {
  readonly now: Instant
  readonly currency: Currency
  readonly zone: Zone
  readonly tierName: string | null
  readonly willEarn: WireQuote['willEarn']
  readonly confirmAbove: number
  /** a visit without a code asks for a nod before any points are spent */
  readonly alwaysConfirm: boolean
  /** titles of all the shopper's coupons */
  readonly titles: ReadonlyMap<string, string>
}

/** The lines that are paid for, then what is given with them. */
export const wireLines = ({ goods, quote }: Priced): WireLine[] => [
  ...quote.lines.map((line, i): WireLine => {
    const g = goods[i]!
    return { lineNo: g.lineNo, sku: g.product ? g.sku : null, name: g.name, category: g.category, picture: g.picture, quantity: g.quantity, unitMinor: g.unitMinor, listMinor: line.listFen, payMinor: line.payFen, gift: false }
  }),
  ...quote.gifts.map((g, k): WireLine => ({ lineNo: goods.length + k + 1, sku: g.sku, name: g.name || g.sku, category: '', picture: '', quantity: g.qty, unitMinor: 0, listMinor: 0, payMinor: 0, gift: true })),
]

const STAGE = { item: 'item-promotion', order: 'order-promotion', 'item-coupon': 'coupon', 'order-coupon': 'coupon', shipping: 'shipping' } as const

/** The steps that take the list total down to what is paid; the shares of each sum to its amount. */
export function wireSteps(priced: Priced, currency: Currency, tierName: string | null): WireStep[] {
  const { quote, goods } = priced
  const title = (code: string, facts: Record<string, unknown>) => say(code, facts, 'zh-CN')
  const steps: WireStep[] = []
  for (const source of ['member', 'timed', 'flash'] as const) {
    const shares = quote.lines.flatMap((l, i) => (l.priceSource === source && l.listFen > l.amountFen ? [{ lineNo: goods[i]!.lineNo, minor: l.listFen - l.amountFen, baseMinor: l.listFen }] : []))
    if (shares.length === 0) continue
    const reason = { code: `price-${source}`, facts: { tier: tierName ?? '', currency } }
    steps.push({ stage: 'item-price', id: source, version: null, title: title(reason.code, reason.facts), amountMinor: shares.reduce((sum, s) => sum + s.minor, 0), shares, reason })
  }
  for (const a of quote.applied) {
    const reason = reasonOf(a, currency)
    steps.push({ stage: a.coupon && a.stage !== 'shipping' ? 'coupon' : STAGE[a.stage], id: a.id, version: a.version ?? null, title: a.name ?? title(reason.code, reason.facts), amountMinor: a.discountFen, shares: a.parts.map((p) => ({ lineNo: Number(p.key), minor: p.fen, baseMinor: p.ofFen })), reason })
  }
  if (quote.points.points > 0) {
    const reason = { code: 'price-points', facts: { points: quote.points.points, worthMinor: quote.points.worthFen, currency } }
    steps.push({ stage: 'points', id: 'points', version: null, title: title(reason.code, reason.facts), amountMinor: quote.points.worthFen, shares: quote.lines.flatMap((l, i) => (l.pointsFen > 0 ? [{ lineNo: goods[i]!.lineNo, minor: l.pointsFen, baseMinor: l.payFen + l.pointsFen }] : [])), reason })
  }
  return steps
}

/** The engine's reason as a code that `words` has a sentence for. */
function reasonOf(a: Applied, currency: Currency): { code: string; facts: Record<string, unknown> } {
  const { rule, ...sum } = a.reason
  const facts = Object.fromEntries(Object.entries(sum).map(([name, value]) => [name.replace(/Fen$/, 'Minor'), value]))
  return { code: `price-${rule}`, facts: { ...facts, name: a.name ?? '', currency } }
}

export function wireQuote(priced: Priced, frame: QuoteFrame): WireQuote {
  const { quote } = priced
  const nameOf = new Map(quote.applied.map((a) => [a.id, a.name ?? '']))
  const steps = wireSteps(priced, frame.currency, frame.tierName)
  const used = quote.points.points
  const next = quote.next[0]
  const units = quote.nextUnits.find((u) => !u.coupon)
  return {
    quotedAt: new Date(frame.now).toISOString(), exact: quote.exact, tried: quote.tried, currency: frame.currency, lines: wireLines(priced), listMinor: quote.listFen + quote.tradeInFen, steps, payMinor: quote.payFen, savedMinor: quote.savedFen,
    couponIds: [...priced.couponIds],
    points: { used, worthMinor: quote.points.worthFen, mostUsable: priced.mostPoints, needsConfirmation: used > 0 && (frame.alwaysConfirm || used > frame.confirmAbove) },
    runnerUp: quote.runnerUp && { payMinor: quote.runnerUp.payFen - quote.points.worthFen, moreMinor: quote.runnerUp.dearerFen, reason: { code: 'price-runner-up', facts: { names: quote.runnerUp.ids.map((id) => nameOf.get(id) ?? frame.titles.get(id) ?? '').filter(Boolean), moreMinor: quote.runnerUp.dearerFen, currency: frame.currency } } },
    nextThreshold: next ? { id: next.id, missingMinor: next.missingFen, gainMinor: next.gainFen, title: nameOf.get(next.id) ?? frame.titles.get(next.id) ?? '' } : null,
    nextUnits: units ? { id: units.id, missingUnits: units.missingUnits, title: frame.titles.get(units.id) ?? '' } : null,
    unusable: quote.unused.flatMap((u) => (u.coupon ? [{ memberCouponId: u.id, title: frame.titles.get(u.id) ?? '', reason: reasonOfUnused(priced, u.why, frame) }] : [])),
    willEarn: frame.willEarn, stamp: stampOf(priced),
  }
}

/** Why something was left out, with the goods that count for it by name. */
export function reasonOfUnused({ goods }: Priced, why: WhyNot, shop: { readonly zone: Zone; readonly currency: Currency }): { code: string; facts: Record<string, unknown> } {
  const { code, facts: { lines, ...facts } } = wireReason(why, shop)
  const counted = Array.isArray(lines) ? [...new Set((lines as number[]).map((i) => goods[i]?.name ?? ''))].filter(Boolean) : []
  return { code, facts: counted.length > 0 ? { ...facts, counted } : facts }
}

/**
 * Stands for what was agreed: each line, each reduction with its version and shares, coupons, points and total. A settlement
 * with another stamp is refused, so that nobody pays a price they have not seen.
 */
export function stampOf({ goods, quote, couponIds }: Priced): string {
  const agreed = [
    goods.map((g, i) => [g.sku, g.name, g.quantity, g.unitMinor, quote.lines[i]!.amountFen, quote.lines[i]!.payFen, quote.lines[i]!.pointsFen]),
    quote.applied.map((a) => [a.id, a.version ?? 0, a.discountFen, a.parts.map((p) => [p.key, p.fen])]), [...couponIds].sort(), quote.gifts.map((g) => [g.id, g.sku, g.qty]), quote.points.points, quote.payFen,
  ]
  return createHash('sha256').update(JSON.stringify(agreed)).digest('base64url')
}
