import { addDays, dateAt, DAY, HOUR, startOfDate } from '@huitou/units'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aMember, aShop, aStaff, bootApi, type Shop, type World } from '../../../../test/world.js'
import { newId } from '../platform/ids/index.js'
import { NightWatch } from '../nightly/night-watch.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())

const forward = (ms: number) => world.clock.set(world.clock.now() + ms)
/** An owner who signed in just now: tokens do not outlive the days that pass here. */
const ownerOf = async (shop: Shop) => world.as((await aStaff(world, shop, { role: 'owner' })).token)
const give = async (shop: Shop, memberId: string, points: number, by?: Awaited<ReturnType<typeof ownerOf>>) => (by ?? await ownerOf(shop)).adjustPoints({ memberId, points, reason: 'for the test' }, { key: newId() })

test('points owed: by month, in money, and the same sum three ways', async () => {
  const shop = await aShop(world), [a, b] = [await aMember(world, shop), await aMember(world, shop)]
  const owner = await ownerOf(shop)
  expect(await owner.readLiability({})).toEqual({ liability: null })
  await give(shop, a.memberId, 1050)
  await give(shop, b.memberId, 333)
  forward(40 * DAY)
  await give(shop, a.memberId, 500)
  const later = await aStaff(world, shop, { role: 'owner' })
  const { liability } = await world.as(later.token).countLiability({})
  expect(liability).toMatchObject({ owed: 1883, owedMinor: 1883, members: 2, available: 1883, pending: 0, debt: 0, rate: { points: 100, minor: 100 }, reconciles: { wallets: 1883, lots: 1883, postings: 1883, equal: true } })
  expect(liability.months.reduce((s, m) => s + m.points, 0)).toBe(1883)
  expect(liability.months.reduce((s, m) => s + m.minor, 0)).toBe(1883)
  expect(liability.months).toHaveLength(2)
  // nothing is over yet, so nothing is guessed
  expect(liability.breakage).toMatchObject({ estimate: null, unknown: 1883, check: null })
  expect((await world.as(later.token).readLiability({})).liability).toEqual(liability)
  const file = await world.app.inject({ method: 'GET', url: '/api/liability.csv', headers: { authorization: `Bearer ${later.token}` } })
  expect(file.statusCode).toBe(200)
  expect(file.body.split('\r\n').at(-2)).toMatch(/total,1883,18\.83/)
  await expectBalanced(world.db.adminUrl)
})

test('what lapsed before the night has come is owed no more, and the sums still agree', async () => {
  const shop = await aShop(world), m = await aMember(world, shop)
  await give(shop, m.memberId, 700)
  forward(400 * DAY)
  const { liability } = await (await ownerOf(shop)).countLiability({})
  expect(liability).toMatchObject({ owed: 0, available: 0, reconciles: { wallets: 700, lots: 700, postings: 700, equal: true } })
})

test('with a history of its own the shop is told what will not be used, and how well that was told before', async () => {
  const shop = await aShop(world)
  const members = await Promise.all(Array.from({ length: 60 }, () => aMember(world, shop)))
  // a year and a half: each quarter everybody gets 100 and every second member uses them
  for (let quarter = 0; quarter < 9; quarter++) {
    const first = await ownerOf(shop)
    await Promise.all(members.map((m) => give(shop, m.memberId, 100, first)))
    forward(20 * DAY)
    const then = await ownerOf(shop)
    await Promise.all(members.map((m, i) => (i % 2 ? give(shop, m.memberId, -100, then) : null)))
    forward(71 * DAY)
  }
  const { liability: l } = await (await ownerOf(shop)).countLiability({})
  expect(l.reconciles.equal).toBe(true)
  expect(l.breakage.lots).toBeGreaterThan(100)
  // what is left belongs to those who never use it; the youngest lots look like those of whom half were used
  expect(l.breakage.estimate!.points).toBeGreaterThan(l.owed * 0.85)
  expect(l.breakage.estimate!.high).toBeLessThanOrEqual(l.owed)
  expect(l.breakage.ages.find((x) => x.days === 90)!.rateBp).toBe(10_000)
  expect(l.breakage.check).toMatchObject({ actual: expect.any(Number) })
  expect(l.breakage.check!.low).toBeLessThanOrEqual(l.breakage.check!.actual)
  expect(l.breakage.check!.high).toBeGreaterThanOrEqual(l.breakage.check!.actual)
})

test('the night counts what is owed and asks the books by itself', async () => {
  const shop = await aShop(world), m = await aMember(world, shop)
  await give(shop, m.memberId, 80)
  // three in the morning of the shop, whatever the hour at which this is run
  world.clock.set(startOfDate(addDays(dateAt(world.clock.now(), 'Asia/Shanghai'), 1), 'Asia/Shanghai') + 3 * HOUR)
  await world.get(NightWatch).look()
  const owner = await ownerOf(shop)
  expect((await owner.readLiability({})).liability).toMatchObject({ owed: 80 })
  expect((await owner.readSelfAudit({})).last).toMatchObject({ by: 'night', state: 'balanced' })
})
