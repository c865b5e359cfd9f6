import type { LocalDate } from '@huitou/units'
import type { WireRule } from './wire-rule.js'

export interface RuleProblem { readonly path: string; readonly reason: { readonly code: string; readonly facts: Record<string, unknown> } }

/** More points than this for the smallest coin is a slip of the pen, and would leave the numbers a book can hold. */
const MOST_PER_MINOR = 100

/** What is wrong with a draft, naming the field and what would be right. */
export function problemsOfRules(rules: readonly WireRule[], today: LocalDate): RuleProblem[] {
  const out: RuleProblem[] = []
  const say = (i: number, field: string, code: string, facts: Record<string, unknown> = {}) => out.push({ path: `rules.${i}.${field}`, reason: { code, facts: { rule: rules[i]!.name, ...facts } } })
  rules.forEach((rule, i) => {
    const onOrder = rule.on === 'order' || rule.on === 'first-order'
    if (rules.findIndex((r) => r.ruleId === rule.ruleId) < i) say(i, 'ruleId', 'rule-twice')
    if (!onOrder && rule.fixedPoints === null) say(i, 'fixedPoints', 'rule-needs-points')
    if (!onOrder && rule.rate !== null) say(i, 'rate', 'rule-rate-without-order')
    if (onOrder && rule.rate !== null && rule.fixedPoints !== null) say(i, 'fixedPoints', 'rule-rate-or-points')
    if (onOrder && rule.rate === null && rule.fixedPoints === null && rule.multiplierBp === 10_000) say(i, 'rate', 'rule-gives-nothing')
    if (rule.rate && (rule.rate.points / rule.rate.perMinor) * (rule.multiplierBp / 10_000) > MOST_PER_MINOR) say(i, 'rate', 'rule-rate-too-high', { most: MOST_PER_MINOR })
    if (rule.fixedPoints === 0) say(i, 'fixedPoints', 'rule-gives-nothing')
    for (const cap of ['capPerOrder', 'capPerDay', 'capPerMonth'] as const) if (rule[cap] === 0) say(i, cap, 'rule-cap-zero')
    if (rule.capPerDay !== null && rule.capPerMonth !== null && rule.capPerMonth < rule.capPerDay) say(i, 'capPerMonth', 'rule-month-below-day', { least: rule.capPerDay })
    if (rule.validFrom && rule.validUntil && rule.validUntil < rule.validFrom) say(i, 'validUntil', 'rule-dates-crossed', { least: rule.validFrom })
    else if (rule.validUntil && rule.validUntil < today) say(i, 'validUntil', 'rule-is-over', { today })
    if (rule.wallet === 'growth' && rule.expiry) say(i, 'expiry', 'rule-growth-never-expires')
  })
  return out
}
