import { DAY, type MemberId, type MerchantId, type StaffId } from '@huitou/units'
import pg from 'pg'
import { expectBalanced, freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { FakeClock } from '../platform/clock/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { GroupCommit, type ActKind } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { adjustPoints } from './adjust-points.js'
import { earnPoints, plainAward } from './earn-points.js'
import { cancelHold, commitHold, holdPoints } from './hold-points.js'
import { pointsBook, readBooks, type BookAct } from './index.js'
import { spendPoints } from './spend-points.js'

let db: FreshDatabase
let database: Database
let gc: GroupCommit
let admin: pg.Client
const merchantId = newId<MerchantId>()
const clock = new FakeClock(Date.UTC(2026, 10, 21))

const rule = { ruleId: 'spend', name: 'Spend', on: 'order', wallet: 'points', rate: { points: 1, perMinor: 100 }, fixedPoints: null, useTierMultiplier: true, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry: null, validFrom: null, validUntil: null }
const growth = { ...rule, ruleId: 'growth', wallet: 'growth', useTierMultiplier: false }
const benefits = { multiplierBp: 10_000, priceBp: 10_000, discountCategories: [], freeShipping: false, birthdayPoints: 0, texts: [] }
const tiers = [{ tierId: 'silver', name: '银', rank: 0, material: 'silver', reach: 0, keep: null, benefits }, { tierId: 'gold', name: '金', rank: 1, material: 'gold', reach: 200, keep: null, benefits: { ...benefits, multiplierBp: 20_000 } }]

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  await admin.query("insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, 'toy', 'Toy', 'CNY', 'Asia/Shanghai', now())", [merchantId])
  await admin.query("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2, 'staff:1', '2026-01-01', '2026-01-01', '2026-01-01')", [merchantId, JSON.stringify([rule, growth])])
  await admin.query("insert into tier_set (merchant_id, version, state, terms, tiers, actor, created_at, published_at) values ($1, 1, 'published', $2, $3, 'staff:1', '2026-01-01', '2026-01-01')", [merchantId, JSON.stringify({ criterion: 'growth', window: 'lifetime', rollingMonths: 12, downgrade: 'by-balance', graceDays: 0, warnDays: 30 }), JSON.stringify(tiers)])
  database = new Database(makePool({ connectionString: db.url }))
  gc = new GroupCommit(database, clock)
})
afterEach(() => expectBalanced(db.adminUrl))
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
})

const SOMEBODY = newId<StaffId>()
let number = 0
async function aMember(): Promise<MemberId> {
  const memberId = newId<MemberId>()
  await admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) values ($1, $2, $3, 'h5', '2026-01-01')", [merchantId, memberId, `N${++number}`])
  return memberId
}
const act = <R, A>(kind: ActKind<R, A>, request: R, key: string = newId()) => gc.submit(kind, { merchantId, actor: 'staff:1', key, request })
const one = async (sql: string, values: unknown[] = []) => (await admin.query(sql, values)).rows[0]
const codeOf = (o: { ok: boolean; refusal?: { code: string } }) => (o.ok ? 'ok' : o.refusal!.code)

interface Sale { memberId: MemberId; orderId: string; at?: number; minor: number; refund?: number; late?: boolean; spend?: number }
const sale: ActKind<Sale, { earned: number }> = {
  name: 'toy-sale', members: (r) => [r.memberId], needs: (r) => [pointsBook.need({ memberId: r.memberId, orderId: r.orderId, late: r.late, spend: r.spend })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const at = r.at ?? ctx.now
    const act: BookAct = r.refund === undefined
      ? { id: ctx.actId, at: r.at, kind: 'order', orderId: r.orderId, counted: { at, spendMinor: r.minor, orders: 1 }, deeds: [...(r.spend ? [{ kind: 'spend' as const, wallet: 'points', points: r.spend, orderId: r.orderId, shares: [{ line: 1, points: r.spend }] }] : []), { kind: 'order', orderId: r.orderId, order: { at, lines: [{ line: 1, sku: 'A', category: '', brand: '', units: 4, paidMinor: r.minor }] }, context: { tier: null } }] }
      : { id: ctx.actId, kind: 'refund', orderId: r.orderId, counted: { at, spendMinor: -Math.ceil((r.minor * r.refund) / 4), orders: r.refund === 4 ? -1 : 0 }, deeds: [{ kind: 'refund', of: { orderId: r.orderId }, kept: [{ line: 1, minor: r.minor - Math.ceil((r.minor * r.refund) / 4), ofMinor: r.minor, units: 4 - r.refund, ofUnits: 4 }], nothingLeft: r.refund === 4, keptMinor: 0 }] }
    const booked = books.book(r.memberId, act)
    return booked.ok ? { ok: true, answer: { earned: books.wallet(r.memberId).available } } : booked
  },
}

test('the same key books once and answers the same (EARN-16); another request under it is a conflict', async () => {
  const memberId = await aMember()
  const ask = { memberId, wallet: 'points', points: 50, reason: 'test' }
  const answers = await Promise.all([1, 2, 3].map(() => act(earnPoints, ask, 'same-key-1')))
  for (const a of answers) expect(a.ok && a.answer).toEqual(answers[0]!.ok && answers[0]!.answer)
  expect(await one('select available, (select count(*)::int from posting p where p.member_id = w.member_id) postings from wallet w where member_id = $1', [memberId])).toMatchObject({ available: '50', postings: 1 })
  expect(codeOf(await act(earnPoints, { ...ask, points: 51 }, 'same-key-1'))).toBe('key-conflict')
})

test('of two spends of all there is, one goes through; refusals come in their order', async () => {
  const memberId = await aMember()
  await act(earnPoints, { memberId, wallet: 'points', points: 100, reason: '' })
  const both = await Promise.all([1, 2].map(() => act(spendPoints, { memberId, wallet: 'points', points: 100, reason: '' })))
  expect(both.map(codeOf).sort()).toEqual(['ok', 'points-short'])
  expect(codeOf(await act(spendPoints, { memberId, wallet: 'growth', points: 1, reason: '' }))).toBe('wallet-unknown')
  await act(adjustPoints, { memberId, wallet: 'points', points: -30, reason: 'mistake', role: 'owner', staffId: SOMEBODY })
  expect(codeOf(await act(spendPoints, { memberId, wallet: 'points', points: 1000, reason: '' }))).toBe('member-in-debt')
  expect(codeOf(await act(adjustPoints, { memberId, wallet: 'points', points: 1001, reason: 'much', role: 'manager', staffId: SOMEBODY }))).toBe('above-staff-limit')
  const repaid = await act(earnPoints, { memberId, wallet: 'points', points: 45, reason: '' })
  expect(repaid.ok && repaid.answer.balance).toMatchObject({ available: 15, debt: 0 })
})

test('a hold lapses by the clock, whether or not the night has run; a committed one cannot be cancelled', async () => {
  const memberId = await aMember()
  await act(earnPoints, { memberId, wallet: 'points', points: 100, reason: '' })
  const first = await act(holdPoints, { memberId, points: 60, minutes: 5, reason: 'cart' })
  expect(codeOf(await act(spendPoints, { memberId, wallet: 'points', points: 41, reason: '' }))).toBe('points-short')
  clock.advance(5 * 60_000)
  expect(codeOf(await act(spendPoints, { memberId, wallet: 'points', points: 41, reason: '' }))).toBe('ok')
  expect(codeOf(await act(commitHold, { memberId, holdId: first.ok ? first.answer.holdId : '' }))).toBe('hold-ended')
  const second = await act(holdPoints, { memberId, points: 59, reason: 'cart' })
  const holdId = second.ok ? second.answer.holdId : ''
  expect((await Promise.all([act(commitHold, { memberId, holdId }), act(cancelHold, { memberId, holdId })])).map(codeOf).sort()).toEqual(['hold-ended', 'ok'])
})

test('an order earns, moves the tier up and the next order earns by it; a refund takes both back', async () => {
  const memberId = await aMember()
  const [a, b] = [newId(), newId()]
  await act(sale, { memberId, orderId: a, minor: 25_000 })
  expect(await one('select tier_id from member where member_id = $1', [memberId])).toEqual({ tier_id: 'gold' })
  await act(sale, { memberId, orderId: b, minor: 10_000, spend: 50 })
  expect(await one("select available::int from wallet where member_id = $1 and wallet = 'points'", [memberId])).toEqual({ available: 400 })
  await act(sale, { memberId, orderId: b, minor: 10_000, refund: 1 })
  expect(await one("select available::int from wallet where member_id = $1 and wallet = 'points'", [memberId])).toEqual({ available: 400 - 50 + 12 })
  await act(sale, { memberId, orderId: a, minor: 25_000, refund: 4 })
  expect(await one('select tier_id from member where member_id = $1', [memberId])).toEqual({ tier_id: 'silver' })
  expect((await admin.query('select cause, to_tier from tier_change where member_id = $1 order by known_at, at', [memberId])).rows).toEqual([{ cause: 'reached', to_tier: 'gold' }, { cause: 'refunded', to_tier: 'silver' }])
})

test('a late order ends where it would have if it had come in time, and nothing posted is edited', async () => {
  const [onTime, later] = [await aMember(), await aMember()]
  const now = clock.now()
  for (const [memberId, order] of [[onTime, [0, 1, 2]], [later, [1, 2, 0]]] as const) {
    const sales = [{ at: now - 20 * DAY, minor: 21_000, id: newId() }, { at: now - 10 * DAY, minor: 5000, id: newId() }, { at: now - 5 * DAY, minor: 7000, id: newId() }]
    for (const i of order) await act(sale, { memberId, orderId: sales[i]!.id, at: sales[i]!.at, minor: sales[i]!.minor, late: true })
  }
  const states = await Promise.all([onTime, later].map((id) => one("select m.tier_id, (select json_agg(w order by w.wallet) from (select wallet, available, pending, debt from wallet where member_id = m.member_id) w) as wallets from member m where member_id = $1", [id])))
  expect(states[1]).toEqual(states[0])
  expect(states[0]!.wallets[1]).toMatchObject({ wallet: 'points', available: 210 + 100 + 140 })
})

test('500 earns of one member in one breath all stand, and the balance adds up', async () => {
  const memberId = await aMember()
  const all = await Promise.all(Array.from({ length: 500 }, () => act(earnPoints, { memberId, wallet: 'points', points: 3, reason: '' })))
  expect(all.every((a) => a.ok)).toBe(true)
  await Promise.all(Array.from({ length: 100 }, () => act(spendPoints, { memberId, wallet: 'points', points: 10, reason: '' })))
  expect(await one("select available::int from wallet where member_id = $1", [memberId])).toEqual({ available: 500 })
})

test('64 clients mix earn, spend, hold, refund and late sales on 10 members: nothing is lost, nothing goes below zero', async () => {
  const members = await Promise.all(Array.from({ length: 10 }, aMember))
  const orders = new Map<string, { memberId: MemberId; minor: number; gone: number }>()
  let [seed, todo] = [20_261_121, 800]
  const dice = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n
  const seen = new Set<string>()
  await Promise.all(Array.from({ length: 64 }, async () => {
    while (todo-- > 0) {
      const memberId = members[dice(10)]!
      const what = dice(7)
      if (what === 0) seen.add(codeOf(await act(earnPoints, { memberId, wallet: 'points', points: 1 + dice(90), reason: '' })))
      else if (what === 1) seen.add(codeOf(await act(spendPoints, { memberId, wallet: 'points', points: 1 + dice(120), reason: '' })))
      else if (what === 2) {
        const held = await act(holdPoints, { memberId, points: 1 + dice(60), reason: '' })
        seen.add(codeOf(held))
        if (held.ok && dice(2)) seen.add(codeOf(await act(dice(2) ? commitHold : cancelHold, { memberId, holdId: held.answer.holdId })))
      } else if (what <= 4) {
        const orderId = newId()
        const minor = 100 + dice(20_000)
        const late = dice(5) === 0
        seen.add(codeOf(await act(sale, { memberId, orderId, minor, ...(late ? { late, at: clock.now() - dice(20) * DAY } : {}) })))
        orders.set(orderId, { memberId, minor, gone: 0 })
      } else if (what === 5) {
        const [orderId, o] = [...orders].filter(([, one]) => one.gone < 4)[0] ?? []
        if (o && orderId) seen.add(codeOf(await act(sale, { memberId: o.memberId, orderId, minor: o.minor, refund: ++o.gone })))
      } else seen.add(codeOf(await act(adjustPoints, { memberId, wallet: 'points', points: dice(2) ? 25 : -40, reason: 'mix', role: 'owner', staffId: SOMEBODY })))
    }
  }))
  expect([...seen].filter((code) => !['ok', 'points-short', 'member-in-debt', 'hold-ended'].includes(code))).toEqual([])
}, 60_000)

test('what is booked at the start of a day reads the log of those only whose book went on since, or goes on in the same batch', async () => {
  const [before, after, both] = [await aMember(), await aMember(), await aMember()]
  clock.set(Date.UTC(2026, 11, 1, 4))
  for (const memberId of [before, both]) await act(earnPoints, { memberId, wallet: 'points', points: 10, reason: '' })
  clock.set(Date.UTC(2026, 11, 2, 4))
  await act(earnPoints, { memberId: after, wallet: 'points', points: 10, reason: '' })
  const read = (needs: { memberId: MemberId; on?: string }[]) => database.inMerchant(merchantId, (tx) => readBooks(tx, needs, clock.now()), { readOnly: true })
  const books = await read([{ memberId: before, on: '2026-12-02' }, { memberId: after, on: '2026-12-02' }, { memberId: both, on: '2026-12-02' }, { memberId: both }])
  expect([before, after, both].map((id) => books.member(id).log !== null)).toEqual([false, true, true])
  // and what it books is the same either way: at the start of the day
  for (const memberId of [before, after]) {
    const give: ActKind<{ memberId: MemberId }, null> = {
      name: 'toy-gift', members: (r) => [r.memberId], needs: (r) => [pointsBook.need({ memberId: r.memberId, on: '2026-12-02' })],
      decide: (r, batch, ctx) => { const booked = batch.of(pointsBook).book(r.memberId, { id: ctx.actId, at: Date.UTC(2026, 11, 1, 16), kind: 'gift', deeds: [{ kind: 'award', source: { actId: ctx.actId }, awards: [plainAward(batch.of(pointsBook), { memberId: r.memberId, wallet: 'points', points: 5, ruleId: 'toy' }, {})] }] }); return booked.ok ? { ok: true, answer: null } : booked },
    }
    expect(codeOf(await act(give, { memberId }))).toBe('ok')
    expect(await one("select min(effective_at) as at from posting where member_id = $1 and points = 5", [memberId])).toEqual({ at: new Date(Date.UTC(2026, 11, 1, 16)) })
  }
})
