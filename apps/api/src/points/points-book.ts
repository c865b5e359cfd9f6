import { byDrawing, currentCounters, emptyBook, type Book, type Hold, type Lot } from '@huitou/ledger'
import { newcomer, tierDueAt } from '@huitou/tier'
import { assert, startOfDate, type Instant, type LocalDate, type MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type Participant } from '../platform/group-commit/index.js'
import { daysOf, readStandings, writeDays, writeStandings, writeTierChanges, type StandingRow, type WireTier } from '../tier/index.js'
import { readTags } from './points.rows.js'
import { readDrawing, readLogs, readOfActs, readOfOrders, readOpenHolds, readOpenLots, readWallets, readWhole, type HoldAt, type Logs, type LotAt, type WalletAt } from './book.rows.js'
import { emptyLots, writeFacts, writeHolds, writeLots, writePostings, writeWallets } from './book-write.rows.js'
import { BooksOfBatch } from './books-of-batch.js'
import { noWrites, type MemberStanding } from './member-standing.js'
import { termsOf } from './merchant-terms.js'
import { tierAt } from './replay-member.js'
import { thinDeeds } from './thin.js'

/** What an act wants of a member's book beyond totals and tier. */
export interface BookNeed {
  readonly memberId: MemberId
  /** points it may take, by wallet: the lots to draw from */
  readonly spend?: number
  readonly wallet?: string
  /** orders whose lots and spends it touches (a refund) */
  readonly orderId?: string
  /** acts whose lots it takes back */
  readonly actId?: string
  readonly holdId?: string
  /** its fact may lie before others: the whole log is read */
  readonly late?: boolean
  /** its fact lies at the start of this day: the whole log is read of those whose book went on since */
  readonly on?: LocalDate
  /** everything open (the night, a page about lots) */
  readonly all?: boolean
  /** every lot and hold there ever was (a merge) */
  readonly ever?: boolean
}

const unique = <T>(of: readonly (T | undefined)[]): T[] => [...new Set(of.filter((x): x is T => x !== undefined))]

/** Reads members into a batch: also for the night, imports and previews, outside group commit. */
export async function readBooks(tx: Tx, needs: readonly BookNeed[], now: Instant): Promise<BooksOfBatch> {
  const ids = unique(needs.map((n) => n.memberId))
  const orderIds = unique(needs.map((n) => n.orderId))
  const actIds = unique(needs.map((n) => n.actId))
  const holdIds = unique(needs.map((n) => n.holdId))
  const late = unique(needs.map((n) => (n.late ? n.memberId : undefined)))
  const ever = unique(needs.map((n) => (n.ever ? n.memberId : undefined)))
  const whole = unique(needs.map((n) => ((n.all || n.late) && !n.ever ? n.memberId : undefined)))
  const draws = drawn(needs)
  const open = (of: readonly MemberId[]) => (of.length ? Promise.all([readOpenLots(tx, of), readOpenHolds(tx, of)]) : [[], []] as const)
  // Sent together: one round trip.
  const [terms, standings, wallets, ofOrders, ofActs, drawing, logs, [wholeLots, wholeHolds], wholly] = await Promise.all([
    termsOf(tx), readStandings(tx, ids), readWallets(tx, ids),
    orderIds.length ? readOfOrders(tx, orderIds) : { lots: [], holds: [] },
    actIds.length + holdIds.length ? readOfActs(tx, ids, actIds, holdIds) : { lots: [], holds: [] },
    draws.length ? readDrawing(tx, draws) : [],
    late.length ? readLogs(tx, late) : null,
    open(whole),
    ever.length ? readWhole(tx, ever) : { lots: [], holds: [] },
  ])
  // Where time has something to do, all open lots and holds are read: it happens once a member and day at most.
  const seen = new Set([...whole, ...ever])
  const behind = needs.some((n) => n.on !== undefined) ? wentOn(needs, wallets, terms.zone).filter((id) => !late.includes(id)) : []
  const due = unique([...behind, ...wallets.map((w) => (w.book.dueAt !== null && w.book.dueAt <= now ? w.memberId : undefined)), ...owing(ofActs.holds)]).filter((id) => !seen.has(id))
  const [[dueLots, dueHolds], behindLogs] = await Promise.all([open(due), behind.length ? readLogs(tx, behind) : null])
  for (const id of due) seen.add(id)
  const members = new Map(standings.map((row) => [row.member_id, standingOf(row)]))
  spread(members, wallets, [...ofOrders.lots, ...ofActs.lots, ...drawing, ...wholeLots, ...wholly.lots, ...dueLots], [...ofOrders.holds, ...ofActs.holds, ...wholeHolds, ...wholly.holds, ...dueHolds], seen)
  if (terms.asksTags) for (const { member_id, tags } of await readTags(tx, ids)) {
    const m = members.get(member_id)
    if (m) m.tags = tags
  }
  const hand = (from: Logs | null, ids: readonly MemberId[]) => {
    if (from) for (const id of ids) {
      const m = members.get(id)
      if (m) m.log = { facts: from.facts.get(id)!, postings: from.postings.get(id)!, changes: from.changes.get(id)! }
    }
  }
  hand(logs, late)
  hand(behindLogs, behind)
  return new BooksOfBatch(terms, members, now)
}

/** Members whose book was folded past the start of the day on which something is to be booked, or may be by another act of this batch. */
function wentOn(needs: readonly BookNeed[], wallets: readonly WalletAt[], zone: string): MemberId[] {
  const others = new Set(needs.map((n) => (n.on === undefined ? n.memberId : undefined)))
  const folded = new Map<MemberId, number>()
  for (const { memberId, book } of wallets) folded.set(memberId, Math.max(folded.get(memberId) ?? book.at, book.at))
  return unique(needs.map((n) => (n.on !== undefined && (others.has(n.memberId) || (folded.get(n.memberId) ?? -Infinity) > startOfDate(n.on, zone)) ? n.memberId : undefined)))
}

/** Members with an open hold that lost its points to a late fact: what it misses is taken from whatever is there when it is used. */
const owing = (holds: readonly HoldAt[]): MemberId[] => holds.flatMap(({ memberId, hold }) => (hold.state === 'open' && hold.owed > 0 ? [memberId] : []))

function drawn(needs: readonly BookNeed[]): { memberId: MemberId; wallet: string; points: number }[] {
  const by = new Map<string, { memberId: MemberId; wallet: string; points: number }>()
  for (const n of needs) {
    if (!n.spend) continue
    const wallet = n.wallet ?? 'points'
    const seen = by.get(`${n.memberId}|${wallet}`)
    if (seen) seen.points += n.spend
    else by.set(`${n.memberId}|${wallet}`, { memberId: n.memberId, wallet, points: n.spend })
  }
  return [...by.values()]
}

/** The tier a member holds, and whether they ever bought: what a price alone asks for, without the book. */
export async function readHeld(tx: Tx, memberId: MemberId, now: Instant): Promise<{ readonly tier: WireTier | null; readonly hadOrder: boolean }> {
  const [terms, [row]] = await Promise.all([termsOf(tx), readStandings(tx, [memberId])])
  assert(row, `no member ${memberId}`)
  const m = standingOf(row)
  return { tier: tierAt(terms, m, now), hadOrder: m.hadOrder }
}

const standingOf = (row: StandingRow): MemberStanding => ({
  memberId: row.member_id, joinedAt: row.joined_at.getTime(), birthday: row.birthday, tags: [], seq: row.seq, hadOrder: row.first_order_at !== null, books: {}, tier: row.state ?? newcomer(row.joined_at.getTime()), tierKnown: row.state !== null,
  days: new Map(daysOf(row).map((d) => [d.day, d])), log: null, out: noWrites(),
})

function spread(members: ReadonlyMap<MemberId, MemberStanding>, wallets: readonly WalletAt[], lots: readonly LotAt[], holds: readonly HoldAt[], whole: ReadonlySet<MemberId>): void {
  const lotsOf = new Map<string, Map<string, Lot>>()
  for (const { memberId, wallet, lot } of lots) {
    const key = `${memberId}|${wallet}`
    const here = lotsOf.get(key)
    if (here) here.set(lot.source, lot)
    else lotsOf.set(key, new Map([[lot.source, lot]]))
  }
  const holdsOf = new Map<string, Map<string, Hold>>()
  for (const { memberId, wallet, hold } of holds) {
    const key = `${memberId}|${wallet}`
    const here = holdsOf.get(key)
    if (here) here.set(hold.id, hold)
    else holdsOf.set(key, new Map([[hold.id, hold]]))
  }
  for (const { memberId, book } of wallets) {
    const m = members.get(memberId)
    if (!m) continue
    const key = `${memberId}|${book.wallet}`
    const full: Book = { ...emptyBook(book.wallet), ...book, othersDueAt: whole.has(memberId) ? null : book.dueAt, lots: [...(lotsOf.get(key)?.values() ?? [])].sort(byDrawing), holds: [...(holdsOf.get(key)?.values() ?? [])] }
    m.books = { ...m.books, [book.wallet]: full }
  }
}

/** Writes what a batch did, each table in one statement. */
export async function writeBooks(tx: Tx, books: BooksOfBatch): Promise<void> {
  const members = [...books.standings]
  const rows = <T, R>(of: (m: MemberStanding) => Iterable<T>, row: (m: MemberStanding, one: T) => R): R[] => members.flatMap((m) => [...of(m)].map((one) => row(m, one)))
  await Promise.all([
    writeFacts(tx, rows((m) => m.out.facts, (m, f) => ({ memberId: m.memberId, seq: f.seq, id: f.fact.id, kind: f.kind, at: f.fact.at, knownAt: f.fact.knownAt, orderId: f.orderId, actId: f.actId, ruleSet: f.fact.ruleSet, deeds: { deeds: thinDeeds(f.fact.deeds), ...(f.fact.counted ? { counted: f.fact.counted } : {}), ...(f.fact.termsAt === undefined ? {} : { termsAt: f.fact.termsAt }), ...(f.fact.joined ? { joined: f.fact.joined } : {}), ...(f.fact.grant ? { grant: f.fact.grant } : {}) }, reason: f.reason, actor: f.actor }))),
    writePostings(tx, rows((m) => m.out.postings, (m, p) => ({ ...p, memberId: m.memberId }))),
    emptyLots(tx, rows((m) => m.out.emptied.values(), (m, l) => ({ memberId: m.memberId, ...l }))),
    writeLots(tx, rows((m) => m.out.lots.values(), (m, l) => ({ memberId: m.memberId, ...l }))),
    writeHolds(tx, rows((m) => m.out.holds.values(), (m, h) => ({ memberId: m.memberId, ...h }))),
    writeWallets(tx, rows((m) => m.out.wallets, (m, wallet) => ({ memberId: m.memberId, book: m.books[wallet]!, counters: currentCounters(m.books[wallet]!.counters, books.now, books.terms.zone) }))),
    writeDays(tx, rows((m) => m.out.days, (m, day) => ({ memberId: m.memberId, ...m.days.get(day)! }))),
    writeStandings(tx, members.filter((m) => m.out.tier).map((m) => ({ memberId: m.memberId, state: m.tier, dueAt: tierDueAt(m.tier) }))),
    writeTierChanges(tx, rows((m) => m.out.changes, (m, change) => ({ memberId: m.memberId, change, knownAt: books.now }))),
  ])
}

class PointsBook implements Participant<BookNeed, BooksOfBatch> {
  readonly name = 'points'
  readonly order = 10
  readonly need = (need: BookNeed) => needOf<BookNeed, BooksOfBatch>(this, need)
  read(tx: Tx, needs: readonly BookNeed[], now: Instant): Promise<BooksOfBatch> { return readBooks(tx, needs, now) }
  write(tx: Tx, state: BooksOfBatch): Promise<void> { return writeBooks(tx, state) }
}

/** The book's share of a batch: `pointsBook.need({ memberId })`, `batch.of(pointsBook).book(memberId, act)`. Tiers follow by themselves. */
export const pointsBook = new PointsBook()
