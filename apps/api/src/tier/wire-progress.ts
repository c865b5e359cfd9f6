import { progressOf, type DayAmounts, type TierState } from '@huitou/tier'
import { dateAt, type Instant } from '@huitou/units'
import { tierOf, tierRef, type TierSetInForce } from './tier-terms.js'

const UNITS = { growth: 'growth', spend: 'money', orders: 'orders' } as const

/** Where a member stands between tiers, in the form every screen reads. */
export function wireProgress(set: TierSetInForce | null, state: TierState, days: readonly DayAmounts[], at: Instant) {
  if (!set) return { tier: null, until: null, next: null, unit: 'growth' as const, have: 0, needNext: null, missingNext: null, keepNeed: null, missingKeep: null, keepBy: null }
  const { zone } = set.core
  const p = progressOf(state, at, days, set.core)
  const [tier, next] = [tierOf(set, p.tier), tierOf(set, p.next?.tier)]
  const lastDay = (end: Instant | null | undefined) => (end == null ? null : dateAt(end - 1, zone))
  return {
    tier: tier && tierRef(tier), until: lastDay(p.lapsesAt ?? p.keep?.judgedAt), next: next && tierRef(next), unit: UNITS[set.core.criterion], have: p.amount,
    needNext: p.next?.threshold ?? null, missingNext: p.next?.missing ?? null, keepNeed: p.keep?.threshold ?? null, missingKeep: p.keep?.missing ?? null, keepBy: lastDay(p.keep?.judgedAt),
  }
}
