import { problemsOf } from '@huitou/tier'
import { levelOf, type WireTier } from './tier-terms.js'

export interface TierProblem { readonly path: string; readonly reason: { readonly code: string; readonly facts: Record<string, unknown> } }

/** What is wrong with a draft: the core's checks, ranks that rise with the list, and a set nobody could be in. */
export function problemsOfTiers(tiers: readonly WireTier[]): TierProblem[] {
  const out: TierProblem[] = problemsOf(tiers.map(levelOf)).map((p) => ({ path: p.path, reason: { code: `tier-${p.code}`, facts: { ...p.facts } } }))
  tiers.forEach((tier, i) => {
    if (i > 0 && tier.rank <= tiers[i - 1]!.rank) out.push({ path: `tiers.${i}.rank`, reason: { code: 'tier-rank-not-rising', facts: { least: tiers[i - 1]!.rank + 1 } } })
    if (tier.benefits.multiplierBp === 0) out.push({ path: `tiers.${i}.benefits.multiplierBp`, reason: { code: 'tier-multiplier-zero', facts: { name: tier.name } } })
    if (tier.benefits.priceBp === 0) out.push({ path: `tiers.${i}.benefits.priceBp`, reason: { code: 'tier-price-zero', facts: { name: tier.name } } })
  })
  return out
}
