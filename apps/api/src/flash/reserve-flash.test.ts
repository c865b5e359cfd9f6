import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aFlashSale, aShopper, aTillShop, codeOf, factsOf, flashTerms, type FlashTerms, type TillShop } from '../../../../test/till-world.js'
import { aMember, act, bootApi, type World } from '../../../../test/world.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import type { MemberId } from '@huitou/units'
import { sweepFlash } from './index.js'
import { reserveFlash } from './reserve-flash.js'

const MINUTE = 60_000
let world: World, tea: TillShop
let members: MemberId[] = []

beforeAll(async () => {
  world = await bootApi()
  tea = await aTillShop(world)
  members = Array.from({ length: 5000 }, () => newId<MemberId>())
  await world.admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) select $1, id, 'F' || n, 'h5', now() from unnest($2::uuid[]) with ordinality u(id, n)", [tea.shop.merchantId, members])
  await world.admin.query('analyze member')
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const iso = (at: number) => new Date(at).toISOString()
const scheduled = (over: Partial<FlashTerms> = {}) => aFlashSale(world, tea.owner, { holdMinutes: 10, ...over })
const ahead = (ms: number) => world.clock.set(world.clock.now() + ms)
const reserve = (memberId: MemberId, flashId: string, key: string = newId(), units = 1, gc = world.get(GroupCommit)) => gc.submit(reserveFlash, { merchantId: tea.shop.merchantId, actor: `member:${memberId}`, key, request: { memberId, flashId, units } })
const tallied = (outcomes: readonly ({ ok: true } | { ok: false; refusal: { code: string } })[]) => outcomes.reduce<Record<string, number>>((n, o) => { const code = o.ok ? 'ok' : o.refusal.code; return { ...n, [code]: (n[code] ?? 0) + 1 } }, {})
const stock = async (flashId: string) => (await world.admin.query<{ total: number; taken: number; redeemed: number; holds: number }>("select total, taken, redeemed, (select count(*)::int from flash_hold h where h.flash_id = k.flash_id and h.state = 'held') as holds from flash_stock k where flash_id = $1", [flashId])).rows[0]!

test.each([[1000, 100], [5000, 1000]])('%i callers at once on a stock of %i: exactly that many are granted', async (callers, total) => {
  const flashId = await scheduled({ total })
  expect(tallied(await Promise.all(members.slice(0, callers).map((m) => reserve(m, flashId))))).toEqual({ ok: total, 'flash-sold-out': callers - total })
  expect(await stock(flashId)).toEqual({ total, taken: total, redeemed: 0, holds: total })
}, 60_000)

test('two processes on one stock grant exactly the stock', async () => {
  const other = await bootApiBeside()
  const flashId = await scheduled({ total: 100 })
  const outcomes = await Promise.all(members.slice(0, 1000).map((m, i) => reserve(m, flashId, newId(), 1, i % 2 ? other.gc : world.get(GroupCommit))))
  expect(tallied(outcomes)).toEqual({ ok: 100, 'flash-sold-out': 900 })
  await other.close()
})

test('200 identical requests reserve once and get one answer; another request under the key is a conflict', async () => {
  const flashId = await scheduled({ perMember: 5 })
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => reserve(members[0]!, flashId, 'one-tap')))
  expect(new Set(outcomes.map((o) => JSON.stringify(o))).size).toBe(1)
  expect(await stock(flashId)).toMatchObject({ taken: 1, holds: 1 })
  expect(await reserve(members[0]!, flashId, 'one-tap', 2)).toMatchObject({ ok: false, refusal: { code: 'key-conflict' } })
})

test('64 taps of one member under 64 keys: the limit per member holds', async () => {
  const flashId = await scheduled({ perMember: 3 })
  expect(tallied(await Promise.all(Array.from({ length: 64 }, () => reserve(members[1]!, flashId))))).toEqual({ ok: 3, 'flash-limit-reached': 61 })
})

test('refusals come in their order: unknown, over, not open, paused, tier, limit, stock', async () => {
  const shopper = await aShopper(world, tea.shop)
  const code = (flashId: string) => codeOf(shopper.api.reserveFlash({ flashId }, act()))
  expect(await code(newId())).toBe('flash-unknown')
  const { sale: draft } = await tea.owner.addFlashSale(flashTerms(world, { holdMinutes: 10 }), act())
  expect(await code(draft.flashId)).toBe('flash-unknown')
  const now = world.clock.now()
  const later = await scheduled({ from: iso(now + MINUTE), total: 1, tierIds: ['gold'] })
  expect(await code(later)).toBe('flash-not-open')
  await tea.owner.pauseFlashSale({ flashId: later }, act())
  expect(await code(later)).toBe('flash-paused')
  const gold = await scheduled({ total: 1, tierIds: ['gold'] })
  expect(await code(gold)).toBe('flash-tier-not-allowed')
  const one = await scheduled({ total: 1 })
  await shopper.api.reserveFlash({ flashId: one }, act())
  expect(await code(one)).toBe('flash-limit-reached')
  const other = await aMember(world, tea.shop)
  expect(await codeOf(world.as(other.token).reserveFlash({ flashId: one }, act()))).toBe('flash-sold-out')
  await tea.owner.stopFlashSale({ flashId: one, reservations: 'keep', expectHeld: 1 }, act())
  expect(await code(one)).toBe('flash-over')
})

test('a reservation that ran out is free at that instant, for reads and for the next, and the night posts it', async () => {
  const flashId = await scheduled({ total: 1, holdMinutes: 2 })
  const [an, bo] = [await aShopper(world, tea.shop), await aShopper(world, tea.shop)]
  const first = await an.api.reserveFlash({ flashId }, act('an-taps-once'))
  expect(first).toMatchObject({ state: 'held', units: 1, priceMinor: 9_900 })
  expect(await bo.api.readMyFlash({ flashId })).toMatchObject({ left: 0, held: 1, waiting: 0, place: null, chanceBp: null, nextFreeAt: first.endsAt })
  world.clock.set(Date.parse(first.endsAt) - 500)
  expect(await codeOf(bo.api.reserveFlash({ flashId }, act()))).toBe('flash-sold-out')
  await new Promise((go) => setTimeout(go, 550))
  expect(await bo.api.readMyFlash({ flashId })).toMatchObject({ left: 1, held: 0, mine: 0 })
  expect(await an.api.readMyFlash({ flashId })).toMatchObject({ mine: 0, reservation: { state: 'lapsed' } })
  expect(await stock(flashId)).toMatchObject({ taken: 1, holds: 1 })
  expect(await bo.api.reserveFlash({ flashId }, act())).toMatchObject({ state: 'held' })
  expect(await stock(flashId)).toMatchObject({ taken: 1, holds: 1 })
  expect(await an.api.reserveFlash({ flashId }, act('an-taps-once'))).toEqual(first)
  ahead(3 * MINUTE)
  expect(await world.inMerchant(tea.shop.merchantId, (tx) => sweepFlash(tx, world.clock.now()))).toBeGreaterThan(0)
  expect(await stock(flashId)).toMatchObject({ taken: 0, holds: 0 })
})

test('the till sees the reservation, sells at its price in the same act, and a refund gives the room back', async () => {
  const flashId = await scheduled({ total: 2, perMember: 2 })
  const an = await aShopper(world, tea.shop, { points: 500 })
  const { reservationId } = await an.api.reserveFlash({ flashId, units: 2 }, act())
  const visit = await tea.till.scanCode({ digits: an.code() }, act())
  expect(visit.member!.reservations).toMatchObject([{ reservationId, units: 2, priceMinor: 9_900, item: { sku: 'QC150', listMinor: 23_800 } }])
  const { visitId } = visit
  const lines = [{ sku: 'QC150', quantity: 1, reservationId }, { sku: 'RG50', quantity: 1 }]
  expect(await codeOf(tea.till.quoteVisit({ visitId, lines: [{ sku: 'QC150', quantity: 3, reservationId }] }))).toBe('reservation-short')
  expect(await codeOf(tea.till.quoteVisit({ visitId, lines: [{ sku: 'RG50', quantity: 1, reservationId }] }))).toBe('reservation-gone')
  expect(await codeOf(tea.till.quoteVisit({ visitId, lines: [...lines, { sku: 'QC150', quantity: 1, reservationId }] }))).toBe('reservation-short')
  const quote = await tea.till.quoteVisit({ visitId, lines })
  expect(quote.payMinor).toBe(9_900 + 16_800)
  expect(quote.steps[0]).toMatchObject({ stage: 'item-price', id: 'flash', amountMinor: 13_900 })
  const key = newId()
  const settle = () => tea.till.settleVisit({ visitId, lines, stamp: quote.stamp, payMinor: quote.payMinor }, act(key))
  const [sale, again] = await Promise.all([settle(), settle()])
  expect(again.orderId).toBe(sale.orderId)
  expect(await stock(flashId)).toMatchObject({ taken: 1, redeemed: 1, holds: 0 })
  expect(await an.api.readMyFlash({ flashId })).toMatchObject({ mine: 1, left: 1, reservation: { state: 'redeemed', sold: 1 } })
  await tea.owner.refundOrder({ orderId: sale.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '不合适' } as never, act())
  expect(await stock(flashId)).toMatchObject({ taken: 0, redeemed: 0 })
  expect(await an.api.readMyFlash({ flashId })).toMatchObject({ mine: 0, left: 2 })
})

test('a reservation that runs out at the till is refused at settling, and nothing is booked; another member cannot use it', async () => {
  const flashId = await scheduled({ total: 1, holdMinutes: 1 })
  const [an, bo] = [await aShopper(world, tea.shop), await aShopper(world, tea.shop)]
  const { reservationId } = await an.api.reserveFlash({ flashId }, act())
  const lines = [{ sku: 'QC150', quantity: 1, reservationId }]
  const hers = await tea.till.scanCode({ digits: an.code() }, act())
  const his = await tea.till.scanCode({ digits: bo.code() }, act())
  expect(await codeOf(tea.till.quoteVisit({ visitId: his.visitId, lines }))).toBe('reservation-gone')
  const quote = await tea.till.quoteVisit({ visitId: hers.visitId, lines })
  ahead(MINUTE)
  const late = tea.till.settleVisit({ visitId: hers.visitId, lines, stamp: quote.stamp, payMinor: quote.payMinor }, act())
  expect(await codeOf(late)).toBe('reservation-gone')
  expect(await factsOf(late)).toMatchObject({ state: 'lapsed', lineNo: 1 })
  expect(await stock(flashId)).toMatchObject({ redeemed: 0 })
})

test('given back by the member it is free at once; only their own, and only once', async () => {
  const flashId = await scheduled({ total: 1 })
  const [an, bo] = [await aShopper(world, tea.shop), await aShopper(world, tea.shop)]
  const { reservationId } = await an.api.reserveFlash({ flashId }, act())
  expect(await codeOf(bo.api.reserveFlash({ flashId }, act()))).toBe('flash-sold-out')
  expect(await codeOf(bo.api.releaseFlash({ reservationId }, act()))).toBe('not-found')
  await an.api.releaseFlash({ reservationId }, act())
  expect(await codeOf(an.api.releaseFlash({ reservationId }, act()))).toBe('reservation-gone')
  expect(await bo.api.reserveFlash({ flashId }, act())).toMatchObject({ state: 'held' })
})

test('some tiers begin early, on their share of the units', async () => {
  const now = world.clock.now()
  const flashId = await scheduled({ total: 3, from: iso(now + MINUTE), early: { tierIds: ['gold'], minutes: 10, units: 1 } })
  const [gold, too, plain] = [await aShopper(world, tea.shop), await aShopper(world, tea.shop), await aShopper(world, tea.shop)]
  for (const g of [gold, too]) await world.admin.query("update member set tier_id = 'gold' where member_id = $1", [g.memberId])
  expect(await gold.api.readMyFlash({ flashId })).toMatchObject({ phase: 'early', left: 1, opensAt: iso(now + MINUTE - 10 * MINUTE) })
  expect(await codeOf(plain.api.reserveFlash({ flashId }, act()))).toBe('flash-not-open')
  await gold.api.reserveFlash({ flashId }, act())
  expect(await codeOf(too.api.reserveFlash({ flashId }, act()))).toBe('flash-sold-out')
  ahead(MINUTE)
  expect(await plain.api.reserveFlash({ flashId }, act())).toMatchObject({ state: 'held' })
  for (const g of [gold, too]) await world.admin.query('update member set tier_id = null where member_id = $1', [g.memberId])
})

/** A second API process, as far as reservations go: a queue and a pool of its own on the same database. */
async function bootApiBeside() {
  const { Database, makePool } = await import('../platform/database/index.js')
  const { Clock } = await import('../platform/clock/index.js')
  const database = new Database(makePool({ connectionString: world.db.url }))
  return { gc: new GroupCommit(database, world.get(Clock)), close: () => database.onApplicationShutdown() }
}
