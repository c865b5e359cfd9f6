import fc from 'fast-check'
import { DAY, HOUR, startOfDate } from '@huitou/units'
import { advance, asOf, byEffect, difference, emptyBook, fold, give, replay, standingFacts, type BookTerms, type Books, type Deed, type Fact, type KnownPosting, type Posting, type WalletPosting } from './index.js'

const ZONE = 'Asia/Shanghai'
const START = startOfDate('2026-01-01', ZONE)
const TERMS: BookTerms = {
  zone: ZONE, combine: 'sum', base: 'after-discounts', wholeGoes: 'at-end', returnDays: 30, clawback: { points: 'debt', growth: 'floor-zero' },
  rules: [
    { id: 'spend', version: 1, wallet: 'points', priority: 1, award: { kind: 'per-amount', points: 1, perMinor: 100 } },
    { id: 'more', version: 1, wallet: 'points', priority: 0, award: { kind: 'per-order', points: 7 }, when: { minMinor: 2000 } },
    { id: 'beans', version: 1, wallet: 'beans', priority: 0, award: { kind: 'per-quantity', points: 2, per: 'unit' } },
    { id: 'grow', version: 1, wallet: 'growth', priority: 0, award: { kind: 'per-amount', points: 1, perMinor: 100 } },
  ],
  // beans: a wallet the merchant added, which lives on as long as its member comes back
  pending: { points: { kind: 'days', days: 2 }, beans: { kind: 'event', days: 1 } }, expiry: { points: { kind: 'rolling', count: 20, unit: 'day', endOf: 'day' }, beans: { kind: 'inactivity', count: 9, unit: 'day', endOf: 'day', acts: ['earn'], zone: ZONE } },
  limits: [{ id: 'day', wallet: 'points', per: 'day', points: 60, policy: 'cap' }, { id: 'month', wallet: 'points', per: 'month', points: 200, policy: 'cap' }],
}
const termsOf = () => TERMS

interface Sale { hour: number; lines: { minor: number; units: number }[]; refunds: { after: number; line: number; units: number }[] }
const sale: fc.Arbitrary<Sale> = fc.record({
  hour: fc.integer({ min: 0, max: 24 * 40 }),
  lines: fc.array(fc.record({ minor: fc.integer({ min: 1, max: 4000 }), units: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 3 }),
  refunds: fc.array(fc.record({ after: fc.integer({ min: 0, max: 24 * 30 }), line: fc.nat(2), units: fc.integer({ min: 1, max: 2 }) }), { maxLength: 3 }),
})
interface Use { hour: number; points: number; gift: { hours: number; taken: boolean } | null }
const use: fc.Arbitrary<Use> = fc.record({ hour: fc.integer({ min: 0, max: 24 * 60 }), points: fc.integer({ min: 1, max: 80 }), gift: fc.option(fc.record({ hours: fc.integer({ min: 1, max: 24 * 9 }), taken: fc.boolean() }), { freq: 1 }) })
const useDeed = (u: Use, at: number): Deed => (u.gift ? { kind: 'send', wallet: 'points', points: u.points, until: at + u.gift.hours * HOUR, orderDays: 1 } : { kind: 'spend', wallet: 'points', points: u.points })

/** Facts of sales and their refunds; a refund states what is kept so far, so it needs no memory. */
function factsOf(sales: readonly Sale[]): Fact[] {
  return sales.flatMap((s, n) => {
    const orderId = `o${String(n).padStart(3, '0')}`
    const at = START + s.hour * HOUR
    const lines = s.lines.map((l, i) => ({ line: i + 1, sku: 's', category: '', brand: '', units: l.units, paidMinor: l.minor * l.units }))
    const gone = lines.map(() => 0)
    const out: Fact[] = [{ id: orderId, at, knownAt: at, deeds: [{ kind: 'order', orderId, order: { at, lines }, context: { tier: null } }] }]
    for (const [i, r] of [...s.refunds].sort((a, b) => a.after - b.after).entries()) {
      const k = r.line % lines.length
      gone[k] = Math.min(lines[k]!.units, gone[k]! + r.units)
      const kept = lines.map((l, j) => ({ line: l.line, units: l.units - gone[j]!, ofUnits: l.units, minor: (l.paidMinor / l.units) * (l.units - gone[j]!), ofMinor: l.paidMinor }))
      const deed: Deed = { kind: 'refund', of: { orderId }, kept, nothingLeft: kept.every((l) => l.units === 0), keptMinor: kept.reduce((sum, l) => sum + l.minor, 0) }
      out.push({ id: `${orderId}#${i}`, at: at + r.after * HOUR, knownAt: at, deeds: [deed] })
    }
    return out
  })
}

const plain = (books: Books) => Object.fromEntries(Object.entries(books).map(([w, b]) => [w, { ...b, lots: b.lots.map((l) => ({ ...l, why: null })) }]))
const net = (postings: readonly WalletPosting[]) => difference([], postings).map((p) => JSON.stringify(p)).sort()
const END = START + 200 * DAY

test('orders and refunds give the same end state in whatever order they arrive, and what was posted adds up to it', () => {
  fc.assert(fc.property(fc.array(sale, { minLength: 1, maxLength: 6 }), fc.array(use, { maxLength: 4 }), fc.infiniteStream(fc.nat()), (sales, uses, picks) => {
    const known: Fact[] = []
    // Spends are decided on what is known when they come; then the orders arrive in another order around them.
    const facts = factsOf(sales)
    const arriving = facts.map((f) => ({ f, key: picks.next().value as number })).sort((a, b) => a.key - b.key).map(({ f }) => f)
    let posted: WalletPosting[] = []
    const arrived: Posting[] = []
    const arrive = (fact: Fact) => {
      known.push(fact)
      posted = [...posted, ...difference(posted, replay(known, termsOf).postings)]
    }
    arriving.forEach((f, i) => {
      arrive(f)
      const u = uses[i]
      if (!u) return
      const at = START + u.hour * HOUR
      const fact: Fact = { id: `u${i}`, at, knownAt: at, deeds: [useDeed(u, at)] }
      const booksBefore = (f: Fact) => replay(known.filter((k) => byEffect(k, f) < 0), termsOf).books
      if (!fold(booksBefore(fact), fact, TERMS).ok) return
      arrive(fact)
      if (!u.gift?.taken) return
      // The gift is accepted on the way, for what is there as it is known now: that stands, whatever orders arrive later.
      const taken = { id: `v${i}`, at: at + (u.gift.hours * HOUR) / 2, knownAt: at }
      const given = give(booksBefore({ ...taken, deeds: [] }).points!, { ...taken, giftId: fact.id })
      if (!given.ok) return
      arrive({ ...taken, deeds: [{ kind: 'give', wallet: 'points', giftId: fact.id, points: given.answer.points }] })
      const received = fold({}, { ...taken, deeds: [{ kind: 'receive', wallet: 'points', giftId: fact.id, pieces: given.answer.pieces }] }, TERMS)
      if (received.ok) arrived.push(...received.done.flatMap((d) => d.entry.postings))
    })
    const inOrder = replay([...known].sort(byEffect), termsOf)
    expect(plain(replay(known, termsOf).books)).toEqual(plain(inOrder.books))
    expect(net(posted)).toEqual(net(inOrder.postings))
    const passed = (of: readonly Posting[]) => of.reduce((sum, p) => sum + (p.to === 'passed' ? p.points : 0) - (p.from === 'passed' ? p.points : 0), 0)
    expect(passed(posted) + passed(arrived)).toBe(0)
    for (const [wallet, book] of Object.entries(inOrder.books)) {
      const sums = asOf(posted.filter((p) => p.wallet === wallet).map((p) => ({ ...p, knownAt: 0 })), END, 0)
      expect({ available: sums.available, pending: sums.pending, held: sums.held, transit: sums.transit, debt: 0 - sums.debt }).toEqual({ available: book.available, pending: book.pending, held: book.held, transit: book.transit, debt: book.debt })
      expect(Object.values(sums).reduce((a, b) => a + b, 0)).toBe(0)
      expect(book.lots.reduce((sum, l) => sum + l.left, 0)).toBe(book.available + book.pending + book.held)
    }
  }), { numRuns: 300 })
})

test('folding facts as they come is the same book as replaying the whole log', () => {
  fc.assert(fc.property(fc.array(sale, { minLength: 1, maxLength: 8 }), fc.array(use, { maxLength: 8 }), (sales, uses) => {
    const facts = [...factsOf(sales), ...uses.map((u, i): Fact => ({ id: `u${i}`, at: START + u.hour * HOUR, knownAt: 0, deeds: [useDeed(u, START + u.hour * HOUR)] }))].sort(byEffect)
    let books: Books = {}
    const postings: WalletPosting[] = []
    const accepted: Fact[] = []
    for (const fact of facts) {
      const result = fold(books, fact, TERMS)
      if (!result.ok) continue
      books = result.books
      accepted.push(fact)
      for (const d of result.done) postings.push(...d.entry.postings.map((p) => ({ ...p, wallet: d.wallet })))
    }
    const again = replay(accepted, termsOf)
    expect(plain(again.books)).toEqual(plain(books))
    expect(net(again.postings)).toEqual(net(postings))
  }), { numRuns: 300 })
})

test('refunds in any split take back exactly what was earned and give back exactly what was spent', () => {
  fc.assert(fc.property(fc.array(fc.record({ minor: fc.integer({ min: 1, max: 9999 }), units: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 500 }), fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), (lines, points, picks) => {
    const rows = lines.map((l, i) => ({ line: i + 1, sku: 's', category: '', brand: '', units: l.units, paidMinor: l.minor }))
    const facts: Fact[] = [
      { id: 'a', at: START, knownAt: START, deeds: [{ kind: 'grant', wallet: 'points', points, expiry: { kind: 'none' } }] },
      { id: 'b', at: START + 1, knownAt: START, deeds: [{ kind: 'spend', wallet: 'points', points, orderId: '1', shares: [{ line: 1, points }] }, { kind: 'order', orderId: '1', order: { at: START + 1, lines: rows }, context: { tier: null } }] },
    ]
    const gone = rows.map(() => 0)
    picks.forEach((p, i) => {
      const k = p % rows.length
      gone[k] = Math.min(rows[k]!.units, gone[k]! + 1)
      const kept = rows.map((l, j) => ({ line: l.line, units: l.units - gone[j]!, ofUnits: l.units, minor: l.paidMinor - Math.floor((l.paidMinor * gone[j]!) / l.units), ofMinor: l.paidMinor }))
      facts.push({ id: `r${String(i).padStart(2, '0')}`, at: START + 2 + i, knownAt: START, deeds: [{ kind: 'refund', of: { orderId: '1' }, kept, nothingLeft: kept.every((l) => l.units === 0), keptMinor: 0 }] })
    })
    fc.pre(gone.every((g, i) => g === rows[i]!.units))
    const { books } = replay(facts, () => ({ ...TERMS, pending: {}, limits: [], expiry: {} }))
    expect(books.points).toMatchObject({ available: points, debt: 0, pending: 0 })
    expect(books.growth?.available ?? 0).toBe(0)
    expect(books.points!.lots.filter((l) => l.orderId === '1').every((l) => l.left === 0 && l.asked === l.points)).toBe(true)
  }), { numRuns: 300 })
})

test('the balance as of a known instant never changes when later facts arrive', () => {
  const at = START + 10 * DAY
  const order = (id: string, day: number, minor: number, knownDay: number): Fact => ({ id, at: START + day * DAY, knownAt: START + knownDay * DAY, deeds: [{ kind: 'order', orderId: id, order: { at: START + day * DAY, lines: [{ line: 1, sku: 's', category: '', brand: '', units: 1, paidMinor: minor }] }, context: { tier: null } }] })
  const spendFact: Fact = { id: 's', at: at, knownAt: at, deeds: [{ kind: 'spend', wallet: 'growth', points: 30 }] }
  const posted: (KnownPosting & { wallet: string })[] = []
  const known: Fact[] = []
  const arrive = (fact: Fact) => {
    known.push(fact)
    posted.push(...difference(posted, replay(known, () => ({ ...TERMS, pending: {}, expiry: {}, limits: [] })).postings).map((p) => ({ ...p, knownAt: Math.max(fact.knownAt, p.at) })))
  }
  arrive(order('b', 5, 4000, 5))
  arrive(spendFact)
  const asKnown = asOf(posted.filter((p) => p.wallet === 'growth'), at, at)
  expect(asKnown.available).toBe(10)
  arrive(order('a', 2, 2500, 20))
  expect(asOf(posted.filter((p) => p.wallet === 'growth'), at, at)).toEqual(asKnown)
  expect(asOf(posted.filter((p) => p.wallet === 'growth'), at, END).available).toBe(35)
})

test('whatever arrives later, an answer for a known instant stays as it was given', () => {
  fc.assert(fc.property(fc.array(sale, { minLength: 1, maxLength: 6 }), fc.array(use, { maxLength: 3 }), fc.infiniteStream(fc.nat(24 * 30)), (sales, uses, late) => {
    const next = () => late.next().value as number
    const facts = [...factsOf(sales).map((f) => ({ fact: f, knownAt: f.at + (next() % 3 === 0 ? next() * HOUR : 0) })), ...uses.map((u, i) => ({ fact: { id: `u${i}`, at: START + u.hour * HOUR, knownAt: 0, deeds: [useDeed(u, START + u.hour * HOUR)] } as Fact, knownAt: START + u.hour * HOUR }))].sort((a, b) => a.knownAt - b.knownAt).map((f, i) => ({ ...f, knownAt: f.knownAt + i }))
    const known: Fact[] = []
    const posted: (KnownPosting & { wallet: string })[] = []
    const post = (until: number, knownAt?: number) => posted.push(...difference(posted, replay(known, termsOf, undefined, until).postings).map((p) => ({ ...p, knownAt: knownAt ?? p.at })))
    const answers: { effective: number; known: number; sums: unknown }[] = []
    const ask = (effective: number, at: number) => answers.push({ effective, known: at, sums: asOf(posted.filter((p) => p.wallet === 'points'), effective, at) })
    for (const { fact, knownAt } of facts) {
      // What time did until now is known when it happened; then the fact comes, and what it changes is known now.
      post(knownAt)
      ask(knownAt - next() * HOUR, knownAt - 1)
      known.push(fact)
      post(knownAt, knownAt)
      ask(knownAt - next() * HOUR, knownAt)
      ask(knownAt, knownAt)
    }
    post(END)
    for (const a of answers) expect(asOf(posted.filter((p) => p.wallet === 'points'), a.effective, a.known)).toEqual(a.sums)
  }), { numRuns: 200 })
})

test('an earn decision costs microseconds, also for a member with ten thousand acts behind them', () => {
  let books: Books = { points: emptyBook('points') }
  const one = (n: number, minor: number): Fact => ({ id: `n${n}`, at: START + n, knownAt: START, deeds: [{ kind: 'order', orderId: `n${n}`, order: { at: START + n, lines: [{ line: 1, sku: 's', category: '', brand: '', units: 1, paidMinor: minor }] }, context: { tier: null } }] })
  const terms: BookTerms = { ...TERMS, pending: {}, limits: [] }
  for (let i = 0; i < 10_000; i++) {
    const r = fold(books, one(i, 500), terms)
    if (!r.ok) throw new Error('refused')
    const s = fold(r.books, { id: `s${i}`, at: START + i, knownAt: START, deeds: [{ kind: 'spend', wallet: 'points', points: 5 }] }, terms)
    if (!s.ok) throw new Error('refused')
    // What the app loads: totals and open lots.
    books = Object.fromEntries(Object.entries(s.books).map(([w, b]) => [w, { ...b, lots: w === 'growth' ? [] : b.lots.filter((l) => l.left > 0), holds: [] }]))
  }
  expect(books.points!.lots.length).toBe(0)
  expect(books.growth!.available).toBe(50_000)
  const [later] = advance(books.points!, END)
  expect(later.available).toBe(0)
})

test('what was made void is as if it had never been told: nothing of it is left, lapsed or not, and what was spent of it is debt', () => {
  fc.assert(fc.property(fc.array(sale, { minLength: 1, maxLength: 6 }), fc.array(use, { maxLength: 4 }), fc.nat(), (sales, uses, pick) => {
    const orders = factsOf(sales)
    const spends = uses.map((u, i): Fact => ({ id: `u${i}`, at: START + u.hour * HOUR, knownAt: START, deeds: [{ kind: 'spend', wallet: 'points', points: u.points }] }))
    const mistake = `o${String(pick % sales.length).padStart(3, '0')}`
    const told = orders.filter((f) => f.id.startsWith(mistake))
    const taken: Fact = { id: 'void', at: END, knownAt: END, deeds: [{ kind: 'void', facts: told.map((f) => f.id) }] }
    const facts = [...orders, ...spends, taken]
    const now = replay(facts, termsOf, undefined, END)
    const never = replay([...orders.filter((f) => !told.includes(f)), ...spends], termsOf, undefined, END)
    expect(plain(now.books)).toEqual(plain(never.books))
    // Nothing is edited: the difference is posted, and comes to the same.
    const before = replay([...orders, ...spends], termsOf, undefined, END).postings
    expect(net([...before, ...difference(before, now.postings)])).toEqual(net(never.postings))
    expect(standingFacts(facts)).toHaveLength(facts.length - told.length)
  }))
})
