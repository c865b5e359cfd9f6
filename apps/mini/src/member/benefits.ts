import { listed } from '@huitou/words'
import type { Language } from '../platform/prefs'
import { count } from '../ui/figures'
import { tierName } from '../ui/tier-card'
import type { Words } from '../words'
import { monthDay } from '../words/time'
import { amountText, type Progress } from './standing'
import type { MyTier } from './tiers'

type Tier = MyTier['tiers'][number]
/** A benefit as it is read: icon, what it is, more about it, and whether the tier below has none of the kind. */
export interface Benefit { readonly icon: string; readonly text: string; readonly under: string; readonly fresh: boolean }

/** Everything a tier gives, with what the one below gives where that is less. */
export function benefitsOf(t: MyTier, at: number, w: Words, language: Language): Benefit[] {
  const [tier, before] = [t.tiers[at]!, t.tiers[at - 1]]
  const [b, below] = [tier.benefits, before?.benefits]
  const name = before ? tierName(before.name, language) : ''
  const price = (bp: number) => w.tiers.price(language === 'en' ? String((10_000 - bp) / 100) : String(bp / 1000))
  const titles = (ids: readonly string[]) => listed(ids.map(id => t.coupons.find(c => c.couponId === id)?.title ?? '').filter(Boolean), language)
  const [reached, monthly] = [b.reachedCoupons, b.monthlyCoupons]
  const lasts = b.pointsExpiry
  const out: (Benefit | false)[] = [
    { icon: 'coin', text: b.multiplierBp > 10_000 ? w.tiers.multiplier(String(b.multiplierBp / 10_000)) : w.tiers.plain, under: below && below.multiplierBp !== b.multiplierBp ? `${name} × ${below.multiplierBp / 10_000}` : '', fresh: false },
    b.priceBp < 10_000 && { icon: 'percent', text: price(b.priceBp), under: [b.discountCategories.length > 0 ? listed(b.discountCategories, language) : w.tiers.allGoods, below && below.priceBp < 10_000 && below.priceBp !== b.priceBp ? `${name} ${price(below.priceBp)}` : ''].filter(Boolean).join(' · '), fresh: below?.priceBp === 10_000 },
    reached.length + monthly.length > 0 && { icon: 'ticket', text: w.tiers.pack(reached.length, monthly.length), under: titles([...new Set([...reached, ...monthly])]), fresh: !!below && below.reachedCoupons.length + below.monthlyCoupons.length === 0 },
    b.freeShipping && { icon: 'truck', text: w.tiers.freeShipping, under: '', fresh: below?.freeShipping === false },
    b.birthdayPoints > 0 && { icon: 'cake', text: w.tiers.birthday(count(b.birthdayPoints)), under: '', fresh: below?.birthdayPoints === 0 },
    b.earlyHours > 0 && { icon: 'clock', text: w.tiers.early(b.earlyHours), under: '', fresh: !!below && !below.earlyHours },
    lasts !== null && { icon: 'cal', text: lasts.kind === 'none' ? w.tiers.lastsEver : lasts.kind === 'fixed' ? w.tiers.lastsTo(monthDay(lasts.on, w), lasts.yearsAhead) : lasts.kind === 'inactivity' ? w.tiers.lastsUsed(lasts.months) : w.tiers.lasts(lasts.months), under: '', fresh: !!below && !below.pointsExpiry },
    b.servicePriority > 0 && { icon: 'headset', text: w.tiers.served, under: '', fresh: !!below && !below.servicePriority },
    ...b.texts.map(text => ({ icon: 'spark', text, under: '', fresh: !!below && !below.texts.includes(text) })),
  ]
  return out.filter((row): row is Benefit => row !== false)
}

const UNIT = { growth: 'growth', spend: 'money', orders: 'orders' } as const

/** What a tier above still asks, in a sentence: every criterion that is not met. */
export function stillMissing(tier: Tier, p: Progress, w: Words, currency: string): string {
  const of = (unit: Progress['unit'], missing: number) => (missing > 0 ? [{ unit, n: amountText(missing, unit, currency) }] : [])
  const others = (Object.entries(tier.also) as [keyof typeof UNIT, number][]).flatMap(([criterion, least]) => of(UNIT[criterion], least - (p.also.find(a => a.unit === UNIT[criterion])?.have ?? 0)))
  const parts = [...of(p.unit, tier.reach - p.have), ...others]
  const [only] = parts
  return only && parts.length === 1 ? w.tiers.stillOne(only.unit, only.n) : w.tiers.still(parts.map(x => w.tiers.part(x.unit, x.n)).join(p.combine === 'all' ? w.tiers.and : w.tiers.or))
}
