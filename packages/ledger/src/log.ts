import { assert, type Instant } from '@huitou/units'
import { deduct, waive } from './adjust.js'
import { awardAction, awardOrder, type Award, type EarnOrder, type EarnTerms } from './award.js'
import { emptyBook, type Book, type Decided, type Entry } from './book.js'
import { advance } from './due.js'
import { cancelPending, confirm, earn, grant, type EarnAct, type Source } from './earn.js'
import type { Expiry } from './expiry.js'
import { give, receive, send, takeBack, type Piece } from './gift.js'
import type { Limit } from './limit.js'
import { handOver, takeOver, type Parcel } from './merge.js'
import { refund, undoSpend, type Clawback, type KeptLine } from './refund.js'
import type { EarnContext } from './rule.js'
import { cancel, commit, hold, spend } from './spend.js'

/** Everything the merchant settled about the book, as it stood for one fact. */
export interface BookTerms extends EarnTerms {
  readonly limits: readonly Limit[]
  readonly clawback: Readonly<Record<string, Clawback>>
  readonly wholeGoes: 'at-end' | 'below-minimum'
  readonly returnDays: number
}

/** What was done, in one wallet or all. An accepted fact is one or more deeds, done in this order. */
export type Deed =
  | { readonly kind: 'order'; readonly orderId: string; readonly order: EarnOrder; readonly context: EarnContext; readonly from?: Instant; readonly expiresNotBefore?: Instant }
  /** `forOrder`: the order, somebody else's, that earned a referral; the book itself does not ask */
  | { readonly kind: 'action'; readonly action: string; readonly streakDay?: number; readonly forOrder?: string; readonly context: EarnContext }
  /** awards decided elsewhere and standing (a gift, an import's opening balance) */
  | { readonly kind: 'award'; readonly source: Source; readonly awards: readonly Award[]; readonly ownDoing?: boolean }
  | { readonly kind: 'confirm' | 'cancel-pending'; readonly of: Source }
  | { readonly kind: 'refund'; readonly of: Source; readonly kept: readonly KeptLine[]; readonly nothingLeft: boolean; readonly keptMinor: number }
  | { readonly kind: 'spend'; readonly wallet: string; readonly points: number; readonly orderId?: string | null; readonly shares?: readonly { readonly line: number; readonly points: number }[] }
  | { readonly kind: 'hold'; readonly wallet: string; readonly points: number; readonly until: Instant; readonly orderId?: string | null; readonly shares?: readonly { readonly line: number; readonly points: number }[] }
  | { readonly kind: 'commit' | 'cancel'; readonly wallet: string; readonly holdId: string }
  | { readonly kind: 'undo-spend'; readonly wallet: string; readonly spendId: string }
  | { readonly kind: 'grant'; readonly wallet: string; readonly points: number; readonly expiry: Expiry; readonly why?: unknown }
  | { readonly kind: 'deduct' | 'waive'; readonly wallet: string; readonly points: number }
  /** two members are one person: all of one's book goes to the other's */
  | { readonly kind: 'hand-over' }
  | { readonly kind: 'take-over'; readonly parcels: readonly Parcel[] }
  /** those facts do not stand any more (a merge undone, an import taken back): the fold passes them over, what they posted is posted back */
  | { readonly kind: 'void'; readonly facts: readonly string[] }
  /** a gift of points, whose id is the fact's: sent, then accepted (\`give\` in the giver's log, \`receive\` in the other) or declined */
  | { readonly kind: 'send'; readonly wallet: string; readonly points: number; readonly until: Instant; readonly orderDays: number }
  | { readonly kind: 'give'; readonly wallet: string; readonly giftId: string; readonly points: number }
  | { readonly kind: 'take-back'; readonly wallet: string; readonly giftId: string }
  | { readonly kind: 'receive'; readonly wallet: string; readonly giftId: string; readonly pieces: readonly Piece[]; readonly why?: unknown }

export interface Fact {
  /** the act's id, or the order's own number for imported ones: decides between facts of one instant */
  readonly id: string
  readonly at: Instant
  readonly knownAt: Instant
  readonly deeds: readonly Deed[]
}

export type Books = Readonly<Record<string, Book>>
export interface Refusal { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }
/** What a deed did, wallet by wallet. */
export interface Done { readonly deed: Deed['kind']; readonly wallet: string; readonly entry: Entry; readonly answer: unknown }
export type Folded = { readonly ok: true; readonly books: Books; readonly done: readonly Done[] } | { readonly ok: false; readonly refusal: Refusal }

/**
 * The fold: a fact on the member's books. With `standing` the fact was accepted before: spends stand as decided, only
 * their draws are redone, a shortfall is debt. Without it, the first refusal leaves everything as it was.
 */
export function fold(books: Books, fact: Fact, terms: BookTerms, standing = false): Folded {
  let now = books
  const done: Done[] = []
  for (const deed of fact.deeds) {
    for (const wallet of walletsOf(deed, terms, now)) {
      const result = doDeed(now[wallet] ?? emptyBook(wallet), deed, fact, terms, standing)
      if (!result.ok) {
        if (standing) continue
        return { ok: false, refusal: result.refusal }
      }
      now = { ...now, [wallet]: result.book }
      done.push({ deed: deed.kind, wallet, entry: result.entry, answer: result.answer })
    }
  }
  return { ok: true, books: now, done }
}

function walletsOf(deed: Deed, terms: BookTerms, books: Books): readonly string[] {
  if ('wallet' in deed) return [deed.wallet]
  if (deed.kind === 'order' || deed.kind === 'action') return earningWallets(terms)
  if (deed.kind === 'award') return [...new Set(deed.awards.map((a) => a.wallet))]
  if (deed.kind === 'take-over') return deed.parcels.map((p) => p.wallet)
  return deed.kind === 'void' ? [] : Object.keys(books)
}

function doDeed(book: Book, deed: Deed, fact: Fact, terms: BookTerms, standing: boolean): Decided<Refusal> {
  const { id, at } = fact
  const { zone, limits, returnDays } = terms
  switch (deed.kind) {
    case 'order': return earnOrNothing(book, { id, at, zone, limits, ownDoing: true, source: { orderId: deed.orderId }, awards: awardOrder(only(terms, book.wallet), deed.order, deed.context), from: deed.from, expiresNotBefore: deed.expiresNotBefore })
    case 'action': return earnOrNothing(book, { id, at, zone, limits, ownDoing: true, source: { actId: id }, awards: awardAction(only(terms, book.wallet), { action: deed.action, at, streakDay: deed.streakDay }, deed.context) })
    case 'award': return earn(book, { id, at, zone, limits: deed.ownDoing ? limits : [], ownDoing: deed.ownDoing ?? false, source: deed.source, awards: deed.awards })
    case 'confirm': return confirm(book, { id, at, zone, of: deed.of })
    case 'cancel-pending': return cancelPending(book, { id, at, zone, of: deed.of })
    case 'refund': return refund(book, { id, at, zone, returnDays, of: deed.of, kept: deed.kept, nothingLeft: deed.nothingLeft, keptMinor: deed.keptMinor, clawback: terms.clawback[book.wallet] ?? 'debt', wholeGoes: terms.wholeGoes })
    case 'spend': return spend(book, { id, at, points: deed.points, orderId: deed.orderId, shares: deed.shares, standing })
    case 'hold': return hold(book, { id, at, points: deed.points, until: deed.until, orderId: deed.orderId, shares: deed.shares, standing })
    case 'commit': return commit(book, { id, at, holdId: deed.holdId })
    case 'cancel': return cancel(book, { id, at, holdId: deed.holdId })
    case 'undo-spend': return undoSpend(book, { id, at, zone, returnDays, spendId: deed.spendId })
    case 'grant': return grant(book, { id, at, zone, points: deed.points, expiry: deed.expiry, why: deed.why })
    case 'deduct': return deduct(book, { id, at, points: deed.points })
    case 'waive': return waive(book, { id, at, points: deed.points })
    case 'hand-over': return handOver(book, { id, at })
    case 'take-over': return takeOver(book, { id, at, parcel: parcelFor(deed.parcels, book.wallet) })
    case 'void': return { ok: true, book, entry: { postings: [], lots: [], holds: [] }, answer: {} }
    case 'send': return send(book, { id, at, points: deed.points, until: deed.until, orderDays: deed.orderDays, standing })
    case 'give': return give(book, { id, at, giftId: deed.giftId, ...(standing ? { given: deed.points } : {}) })
    case 'take-back': return takeBack(book, { id, at, giftId: deed.giftId })
    case 'receive': return receive(book, { id, at, giftId: deed.giftId, pieces: deed.pieces, why: deed.why })
  }
}

function parcelFor(parcels: readonly Parcel[], wallet: string): Parcel {
  const parcel = parcels.find((p) => p.wallet === wallet)
  assert(parcel, 'a parcel for each wallet it names')
  return parcel
}

/** Where a limit refuses the whole award, the order or action goes on without it. */
function earnOrNothing(book: Book, act: EarnAct): Decided<Refusal> {
  const earned = earn(book, act)
  if (earned.ok) return earned
  const nothing = earn(book, { ...act, awards: [] })
  return nothing.ok ? { ...nothing, answer: { ...nothing.answer, refusedBy: earned.refusal.facts.limit } } : nothing
}

// Terms live as long as their version: what is asked of them for each fact is worked out once.
const byWallet = new WeakMap<BookTerms, ReadonlyMap<string, BookTerms>>()

function split(terms: BookTerms): ReadonlyMap<string, BookTerms> {
  const known = byWallet.get(terms)
  if (known) return known
  const wallets = [...new Set(terms.rules.map((r) => r.wallet))]
  const parts = new Map(wallets.map((wallet) => [wallet, wallets.length === 1 ? terms : { ...terms, rules: terms.rules.filter((r) => r.wallet === wallet) }]))
  byWallet.set(terms, parts)
  return parts
}

const earningWallets = (terms: BookTerms): readonly string[] => [...split(terms).keys()]
const only = (terms: BookTerms, wallet: string): BookTerms => split(terms).get(wallet) ?? { ...terms, rules: [] }

/** Effective order: by instant, then by id, so that it does not depend on arrival. */
export const byEffect = (a: Fact, b: Fact): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The log in effective order, without what was voided since. */
export function standingFacts<F extends Fact>(facts: readonly F[]): F[] {
  const gone = new Set<string>()
  for (const f of facts) for (const d of f.deeds) if (d.kind === 'void') for (const id of d.facts) gone.add(id)
  return (gone.size === 0 ? facts.slice() : facts.filter((f) => !gone.has(f.id))).sort(byEffect)
}

export interface Replayed {
  readonly books: Books
  readonly postings: readonly WalletPosting[]
}
export type WalletPosting = Entry['postings'][number] & { readonly wallet: string }

/**
 * Folds a whole log in effective order, every accepted fact standing.
 * @param termsOf the terms in force for a fact
 * @param meet called before each fact with the books so far: the caller folds tiers along and may give the fact its context
 */
export function replay(facts: readonly Fact[], termsOf: (fact: Fact) => BookTerms, meet: (fact: Fact, books: Books) => Fact = (fact) => fact, until?: Instant): Replayed {
  let books: Books = {}
  const postings: WalletPosting[] = []
  const keep = (wallet: string, entry: Entry) => { for (const p of entry.postings) postings.push({ ...p, wallet }) }
  for (const plain of standingFacts(facts)) {
    const fact = meet(plain, books)
    const result = fold(books, fact, termsOf(fact), true)
    assert(result.ok, 'a standing fact cannot be refused')
    books = result.books
    for (const d of result.done) keep(d.wallet, d.entry)
  }
  if (until !== undefined) for (const wallet of Object.keys(books)) {
    const [book, entry] = advance(books[wallet]!, until)
    books = { ...books, [wallet]: book }
    keep(wallet, entry)
  }
  return { books, postings }
}

/**
 * What must be posted so that the book of before becomes the book of now: the difference, at its effective instants.
 * Nothing that was posted is edited; what no longer holds is posted back.
 */
export function difference(before: readonly WalletPosting[], now: readonly WalletPosting[]): WalletPosting[] {
  const net = new Map<string, { posting: WalletPosting; points: number }>()
  const see = (p: WalletPosting, sign: 1 | -1) => {
    const forward = p.from < p.to
    const [low, high] = forward ? [p.from, p.to] : [p.to, p.from]
    const key = `${p.wallet}|${p.at}|${p.ref}|${p.cause}|${p.lot ?? ''}|${low}|${high}`
    const seen = net.get(key)
    const points = (forward ? p.points : -p.points) * sign
    if (seen) seen.points += points
    else net.set(key, { posting: p, points })
  }
  for (const p of before) see(p, -1)
  for (const p of now) see(p, 1)
  const out: WalletPosting[] = []
  for (const { posting, points } of net.values()) {
    if (points === 0) continue
    const [low, high] = posting.from < posting.to ? [posting.from, posting.to] : [posting.to, posting.from]
    out.push({ ...posting, from: points > 0 ? low : high, to: points > 0 ? high : low, points: Math.abs(points) })
  }
  return out
}
