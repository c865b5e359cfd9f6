import { addDays, daysBetween, partsOf, weekdayOf, type LocalDate } from '@huitou/units'
import { ownExpiryProblem } from '../expiry/index.js'
import type { WireRule } from './wire-rule.js'

export interface RuleProblem { readonly path: string; readonly reason: { readonly code: string; readonly facts: Record<string, unknown> } }
/** What the shop has, where a rule may name it; left out, names are not judged. */
export interface ShopNames { readonly tiers?: ReadonlySet<string>; readonly stores?: ReadonlySet<string> }
type Say = (field: string, code: string, facts?: Record<string, unknown>) => void

/** More points than this for the smallest coin is a slip of the pen, and would leave the numbers a book can hold. */
const MOST_PER_MINOR = 100
const onOrder = (rule: WireRule): boolean => rule.on === 'order' || rule.on === 'first-order'
const multiplies = (rule: WireRule): boolean => onOrder(rule) && rule.rate === null && rule.fixedPoints === null

/** What is wrong with a draft, naming the field and what would be right. */
export function problemsOfRules(rules: readonly WireRule[], today: LocalDate, shop: ShopNames = {}): RuleProblem[] {
  const out: RuleProblem[] = []
  rules.forEach((rule, i) => {
    const say: Say = (field, code, facts = {}) => out.push({ path: `rules.${i}.${field}`, reason: { code, facts: { rule: rule.name, ...facts } } })
    if (rules.findIndex((r) => r.ruleId === rule.ruleId) < i) say('ruleId', 'rule-twice')
    awards(rule, rules, say)
    caps(rule, say)
    days(rule, today, say)
    conditions(rule, shop, say)
  })
  return out
}

/** It gives something, in one way. */
function awards(rule: WireRule, rules: readonly WireRule[], say: Say): void {
  const order = onOrder(rule)
  if (!order && rule.fixedPoints === null) say('fixedPoints', 'rule-needs-points')
  if (!order && rule.rate !== null) say('rate', 'rule-rate-without-order')
  if (order && rule.rate !== null && rule.fixedPoints !== null) say('fixedPoints', 'rule-rate-or-points')
  if (multiplies(rule) && rule.multiplierBp === 10_000) say('rate', 'rule-gives-nothing')
  if (multiplies(rule) && rule.multiplierBp !== 10_000 && !rules.some((r) => r !== rule && r.wallet === rule.wallet && r.rate !== null)) say('multiplierBp', 'rule-multiplies-nothing')
  if (rule.rate && rule.multiplierBp === 0) say('multiplierBp', 'rule-gives-nothing')
  if (rule.rate && (rule.rate.points / rule.rate.perMinor) * (rule.multiplierBp / 10_000) > MOST_PER_MINOR) say('rate', 'rule-rate-too-high', { most: MOST_PER_MINOR })
  if (rule.fixedPoints === 0) say('fixedPoints', 'rule-gives-nothing')
  if (rule.perUnit && (rule.fixedPoints === null || !order)) say('perUnit', 'rule-units-need-points')
  if (rule.streak.length > 0 && rule.on !== 'check-in') say('streak', 'rule-streak-elsewhere')
  rule.streak.forEach((step, n) => { if (rule.streak.findIndex((s) => s.every === step.every) < n) say('streak', 'rule-streak-twice', { every: step.every }) })
  const noDay = ownExpiryProblem(rule.expiry)
  if (noDay) say('expiry.on', 'expiry-no-such-day', noDay)
  if (rule.wallet === 'growth' && rule.expiry) say('expiry', 'rule-growth-never-expires')
}

function caps(rule: WireRule, say: Say): void {
  for (const cap of ['capPerOrder', 'capPerDay', 'capPerMonth'] as const) if (rule[cap] === 0) say(cap, 'rule-cap-zero')
  if (rule.capPerDay !== null && rule.capPerMonth !== null && rule.capPerMonth < rule.capPerDay) say('capPerMonth', 'rule-month-below-day', { least: rule.capPerDay })
  if (rule.capPerOrder !== null && rule.capPerDay !== null && rule.capPerOrder > rule.capPerDay) say('capPerOrder', 'rule-order-above-day', { most: rule.capPerDay })
}

/** There is a day on which it counts. */
function days(rule: WireRule, today: LocalDate, say: Say): void {
  if (rule.validFrom && rule.validUntil && rule.validUntil < rule.validFrom) return say('validUntil', 'rule-dates-crossed', { least: rule.validFrom })
  if (rule.validUntil && rule.validUntil < today) return say('validUntil', 'rule-is-over', { today })
  if (rule.weekdays.length === 0 && rule.monthDays.length === 0) return
  const from = rule.validFrom && rule.validFrom > today ? rule.validFrom : today
  // Whatever the weekday and the day of the month, eight years hold it if anything does.
  const last = rule.validUntil ? Math.min(daysBetween(from, rule.validUntil), 2922) : 2922
  for (let n = 0; n <= last; n++) {
    const day = addDays(from, n)
    if ((rule.weekdays.length === 0 || rule.weekdays.includes(weekdayOf(day))) && (rule.monthDays.length === 0 || rule.monthDays.includes(partsOf(day).day))) return
  }
  say(rule.monthDays.length > 0 ? 'monthDays' : 'weekdays', 'rule-no-such-day', { from, until: rule.validUntil })
}

/** No condition is dead: what an action does not have, what excludes itself, what the shop does not have. */
function conditions(rule: WireRule, shop: ShopNames, say: Say): void {
  const ofOrders = ['categories', 'brands', 'skus', 'notCategories', 'notBrands', 'notSkus', 'stores', 'channels', 'payments'] as const
  if (!onOrder(rule)) {
    for (const field of ofOrders) if (rule[field].length > 0) say(field, 'rule-condition-without-order')
    if (rule.minSpendMinor > 0) say('minSpendMinor', 'rule-condition-without-order')
  }
  for (const [yes, no] of [['categories', 'notCategories'], ['brands', 'notBrands'], ['skus', 'notSkus']] as const) {
    if (rule[yes].length > 0 && rule[yes].every((name) => rule[no].includes(name))) say(no, 'rule-excludes-itself', { name: rule[yes][0] })
  }
  if (shop.tiers) for (const tier of rule.tiers) if (!shop.tiers.has(tier)) say('tiers', 'rule-tier-unknown', { tier })
  if (shop.stores) for (const store of rule.stores) if (!shop.stores.has(store)) say('stores', 'rule-store-unknown')
}
