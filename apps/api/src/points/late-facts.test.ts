import { DAY, type MemberId, type MerchantId } from '@huitou/units'
import pg from 'pg'
import { expectBalanced, freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { FakeClock } from '../platform/clock/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { GroupCommit, type ActKind, type Outcome } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { earnPoints } from './earn-points.js'
import { cancelHold, commitHold, holdPoints } from './hold-points.js'
import { pointsBook, type BookAct } from './index.js'
import type { BookNeed } from './points-book.js'
import { readMyPoints } from './read-points.js'
import { replayedOtherwise } from './replayed-otherwise.js'
import { spendPoints } from './spend-points.js'

let db: FreshDatabase
let database: Database
let gc: GroupCommit
let admin: pg.Client
let merchantId: MerchantId
let memberId: MemberId
let number = 0
const clock = new FakeClock(Date.UTC(2026, 10, 21, 2))
const rule = { ruleId: 'pay', name: 'Pay', on: 'order', wallet: 'points', rate: { points: 1, perMinor: 100 }, fixedPoints: null, capPerDay: null, capPerMonth: null, capPerOrder: null, expiry: null, validFrom: null, validUntil: null }

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  database = new Database(makePool({ connectionString: db.url }))
  gc = new GroupCommit(database, clock)
})
afterEach(() => expectBalanced(db.adminUrl))
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
})

/** A shop of its own with one member; a point for each 1.00 paid. */
async function aShop(over: Partial<Record<keyof typeof rule, unknown>> = {}): Promise<void> {
  ;[merchantId, memberId] = [newId<MerchantId>(), newId<MemberId>()]
  await admin.query("insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, $2, 'Toy', 'CNY', 'Asia/Shanghai', now())", [merchantId, `toy-${++number}`])
  await admin.query("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2, 'staff:1', '2026-01-01', '2026-01-01', '2026-01-01')", [merchantId, JSON.stringify([{ ...rule, ...over }])])
  await admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) values ($1, $2, $3, 'h5', '2026-01-01')", [merchantId, memberId, `N${number}`])
}

type Deeds = Omit<BookAct, 'id'>
const onBook: ActKind<{ act: Deeds; need: Omit<BookNeed, 'memberId'>; foreseen: boolean }, null> = {
  name: 'toy', members: () => [memberId], needs: (r) => [pointsBook.need({ memberId, ...r.need })],
  decide({ act, foreseen }, batch, { actId }) {
    const books = batch.of(pointsBook)
    if (foreseen) books.foresee(memberId, { ...act, id: actId })
    const booked = books.book(memberId, { ...act, id: actId, actId })
    return booked.ok ? { ok: true, answer: null } : booked
  },
}
const submit = <R, A>(kind: ActKind<R, A>, request: R) => gc.submit(kind, { merchantId, actor: 'staff:1', key: newId(), request })
const book = (act: Deeds, need: Omit<BookNeed, 'memberId'> = {}, foreseen = false) => submit(onBook, { act, need, foreseen })
/** An order of one line of four pieces; where an instant is named it was made then and is told now. */
const order = (orderId: string, minor: number, at?: number) =>
  book({ kind: 'order', orderId, at, counted: { at: at ?? clock.now(), spendMinor: minor, orders: 1 }, deeds: [{ kind: 'order', orderId, order: { at: at ?? clock.now(), lines: [{ line: 1, sku: 'A', category: '', brand: '', units: 4, paidMinor: minor }] }, context: { tier: null } }] }, { late: at !== undefined })
/** So many of the four pieces stay. Looked at first, as at the till. */
const refund = (orderId: string, minor: number, left: number) =>
  book({ kind: 'refund', orderId, deeds: [{ kind: 'refund', of: { orderId }, kept: [{ line: 1, minor: (minor * left) / 4, ofMinor: minor, units: left, ofUnits: 4 }], nothingLeft: left === 0, keptMinor: (minor * left) / 4 }] }, { orderId }, true)
const done = <T>(outcome: Outcome<T>): T => { if (!outcome.ok) throw new Error(outcome.refusal.code); return outcome.answer }
const wallet = async () => (await admin.query("select available::int, held::int, debt::int from wallet where member_id = $1 and wallet = 'points'", [memberId])).rows[0]
/** What the rows say is what the log says, folded from its first fact. */
const expectReplayed = async () => expect(await database.inMerchant(merchantId, (tx) => replayedOtherwise(tx, [memberId], clock.now()), { readOnly: true })).toEqual([])

test('a refund looked at and booked in the batch of a late sale of the same member is booked once', async () => {
  await aShop()
  const [first, second] = [newId(), newId()]
  done(await order(first, 10_000))
  clock.advance(DAY)
  ;(await Promise.all([refund(first, 10_000, 2), order(second, 3_000, clock.now() - DAY / 2)])).forEach(done)
  // 100 − 50 + 30
  expect(await wallet()).toEqual({ available: 80, held: 0, debt: 0 })
  await expectReplayed()
})

test('points that a late sale takes out of a day\'s limit are not asked back by the refund of the order that had them', async () => {
  await aShop({ capPerDay: 100 })
  const [early, late] = [newId(), newId()]
  const morning = clock.now() - 60_000
  done(await order(late, 10_000))
  done(await submit(spendPoints, { memberId, wallet: 'points', points: 100, reason: '' }))
  clock.advance(1_000)
  // the day's hundred are of the earlier order, and those are spent
  done(await order(early, 10_000, morning))
  expect(await wallet()).toEqual({ available: 0, held: 0, debt: 0 })
  done(await refund(late, 10_000, 0))
  expect(await wallet()).toEqual({ available: 0, held: 0, debt: 0 })
  await expectReplayed()
  done(await refund(early, 10_000, 0))
  expect(await wallet()).toEqual({ available: 0, held: 0, debt: 100 })
})

test('the same where both orders are booked in one batch', async () => {
  await aShop({ capPerDay: 100 })
  const [early, late] = [newId(), newId()]
  const told = clock.now()
  ;(await Promise.all([order(late, 10_000, told - 60_000), order(early, 10_000, told - 120_000)])).forEach(done)
  expect(await wallet()).toEqual({ available: 100, held: 0, debt: 0 })
  clock.advance(1_000)
  done(await refund(late, 10_000, 0))
  expect(await wallet()).toEqual({ available: 100, held: 0, debt: 0 })
  await expectReplayed()
})

test('a hold whose points a late fact took away is committed out of what came since, and gives back no more than it has', async () => {
  await aShop()
  done(await submit(earnPoints, { memberId, wallet: 'points', points: 100, reason: '' }))
  const { fact_id: earned } = (await admin.query('select fact_id from fact where member_id = $1', [memberId])).rows[0]
  clock.advance(1_000)
  const holds = [done(await submit(holdPoints, { memberId, points: 80, reason: '' })), done(await submit(holdPoints, { memberId, points: 20, reason: '' }))]
  clock.advance(1_000)
  done(await book({ kind: 'undo', at: clock.now() - 60_000, deeds: [{ kind: 'void', facts: [earned] }] }, { late: true }))
  expect(await wallet()).toEqual({ available: 0, held: 0, debt: 0 })
  done(await submit(earnPoints, { memberId, wallet: 'points', points: 200, reason: '' }))
  expect(done(await submit(commitHold, { memberId, holdId: holds[0]!.holdId }))).toMatchObject({ points: -80, balance: { available: 120, held: 0, debt: 0 } })
  expect(done(await submit(cancelHold, { memberId, holdId: holds[1]!.holdId }))).toMatchObject({ points: 0, balance: { available: 120, held: 0, debt: 0 } })
  await expectReplayed()
})

test('what was earned this year is less by what a late fact took back', async () => {
  await aShop({ capPerDay: 100 })
  const told = clock.now()
  done(await order(newId(), 10_000))
  done(await order(newId(), 6_000, told - 60_000))
  expect(await database.inMerchant(merchantId, (tx) => readMyPoints(tx, memberId, clock.now()), { readOnly: true })).toMatchObject({ earnedThisYear: 100, spentThisYear: 0, balance: { available: 100 } })
})

test('two acts in one batch, the first of which lets points expire, leave the others their time', async () => {
  await aShop({ expiry: null })
  await admin.query("insert into setting (merchant_id, key, value, since) values ($1, 'points-expiry-count', '1', '2026-01-01'), ($1, 'points-expiry-unit', '\"day\"', '2026-01-01'), ($1, 'points-expiry-end', '\"day\"', '2026-01-01')", [merchantId])
  const earn = (points: number) => submit(earnPoints, { memberId, wallet: 'points', points, reason: '' })
  // usable to the end of the day after: these ten are held beyond it
  done(await earn(10))
  const { holdId } = done(await submit(holdPoints, { memberId, points: 10, minutes: 4 * 1440, reason: '' }))
  clock.advance(DAY)
  done(await earn(7))
  clock.advance(DAY)
  done(await earn(2))
  const [back] = await Promise.all([submit(cancelHold, { memberId, holdId }), earn(5)])
  expect(done(back!)).toMatchObject({ balance: { available: 7 + 2, held: 0 } })
  clock.advance(DAY)
  // the seven are over
  expect(done(await earn(1)).balance).toMatchObject({ available: 2 + 5 + 1 })
  await expectReplayed()
})
