import { assert, fault, type Instant } from '@huitou/units'
import type { AccountName, Book, Cause, Hold, Lot, Posting, Step } from './book.js'
import { endsAtOf, type Activity, type Acts } from './expiry.js'

/** Earliest expiry first (none last), then earliest active, then source. */
export function byDrawing(a: Lot, b: Lot): number {
  return rank(a.expiresAt) - rank(b.expiresAt) || rank(a.activeAt) - rank(b.activeAt) || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0)
}
const LAST = 8.64e15
const rank = (at: Instant | null) => at ?? LAST

const MEMBER = { available: 1, pending: 1, held: 1, transit: 1 } as const
type Total = keyof typeof MEMBER

/**
 * The pen that writes one act into a copy of the book. Every change of a lot goes with its posting through `move`, so
 * that totals, lots and postings cannot part. The book it was made from stays as it was.
 */
export class Pen {
  readonly #book: Book
  #lots: Lot[] | null = null
  #holds: Hold[] | null = null
  #counters: Record<string, number> | null = null
  readonly #totals: Record<Total, number>
  debt: number
  short: number
  acts: Acts
  #dueAt: Instant | null
  readonly #postings: Posting[] = []
  readonly #changed = new Map<string, Lot>()
  readonly #changedHolds = new Map<string, Hold>()

  constructor(book: Book, readonly at: Instant, readonly ref: string) {
    this.#book = book
    this.#totals = { available: book.available, pending: book.pending, held: book.held, transit: book.transit }
    this.debt = book.debt
    this.short = book.short
    this.acts = book.acts
    this.#dueAt = book.dueAt
  }

  get lots(): readonly Lot[] { return this.#lots ?? this.#book.lots }
  get holds(): readonly Hold[] { return this.#holds ?? this.#book.holds }
  get counters(): Readonly<Record<string, number>> { return this.#counters ?? this.#book.counters }
  get available(): number { return this.#totals.available }

  lot(source: string): Lot | undefined { return this.#changed.get(source) ?? this.lots.find((l) => l.source === source) }
  hold(id: string): Hold | undefined { return this.holds.find((h) => h.id === id) }

  /** Writes a posting and keeps the totals. */
  post(from: AccountName, to: AccountName, points: number, lot: string | null, cause: Cause, at: Instant = this.at, ref: string = this.ref): void {
    if (!(points > 0 && Number.isSafeInteger(points))) fault(`a posting moves whole points, got ${points}`)
    if (from in MEMBER) {
      this.#totals[from as Total] -= points
      if (!(this.#totals[from as Total] >= 0)) fault(`${from} of ${this.#book.wallet} would fall below zero`)
    } else if (from === 'debt') this.debt += points
    if (to in MEMBER) this.#totals[to as Total] += points
    else if (to === 'debt') this.debt -= points
    assert(this.debt >= 0, 'more was repaid than owed')
    this.#postings.push({ from, to, points, lot, cause, at, ref })
  }

  add(lot: Lot): void {
    const lots = (this.#lots ??= this.#book.lots.slice())
    const i = place(lots, lot)
    if (lots[i]?.source === lot.source) fault(`lot ${lot.source} is there already`)
    lots.splice(i, 0, lot)
    this.#changed.set(lot.source, lot)
    this.due(lot.state === 'pending' ? lot.activeAt : this.endsAt(lot))
  }

  change(old: Lot, part: Partial<Lot>): Lot {
    const lot = { ...old, ...part }
    if (!(lot.held >= 0 && lot.left >= lot.held)) fault(`lot ${lot.source} left ${lot.left} held ${lot.held}`)
    const lots = (this.#lots ??= this.#book.lots.slice())
    const i = place(lots, old)
    if (lots[i]?.source !== old.source) fault(`lot ${old.source} is not in the book`)
    if (byDrawing(old, lot) === 0) lots[i] = lot
    else {
      lots.splice(i, 1)
      lots.splice(place(lots, lot), 0, lot)
    }
    this.#changed.set(lot.source, lot)
    if (lot.left > lot.held) this.due(lot.state === 'pending' ? lot.activeAt : this.endsAt(lot))
    return lot
  }

  addHold(hold: Hold): void {
    this.#holds = [...this.holds, hold]
    this.#changedHolds.set(hold.id, hold)
    if (hold.state === 'open' || hold.state === 'sent') this.due(hold.until)
    if (hold.state === 'sent') for (const d of hold.draws) this.due(d.expiresAt ?? null)
  }

  changeHold(old: Hold, part: Partial<Hold>): Hold {
    const hold = { ...old, ...part }
    this.#holds = this.holds.map((h) => (h.id === old.id ? hold : h))
    this.#changedHolds.set(hold.id, hold)
    return hold
  }

  /** The member did something that an inactivity expiry may count. */
  mark(kind: Activity): void { if ((this.acts[kind] ?? -Infinity) < this.at) this.acts = { ...this.acts, [kind]: this.at } }

  endsAt(lot: Lot): Instant | null { return endsAtOf(lot, this.acts) }

  count(key: string, points: number): void {
    const counters = (this.#counters ??= { ...this.#book.counters })
    const now = (counters[key] ?? 0) + points
    if (now > 0) counters[key] = now
    else delete counters[key]
  }

  due(at: Instant | null): void {
    if (at !== null && (this.#dueAt === null || at < this.#dueAt)) this.#dueAt = at
  }

  setDue(at: Instant | null): void { this.#dueAt = at }

  done(): Step {
    const book: Book = {
      wallet: this.#book.wallet, ...this.#totals, debt: this.debt, short: this.short, lots: this.lots, holds: this.holds, counters: this.counters,
      acts: this.acts, dueAt: this.#dueAt, othersDueAt: this.#book.othersDueAt ?? null, at: Math.max(this.#book.at, this.at),
    }
    assert(book.available === 0 || book.debt === 0, 'available and debt are above zero together')
    return [book, { postings: this.#postings, lots: [...this.#changed.values()], holds: [...this.#changedHolds.values()] }]
  }
}

/** Where the lot stands, or would stand, in drawing order. */
function place(lots: readonly Lot[], lot: Lot): number {
  let [low, high] = [0, lots.length]
  while (low < high) {
    const mid = (low + high) >> 1
    if (byDrawing(lots[mid]!, lot) < 0) low = mid + 1
    else high = mid
  }
  return low
}

/** Points of active lots that can be drawn now, in drawing order, up to `wanted`; `first` before the others. */
export function drawable(lots: readonly Lot[], wanted: number, at: Instant): { lot: Lot; points: number }[] {
  const out: { lot: Lot; points: number }[] = []
  let rest = wanted
  for (const lot of lots) {
    if (rest === 0) break
    if (lot.state !== 'active' || lot.left <= lot.held || (lot.expiresAt !== null && lot.expiresAt <= at)) continue
    const points = Math.min(rest, lot.left - lot.held)
    out.push({ lot, points })
    rest -= points
  }
  return out
}

/** Repays debt, then a remembered shortfall, out of points of this lot that have just become available. */
export function repay(pen: Pen, source: string, points: number, at: Instant, from: 'new' | 'back'): void {
  const owed = Math.min(points, pen.debt)
  if (owed > 0) {
    pen.post('available', 'debt', owed, source, 'repay', at)
    const lot = pen.lot(source)!
    pen.change(lot, { left: lot.left - owed })
  }
  const short = from === 'back' ? Math.min(points - owed, pen.short) : 0
  if (short > 0) {
    pen.post('available', 'issued', short, source, 'clawback', at)
    const lot = pen.lot(source)!
    pen.change(lot, { left: lot.left - short })
    pen.short -= short
  }
}

/** Held points outlive the expiry until their hold ends. */
export function expire(pen: Pen, source: string, at: Instant): void {
  const lot = pen.lot(source)!
  const points = lot.left - lot.held
  const ends = pen.endsAt(lot)
  if (ends === null || ends > at || points === 0) return
  pen.post('available', 'expired', points, source, 'expire', at)
  pen.change(lot, { left: lot.held })
}
