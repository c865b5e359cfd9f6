import { startOfDate, type LocalDate } from '@huitou/units'
import earnCases from '../examples/earn-points.json' with { type: 'json' }
import expireCases from '../examples/expire-points.json' with { type: 'json' }
import moveCases from '../examples/move-points.json' with { type: 'json' }
import { advance, awardOrder, cancel, cancelPending, commit, confirm, earn, emptyBook, give, grant, hold, lastDayOf, nextExpiries, openOnly, receive, refund, send, spend, waive, type Award, type Book, type Clawback, type Combine, type Decided, type EarnRule, type EarnTerms, type Expiry, type Limit, type Piece, type Posting } from './index.js'

const ZONE = 'Asia/Shanghai'
const on = (day: LocalDate) => startOfDate(day, ZONE)

interface EarnCase { id: string; says: string; rules: EarnRule[]; lines: Parameters<typeof awardOrder>[1]['lines']; base?: EarnTerms['base']; combine?: Combine; tierTimes?: { num: number; den: number }; limits?: Limit[]; expiry?: EarnTerms['expiry']; tierExpiry?: EarnTerms['expiry']; expect: { points?: number; lastDay?: string; perLine?: Record<string, number>; refused?: string } }
test.each(earnCases as unknown as EarnCase[])('earn: $id $says', (c) => {
  const terms: EarnTerms = { zone: ZONE, rules: c.rules, combine: c.combine ?? 'sum', base: c.base ?? 'after-discounts', pending: {}, expiry: c.expiry ?? {} }
  const at = on('2026-03-10')
  const awards = awardOrder(terms, { at, lines: c.lines }, { tier: 'gold', tierTimes: c.tierTimes ?? null, tierExpiry: c.tierExpiry ?? null })
  const result = earn(emptyBook('points'), { id: 'act', at, zone: ZONE, limits: c.limits ?? [], source: { orderId: '1' }, awards })
  if (c.expect.refused) return expect(result.ok ? null : result.refusal.code).toBe(c.expect.refused)
  expect(result.ok && result.book.available).toBe(c.expect.points)
  if (result.ok && c.expect.lastDay) expect(nextExpiries(result.book, ZONE).map((e) => e.lastDay)).toEqual([c.expect.lastDay])
  if (result.ok && c.expect.perLine) expect(Object.fromEntries(Object.keys(c.expect.perLine).map((line) => [line, result.book.lots.filter((l) => l.line === Number(line)).reduce((sum, l) => sum + l.points, 0)]))).toEqual(c.expect.perLine)
})

test.each(expireCases)('expire: $id $says', (c) => {
  expect(lastDayOf(c.expiry as Expiry & { kind: 'rolling' | 'fixed' }, c.active)).toBe(c.lastDay)
})

interface Move { do: string; on: LocalDate; id: string; points: number; orderId: string; holdId: string; giftId: string; orderDays?: number; units: number; minor: number; kept: number; of: number; minutes: number; pendingDays: number; expiry: Expiry; clawback: Clawback; refused?: string; available?: number; held?: number }
interface MoveCase { id: string; says: string; wallet?: string; steps: Move[]; expect: Record<string, unknown> }
test.each(moveCases as unknown as MoveCase[])('book: $id $says', (c) => {
  let book: Book = emptyBook(c.wallet ?? 'points')
  let other: Book = emptyBook('points')
  const posted: Posting[] = []
  c.steps.forEach((s, i) => {
    if (s.do === 'see') return expect({ available: book.available, held: book.held }).toMatchObject(Object.fromEntries(Object.entries(s).filter(([k]) => k !== 'do')))
    const result = move(book, s, `s${i}`)
    if (s.refused) return expect(result.ok ? null : result.refusal.code).toBe(s.refused)
    if (!result.ok) throw new Error(`${c.id} step ${i} was refused: ${result.refusal.code}`)
    book = result.book
    if (s.do === 'accept') {
      const got = receive(other, { id: 'in', at: on(s.on), giftId: s.giftId, pieces: (result.answer as { pieces: Piece[] }).pieces })
      if (got.ok) other = got.book
    }
    posted.push(...result.entry.postings)
  })
  const { left, expiries, received, receivedPoints, posted: sums, causes, ...totals } = c.expect as { left?: Record<string, number>; expiries?: unknown; received?: unknown; receivedPoints?: number; posted?: Record<string, number>; causes?: string[] }
  if (received) expect(nextExpiries(other, ZONE)).toEqual(received)
  if (receivedPoints) expect(other.available).toBe(receivedPoints)
  expect(book).toMatchObject(totals)
  if (left) expect(Object.fromEntries(openOnly(book).lots.map((l) => [l.source, l.left]))).toEqual(left)
  if (expiries) expect(nextExpiries(book, ZONE)).toEqual(expiries)
  if (causes) expect(posted.slice(posted.length - causes.length).map((p) => p.cause)).toEqual(causes)
  for (const [cause, points] of Object.entries(sums ?? {})) expect(posted.filter((p) => p.cause === cause).reduce((sum, p) => sum + p.points, 0)).toBe(points)
})

function move(book: Book, s: Move, stepId: string): Decided<{ code: string }> {
  const act = { id: s.id ?? stepId, at: on(s.on), zone: ZONE }
  switch (s.do) {
    case 'grant': return grant(book, { ...act, points: s.points, expiry: s.expiry })
    case 'earn': {
      const award: Award = { wallet: book.wallet, ruleId: 'r', version: 1, priority: 0, line: 1, points: s.points, basis: { counts: 'money', minor: s.minor, units: s.units, minMinor: 0 }, pending: s.pendingDays < 0 ? { kind: 'event' } : s.pendingDays ? { kind: 'days', days: s.pendingDays } : { kind: 'none' }, expiry: s.expiry ?? { kind: 'none' }, why: { kind: 'per-amount' } as Award['why'] }
      return earn(book, { ...act, limits: [], ownDoing: true, source: { orderId: s.orderId }, awards: [award] })
    }
    case 'spend': return spend(book, { ...act, points: s.points })
    case 'hold': return hold(book, { ...act, points: s.points, until: act.at + s.minutes * 60_000 })
    case 'commit': return commit(book, { ...act, holdId: s.holdId })
    case 'cancel': return cancel(book, { ...act, holdId: s.holdId })
    case 'waive': return waive(book, { ...act, points: s.points })
    case 'confirm': return confirm(book, { ...act, of: { orderId: s.orderId } })
    case 'cancel-pending': return cancelPending(book, { ...act, of: { orderId: s.orderId } })
    case 'send': return send(book, { ...act, points: s.points, until: act.at + (s.minutes ?? 60 * 24 * 30) * 60_000, orderDays: s.orderDays ?? 0 })
    case 'accept': return give(book, { ...act, giftId: s.giftId })
    case 'receive': return receive(book, { ...act, giftId: s.giftId, pieces: [{ expiresAt: null, points: s.points }] })
    case 'refund': return refund(book, { ...act, of: { orderId: s.orderId }, kept: [{ line: 1, minor: Math.ceil((s.minor * s.kept) / s.of), ofMinor: s.minor, units: s.kept, ofUnits: s.of }], nothingLeft: s.kept === 0, keptMinor: 0, clawback: s.clawback, returnDays: 30 })
    default: {
      const [after, entry] = advance(book, act.at)
      return { ok: true, book: after, entry, answer: {} }
    }
  }
}
