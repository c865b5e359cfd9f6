import type { Answer, Send } from '../platform/ask'

export type Set = NonNullable<Answer<'readTiers'>['current']>
export type Terms = Set['terms']
export type OneTier = Set['tiers'][number]
export interface Work {
  terms: Terms
  tiers: OneTier[]
}

export const emptyBenefits: OneTier['benefits'] = { multiplierBp: 10_000, priceBp: 10_000, discountCategories: [], freeShipping: false, birthdayPoints: 0, texts: [], reachedCoupons: [], monthlyCoupons: [], earlyHours: 0, servicePriority: 0, pointsExpiry: null }

/** Where the owner starts: the draft, or what runs, or a plain pair of tiers. */
export function startOf(data: Answer<'readTiers'>, names: [string, string]): Work {
  const set = data.draft ?? data.current
  if (set) return { terms: set.terms, tiers: set.tiers }
  return {
    terms: { criterion: 'spend', combine: 'any', window: 'rolling', rollingMonths: 12, yearFrom: '01-01', reach: 'at-once', holds: 'next-window', downgrade: 'by-balance', graceDays: 0, graceMonths: 0, graceToMonthEnd: false, newTerms: 'window-end', warnDays: 30 },
    tiers: [
      { tierId: 't1', name: names[0], rank: 0, material: 'silver', reach: 0, keep: null, also: {}, benefits: emptyBenefits },
      { tierId: 't2', name: names[1], rank: 1, material: 'gold', reach: 100_000, keep: null, also: {}, benefits: { ...emptyBenefits, multiplierBp: 12_000 } },
    ],
  }
}

export const bodyOf = (w: Work): Send<'saveTierDraft'> => ({ terms: w.terms, tiers: w.tiers.map((x, rank) => ({ ...x, rank })) })

/** How many values differ from what runs. */
export function changesOf(w: Work, current: Set | null): number {
  if (!current) return 0
  let n = 0
  for (const key of Object.keys(w.terms) as (keyof Terms)[]) if (w.terms[key] !== current.terms[key]) n++
  for (const x of w.tiers) {
    const old = current.tiers.find((o) => o.tierId === x.tierId)
    if (!old) n++
    else {
      if (JSON.stringify(old.also) !== JSON.stringify(x.also)) n++
      for (const key of ['name', 'reach', 'keep', 'material'] as const) if (old[key] !== x[key]) n++
      for (const key of Object.keys(x.benefits) as (keyof OneTier['benefits'])[]) if (JSON.stringify(old.benefits[key]) !== JSON.stringify(x.benefits[key])) n++
    }
  }
  return n + current.tiers.filter((o) => !w.tiers.some((x) => x.tierId === o.tierId)).length
}

/** Thresholds by money are typed in whole units of the currency. */
export const scaleOf = (terms: Pick<Terms, 'criterion'>, unit: number): number => (terms.criterion === 'spend' ? unit : 1)

export type Criterion = Terms['criterion']
export const CRITERIA: readonly Criterion[] = ['growth', 'spend', 'orders']

/** The criteria that count beside the first. */
export const alsoOf = (w: Work): Criterion[] => CRITERIA.filter((c) => c !== w.terms.criterion && w.tiers.some((x) => x.also[c] !== undefined))
