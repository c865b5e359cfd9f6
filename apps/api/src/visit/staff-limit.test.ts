import { act, aClerk, aStaff, type World } from '../../../../test/world.js'
import { aShopper, availableOf, basketOf, codeOf, factsOf, settlementOf, eachSells, type Shopper, type TillShop } from '../../../../test/till-world.js'
import { hashPassword } from '../platform/secret/index.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

const set = (key: string, value: number | string) => at.owner.changeSetting({ key, value })
/** A basket ready to be settled: 39 points of a tea towel. */
async function ready(shopper: Shopper, till = at.till) {
  const visit = await till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('CJ')
  return settlementOf(visit.visitId, lines, await till.quoteVisit({ visitId: visit.visitId, lines }))
}
const meter = async (scope: string) => Number((await world.admin.query('select coalesce(sum(given), 0) as n from staff_meter where merchant_id = $1 and scope = $2', [at.shop.merchantId, scope])).rows[0].n)

test('fifty sales of one clerk at once never pass the day, a refund gives the room back', async () => {
  await set('points-till-day', 200)
  await set('points-till-over', 'refuse')
  const shoppers = await Promise.all(Array.from({ length: 50 }, () => aShopper(world, at.shop)))
  const sales = await Promise.all(shoppers.map((s) => ready(s)))
  const results = await Promise.all(sales.map(async (sale) => ({ sale, code: await codeOf(at.till.settleVisit(sale, act())) })))
  expect(results.filter((r) => r.code === 'granted')).toHaveLength(5)
  expect(results.filter((r) => r.code === 'staff-limit-reached')).toHaveLength(45)
  expect([await meter('till-day'), await meter('till-shift')]).toEqual([195, 195])
  const refused = results.find((r) => r.code !== 'granted')!.sale
  const again = at.till.settleVisit(refused, act())
  expect(await codeOf(again)).toBe('staff-limit-reached')
  expect(await factsOf(again)).toMatchObject({ per: 'day', limit: 200, given: 195, left: 5, points: 39 })
  const done = results.find((r) => r.code === 'granted')!.sale
  const { orderId } = await at.till.readVisit({ visitId: done.visitId })
  await at.till.refundOrder({ orderId: orderId!, reason: '有磕碰' }, act())
  expect(await meter('till-day')).toBe(156)
  expect(await codeOf(at.till.settleVisit(refused, act()))).toBe('granted')
  expect(await meter('till-day')).toBe(195)
})

test('only listed, as it is from the start: the sale is booked and counted, whatever was given', async () => {
  await set('points-till-day', 50)
  const [a, b] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  for (const s of [a, b, a]) expect(await at.till.settleVisit(await ready(s), act())).toMatchObject({ pointsEarned: 39 })
  expect(await meter('till-day')).toBe(117)
  // a limit that is set to refuse at noon knows the morning
  await set('points-till-over', 'refuse')
  expect(await factsOf(at.till.settleVisit(await ready(b), act()))).toMatchObject({ limit: 50, given: 117, left: 0 })
})

test('a manager\'s PIN lets a sale pass, never the clerk\'s own; the answer stays the same under its key', async () => {
  await set('points-till-shift', 30)
  await set('points-till-over', 'refuse')
  const manager = await aStaff(world, at.shop, { role: 'manager' })
  await world.admin.query('update staff set pin_hash = $2 where staff_id = $1', [manager.staffId, await hashPassword('4826')])
  await world.admin.query("update staff set pin_hash = $2, role = 'manager' where staff_id = $1", [at.clerk.staffId, await hashPassword('7391')])
  const shopper = await aShopper(world, at.shop)
  const sale = await ready(shopper)
  const refused = at.till.settleVisit(sale, act())
  expect(await codeOf(refused)).toBe('staff-limit-reached')
  expect(await factsOf(refused)).toMatchObject({ per: 'shift', limit: 30, given: 0, left: 30, resetsAt: null })
  expect(await codeOf(at.till.settleVisit({ ...sale, managerPin: '7391' }, act()))).toBe('pin-wrong')
  const key = act()
  const done = await at.till.settleVisit({ ...sale, managerPin: '4826' }, key)
  expect(done).toMatchObject({ pointsEarned: 39 })
  expect(await at.till.settleVisit({ ...sale, managerPin: '4826' }, key)).toMatchObject({ orderId: done.orderId })
  expect(await availableOf(world, at.shop, shopper)).toBe(39)
  expect((await at.owner.listAudit({})).items).toContainEqual(expect.objectContaining({ action: 'pass-staff-limit', subject: `order:${done.orderId}`, after: expect.objectContaining({ allowedBy: manager.staffId, clerk: at.clerk.staffId }) }))
  expect((await world.admin.query('select allowed_by from staff_given where order_id = $1', [done.orderId])).rows).toEqual([{ allowed_by: manager.staffId }])
})

test('each clerk has a room of their own; a sale to nobody and one that earns nothing need none', async () => {
  await set('points-till-day', 39)
  await set('points-till-over', 'refuse')
  const other = world.as((await aClerk(world, at.shop)).token)
  const [a, b] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  await at.till.settleVisit(await ready(a), act())
  await other.settleVisit(await ready(b, other), act())
  expect(await codeOf(at.till.settleVisit(await ready(a), act()))).toBe('staff-limit-reached')
  const visit = await at.till.openVisit({}, act())
  const lines = basketOf('CJ')
  expect(await codeOf(at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act()))).toBe('granted')
})
