import fc from 'fast-check'
import { endOfDate, dateAt, addDays, startOfDate } from '@huitou/units'
import { advance, cancel, cancelPending, commit, confirm, deduct, earn, emptyBook, give, giveablePoints, grant, hold, openOnly, receive, refund, send, spend, takeBack, waive, type Activity, type Award, type Book, type Decided, type Posting } from './index.js'

/**
 * The model: every single point is a token with a place. It shares no code with the book. A virtual clock moves by
 * commands; after each command balances, lots and refusals must agree.
 */
declare const process: { env: Record<string, string | undefined>; stdout: { write(text: string): void } }
const ZONE = 'Asia/Shanghai'
const START = startOfDate('2026-01-01', ZONE)

interface Token { lot: ModelLot; place: string }
interface ModelLot { source: string; order: number | null; activeAt: number; expiresAt: number | null; idle: { days: number; acts: readonly Activity[] } | null; earnedAt: number; active: boolean; afterEvent?: number; points: number; asked: number; extended: boolean; tokens: Token[] }
interface ModelHold { id: string; until: number; state: string; tokens: Token[]; back: number }
/** A gift on its way: each token with the end it left with. */
interface ModelGift { id: string; until: number; state: string; tokens: { token: Token; ends: number | null }[] }

/** Something that time does; of two at one instant and of one kind the one with the lower id comes first. */
interface Due { at: number; order: number; id: string; run: () => void }

class Model {
  lots: ModelLot[] = []
  holds: ModelHold[] = []
  gifts: ModelGift[] = []
  acts: Partial<Record<Activity, number>> = {}
  debt = 0
  now = START

  ends(l: ModelLot): number | null {
    if (l.expiresAt !== null || l.idle === null) return l.expiresAt
    const from = Math.max(l.activeAt, ...l.idle.acts.map((a) => this.acts[a] ?? -Infinity))
    return endOfDate(addDays(dateAt(from, ZONE), l.idle.days), ZONE)
  }

  ordered(): ModelLot[] {
    const key = (l: ModelLot) => [l.expiresAt ?? Infinity, l.activeAt] as const
    return [...this.lots].sort((a, b) => {
      const [x, y] = [key(a), key(b)]
      return x[0] !== y[0] ? (x[0] < y[0] ? -1 : 1) : x[1] !== y[1] ? x[1] - y[1] : a.source < b.source ? -1 : 1
    })
  }
  draw(n: number, also: (l: ModelLot) => boolean = () => true): Token[] {
    const out: Token[] = []
    for (const l of this.ordered().filter((l) => l.active && also(l))) for (const t of l.tokens) if (out.length < n && t.place === 'available') out.push(t)
    return out
  }
  free(tokens: Token[]): void {
    for (const t of tokens) {
      if (this.debt > 0) { t.place = 'repaid'; this.debt-- } else t.place = (this.ends(t.lot) ?? Infinity) <= this.now ? 'expired' : 'available'
    }
  }
  pass(to: number): void {
    for (;;) {
      let next: Due | null = null
      const see = (at: number, order: number, run: () => void, id = '') => { if (at <= to && (!next || at < next.at || (at === next.at && (order < next.order || (order === next.order && id < next.id))))) next = { at, order, id, run } }
      for (const l of this.ordered()) {
        if (!l.active) see(l.activeAt, 0, () => { l.active = true; this.free(l.tokens.filter((t) => t.place === 'pending')) })
        const ends = l.active ? this.ends(l) : null
        if (ends !== null && l.tokens.some((t) => t.place === 'available')) see(ends, 2, () => { for (const t of l.tokens) if (t.place === 'available') t.place = 'expired' })
      }
      for (const h of this.holds) if (h.state === 'open') see(h.until, 1, () => { h.state = 'lapsed'; this.free(h.tokens) }, h.id)
      for (const g of this.gifts.filter((g) => g.state === 'sent')) {
        see(g.until, 1, () => this.bringBack(g), g.id)
        for (const { token, ends } of g.tokens) if (ends !== null && token.place === g.id) see(ends, 2, () => { token.place = 'expired' }, g.id)
      }
      if (!next) break
      const event = next as Due
      this.now = event.at
      event.run()
    }
    this.now = to
  }
  bringBack(g: ModelGift): void {
    g.state = 'returned'
    this.free(g.tokens.filter((t) => t.token.place === g.id).map((t) => t.token))
  }
  add(source: string, order: number | null, points: number, activeAt: number, expiresAt: number | null, idle: ModelLot['idle'] = null): void {
    const lot: ModelLot = { source, order, activeAt, expiresAt, idle, earnedAt: this.now, active: activeAt <= this.now, points, asked: 0, extended: false, tokens: [] }
    for (let i = 0; i < points; i++) lot.tokens.push({ lot, place: lot.active ? 'available' : 'pending' })
    this.lots.push(lot)
    if (lot.active) this.free(lot.tokens)
  }
}

type Cmd =
  | { do: 'pass'; hours: number }
  | { do: 'earn'; points: number; units: number; pendingDays: number; liveDays: number | null; idle: readonly Activity[] | null }
  | { do: 'buy'; points: number; units: number; spend: number }
  | { do: 'spend' | 'grant' | 'deduct' | 'waive'; points: number }
  | { do: 'hold'; points: number; minutes: number }
  | { do: 'commit' | 'cancel' | 'confirm' | 'cancel-pending' | 'accept' | 'decline'; pick: number }
  | { do: 'send'; points: number; minutes: number; orderDays: number }
  | { do: 'receive'; points: number; liveDays: number | null }
  | { do: 'refund'; pick: number; units: number }

const cmd: fc.Arbitrary<Cmd> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 24 * 20 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('earn' as const), points: fc.integer({ min: 1, max: 40 }), units: fc.integer({ min: 1, max: 4 }), pendingDays: fc.integer({ min: -1, max: 5 }), liveDays: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 4 }), idle: fc.option(fc.constantFrom<readonly Activity[]>(['earn'], ['spend'], ['earn', 'spend']), { freq: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('buy' as const), points: fc.integer({ min: 1, max: 40 }), units: fc.integer({ min: 1, max: 4 }), spend: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('spend' as const, 'grant' as const, 'deduct' as const, 'waive' as const), points: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hold' as const), points: fc.integer({ min: 1, max: 40 }), minutes: fc.integer({ min: 1, max: 60 * 24 * 10 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('commit' as const, 'cancel' as const), pick: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('confirm' as const, 'cancel-pending' as const, 'accept' as const, 'decline' as const), pick: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const), points: fc.integer({ min: 1, max: 40 }), minutes: fc.integer({ min: 1, max: 60 * 24 * 10 }), orderDays: fc.integer({ min: 0, max: 10 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('receive' as const), points: fc.integer({ min: 1, max: 40 }), liveDays: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refund' as const), pick: fc.nat(9), units: fc.integer({ min: 1, max: 4 }) }) },
)

// jest's expect costs more than the book itself, so it is only asked where something differs.
const same = (got: unknown, wanted: unknown) => { if (JSON.stringify(got) !== JSON.stringify(wanted)) expect(got).toEqual(wanted) }

interface Order { units: number; gone: number; spend: ModelHold | null }

class Run {
  book: Book = emptyBook('points')
  /** who our gifts go to */
  other: Book = emptyBook('points')
  passed = 0
  model = new Model()
  orders: Order[] = []
  n = 0

  take<R, A>(decided: Decided<R, A>): A | null {
    if (!decided.ok) return null
    this.book = decided.book
    this.seePassed(decided.entry.postings)
    return decided.answer
  }

  seePassed(postings: readonly Posting[]): void { for (const p of postings) this.passed += (p.to === 'passed' ? p.points : 0) - (p.from === 'passed' ? p.points : 0) }

  step(c: Cmd): void {
    const { model } = this
    const id = `t${String(this.n++).padStart(4, '0')}`
    const at = model.now
    switch (c.do) {
      case 'pass': return model.pass(at + c.hours * 3_600_000)
      case 'earn': return this.earn(id, c.points, c.units, c.pendingDays, c.liveDays, c.idle)
      case 'grant':
        this.take(grant(this.book, { id, at, points: c.points, expiry: { kind: 'none' }, zone: ZONE }))
        return model.add(`a:${id}//`, null, c.points, at, null)
      case 'buy':
        if (this.spend(id, c.spend, this.orders.length)) this.earn(id, c.points, c.units, 0, null)
        return
      case 'spend': this.spend(id, c.points, null); return
      case 'deduct': {
        this.take(deduct(this.book, { id, at, points: c.points }))
        const tokens = model.draw(c.points)
        for (const t of tokens) t.place = 'deducted'
        model.debt += c.points - tokens.length
        return
      }
      case 'waive': {
        const answer = this.take(waive(this.book, { id, at, points: c.points }))
        const waived = Math.min(model.debt, c.points)
        same(answer?.waived ?? 0, waived)
        model.debt -= waived
        return
      }
      case 'hold': {
        const answer = this.take(hold(this.book, { id, at, points: c.points, until: at + c.minutes * 60_000 }))
        const tokens = model.draw(c.points)
        same(answer !== null, tokens.length === c.points)
        if (!answer) return
        for (const t of tokens) t.place = `held:${id}`
        model.holds.push({ id, until: at + c.minutes * 60_000, state: 'open', tokens, back: 0 })
        return
      }
      case 'commit': case 'cancel': {
        const h = model.holds[c.pick % Math.max(1, model.holds.length)]
        if (!h) return
        const done = c.do === 'commit' ? commit(this.book, { id, at, holdId: h.id }) : cancel(this.book, { id, at, holdId: h.id })
        same(done.ok, h.state === 'open')
        if (!done.ok) return
        this.book = done.book
        h.state = c.do
        if (c.do === 'commit') model.acts.spend = at
        if (c.do === 'commit') for (const t of h.tokens) t.place = 'spent'
        else model.free(h.tokens)
        return
      }
      case 'refund': return this.refund(id, c.pick, c.units)
      case 'confirm': case 'cancel-pending': {
        const of = { orderId: String(c.pick % Math.max(1, this.orders.length)) }
        const answer = this.take((c.do === 'confirm' ? confirm : cancelPending)(this.book, { id, at, zone: ZONE, of }))!
        const lots = model.lots.filter((l) => l.order === Number(of.orderId) && !l.active && l.activeAt === Infinity && l.tokens.some((t) => t.place === 'pending'))
        const tokens = lots.flatMap((l) => l.tokens.filter((t) => t.place === 'pending'))
        same(answer.points, tokens.length)
        for (const l of lots) if (c.do === 'confirm') {
          l.activeAt = at
          if (l.afterEvent !== undefined) l.expiresAt = endOfDate(addDays(dateAt(at, ZONE), l.afterEvent), ZONE)
        } else l.asked = l.points
        if (c.do === 'confirm') model.pass(at)
        else for (const t of tokens) t.place = 'clawed'
        return
      }
      case 'send': return this.sendGift(id, c)
      case 'accept': case 'decline': return this.endGift(id, c.do, c.pick)
      case 'receive': {
        // The other gives too: what comes out of nowhere in our book went into the clearing account by theirs.
        const expiresAt = c.liveDays === null ? null : endOfDate(addDays(dateAt(at, ZONE), c.liveDays), ZONE)
        this.take(receive(this.book, { id, at, giftId: id, pieces: [{ expiresAt, points: c.points }] }))
        this.passed += c.points
        return model.add(`g:${id}/${expiresAt ?? ''}/`, null, c.points, at, expiresAt)
      }
    }
  }

  sendGift(id: string, c: { points: number; minutes: number; orderDays: number }): void {
    const { model } = this
    const at = model.now
    const old = (l: ModelLot) => l.order === null || l.earnedAt + c.orderDays * 86_400_000 <= at
    same(giveablePoints(this.book, at, c.orderDays), model.debt > 0 ? 0 : model.draw(1e9, old).length)
    const answer = this.take(send(this.book, { id, at, points: c.points, until: at + c.minutes * 60_000, orderDays: c.orderDays }))
    const tokens = model.draw(c.points, old)
    same(answer !== null, model.debt === 0 && tokens.length === c.points)
    if (!answer) return
    model.acts.spend = at
    for (const t of tokens) t.place = id
    model.gifts.push({ id, until: at + c.minutes * 60_000, state: 'sent', tokens: tokens.map((token) => ({ token, ends: model.ends(token.lot) })) })
  }

  endGift(id: string, verb: 'accept' | 'decline', pick: number): void {
    const { model } = this
    const g = model.gifts[pick % Math.max(1, model.gifts.length)]
    if (!g) return
    const at = model.now
    const there = g.tokens.filter((t) => t.token.place === g.id)
    if (verb === 'decline') {
      const back = this.take(takeBack(this.book, { id, at, giftId: g.id }))
      same(back?.points ?? null, g.state === 'sent' ? there.length : null)
      if (back) model.bringBack(g)
      return
    }
    const given = this.take(give(this.book, { id, at, giftId: g.id }))
    same(given?.points ?? null, g.state === 'sent' && there.length > 0 ? there.length : null)
    if (!given) return
    g.state = 'given'
    for (const t of there) t.token.place = 'given'
    same(given.pieces.map((p) => [p.expiresAt, p.points]), [...new Set(there.map((t) => t.ends))].map((ends) => [ends, there.filter((t) => t.ends === ends).length]))
    const got = receive(this.other, { id, at, giftId: g.id, pieces: given.pieces })
    if (!got.ok) throw new Error('a gift that passed was not received')
    this.other = got.book
    this.seePassed(got.entry.postings)
    same(got.entry.lots.filter((l) => l.source.startsWith(`g:${g.id}/`)).map((l) => l.expiresAt), given.pieces.map((p) => p.expiresAt))
  }

  earn(id: string, points: number, units: number, pendingDays: number, liveDays: number | null, idle: readonly Activity[] | null = null): void {
    const at = this.model.now
    const orderId = String(this.orders.length)
    const award: Award = {
      wallet: 'points', ruleId: 'r', version: 1, priority: 0, line: 1, points, basis: { counts: 'money', minor: units * 100, units, minMinor: 0 },
      pending: pendingDays < 0 ? { kind: 'event' } : pendingDays > 0 ? { kind: 'days', days: pendingDays } : { kind: 'none' },
      expiry: liveDays === null ? { kind: 'none' } : idle ? { kind: 'inactivity', count: liveDays, unit: 'day', endOf: 'day', acts: idle, zone: ZONE } : { kind: 'rolling', count: liveDays, unit: 'day', endOf: 'day' }, why: { kind: 'per-amount' } as Award['why'],
    }
    this.take(earn(this.book, { id, at, zone: ZONE, limits: [], ownDoing: true, source: { orderId }, awards: [award] }))
    this.model.acts.earn = at
    const activeAt = pendingDays < 0 ? Infinity : pendingDays > 0 ? startOfDate(addDays(dateAt(at, ZONE), pendingDays), ZONE) : at
    if (this.orders.length <= Number(orderId)) this.orders.push({ units, gone: 0, spend: null })
    else this.orders[Number(orderId)]!.units = units
    this.model.add(`o:${orderId}/1/r`, Number(orderId), points, activeAt, liveDays === null || idle || activeAt === Infinity ? null : endOfDate(addDays(dateAt(activeAt, ZONE), liveDays), ZONE), liveDays === null || !idle ? null : { days: liveDays, acts: idle })
    if (activeAt === Infinity && liveDays !== null && !idle) this.model.lots.at(-1)!.afterEvent = liveDays
    const bought = this.model.holds.find((h) => h.id === id)
    if (bought) this.orders[Number(orderId)]!.spend = bought
  }

  spend(id: string, points: number, order: number | null): boolean {
    const { model } = this
    const done = spend(this.book, { id, at: model.now, points, orderId: order === null ? null : String(order), shares: order === null ? [] : [{ line: 1, points }] })
    const tokens = model.draw(points)
    same(done.ok, model.debt === 0 && tokens.length === points)
    if (!done.ok) {
      same(done.refusal.code, model.debt > 0 ? 'member-in-debt' : 'points-short')
      return false
    }
    this.book = done.book
    model.acts.spend = model.now
    for (const t of tokens) t.place = 'spent'
    if (order !== null) model.holds.push({ id, until: 0, state: 'spent', tokens, back: 0 })
    return true
  }

  refund(id: string, pick: number, units: number): void {
    const { model } = this
    if (this.orders.length === 0) return
    const n = pick % this.orders.length
    const order = this.orders[n]!
    if (order.gone === order.units) return
    order.gone = Math.min(order.units, order.gone + units)
    const kept = order.units - order.gone
    const answer = this.take(refund(this.book, { id, at: model.now, zone: ZONE, of: { orderId: String(n) }, kept: [{ line: 1, minor: kept * 100, ofMinor: order.units * 100, units: kept, ofUnits: order.units }], nothingLeft: kept === 0, keptMinor: kept * 100, clawback: 'debt', returnDays: 30 }))!
    if (order.spend) {
      const target = Math.floor((order.spend.tokens.length * order.gone) / order.units)
      const back = order.spend.tokens.slice(order.spend.tokens.length - target, order.spend.tokens.length - order.spend.back)
      same(answer.returned, back.length)
      order.spend.back = target
      for (const lot of new Set(back.map((t) => t.lot))) if ((model.ends(lot) ?? Infinity) <= model.now && !lot.extended) {
        lot.expiresAt = endOfDate(addDays(dateAt(model.now, ZONE), 30), ZONE)
        lot.extended = true
      }
      model.free(back.reverse())
    }
    for (const lot of model.lots.filter((l) => l.order === n)) {
      const ask = Math.max(0, lot.points - Math.ceil((lot.points * kept) / order.units) - lot.asked)
      lot.asked += ask
      for (let i = 0; i < ask; i++) {
        const t = lot.tokens.find((x) => x.place === 'pending') ?? lot.tokens.find((x) => x.place === 'available') ?? model.draw(1)[0]
        if (t) t.place = 'clawed'
        else model.debt += 1
      }
    }
  }

  agree(): void {
    const { model } = this
    const seen = { available: 0, pending: 0, held: 0, transit: 0 }
    const left = new Map<string, number>()
    for (const g of model.gifts) if (g.state === 'sent') seen.transit += g.tokens.filter((t) => t.token.place === g.id).length
    for (const lot of model.lots) for (const t of lot.tokens) {
      const place = t.place.startsWith('held') ? 'held' : t.place
      if (place === 'available' || place === 'pending' || place === 'held') {
        seen[place]++
        left.set(lot.source, (left.get(lot.source) ?? 0) + 1)
      }
    }
    // Time may have passed in the model only: what a reader would see is the book advanced to now.
    const peek = advance(this.book, model.now)[0]
    // Tables keep no order: a book whose holds were read the other way round ends the same.
    const turned = advance({ ...this.book, holds: [...this.book.holds].reverse() }, model.now)[0]
    same(turned.lots, peek.lots)
    same({ available: peek.available, pending: peek.pending, held: peek.held, transit: peek.transit, debt: peek.debt }, { ...seen, debt: model.debt })
    same(Object.fromEntries(openOnly(peek).lots.map((l) => [l.source, l.left]).sort()), Object.fromEntries([...left].sort()))
    same(this.passed, 0)
    same(peek.lots.reduce((sum, l) => sum + l.left, 0), peek.available + peek.pending + peek.held)
  }
}

test('the book agrees with a model of single tokens over 1,000 runs of 100 commands', () => {
  const seed = Number(process.env.HUITOU_SEED ?? Math.floor(Date.now() % 2 ** 31))
  const runs = Number(process.env.HUITOU_RUNS ?? (process.env.HUITOU_LONG ? 100_000 : 1000))
  process.stdout.write(`book model: seed ${seed}, ${runs} runs (repeat with HUITOU_SEED)\n`)
  fc.assert(fc.property(fc.array(cmd, { minLength: 100, maxLength: 100, size: 'max' }), (commands) => {
    const run = new Run()
    commands.forEach((c, i) => {
      run.step(c)
      if (i % 4 === 3) run.agree()
    })
    run.agree()
  }), { seed, numRuns: runs, endOnFailure: false })
}, process.env.HUITOU_LONG ? 10_800_000 : 120_000)
