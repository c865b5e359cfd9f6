import type { Books, Fact, Folded, Hold, Lot, WalletPosting } from '@huitou/ledger'
import type { DayAmounts, Hold as TierHold, TierChange, TierState } from '@huitou/tier'
import { joinTier, type TierTerms } from '@huitou/tier'
import type { Instant, LocalDate, MemberId } from '@huitou/units'
import { dateAt, type Zone } from '@huitou/units'
import type { KnownPosting } from '@huitou/ledger'

/** What counted towards tiers by spend and orders; growth follows the postings. */
export interface Counted {
  /** when the order was made: a refund lowers the day of its order */
  readonly at: Instant
  readonly spendMinor: number
  readonly orders: number
}

/** What else comes over, or goes, when two members are found to be one person; growth follows the postings. */
export interface Joined {
  /** spend and orders by day, below zero where they go */
  readonly days: readonly { readonly day: LocalDate; readonly spend: number; readonly orders: number }[]
  /** the tier the other one held */
  readonly hold: TierHold | null
  /** this one is the other's from now on, and holds no tier any more */
  readonly leaves: boolean
}

/** A tier given by hand with its end; null takes it back. */
export interface TierGrant { readonly tier: string | null; readonly until: Instant | null; readonly reason: string }

/** A fact of the member's log as the app keeps it. */
export interface LoggedFact extends Fact {
  readonly ruleSet: number | null
  /** the settings of that instant decided it; default: those of its own instant (an import brings the past under today's) */
  readonly termsAt?: Instant
  readonly counted: Counted | null
  readonly joined?: Joined
  readonly grant?: TierGrant
}

/** One member in a batch: the state of both folds, and what must be written of it. */
export interface MemberStanding {
  readonly memberId: MemberId
  readonly joinedAt: Instant
  readonly birthday: string | null
  /** read only where a rule in force asks for them */
  tags: readonly string[]
  seq: number
  hadOrder: boolean
  books: Books
  tier: TierState
  /** whether the tier was ever decided and written */
  tierKnown: boolean
  days: Map<LocalDate, DayAmounts>
  /** loaded where a fact may be late */
  log: { facts: LoggedFact[]; postings: (KnownPosting & { wallet: string })[]; changes: readonly { at: Instant; cause: string; from: string | null; to: string | null }[] } | null
  readonly out: StandingWrites
}

export interface StandingWrites {
  readonly facts: { fact: LoggedFact; seq: number; kind: string; orderId: string | null; actId: string | null; reason: string; actor: string }[]
  readonly postings: (WalletPosting & { lineId: string; knownAt: Instant })[]
  readonly lots: Map<string, { wallet: string; lot: Lot }>
  readonly emptied: Map<string, { wallet: string; source: string }>
  readonly holds: Map<string, { wallet: string; hold: Hold }>
  readonly wallets: Set<string>
  readonly days: Set<LocalDate>
  readonly changes: TierChange[]
  tier: boolean
}

export const noWrites = (): StandingWrites => ({ facts: [], postings: [], lots: new Map(), emptied: new Map(), holds: new Map(), wallets: new Set(), days: new Set(), changes: [], tier: false })

export type GrowthMove = readonly [day: LocalDate, points: number]

const OWN = new Set(['available', 'pending', 'held', 'transit'])

/** How postings of the growth wallet change what counted, by the day its lot was earned. */
export function growthMoves(done: (Folded & { ok: true })['done'], books: Books, zone: Zone): GrowthMove[] {
  const out: GrowthMove[] = []
  for (const d of done) {
    if (d.wallet !== 'growth') continue
    for (const p of d.entry.postings) {
      const points = (OWN.has(p.to) ? p.points : 0) - (OWN.has(p.from) ? p.points : 0)
      if (points === 0 || p.lot === null) continue
      const lot = d.entry.lots.find((l) => l.source === p.lot) ?? books.growth?.lots.find((l) => l.source === p.lot)
      out.push([dateAt(lot?.earnedAt ?? p.at, zone), points])
    }
  }
  return out
}

/** Lets the other one's days and tier come over, or go. */
export function joinStanding(m: { days: Map<LocalDate, DayAmounts>; tier: TierState }, joined: Joined, at: Instant, terms: TierTerms | null): readonly TierChange[] {
  for (const { day, spend, orders } of joined.days) addToDay(m.days, day, { spend, orders })
  if (joined.leaves) {
    m.tier = { ...m.tier, hold: null, coming: null }
    return []
  }
  if (!terms) return []
  const [tier, changes] = joinTier(m.tier, { at, other: joined.hold }, [...m.days.values()], terms)
  m.tier = tier
  return changes
}

export function addToDay(days: Map<LocalDate, DayAmounts>, day: LocalDate, by: { growth?: number; spend?: number; orders?: number }): void {
  const d = days.get(day) ?? { day, growth: 0, spend: 0, orders: 0 }
  days.set(day, { day, growth: d.growth + (by.growth ?? 0), spend: d.spend + (by.spend ?? 0), orders: d.orders + (by.orders ?? 0) })
}
