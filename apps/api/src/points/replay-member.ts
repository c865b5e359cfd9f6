import { advance, fold, standingFacts, type Books, type BookTerms, type Deed, type EarnContext, type WalletPosting } from '@huitou/ledger'
import { decideThrough, endGrant, grantTier, newcomer, tierDueAt, type Because, type DayAmounts, type TierChange, type TierState } from '@huitou/tier'
import { assert, dateAt, type Instant, type LocalDate, type Zone } from '@huitou/units'
import { lastsOf, tierOf, timesOf, type TierSetInForce, type WireTier } from '../tier/index.js'
import { withContext, type Person } from './earn-context.js'
import { addToDay, growthMoves, joinStanding, type GrowthMove, type LoggedFact, type TierGrant } from './member-standing.js'
import { coreAt, rulesAt, rulesOf, settingsAt, tiersAt, type MerchantTerms, type RuleSetInForce } from './merchant-terms.js'
import type { PointsSettings } from './points-settings.js'

export interface ReplayedMember {
  readonly books: Books
  readonly postings: readonly WalletPosting[]
  readonly tier: TierState
  readonly days: Map<LocalDate, DayAmounts>
  readonly changes: readonly TierChange[]
}

/** A tier as the earning rules meet it. */
export type HeldTier = Pick<EarnContext, 'tier' | 'tierTimes' | 'tierExpiry'>

/** By the set and the settings of their instant: a replay asks for every order. */
const heldTiers = new WeakMap<TierSetInForce, WeakMap<PointsSettings, Map<string | null, HeldTier>>>()

function heldTier(set: TierSetInForce, held: string | null, settings: PointsSettings): HeldTier {
  const ofSet = heldTiers.get(set) ?? new WeakMap<PointsSettings, Map<string | null, HeldTier>>()
  const then = ofSet.get(settings) ?? new Map<string | null, HeldTier>()
  const known = then.get(held)
  if (known) return known
  const tier = tierOf(set, held)
  const as: HeldTier = { tier: held, tierTimes: timesOf(tier), tierExpiry: lastsOf(tier, set.core.zone, settings.idleActs) }
  heldTiers.set(set, ofSet.set(settings, then.set(held, as)))
  return as
}

/** The tier held before an order, as the earning rules ask for it, under the settings of an instant (`coreAt`'s). */
export function tierContext(terms: MerchantTerms, tier: TierState, days: ReadonlyMap<LocalDate, DayAmounts>, at: Instant, termsAt: Instant = at): HeldTier {
  const set = tiersAt(terms, at)
  if (!set) return { tier: null, tierTimes: null, tierExpiry: null }
  const held = decideThrough(tier, at, [...days.values()], terms.tierSets, 'night')[0].hold?.tier ?? null
  return heldTier(set, held, settingsAt(terms, termsAt))
}

/** The tier held at an instant, with all that it gives. */
export const tierAt = (terms: MerchantTerms, m: { readonly tier: TierState; readonly days: ReadonlyMap<LocalDate, DayAmounts> }, at: Instant): WireTier | null =>
  tierOf(tiersAt(terms, at), tierContext(terms, m.tier, m.days, at).tier)

/** The same where time was let pass up to the instant already: without new facts nobody moves up, so the tier held is the answer. */
function settledContext(terms: MerchantTerms, tier: TierState, days: ReadonlyMap<LocalDate, DayAmounts>, at: Instant, termsAt: Instant): HeldTier {
  const set = tiersAt(terms, at)
  if (!set || tier.set !== set.version) return tierContext(terms, tier, days, at, termsAt)
  return heldTier(set, tier.hold?.tier ?? null, settingsAt(terms, termsAt))
}

/** Whether a tier changes by itself up to an instant: its time has come, or another version of the tiers took over. */
export const movesBefore = (terms: MerchantTerms, tier: TierState, at: Instant): boolean => tier.set !== undefined && ((tierDueAt(tier) ?? Infinity) <= at || tiersAt(terms, at)?.version !== tier.set)

export const becauseOf = (deeds: readonly Deed[]): Because => (deeds.some((d) => d.kind === 'refund' || d.kind === 'undo-spend') ? 'refund' : 'earned')

/** Who keeps the points while a log is folded: the whole book, or what a what-if needs of it. Answers how growth moved, by day. */
export interface Keeper { keep(fact: LoggedFact, core: BookTerms): readonly GrowthMove[] }

export type FoldedTier = Pick<ReplayedMember, 'tier' | 'days' | 'changes'>

/** The rules that a fact was decided by. */
export const rulesOfFact = (terms: MerchantTerms, fact: LoggedFact): RuleSetInForce => (fact.ruleSet === null ? rulesAt(terms, fact.at) : rulesOf(terms, fact.ruleSet))

/**
 * Folds a member's whole log in effective order, the keeper's points and the tier together: what was accepted stands,
 * tiers are decided along, newly published tier sets move members up on their day.
 */
export function foldLog(facts: readonly LoggedFact[], member: { readonly joinedAt: Instant } & Person, terms: MerchantTerms, until: Instant, keeper: Keeper, rulesFor: (fact: LoggedFact) => RuleSetInForce = (fact) => rulesOfFact(terms, fact)): FoldedTier {
  const sorted = standingFacts(facts)
  const days = new Map<LocalDate, DayAmounts>()
  let tier = newcomer(Math.min(member.joinedAt, sorted[0]?.at ?? member.joinedAt))
  const changes: TierChange[] = []
  let hadOrder = false
  const decide = (at: Instant, because: Because) => {
    const [next, made] = decideThrough(tier, at, [...days.values()], terms.tierSets, because)
    tier = next
    changes.push(...made)
  }
  for (const fact of sorted) {
    // What time did before the fact is decided without it.
    if (movesBefore(terms, tier, fact.at)) decide(fact.at, 'night')
    if (fact.grant) {
      decide(fact.at, 'night')
      const [next, made] = doGrant(tier, fact.grant, { at: fact.at, days: [...days.values()], terms })
      tier = next
      changes.push(...made)
      continue
    }
    const termsAt = fact.termsAt ?? fact.at
    const earns = fact.deeds.some((d) => d.kind === 'order' || d.kind === 'action')
    const met = earns ? { ...fact, deeds: withContext(fact.deeds, { held: settledContext(terms, tier, days, fact.at, termsAt), firstOrder: !hadOrder, person: member, at: fact.at, zone: terms.zone }) } : fact
    for (const [day, points] of keeper.keep(met, coreAt(terms, rulesFor(fact), termsAt))) addToDay(days, day, { growth: points })
    if (fact.counted) addToDay(days, dateAt(fact.counted.at, terms.zone), { spend: fact.counted.spendMinor, orders: fact.counted.orders })
    hadOrder ||= fact.deeds.some((d) => d.kind === 'order') || (fact.joined?.days.some((d) => d.orders > 0) ?? false)
    if (fact.joined) {
      const m = { days, tier }
      changes.push(...joinStanding(m, fact.joined, fact.at, tiersAt(terms, fact.at)?.core ?? null))
      tier = m.tier
    }
    if (!fact.joined?.leaves) decide(fact.at, becauseOf(fact.deeds))
  }
  if (facts.length > 0) decide(until, 'night')
  return { tier, days, changes }
}

/** The book itself, kept while a log is folded. */
export class BookKeeper implements Keeper {
  books: Books = {}
  readonly postings: WalletPosting[] = []
  constructor(private readonly zone: Zone) {}

  keep(fact: LoggedFact, core: BookTerms): readonly GrowthMove[] {
    const result = fold(this.books, fact, core, true)
    assert(result.ok, 'a standing fact cannot be refused')
    this.books = result.books
    for (const d of result.done) for (const p of d.entry.postings) this.postings.push({ ...p, wallet: d.wallet })
    return growthMoves(result.done, this.books, this.zone)
  }

  settle(until: Instant): void {
    for (const wallet of Object.keys(this.books)) {
      const [book, entry] = advance(this.books[wallet]!, until)
      this.books = { ...this.books, [wallet]: book }
      for (const p of entry.postings) this.postings.push({ ...p, wallet })
    }
  }
}

/** Books and tier of a member's whole log, up to an instant. */
export function replayMember(facts: readonly LoggedFact[], member: { readonly joinedAt: Instant } & Person, terms: MerchantTerms, until: Instant): ReplayedMember {
  const keeper = new BookKeeper(terms.zone)
  const folded = foldLog(facts, member, terms, until, keeper)
  keeper.settle(until)
  return { ...folded, books: keeper.books, postings: keeper.postings }
}

/** A tier given by hand, or taken back, on the member's tier. */
export function doGrant(tier: TierState, grant: TierGrant, o: { readonly at: Instant; readonly days: readonly DayAmounts[]; readonly terms: MerchantTerms }): ReturnType<typeof grantTier> {
  const set = tiersAt(o.terms, o.at)
  if (!set) return [tier, []]
  if (grant.tier === null) return endGrant(tier, { at: o.at, reason: grant.reason }, o.days, set.core)
  if (!set.core.levels.some((l) => l.tier === grant.tier)) return [tier, []]
  return grantTier(tier, { at: o.at, tier: grant.tier, until: grant.until, reason: grant.reason }, o.days, set.core)
}
