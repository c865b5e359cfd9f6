import type { Answer } from '../platform/ask'
import type { Figures } from '../platform/figures'
import type { promotion } from '../words/zh/promotion'

export type Promotion = Answer<'listPromotions'>['items'][number]
export type Terms = Promotion['terms']
export type Kind = Terms['kind']
export type Step = Terms['steps'][number]
export type Phase = Promotion['phase']
export type Words = typeof promotion

export const KINDS: readonly Kind[] = ['ladder-off', 'ladder-percent', 'ladder-gift', 'n-for-percent', 'unit-off', 'buy-x-get-y', 'nth-item', 'bundle', 'unit-price', 'shipping-off']
export const STAGES = ['price', 'item', 'order', 'shipping'] as const
export type Stage = (typeof STAGES)[number]
export const stageOf = (kind: Kind): Stage => (kind === 'unit-price' ? 'price' : kind === 'shipping-off' ? 'shipping' : kind === 'ladder-off' || kind === 'ladder-percent' || kind === 'ladder-gift' ? 'order' : 'item')
export const phaseTone = { draft: 'warn', checked: 'warn', scheduled: 'note', running: 'good', paused: 'warn', over: 'plain', ended: 'plain' } as const

export const freshStep = (): Step => ({ thresholdMinor: 0, units: 0, offMinor: 0, rateBp: 0, giftSku: '', giftName: '', giftQuantity: 0, giftValueMinor: 0 })

/** What a kind begins with: figures that a shop may well keep. */
export function startOf(kind: Kind, f: Figures): Partial<Terms> {
  const step = (s: Partial<Step>): Step[] => [{ ...freshStep(), ...s }]
  const plain = { steps: step({}), buy: 0, get: 0, givenRateBp: 10_000, parts: [], priceMinor: null, capMinor: null, repeat: false }
  switch (kind) {
    case 'ladder-off': return { ...plain, steps: step({ thresholdMinor: 200 * f.unit, offMinor: 20 * f.unit }) }
    case 'ladder-percent': return { ...plain, steps: step({ thresholdMinor: 200 * f.unit, rateBp: 1000 }) }
    case 'ladder-gift': return { ...plain, steps: step({ thresholdMinor: 200 * f.unit, giftQuantity: 1 }) }
    case 'n-for-percent': return { ...plain, steps: step({ units: 3, rateBp: 2000 }) }
    case 'unit-off': return { ...plain, steps: step({ offMinor: 5 * f.unit }) }
    case 'buy-x-get-y': return { ...plain, buy: 2, get: 1 }
    case 'nth-item': return { ...plain, buy: 2, givenRateBp: 5000 }
    case 'bundle': return { ...plain, parts: [{ skus: [], categories: [], units: 1 }, { skus: [], categories: [], units: 1 }], priceMinor: 100 * f.unit }
    case 'unit-price': return { ...plain, priceMinor: null, steps: step({ rateBp: 1000 }) }
    case 'shipping-off': return { ...plain, steps: step({ thresholdMinor: 99 * f.unit }) }
  }
}

export const freshTerms = (f: Figures, now: number): Terms => ({
  title: '', kind: 'ladder-off', steps: [freshStep()], buy: 0, get: 0, givenRateBp: 10_000, givenSkus: [], givenFirst: 'dearest', parts: [], priceMinor: null, priceSource: 'timed', capMinor: null, base: 'reduced', repeat: false,
  scope: { mode: 'all', categories: [], brands: [], skus: [], storeIds: [], channels: [], tierIds: [] }, placesOut: false, tags: [], tagsOut: [], firstOrder: false,
  from: new Date(now).toISOString(), until: null, weekdays: [], fromMinute: null, untilMinute: null, priority: 100, exclusivity: 'combinable', group: null, groupMost: 1, always: false,
  budgetMinor: null, uses: null, usesPerDay: null, usesPerMember: null, usesPerMemberDay: null, broken: 'keep', giftBack: 'back', ...startOf('ladder-off', f),
})

/** 1,200 taken off reads 8.8 折. */
export const zheOf = (rateBp: number): string => String((10_000 - rateBp) / 1000)

/** What it does, in chips: each step one. */
export function stepsOf(t: Terms, f: Figures, w: Words): string[] {
  const first = t.steps[0]!
  switch (t.kind) {
    case 'ladder-off': return t.steps.map((s) => (t.repeat ? w.eachFull : '') + w.chips.off(f.round(s.thresholdMinor), f.round(s.offMinor)))
    case 'ladder-percent': return t.steps.map((s) => w.chips.percent(f.round(s.thresholdMinor), zheOf(s.rateBp)))
    case 'ladder-gift': return t.steps.map((s) => w.chips.gift(f.round(s.thresholdMinor), s.giftName || s.giftSku, f.whole(s.giftQuantity)))
    case 'n-for-percent': return t.steps.map((s) => w.chips.units(f.whole(s.units), zheOf(s.rateBp)))
    case 'unit-off': return [w.chips.each(f.round(first.offMinor), first.units ? f.whole(first.units) : '')]
    case 'buy-x-get-y': return [w.chips.buyGet(f.whole(t.buy), f.whole(t.get), t.givenRateBp >= 10_000 ? '' : zheOf(t.givenRateBp))]
    case 'nth-item': return [w.chips.nth(f.whole(t.buy), t.givenRateBp >= 10_000 ? '' : zheOf(t.givenRateBp))]
    case 'bundle': return [w.chips.bundle(f.whole(t.parts.reduce((n, p) => n + p.units, 0)), f.round(t.priceMinor ?? 0))]
    case 'unit-price': return [t.priceMinor === null ? w.chips.rate(zheOf(first.rateBp)) : w.chips.price(f.round(t.priceMinor))]
    case 'shipping-off': return [w.chips.shipping(f.round(first.thresholdMinor), first.offMinor ? f.round(first.offMinor) : '')]
  }
}

export function scopeOf(t: Terms, w: Words): string {
  const named = [...t.scope.categories, ...t.scope.brands, ...t.scope.skus].join(w.and)
  return t.scope.mode === 'all' || !named ? w.scopeAll : t.scope.mode === 'include' ? w.scopeOnly(named) : w.scopeNot(named)
}

export const whenOf = (t: Pick<Terms, 'from' | 'until'>, f: Figures, w: Words, now: number): string => {
  const begins = Date.parse(t.from) > now ? f.dayOf(t.from) : ''
  return t.until === null ? (begins ? w.fromDay(begins) : w.always) : begins ? `${begins} – ${f.dayOf(Date.parse(t.until) - 1)}` : w.untilDay(f.dayOf(Date.parse(t.until) - 1))
}

export const togetherOf = (t: Pick<Terms, 'kind' | 'exclusivity' | 'group' | 'always'>, w: Words): string =>
  t.kind === 'unit-price' ? w.lowest : t.exclusivity === 'alone' ? w.alone : t.exclusivity === 'group' ? (t.group ?? w.group) : t.always ? w.alwaysCounts : w.combinable
