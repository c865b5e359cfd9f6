import fc from 'fast-check'
import { addDays, startOfDate, type LocalDate } from '@huitou/units'
import cases from '../examples/decide-tier.json' with { type: 'json' }
import newThresholds from '../examples/new-thresholds.json' with { type: 'json' }
import tierSets from '../examples/tier-sets.json' with { type: 'json' }
import { decideThrough, decideTier, grantTier, newcomer, problemsOf, progressOf, tierDueAt, type DayAmounts, type Level, type Problem, type TierSetAt, type TierState, type TierTerms } from './index.js'

const ZONE = 'Asia/Shanghai'
const on = (day: LocalDate, hour = 12) => startOfDate(day, ZONE) + hour * 3_600_000

interface Step { on: LocalDate; earn?: number; refund?: number; of?: LocalDate; tier: string | null; until?: LocalDate; keepMissing?: number }
interface Case { id: string; says: string; joined?: LocalDate; terms: Omit<TierTerms, 'zone'>; steps: Step[] }

test.each(cases as unknown as Case[])('$id $says', (c) => {
  const terms: TierTerms = { ...c.terms, zone: ZONE }
  let state: TierState = newcomer(on(c.joined ?? '2025-01-01', 0))
  let days: DayAmounts[] = []
  for (const s of c.steps) {
    const day = s.earn ? s.on : s.of
    const delta = s.earn ?? -(s.refund ?? 0)
    if (day) days = [...days.filter((d) => d.day !== day), { day, growth: (days.find((d) => d.day === day)?.growth ?? 0) + delta, spend: 0, orders: 0 }]
    const at = on(s.on, s.earn || s.refund ? 12 : 0)
    const [next, changes] = decideTier(state, at, days, terms, s.earn ? 'earned' : s.refund ? 'refund' : 'night')
    for (const change of changes) expect(change.facts.criterion).toBe('growth')
    expect({ on: s.on, tier: next.hold?.tier ?? null }).toEqual({ on: s.on, tier: s.tier })
    if (s.until) expect(next.hold?.until).toBe(startOfDate(s.until, ZONE))
    if (s.keepMissing !== undefined) expect(progressOf(next, at, days, terms).keep?.missing).toBe(s.keepMissing)
    state = next
  }
})

const TERMS: TierTerms = { zone: ZONE, criterion: 'growth', window: { kind: 'rolling', months: 12 }, reach: 'at-once', holds: 'next-window', downgrade: 'by-balance', levels: [{ tier: 'a', name: 'A', rank: 0, reach: 0 }, { tier: 'b', name: 'B', rank: 1, reach: 100, keep: 80 }, { tier: 'c', name: 'C', rank: 2, reach: 300 }] }

test.each(tierSets as unknown as { id: string; says: string; levels: Level[]; problems: Problem[] }[])('$id $says', (c) => expect(problemsOf(c.levels)).toEqual(c.problems))

interface NewThresholds { id: string; says: string; window: TierTerms['window']; newTerms?: 'at-once'; old: Level[]; new: Level[]; from: LocalDate; earned: { on: LocalDate; growth: number }[]; ask: { on: LocalDate; tier: string }[] }
test.each(newThresholds as unknown as NewThresholds[])('$id $says', (c) => {
  const core: TierTerms = { zone: ZONE, criterion: 'growth', window: c.window, reach: 'at-once', holds: 'next-window', downgrade: 'by-balance', levels: c.old, ...(c.newTerms ? { newTerms: c.newTerms } : {}) }
  const sets: TierSetAt[] = [{ version: 1, from: on('2025-01-01', 0), core }, { version: 2, from: on(c.from, 0), core: { ...core, levels: c.new } }]
  const days = c.earned.map((e) => ({ day: e.on, growth: e.growth, spend: 0, orders: 0 }))
  let state: TierState = newcomer(on('2025-06-01', 0))
  for (const e of c.earned) state = decideThrough(state, on(e.on), days.filter((d) => d.day <= e.on), sets, 'earned')[0]
  // whoever looks first: asked each day, or only at the end
  for (const ask of c.ask) expect([ask.on, decideThrough(state, on(ask.on, 0), days, sets, 'night')[0].hold?.tier]).toEqual([ask.on, ask.tier])
  for (const ask of c.ask) {
    state = decideThrough(state, on(ask.on, 0), days, sets, 'night')[0]
    expect([ask.on, state.hold?.tier]).toEqual([ask.on, ask.tier])
  }
})

test('a tier set names what is wrong with it', () => {
  expect(problemsOf([{ tier: 'a', name: 'A', rank: 0, reach: 100 }, { tier: 'b', name: 'B', rank: 1, reach: 500 }, { tier: 'c', name: 'B', rank: 2, reach: 500, keep: 600 }]).map((p) => [p.path, p.code])).toEqual([['tiers.2.reach', 'threshold-not-rising'], ['tiers.2.keep', 'keep-above-reach'], ['tiers.2.name', 'name-twice']])
  expect(problemsOf([])).toHaveLength(1)
})

test('a tier given by hand is held to its end, then what was earned counts', () => {
  const days = [{ day: '2026-03-01', growth: 120, spend: 0, orders: 0 }]
  const [earned] = decideTier(newcomer(on('2026-01-01')), on('2026-03-01'), days, TERMS, 'earned')
  const [granted, [change]] = grantTier(earned, { at: on('2026-03-02'), tier: 'c', until: on('2026-06-01', 0), reason: 'moved house' }, days, TERMS)
  expect(change).toMatchObject({ cause: 'granted', to: 'c', facts: { reason: 'moved house' } })
  expect(decideTier(granted, on('2026-04-01'), days, TERMS, 'refund')[0].hold?.tier).toBe('c')
  const [after, changes] = decideTier(granted, on('2026-06-02'), days, TERMS, 'night')
  expect([after.hold?.tier, changes[0]?.cause, changes[0]?.at]).toEqual(['b', 'grant-ended', on('2026-06-01', 0)])
})

test('what is missing for the next tier and to keep this one', () => {
  const days = [{ day: '2026-01-10', growth: 90, spend: 0, orders: 0 }, { day: '2026-03-01', growth: 30, spend: 0, orders: 0 }]
  const [state] = decideTier(newcomer(on('2026-01-01')), on('2026-03-01'), days, TERMS, 'earned')
  expect(progressOf(state, on('2026-03-02'), days, TERMS)).toMatchObject({ tier: 'b', amount: 120, next: { tier: 'c', missing: 180 }, keep: { threshold: 80, have: 30, missing: 50 }, lapsesAt: startOfDate('2027-01-10', ZONE) })
})

test('a week of missed nights, day by day or at once, gives the tier of nights run on time', () => {
  const amount = fc.record({ offset: fc.integer({ min: 0, max: 700 }), growth: fc.integer({ min: 1, max: 250 }) })
  const window = fc.constantFrom<TierTerms['window']>({ kind: 'rolling', months: 3 }, { kind: 'rolling', months: 12 }, { kind: 'calendar', period: 'month' }, { kind: 'calendar', period: 'year' }, { kind: 'joining-year' }, { kind: 'tier-year' }, { kind: 'lifetime' })
  fc.assert(fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), window, fc.constantFrom('by-balance' as const, 'one-step' as const, 'never' as const), fc.constantFrom({}, { days: 10 }, { months: 1, toMonthEnd: true }), (amounts, w, downgrade, grace) => {
    const terms: TierTerms = { ...TERMS, window: w, downgrade, grace }
    const first = '2025-01-31'
    const sorted = [...amounts].sort((a, b) => a.offset - b.offset)
    const run = (nights: 'daily' | 'none') => {
      let [state] = decideTier(newcomer(on(first, 0)), on(first, 0), [], terms, 'earned')
      const days: DayAmounts[] = []
      let at = 0
      const history: string[] = []
      const night = (until: number) => { for (; at < until; at++) if (nights === 'daily') step('night', startOfDate(addDays(first, at), ZONE)) }
      const step = (because: 'night' | 'earned', when: number) => {
        const due = tierDueAt(state)
        const [next, changes] = decideTier(state, when, days, terms, because)
        if (because === 'night' && state.hold !== null && (due === null || due > when)) expect(changes).toEqual([])
        history.push(...changes.map((c) => `${c.at} ${c.cause} ${c.from} ${c.to}`))
        state = next
      }
      for (const a of sorted) {
        night(a.offset)
        const day = addDays(first, a.offset)
        // What time does before the purchase is decided without it.
        step('night', on(day, 11))
        days.push({ day, growth: a.growth, spend: 0, orders: 0 })
        step('earned', on(day))
      }
      night(1200)
      step('night', startOfDate(addDays(first, 1200), ZONE))
      return { tier: state.hold?.tier ?? null, until: state.hold?.until ?? null, history }
    }
    expect(run('none')).toEqual(run('daily'))
  }), { numRuns: 40 })
}, 30_000)
