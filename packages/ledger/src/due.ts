import type { Instant } from '@huitou/units'
import type { Book, Entry, Hold, Step } from './book.js'
import { endsAtOf } from './expiry.js'
import { bringBack, expireOnTheWay } from './gift-back.js'
import { expire, Pen, repay } from './pen.js'

const NOTHING: Entry = { postings: [], lots: [], holds: [] }

/**
 * Lets time pass up to `now`: pending lots become active, holds end, gifts nobody took come back, lots expire, each posted
 * at its own instant. Reads and acts call it first, so nothing depends on whether the night has run. At one instant:
 * activate, end holds and gifts in the order of their ids, expire; lots in drawing order. So it ends the same whether the
 * book was folded from its log or read from tables, which keep no order.
 */
export function advance(book: Book, now: Instant): Step {
  if (book.dueAt === null || book.dueAt > now) return [book, NOTHING]
  const pen = new Pen(book, now, '')
  // A gift that came back may have expired since: what one round gives, the next one looks at.
  for (let due = book.dueAt as Instant | null; due !== null && due <= now; due = nextDue(pen)) {
    const events = eventsUpTo(pen, now)
    if (events.length === 0) break
    for (const event of events) event.run()
  }
  const next = nextDue(pen), others = book.othersDueAt ?? null
  pen.setDue(next === null || others === null ? next ?? others : Math.min(next, others))
  return pen.done()
}

/** `id` decides between holds that end at one instant; lots stand in drawing order as they are. */
interface Event { readonly at: Instant; readonly order: number; readonly id: string; readonly run: () => void }

function eventsUpTo(pen: Pen, now: Instant): Event[] {
  const events: Event[] = []
  for (const lot of pen.lots) {
    const { source, state, activeAt, left } = lot
    if (left === 0) continue
    if (state === 'pending' && activeAt !== null && activeAt <= now) events.push({ at: activeAt, order: 0, id: '', run: () => activate(pen, source, activeAt) })
    if (state !== 'active' && (activeAt === null || activeAt > now)) continue
    const ends = endsAtOf(lot, pen.acts)
    if (ends !== null && ends <= now && (state !== 'active' || left > lot.held)) events.push({ at: ends, order: 2, id: '', run: () => expire(pen, source, ends) })
  }
  for (const { id, state, until, draws } of pen.holds) {
    if (until !== null && until <= now && state === 'open') events.push({ at: until, order: 1, id, run: () => release(pen, pen.hold(id)!, until, 'lapse') })
    if (state !== 'sent') continue
    if (until !== null && until <= now) events.push({ at: until, order: 1, id, run: () => bringBack(pen, pen.hold(id)!, until) })
    for (const d of draws) if (d.points > d.back && d.expiresAt != null && d.expiresAt <= now) events.push({ at: d.expiresAt, order: 2, id, run: () => expireOnTheWay(pen, id, d.lot, d.expiresAt!) })
  }
  return events.sort((a, b) => a.at - b.at || a.order - b.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function activate(pen: Pen, source: string, at: Instant): void {
  const lot = pen.lot(source)!
  pen.post('pending', 'available', lot.left, source, 'activate', at)
  pen.change(lot, { state: 'active' })
  repay(pen, source, lot.left, at, 'new')
}

/** Gives held points back to their lots; they repay debt first, and expire where their time has passed. */
export function release(pen: Pen, hold: Hold, at: Instant, cause: 'release' | 'lapse'): void {
  pen.changeHold(hold, { state: cause === 'lapse' ? 'lapsed' : 'released' })
  for (const draw of hold.draws) {
    const lot = pen.lot(draw.lot)!
    pen.post('held', 'available', draw.points, draw.lot, cause, at)
    pen.change(lot, { held: lot.held - draw.points })
    repay(pen, draw.lot, draw.points, at, 'back')
    expire(pen, draw.lot, at)
  }
}

/** When time has something to do next. */
export function nextDue(pen: Pen): Instant | null {
  let next: Instant | null = null
  const see = (at: Instant | null) => { if (at !== null && (next === null || at < next)) next = at }
  for (const lot of pen.lots) {
    if (lot.left === 0) continue
    if (lot.state === 'pending') see(lot.activeAt)
    else if (lot.left > lot.held) see(pen.endsAt(lot))
  }
  for (const hold of pen.holds) {
    if (hold.state === 'open' || hold.state === 'sent') see(hold.until)
    if (hold.state === 'sent') for (const d of hold.draws) if (d.points > d.back) see(d.expiresAt ?? null)
  }
  return next
}

/** Adds what time did to what the act did, as one entry. */
export const joined = (first: Entry, second: Entry): Entry => {
  if (first.postings.length === 0 && first.holds.length === 0) return second
  const lots = new Map(first.lots.map((l) => [l.source, l]))
  for (const lot of second.lots) lots.set(lot.source, lot)
  const holds = new Map(first.holds.map((h) => [h.id, h]))
  for (const hold of second.holds) holds.set(hold.id, hold)
  return { postings: [...first.postings, ...second.postings], lots: [...lots.values()], holds: [...holds.values()] }
}
