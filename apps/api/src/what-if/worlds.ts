import type { BookTerms } from '@huitou/ledger'
import { bookTerms, rulesOfFact, type LoggedFact, type MerchantTerms, type RuleSetInForce, type WireRule } from '../points/index.js'
import { GiftCount, type Care } from './gift-count.js'
import type { Stretch } from './stretch.js'
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
  /** what tiers give beside, by this world's tiers */
  readonly gifts: GiftCount
}

/** `alike`: what the draft leaves as it is, so that it need not be worked out twice. */
export interface Worlds { readonly now: World; readonly draft: World; readonly alike: 'tiers' | 'growth' | null }

/**
 * What was in force at each date of the stretch, and the draft in its place from the first instant of it on. Before the
 * stretch the shop's own versions decide in both worlds.
 */
export function worldsOf(terms: MerchantTerms, draft: Draft, stretch: Stretch, care: Care): Worlds {
  const pointsOnly = new Map<BookTerms, BookTerms>()
  const pointsCore = (core: BookTerms): BookTerms => {
    const known = pointsOnly.get(core) ?? { ...core, rules: core.rules.filter((r) => r.wallet === 'points'), limits: core.limits.filter((l) => l.wallet === 'points') }
    pointsOnly.set(core, known)
    return known
  }
  const own = (fact: LoggedFact) => rulesOfFact(terms, fact)
  // A version that comes into force later than the replay's own instant is not part of it.
  const tierSets = terms.tierSets.filter((s, i) => i === 0 || s.from <= stretch.asOf)
  const mine = { ...terms, tierSets }
  const now: World = { terms: mine, pointsCore, rulesFor: own, gifts: new GiftCount(care, mine, stretch) }
  const growth = (some: readonly WireRule[]) => JSON.stringify(some.filter((r) => r.wallet === 'growth'))
  if (draft.draft === 'tiers') {
    const set: TierSetInForce = { version: draft.version, from: stretch.from, terms: draft.terms, tiers: draft.tiers, core: coreTerms(draft.terms, draft.tiers, terms.zone) }
    const seesTiers = terms.ruleSets.some((set) => set.rules.some((r) => r.wallet === 'growth' && r.tiers.length > 0))
    const theirs = { ...terms, tierSets: [...tierSets.filter((s) => s.from < stretch.from), set] }
    return { now, draft: { ...now, terms: theirs, gifts: new GiftCount(care, theirs, stretch) }, alike: seesTiers ? null : 'growth' }
  }
  const rules: RuleSetInForce = { version: draft.version, from: stretch.from, until: null, rules: draft.rules, core: bookTerms(draft.rules, draft.version, terms.settings, terms.zone, terms.wallets) }
  return {
    now,
    // What earned by no rules at all (a past that was brought in without points) earns nothing in either world.
    draft: { ...now, rulesFor: (fact) => (fact.at < stretch.from || own(fact).version === 0 ? own(fact) : rules) },
    alike: terms.ruleSets.every((set) => growth(set.rules) === growth(draft.rules)) ? 'tiers' : null,
  }
}
