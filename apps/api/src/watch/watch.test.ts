import { dateAt, DAY, HOUR, MINUTE, startOfDate, type MemberId } from '@huitou/units'
import { act, aMember, aStaff, bootApi, type Api, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aShopper, aTillShop, basketOf, codeOf, movePoints, settlementOf, type Shopper, type TillShop } from '../../../../test/till-world.js'
import { findAnomalies } from './index.js'

const ZONE = 'Asia/Shanghai'
let world: World
let at: TillShop
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())
// noon of the shop: a test never runs over its midnight
beforeEach(async () => {
  world.clock.set(startOfDate(dateAt(Date.now(), ZONE), ZONE) + 12 * HOUR)
  at = await aTillShop(world)
})
afterEach(async () => { world.clock.reset(); await expectBalanced(world.db.adminUrl) })

const set = (key: string, value: number | string) => at.owner.changeSetting({ key, value })
async function sold(shopper: Shopper, sku = 'CJ', till: Api = at.till) {
  const visit = await till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf(sku)
  return till.settleVisit(settlementOf(visit.visitId, lines, await till.quoteVisit({ visitId: visit.visitId, lines })), act())
}
const found = async () => { await at.owner.findAnomalies({}); return (await at.owner.listAnomalies({})).items }
const today = () => dateAt(world.clock.now(), ZONE)

test('many small earns to one member are picked out once, with what is usual and each act; fewer are not', async () => {
  const manager = await aStaff(world, at.shop, { role: 'manager' })
  const [hand, shopper, other] = [world.as(manager.token), await aShopper(world, at.shop, { name: '韩星野' }), await aShopper(world, at.shop)]
  await set('watch-same-times', 3)
  const give = (memberId: MemberId, points: number) => hand.adjustPoints({ memberId, points, reason: '补签到' }, act())
  for (const p of [50, 40]) { await give(shopper.memberId, p); world.clock.set(world.clock.now() + 2 * MINUTE) }
  await give(shopper.memberId, 500) // not small
  await give(other.memberId, 50)
  expect(await found()).toEqual([])
  await give(shopper.memberId, 60)
  const [one] = await found()
  expect(one).toMatchObject({ kind: 'same-member', state: 'open', staffId: manager.staffId, memberId: shopper.memberId, memberName: '韩星野', times: 3, points: 150, day: today(), facts: { line: 3, hours: 24, withOrder: 0 } })
  expect(await found()).toHaveLength(1)
  const detail = await at.owner.readAnomaly({ anomalyId: one!.anomalyId })
  expect(detail).toMatchObject({ usual: { tenths: 0, others: 0 }, staff: { days: 1, picked: 1, dismissed: 0 }, member: { debt: 0 } })
  expect(detail.evidence.map((e) => [e.what, e.points, e.reason, e.present])).toEqual([['hand', 60, '补签到', false], ['hand', 500, '补签到', false], ['hand', 40, '补签到', false], ['hand', 50, '补签到', false]])
})

test('looked at opens again when more comes, dismissed never; both keep a note and who wrote it, in the audit too', async () => {
  await set('watch-same-times', 2)
  const shopper = await aShopper(world, at.shop)
  await sold(shopper)
  await sold(shopper)
  const [one] = await found()
  expect(one).toMatchObject({ kind: 'same-member', times: 2, points: 78 })
  const looked = await at.owner.decideAnomaly({ anomalyId: one!.anomalyId, state: 'looked', note: '问过，三个朋友一起来' })
  expect(looked).toMatchObject({ state: 'looked', note: '问过，三个朋友一起来', decidedName: '小满' })
  expect(await found()).toEqual([])
  expect(await at.owner.listAnomalies({ state: 'looked' })).toMatchObject({ open: 0, looked: 1, items: [{ anomalyId: one!.anomalyId }] })
  world.clock.set(world.clock.now() + MINUTE)
  await sold(shopper)
  expect(await found()).toMatchObject([{ anomalyId: one!.anomalyId, state: 'open', times: 3 }])
  await at.owner.decideAnomaly({ anomalyId: one!.anomalyId, state: 'dismissed', note: '熟客' })
  world.clock.set(world.clock.now() + MINUTE)
  await sold(shopper)
  expect(await found()).toEqual([])
  expect((await at.owner.listAudit({})).items).toContainEqual(expect.objectContaining({ action: 'decide-anomaly', subject: `anomaly:${one!.anomalyId}`, reason: '熟客' }))
})

test('a refund after the points were spent names the order and what is owed; one whose points are there does not', async () => {
  const [gone, there] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  const [a, b] = [await sold(gone, 'RG50'), await sold(there, 'RG50')]
  await movePoints(world, at.shop, gone, -100)
  for (const o of [a, b]) await at.till.refundOrder({ orderId: o.orderId, reason: '不想要了' }, act())
  const items = await found()
  expect(items).toMatchObject([{ kind: 'refund-after-spend', memberId: gone.memberId, staffId: at.clerk.staffId, points: 100, minor: 16_800, times: 1, facts: { orderId: a.orderId } }])
  expect((await at.owner.readAnomaly({ anomalyId: items[0]!.anomalyId })).evidence.map((e) => [e.what, e.minor])).toEqual(expect.arrayContaining([['refund', -16_800], ['sale', 16_800]]))
})

test('codes scanned away from the store\'s hours: by the shop\'s clock, with a grace, also across midnight; a store without hours never', async () => {
  const shopper = await aShopper(world, at.shop)
  const midnight = startOfDate(today(), ZONE) + DAY
  const scans = async (times: readonly number[]) => { for (const minutes of times) await world.admin.query("insert into visit (merchant_id, visit_id, till_id, store_id, staff_id, member_id, by_code, opened_at, expires_at) values ($1, gen_random_uuid(), $2, $3, $4, $5, true, $6, $6::timestamptz + interval '10 minutes')", [at.shop.merchantId, at.clerk.tillId, at.shop.storeId, at.clerk.staffId, shopper.memberId, new Date(midnight - DAY + minutes * MINUTE)]) }
  world.clock.set(midnight - MINUTE)
  const later = await aTillOwner()
  // 9:25 and 22:35 are beyond half an hour; 9:35 and 22:25 within it
  await scans([9 * 60 + 25, 9 * 60 + 35, 12 * 60, 22 * 60 + 25, 22 * 60 + 35])
  const look = async () => { await world.admin.query('delete from anomaly where merchant_id = $1', [at.shop.merchantId]); await later.findAnomalies({}); return (await later.listAnomalies({})).items }
  expect(await look()).toEqual([])
  await later.changeStore({ storeId: at.shop.storeId, opensAt: 10 * 60, closesAt: 22 * 60 })
  const [one, ...more] = await look()
  expect(more).toEqual([])
  expect(one).toMatchObject({ kind: 'after-hours', times: 2, storeId: at.shop.storeId, staffId: at.clerk.staffId, facts: { opens: 600, closes: 1320, grace: 30 } })
  expect((await later.readAnomaly({ anomalyId: one!.anomalyId })).evidence.length).toBeGreaterThan(1)
  // open from eight in the evening to four in the morning: noon is outside, 22:25 and 22:35 are not
  await later.changeStore({ storeId: at.shop.storeId, opensAt: 20 * 60, closesAt: 4 * 60 })
  expect(await look()).toMatchObject([{ times: 3 }])
  await later.changeStore({ storeId: at.shop.storeId, opensAt: 0, closesAt: 1440 })
  expect(await look()).toEqual([])
})
const aTillOwner = async (): Promise<Api> => world.as((await aStaff(world, at.shop, { role: 'owner' })).token)

test('members looked up without a code, a clerk at their own account, and more than the limit where sales are only listed', async () => {
  await set('watch-by-hand-times', 2)
  await set('points-till-day', 50)
  const login = String((await world.admin.query('select login from staff where staff_id = $1', [at.clerk.staffId])).rows[0].login)
  const phone = '13900001234'
  await world.admin.query('update staff set login = $2 where staff_id = $1', [at.clerk.staffId, phone])
  expect(login).not.toBe(phone)
  const own = await aMember(world, at.shop, { phone, name: '自己' })
  for (let i = 0; i < 2; i += 1) {
    const visit = await at.till.openVisit({ memberId: own.memberId }, act())
    const lines = basketOf('CJ')
    await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
  }
  const items = await found()
  expect(new Map(items.map((a) => [a.kind, [a.times, a.points, a.staffId]]))).toEqual(new Map([['by-hand', [2, 0, at.clerk.staffId]], ['own-account', [2, 78, at.clerk.staffId]], ['over-limit', [2, 78, at.clerk.staffId]]]))
  for (const a of items) expect([a.kind, (await at.owner.readAnomaly({ anomalyId: a.anomalyId })).evidence.length]).toEqual([a.kind, 2])
  // the night looks too, and lists nothing twice; it compares no phones
  expect(await findAnomalies(world.database, at.shop.merchantId, { now: world.clock.now() })).toBe(0)
})

test('what each did on a day, as a file too; nobody but the owner looks, and nobody into another shop', async () => {
  const manager = await aStaff(world, at.shop, { role: 'manager', name: '=HYPERLINK("x")' } as never)
  const shopper = await aShopper(world, at.shop, { points: 1_000 })
  const order = await sold(shopper)
  await sold(shopper, 'RG50')
  await at.till.refundOrder({ orderId: order.orderId, reason: '有磕碰' }, act())
  await world.as(manager.token).adjustPoints({ memberId: shopper.memberId, points: 30, reason: '补签到' }, act())
  await world.as(manager.token).adjustPoints({ memberId: shopper.memberId, points: -20, reason: '多记了' }, act())
  const { people } = await at.owner.readStaffDay({ day: today() })
  expect(people.find((p) => p.staffId === at.clerk.staffId)).toMatchObject({ sales: 2, paidMinor: 20_700, given: 207, back: 39, redeemed: 0, refunds: 1, refundMinor: 3_900, handTimes: 0, anomalies: 0 })
  expect(people.find((p) => p.staffId === manager.staffId)).toMatchObject({ sales: 0, handTimes: 2, handGiven: 30, handTaken: 20 })
  expect((await at.owner.readStaffDay({ day: '2020-01-01' })).people).toEqual([])
  await world.admin.query(`update staff set name = '=1+1' where staff_id = $1`, [manager.staffId])
  const file = await world.app.inject({ method: 'GET', url: `/api/staff-days/${today()}/file`, headers: { authorization: `Bearer ${at.shop.ownerToken}` } })
  expect(file.headers['content-type']).toContain('text/csv')
  expect(file.body.split('\r\n')[0]).toContain('day,name,role,sales,paid,points_given')
  expect(file.body).toContain(`,'=1+1,manager,0,0.00,0,0,0,0,0.00,2,30,20,0`)
  expect((await at.owner.listAudit({})).items).toContainEqual(expect.objectContaining({ action: 'export-staff-day' }))
  for (const who of [world.as(manager.token), at.till]) expect([await codeOf(who.listAnomalies({})), await codeOf(who.readStaffDay({ day: today() }))]).toEqual(['not-allowed', 'not-allowed'])
  await set('watch-same-times', 1)
  const [mine] = await found()
  const stranger = (await aTillShop(world)).owner
  await expect(stranger.readAnomaly({ anomalyId: mine!.anomalyId })).rejects.toMatchObject({ status: 404 })
  await expect(stranger.decideAnomaly({ anomalyId: mine!.anomalyId, state: 'looked' })).rejects.toMatchObject({ status: 404 })
  expect((await stranger.listAnomalies({})).items).toEqual([])
})
