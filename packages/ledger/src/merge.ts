import { assert, type Instant } from '@huitou/units'
import type { Book, Decided, Hold, Lot } from './book.js'
import { advance, joined, nextDue } from './due.js'
import type { Acts } from './expiry.js'
import { bringBack } from './gift-back.js'
import { drawable, Pen } from './pen.js'

/** A wallet as it leaves one member's book for another's: whole, with every date and everything refunds may still ask. */
export interface Parcel {
  readonly wallet: string
  readonly lots: readonly Lot[]
  readonly holds: readonly Hold[]
  readonly debt: number
  readonly short: number
  readonly counters: Readonly<Record<string, number>>
  readonly acts?: Acts
}

/**
 * What of a book goes over. A lot whose source the receiver knows too (both had the same gift) gets a name of its own.
 * Gifts that are still on their way come back first.
 * @param taken sources of the receiver's lots
 * @param mark tells the giver's lots apart
 */
export function parcelOf(before: Book, taken: ReadonlySet<string>, mark: string, at: Instant): Parcel {
  const pen = new Pen(advance(before, at)[0], at, '')
  giftsBack(pen, at)
  const [book] = pen.done()
  const named = (source: string) => (taken.has(source) ? `${source}~${mark}` : source)
  return {
    wallet: book.wallet, debt: book.debt, short: book.short, counters: book.counters, acts: book.acts,
    lots: book.lots.map((l) => ({ ...l, source: named(l.source) })),
    holds: book.holds.map((h) => ({ ...h, draws: h.draws.map((d) => ({ ...d, lot: named(d.lot) })) })),
  }
}

function giftsBack(pen: Pen, at: Instant): void {
  for (const gift of pen.holds) if (gift.state === 'sent') bringBack(pen, gift, at)
}

/** Everything of the book goes: lots, held ones too, and debt. What is left is empty; its postings stay. */
export function handOver(before: Book, act: { readonly id: string; readonly at: Instant }): Decided<never> {
  const [book, passed] = advance(before, act.at)
  const pen = new Pen(book, act.at, act.id)
  giftsBack(pen, act.at)
  for (const hold of book.holds) if (hold.state === 'open') pen.changeHold(hold, { state: 'released', until: null })
  for (const lot of [...pen.lots]) {
    if (lot.left === 0) continue
    const free = lot.left - lot.held
    if (free > 0) pen.post(lot.state === 'pending' ? 'pending' : 'available', 'adjusted', free, lot.source, 'send')
    if (lot.held > 0) pen.post('held', 'adjusted', lot.held, lot.source, 'send')
    pen.change(lot, { left: 0, held: 0 })
  }
  if (pen.debt > 0) pen.post('adjusted', 'debt', pen.debt, null, 'send')
  pen.short = 0
  for (const [key, points] of Object.entries(book.counters)) pen.count(key, -points)
  pen.setDue(null)
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: {} }
}

/** Takes a parcel in: lots and holds as they are, debts add, and what is available repays them at once, in drawing order. */
export function takeOver(before: Book, act: { readonly id: string; readonly at: Instant; readonly parcel: Parcel }): Decided<never, { repaid: number }> {
  const [book, passed] = advance(before, act.at)
  const { parcel } = act
  assert(parcel.wallet === book.wallet, 'a parcel goes into its own wallet')
  const pen = new Pen(book, act.at, act.id)
  for (const lot of parcel.lots) {
    pen.add(lot)
    const free = lot.left - lot.held
    if (free > 0) pen.post('adjusted', lot.state === 'pending' ? 'pending' : 'available', free, lot.source, 'receive')
    if (lot.held > 0) pen.post('adjusted', 'held', lot.held, lot.source, 'receive')
  }
  for (const hold of parcel.holds) pen.addHold(hold)
  if (parcel.debt > 0) pen.post('debt', 'adjusted', parcel.debt, null, 'receive')
  pen.short += parcel.short
  for (const [kind, at] of Object.entries(parcel.acts ?? {})) pen.acts = { ...pen.acts, [kind]: Math.max(at, pen.acts[kind as keyof Acts] ?? at) }
  for (const [key, points] of Object.entries(parcel.counters)) pen.count(key, points)
  let repaid = 0
  for (const { lot, points } of drawable(pen.lots, pen.debt, act.at)) {
    pen.post('available', 'debt', points, lot.source, 'repay')
    pen.change(lot, { left: lot.left - points })
    repaid += points
  }
  pen.setDue(nextDue(pen))
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { repaid } }
}
