import { DAY, dateAt, endOfDate, MINUTE } from '@huitou/units'
import { act, aStaff, bootApi, type Api, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aShopper, aTillShop, codeOf, factsOf, type Shopper, type TillShop } from '../../../../test/till-world.js'

let world: World
let at: TillShop
let shopper: Shopper
let manager: Api & { staffId: string }
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())
afterEach(async () => { world.clock.reset(); await expectBalanced(world.db.adminUrl) })
beforeEach(async () => {
  at = await aTillShop(world)
  shopper = await aShopper(world, at.shop)
  manager = await aManager()
})
async function aManager(): Promise<Api & { staffId: string }> {
  const staff = await aStaff(world, at.shop, { role: 'manager' })
  return { ...world.as(staff.token), staffId: staff.staffId }
}
const set = (key: string, value: number | string) => at.owner.changeSetting({ key, value })
const give = (points: number, by: Api = manager) => by.adjustPoints({ memberId: shopper.memberId, points, reason: '补签到' }, act())
const ask = (points: number, by: Api = manager) => by.askAdjustment({ memberId: shopper.memberId, points, reason: '补上次的单' }, act())
const pointsOf = async () => (await at.owner.readMemberPoints({ memberId: shopper.memberId })).balance.shown

test('by hand in a day: what is beyond is refused with its facts, given and taken count alike, an owner is free', async () => {
  await set('points-hand-day', 300)
  await give(200)
  await give(-50)
  const over = give(51)
  expect(await codeOf(over)).toBe('staff-limit-reached')
  expect(await factsOf(over)).toMatchObject({ per: 'day', limit: 300, given: 250, left: 50, points: 51 })
  await give(50)
  expect(await codeOf(give(1))).toBe('staff-limit-reached')
  await give(400, at.owner)
  expect(await pointsOf()).toBe(600)
  expect(await manager.readMyLimits({})).toMatchObject({ alone: 1000, handDay: 300, givenToday: 300, staff: expect.arrayContaining([expect.objectContaining({ staffId: manager.staffId, byHand: 300, handLimit: 300 })]) })
  expect(await at.owner.readMyLimits({})).toMatchObject({ alone: null, handDay: null, givenToday: 400 })
})

test('fifty at once never pass the limit of the day', async () => {
  await set('points-hand-day', 300)
  const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(give(25))))
  expect(codes.filter((c) => c === 'granted')).toHaveLength(12)
  expect(new Set(codes)).toEqual(new Set(['granted', 'staff-limit-reached']))
  expect(await pointsOf()).toBe(300)
})

test('the day ends at midnight of the shop, not of the server', async () => {
  await set('points-hand-day', 100)
  const midnight = endOfDate(dateAt(world.clock.now(), 'Asia/Shanghai'), 'Asia/Shanghai')
  world.clock.set(midnight - 2 * MINUTE)
  const late = await aManager()
  await give(100, late)
  const over = give(1, late)
  expect(await codeOf(over)).toBe('staff-limit-reached')
  expect(await factsOf(over)).toMatchObject({ resetsAt: new Date(midnight).toISOString() })
  world.clock.set(midnight + 1_000)
  expect(new Date(midnight).getUTCHours()).toBe(16)
  expect(await codeOf(give(100, late))).toBe('granted')
  expect(await codeOf(give(1, late))).toBe('staff-limit-reached')
})

test('above what one decides alone a second person agrees, and only then the points move; nobody agrees with themselves', async () => {
  expect(await codeOf(give(1001))).toBe('above-staff-limit')
  const asked = await ask(1500)
  expect(asked).toMatchObject({ state: 'waiting', points: 1500, askedBy: manager.staffId, reason: '补上次的单' })
  expect(await pointsOf()).toBe(0)
  expect(await codeOf(manager.decideAdjustment({ requestId: asked.requestId, agree: true }, act()))).toBe('own-request')
  // whatever their role is now: it is the person that counts
  await world.admin.query("update staff set role = 'owner' where staff_id = $1", [manager.staffId])
  expect(await codeOf(manager.decideAdjustment({ requestId: asked.requestId, agree: true }, act()))).toBe('own-request')
  expect(await at.owner.listAdjustmentRequests({})).toMatchObject({ waiting: 1, items: [{ requestId: asked.requestId }] })
  const key = act()
  expect(await at.owner.decideAdjustment({ requestId: asked.requestId, agree: true, note: '对过单' }, key)).toMatchObject({ state: 'approved', decidedName: '小满', note: '对过单' })
  expect(await at.owner.decideAdjustment({ requestId: asked.requestId, agree: true, note: '对过单' }, key)).toMatchObject({ state: 'approved' })
  expect(await codeOf(at.owner.decideAdjustment({ requestId: asked.requestId, agree: false }, act()))).toBe('request-over')
  expect(await pointsOf()).toBe(1500)
  expect((await manager.readMyLimits({})).givenToday).toBe(0)
  const log = (await at.owner.listAudit({})).items
  expect(log).toContainEqual(expect.objectContaining({ action: 'ask-adjustment', subject: `member:${shopper.memberId}` }))
  expect(log).toContainEqual(expect.objectContaining({ action: 'agree-adjustment', reason: '对过单', after: expect.objectContaining({ askedBy: manager.staffId, points: 1500 }) }))
})

test('twenty who agree at once move the points once; taking more than there is leaves debt, as always', async () => {
  const others = await Promise.all([aManager(), aManager()])
  await give(100)
  const asked = await ask(-1500)
  const codes = await Promise.all(Array.from({ length: 20 }, (_, i) => codeOf([at.owner, ...others][i % 3]!.decideAdjustment({ requestId: asked.requestId, agree: true }, act()))))
  expect(codes.filter((c) => c === 'granted')).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(['granted', 'request-over']))
  expect((await at.owner.readMemberPoints({ memberId: shopper.memberId })).balance).toMatchObject({ available: 0, debt: 1400 })
})

test('it lapses after seven days, can be declined or taken back, and needs somebody to agree', async () => {
  const [late, no, mine] = [await ask(1200), await ask(1300), await ask(1400)]
  expect(await at.owner.decideAdjustment({ requestId: no.requestId, agree: false, note: '没有这单' }, act())).toMatchObject({ state: 'declined', note: '没有这单' })
  expect(await manager.decideAdjustment({ requestId: mine.requestId, agree: false }, act())).toMatchObject({ state: 'declined' })
  world.clock.set(world.clock.now() + 7 * DAY)
  const second = await aManager()
  const over = second.decideAdjustment({ requestId: late.requestId, agree: true }, act())
  expect(await codeOf(over)).toBe('request-over')
  expect(await factsOf(over)).toEqual({ state: 'lapsed' })
  expect(await second.listAdjustmentRequests({ memberId: shopper.memberId })).toMatchObject({ waiting: 0, items: [{ state: 'declined' }, { state: 'declined' }, { state: 'lapsed' }] })
  expect((await second.readMemberPoints({ memberId: shopper.memberId })).balance.shown).toBe(0)
  await world.admin.query("update staff set active = false where merchant_id = $1 and staff_id <> $2", [at.shop.merchantId, second.staffId])
  expect(await codeOf(ask(1500, second))).toBe('nobody-to-agree')
})

test('the shop may want a second person for its owners too; a stranger shop sees and decides nothing', async () => {
  await set('points-second-person', 'everyone')
  expect(await codeOf(give(1001, at.owner))).toBe('above-staff-limit')
  const asked = await ask(1001, at.owner)
  const other = (await aTillShop(world)).owner
  await expect(other.decideAdjustment({ requestId: asked.requestId, agree: true }, act())).rejects.toMatchObject({ status: 404 })
  expect((await other.listAdjustmentRequests({})).items).toEqual([])
  expect(await codeOf(world.as(at.clerk.token).listAdjustmentRequests({}))).toBe('not-allowed')
  expect(await manager.decideAdjustment({ requestId: asked.requestId, agree: true }, act())).toMatchObject({ state: 'approved' })
  expect(await pointsOf()).toBe(1001)
})
