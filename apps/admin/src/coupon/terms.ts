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

/** What it takes off, in a few words. */
export function faceOf(c: Terms, f: Figures, t: Words): string {
  const over = c.thresholdMinor > 0 ? t.readOver(f.round(c.thresholdMinor)) : ''
  return c.kind === 'amount-off' ? t.readAmount('', over, f.round(c.amountMinor ?? 0)) : t.readPercent('', over, zheOf(c.rateBp ?? 0), c.capMinor ? t.semi + t.capText(f.round(c.capMinor)) : '')
}

export function scopeOf(c: Terms, t: Words): string {
  const named = [...c.scope.categories, ...c.scope.brands, ...c.scope.skus].join(t.semi)
  return c.scope.mode === 'all' || !named ? t.scopeAll : c.scope.mode === 'include' ? t.scopeOnly(named) : t.scopeNot(named)
}

/** The coupon read aloud: what it does, how long, for how many, and the most it can cost. */
export function readAloud(c: Terms, f: Figures, t: Words): string {
  const valid = c.validity.kind === 'days' ? t.afterClaim(c.validity.days) : `${f.day(c.validity.from)} – ${t.untilText(f.day(c.validity.until))}`
  const each = c.kind === 'amount-off' ? c.amountMinor : c.capMinor
  const most = c.total !== null && each ? t.readMost(f.round(c.total * each)) : ''
  const where = c.scope.mode === 'all' ? '' : t.open + scopeOf(c, t) + t.shut
  return t.reads(faceOf(c, f, t) + where, valid, t.readLimit(f.whole(c.perMember), c.total === null ? t.readNoTotal : t.readTotal(f.whole(c.total))) + most)
}

export const isFilled = (c: Terms): boolean => c.title.trim().length > 0 && (c.kind === 'amount-off' ? (c.amountMinor ?? 0) > 0 : (c.rateBp ?? 0) > 0) && (c.validity.kind === 'days' ? c.validity.days > 0 : c.validity.until >= c.validity.from)

/** The last day of one claimed today. */
export const lastDay = (c: Terms, today: string): string => (c.validity.kind === 'fixed' ? c.validity.until : addDays(today, c.validity.days))
