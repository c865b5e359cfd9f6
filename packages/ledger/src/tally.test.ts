import fc from 'fast-check'
import { DAY, HOUR, startOfDate } from '@huitou/units'
import cases from '../examples/what-if.json' with { type: 'json' }
import { byEffect, mayTally, newTally, replay, tally, type BookTerms, type Deed, type EarnRule, type Fact, type Limit } from './index.js'

const ZONE = 'Asia/Shanghai'
const START = startOfDate('2026-01-01', ZONE)
const termsWith = (rules: readonly EarnRule[], limits: readonly Limit[] = []): BookTerms => ({
  zone: ZONE, combine: 'sum', base: 'after-discounts', wholeGoes: 'below-minimum', returnDays: 30, clawback: { points: 'debt', growth: 'floor-zero' }, rules, limits,
  pending: { points: { kind: 'days', days: 2 } }, expiry: { points: { kind: 'rolling', count: 20, unit: 'day', endOf: 'day' } },
})
const RULES: EarnRule[] = [
  { id: 'spend', version: 1, wallet: 'points', priority: 1, award: { kind: 'per-amount', points: 3, perMinor: 200 } },
  { id: 'more', version: 1, wallet: 'points', priority: 0, award: { kind: 'per-order', points: 7 }, when: { minMinor: 2000 } },
  { id: 'visit', version: 1, wallet: 'points', priority: 2, award: { kind: 'per-action', action: 'check-in', points: 2, streak: [{ every: 7, points: 20 }] } },
  { id: 'half', version: 1, wallet: 'points', priority: 2, award: { kind: 'multiplier', times: { num: 3, den: 2 } }, when: { weekdays: [5, 6] } },
  { id: 'grow', version: 1, wallet: 'growth', priority: 0, award: { kind: 'per-amount', points: 1, perMinor: 100 } },
]
const LIMITS: Limit[] = [{ id: 'day', wallet: 'points', per: 'day', points: 60, policy: 'cap' }, { id: 'month', wallet: 'points', per: 'month', points: 200, policy: 'cap' }, { id: 'order', wallet: 'growth', per: 'order', points: 70, policy: 'refuse' }]

const order = (id: string, at: number, lines: readonly { minor: number; units: number }[]): Fact => ({ id, at, knownAt: at, deeds: [{ kind: 'order', orderId: id, order: { at, lines: lines.map((l, i) => ({ line: i + 1, sku: 's', category: '', brand: '', units: l.units, paidMinor: l.minor * l.units })) }, context: { tier: null } }] })
const refund = (id: string, of: string, at: number, lines: readonly { minor: number; units: number; left: number }[]): Fact => {
  const kept = lines.map((l, i) => ({ line: i + 1, units: l.left, ofUnits: l.units, minor: l.minor * l.left, ofMinor: l.minor * l.units }))
  return { id, at, knownAt: at, deeds: [{ kind: 'refund', of: { orderId: of }, kept, nothingLeft: kept.every((k) => k.units === 0), keptMinor: kept.reduce((sum, k) => sum + k.minor, 0) }] }
}

interface Step { do: 'buy' | 'give-back' | 'check-in'; day: number; minor?: number; units?: number; left?: number; order?: string; streakDay?: number }
interface Case { id: string; says: string; rules: EarnRule[]; draft: EarnRule[]; limits?: Limit[]; steps: Step[]; expect: { now: number; draft: number } }
const factOf = (s: Step, i: number): Fact => {
  const at = START + s.day * DAY + i
  if (s.do === 'check-in') return { id: `s${i}`, at, knownAt: at, deeds: [{ kind: 'action', action: 'check-in', streakDay: s.streakDay, context: { tier: null } }] }
  return s.do === 'buy' ? order(s.order!, at, [{ minor: s.minor!, units: s.units ?? 1 }]) : refund(`s${i}`, s.order!, at, [{ minor: s.minor!, units: s.units ?? 1, left: s.left ?? 0 }])
}
const pointsOf = (facts: readonly Fact[], terms: BookTerms) => {
  const state = newTally()
  return facts.flatMap((f) => tally(state, f, terms)).filter((t) => t.wallet === 'points').reduce((sum, t) => sum + t.points, 0)
}

test.each(cases as unknown as Case[])('what if: $id $says', (c) => {
  const facts = c.steps.map(factOf)
  expect({ now: pointsOf(facts, termsWith(c.rules, c.limits)), draft: pointsOf(facts, termsWith(c.draft, c.limits)) }).toEqual(c.expect)
})

const line = fc.record({ minor: fc.integer({ min: 1, max: 3000 }), units: fc.integer({ min: 1, max: 3 }) })
const sale = fc.record({ hour: fc.nat(24 * 40), lines: fc.array(line, { minLength: 1, maxLength: 3 }), refunds: fc.array(fc.record({ after: fc.nat(24 * 30), line: fc.nat(2) }), { maxLength: 3 }) })
const use = fc.record({ hour: fc.nat(24 * 60), points: fc.integer({ min: 1, max: 60 }), what: fc.constantFrom('spend', 'check-in', 'grant', 'deduct') })

test('a tally gives and asks back what the book does, fact by fact, whatever was spent, expired or owed meanwhile', () => {
  fc.assert(fc.property(fc.array(sale, { minLength: 1, maxLength: 6 }), fc.array(use, { maxLength: 6 }), (sales, uses) => {
    const facts = sales.flatMap((s, n) => {
      const [id, at] = [`o${n}`, START + s.hour * HOUR]
      const left = s.lines.map((l) => l.units)
      return [order(id, at, s.lines), ...[...s.refunds].sort((a, b) => a.after - b.after).map((r, i) => {
        const k = r.line % left.length
        left[k] = Math.max(0, left[k]! - 1)
        return refund(`${id}#${i}`, id, at + r.after * HOUR, s.lines.map((l, j) => ({ ...l, left: left[j]! })))
      })]
    })
    uses.forEach((u, i) => {
      const at = START + u.hour * HOUR
      const deed: Deed = u.what === 'check-in' ? { kind: 'action', action: 'check-in', streakDay: (i % 7) + 1, context: { tier: null } } : u.what === 'grant' ? { kind: 'grant', wallet: i % 2 ? 'points' : 'growth', points: u.points, expiry: { kind: 'none' } } : { kind: u.what as 'spend' | 'deduct', wallet: 'points', points: u.points }
      facts.push({ id: `u${i}`, at, knownAt: at, deeds: [deed] })
    })
    facts.sort(byEffect)
    const terms = termsWith(RULES, LIMITS)
    expect(mayTally(facts, true)).toBe(true)
    const booked: Record<string, number> = {}
    for (const p of replay(facts, () => terms).postings) if (p.from === 'issued' || p.to === 'issued') booked[`${p.wallet} ${p.ref}`] = (booked[`${p.wallet} ${p.ref}`] ?? 0) + (p.from === 'issued' ? p.points : -p.points)
    const state = newTally()
    const told: Record<string, number> = {}
    for (const f of facts) for (const t of tally(state, f, terms)) if (f.deeds[0]!.kind !== 'grant') told[`${t.wallet} ${f.id}`] = (told[`${t.wallet} ${f.id}`] ?? 0) + t.points
    expect(told).toEqual(booked)
  }), { numRuns: 200 })
})

test('what asks about the rest of the book is not tallied: merges, growth taken by hand, refunds that forgo points', () => {
  const fact = (deed: Deed): Fact => ({ id: 'f', at: START, knownAt: START, deeds: [deed] })
  expect(mayTally([fact({ kind: 'take-over', parcels: [] })], true)).toBe(false)
  expect(mayTally([fact({ kind: 'deduct', wallet: 'growth', points: 1 })], true)).toBe(false)
  expect(mayTally([refund('r', 'o', START, [{ minor: 1, units: 1, left: 0 }])], false)).toBe(false)
  expect(mayTally([fact({ kind: 'deduct', wallet: 'points', points: 1 })], true)).toBe(true)
})
