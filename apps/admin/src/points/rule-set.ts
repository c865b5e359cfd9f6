import type { Answer } from '../platform/ask'

export type RuleSet = NonNullable<Answer<'listRuleSets'>['current']>
export type Rule = RuleSet['rules'][number]

export type RuleState = 'running' | 'draft-new' | 'draft-changed' | 'removed'
export interface Listed {
  rule: Rule
  state: RuleState
}

const same = (a: Rule, b: Rule): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What runs and what is drafted, told as one list. */
export function listed(data: Answer<'listRuleSets'>): Listed[] {
  const running = data.current?.rules ?? []
  if (!data.draft) return running.map((rule) => ({ rule, state: 'running' }))
  const drafted = data.draft.rules
  return [
    ...drafted.map((rule): Listed => {
      const old = running.find((r) => r.ruleId === rule.ruleId)
      return { rule, state: !old ? 'draft-new' : same(old, rule) ? 'running' : 'draft-changed' }
    }),
    ...running.filter((r) => !drafted.some((d) => d.ruleId === r.ruleId)).map((rule): Listed => ({ rule, state: 'removed' })),
  ]
}

/** The set an edit starts from: the draft if there is one. */
export const workingRules = (data: Answer<'listRuleSets'>): Rule[] => (data.draft ?? data.current)?.rules ?? []

export const withRule = (rules: Rule[], rule: Rule): Rule[] => (rules.some((r) => r.ruleId === rule.ruleId) ? rules.map((r) => (r.ruleId === rule.ruleId ? rule : r)) : [...rules, rule])

/** A fresh rule with an id nobody has. */
export function newRule(rules: Rule[], unit: number): Rule {
  let n = rules.length + 1
  while (rules.some((r) => r.ruleId === `rule-${n}`)) n++
  return {
    ruleId: `rule-${n}`, name: '', on: 'order', wallet: 'points', rate: { points: 1, perMinor: unit }, fixedPoints: null, perUnit: null, streak: [], useTierMultiplier: true, minSpendMinor: 0, weekdays: [], monthDays: [], birthday: 'any', tiers: [], tags: [], stores: [], channels: [], payments: [], categories: [], brands: [], skus: [], notCategories: [], notBrands: [], notSkus: [], multiplierBp: 10_000,
    capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry: { months: 12, roundTo: 'month' }, validFrom: null, validUntil: null,
  }
}
