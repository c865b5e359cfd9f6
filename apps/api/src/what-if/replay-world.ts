import { mayTally } from '@huitou/ledger'
import { decideThrough, newcomer, type TierChange } from '@huitou/tier'
import type { Instant } from '@huitou/units'
import { foldLog, type LoggedFact, type Person } from '../points/index.js'
import type { Given, Gifts } from './gift-count.js'
import { ContextKeeper, PointsCount, pointsOf, TallyKeeper, WholeKeeper, type Kept } from './keepers.js'
import { PriceCount } from './price-count.js'
import type { Stretch } from './stretch.js'
import type { World, Worlds } from './worlds.js'

/** What one member's log comes to in one world. */
export interface Outcome {
  readonly tier: string | null
  /** points that rules gave, less what refunds asked back, by month of the stretch */
  readonly count: PointsCount
  /** what members' prices took off */
  readonly priceMinor: number
  /** what tiers give beside */
  readonly gifts: Gifts
}

export type Replayed = { readonly joinedAt: Instant; readonly calendar: 'solar' | 'lunar' } & Person
const given = (m: Replayed): Given => ({ joinedAt: m.joinedAt, birthday: m.birthday === null ? null : { calendar: m.calendar, monthDay: m.birthday } })

/** Whether a log may be weighed without the whole book, in any world; merges, growth taken by hand and refunds that forgo points ask for it. */
const isPlain = (facts: readonly LoggedFact[], { terms }: World): boolean => mayTally(facts, terms.settingsSince.every((s) => s.settings.clawback === 'debt')) && !facts.some((f) => f.joined)

/**
 * Replays a member in both worlds by the fold of the book. Where it comes to the same, a tally stands in the book's place,
 * and what the draft cannot have changed is not worked out twice: tiers, where it leaves growth alone; points, where nobody's
 * tier mattered to them.
 */
export function replayBoth(facts: readonly LoggedFact[], member: Replayed, worlds: Worlds, stretch: Stretch): { now: Outcome; draft: Outcome } {
  const { now, draft, alike } = worlds
  if (facts.length === 0) return { now: nothing(member, now, stretch), draft: nothing(member, draft, stretch) }
  if (!isPlain(facts, now)) {
    const before = new PriceCount(now.terms, stretch.from)
    const [a, b] = [new WholeKeeper(now, stretch, before), new WholeKeeper(draft, stretch, new PriceCount(draft.terms, stretch.from, before))]
    return { now: outcomeOf(fold(facts, member, now, stretch, a), a.count, a.price, now, member), draft: outcomeOf(fold(facts, member, draft, stretch, b), b.count, b.price, draft, member) }
  }
  const keeper = new TallyKeeper(stretch, new PriceCount(now.terms, stretch.from))
  const folded = fold(facts, member, now, stretch, keeper)
  const mine = outcomeOf(folded, keeper.count, keeper.price, now, member)
  if (alike === 'tiers') return { now: mine, draft: { ...mine, count: pointsOf(keeper.kept, draft, stretch) } }
  if (alike === 'growth') {
    const contexts = new ContextKeeper(keeper.kept, new PriceCount(draft.terms, stretch.from, keeper.price))
    const moved = fold(facts, member, draft, stretch, contexts)
    const count = sameForPoints(keeper.kept, contexts.kept, now, draft) ? keeper.count : pointsOf(contexts.kept, draft, stretch)
    return { now: mine, draft: outcomeOf(moved, count, contexts.price, draft, member) }
  }
  const other = new TallyKeeper(stretch, new PriceCount(draft.terms, stretch.from, keeper.price))
  return { now: mine, draft: outcomeOf(fold(facts, member, draft, stretch, other), other.count, other.price, draft, member) }
}

const fold = (facts: readonly LoggedFact[], member: Replayed, world: World, stretch: Stretch, keeper: Parameters<typeof foldLog>[4]) => foldLog(facts, member, world.terms, stretch.asOf, keeper, (fact) => world.rulesFor(fact))

const nothing = (member: Replayed, { terms, gifts }: World, stretch: Stretch): Outcome =>
  ({ tier: decideThrough(newcomer(member.joinedAt), stretch.asOf, [], terms.tierSets, 'night')[0].hold?.tier ?? null, count: new PointsCount(stretch), priceMinor: 0, gifts: gifts.count([], given(member)) })

function outcomeOf(folded: { tier: { hold: { tier: string } | null }; changes: readonly TierChange[] }, count: PointsCount, price: PriceCount, world: World, member: Replayed): Outcome {
  return { tier: folded.tier.hold?.tier ?? null, count, priceMinor: price.minor, gifts: world.gifts.count(folded.changes, given(member)) }
}

/** Whether every order and action was met in either world by a tier that multiplies the same and that the rules see the same way. */
function sameForPoints(a: readonly Kept[], b: readonly Kept[], now: World, draft: World): boolean {
  return a.every((one, i) => one.fact.deeds.every((deed, n) => {
    const other = b[i]!.fact.deeds[n]!
    if ((deed.kind !== 'order' && deed.kind !== 'action') || (other.kind !== 'order' && other.kind !== 'action')) return true
    const [x, y] = [deed.context.tierTimes ?? null, other.context.tierTimes ?? null]
    if ((x?.num ?? 1) * (y?.den ?? 1) !== (y?.num ?? 1) * (x?.den ?? 1)) return false
    return deed.context.tier === other.context.tier || (!now.rulesFor(one.fact).rules.some((r) => r.tiers.length > 0) && !draft.rulesFor(one.fact).rules.some((r) => r.tiers.length > 0))
  }))
}

