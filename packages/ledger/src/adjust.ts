import { assert, type Instant } from '@huitou/units'
import type { Book, Decided } from './book.js'
import { advance, joined } from './due.js'
import { drawable, Pen } from './pen.js'

export interface DeductAct { readonly id: string; readonly at: Instant; readonly points: number }

/** Points taken by staff, with a reason kept by the caller. What is not there becomes debt. */
export function deduct(before: Book, act: DeductAct): Decided<never, { taken: number; debt: number }> {
  assert(act.points > 0, 'a deduction takes points')
  const [book, passed] = advance(before, act.at)
  const pen = new Pen(book, act.at, act.id)
  let taken = 0
  for (const { lot, points } of drawable(pen.lots, act.points, act.at)) {
    pen.post('available', 'adjusted', points, lot.source, 'deduct')
    pen.change(lot, { left: lot.left - points })
    taken += points
  }
  const debt = act.points - taken
  if (debt > 0) pen.post('debt', 'adjusted', debt, null, 'deduct')
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { taken, debt } }
}

/** The merchant forgives debt. Refusals: no-debt. */
export function waive(before: Book, act: DeductAct): Decided<{ code: 'no-debt'; facts: { debtPoints: number } }, { waived: number }> {
  const [book, passed] = advance(before, act.at)
  const points = Math.min(act.points, book.debt)
  if (points === 0) return { ok: false, refusal: { code: 'no-debt', facts: { debtPoints: book.debt } } }
  const pen = new Pen(book, act.at, act.id)
  pen.post('adjusted', 'debt', points, null, 'waive')
  const [after, entry] = pen.done()
  return { ok: true, book: after, entry: joined(passed, entry), answer: { waived: points } }
}
