import { act, aMember, aShop, bootApi, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { birthdayIn, monthDaysOpen, openBirthday, windowOf } from './birthday-window.js'
import { giveCare, type GiveCare } from './give-care.js'
import { giveTonight, welcome } from './give-tonight.js'

let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi(); shop = await aShop(world) })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

test('windows: day, week over New Year, month; 29 February in common years by the setting', () => {
  expect(birthdayIn(2026, '02-29', 'feb-28')).toBe('2026-02-28')
  expect(birthdayIn(2026, '02-29', 'mar-1')).toBe('2026-03-01')
  expect(birthdayIn(2028, '02-29', 'mar-1')).toBe('2028-02-29')
  expect(windowOf('2026-11-21', 'month')).toEqual({ opens: '2026-11-01', closes: '2026-11-30' })
  expect(openBirthday('01-02', '2025-12-30', 'week', 'feb-28')).toEqual({ on: '2026-01-02', year: 2026 })
  expect(openBirthday('12-30', '2027-01-02', 'week', 'feb-28')).toEqual({ on: '2026-12-30', year: 2026 })
  expect(openBirthday('11-20', '2026-11-21', 'day', 'feb-28')).toBeNull()
  expect(monthDaysOpen('2026-02-28', 'day', 'feb-28').sort()).toEqual(['02-28', '02-29'])
  expect(monthDaysOpen('2026-03-01', 'day', 'mar-1').sort()).toEqual(['02-29', '03-01'])
  expect(monthDaysOpen('2028-02-29', 'day', 'feb-28')).toEqual(['02-29'])
})

test('a birthday gift is there once per birthday year, also when asked for by many at once and after the date was changed', async () => {
  const owner = world.as(shop.ownerToken)
  await owner.changeBirthdayCare({ on: true, window: 'month', points: 66, couponId: null, feb29: 'feb-28', text: '生日快乐' })
  const { memberId, token } = await aMember(world, shop)
  const today = new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const month = today.slice(5, 7)
  await world.as(token).changeMe({ birthday: `${month}-05` })
  const ask: GiveCare = { memberId, kind: 'birthday', giftKey: `birthday:${today.slice(0, 4)}`, couponId: null }
  const give = (key: string) => world.get(GroupCommit).submit(giveCare, { merchantId: shop.merchantId, actor: 'system', key, request: ask })
  const all = await Promise.all(Array.from({ length: 20 }, (_, i) => give(`gift-key-${i}`)))
  expect(all.filter((o) => o.ok)).toHaveLength(1)
  await world.admin.query('update member set birthday = $2 where member_id = $1', [memberId, `${month}-25`])
  expect(await give('gift-key-later')).toMatchObject({ ok: false, refusal: { code: 'gift-given-already' } })
  const me = world.as(token)
  expect((await me.readMyPoints({})).balance.available).toBe(66)
  expect(await me.readMyBirthday({})).toMatchObject({ received: { points: 66 } })
  expect((await me.listMessages({})).items.map((m) => m.title.code)).toEqual(['gift-birthday'])
  const [line] = (await me.listMyLines({})).items
  expect(line).toMatchObject({ kind: 'earn', points: 66, title: { code: 'line-gift-birthday' } })
})

test('a newcomer pack comes once; switched off it does not come', async () => {
  const { memberId, token } = await aMember(world, shop)
  const doors = { database: world.database, groupCommit: world.get(GroupCommit) }
  await welcome(doors, shop.merchantId, memberId)
  expect((await world.as(token).readMyPoints({})).balance.available).toBe(0)
  await world.as(shop.ownerToken).changeNewcomerCare({ on: true, points: 20, couponId: null, text: '欢迎' })
  await Promise.all([1, 2, 3].map(() => welcome(doors, shop.merchantId, memberId)))
  expect((await world.as(token).readMyPoints({})).balance.available).toBe(20)
})

test('a night gives points and coupon together; where the last coupon is gone the points still come', async () => {
  const here = await aShop(world)
  const owner = world.as(here.ownerToken)
  const { coupon } = await owner.addCoupon({ title: '生日券', kind: 'amount-off', amountMinor: 1000, thresholdMinor: 0, scope: {}, validity: { kind: 'days', days: 30 }, total: 1 }, act())
  await owner.publishCoupon({ couponId: coupon.couponId }, act())
  await owner.changeBirthdayCare({ on: true, window: 'day', points: 30, couponId: coupon.couponId, feb29: 'feb-28', text: '' })
  const today = new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const members = [await aMember(world, here), await aMember(world, here)]
  for (const m of members) await world.as(m.token).changeMe({ birthday: today.slice(5) })
  const doors = { database: world.database, groupCommit: world.get(GroupCommit) }
  expect(await giveTonight(doors, here.merchantId, today, 'Asia/Shanghai')).toEqual({ birthdays: 2, newcomers: 0 })
  expect(await giveTonight(doors, here.merchantId, today, 'Asia/Shanghai')).toEqual({ birthdays: 0, newcomers: 0 })
  const seen = await Promise.all(members.map(async (m) => ({ points: (await world.as(m.token).readMyPoints({})).balance.available, coupons: (await world.as(m.token).listMyCoupons({})).items.length, told: (await world.as(m.token).listMessages({})).items.length })))
  expect(seen.sort((a, b) => b.coupons - a.coupons)).toEqual([{ points: 30, coupons: 1, told: 1 }, { points: 30, coupons: 0, told: 1 }])
  expect(await owner.readCare({})).toMatchObject({ givenThisYear: 2, pointsThisYear: 60 })
})
