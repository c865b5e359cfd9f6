import { aMember, aShop, bootApi, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { sendMessages } from './index.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())
afterEach(() => expectBalanced(world.db.adminUrl))

test('messages arrive newest first, once by key, and are read one by one or all', async () => {
  const shop = await aShop(world)
  const [member, other] = [await aMember(world, shop), await aMember(world, shop)]
  const api = world.as(member.token)
  await world.inMerchant(shop.merchantId, async (tx) => {
    const now = world.clock.now()
    for (let n = 0; n < 5; n += 1) await sendMessages(tx, [{ memberId: member.memberId, kind: 'points', title: { code: 'points-earned', facts: { points: n } }, link: 'points/statement', onceKey: `earned/${n}` }], now + n)
    expect(await sendMessages(tx, [{ memberId: member.memberId, kind: 'points', title: { code: 'points-earned', facts: { points: 0 } }, onceKey: 'earned/0' }], now)).toBe(0)
    await sendMessages(tx, [{ memberId: other.memberId, kind: 'care', title: { code: 'birthday-gift', facts: {} }, body: { code: 'birthday-gift', facts: { points: 100 } } }], now)
  })
  const first = await api.listMessages({ limit: 3 })
  expect(first).toMatchObject({ unread: 5, items: [{ title: { code: 'points-earned', facts: { points: 4 } }, read: false, link: 'points/statement' }, {}, {}] })
  const rest = await api.listMessages({ limit: 3, cursor: first.next! })
  expect(rest.items).toHaveLength(2)
  expect(rest.next).toBeNull()
  expect(await api.readMessages({ messageId: first.items[0]!.messageId })).toEqual({ unread: 4 })
  expect(await world.as(other.token).readMessages({ messageId: first.items[1]!.messageId })).toEqual({ unread: 1 })
  expect(await api.readMessages({})).toEqual({ unread: 0 })
  expect((await world.as(other.token).listMessages({})).unread).toBe(1)
})
