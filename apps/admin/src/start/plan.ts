import { minorDigits } from '@huitou/units'
import type { Send } from '../platform/ask'

/** What somebody is filling in to open a shop. Kept on the device, without the password. */
export interface Plan {
  shop: string
  store: string
  currency: string
  zone: string
  brand: string
  tiers: { name: string; reach: number }[]
  perMoney: number
  points: number
  pendingDays: number
  expiryMonths: 12 | 24
  checkIn: boolean
  post: boolean
  first: boolean
  ownerName: string
  login: string
}

const KEY = 'huitou.start'
const REACH: Record<number, number[]> = { 3: [0, 1000, 5000], 4: [0, 600, 3000, 12000], 5: [0, 300, 1000, 3000, 12000], 6: [0, 200, 600, 1500, 4000, 12000] }
const MATERIALS = { 3: ['silver', 'gold', 'black'], 4: ['silver', 'gold', 'platinum', 'black'], 5: ['silver', 'silver', 'gold', 'platinum', 'black'], 6: ['silver', 'silver', 'gold', 'gold', 'platinum', 'black'] } as const
export const TIMES = { 3: [1, 1.2, 1.5], 4: [1, 1.2, 1.5, 2], 5: [1, 1.1, 1.2, 1.5, 2], 6: [1, 1.1, 1.2, 1.3, 1.5, 2] } as Record<number, number[]>

export const materialsOf = (count: number): readonly ('silver' | 'gold' | 'platinum' | 'black')[] => MATERIALS[count as 3 | 4 | 5 | 6] ?? MATERIALS[4]
export const tiersOf = (count: number, names: string[]): Plan['tiers'] => (REACH[count] ?? []).map((reach, i) => ({ name: names[i] ?? '', reach }))

export const freshPlan = (names: string[], zone: string): Plan => ({
  shop: '', store: '', currency: zone.startsWith('Europe/London') ? 'GBP' : 'CNY', zone, brand: '#2C5C4E', tiers: tiersOf(4, names), perMoney: 1, points: 1, pendingDays: 0, expiryMonths: 24, checkIn: true, post: true, first: false, ownerName: '', login: '',
})

export function keptPlan(fallback: Plan): Plan {
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Plan>) }
  } catch {
    return fallback
  }
}
export const keepPlan = (plan: Plan): void => localStorage.setItem(KEY, JSON.stringify(plan))
export const dropPlan = (): void => localStorage.removeItem(KEY)

export const isRising = (plan: Plan): boolean => plan.tiers.every((t, i) => i === 0 || t.reach > (plan.tiers[i - 1]?.reach ?? 0))

/** The plan as a tier set: by what was spent in twelve months. */
export function tierSetOf(plan: Plan): Send<'saveTierDraft'> {
  const unit = 10 ** minorDigits(plan.currency)
  return {
    terms: { criterion: 'spend', window: 'rolling', rollingMonths: 12, downgrade: 'by-balance', graceDays: 0, warnDays: 30 },
    tiers: plan.tiers.map((t, i) => ({
      tierId: `t${i + 1}`, name: t.name.trim(), rank: i, material: materialsOf(plan.tiers.length)[i] ?? 'silver', reach: t.reach * unit, keep: null,
      benefits: { multiplierBp: Math.round((TIMES[plan.tiers.length]?.[i] ?? 1) * 10_000) },
    })),
  }
}

type Rule = Send<'saveRuleDraft'>['rules'][number]

/** The plan as earning rules. */
export function rulesOf(plan: Plan, names: { order: string; checkIn: string; post: string; first: string }): Rule[] {
  const unit = 10 ** minorDigits(plan.currency)
  // "the end of next year" is twelve months, rounded up to the end of their year
  const expiry = { months: 12, roundTo: plan.expiryMonths === 24 ? ('year' as const) : ('month' as const) }
  const plain = { rate: null, fixedPoints: null, minSpendMinor: 0, capPerDay: null, capPerMonth: null, capPerOrder: null, expiry, validFrom: null, validUntil: null }
  return [
    { ...plain, ruleId: 'spend', name: names.order, on: 'order', rate: { points: plan.points, perMinor: plan.perMoney * unit }, pendingDays: plan.pendingDays },
    ...(plan.checkIn ? [{ ...plain, ruleId: 'check-in', name: names.checkIn, on: 'check-in' as const, fixedPoints: 1, useTierMultiplier: false, capPerDay: 1 }] : []),
    ...(plan.post ? [{ ...plain, ruleId: 'post', name: names.post, on: 'post' as const, fixedPoints: 5, useTierMultiplier: false, capPerDay: 10 }] : []),
    ...(plan.first ? [{ ...plain, ruleId: 'first-order', name: names.first, on: 'first-order' as const, fixedPoints: 50, useTierMultiplier: false }] : []),
  ]
}
