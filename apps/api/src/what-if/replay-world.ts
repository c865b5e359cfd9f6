import { mayTally, newTally, tally, type BookTerms } from '@huitou/ledger'
import { decideThrough, newcomer } from '@huitou/tier'
import { dateAt, type Instant } from '@huitou/units'
import { BookKeeper, foldLog, tiersAt, type GrowthMove, type Keeper, type LoggedFact, type Person } from '../points/index.js'
import { tierOf } from '../tier/index.js'
import { PriceCount } from './price-count.js'
import type { World } from './worlds.js'

/** What one member's log comes to in one world. */
export interface Outcome {
  readonly tier: string | null
  /** points that rules gave, less what refunds asked back, by month of the stretch */
  readonly months: ReadonlyMap<string, number>
  readonly points: number
  readonly price: PriceCount
  /** coupons given on reaching a tier */
  readonly packs: number
}

export interface Stretch { readonly from: Instant; readonly asOf: Instant }
export type Replayed = { readonly joinedAt: Instant } & Person

/** Whether a log may be weighed without the whole book; merges, growth taken by hand and refunds that forgo points ask for it. */
export const isPlain = (facts: readonly LoggedFact[], { terms }: World): boolean => mayTally(facts, terms.settingsSince.every((s) => s.settings.clawback === 'debt')) && !facts.some((f) => f.joined)

/**
 * Folds a member's log as the book does, or, where it comes to the same, with a tally in the book's place.
 * @param before the outcome of what runs, whose tiers the prices were paid by
 */
export function replayWorld(facts: readonly LoggedFact[], member: Replayed, world: World, stretch: Stretch, o: { plain: boolean; before?: Outcome }): Outcome {
  const { terms } = world
  const price = new PriceCount(terms, stretch.from, o.before?.price)
  if (facts.length === 0) return { tier: decideThrough(newcomer(member.joinedAt), stretch.asOf, [], terms.tierSets, 'night')[0].hold?.tier ?? null, months: new Map(), points: 0, price, packs: 0 }
  const keeper = o.plain ? new TallyKeeper(world, stretch, price) : new WholeKeeper(world, stretch, price)
  const folded = foldLog(facts, member, terms, stretch.asOf, keeper, (fact) => world.rulesFor(fact))
  const packs = folded.changes.reduce((sum, c) => sum + (c.cause === 'reached' && c.at >= stretch.from ? tierOf(tiersAt(terms, c.at), c.to)?.benefits.reachedCoupons.length ?? 0 : 0), 0)
  return { tier: folded.tier.hold?.tier ?? null, months: keeper.months, points: keeper.points, price, packs }
}

/** Counts, beside keeping, what the stretch gave by rules. */
abstract class CountingKeeper implements Keeper {
  readonly months = new Map<string, number>()
  points = 0
  constructor(protected readonly world: World, private readonly stretch: Stretch, private readonly price: PriceCount) {}

  keep(fact: LoggedFact, core: BookTerms): readonly GrowthMove[] {
    this.price.see(fact)
    return this.put(fact, core)
  }

  protected abstract put(fact: LoggedFact, core: BookTerms): readonly GrowthMove[]

  protected count(at: Instant, points: number): void {
    if (at < this.stretch.from || points === 0) return
    const month = dateAt(at, this.world.terms.zone).slice(0, 7)
    this.months.set(month, (this.months.get(month) ?? 0) + points)
    this.points += points
  }
}

class TallyKeeper extends CountingKeeper {
  private readonly state = newTally()

  protected put(fact: LoggedFact, core: BookTerms): readonly GrowthMove[] {
    const growth: GrowthMove[] = []
    let points = 0
    for (const t of tally(this.state, fact, core)) {
      if (t.wallet === 'growth') growth.push([dateAt(t.earnedAt, core.zone), t.points])
      else if (t.wallet === 'points' && t.byRule) points += t.points
    }
    this.count(fact.at, points)
    return growth
  }
}

/** The book itself; what it posts between `issued` and the member is counted where an order or an action caused it. */
class WholeKeeper extends CountingKeeper {
  private readonly book = new BookKeeper(this.world.terms.zone)
  private readonly actions = new Set<string>()

  protected put(fact: LoggedFact, core: BookTerms): readonly GrowthMove[] {
    if (fact.deeds.some((d) => d.kind === 'action')) this.actions.add(fact.id)
    const first = this.book.postings.length
    const growth = this.book.keep(fact, core)
    const counts = fact.deeds.some((d) => d.kind === 'order' || d.kind === 'action' || (d.kind === 'award' && 'orderId' in d.source) || (d.kind === 'refund' && ('orderId' in d.of || this.actions.has(d.of.actId))))
    let points = 0
    if (counts) for (let i = first; i < this.book.postings.length; i++) {
      const p = this.book.postings[i]!
      if (p.wallet === 'points' && p.ref === fact.id) points += (p.from === 'issued' ? p.points : 0) - (p.to === 'issued' ? p.points : 0)
    }
    this.count(fact.at, points)
    return growth
  }
}
