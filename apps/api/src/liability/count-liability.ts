import type { ReplyOf, liabilityRoutes } from '@huitou/contract'
import { BREAKAGE_AGES, estimateBreakage, type Estimate } from '@huitou/ledger'
import { addDays, addMonths, allocate, dateAt, daysBetween, mulDiv, startOf, startOfDate, type Instant, type LocalDate, type MerchantId } from '@huitou/units'
import type { Database, Tx } from '../platform/database/index.js'
import { termsOf } from '../points/index.js'
import { activationsByDay, keepCount, maturedLots, openByDay, postingSums, topDebtors, walletTotals, whatBecameOf } from './liability.rows.js'

export type Liability = ReplyOf<typeof liabilityRoutes.countLiability>['liability']

/** Months of history that the estimate goes by, and months that the check looks back. */
const HISTORY_MONTHS = 24
const CHECK_MONTHS = 3

/** What the shop owes in points now, by expiry month and in money, with what will probably not be used. Reads only. */
export async function countLiability(tx: Tx, now: Instant, wallet = 'points'): Promise<Liability> {
  const began = performance.now()
  const { zone, settings } = await termsOf(tx)
  const { rate } = settings.payment
  const today = dateAt(now, zone), monthStart = startOf('month', today)
  const start = (day: LocalDate) => startOfDate(day, zone)
  const checkFrom = addMonths(monthStart, -CHECK_MONTHS)
  const [totals, open, activations, sums, debtors, matured, before, became] = await Promise.all([
    walletTotals(tx, wallet, now), openByDay(tx, { wallet, zone, now }), activationsByDay(tx, { wallet, zone, now }), postingSums(tx, wallet, start(monthStart)), topDebtors(tx, wallet),
    maturedLots(tx, { wallet, from: start(addMonths(today, -HISTORY_MONTHS)), until: now, ages: BREAKAGE_AGES }),
    maturedLots(tx, { wallet, from: start(addMonths(checkFrom, -HISTORY_MONTHS)), until: start(checkFrom), ages: BREAKAGE_AGES }),
    whatBecameOf(tx, { wallet, from: start(checkFrom), until: start(monthStart), zone }),
  ])
  const monthOf = (day: LocalDate | null) => (day === null ? null : (day < today ? today : day).slice(0, 7))
  const byMonth = new Map<string | null, number>()
  for (const o of open) if (o.points > 0) byMonth.set(monthOf(o.day), (byMonth.get(monthOf(o.day)) ?? 0) + o.points)
  const inMonths = [...byMonth.values()].reduce((a, b) => a + b, 0), lapsed = open.reduce((s, o) => s + o.lapsed, 0)
  const guess = estimateBreakage(matured, open.flatMap((o) => (o.day === null || o.idle || o.points === 0 ? [] : [{ group: monthOf(o.day)!, days: Math.max(0, daysBetween(today, o.day)), left: o.points }])))
  const worth = (points: number) => mulDiv(points, rate.minor, rate.points, 'half-up')
  const wired = (e: Estimate | null) => e && { points: e.expected, low: e.low, high: e.high, minor: worth(e.expected), lowMinor: worth(e.low), highMinor: worth(e.high) }
  const owed = inMonths + totals.in_transit, months = [...byMonth].sort(([a], [b]) => ((a ?? '9') < (b ?? '9') ? -1 : 1))
  const money = allocate(worth(inMonths), months.map(([, points]) => points))
  const wallets = totals.available + totals.pending + totals.held
  const check = estimateBreakage(before, became.map((b) => ({ group: 'check', days: Math.max(0, daysBetween(checkFrom, b.day)), left: b.left }))).total
  return {
    asOf: new Date(now).toISOString(), tookMs: Math.round(performance.now() - began), wallet, rate: { points: rate.points, minor: rate.minor },
    owed, owedMinor: worth(inMonths) + worth(totals.in_transit), members: totals.members,
    available: Math.max(0, totals.available - lapsed), pending: totals.pending, held: totals.held, inTransit: totals.in_transit, debt: totals.debt, debtors: totals.debtors,
    pendingIn7Days: totals.pending_in_7, heldUntil: totals.held_until?.toISOString() ?? null, thisMonth: { issued: sums.issued, spent: sums.spent, expired: sums.expired + lapsed },
    months: months.map(([month, points], i) => ({ month, points, minor: money[i]!, lost: month === null ? null : wired(guess.groups[month] ?? null) })),
    activations: activations.map(({ day, points }) => ({ day, points })),
    breakage: {
      estimate: wired(guess.total), unknown: guess.unknown + open.reduce((sum, o) => (o.day === null || o.idle ? sum + o.points : sum), 0), lots: guess.lots, ages: guess.ratesBp.map(({ age, rateBp, lots }) => ({ days: age, rateBp, lots })),
      check: check && { from: checkFrom, until: addDays(monthStart, -1), low: check.low, high: check.high, actual: became.reduce((s, b) => s + b.expired, 0) },
    },
    topDebtors: debtors.map((d) => ({ memberId: d.member_id, memberNo: d.member_no, name: d.name, debt: d.debt, since: d.since?.toISOString() ?? null })),
    reconciles: { wallets, lots: inMonths + lapsed, postings: sums.own, equal: wallets === inMonths + lapsed && wallets === sums.own },
  }
}

/** Counts in a transaction that only reads, keeps in another: the long one holds nothing. */
export async function countAndKeep(database: Database, merchantId: MerchantId, now: Instant, wallet = 'points'): Promise<Liability> {
  const liability = await database.inMerchant(merchantId, (tx) => countLiability(tx, now, wallet), { report: true })
  await database.inMerchant(merchantId, (tx) => keepCount(tx, wallet, now, liability))
  return liability
}
