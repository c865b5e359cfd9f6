import type { BookTerms } from '@huitou/ledger'
import type { Instant } from '@huitou/units'
import { bookTerms, rulesAt, rulesOfFact, tiersAt, type LoggedFact, type MerchantTerms, type RuleSetInForce, type WireRule } from '../points/index.js'
import { coreTerms, type TierSetInForce, type WireTier, type WireTierTerms } from '../tier/index.js'

/** A draft as it is to be replayed. */
export type Draft =
  | { readonly draft: 'tiers'; readonly version: number; readonly terms: WireTierTerms; readonly tiers: readonly WireTier[] }
  | { readonly draft: 'rules'; readonly version: number; readonly rules: readonly WireRule[] }

/** One way the stretch could have gone: the terms of every instant, and the rules that decide each fact. */
export interface World {
  readonly terms: MerchantTerms
  rulesFor(fact: LoggedFact): RuleSetInForce
  /** what of the terms gives points: growth left out, where it is known already */
  pointsCore(core: BookTerms): BookTerms
}

/** `alike`: what the draft leaves as it is, so that it need not be worked out twice. */
export interface Worlds { readonly now: World; readonly draft: World; readonly alike: 'tiers' | 'growth' | null }

/**
 * What runs now, and the draft in its place, each as if it had been in force from the first instant of the stretch.
 * Before that the shop's own versions decide. A version that covers the whole stretch is replayed as the book had it.
 */
export function worldsOf(terms: MerchantTerms, draft: Draft, stretch: { readonly from: Instant; readonly asOf: Instant }): Worlds {
  const [rules, tiers] = [rulesAt(terms, stretch.asOf), tiersAt(terms, stretch.asOf)]
  const pointsOnly = new Map<BookTerms, BookTerms>()
  const pointsCore = (core: BookTerms): BookTerms => {
    const known = pointsOnly.get(core) ?? { ...core, rules: core.rules.filter((r) => r.wallet === 'points'), limits: core.limits.filter((l) => l.wallet === 'points') }
    pointsOnly.set(core, known)
    return known
  }
  const world = (rules: RuleSetInForce, tiers: TierSetInForce | null): World => {
    const mine: MerchantTerms = { ...terms, tierSets: tiers ? tierSetsWith(terms.tierSets, tiers, stretch.from) : [] }
    return {
      terms: mine, pointsCore,
      rulesFor(fact) {
        const own = rulesOfFact(terms, fact)
        // What earned by no rules at all (a past that was brought in without points) earns nothing in either world.
        return fact.at < stretch.from || own.version === 0 ? own : rules
      },
    }
  }
  const { zone, settings, wallets } = terms
  const growth = (some: readonly WireRule[]) => JSON.stringify(some.filter((r) => r.wallet === 'growth'))
  const seesTiers = rules.rules.some((r) => r.wallet === 'growth' && r.tiers.length > 0)
  return {
    alike: draft.draft === 'rules' ? (growth(draft.rules) === growth(rules.rules) ? 'tiers' : null) : seesTiers ? null : 'growth',
    now: world(rules, tiers),
    draft: draft.draft === 'rules'
      ? world({ version: draft.version, from: stretch.from, until: null, rules: draft.rules, core: bookTerms(draft.rules, draft.version, settings, zone, wallets) }, tiers)
      : world(rules, { version: draft.version, from: stretch.from, terms: draft.terms, tiers: draft.tiers, core: coreTerms(draft.terms, draft.tiers, zone) }),
  }
}

/** The shop's own sets up to the stretch, then this one; one that was in force before it simply goes on. */
function tierSetsWith(sets: readonly TierSetInForce[], set: TierSetInForce, from: Instant): TierSetInForce[] {
  const before = sets.filter((s) => s.version !== set.version && s.from < Math.min(from, set.from))
  return [...before, { ...set, from: Math.min(from, set.from) }]
}
