import fc from 'fast-check'
import cases from '../examples/flash-sale.json' with { type: 'json' }
import { CHANCE_NEEDS, flashPhase, holdsAt, queueChance, quote, redeemRefusal, reserveFlash, serveQueue, type FlashDecided, type FlashHold, type FlashState, type FlashTerms, type Waiter } from './index.js'

interface Case { readonly id: string; readonly says: string; readonly decided: FlashDecided; readonly terms: FlashTerms; readonly acts: readonly { readonly who: string; readonly at: number; readonly units?: number; readonly tier?: string; readonly expect: string | number }[] }
interface Kept extends FlashHold { readonly who: string }

/** A sale lived through: reservations are folded, lapsed ones are free from their very instant. */
function live(decided: FlashDecided, terms: FlashTerms) {
  const holds: Kept[] = []
  const taken = (now: number, who?: string) => holds.filter((h) => (who === undefined || h.who === who) && (h.state === 'redeemed' || holdsAt(h, now))).reduce((sum, h) => sum + h.units, 0)
  const reserve = (who: string, now: number, units: number, tier?: string): string | number => {
    const got = reserveFlash({ decided, terms, taken: taken(now) }, { now, units, mine: taken(now, who), ...(tier === undefined ? {} : { tier }) })
    if (!got.ok) return got.refusal.code
    holds.push({ who, units, state: 'held', endsAt: got.endsAt })
    return got.endsAt
  }
  return { holds, taken, reserve }
}

test.each((cases as readonly Case[]).map((c) => [`${c.id}: ${c.says}`, c] as const))('%s', (_, c) => {
  const sale = live(c.decided, c.terms)
  expect(c.acts.map((a) => sale.reserve(a.who, a.at, a.units ?? 1, a.tier))).toEqual(c.acts.map((a) => a.expect))
})

test('never more than the stock nor than a member may have, however reservations, purchases and lapses are mixed', () => {
  fc.assert(fc.property(
    fc.record({ total: fc.integer({ min: 1, max: 12 }), perMember: fc.integer({ min: 1, max: 4 }), holdMs: fc.integer({ min: 1, max: 50 }), early: fc.integer({ min: 0, max: 12 }) }),
    fc.array(fc.record({ who: fc.constantFrom('a', 'b', 'c', 'd'), wait: fc.integer({ min: 0, max: 20 }), units: fc.integer({ min: 1, max: 4 }), buys: fc.boolean(), tier: fc.option(fc.constant('black'), { nil: undefined }) }), { maxLength: 80 }),
    (t, acts) => {
      const terms: FlashTerms = { from: 100, until: 1000, total: t.total, perMember: t.perMember, holdMs: t.holdMs, ...(t.early > 0 ? { early: { tiers: ['black'], from: 40, units: t.early } } : {}) }
      const sale = live('scheduled', terms)
      let now = 0
      for (const a of acts) {
        now += a.wait
        const first = sale.holds.findIndex((h) => h.who === a.who && holdsAt(h, now))
        if (a.buys && first >= 0 && redeemRefusal(sale.holds[first]!, { now, units: 1 }) === null) sale.holds[first] = { ...sale.holds[first]!, units: 1, state: 'redeemed' }
        else sale.reserve(a.who, now, a.units, a.tier)
        if (now < terms.from) expect(sale.taken(now)).toBeLessThanOrEqual(t.early)
        expect(sale.taken(now)).toBeLessThanOrEqual(t.total)
        for (const who of ['a', 'b', 'c', 'd']) expect(sale.taken(now, who)).toBeLessThanOrEqual(t.perMember)
      }
    }), { numRuns: 1000 })
})

test('the phase follows the clock alone', () => {
  const t = { from: 100, until: 200, early: { tiers: ['x'], from: 50, units: 1 } }
  expect([0, 49, 50, 99, 100, 199, 200].map((now) => flashPhase('scheduled', t, now))).toEqual(['scheduled', 'scheduled', 'early', 'early', 'live', 'live', 'ended'])
  expect([0, 150, 300].map((now) => flashPhase('paused', t, now))).toEqual(['paused', 'paused', 'ended'])
  expect([0, 300].map((now) => flashPhase('draft', t, now))).toEqual(['draft', 'draft'])
})

test('a reservation is bought while it holds, not at its last instant, and never more than was reserved', () => {
  const h: FlashHold = { state: 'held', units: 2, endsAt: 100 }
  expect(redeemRefusal(h, { now: 99, units: 2 })).toBeNull()
  expect(redeemRefusal(h, { now: 99, units: 3 })).toMatchObject({ code: 'reservation-short', facts: { units: 2 } })
  expect(redeemRefusal(h, { now: 100, units: 1 })).toMatchObject({ code: 'reservation-gone', facts: { state: 'lapsed' } })
  expect(redeemRefusal({ ...h, state: 'redeemed' }, { now: 1, units: 1 })).toMatchObject({ code: 'reservation-gone', facts: { state: 'redeemed' } })
})

test('a chance is told from this sale\'s own figures, or not at all', () => {
  expect(queueChance({ left: 0, held: 40, ahead: 5, freed: 1, bought: CHANCE_NEEDS - 2 })).toBeNull()
  expect(queueChance({ left: 3, held: 0, ahead: 2, freed: 0, bought: 0 })).toBe(10_000)
  expect(queueChance({ left: 0, held: 7, ahead: 7, freed: 8, bought: 32 })).toBe(0)
  // one of one, at a rate of (9 + 1) / (18 + 2): even
  expect(queueChance({ left: 0, held: 1, ahead: 0, freed: 9, bought: 9 + 2 })).toBe(Math.floor(10_000 * 10 / 22))
  // both of two at one half: a quarter; at least one of two: three quarters
  expect([1, 0].map((ahead) => queueChance({ left: 0, held: 2, ahead, freed: 10, bought: 10 }))).toEqual([2500, 7500])
})

test('the chance is that of the sum over all ways it can go; it falls with the place and rises with what is held', () => {
  // every way of n units to come free or not, counted one by one
  const counted = (n: number, p: number, k: number) => { let sum = 0; for (let ways = 0; ways < 2 ** n; ways++) { const free = ways.toString(2).replaceAll('0', '').length; if (free >= k) sum += p ** free * (1 - p) ** (n - free) } return sum }
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(60), fc.integer({ min: 20, max: 60 }), (held, ahead, freed, bought) => {
    const chance = queueChance({ left: 0, held, ahead, freed, bought })!
    expect(Math.abs(chance - 10_000 * counted(held, (freed + 1) / (freed + bought + 2), ahead + 1))).toBeLessThan(1.001)
    expect(queueChance({ left: 0, held, ahead: ahead + 1, freed, bought })!).toBeLessThanOrEqual(chance)
    expect(queueChance({ left: 0, held: held + 1, ahead, freed, bought })!).toBeGreaterThanOrEqual(chance)
  }), { numRuns: 300 })
  // beyond 2,000 the normal takes over: within a hundredth, and a phone says tenths
  const near = [2000, 2001].map((held) => queueChance({ left: 0, held, ahead: 203, freed: 100, bought: 900 })!)
  expect(Math.abs(near[0]! - near[1]!)).toBeLessThan(100)
})

test('who queues is served in the order of asking, none is passed over, and what is theirs is nobody else\'s', () => {
  const terms: FlashTerms = { from: 100, until: 1000, total: 10, perMember: 2, holdMs: 30 }
  const s: FlashState = { decided: 'scheduled', terms, taken: 7, queued: 4 }
  expect(reserveFlash(s, { now: 200, units: 1, mine: 0 })).toMatchObject({ ok: false, refusal: { code: 'flash-sold-out' } })
  const q: Waiter[] = [{ place: 3, units: 1, mine: 0 }, { place: 5, units: 1, mine: 2 }, { place: 6, units: 1, mine: 0, gone: true }, { place: 8, units: 2, mine: 0 }]
  expect(serveQueue(s, q, 200)).toMatchObject({ served: [3, 8], ended: [5, 6], state: { taken: 10, queued: 0 }, endsAt: 230 })
  // the first needs two and one is free: the second, who needs one, waits as well
  expect(serveQueue({ ...s, taken: 9, queued: 2 }, [{ place: 1, units: 2, mine: 0 }, { place: 2, units: 1, mine: 0 }], 200)).toMatchObject({ served: [], ended: [], state: { taken: 9, queued: 2 } })
  expect(serveQueue({ ...s, decided: 'paused' }, q, 200)).toMatchObject({ served: [], state: { queued: 4 } })
  expect(serveQueue(s, q, 1000)).toMatchObject({ served: [], ended: [3, 5, 6, 8], state: { taken: 7, queued: 0 } })
  fc.assert(fc.property(fc.nat(10), fc.array(fc.record({ units: fc.integer({ min: 1, max: 2 }), mine: fc.nat(2), gone: fc.boolean() }), { maxLength: 12 }), (taken, people) => {
    const queue = people.map((p, i) => ({ ...p, place: i + 1 }))
    const done = serveQueue({ ...s, taken, queued: queue.length }, queue, 200)
    const units = (place: number) => queue[place - 1]!.units
    expect(done.state.taken).toBe(taken + done.served.reduce((sum, p) => sum + units(p), 0))
    expect(done.state.taken).toBeLessThanOrEqual(terms.total)
    expect(done.state.queued).toBe(queue.length - done.served.length - done.ended.length)
    const moved = [...done.served, ...done.ended].sort((a, b) => a - b)
    expect(moved).toEqual(moved.map((_, i) => i + 1))
    const next = queue[moved.length]
    if (next) expect(terms.total - done.state.taken).toBeLessThan(next.units)
  }))
})

// STACK-01: seckill orders take no other promotion (yudao); a line at its flash price, here
test('at its flash price a line takes no promotion and no coupon unless the shop says so; the lowest price wins', () => {
  const input = { now: 0, zone: 'UTC' as never, shopper: { tierRateBp: 9000 }, lines: [{ key: '1', sku: 'A', qty: 1, unitFen: 26_800, special: { flashFen: 9900, memberFen: 24_000 } }, { key: '2', sku: 'B', qty: 1, unitFen: 10_000 }], promotions: [{ id: 'p', stage: 'order' as const, priority: 1, effect: { kind: 'amount-off' as const, steps: [{ fromFen: 1, offFen: 1000 }] } }] } as unknown as Parameters<typeof quote>[0]
  const alone = quote(input)
  expect(alone.lines.map((l) => [l.priceSource, l.amountFen, l.offers.length])).toEqual([['flash', 9900, 0], ['member', 9000, 1]])
  expect(quote({ ...input, lines: [{ ...input.lines[0]!, special: { flashFen: 25_000, memberFen: 24_000 } }] }).lines[0]).toMatchObject({ priceSource: 'member', unitFen: 24_000 })
})
