import { endsAtOf, nextActivations, nextExpiries, type Acts, type Book } from '@huitou/ledger'
import { dateAt, partsOf, startOfDate, type Instant, type MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { balanceOf } from './balance.js'
import type { BooksOfBatch } from './books-of-batch.js'
import { readBooks } from './points-book.js'
import { readAsOf, readLotsAsOf, readLotsShown, readTurnover, type LotShown } from './statement.rows.js'

/** A member's points as of now: balance, what expires when, what is pending. Time that has passed counts, posted or not. */
export async function readPoints(tx: Tx, memberId: MemberId, now: Instant) {
  const books = await readBooks(tx, [{ memberId, all: true }], now)
  const book = books.wallet(memberId)
  const { zone } = books.terms
  return {
    books, book, balance: balanceOf(book, books.terms), growth: books.wallet(memberId, 'growth').available,
    expiries: nextExpiries(book, zone).map((e) => ({ on: e.lastDay, points: e.points })),
    pendings: nextActivations(book).flatMap((p) => (p.at === null ? [] : [{ on: dateAt(p.at, zone), points: p.points }])),
  }
}

export async function readMyPoints(tx: Tx, memberId: MemberId, now: Instant) {
  const { books, book, balance, growth, expiries, pendings } = await readPoints(tx, memberId, now)
  const { zone } = books.terms
  const today = dateAt(now, zone)
  const turnover = await readTurnover(tx, memberId, startOfDate(`${partsOf(today).year}-01-01`, zone))
  return { today, balance, growth, expiries, pendings, waitingPoints: waitingFor(book), transitPoints: book.transit, others: otherWallets(books, memberId), earnedThisYear: turnover.earned, spentThisYear: turnover.spent }
}

/** Pending points that wait for an event, not for a day. */
const waitingFor = (book: Book): number => nextActivations(book).reduce((sum, p) => sum + (p.at === null ? p.points : 0), 0)

/** Wallets of the merchant's own. */
const otherWallets = (books: BooksOfBatch, memberId: MemberId) => books.terms.wallets.map((w) => {
  const book = books.wallet(memberId, w.code)
  return { wallet: w.code, nameZh: w.name_zh, nameEn: w.name_en, spendable: w.spendable, balance: balanceOf(book, books.terms), expiries: nextExpiries(book, books.terms.zone).map((e) => ({ on: e.lastDay, points: e.points })) }
})

/** The book by lots, now, or its balances as of an effective instant by what was known at another. */
export async function readMemberPoints(tx: Tx, memberId: MemberId, now: Instant, asOf: { effective?: Instant; known?: Instant }) {
  const here = await readPoints(tx, memberId, now)
  const { books } = here
  const { zone } = books.terms
  const acts = (wallet: string) => books.wallet(memberId, wallet).acts
  if (asOf.effective === undefined && asOf.known === undefined) {
    const lots = (await readLotsShown(tx, memberId)).map((l) => wireLot(l, now, zone, acts(l.wallet)))
    return { balance: here.balance, growth: here.growth, transitPoints: here.book.transit, others: otherWallets(books, memberId), expiries: here.expiries, lots }
  }
  const ask = { memberId, effective: asOf.effective ?? now, known: asOf.known ?? now }
  const [sums, then] = await Promise.all([readAsOf(tx, ask), readLotsAsOf(tx, ask)])
  // What time did and the night has not posted yet: it was known when it happened.
  for (const { wallet, entry } of books.unposted(memberId)) for (const p of entry.postings) if (p.at <= ask.effective && p.at <= ask.known) {
    sums.push({ wallet, account: p.from, points: 0 - p.points }, { wallet, account: p.to, points: p.points })
  }
  const of = (wallet: string, account: string) => sums.reduce((sum, s) => sum + (s.wallet === wallet && s.account === account ? s.points : 0), 0)
  return {
    balance: { ...here.balance, ...balanceThen(of, 'points') }, growth: of('growth', 'available'), transitPoints: of('points', 'transit'), expiries: [],
    others: otherWallets(books, memberId).map((w) => ({ ...w, balance: { ...w.balance, ...balanceThen(of, w.wallet) }, expiries: [] })), lots: then.map((l) => wireLot(l, ask.effective, zone, acts(l.wallet))),
  }
}

function balanceThen(of: (wallet: string, account: string) => number, wallet: string) {
  const [available, debt] = [of(wallet, 'available'), 0 - of(wallet, 'debt')]
  return { available, pending: of(wallet, 'pending'), held: of(wallet, 'held'), debt, shown: available - debt, worthMinor: null }
}

function wireLot(l: LotShown, now: Instant, zone: string, acts: Acts) {
  // An end that later acts would move belongs to what is left.
  const ends = l.left_points > 0 ? endsAtOf({ expiresAt: l.expires_at?.getTime() ?? null, activeAt: l.active_at?.getTime() ?? null, expiry: l.detail.expiry }, acts) : l.expires_at?.getTime() ?? null
  const expired = ends !== null && ends <= now
  const state = l.left_points > 0 ? (l.state === 'pending' && l.active_at !== null && l.active_at.getTime() > now ? 'pending' as const : expired ? 'expired' as const : l.state === 'pending' && l.active_at === null ? 'pending' as const : 'active' as const) : l.asked >= l.points ? 'reversed' as const : expired ? 'expired' as const : 'used' as const
  const why = l.detail.why as { kind?: string; reason?: string } | null
  return {
    lotId: l.source, wallet: l.wallet, points: l.points, left: l.left_points, held: l.held, state, earnedAt: l.earned_at.toISOString(), activeAt: (l.active_at ?? l.earned_at).toISOString(), expiresOn: ends === null ? null : dateAt(ends - 1, zone), orderId: l.order_id, orderNo: l.order_no,
    explanation: [{ code: `lot-${l.order_no ? 'order' : why?.kind === 'gift' ? 'gift' : 'given'}`, facts: { orderNo: l.order_no ?? undefined, reason: why?.reason ?? undefined } }],
  }
}
