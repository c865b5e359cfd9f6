import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aFlashSale, aShopper, aTillShop, codeOf, factsOf, flashTerms, type FlashTerms, type TillShop } from '../../../../test/till-world.js'
import { act, bootApi, type World } from '../../../../test/world.js'
import { newId } from '../platform/ids/index.js'

const MINUTE = 60_000
let world: World, tea: TillShop

beforeAll(async () => {
  world = await bootApi()
  tea = await aTillShop(world)
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const iso = (at: number) => new Date(at).toISOString()
const terms = (over: Partial<FlashTerms> = {}) => flashTerms(world, { total: 10, perMember: 2, ...over })
const scheduled = (over: Partial<FlashTerms> = {}) => aFlashSale(world, tea.owner, terms(over))
const problemsOf = async (over: Partial<FlashTerms>) => (await tea.owner.addFlashSale(terms(over), act())).problems.map((p) => [p.path, p.reason.code])

test('a draft is checked: each fault names its field, and keeps it off the calendar', async () => {
  expect(await problemsOf({})).toEqual([])
  expect(await problemsOf({ sku: 'NOPE' })).toEqual([['sku', 'flash-item-unknown']])
  expect(await problemsOf({ priceMinor: 23_800 })).toEqual([['priceMinor', 'flash-not-cheaper']])
  expect(await problemsOf({ until: iso(world.clock.now() - 2 * MINUTE) })).toEqual([['until', 'terms-dates-backwards']])
  expect(await problemsOf({ from: iso(world.clock.now() - 3 * MINUTE), until: iso(world.clock.now() - 2 * MINUTE) })).toEqual([['until', 'flash-in-the-past']])
  expect(await problemsOf({ total: 1 })).toEqual([['perMember', 'flash-limit-above-total']])
  expect(await problemsOf({ tierIds: ['gold'], early: { tierIds: ['silver'], minutes: 5, units: 11 } })).toEqual([['early.units', 'flash-early-above-total'], ['early.tierIds', 'flash-early-not-invited']])
  const { sale } = await tea.owner.addFlashSale(terms({ priceMinor: 90_000 }), act())
  expect(await factsOf(tea.owner.scheduleFlashSale({ flashId: sale.flashId }, act()))).toMatchObject({ problems: [{ path: 'priceMinor' }] })
  const first = await scheduled({ sku: 'CJ', priceMinor: 100 })
  const second = await tea.owner.addFlashSale(terms({ sku: 'CJ', priceMinor: 100, title: '另一场' }), act())
  expect(second.warnings.map((w) => w.reason.code)).toEqual(['flash-overlaps', 'flash-starts-at-once'])
  expect((await tea.owner.readFlashSale({ flashId: first })).sale).toMatchObject({ phase: 'live', left: 10, held: 0, redeemed: 0, item: { listMinor: 3_900 } })
  expect((await tea.owner.listFlashSales({})).items.map((s) => s.phase)).toContain('draft')
})

test('until it starts it may be changed; then price and stock stay', async () => {
  const flashId = await scheduled({ from: iso(world.clock.now() + 5 * MINUTE) })
  expect((await tea.owner.changeFlashSale({ flashId, ...terms({ from: iso(world.clock.now() + 5 * MINUTE), total: 20 }) })).sale).toMatchObject({ phase: 'scheduled', left: 20 })
  expect(await codeOf(tea.owner.changeFlashSale({ flashId, ...terms({ priceMinor: 99_000 }) }))).toBe('draft-has-problems')
  world.clock.set(world.clock.now() + 6 * MINUTE)
  expect(await codeOf(tea.owner.changeFlashSale({ flashId, ...terms({ total: 30 }) }))).toBe('flash-started')
  expect(await tea.owner.addFlashStock({ flashId, units: 5 }, act())).toMatchObject({ left: 25, terms: { total: 25 } })
  world.clock.reset()
})

test('paused: nobody new, what is held is still bought; scheduled again it goes on', async () => {
  const flashId = await scheduled()
  const [an, bo] = [await aShopper(world, tea.shop), await aShopper(world, tea.shop)]
  const { reservationId } = await an.api.reserveFlash({ flashId }, act())
  expect(await tea.owner.pauseFlashSale({ flashId }, act())).toMatchObject({ phase: 'paused', held: 1 })
  expect(await codeOf(bo.api.reserveFlash({ flashId }, act()))).toBe('flash-paused')
  const { visitId } = await tea.till.scanCode({ digits: an.code() }, act())
  const lines = [{ sku: 'QC150', quantity: 1, reservationId }]
  const quote = await tea.till.quoteVisit({ visitId, lines })
  await tea.till.settleVisit({ visitId, lines, stamp: quote.stamp, payMinor: quote.payMinor }, act())
  expect(await tea.owner.scheduleFlashSale({ flashId }, act())).toMatchObject({ phase: 'live', redeemed: 1, left: 9 })
  expect(await bo.api.reserveFlash({ flashId }, act())).toMatchObject({ state: 'held' })
})

test('stopped with what is held kept: it can be bought until it runs out; stopped with it released: it is gone and its holder is told', async () => {
  const [an, bo] = [await aShopper(world, tea.shop), await aShopper(world, tea.shop)]
  const kept = await scheduled()
  const { reservationId } = await an.api.reserveFlash({ flashId: kept }, act())
  const key = newId()
  const stop = () => tea.owner.stopFlashSale({ flashId: kept, reservations: 'keep', expectHeld: 1 }, act(key))
  expect(await stop()).toMatchObject({ released: 0, sale: { phase: 'stopped', held: 1 } })
  expect(await stop()).toMatchObject({ released: 0 })
  expect((await an.api.listMyFlash({})).items.find((i) => i.flashId === kept)).toMatchObject({ phase: 'stopped', reservation: { state: 'held' } })
  expect((await bo.api.listMyFlash({})).items.find((i) => i.flashId === kept)).toBeUndefined()
  const { visitId } = await tea.till.scanCode({ digits: an.code() }, act())
  expect((await tea.till.quoteVisit({ visitId, lines: [{ sku: 'QC150', quantity: 1, reservationId }] })).payMinor).toBe(9_900)
  const gone = await scheduled()
  await bo.api.reserveFlash({ flashId: gone, units: 2 }, act())
  expect(await factsOf(tea.owner.stopFlashSale({ flashId: gone, reservations: 'release', expectHeld: 1 }, act()))).toEqual({ held: 2 })
  expect(await tea.owner.stopFlashSale({ flashId: gone, reservations: 'release', expectHeld: 2 }, act())).toMatchObject({ released: 2, sale: { phase: 'stopped', held: 0, left: 10, released: 2 } })
  expect((await bo.api.listMessages({})).items[0]).toMatchObject({ title: { code: 'inbox-flash-stopped' } })
  expect(await codeOf(tea.owner.addFlashStock({ flashId: gone, units: 1 }, act()))).toBe('flash-over')
})

test('the live page adds up, second by second', async () => {
  const flashId = await scheduled({ total: 4, perMember: 1 })
  const shoppers = [await aShopper(world, tea.shop), await aShopper(world, tea.shop), await aShopper(world, tea.shop), await aShopper(world, tea.shop), await aShopper(world, tea.shop)]
  const held = await Promise.all(shoppers.slice(0, 4).map((s) => s.api.reserveFlash({ flashId }, act())))
  expect(await codeOf(shoppers[4]!.api.reserveFlash({ flashId }, act()))).toBe('flash-sold-out')
  expect(await codeOf(shoppers[4]!.api.reserveFlash({ flashId }, act()))).toBe('flash-sold-out')
  await shoppers[0]!.api.releaseFlash({ reservationId: held[0]!.reservationId }, act())
  await shoppers[4]!.api.readMyFlash({ flashId })
  const live = await tea.owner.readFlashLive({ flashId })
  expect(live).toMatchObject({ waiting: 0, waitsSince: null, watching: 1, early: { soldOut: 2, asked: 6 }, sale: { left: 1, held: 3, redeemed: 0, released: 1, members: 4 } })
  expect(live.bins.reduce((sum, b) => sum + b.reserved, 0)).toBe(4)
  expect(live.bins.reduce((sum, b) => sum + b.freed, 0)).toBe(1)
  expect(live.bins.at(-1)!.left).toBe(1)
  expect(live.checks.map((c) => c.ok)).toEqual([true, true, true, true])
})
