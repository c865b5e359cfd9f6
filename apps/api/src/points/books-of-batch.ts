import { advance, difference, emptyBook, fold, shownBalance, standingFacts, type Book, type Deed, type Done, type Entry } from '@huitou/ledger'
import { decideThrough, type TierChange } from '@huitou/tier'
import { assert, dateAt, startOfDate, type Instant, type MemberId } from '@huitou/units'
import { newId } from '../platform/ids/index.js'
import { wireProgress, type WireTier } from '../tier/index.js'
import { addToDay, growthMoves, joinStanding, type Counted, type Joined, type LoggedFact, type MemberStanding, type StandingWrites, type TierGrant } from './member-standing.js'
import { coreAt, rulesAt, rulesOf, tiersAt, type MerchantTerms } from './merchant-terms.js'
import { withContext } from './earn-context.js'
import { becauseOf, doGrant, movesBefore, replayMember, tierAt, tierContext } from './replay-member.js'

/** One act on one member's book: its deeds are done in order, all or none. */
export interface BookAct {
  /** the fact's id: the act's, or an imported order's own number */
  readonly id: string
  /** effective instant; default: now */
  readonly at?: Instant
  readonly kind: string
  readonly deeds: readonly Deed[]
  readonly orderId?: string | null
  readonly actId?: string | null
  readonly actor?: string
  readonly reason?: string
  /** spend and orders that count towards tiers; growth follows by itself */
  readonly counted?: Counted
  /** two members are one person: the other one's days and tier */
  readonly joined?: Joined
  /** an import says which rules apply to the past; default: those in force at the instant */
  readonly ruleSet?: number
}

export type Booked =
  | { readonly ok: true; readonly done: readonly Done[]; readonly changes: readonly TierChange[]; readonly lines: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly refusal: { readonly code: string; readonly facts: Record<string, unknown> } }

/** The books and tiers of a batch's members. */
export class BooksOfBatch {
  constructor(readonly terms: MerchantTerms, private readonly members: ReadonlyMap<MemberId, MemberStanding>, readonly now: Instant) {}

  member(memberId: MemberId): MemberStanding {
    const member = this.members.get(memberId)
    assert(member, `member ${memberId} is not in this batch`)
    return member
  }

  get standings(): Iterable<MemberStanding> { return this.members.values() }

  /** A wallet as it stands at the instant, whatever the night has done. */
  wallet(memberId: MemberId, wallet = 'points', at: Instant = this.now): Book {
    return advance(this.member(memberId).books[wallet] ?? emptyBook(wallet), at)[0]
  }

  /** What time did up to now and nobody has posted yet. */
  unposted(memberId: MemberId): { wallet: string; entry: Entry }[] {
    return Object.entries(this.member(memberId).books).map(([wallet, book]) => ({ wallet, entry: advance(book, this.now)[1] }))
  }

  available(memberId: MemberId, at: Instant = this.now): number { return this.wallet(memberId, 'points', at).available }

  /** The tier held at the instant. */
  tier(memberId: MemberId, at: Instant = this.now): WireTier | null {
    return tierAt(this.terms, this.member(memberId), at)
  }

  progress(memberId: MemberId, at: Instant = this.now) {
    const m = this.member(memberId)
    return wireProgress(this.terms.tierSets, m.tier, [...m.days.values()], at)
  }

  /** What the deeds would do: the same decision on a copy, nothing is kept. The preview of a refund, of a settlement. */
  foresee(memberId: MemberId, act: BookAct): Booked & { readonly points?: Book; readonly progress: ReturnType<typeof wireProgress> } {
    const m = this.member(memberId)
    const before = { books: m.books, tier: m.tier, days: new Map(m.days), seq: m.seq, hadOrder: m.hadOrder, tierKnown: m.tierKnown }
    const out = m.out
    // The log that another act of the batch asked for would else keep what is only foreseen.
    const log = m.log && { ...m.log, facts: [...m.log.facts], postings: [...m.log.postings] }
    const copy: MemberStanding = { ...m, ...before, days: new Map(m.days), log, out: { ...out, facts: [], postings: [], lots: new Map(), emptied: new Map(), holds: new Map(), wallets: new Set(), days: new Set(), changes: [], tier: false } }
    const booked = this.bookOn(copy, act)
    return { ...booked, points: copy.books['points'], progress: wireProgress(this.terms.tierSets, copy.tier, [...copy.days.values()], Math.max(this.now, ...Object.values(copy.books).map((b) => b.at))) }
  }

  /** Books the act, or says why not and changes nothing. */
  book(memberId: MemberId, act: BookAct): Booked {
    return this.bookOn(this.member(memberId), act)
  }

  private bookOn(m: MemberStanding, act: BookAct): Booked {
    const folded = Math.max(...Object.values(m.books).map((b) => b.at), -8.64e15)
    const wanted = act.at ?? this.now
    if (wanted < folded && act.at !== undefined && m.log) return this.bookLate(m, [act])
    const at = Math.max(wanted, folded)
    const context = tierContext(this.terms, m.tier, m.days, at, act.ruleSet === undefined ? at : this.now)
    const fact = this.factOf(act, at, withContext(act.deeds, { held: context, firstOrder: !m.hadOrder, person: m, at, zone: this.terms.zone }))
    const rules = act.ruleSet === undefined ? rulesAt(this.terms, at) : rulesOf(this.terms, act.ruleSet)
    const result = fold(m.books, fact, coreAt(this.terms, rules, fact.termsAt ?? at))
    if (!result.ok) return { ok: false, refusal: { code: result.refusal.code, facts: factsInDays(result.refusal.facts, this.terms.zone) } }
    // What time did before the act is decided without it.
    const passed = movesBefore(this.terms, m.tier, at) ? this.decide(m, at, 'night') : []
    m.books = result.books
    const lines: Record<string, string> = {}
    for (const d of result.done) this.keep(m, d.wallet, d.entry, lines)
    for (const [day, points] of growthMoves(result.done, m.books, this.terms.zone)) this.addDay(m, day, { growth: points })
    if (act.counted) this.addDay(m, dateAt(act.counted.at, this.terms.zone), { spend: act.counted.spendMinor, orders: act.counted.orders })
    m.hadOrder ||= act.deeds.some((d) => d.kind === 'order')
    const joined = act.joined ? this.join(m, act.joined, at) : []
    this.log(m, fact, act, rules.version)
    return { ok: true, done: result.done, changes: [...passed, ...joined, ...(act.joined?.leaves ? [] : this.decide(m, at, becauseOf(act.deeds)))], lines }
  }

  /** Gives a tier by hand, or takes it back: a fact of the member's log like any other. */
  grantTier(memberId: MemberId, act: { readonly id: string; readonly actId: string; readonly actor: string; readonly grant: TierGrant }): readonly TierChange[] {
    const m = this.member(memberId)
    const at = Math.max(this.now, ...Object.values(m.books).map((b) => b.at))
    this.decide(m, at, 'night')
    const [next, changes] = doGrant(m.tier, act.grant, { at, days: [...m.days.values()], terms: this.terms })
    m.tier = next
    m.out.tier = true
    m.out.changes.push(...changes)
    const fact: LoggedFact = { id: act.id, at, knownAt: Math.max(this.now, at), deeds: [], ruleSet: null, counted: null, grant: act.grant }
    this.log(m, fact, { id: act.id, kind: 'grant-tier', deeds: [], actId: act.actId, actor: act.actor, reason: act.grant.reason }, rulesAt(this.terms, at).version)
    return changes
  }

  /**
   * Facts that come after later ones were booked (a till's offline sale, an imported order): the log is folded again and
   * the difference posted; spends stand. Needs the member's log (`need({ memberId, late: true })`).
   */
  bookLate(m: MemberStanding, acts: readonly BookAct[]): Booked {
    assert(m.log, 'a late fact needs the member\'s log')
    // What time did until now was known when it happened: it is posted as such before the fact changes the past.
    this.postDue(m, this.now)
    const fresh = acts.map((act) => ({ act, fact: this.factOf(act, notBeforeMerge(m.log!.facts, act, act.at ?? this.now), act.deeds), version: act.ruleSet ?? rulesAt(this.terms, act.at ?? this.now).version }))
    const facts = [...m.log.facts, ...fresh.map(({ fact, version }): LoggedFact => ({ ...fact, ruleSet: version }))]
    const replayed = replayMember(facts, m, this.terms, this.now)
    const missing = difference(m.log.postings, replayed.postings)
    const lines: Record<string, string> = {}
    const lineOf = new Map<string, string>()
    for (const p of missing) {
      const key = `${p.wallet}|${p.at}|${p.ref}|${lineGroup(p)}`
      let lineId = lineOf.get(key)
      if (!lineId) lineOf.set(key, (lineId = newId()))
      if (fresh.some(({ fact }) => fact.id === p.ref)) lines[p.wallet] ??= lineId
      m.out.postings.push({ ...p, lineId, knownAt: Math.max(this.now, p.at) })
      m.log.postings.push({ ...p, knownAt: Math.max(this.now, p.at) })
    }
    const touched = new Set([...Object.keys(m.books), ...Object.keys(replayed.books)])
    for (const wallet of touched) {
      const [before, after] = [m.books[wallet], replayed.books[wallet] ?? emptyBook(wallet)]
      const now = new Set(after.lots.map((l) => l.source))
      // Every lot that ever moved, used up ones too: a refund would ask for their points once more.
      for (const p of m.log.postings) if (p.wallet === wallet && p.lot !== null && !now.has(p.lot)) emptied(m.out, wallet, p.lot)
      for (const lot of after.lots) {
        m.out.emptied.delete(`${wallet}|${lot.source}`)
        m.out.lots.set(`${wallet}|${lot.source}`, { wallet, lot })
      }
      for (const hold of before?.holds ?? []) if (hold.state === 'open' && !after.holds.some((h) => h.id === hold.id)) m.out.holds.set(`${wallet}|${hold.id}`, { wallet, hold: { ...hold, state: 'released', until: null } })
      for (const hold of after.holds) m.out.holds.set(`${wallet}|${hold.id}`, { wallet, hold })
      m.out.wallets.add(wallet)
    }
    for (const day of new Set([...m.days.keys(), ...replayed.days.keys()])) {
      if (!replayed.days.has(day)) replayed.days.set(day, { day, growth: 0, spend: 0, orders: 0 })
      m.out.days.add(day)
    }
    const known = new Set(m.log.changes.map((c) => `${c.at}|${c.cause}|${c.from}|${c.to}`))
    const changes = replayed.changes.filter((c) => !known.has(`${c.at}|${c.cause}|${c.from}|${c.to}`))
    m.out.changes.push(...changes)
    m.log.changes = replayed.changes
    // A wallet that nothing is left of is empty, not gone.
    m.books = Object.fromEntries([...touched].map((wallet) => [wallet, replayed.books[wallet] ?? { ...emptyBook(wallet), at: this.now }]))
    m.days = replayed.days
    m.tier = replayed.tier
    m.out.tier = true
    m.tierKnown = true
    m.hadOrder = standingFacts(facts).some((f) => f.deeds.some((d) => d.kind === 'order'))
    for (const { act, fact, version } of fresh) this.log(m, fact, act, version)
    return { ok: true, done: [], changes, lines }
  }

  /** Lets time pass for a member: the night's own step, and what a first sight needs. */
  settleTime(memberId: MemberId, at: Instant): { readonly entries: readonly { wallet: string; entry: Entry }[]; readonly changes: readonly TierChange[] } {
    const m = this.member(memberId)
    const entries = this.postDue(m, at)
    // A night that comes late never judges a tier as of before what was decided since.
    const decided = Math.max(at, m.tier.hold?.since ?? at, ...Object.values(m.books).map((b) => b.at), ...[...m.days.keys()].map((day) => startOfDate(day, this.terms.zone)))
    return { entries, changes: this.decide(m, decided, 'night') }
  }

  /** Posts what time did to the points alone: the tier stays for the night, which tells who lost theirs. */
  postTime(memberId: MemberId, at: Instant): void { this.postDue(this.member(memberId), at) }

  private postDue(m: MemberStanding, at: Instant): { wallet: string; entry: Entry }[] {
    const entries: { wallet: string; entry: Entry }[] = []
    for (const [wallet, book] of Object.entries(m.books)) {
      const [after, entry] = advance(book, at)
      if (after === book) continue
      m.books = { ...m.books, [wallet]: after }
      this.keep(m, wallet, entry, {})
      entries.push({ wallet, entry })
    }
    return entries
  }

  private decide(m: MemberStanding, at: Instant, because: Parameters<typeof decideThrough>[4]): readonly TierChange[] {
    if (this.terms.tierSets.length === 0) return []
    const [next, changes] = decideThrough(m.tier, at, [...m.days.values()], this.terms.tierSets, because)
    if (changes.length > 0 || !m.tierKnown || JSON.stringify(next) !== JSON.stringify(m.tier)) m.out.tier = true
    m.tier = next
    m.tierKnown = true
    m.out.changes.push(...changes)
    return changes
  }

  private join(m: MemberStanding, joined: Joined, at: Instant): readonly TierChange[] {
    const changes = joinStanding(m, joined, at, tiersAt(this.terms, at)?.core ?? null)
    for (const { day } of joined.days) m.out.days.add(day)
    m.hadOrder ||= joined.days.some((d) => d.orders > 0)
    m.out.changes.push(...changes)
    m.out.tier = true
    return changes
  }

  private keep(m: MemberStanding, wallet: string, entry: Entry, lines: Record<string, string>): void {
    const lineOf = new Map<string, string>()
    for (const p of entry.postings) {
      // What time did stands on lines of its own, at its own instant, known then.
      const key = lineGroup(p)
      let lineId = lineOf.get(key)
      if (!lineId) lineOf.set(key, (lineId = newId()))
      if (p.ref !== '') lines[wallet] ??= lineId
      m.out.postings.push({ ...p, wallet, lineId, knownAt: p.ref === '' ? p.at : Math.max(this.now, p.at) })
    }
    for (const lot of entry.lots) m.out.lots.set(`${wallet}|${lot.source}`, { wallet, lot })
    for (const hold of entry.holds) m.out.holds.set(`${wallet}|${hold.id}`, { wallet, hold })
    m.out.wallets.add(wallet)
    if (m.log) m.log.postings.push(...entry.postings.map((p) => ({ ...p, wallet, knownAt: p.ref === '' ? p.at : Math.max(this.now, p.at) })))
  }

  private addDay(m: MemberStanding, day: string, by: { growth?: number; spend?: number; orders?: number }): void {
    addToDay(m.days, day, by)
    m.out.days.add(day)
  }

  private factOf(act: BookAct, at: Instant, deeds: readonly Deed[]): LoggedFact {
    return { id: act.id, at, knownAt: Math.max(this.now, at), deeds, ruleSet: null, counted: act.counted ?? null, ...(act.ruleSet === undefined ? {} : { termsAt: this.now }), ...(act.joined ? { joined: act.joined } : {}) }
  }

  private log(m: MemberStanding, fact: LoggedFact, act: BookAct, version: number): void {
    const logged = { ...fact, ruleSet: version }
    m.seq += 1
    m.out.facts.push({ fact: logged, seq: m.seq, kind: act.kind, orderId: act.orderId ?? null, actId: act.actId ?? null, reason: act.reason ?? '', actor: act.actor ?? '' })
    m.log?.facts.push(logged)
  }
}

/** A lot that a refold no longer makes; where it was made in this very batch its row is yet to come. */
function emptied(out: StandingWrites, wallet: string, source: string): void {
  const key = `${wallet}|${source}`
  const made = out.lots.get(key)
  if (made) out.lots.set(key, { wallet, lot: { ...made.lot, left: 0, held: 0, asked: made.lot.points } })
  out.emptied.set(key, { wallet, source })
}

/** What is told late of an order that came over in a merge takes effect with the merge, not before: its points were not here yet. */
function notBeforeMerge(facts: readonly LoggedFact[], act: BookAct, at: Instant): Instant {
  const orders = new Set(act.deeds.flatMap((d) => ((d.kind === 'refund' || d.kind === 'confirm' || d.kind === 'cancel-pending') && 'orderId' in d.of ? d.of.orderId : [])))
  if (orders.size === 0) return at
  const came = standingFacts(facts).filter((f) => f.deeds.some((d) => d.kind === 'take-over' && d.parcels.some((p) => p.lots.some((l) => l.orderId !== null && orders.has(l.orderId)))))
  return Math.max(at, ...came.map((f) => f.at))
}

/** Facts of a refusal as the wire tells them: an instant at which points arrive is a day of the shop. */
function factsInDays({ pendingAt, ...facts }: Readonly<Record<string, unknown>>, zone: string): Record<string, unknown> {
  return typeof pendingAt === 'number' ? { ...facts, pendingOn: dateAt(pendingAt, zone) } : facts
}

/** Postings of one act that are one line of the statement: spent, taken back, or the rest; of time, one line an instant and kind. */
const lineGroup = (p: { ref: string; at: Instant; cause: string }): string =>
  p.ref === '' ? `${p.at}|${p.cause === 'repay' ? 'activate' : p.cause}` : p.cause === 'clawback' ? 'clawback' : ['spend', 'hold', 'commit', 'owe'].includes(p.cause) ? 'spend' : 'main'

/** The balance every screen shows. */
export const balanceBrief = (book: Book, worth: (points: number) => number | null) => ({ available: book.available, pending: book.pending, held: book.held, debt: book.debt, shown: shownBalance(book), worthMinor: worth(book.available) })
