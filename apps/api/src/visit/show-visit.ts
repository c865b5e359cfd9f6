import type { AnswerOf, routes } from '@huitou/contract'
import { dateAt, daysBetween, isLeap, mulDiv, type Instant, type LocalDate, type MemberId } from '@huitou/units'
import type { SpeakIn } from '@huitou/words'
import { claimedCard, isUnderWay, lifeOf, readClaims } from '../coupon/index.js'
import { holdsAtTill, wireTillHold } from '../flash/index.js'
import { maskedName } from '../member-name/index.js'
import type { Tx } from '../platform/database/index.js'
import { balanceBrief, readBooks, type BooksOfBatch } from '../points/index.js'
import type { SettlementRow } from './settlement.rows.js'
import type { Settlement } from './settle-visit.js'
import { tierCalled } from './tier-called.js'
import type { VisitFacts } from './visit.rows.js'

export type WireVisit = AnswerOf<typeof routes.readVisit>
export type Balance = Settlement['balance']

/** Whole days to the next birthday by the shop's calendar, 0 on the day; 29 February is kept on the 28th in common years. */
export function birthdayInDays(birthday: string | null, today: LocalDate): number | null {
  if (birthday === null) return null
  const year = Number(today.slice(0, 4))
  const inYear = (y: number): LocalDate => `${y}-${birthday === '02-29' && !isLeap(y) ? '02-28' : birthday}`
  const here = inYear(year)
  return daysBetween(today, here >= today ? here : inYear(year + 1))
}

/** Points as money, rounded down: what they would pay. */
export const worthOf = (books: BooksOfBatch) => (points: number): number => mulDiv(points, books.terms.settings.payment.rate.minor, books.terms.settings.payment.rate.points, 'floor')

export const balanceOf = (books: BooksOfBatch, memberId: MemberId): NonNullable<Balance> => balanceBrief(books.wallet(memberId), worthOf(books))

/** The visit with its member at a glance: name masked, tier, what they may use. */
export async function showVisit(tx: Tx, visit: VisitFacts, at: { now: Instant; speech: SpeakIn }): Promise<WireVisit> {
  const state = visit.settledAt !== null ? 'settled' : visit.expiresAt <= at.now ? 'lapsed' : 'open'
  return {
    visitId: visit.visitId, state, openedAt: new Date(visit.openedAt).toISOString(), endsAt: new Date(visit.expiresAt).toISOString(), orderId: visit.orderId,
    member: visit.memberId ? await showMember(tx, visit.memberId, at, visit.claimIds) : null,
  }
}

async function showMember(tx: Tx, memberId: MemberId, at: { now: Instant; speech: SpeakIn }, only: readonly string[]): Promise<NonNullable<WireVisit['member']>> {
  const [books, claims, [person], holds] = await Promise.all([
    readBooks(tx, [{ memberId }], at.now),
    readClaims(tx, { claimIds: [], orderIds: [], membersWithAll: [memberId] }, at.now),
    tx.query<{ name: string; phone_last4: string | null; birthday: string | null }>('select name, phone_last4, birthday from member where merchant_id = $1 and member_id = $2', [tx.merchantId, memberId]),
    holdsAtTill(tx, memberId, at.now),
  ])
  const { zone, currency } = books.terms
  const points = balanceOf(books, memberId)
  const progress = books.progress(memberId)
  return {
    memberId, nameMasked: maskedName(person?.name ?? ''), phoneLast4: person?.phone_last4 ?? null, tier: progress.tier, points, worthMinor: points.worthMinor ?? 0,
    coupons: claims.filter((row) => (only.length === 0 || only.includes(row.claim_id)) && !isUnderWay(lifeOf(row), at.now)).map((row) => claimedCard(row, { zone, currency, now: at.now, speech: at.speech })), birthdayInDays: birthdayInDays(person?.birthday ?? null, dateAt(at.now, zone)), progress, reservations: holds.map(wireTillHold),
  }
}

/** A settlement for the screens of the till and of the phone: figures as booked, the balance as it is now. */
export async function showSettlement(tx: Tx, row: SettlementRow, now: Instant): Promise<Settlement> {
  const memberId = row.member_id as MemberId | null
  const books = memberId ? await readBooks(tx, [{ memberId }], now) : null
  const tier = (tierId: string | null) => (books ? tierCalled(books, tierId) : null)
  return {
    orderId: row.order_id, orderNo: row.order_no, at: row.at.toISOString(), storeName: row.store_name, clerkName: row.clerk_name ?? '', listMinor: row.list_minor, payMinor: row.paid_minor, savedMinor: row.saved_minor,
    pointsSpent: row.points_spent, pointsEarned: row.points_earned, pendingEarned: row.detail.pendingEarned, growthEarned: row.growth_earned, balance: books && memberId ? balanceOf(books, memberId) : null,
    tierBefore: tier(row.tier_from), tierAfter: tier(row.tier_to), couponTitles: row.detail.couponTitles, lines: row.detail.lines as Settlement['lines'], steps: row.detail.steps as Settlement['steps'], seen: row.seen_at !== null,
  }
}

