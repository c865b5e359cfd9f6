import { addDays } from '@huitou/units'
import type { Answer } from '../platform/ask'
import type { Figures } from '../platform/figures'
import type { coupon } from '../words/zh/coupon'

export type Coupon = Answer<'readCoupon'>
export type Terms = Coupon['terms']
type Words = typeof coupon

export const freshTerms = (f: Figures): Terms => ({
  title: '', kind: 'amount-off', amountMinor: 20 * f.unit, rateBp: null, capMinor: null, thresholdMinor: 100 * f.unit,
  scope: { mode: 'all', categories: [], brands: [], skus: [], storeIds: [], channels: [], tierIds: [] },
  validity: { kind: 'days', days: 14 }, weekdays: [], fromMinute: null, untilMinute: null, total: 100, perMember: 1, claimFrom: null, claimUntil: null, claimable: true, note: '',
})

/** 1,200 taken off reads 8.8 折. */
export const zheOf = (rateBp: number): string => String((10_000 - rateBp) / 1000)

export const KINDS = ['amount-off', 'percent-off', 'free-shipping', 'gift', 'exchange', 'nth-item'] as const

/** Another kind: what belongs to it gets a first value, what does not is emptied. */
export function ofKind(kind: Terms['kind'], c: Terms, f: Figures): Partial<Terms> {
  const rate = kind === 'percent-off' || kind === 'nth-item'
  return {
    kind, amountMinor: kind === 'amount-off' ? (c.amountMinor ?? 20 * f.unit) : null, rateBp: rate ? (c.rateBp ?? (kind === 'nth-item' ? 5000 : 1200)) : null,
    capMinor: kind === 'percent-off' || kind === 'free-shipping' ? c.capMinor : null, ...(kind === 'exchange' || kind === 'nth-item' ? { thresholdMinor: 0 } : {}), ...(kind === 'exchange' && c.scope.mode !== 'include' ? { scope: { ...c.scope, mode: 'include' as const } } : {}),
  }
}

/** What it takes off, in a few words. */
export function faceOf(c: Terms, f: Figures, t: Words): string {
  const over = c.thresholdMinor > 0 ? t.readOver(f.round(c.thresholdMinor)) : ''
  switch (c.kind) {
    case 'amount-off': return t.readAmount('', over, f.round(c.amountMinor ?? 0))
    case 'percent-off': return t.readPercent('', over, zheOf(c.rateBp ?? 0), c.capMinor ? t.semi + t.capText(f.round(c.capMinor)) : '')
    case 'free-shipping': return t.readShipping(over, c.capMinor ? t.semi + t.capText(f.round(c.capMinor)) : '')
    case 'gift': return t.readGift(over, c.gift ? `${c.gift.name}${c.gift.units && c.gift.units > 1 ? ` × ${c.gift.units}` : ''}` : '…')
    case 'exchange': return t.readExchange(c.units ?? 1)
    case 'nth-item': return t.readNth(c.nth ?? 2, zheOf(c.rateBp ?? 0))
  }
}

export function scopeOf(c: Terms, t: Words): string {
  const named = [...c.scope.categories, ...c.scope.brands, ...c.scope.skus].join(t.semi)
  const but = c.scope.except ? [...c.scope.except.categories, ...c.scope.except.brands, ...c.scope.except.skus].join(t.semi) : ''
  if (but && c.scope.mode !== 'exclude') return named && c.scope.mode === 'include' ? t.scopeOnly(named) + t.semi + t.scopeNot(but) : t.scopeNot(but)
  return c.scope.mode === 'all' || !named ? t.scopeAll : c.scope.mode === 'include' ? t.scopeOnly(named) : t.scopeNot(named)
}

/** The coupon read aloud: what it does, how long, for how many, and the most it can cost. */
export function readAloud(c: Terms, f: Figures, t: Words): string {
  const valid = c.validity.kind === 'days' ? t.afterClaim(c.validity.days) : `${f.day(c.validity.from)} – ${t.untilText(f.day(c.validity.until))}`
  const each = c.kind === 'amount-off' ? c.amountMinor : c.capMinor
  const worst = c.total !== null && each ? c.total * each : null
  const most = c.budgetMinor != null && (worst === null || c.budgetMinor < worst) ? t.readMost(f.round(c.budgetMinor)) : worst !== null ? t.readMost(f.round(worst)) : ''
  const where = c.scope.mode === 'all' && !c.scope.except ? '' : t.open + scopeOf(c, t) + t.shut
  return t.reads(faceOf(c, f, t) + where, valid, t.readLimit(f.whole(c.perMember), c.total === null ? t.readNoTotal : t.readTotal(f.whole(c.total))) + most)
}

const hasFace = (c: Terms): boolean => (c.kind === 'amount-off' ? (c.amountMinor ?? 0) > 0 : c.kind === 'percent-off' || c.kind === 'nth-item' ? (c.rateBp ?? 0) > 0 : c.kind === 'gift' ? !!c.gift : true)

export const isFilled = (c: Terms): boolean => c.title.trim().length > 0 && hasFace(c) && (c.validity.kind === 'days' ? c.validity.days > 0 : c.validity.until >= c.validity.from)

/** The last day of one claimed today. */
export const lastDay = (c: Terms, today: string): string => (c.validity.kind === 'fixed' ? c.validity.until : addDays(today, c.validity.days))
