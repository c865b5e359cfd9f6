import { addDays, assert, fault, dateAt, endOfDate, mulDiv, type Instant, type Zone } from '@huitou/units'
import type { Book, Decided, Hold, Lot } from './book.js'
import { advance, joined } from './due.js'
import { isOf, type Source } from './earn.js'
import { NO_EXPIRY, NO_PENDING } from './expiry.js'
import { drawable, expire, Pen, repay } from './pen.js'

/** What is left of a line after this refund, of what it was: money paid by tenders other than points, and units. */
export interface KeptLine {
  readonly line: number
  readonly minor: number
  readonly ofMinor: number
  readonly units: number
  readonly ofUnits: number
}

/**
 * Where points asked back are taken from once pending and available ones are used up.
 * `floor-zero` is for growth: it stops at zero and forgets the rest.
 */
export type Clawback = 'debt' | 'within-balance' | 'pending-only' | 'floor-zero'

export interface RefundAct {
  readonly id: string
  readonly at: Instant
  readonly of: Source
  /** lines that have lost something by this and earlier refunds; a line not named is whole */
  readonly kept: readonly KeptLine[]
  /** nothing of the order is left: awards of the whole order go */
  readonly nothingLeft: boolean
  /** money kept of the whole order */
  readonly keptMinor: number
  readonly clawback: Clawback
  /** per-order awards go when nothing is left, or also when their minimum is broken */
  readonly wholeGoes?: 'at-end' | 'below-minimum'
  /** points that come back to a lot past its expiry live this many days more, once */
  readonly returnDays: number
  readonly zone: Zone
}

export interface Refunded {
  /** points spent on the order that went back to their lots */
  readonly returned: number
  /** what the refund asks back of what the order gave */
  readonly asked: number
  readonly fromPending: number
  readonly fromOrder: number
  readonly fromOthers: number
  readonly debt: number
  /** remembered (within-balance) or forgone (pending-only, floor-zero) */
  readonly short: number
}

/** Points of a lot that stay with what is kept of its base, rounded up. */
export function keptPoints(lot: Pick<Lot, 'points' | 'line' | 'basis'>, act: Pick<RefundAct, 'kept' | 'nothingLeft' | 'keptMinor' | 'wholeGoes'>): number {
  const { basis } = lot
  if (basis === null || basis.counts === 'whole') return act.nothingLeft || (basis !== null && act.wholeGoes === 'below-minimum' && act.keptMinor < basis.minMinor) ? 0 : lot.points
  if (act.wholeGoes === 'below-minimum' && act.keptMinor < basis.minMinor) return 0
  const kept = act.kept.find((k) => k.line === lot.line)
  if (!kept) return act.nothingLeft ? 0 : lot.points
  if (basis.counts === 'money' && kept.ofMinor > 0) return mulDiv(lot.points, kept.minor, kept.ofMinor, 'ceil')
  return kept.ofUnits > 0 ? mulDiv(lot.points, kept.units, kept.ofUnits, 'ceil') : 0
}

/**
 * One refund in one wallet: points spent on the order go back first, then what it gave is taken back, as the difference
 * to earlier refunds. Never refuses; run on a copy it is the preview.
 */
export function refund(before: Book, act: RefundAct): Decided<never, Refunded> {
  const [book, passed] = advance(before, act.at)
  const pen = new Pen(book, act.at, act.id)
  let returned = 0
  if ('orderId' in act.of) for (const hold of book.holds) if (hold.orderId === act.of.orderId && hold.state === 'spent') returned += giveBack(pen, hold, act)
  const taken = takeBack(pen, act)
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { returned, ...taken } }
}

/** Undoes a spend as if it had not been: all its points go back. Refusals: hold-unknown. */
export function undoSpend(before: Book, act: { readonly id: string; readonly at: Instant; readonly spendId: string; readonly returnDays: number; readonly zone: Zone }): Decided<{ code: 'hold-unknown'; facts: { holdId: string } }, { returned: number }> {
  const [book, passed] = advance(before, act.at)
  const hold = book.holds.find((h) => h.id === act.spendId && h.state === 'spent')
  if (!hold) return { ok: false, refusal: { code: 'hold-unknown', facts: { holdId: act.spendId } } }
  const pen = new Pen(book, act.at, act.id)
  const returned = giveBack(pen, { ...hold, shares: [] }, { ...act, kept: [], nothingLeft: true })
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { returned } }
}

type GivingBack = Pick<RefundAct, 'kept' | 'nothingLeft' | 'returnDays' | 'zone' | 'at'>

function giveBack(pen: Pen, hold: Hold, act: GivingBack): number {
  const shares = hold.shares.map((s) => {
    const k = act.kept.find((l) => l.line === s.line)
    const gone = act.nothingLeft ? s.points : k ? goneOf(s.points, k) : s.back
    return { ...s, back: Math.max(s.back, gone) }
  })
  const before = hold.owedBack + hold.draws.reduce((sum, d) => sum + d.back, 0)
  const target = shares.length ? shares.reduce((sum, s) => sum + s.back, 0) : act.nothingLeft ? hold.points : before
  let rest = target - before
  assert(rest >= 0, 'a refund gives back no less than before')
  if (rest === 0) return 0
  const owedBack = Math.min(rest, hold.owed - hold.owedBack)
  rest -= owedBack
  const draws = hold.draws.slice()
  const moves: { lot: string; points: number }[] = []
  for (let i = draws.length - 1; i >= 0 && rest > 0; i--) {
    const d = draws[i]!
    const points = Math.min(rest, d.points - d.back)
    if (points === 0) continue
    draws[i] = { ...d, back: d.back + points }
    moves.push({ lot: d.lot, points })
    rest -= points
  }
  pen.changeHold(hold, { draws, shares, owedBack: hold.owedBack + owedBack })
  if (owedBack > 0) backToOwed(pen, hold, owedBack, act)
  for (const { lot, points } of moves) backToLot(pen, lot, points, act)
  return target - before
}

const goneOf = (points: number, k: KeptLine): number =>
  k.ofUnits > 0 && k.units !== k.ofUnits ? points - mulDiv(points, k.units, k.ofUnits, 'ceil') : k.ofMinor > 0 ? points - mulDiv(points, k.minor, k.ofMinor, 'ceil') : 0

function backToLot(pen: Pen, source: string, points: number, act: GivingBack): void {
  const lot = pen.lot(source)
  if (!lot) fault(`lot ${source} of a spend is not at hand`)
  const ends = pen.endsAt(lot)
  const late = ends !== null && ends <= act.at
  const expiresAt = late && !lot.extended ? graceEnd(act) : lot.expiresAt
  pen.post('spent', 'available', points, source, 'return')
  pen.change(lot, { left: lot.left + points, expiresAt, extended: lot.extended || expiresAt !== lot.expiresAt })
  repay(pen, source, points, act.at, 'back')
  expire(pen, source, act.at)
}

/** Points that were spent as debt come back against the debt; what of it was repaid since comes back as a lot. */
function backToOwed(pen: Pen, hold: Hold, points: number, act: GivingBack): void {
  const owing = Math.min(points, pen.debt)
  if (owing > 0) pen.post('spent', 'debt', owing, null, 'return')
  const rest = points - owing
  if (rest === 0) return
  const source = `r:${hold.id}/${hold.owedBack}`
  pen.add({ source, orderId: null, line: null, ruleId: null, ruleVersion: null, points: rest, left: rest, held: 0, asked: 0, state: 'active', earnedAt: act.at, activeAt: act.at, expiresAt: graceEnd(act), extended: true, pending: NO_PENDING, expiry: NO_EXPIRY, basis: null, counted: [], why: { kind: 'returned', holdId: hold.id } })
  pen.post('spent', 'available', rest, source, 'return')
}

const graceEnd = (act: GivingBack): Instant => endOfDate(addDays(dateAt(act.at, act.zone), act.returnDays), act.zone)

function takeBack(pen: Pen, act: RefundAct): Omit<Refunded, 'returned'> {
  const mine = pen.lots.filter((l) => isOf(l, act.of))
  let [asked, fromPending, wanted] = [0, 0, 0]
  const own: { source: string; ask: number }[] = []
  for (const lot of mine) {
    const ask = lot.points - keptPoints(lot, act) - lot.asked
    if (ask <= 0) continue
    asked += ask
    for (const key of lot.counted) pen.count(key, -ask)
    if (lot.state === 'pending') {
      pen.post('pending', 'issued', ask, lot.source, 'clawback')
      pen.change(lot, { left: lot.left - ask, asked: lot.asked + ask })
      fromPending += ask
    } else {
      pen.change(lot, { asked: lot.asked + ask })
      own.push({ source: lot.source, ask })
      wanted += ask
    }
  }
  const result = (fromOrder: number, fromOthers: number, debt: number, short: number) => ({ asked, fromPending, fromOrder, fromOthers, debt, short })
  if (wanted === 0) return result(0, 0, 0, 0)
  if (act.clawback === 'pending-only') return result(0, 0, 0, wanted)
  let fromOrder = 0
  for (const { source, ask } of own) fromOrder += takeFrom(pen, [pen.lot(source)!], ask)
  if (fromOrder < wanted) fromOrder += takeFrom(pen, mine.map((l) => pen.lot(l.source)!).sort((a, b) => pen.lots.indexOf(a) - pen.lots.indexOf(b)), wanted - fromOrder)
  const fromOthers = fromOrder < wanted ? takeFrom(pen, pen.lots, wanted - fromOrder) : 0
  const rest = wanted - fromOrder - fromOthers
  if (rest === 0) return result(fromOrder, fromOthers, 0, 0)
  if (act.clawback === 'debt') {
    pen.post('debt', 'issued', rest, null, 'clawback')
    return result(fromOrder, fromOthers, rest, 0)
  }
  if (act.clawback === 'within-balance') pen.short += rest
  return result(fromOrder, fromOthers, 0, rest)
}

function takeFrom(pen: Pen, lots: readonly Lot[], wanted: number): number {
  let got = 0
  for (const { lot, points } of drawable(lots, wanted, pen.at)) {
    pen.post('available', 'issued', points, lot.source, 'clawback')
    pen.change(lot, { left: lot.left - points })
    got += points
  }
  return got
}
