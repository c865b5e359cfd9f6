import { advance, fold, standingFacts, type Books, type Deed, type WalletPosting } from '@huitou/ledger'
import { decideTier, newcomer, type Because, type DayAmounts, type TierChange, type TierState } from '@huitou/tier'
import { assert, dateAt, type Instant, type LocalDate } from '@huitou/units'
import { tierOf, timesOf } from '../tier/index.js'
import { addToDay, growthMoves, joinStanding, type LoggedFact } from './member-standing.js'
import { rulesAt, rulesOf, tiersAt, type MerchantTerms } from './merchant-terms.js'

export interface ReplayedMember {
  readonly books: Books
  readonly postings: readonly WalletPosting[]
  readonly tier: TierState
  readonly days: Map<LocalDate, DayAmounts>
  readonly changes: readonly TierChange[]
}

/** The tier held before an order, as the earning rules ask for it. */
export function tierContext(terms: MerchantTerms, tier: TierState, days: ReadonlyMap<LocalDate, DayAmounts>, at: Instant): { tier: string | null; tierTimes: ReturnType<typeof timesOf> } {
  const set = tiersAt(terms, at)
  if (!set) return { tier: null, tierTimes: null }
  const held = decideTier(tier, at, [...days.values()], set.core, 'night')[0].hold?.tier ?? null
  return { tier: held, tierTimes: timesOf(tierOf(set, held)) }
}

/** Orders and actions get the tier held before them and whether it is the first; everything else stays. */
export const withContext = (deeds: readonly Deed[], tier: ReturnType<typeof tierContext>, firstOrder: boolean): Deed[] =>
  deeds.map((d) => (d.kind === 'order' ? { ...d, context: { ...d.context, ...tier, firstOrder } } : d.kind === 'action' ? { ...d, context: { ...d.context, ...tier } } : d))

export const becauseOf = (deeds: readonly Deed[]): Because => (deeds.some((d) => d.kind === 'refund' || d.kind === 'undo-spend') ? 'refund' : 'earned')

/**
 * Folds a member's whole log, books and tier together, in effective order: what was accepted stands, tiers are decided
 * along, newly published tier sets move members up on their day.
 */
export function replayMember(facts: readonly LoggedFact[], joinedAt: Instant, terms: MerchantTerms, until: Instant): ReplayedMember {
  const sorted = standingFacts(facts)
  let books: Books = {}
  const postings: WalletPosting[] = []
  const days = new Map<LocalDate, DayAmounts>()
  let tier = newcomer(Math.min(joinedAt, sorted[0]?.at ?? joinedAt))
  const changes: TierChange[] = []
  let hadOrder = false
  const decide = (at: Instant, because: Because) => {
    const set = tiersAt(terms, at)
    if (!set) return
    const [next, made] = decideTier(tier, at, [...days.values()], set.core, because)
    tier = next
    changes.push(...made)
  }
  const published = terms.tierSets.slice(1).map((s) => s.from)
  for (const fact of sorted) {
    while (published.length > 0 && published[0]! <= fact.at) decide(published.shift()!, 'earned')
    const context = tierContext(terms, tier, days, fact.at)
    const deeds = withContext(fact.deeds, context, !hadOrder)
    const rules = fact.ruleSet === null ? rulesAt(terms, fact.at) : rulesOf(terms, fact.ruleSet)
    const result = fold(books, { ...fact, deeds }, rules.core, true)
    assert(result.ok, 'a standing fact cannot be refused')
    books = result.books
    for (const d of result.done) for (const p of d.entry.postings) postings.push({ ...p, wallet: d.wallet })
    for (const [day, points] of growthMoves(result.done, books, terms.zone)) addToDay(days, day, { growth: points })
    if (fact.counted) addToDay(days, dateAt(fact.counted.at, terms.zone), { spend: fact.counted.spendMinor, orders: fact.counted.orders })
    hadOrder ||= fact.deeds.some((d) => d.kind === 'order') || (fact.joined?.days.some((d) => d.orders > 0) ?? false)
    if (fact.joined) {
      const m = { days, tier }
      changes.push(...joinStanding(m, fact.joined, fact.at, tiersAt(terms, fact.at)?.core ?? null))
      tier = m.tier
    }
    if (!fact.joined?.leaves) decide(fact.at, becauseOf(fact.deeds))
  }
  for (const wallet of Object.keys(books)) {
    const [book, entry] = advance(books[wallet]!, until)
    books = { ...books, [wallet]: book }
    for (const p of entry.postings) postings.push({ ...p, wallet })
  }
  while (published.length > 0 && published[0]! <= until) decide(published.shift()!, 'earned')
  if (facts.length > 0) decide(until, 'night')
  return { books, postings, tier, days, changes }
}
