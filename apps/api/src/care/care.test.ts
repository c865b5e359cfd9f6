import { addDays, dateOfLunar } from '@huitou/units'
import { act, aMember, aShop, aStaff, bootApi, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aShopper, aTillShop, basketOf, codeOf, settlementOf } from '../../../../test/till-world.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { birthdayIn, birthdaysOpen, nextBirthday, openBirthday, windowOf, type Birthday } from './birthday-window.js'
import { giveCare, type GiveCare } from './give-care.js'
import { giveKind, welcome } from './give-tonight.js'

let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi(); shop = await aShop(world) })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())
const solar = (monthDay: string): Birthday => ({ calendar: 'solar', monthDay })
const lunar = (monthDay: string): Birthday => ({ calendar: 'lunar', monthDay })
const doors = () => ({ database: world.database, groupCommit: world.get(GroupCommit) })
const todayHere = () => new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const aCouponOf = async (here: Shop, total: number | null = null) => {
  const owner = world.as(here.ownerToken)
  const { coupon } = await owner.addCoupon({ title: '关怀券', kind: 'amount-off', amountMinor: 1000, thresholdMinor: 0, scope: {}, validity: { kind: 'days', days: 30 }, total }, act())
  await owner.publishCoupon({ couponId: coupon.couponId }, act())
  return coupon.couponId
}

test('windows: day, week over New Year, month; 29 February in common years by the setting', () => {
  expect(birthdayIn(2026, solar('02-29'), 'feb-28')).toBe('2026-02-28')
  expect(birthdayIn(2026, solar('02-29'), 'mar-1')).toBe('2026-03-01')
  expect(birthdayIn(2028, solar('02-29'), 'mar-1')).toBe('2028-02-29')
  expect(windowOf('2026-11-21', 'month')).toEqual({ opens: '2026-11-01', closes: '2026-11-30' })
  expect(openBirthday(solar('01-02'), '2025-12-30', 'week', 'feb-28')).toEqual({ on: '2026-01-02', year: 2026 })
  expect(openBirthday(solar('12-30'), '2027-01-02', 'week', 'feb-28')).toEqual({ on: '2026-12-30', year: 2026 })
  expect(openBirthday(solar('11-20'), '2026-11-21', 'day', 'feb-28')).toBeNull()
  const open = (day: string, feb29: 'feb-28' | 'mar-1') => birthdaysOpen(day, 'day', feb29).filter((b) => b.calendar === 'solar').map((b) => b.monthDay).sort()
  expect(open('2026-02-28', 'feb-28')).toEqual(['02-28', '02-29'])
  expect(open('2026-03-01', 'mar-1')).toEqual(['02-29', '03-01'])
  expect(open('2028-02-29', 'feb-28')).toEqual(['02-29'])
})

test('the lunar calendar: a leap month counts as the plain one, day 30 of a short month as its 29th, the twelfth month names its own year', () => {
  expect(nextBirthday(lunar('08-15'), '2026-01-01', 'feb-28')).toEqual({ on: '2026-09-25', year: 2026 })
  // 2025 has a leap sixth month: the sixth is kept once, in the plain one
  expect(openBirthday(lunar('06-06'), '2025-06-30', 'day', 'feb-28')).toEqual({ on: '2025-06-30', year: 2025 })
  expect(openBirthday(lunar('06-06'), '2025-07-30', 'day', 'feb-28')).toBeNull()
  expect(birthdaysOpen('2025-07-30', 'day', 'feb-28').filter((b) => b.calendar === 'lunar')).toEqual([])
  // the twelfth month of lunar 2025 is short and lies in February 2026
  expect(birthdaysOpen('2026-02-16', 'day', 'feb-28').filter((b) => b.calendar === 'lunar')).toEqual([lunar('12-29'), lunar('12-30')])
  expect(openBirthday(lunar('12-30'), '2026-02-16', 'day', 'feb-28')).toEqual({ on: '2026-02-16', year: 2025 })
  // every lunar day of ten years is open once a year, by whichever way it is asked
  for (let year = 2024; year < 2034; year++) for (const monthDay of ['01-01', '02-30', '06-15', '10-29', '12-01', '12-30']) {
    const on = dateOfLunar(year, Number(monthDay.slice(0, 2)), Number(monthDay.slice(3)))!
    expect(openBirthday(lunar(monthDay), on, 'day', 'feb-28')).toEqual({ on, year })
    expect(birthdaysOpen(on, 'day', 'feb-28')).toContainEqual(lunar(monthDay))
  }
})

test('a birthday gift is there once per birthday year, also when asked for by many at once and after the date was changed', async () => {
  const owner = world.as(shop.ownerToken)
  await owner.changeCare({ kind: 'birthday', on: true, window: 'month', points: 66, textZh: '生日快乐' })
  const { memberId, token } = await aMember(world, shop)
  const today = todayHere()
  const month = today.slice(5, 7)
  await world.as(token).changeMe({ birthday: `${month}-05` })
  await world.as(token).changeMyConsent({ purpose: 'messages', given: true })
  const ask: GiveCare = { memberId, kind: 'birthday', giftKey: `birthday:${today.slice(0, 4)}`, tierId: null, couponIds: [] }
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
  await welcome(doors(), shop.merchantId, memberId)
  expect((await world.as(token).readMyPoints({})).balance.available).toBe(0)
  await world.as(shop.ownerToken).changeCare({ kind: 'newcomer', on: true, points: 20, textZh: '欢迎' })
  await Promise.all([1, 2, 3].map(() => welcome(doors(), shop.merchantId, memberId)))
  expect((await world.as(token).readMyPoints({})).balance.available).toBe(20)
})

test('a night gives points and coupon together; where the last coupon is gone the points still come', async () => {
  const here = await aShop(world)
  const owner = world.as(here.ownerToken)
  const couponId = await aCouponOf(here, 1)
  await owner.changeCare({ kind: 'birthday', on: true, window: 'day', points: 30, couponId })
  const today = todayHere()
  const members = [await aMember(world, here), await aMember(world, here)]
  for (const m of members) {
    await world.as(m.token).changeMe({ birthday: today.slice(5) })
    await world.as(m.token).changeMyConsent({ purpose: 'messages', given: true })
  }
  expect(await giveKind(doors(), here.merchantId, 'birthday', today, 'Asia/Shanghai')).toBe(2)
  expect(await giveKind(doors(), here.merchantId, 'birthday', today, 'Asia/Shanghai')).toBe(0)
  const seen = await Promise.all(members.map(async (m) => ({ points: (await world.as(m.token).readMyPoints({})).balance.available, coupons: (await world.as(m.token).listMyCoupons({})).items.length, told: (await world.as(m.token).listMessages({})).items.length })))
  expect(seen.sort((a, b) => b.coupons - a.coupons)).toEqual([{ points: 30, coupons: 1, told: 1 }, { points: 30, coupons: 0, told: 1 }])
  expect(await owner.listCare({})).toMatchObject({ givenThisYear: 2, pointsThisYear: 60 })
  expect(await owner.readCare({ kind: 'birthday' })).toMatchObject({ given: { gifts: 2, points: 60, coupons: 1, used: 0 }, rare: { lunar: 0, feb29: 0 } })
})

test('a birthday that goes over to the lunar calendar after the gift brings no second one that year; under fourteen nothing comes', async () => {
  const here = await aShop(world)
  const owner = world.as(here.ownerToken)
  await owner.changeCare({ kind: 'birthday', on: true, window: 'day', points: 30 })
  const today = todayHere()
  const [{ memberId, token }, child] = [await aMember(world, here), await aMember(world, here)]
  expect(await world.as(token).changeMe({ birthday: today.slice(5) })).toMatchObject({ birthdayCalendar: 'solar' })
  await world.admin.query('update member set birthday = $2, birth_year = $3 where member_id = $1', [child.memberId, today.slice(5), Number(today.slice(0, 4)) - 10])
  expect(await giveKind(doors(), here.merchantId, 'birthday', today, 'Asia/Shanghai')).toBe(1)
  // a lunar birthday later in the same year, whose lunar year is another one or the same
  const later = '2026-12-20'
  await owner.changeMember({ memberId, birthday: '11-12', birthdayCalendar: 'lunar' })
  expect(dateOfLunar(2026, 11, 12)).toBe(later)
  await world.admin.query("update care_gift set gift_key = 'birthday:2025' where member_id = $1", [memberId])
  expect(await giveKind(doors(), here.merchantId, 'birthday', later, 'Asia/Shanghai')).toBe(0)
  expect(await world.as(token).readMyBirthday({})).toMatchObject({ birthday: '11-12', calendar: 'lunar', on: later })
  expect((await owner.readCare({ kind: 'birthday' })).rare).toEqual({ lunar: 1, feb29: 0 })
  await expect(codeOf(owner.changeMember({ memberId, birthday: '02-31', birthdayCalendar: 'lunar' }))).resolves.toBe('malformed')
})

test('the pack of a tier comes as it is reached, once in its window; a refund takes the tier and what is unused of the pack, and does not free its key', async () => {
  const at = await aTillShop(world)
  const [couponId, other] = [await aCouponOf(at.shop), await aCouponOf(at.shop)]
  await at.owner.changeCare({ kind: 'tier-reached', on: true, packs: [{ tierId: 'gold', points: 50, couponId }], textZh: '金卡有礼' })
  await at.owner.changeCare({ kind: 'monthly', on: true, packs: [{ tierId: 'gold', points: 0, couponId: other }] })
  const shopper = await aShopper(world, at.shop)
  const sell = async (...skus: string[]) => {
    const lines = basketOf(...skus)
    const visit = await at.till.scanCode({ digits: shopper.code() }, act())
    return at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'none' })), act())
  }
  const coupons = async () => (await world.admin.query('select coupon_id, state from coupon_claim where member_id = $1 order by claimed_at', [shopper.memberId])).rows
  const order = await sell('SET', 'RG50')
  expect(await coupons()).toEqual([{ coupon_id: couponId, state: 'issued' }])
  expect((await shopper.api.listMessages({})).items.map((m) => m.title.code)).toContain('gift-tier-reached')
  expect(await giveKind(doors(), at.shop.merchantId, 'tier-reached', todayHere(), 'Asia/Shanghai')).toBe(0)
  // the coupon of the month from the night after, also where that of today comes late; once however often, and not again for the tier lost and reached anew
  const monthly = (day: string) => giveKind(doors(), at.shop.merchantId, 'monthly', day, 'Asia/Shanghai')
  const tomorrow = addDays(todayHere(), 1)
  expect([await monthly(todayHere()), await monthly(tomorrow), await monthly(tomorrow)]).toEqual([0, 1, 0])
  // told before, with the title of what is taken, and what is missing to come back
  const preview = await at.owner.previewRefund({ orderId: order.orderId, reason: '不合适' })
  const [{ title }] = (await world.admin.query('select title from coupon where coupon_id = $1', [couponId])).rows as [{ title: string }]
  expect(preview).toMatchObject({ packCoupons: [{ title, coupons: 1 }], toNext: { tier: { tierId: 'gold' } }, limitMinor: null })
  expect(preview.steps).toContainEqual({ code: 'refund-pack-taken', facts: { title, coupons: 1 } })
  expect(await at.owner.refundOrder({ orderId: order.orderId, reason: '不合适' }, act())).toMatchObject({ packCoupons: preview.packCoupons, toNext: preview.toNext, steps: preview.steps, stamp: preview.stamp })
  expect((await shopper.api.readMyTier({})).progress).toMatchObject({ next: preview.toNext!.tier, missingNext: preview.toNext!.missing })
  expect(await coupons()).toEqual([{ coupon_id: couponId, state: 'revoked' }, { coupon_id: other, state: 'issued' }])
  expect((await sell('SET', 'RG50')).tierAfter).toMatchObject({ tierId: 'gold' })
  expect(await monthly(tomorrow)).toBe(0)
  expect(await coupons()).toHaveLength(2)
})

test('who gets it in the next thirty days, by the questions of the nights; who may change it, and what is refused in order', async () => {
  const here = await aShop(world)
  const owner = world.as(here.ownerToken)
  const manager = world.as((await aStaff(world, here, { role: 'manager' })).token)
  const today = todayHere()
  const inDays = (n: number) => new Date(Date.parse(`${today}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
  const member = await aMember(world, here, { name: '知夏' })
  await world.as(member.token).changeMe({ birthday: inDays(5).slice(5) })
  await owner.changeCare({ kind: 'birthday', on: true, window: 'day', points: 5 })
  const { next } = await manager.readCare({ kind: 'birthday' })
  expect(next!.days).toHaveLength(30)
  expect(next!.days.filter((d) => d.members > 0)).toEqual([{ on: inDays(5), members: 1 }])
  expect(next!.first).toEqual([{ memberId: member.memberId, name: '知夏', on: inDays(5) }])
  expect((await manager.readCare({ kind: 'newcomer' })).next).toBeNull()
  for (const kind of ['after-purchase', 'tier-reached', 'monthly', 'win-back', 'points-expiry', 'downgrade', 'anniversary'] as const) expect(await manager.readCare({ kind })).toMatchObject({ kind, given: { gifts: 0 } })
  const strange = [{ tierId: 'nobody', points: 1, couponId: null }]
  await expect(codeOf(owner.changeCare({ kind: 'win-back', on: true, days: 0, couponId: crypto.randomUUID(), packs: strange }))).resolves.toBe('coupon-unknown')
  await expect(codeOf(owner.changeCare({ kind: 'win-back', on: true, days: 0, packs: strange }))).resolves.toBe('tier-unknown')
  await expect(codeOf(owner.changeCare({ kind: 'win-back', on: true, days: 0 }))).resolves.toBe('days-wanted')
  await expect(codeOf(manager.changeCare({ kind: 'win-back', on: true, days: 9 }))).resolves.toBe('not-allowed')
  expect((await owner.listAudit({ action: 'change-care', limit: 1 })).items[0]).toMatchObject({ subject: 'care:birthday' })
})
