import { ApiRefusal } from '@huitou/contract'
import { aShop, aStaff, bootApi, type Shop, type World } from '../../../../test/world.js'
import { SETTINGS } from './index.js'
import { fits } from './definition.js'

let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi(); shop = await aShop(world) })
afterAll(() => world?.close())
const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? fault.problem?.code : Promise.reject(fault)))

test('each setting has a key of its own and a default that it may have', () => {
  expect(new Set(SETTINGS.map((s) => s.key)).size).toBe(SETTINGS.length)
  for (const s of SETTINGS) expect([s.key, fits(s, s.fallback)]).toEqual([s.key, true])
})

test('a change is in force, kept in its history with who made it, and told in the audit, which nobody can edit', async () => {
  const owner = world.as(shop.ownerToken)
  expect((await owner.listSettings({})).items.find((s) => s.key === 'points-return-days')).toMatchObject({ value: 30, fallback: 30, since: null, history: [] })
  expect(await owner.changeSetting({ key: 'points-return-days', value: 45 })).toMatchObject({ value: 45, fallback: 30, history: [{ from: 30, to: 45, staffName: '小满' }] })
  await owner.changeSetting({ key: 'points-return-days', value: 30 })
  expect((await owner.listSettings({})).items.find((s) => s.key === 'points-return-days')?.history.map((h) => [h.from, h.to])).toEqual([[45, 30], [30, 45]])
  const log = await owner.listAudit({ action: 'change-setting', limit: 1 })
  expect(log.items[0]).toMatchObject({ subject: 'setting:points-return-days', before: 45, after: 30, actorName: '小满' })
  const next = await owner.listAudit({ action: 'change-setting', limit: 1, cursor: log.next! })
  expect(next.items[0]).toMatchObject({ before: 30, after: 45 })
  expect(next.next).toBeNull()
  await expect(world.inMerchant(shop.merchantId, (tx) => tx.run("update audit set reason = 'x' where merchant_id = $1", [shop.merchantId]))).rejects.toThrow(/permission denied/)
  await expect(world.admin.query("update audit set reason = 'x'")).rejects.toThrow(/never changed/)
})

test('what a setting cannot be is refused, and only an owner changes one', async () => {
  const owner = world.as(shop.ownerToken)
  for (const value of [-1, 366, 1.5, 'thirty', true]) expect([value, await problem(owner.changeSetting({ key: 'points-return-days', value }))]).toEqual([value, 'setting-value-bad'])
  expect(await problem(owner.changeSetting({ key: 'points-expiry', value: 'sometimes' }))).toBe('setting-value-bad')
  expect(await problem(owner.changeSetting({ key: '__proto__', value: 1 }))).toBe('setting-unknown')
  const manager = await aStaff(world, shop, { role: 'manager' })
  expect(await problem(world.as(manager.token).changeSetting({ key: 'points-return-days', value: 10 }))).toBe('not-allowed')
})
