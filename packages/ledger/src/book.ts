import type { Instant } from '@huitou/units'
import type { Acts, Expiry, Pending } from './expiry.js'

/**
 * The accounts of the book. The first five are the member's, the others the merchant's; over all of them postings sum to
 * zero. `passed` stands between two books: what one member's gift put in, another's took out.
 */
export type AccountName = 'available' | 'pending' | 'held' | 'transit' | 'debt' | 'issued' | 'spent' | 'expired' | 'adjusted' | 'passed'

export type Cause =
  | 'earn' | 'activate' | 'spend' | 'hold' | 'commit' | 'release' | 'lapse' | 'expire' | 'clawback' | 'return' | 'repay'
  | 'grant' | 'deduct' | 'waive' | 'owe' | 'send' | 'give' | 'come-back' | 'receive'

/** One movement of points between two accounts: double entry by construction. `debt` runs below zero: what the member owes. */
export interface Posting {
  readonly from: AccountName
  readonly to: AccountName
  /** above zero */
  readonly points: number
  /** source of the lot that moved, null for debt made from nothing */
  readonly lot: string | null
  readonly cause: Cause
  /** effective instant */
  readonly at: Instant
  /** the act that caused it; '' when time did (activation, lapse, expiry) */
  readonly ref: string
}

/** What a rule counted to give a lot its points; a refund keeps points in proportion to what is kept of it. */
export interface Basis {
  /** `whole`: goes only when nothing of the order is left */
  readonly counts: 'money' | 'units' | 'whole'
  readonly minor: number
  readonly units: number
  /** the order minimum the rule asked for, 0 for none */
  readonly minMinor: number
}

/** Points of one source. Its id is its source, so it is the same in whatever order facts arrive. */
export interface Lot {
  readonly source: string
  readonly orderId: string | null
  readonly line: number | null
  readonly ruleId: string | null
  readonly ruleVersion: number | null
  /** as awarded, after limits */
  readonly points: number
  /** what is left of it, held points included */
  readonly left: number
  /** the part of `left` reserved by open holds */
  readonly held: number
  /** what refunds asked back so far, wherever it was then taken from */
  readonly asked: number
  readonly state: 'pending' | 'active'
  readonly earnedAt: Instant
  /** null: waits for an event */
  readonly activeAt: Instant | null
  /** first instant at which it is no longer usable; null: none */
  readonly expiresAt: Instant | null
  /** its expiry was already moved once by points that came back */
  readonly extended: boolean
  readonly pending: Pending
  readonly expiry: Expiry
  readonly basis: Basis | null
  /** keys of the limits that counted it */
  readonly counted: readonly string[]
  /** explanation as data; never read by the book */
  readonly why: unknown
}

export interface Draw {
  readonly lot: string
  readonly points: number
  /** given back by refunds so far; of a gift: what is no longer on its way */
  readonly back: number
  /** of a gift: when these points end, on the way too */
  readonly expiresAt?: Instant | null
}

/** Reserved points. A spend is a hold that was committed at once; a gift on its way is one too (`sent`, then `given` or `returned`). */
export interface Hold {
  readonly id: string
  readonly orderId: string | null
  readonly points: number
  /** in drawing order */
  readonly draws: readonly Draw[]
  /** decided before a late fact took the points away: this part is debt once spent */
  readonly owed: number
  readonly owedBack: number
  readonly state: 'open' | 'spent' | 'released' | 'lapsed' | 'sent' | 'given' | 'returned'
  readonly madeAt: Instant
  readonly until: Instant | null
  /** points by order line, for refunds by line */
  readonly shares: readonly HoldShare[]
}

export interface HoldShare {
  readonly line: number
  readonly points: number
  readonly back: number
}

/**
 * One wallet of one member: plain data that the app keeps in rows. `lots` may be a part of them: the totals rule, and an
 * act needs only the lots it touches (due ones, the first of the drawing order, those of its order).
 */
export interface Book {
  readonly wallet: string
  readonly available: number
  readonly pending: number
  readonly held: number
  /** on the way to somebody else; no longer in lots */
  readonly transit: number
  readonly debt: number
  /** remembered shortfall under `within-balance`: taken from points that come back later */
  readonly short: number
  /** in drawing order */
  readonly lots: readonly Lot[]
  readonly holds: readonly Hold[]
  /** points counted by limits, by `limit:period` */
  readonly counters: Readonly<Record<string, number>>
  /** when the member last did what an inactivity expiry may count */
  readonly acts: Acts
  /** nothing happens by itself before this instant */
  readonly dueAt: Instant | null
  /** where `lots` is a part: nothing happens to the others before this instant */
  readonly othersDueAt?: Instant | null
  /** folded up to here: an earlier fact is late */
  readonly at: Instant
}

/** What an act wrote: its postings and the lots and holds as they are after it. */
export interface Entry {
  readonly postings: readonly Posting[]
  readonly lots: readonly Lot[]
  readonly holds: readonly Hold[]
}

export type Step = readonly [book: Book, entry: Entry]

export type Decided<Refusal, Answer = object> =
  | { readonly ok: true; readonly book: Book; readonly entry: Entry; readonly answer: Answer }
  | { readonly ok: false; readonly refusal: Refusal }

/** A wallet nobody has used yet. Codes are trimmed and lower-cased, so " ORE " and "ore" are one wallet. */
export const emptyBook = (wallet: string): Book => ({ wallet: walletCode(wallet), available: 0, pending: 0, held: 0, transit: 0, debt: 0, short: 0, lots: [], holds: [], counters: {}, acts: {}, dueAt: null, at: -8.64e15 })

export const walletCode = (text: string): string => text.trim().toLowerCase()

/** What a screen shows: available less debt; the two are never above zero together. */
export const shownBalance = (book: Book): number => book.available - book.debt

/** Closed lots and ended holds are not needed to go on; a refund asks for those of its order again. */
export const openOnly = (book: Book): Book => ({ ...book, lots: book.lots.filter((l) => l.left > 0), holds: book.holds.filter((h) => h.state === 'open' || h.state === 'sent') })
