import { problemsOf, warningsOf } from '@huitou/tier'
import { ownExpiryProblem } from '../expiry/index.js'
import { coreTerms, levelOf, type WireTier, type WireTierTerms } from './tier-terms.js'

export interface TierProblem { readonly path: string; readonly reason: { readonly code: string; readonly facts: Record<string, unknown> } }
interface TierDraft { readonly terms: WireTierTerms; readonly tiers: readonly WireTier[] }

/** What is wrong with a draft: the core's checks, ranks that rise with the list, and a set nobody could be in. */
export function problemsOfTiers({ terms, tiers }: TierDraft): TierProblem[] {
  const out: TierProblem[] = problemsOf(tiers.map(levelOf), terms).map((p) => ({ path: p.path, reason: { code: `tier-${p.code}`, facts: { ...p.facts } } }))
  tiers.forEach((tier, i) => {
    if (i > 0 && tier.rank <= tiers[i - 1]!.rank) out.push({ path: `tiers.${i}.rank`, reason: { code: 'tier-rank-not-rising', facts: { least: tiers[i - 1]!.rank + 1 } } })
    if (tier.benefits.multiplierBp === 0) out.push({ path: `tiers.${i}.benefits.multiplierBp`, reason: { code: 'tier-multiplier-zero', facts: { name: tier.name } } })
    const noDay = ownExpiryProblem(tier.benefits.pointsExpiry)
    if (noDay) out.push({ path: `tiers.${i}.benefits.pointsExpiry.on`, reason: { code: 'expiry-no-such-day', facts: noDay } })
    if (tier.benefits.priceBp === 0) out.push({ path: `tiers.${i}.benefits.priceBp`, reason: { code: 'tier-price-zero', facts: { name: tier.name } } })
  })
  return out
}

/** What may be published but is surely not meant. */
export const warningsOfTiers = ({ terms, tiers }: TierDraft, zone: string): TierProblem[] =>
  warningsOf(coreTerms(terms, tiers, zone)).map((p) => ({ path: p.path, reason: { code: `tier-${p.code}`, facts: { ...p.facts } } }))

/** Tiers that nobody has amounts for in any window so far: perhaps the threshold, perhaps the window is at fault. */
export function unreachedTiers(tiers: readonly WireTier[], criterion: string, highest: number): TierProblem[] {
  return tiers.flatMap((tier, i) => (tier.reach > highest && highest > 0 ? [{ path: `tiers.${i}.reach`, reason: { code: 'tier-nobody-reaches', facts: { name: tier.name, highest, criterion } } }] : []))
}
