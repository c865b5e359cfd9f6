import { awardOrder, expiresAtOf, type Award, type Deed, type EarnLine, type KeptLine } from '@huitou/ledger'
import { newcomer } from '@huitou/tier'
import { endOfDate, type Instant, type LocalDate, type MemberId, type Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { countsBack, countsOf, storedOf, type RefundPlan, type StoredOrder } from '../order/index.js'
import { BooksOfBatch, readBooks, rulesAt, rulesOf, termsOf, writeBooks, type BookAct, type BookNeed, type Booked, type MerchantTerms } from '../points/index.js'
import { lastsOf, timesOf } from '../tier/index.js'
import type { PlannedEvent } from './plan-customer.js'

/** How the past is to be booked. */
export interface HistoryTerms {
  readonly rules: 'first-version' | 'as-of-date' | 'none'
  /** points of the past are good at least to the end of this day */
  readonly expiresNotBefore: Instant | null
}

/** One member's part of an import, in order of effect. */
export interface MemberHistory {
  readonly memberId: MemberId
  readonly isNew: boolean
  readonly joinedAt: Instant
  readonly events: PlannedEvent[]
}

export const readHistoryTerms = (o: { rules: HistoryTerms['rules']; noExpiryBefore: LocalDate | null; zone: Zone }): HistoryTerms =>
  ({ rules: o.rules, expiresNotBefore: o.noExpiryBefore === null ? null : endOfDate(o.noExpiryBefore, o.zone) })

/**
 * Books points, growth and tiers of members' orders and refunds as of their own dates. Members who have a later fact
 * already are folded again from the first of these on, and the difference is posted. Nothing is sent to anybody.
 */
export async function bookHistories(tx: Tx, histories: readonly MemberHistory[], how: HistoryTerms, o: { dry: boolean; now: Instant; importId: string }): Promise<{ points: number; growth: number }> {
  const terms = await termsOf(tx)
  // A dry run has made no members: their books are those of somebody who joined and did nothing.
  const made = o.dry ? histories.filter((h) => h.isNew) : []
  const known = o.dry ? histories.filter((h) => !h.isNew) : histories
  const books = [
    ...(known.length > 0 ? [{ of: known, books: await readBooks(tx, known.flatMap(needsOf), o.now) }] : []),
    ...(made.length > 0 ? [{ of: made, books: new BooksOfBatch(terms, new Map(made.map((h) => [h.memberId, nobodyYet(h)])), o.now) }] : []),
  ]
  for (const { of, books: batch } of books) for (const history of of) bookOne(batch, history, how, terms, o)
  if (!o.dry) for (const { books: batch } of books) await writeBooks(tx, batch)
  return sumOf(books.map((b) => b.books))
}

const needsOf = (h: MemberHistory): BookNeed[] => [
  { memberId: h.memberId, ...(h.isNew ? {} : { late: true, all: true }) },
  ...(h.isNew ? [] : h.events.flatMap((e): BookNeed[] => (e.kind === 'refund' ? [{ memberId: h.memberId, orderId: e.orderId }] : []))),
]

const nobodyYet = (h: MemberHistory): ReturnType<BooksOfBatch['member']> => ({
  memberId: h.memberId, joinedAt: h.joinedAt, birthday: null, tags: [], seq: 0, hadOrder: false, books: {}, tier: newcomer(h.joinedAt), tierKnown: false, days: new Map(), log: null,
  out: { facts: [], postings: [], lots: new Map(), emptied: new Map(), holds: new Map(), wallets: new Set(), days: new Set(), changes: [], tier: false },
})

function bookOne(books: BooksOfBatch, h: MemberHistory, how: HistoryTerms, terms: MerchantTerms, o: { now: Instant; importId: string }): void {
  const member = books.member(h.memberId)
  const folded = Math.max(-Infinity, ...Object.values(member.books).map((b) => b.at))
  const ruleSet = how.rules === 'first-version' ? terms.ruleSets[0]?.version : undefined
  const common = { actor: `import:${o.importId}`, ...(ruleSet === undefined ? {} : { ruleSet }) }
  const acts = h.events.map((event) => ({ ...actOf(event, how, books, h.memberId, ruleSet), ...common }))
  // At one instant facts are ordered by their ids, not by who came first.
  if (member.log && acts.some((a) => a.at! <= folded)) must(books.bookLate(member, acts))
  else for (const act of acts) must(books.book(h.memberId, act))
  books.settleTime(h.memberId, o.now)
}

function must(booked: Booked): void {
  if (!booked.ok) throw new Error(`the past cannot be refused: ${booked.refusal.code}`)
}

function actOf(event: PlannedEvent, how: HistoryTerms, books: BooksOfBatch, memberId: MemberId, ruleSet: number | undefined): BookAct {
  const late = how.expiresNotBefore === null ? {} : { expiresNotBefore: how.expiresNotBefore }
  if (event.kind === 'order') {
    const { order } = event
    const lines = order.lines.map((l, i): EarnLine => ({ line: i + 1, sku: l.sku, category: l.category, brand: l.brand, units: l.quantity, paidMinor: l.listMinor - l.pointsMinor - l.discounts.reduce((sum, d) => sum + d.minor, 0), earns: !l.gift && !l.storedValue }))
    const context = { tier: null, storeId: order.storeId, channel: order.channel, payments: order.tenders.map((t) => t.kind) }
    const deed: Deed = { kind: 'order', orderId: order.orderId, order: { at: event.at, lines }, context, ...late }
    return { id: `o:${order.orderId}`, at: event.at, kind: 'order', orderId: order.orderId, deeds: [deed], counted: { at: event.at, ...countsOf(storedOf(order)) } }
  }
  if (event.kind === 'refund') return refundAct(event, event.after)
  const lines = event.lines.map((l, i): EarnLine => ({ line: event.fromLineNo + i, sku: l.sku, category: l.category, brand: l.brand, units: l.quantity, paidMinor: l.listMinor - l.discounts.reduce((sum, d) => sum + d.minor, 0), ...(l.storedValue ? { earns: false } : {}) }))
  const { core } = ruleSet === undefined ? rulesAt(books.terms, event.at) : rulesOf(books.terms, ruleSet)
  // What the order earned as a whole it earned with its first lines.
  const awards = awardOrder(core, { at: event.at, lines }, heldAt(books, memberId, event.at)).filter((a) => a.line !== null).map((a) => lasting(a, event.at, books.terms.zone, how))
  // Taken back and told again, the lines are another fact.
  return { id: `o:${event.orderId}+${event.addId}`, at: event.at, kind: 'order', orderId: event.orderId, deeds: [{ kind: 'award', source: { orderId: event.orderId }, awards }], counted: { at: event.at, spendMinor: lines.reduce((sum, l) => (l.earns === false ? sum : sum + l.paidMinor), 0), orders: 0 } }
}

/** The tier that an added line meets: its multiplier and how long its points last, as an order's own lines do. */
function heldAt(books: BooksOfBatch, memberId: MemberId, at: Instant) {
  const tier = books.tier(memberId, at)
  return { tier: tier?.tierId ?? null, tierTimes: timesOf(tier), tierExpiry: lastsOf(tier, books.terms.zone, books.terms.settings.idleActs) }
}

function lasting(award: Award, at: Instant, zone: Zone, how: HistoryTerms): Award {
  const ends = expiresAtOf(award.expiry, at, zone)
  return ends === null || how.expiresNotBefore === null || ends >= how.expiresNotBefore ? award : { ...award, expiry: { kind: 'at', at: how.expiresNotBefore } }
}

/** What a refund does to the book: what is left of each line that lost something, as the order stands after it. */
export function refundAct(refund: { readonly refundId: string; readonly at: Instant; readonly orderId: string; readonly plan: Pick<RefundPlan, 'minor' | 'whole' | 'lines'> }, after: StoredOrder): BookAct {
  const kept = after.lines.filter((l) => l.refundedQuantity > 0 || l.refundedMinor !== 0).map((l): KeptLine => ({ line: l.lineNo, minor: l.paidMinor - l.refundedMinor, ofMinor: l.paidMinor, units: l.quantity - l.refundedQuantity, ofUnits: l.quantity }))
  return {
    id: `r:${refund.refundId}`, at: refund.at, kind: 'refund', orderId: refund.orderId,
    deeds: [{ kind: 'refund', of: { orderId: refund.orderId }, kept, nothingLeft: refund.plan.whole, keptMinor: after.paidMinor - after.refundedMinor }],
    counted: { at: after.paidAt, ...countsBack(after, refund.plan) },
  }
}

const MINE = new Set(['available', 'pending', 'held', 'transit'])

/** What earning and taking back came to, time aside. */
function sumOf(batches: readonly BooksOfBatch[]): { points: number; growth: number } {
  const sum: Record<string, number> = {}
  for (const batch of batches) for (const member of batch.standings) for (const p of member.out.postings) {
    if (p.from !== 'issued' && p.to !== 'issued') continue
    sum[p.wallet] = (sum[p.wallet] ?? 0) + (MINE.has(p.to) || p.to === 'debt' ? p.points : -p.points)
  }
  return { points: sum['points'] ?? 0, growth: sum['growth'] ?? 0 }
}
