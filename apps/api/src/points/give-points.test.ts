import { ApiRefusal } from '@huitou/contract'
import { DAY, HOUR } from '@huitou/units'
import { aMember, aShop, aStaff, bootApi, type Api, type Member, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { returnGifts } from './return-gifts.js'
import { Database } from '../platform/database/index.js'
import { TokenPairs } from '../session/index.js'

let world: World
let shop: Shop
let owner: Api
let machine: Api
beforeAll(async () => {
  world = await bootApi()
  shop = await aShop(world)
  owner = world.as(shop.ownerToken)
  machine = world.as((await owner.addApiKey({ name: '商城', scopes: ['points'] })).secret)
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

let key = 0
const act = () => ({ key: `gift-key-${++key}` })
const codeOf = async (call: Promise<unknown>) => call.then(() => 'granted', (fault: unknown) => (fault instanceof ApiRefusal ? fault.problem?.code ?? String(fault.status) : Promise.reject(fault)))
async function two(points: number): Promise<{ giver: Member; taker: Member; from: Api; to: Api; no: string }> {
  const [giver, taker] = [await aMember(world, shop, { name: '林若溪' }), await aMember(world, shop, { name: '周放' })]
  if (points > 0) await owner.adjustPoints({ memberId: giver.memberId, points, reason: '开业礼' }, act())
  const from = world.as(giver.token)
  const to = world.as(taker.token)
  return { giver, taker, from, to, no: (await to.readMe({})).memberNo }
}
/** Time passes, and who was signed in signs in again. */
async function later(ms: number, ...members: readonly Member[]): Promise<Api[]> {
  world.clock.set(world.clock.now() + ms)
  owner = world.as((await aStaff(world, shop, { role: 'owner' })).token)
  return world.inMerchant(shop.merchantId, (tx) => Promise.all(members.map(async (m) => world.as((await world.get(TokenPairs).open(tx, { kind: 'member', merchantId: shop.merchantId, memberId: m.memberId })).accessToken))))
}
const balance = async (api: Api) => (await api.readMyPoints({})).balance.available

test('points go to a phone number or a member number, wait, and arrive with the end they had; both sides read why', async () => {
  const { giver, taker, from, to, no } = await two(500)
  expect(await from.findGiftReceiver({ to: taker.phone })).toEqual({ called: '周**' })
  expect(await from.listMyGifts({})).toMatchObject({ on: true, giveablePoints: 500, leftToday: { count: 5, points: 2000 }, items: [] })
  const sent = await from.sendGift({ to: no, points: 120 }, act())
  expect(sent.balance).toMatchObject({ available: 380 })
  expect((await to.listMessages({})).items[0]).toMatchObject({ title: { code: 'gift-arrived', facts: { points: 120, from: '林**' } }, link: 'points/gift' })
  expect((await to.listMyGifts({})).items).toMatchObject([{ way: 'in', called: '林**', points: 120, state: 'waiting' }])
  expect(await from.readMyPoints({})).toMatchObject({ transitPoints: 120, balance: { available: 380 } })
  expect(await to.acceptGift({ giftId: sent.giftId }, act())).toMatchObject({ points: 120, balance: { available: 120 } })
  expect((await to.readMyPoints({})).expiries).toEqual([{ on: (await from.readMyPoints({})).expiries[0]!.on, points: 120 }])
  const [mine] = (await from.listMyLines({})).items
  expect(mine).toMatchObject({ kind: 'transfer-out', points: -120, balance: 380, title: { code: 'line-transfer-out', facts: { called: '周**' } } })
  expect((await from.explainMyLine({ lineId: mine!.lineId })).steps).toMatchObject([{ reason: { code: 'why-gift-sent', facts: { points: 120 } } }])
  const [theirs] = (await to.listMyLines({})).items
  expect(theirs).toMatchObject({ kind: 'transfer-in', points: 120, title: { facts: { called: '林**' } } })
  expect((await to.explainMyLine({ lineId: theirs!.lineId })).steps).toMatchObject([{ reason: { code: 'why-gift-received' } }])
  expect((await owner.listMemberGifts({ memberId: giver.memberId })).items).toMatchObject([{ way: 'out', state: 'accepted', arrived: 120, otherId: taker.memberId }])
  expect((await owner.readMemberPoints({ memberId: taker.memberId })).lots).toMatchObject([{ left: 120, explanation: [{ code: 'lot-gift' }] }])
})

test('a gift that is declined or not taken in time is back in its lots, and the sender is told once', async () => {
  const { from, to, giver, taker } = await two(100)
  const first = await from.sendGift({ to: taker.phone, points: 40 }, act())
  await to.declineGift({ giftId: first.giftId }, act())
  expect(await balance(from)).toBe(100)
  const second = await from.sendGift({ to: taker.phone, points: 30 }, act())
  const [now, other] = (await later(3 * DAY + HOUR, giver, taker)) as [Api, Api]
  // No night has run: reads honour the instant.
  expect(await now.readMyPoints({})).toMatchObject({ balance: { available: 100 }, transitPoints: 0 })
  expect((await now.listMyGifts({})).items).toMatchObject([{ state: 'returned' }, { state: 'declined' }])
  expect(await codeOf(other.acceptGift({ giftId: second.giftId }, act()))).toBe('gift-over')
  for (const told of [1, 0]) expect(await returnGifts(world.get(Database), shop.merchantId, world.clock.now())).toBe(told)
  expect((await now.listMessages({})).items.map((m) => m.title.code)).toEqual(['gift-returned', 'gift-declined'])
})

test('the same gift sent 50 times at once is one gift; accepted and declined at once, one of them holds', async () => {
  const { from, to, taker } = await two(100)
  const same = act()
  const all = await Promise.all(Array.from({ length: 50 }, () => from.sendGift({ to: taker.phone, points: 60 }, same)))
  expect(new Set(all.map((g) => g.giftId)).size).toBe(1)
  const { giftId } = all[0]!
  const ends = await Promise.all([codeOf(to.acceptGift({ giftId }, act())), codeOf(to.declineGift({ giftId }, act())), codeOf(to.acceptGift({ giftId }, act()))])
  expect(ends.sort()).toEqual(['gift-over', 'gift-over', 'granted'])
  expect((await balance(from)) + (await balance(to))).toBe(100)
  // two at once that together are more than there is
  const both = await Promise.all([codeOf(to.sendGift({ to: '13900000000', points: 1 }, act())), ...[1, 2].map(() => codeOf(from.sendGift({ to: taker.phone, points: 90 }, act())))])
  expect(both).toContain('gift-receiver-unknown')
  expect(both.filter((c) => c === 'granted').length).toBeLessThanOrEqual(1)
})

test('who owes repays first; refusals in their order', async () => {
  const { from, to, giver, taker } = await two(0)
  await owner.adjustPoints({ memberId: taker.memberId, points: -30, reason: '多记了' }, act())
  await owner.adjustPoints({ memberId: giver.memberId, points: 3000, reason: '补记' }, act())
  expect(await codeOf(from.sendGift({ to: giver.phone, points: 2001 }, act()))).toBe('gift-to-self')
  expect(await codeOf(from.sendGift({ to: taker.phone, points: 2001 }, act()))).toBe('gift-points-limit')
  expect(await codeOf(to.sendGift({ to: giver.phone, points: 10 }, act()))).toBe('member-in-debt')
  const { giftId } = await from.sendGift({ to: taker.phone, points: 50 }, act())
  expect(await codeOf(from.acceptGift({ giftId }, act()))).toBe('not-found')
  expect(await to.acceptGift({ giftId }, act())).toMatchObject({ points: 50, balance: { available: 20, debt: 0 } })
  expect(await codeOf(to.sendGift({ to: giver.phone, points: 21 }, act()))).toBe('points-short')
  for (let i = 0; i < 4; i++) await from.sendGift({ to: taker.phone, points: 1 }, act())
  expect(await codeOf(from.sendGift({ to: taker.phone, points: 1 }, act()))).toBe('gift-count-limit')
  await owner.changeSetting({ key: 'points-gift', value: false })
  expect(await codeOf(from.sendGift({ to: taker.phone, points: 1 }, act()))).toBe('gifts-off')
  await owner.changeSetting({ key: 'points-gift', value: true })
})

test('a debt is forgiven by a posting with its reason', async () => {
  const { giver, from } = await two(0)
  await owner.adjustPoints({ memberId: giver.memberId, points: -80, reason: '多记了' }, act())
  expect(await owner.waiveDebt({ memberId: giver.memberId, points: 200, reason: '老顾客，算了' }, act())).toMatchObject({ points: 80, balance: { debt: 0 } })
  expect(await codeOf(owner.waiveDebt({ memberId: giver.memberId, points: 1, reason: '再来' }, act()))).toBe('no-debt')
  expect((await from.listMyLines({})).items[0]).toMatchObject({ kind: 'waive', balance: 0 })
})

test('points that wait for an event are confirmed or cancelled by their lot', async () => {
  await owner.changeSetting({ key: 'points-pending-from', value: 'confirmed' })
  const { giver, from } = await two(0)
  const one = await machine.earnPoints({ memberId: giver.memberId, points: 70, reason: '网单' }, act())
  await machine.earnPoints({ memberId: giver.memberId, points: 30, reason: '网单' }, act())
  expect(one.balance).toMatchObject({ available: 0, pending: 70 })
  expect(await from.readMyPoints({})).toMatchObject({ waitingPoints: 100, pendings: [] })
  const lots = (await owner.readMemberPoints({ memberId: giver.memberId })).lots
  const [seventy, thirty] = [70, 30].map((n) => lots.find((l) => l.points === n)!.lotId) as [string, string]
  expect(await machine.confirmPending({ memberId: giver.memberId, lotId: seventy }, act())).toMatchObject({ points: 70, balance: { available: 70, pending: 30 } })
  expect(await owner.cancelPending({ memberId: giver.memberId, lotId: thirty, reason: '退货了' }, act())).toMatchObject({ points: -30, balance: { available: 70, pending: 0 } })
  expect(await codeOf(machine.confirmPending({ memberId: giver.memberId, lotId: thirty }, act()))).toBe('nothing-waits')
  await owner.changeSetting({ key: 'points-pending-from', value: 'paid' })
})

test('a wallet of the shop\'s own is earned, shown and spent, and lives as long as its member comes', async () => {
  expect(await codeOf(owner.saveWallet({ code: 'growth', nameZh: '豆', nameEn: 'Beans', spendable: true, expiry: { kind: 'none' } }))).toBe('wallet-built-in')
  await owner.saveWallet({ code: ' Beans ', nameZh: '茶豆', nameEn: 'Beans', spendable: true, expiry: { kind: 'inactivity', months: 2, roundTo: 'day' } })
  await owner.saveWallet({ code: 'stars', nameZh: '星', nameEn: 'Stars', spendable: false, expiry: { kind: 'none' } })
  const { giver } = await two(0)
  const { memberId } = giver
  await machine.earnPoints({ memberId, wallet: 'beans', points: 50, reason: '活动' }, act())
  await machine.earnPoints({ memberId, wallet: 'stars', points: 5, reason: '活动' }, act())
  expect(await codeOf(machine.spendPoints({ memberId, wallet: 'stars', points: 1, reason: '换' }, act()))).toBe('wallet-unknown')
  await later(50 * DAY)
  await machine.spendPoints({ memberId, wallet: 'beans', points: 10, reason: '换' }, act())
  const [back] = (await later(0, giver)) as [Api]
  expect((await back.readMyPoints({})).others).toMatchObject([{ wallet: 'beans', nameZh: '茶豆', balance: { available: 40 } }, { wallet: 'stars', spendable: false, balance: { available: 5 } }])
  const [late] = (await later(70 * DAY, giver)) as [Api]
  expect((await late.readMyPoints({})).others[0]).toMatchObject({ balance: { available: 0 }, expiries: [] })
  expect((await owner.listWallets({})).items.map((w) => w.code)).toEqual(['beans', 'stars'])
})

test('a limit of the shop caps what an API key gives, or refuses it whole', async () => {
  await owner.changeSetting({ key: 'points-limit-day', value: 100 })
  const { giver } = await two(0)
  expect(await machine.earnPoints({ memberId: giver.memberId, points: 70, reason: '一' }, act())).toMatchObject({ points: 70 })
  expect(await machine.earnPoints({ memberId: giver.memberId, points: 70, reason: '二' }, act())).toMatchObject({ points: 30, balance: { available: 100 } })
  await owner.changeSetting({ key: 'points-limit-policy', value: 'refuse' })
  expect(await codeOf(machine.earnPoints({ memberId: giver.memberId, points: 1, reason: '三' }, act()))).toBe('above-limit')
  await owner.changeSetting({ key: 'points-limit-day', value: 0 })
})

test('the book as it was: by the instant asked, and by what was known then, whether or not the night has run', async () => {
  const { giver } = await two(0)
  const { memberId } = giver
  await owner.changeSetting({ key: 'points-expiry-count', value: 1 })
  await owner.changeSetting({ key: 'points-expiry-unit', value: 'day' })
  await owner.changeSetting({ key: 'points-expiry-end', value: 'day' })
  await owner.adjustPoints({ memberId, points: 60, reason: '一笔' }, act())
  const then = new Date(world.clock.now()).toISOString()
  await later(5 * DAY)
  const after5 = new Date(world.clock.now()).toISOString()
  const asks = [{ asOf: then, knownAt: then }, { asOf: after5, knownAt: after5 }, { asOf: after5, knownAt: then }]
  const before = await Promise.all(asks.map((ask) => owner.readMemberPoints({ memberId, ...ask })))
  expect(before.map((b) => b.balance.available)).toEqual([60, 0, 60])
  expect(before[0]!.lots).toMatchObject([{ left: 60 }])
  await owner.adjustPoints({ memberId, points: 5, reason: '二笔' }, act())
  await later(DAY)
  const after = await Promise.all(asks.slice(0, 1).concat(asks.slice(2)).map((ask) => owner.readMemberPoints({ memberId, ...ask })))
  expect(after.map((b) => b.balance.available)).toEqual([60, 60])
  expect((await owner.listMemberLines({ memberId, asOf: after5, knownAt: then })).items).toHaveLength(1)
  expect((await owner.listMemberLines({ memberId })).items).toHaveLength(3)
})
