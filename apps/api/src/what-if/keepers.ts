import { newTally, tally, type BookTerms, type Tally } from '@huitou/ledger'
import { dateAt, type Instant } from '@huitou/units'
import { BookKeeper, coreAt, type GrowthMove, type Keeper, type LoggedFact } from '../points/index.js'
import type { PriceCount } from './price-count.js'
import type { Stretch } from './stretch.js'
import type { World } from './worlds.js'

/** Points that rules gave in the stretch, by month. */
export class PointsCount {
  readonly months: number[]
  points = 0
  constructor(private readonly stretch: Stretch) { this.months = new Array<number>(stretch.months.length - 1).fill(0) }

  add(at: Instant, points: number): void {
    if (at < this.stretch.from || points === 0) return
    this.points += points
    // Facts come in their order, most of a year's members near its end.
    for (let i = this.months.length; i >= 0; i--) if (this.stretch.months[i]! <= at) { if (i < this.months.length) this.months[i]! += points; return }
  }
}

/** A fact as it was met, with the context of its member then, and how growth moved by it. */
export interface Kept { readonly fact: LoggedFact; readonly growth: readonly GrowthMove[] }

/** Tallies, and remembers how: the other world may need only a part of it again. */
export class TallyKeeper implements Keeper {
  readonly kept: Kept[] = []
  readonly count: PointsCount
  private readonly state = newTally()
  constructor(stretch: Stretch, readonly price: PriceCount) { this.count = new PointsCount(stretch) }

  keep(fact: LoggedFact, core: BookTerms): readonly GrowthMove[] {
    this.price.see(fact)
    const growth: GrowthMove[] = []
    this.count.add(fact.at, tallyPoints(this.state, fact, core, growth))
    this.kept.push({ fact, growth })
    return growth
  }
}

function tallyPoints(state: Tally, fact: LoggedFact, core: BookTerms, growth: GrowthMove[]): number {
  let points = 0
  for (const t of tally(state, fact, core)) {
    if (t.wallet === 'growth') growth.push([dateAt(t.earnedAt, core.zone), t.points])
    else if (t.wallet === 'points' && t.byRule) points += t.points
  }
  return points
}

/** The points of another world, where every fact was met by the tier that is known: no tier is decided again. */
export function pointsOf(kept: readonly Kept[], world: World, stretch: Stretch): PointsCount {
  const { terms } = world
  const count = new PointsCount(stretch)
  const state = newTally()
  for (const { fact } of kept) count.add(fact.at, tallyPoints(state, fact, world.pointsCore(coreAt(terms, world.rulesFor(fact), fact.termsAt ?? fact.at)), []))
  return count
}

/** Gives growth as it is known to move, and remembers what tier each fact was met by. */
export class ContextKeeper implements Keeper {
  readonly kept: Kept[] = []
  constructor(private readonly known: readonly Kept[], readonly price: PriceCount) {}

  keep(fact: LoggedFact): readonly GrowthMove[] {
    this.price.see(fact)
    const { growth } = this.known[this.kept.length]!
    this.kept.push({ fact, growth })
    return growth
  }
}

/** The book itself; what it posts between `issued` and the member is counted where an order or an action caused it. */
export class WholeKeeper implements Keeper {
  readonly count: PointsCount
  private readonly book: BookKeeper
  private readonly actions = new Set<string>()
  constructor(world: World, stretch: Stretch, readonly price: PriceCount) {
    this.count = new PointsCount(stretch)
    this.book = new BookKeeper(world.terms.zone)
  }

  keep(fact: LoggedFact, core: BookTerms): readonly GrowthMove[] {
    this.price.see(fact)
    if (fact.deeds.some((d) => d.kind === 'action')) this.actions.add(fact.id)
    const first = this.book.postings.length
    const growth = this.book.keep(fact, core)
    const counts = fact.deeds.some((d) => d.kind === 'order' || d.kind === 'action' || (d.kind === 'award' && 'orderId' in d.source) || (d.kind === 'refund' && ('orderId' in d.of || this.actions.has(d.of.actId))))
    let points = 0
    if (counts) for (let i = first; i < this.book.postings.length; i++) {
      const p = this.book.postings[i]!
      if (p.wallet === 'points' && p.ref === fact.id) points += (p.from === 'issued' ? p.points : 0) - (p.to === 'issued' ? p.points : 0)
    }
    this.count.add(fact.at, points)
    return growth
  }
}
