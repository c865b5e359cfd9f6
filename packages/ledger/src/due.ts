import type { Instant } from '@huitou/units'
import type { Book, Entry, Hold, Step } from './book.js'
import { Pen, repay } from './pen.js'

const NOTHING: Entry = { postings: [], lots: [], holds: [] }

/**
 * Lets time pass up to `now`: pending lots become active, holds end, lots expire, each posted at its own instant. Reads
 * and acts call it first, so nothing depends on whether the night has run. At one instant: activate, end holds, expire.
 */
export function advance(book: Book, now: Instant): Step {
  if (book.dueAt === null || book.dueAt > now) return [book, NOTHING]
  const events: { at: Instant; order: number; run: () => void }[] = []
  const pen = new Pen(book, now, '')
  for (const { source, state, activeAt, expiresAt, left } of book.lots) {
    if (left === 0) continue
    if (state === 'pending' && activeAt !== null && activeAt <= now) events.push({ at: activeAt, order: 0, run: () => activate(pen, source, activeAt) })
    if (expiresAt !== null && expiresAt <= now && (state === 'active' || (activeAt !== null && activeAt <= now))) events.push({ at: expiresAt, order: 2, run: () => expire(pen, source, expiresAt) })
  }
  for (const hold of book.holds) {
    const until = hold.until
    if (hold.state === 'open' && until !== null && until <= now) events.push({ at: until, order: 1, run: () => release(pen, pen.hold(hold.id)!, until, 'lapse') })
  }
  events.sort((a, b) => a.at - b.at || a.order - b.order)
  for (const event of events) event.run()
  pen.setDue(nextDue(pen))
  return pen.done()
}

function activate(pen: Pen, source: string, at: Instant): void {
  const lot = pen.lot(source)!
  pen.post('pending', 'available', lot.left, source, 'activate', at)
  pen.change(lot, { state: 'active' })
  repay(pen, source, lot.left, at, 'new')
}

/** Held points outlive the expiry until their hold ends. */
export function expire(pen: Pen, source: string, at: Instant): void {
  const lot = pen.lot(source)!
  const points = lot.left - lot.held
  if (lot.expiresAt === null || lot.expiresAt > at || points === 0) return
  pen.post('available', 'expired', points, source, 'expire', at)
  pen.change(lot, { left: lot.held })
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
    else if (lot.left > lot.held) see(lot.expiresAt)
  }
  for (const hold of pen.holds) if (hold.state === 'open') see(hold.until)
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
