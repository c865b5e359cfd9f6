import { nextActivations, nextExpiries } from '@huitou/ledger'
import { dateAt, partsOf, startOfDate, type Instant, type MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { balanceOf } from './balance.js'
import { readBooks } from './points-book.js'
import { readAsOf, readLotsShown, readTurnover, type LotShown } from './statement.rows.js'

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
  const { books, balance, growth, expiries, pendings } = await readPoints(tx, memberId, now)
  const { zone } = books.terms
  const turnover = await readTurnover(tx, memberId, startOfDate(`${partsOf(dateAt(now, zone)).year}-01-01`, zone))
  return { balance, growth, expiries, pendings, earnedThisYear: turnover.earned, spentThisYear: turnover.spent }
}

/** The book by lots, now, or its balances as of an effective instant by what was known at another. */
export async function readMemberPoints(tx: Tx, memberId: MemberId, now: Instant, asOf: { effective?: Instant; known?: Instant }) {
  const here = await readPoints(tx, memberId, now)
  const { zone } = here.books.terms
  const lots = (await readLotsShown(tx, memberId)).map((l) => wireLot(l, now, zone))
  if (asOf.effective === undefined && asOf.known === undefined) return { balance: here.balance, growth: here.growth, expiries: here.expiries, lots }
  const sums = await readAsOf(tx, { memberId, effective: asOf.effective ?? now, known: asOf.known ?? now })
  const of = (wallet: string, account: string) => sums.find((s) => s.wallet === wallet && s.account === account)?.points ?? 0
  const [available, debt] = [of('points', 'available'), 0 - of('points', 'debt')]
  return { balance: { ...here.balance, available, pending: of('points', 'pending'), held: of('points', 'held'), debt, shown: available - debt, worthMinor: null }, growth: of('growth', 'available'), expiries: [], lots: [] }
}

function wireLot(l: LotShown, now: Instant, zone: string) {
  const expired = l.expires_at !== null && l.expires_at.getTime() <= now
  const state = l.left_points > 0 ? (l.state === 'pending' && l.active_at !== null && l.active_at.getTime() > now ? 'pending' as const : expired ? 'expired' as const : l.state === 'pending' && l.active_at === null ? 'pending' as const : 'active' as const) : l.asked >= l.points ? 'reversed' as const : expired ? 'expired' as const : 'used' as const
  const why = l.detail.why as { kind?: string; reason?: string } | null
  return {
    lotId: l.source, wallet: l.wallet, points: l.points, left: l.left_points, held: l.held, state, earnedAt: l.earned_at.toISOString(), activeAt: (l.active_at ?? l.earned_at).toISOString(), expiresOn: l.expires_at ? dateAt(l.expires_at.getTime() - 1, zone) : null, orderId: l.order_id, orderNo: l.order_no,
    explanation: [{ code: `lot-${l.order_no ? 'order' : 'given'}`, facts: { orderNo: l.order_no ?? undefined, reason: why?.reason ?? undefined } }],
  }
}
