import { decideThrough, progressOf, setAt, type DayAmounts, type Part, type TierState } from '@huitou/tier'
import { dateAt, type Instant } from '@huitou/units'
import { tierOf, tierRef, type TierSetInForce } from './tier-terms.js'

const UNITS = { growth: 'growth', spend: 'money', orders: 'orders' } as const

/** Where a member stands between tiers, in the form every screen reads. */
export function wireProgress(sets: readonly TierSetInForce[], state: TierState, days: readonly DayAmounts[], at: Instant) {
  const set = setAt(sets, at)
  if (!set) return { also: [], combine: 'any' as const, tier: null, until: null, next: null, unit: 'growth' as const, have: 0, needNext: null, missingNext: null, keepNeed: null, missingKeep: null, keepBy: null }
  const { zone } = set.core
  const p = progressOf(decideThrough(state, at, days, sets, 'night')[0], at, days, set.core)
  const [tier, next] = [tierOf(set, p.tier), tierOf(set, p.next?.tier)]
  const lastDay = (end: Instant | null | undefined) => (end == null ? null : dateAt(end - 1, zone))
  return {
    also: alsoOf(p.next?.parts ?? [], p.keep?.parts ?? [], set.core.criterion), combine: set.core.combine ?? 'any',
    tier: tier && tierRef(tier), until: lastDay(p.lapsesAt ?? p.keep?.judgedAt), next: next && tierRef(next), unit: UNITS[set.core.criterion], have: p.amount,
    needNext: p.next?.threshold ?? null, missingNext: p.next?.missing ?? null, keepNeed: p.keep?.threshold ?? null, missingKeep: p.keep?.missing ?? null, keepBy: lastDay(p.keep?.judgedAt),
  }
}

/** The criteria beside the first, where tiers go by several. */
function alsoOf(next: readonly Part[], keep: readonly Part[], main: Part['criterion']) {
  return (['growth', 'spend', 'orders'] as const).flatMap((criterion) => {
    const [n, k] = [next.find((p) => p.criterion === criterion), keep.find((p) => p.criterion === criterion)]
    if (criterion === main || (!n && !k)) return []
    return [{ unit: UNITS[criterion], have: (n ?? k)!.have, needNext: n?.threshold ?? null, keepNeed: k?.threshold ?? null }]
  })
}
