import type { Activity, EarnRule, Limit, Pending } from '@huitou/ledger'
import { addDays, ratio, startOfDate, type Zone } from '@huitou/units'
import { EarningRule } from '@huitou/contract'
import { ownExpiry } from '../expiry/index.js'
import * as z from 'zod/mini'

export type WireRule = z.output<typeof EarningRule>

/** As good as for ever: the day after it could not be written. */
const END_OF_DAYS = '9999-12-31'

/** Conditions that are lists: an empty one means all. */
const LISTS = ['weekdays', 'monthDays', 'tiers', 'tags', 'stores', 'channels', 'payments', 'categories', 'brands', 'skus', 'notCategories', 'notBrands', 'notSkus'] as const

/** The core's rule of one rule on the wire. A rule on orders with neither rate nor fixed points multiplies the others. */
export function coreRule(rule: WireRule, version: number, priority: number, { zone, idleActs }: { readonly zone: Zone; readonly idleActs: readonly Activity[] }): EarnRule {
  const onOrder = rule.on === 'order' || rule.on === 'first-order'
  return {
    id: rule.ruleId, version, wallet: rule.wallet, priority, award: awardOf(rule, onOrder), multiplied: onOrder && rule.rate !== null, withoutTier: !rule.useTierMultiplier,
    when: {
      ...(rule.minSpendMinor > 0 ? { minMinor: rule.minSpendMinor } : {}), ...Object.fromEntries(LISTS.filter((name) => rule[name].length > 0).map((name) => [name, rule[name]])),
      ...(rule.birthday !== 'any' ? { birthday: rule.birthday } : {}),
      ...(rule.on === 'first-order' ? { firstOrder: true } : {}),
      ...(rule.validFrom ? { from: startOfDate(rule.validFrom, zone) } : {}), ...(rule.validUntil && rule.validUntil < END_OF_DAYS ? { until: startOfDate(addDays(rule.validUntil, 1), zone) } : {}),
    },
    ...(rule.pendingDays > 0 ? { pending: { kind: 'days', days: rule.pendingDays } satisfies Pending } : {}),
    ...(rule.expiry ? { expiry: ownExpiry(rule.expiry, zone, idleActs) } : {}),
  }
}

function awardOf(rule: WireRule, onOrder: boolean): EarnRule['award'] {
  if (!onOrder) return { kind: 'per-action', action: rule.on, points: rule.fixedPoints ?? 0, ...(rule.streak.length ? { streak: rule.streak } : {}) }
  if (rule.rate) {
    const times = ratio(rule.rate.points * rule.multiplierBp, rule.rate.perMinor * 10_000)
    return { kind: 'per-amount', points: times.num, perMinor: times.den }
  }
  if (rule.fixedPoints !== null && rule.perUnit) return { kind: 'per-quantity', points: rule.fixedPoints, per: rule.perUnit }
  if (rule.fixedPoints !== null) return { kind: 'per-order', points: rule.fixedPoints }
  return { kind: 'multiplier', times: ratio(rule.multiplierBp, 10_000) }
}

/** A rule's own ceilings, as limits of the book. */
export const limitsOf = (rule: WireRule): Limit[] =>
  ([['order', rule.capPerOrder], ['day', rule.capPerDay], ['month', rule.capPerMonth]] as const)
    .filter(([, points]) => points !== null)
    .map(([per, points]) => ({ id: `${rule.ruleId}-${per}`, wallet: rule.wallet, per, points: points!, ruleIds: [rule.ruleId], policy: 'cap' }))

/** A rule with the defaults of every field that is not named. */
export const plainRule = (rule: z.input<typeof EarningRule>): WireRule => z.parse(EarningRule, rule)
