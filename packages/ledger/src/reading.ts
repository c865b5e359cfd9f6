import { dateAt, type Instant, type LocalDate, type Zone } from '@huitou/units'
import type { AccountName, Book, Posting } from './book.js'
import { endsAtOf } from './expiry.js'

/** What will expire, by last usable day, earliest first: a list, since one date alone misleads. */
export function nextExpiries(book: Book, zone: Zone): { readonly lastDay: LocalDate; readonly points: number }[] {
  const byDay = new Map<LocalDate, number>()
  for (const lot of book.lots) {
    const ends = endsAtOf(lot, book.acts)
    if (lot.state !== 'active' || ends === null || lot.left <= lot.held) continue
    const day = dateAt(ends - 1, zone)
    byDay.set(day, (byDay.get(day) ?? 0) + lot.left - lot.held)
  }
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([lastDay, points]) => ({ lastDay, points }))
}

/** What will become spendable, by instant; null for what waits for an event. */
export function nextActivations(book: Book): { readonly at: Instant | null; readonly points: number }[] {
  const byAt = new Map<Instant | null, number>()
  for (const lot of book.lots) if (lot.state === 'pending' && lot.left > 0) byAt.set(lot.activeAt, (byAt.get(lot.activeAt) ?? 0) + lot.left)
  return [...byAt].sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity)).map(([at, points]) => ({ at, points }))
}

export interface KnownPosting extends Posting { readonly knownAt: Instant }

/**
 * Balances of every account as of an effective instant, by what was known at another. What time does by itself is known
 * when it happens, so the answer for a known instant never changes.
 */
export function asOf(postings: Iterable<KnownPosting>, effective: Instant, known: Instant): Record<AccountName, number> {
  const sums: Record<AccountName, number> = { available: 0, pending: 0, held: 0, transit: 0, debt: 0, issued: 0, spent: 0, expired: 0, adjusted: 0, passed: 0 }
  for (const p of postings) {
    if (p.at > effective || p.knownAt > known) continue
    sums[p.from] -= p.points
    sums[p.to] += p.points
  }
  return sums
}
