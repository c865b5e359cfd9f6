import { aMember, aShop, aStaff, act, bootApi, type Shop, type World } from '../../../../test/world.js'
import { TokenPairs } from '../session/index.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const DAY = 86_400_000
const terms = { title: '满 100 减 20', kind: 'amount-off' as const, amountMinor: 2_000, thresholdMinor: 10_000, scope: { mode: 'include' as const, categories: ['茶叶'] }, validity: { kind: 'days' as const, days: 14 }, total: 100, perMember: 1 }

test('an owner drafts, publishes, changes, pauses; a shopper claims once and holds what was claimed', async () => {
  const shop = await aShop(world)
  const [owner, member] = [world.as(shop.ownerToken), await aMember(world, shop)]
  const phone = world.as(member.token)
  const draft = await owner.addCoupon({ ...terms, amountMinor: null }, act())
  expect(draft).toMatchObject({ coupon: { state: 'draft', version: 1, left: 100 }, problems: [{ path: 'amountMinor', reason: { code: 'terms-amount-missing' } }] })
  const { couponId } = draft.coupon
  await expect(owner.publishCoupon({ couponId }, act())).rejects.toMatchObject({ problem: { code: 'draft-has-problems' } })
  expect((await phone.listClaimable({})).items).toEqual([])
  expect(await owner.changeCoupon({ couponId, ...terms })).toMatchObject({ coupon: { version: 2 }, problems: [] })
  expect(await owner.publishCoupon({ couponId }, act())).toMatchObject({ state: 'published' })

  expect((await phone.listClaimable({})).items).toMatchObject([{ couponId, state: 'claimable', usable: true, scopeText: '茶叶可用', leftToClaim: 100 }])
  const key = act()
  const card = await phone.claimCoupon({ couponId }, key)
  expect(card).toMatchObject({ state: 'issued', usable: true, why: null, amountMinor: 2_000, thresholdMinor: 10_000, leftToClaim: 99 })
  expect(await phone.claimCoupon({ couponId }, key)).toEqual(card)
  await expect(phone.claimCoupon({ couponId }, act())).rejects.toMatchObject({ problem: { status: 409, code: 'member-limit-reached', detail: '这种券您已经领够了' } })
  expect((await phone.listClaimable({})).items).toEqual([])

  expect(await owner.changeCoupon({ couponId, ...terms, amountMinor: 3_000, total: 50 })).toMatchObject({ coupon: { version: 3, left: 49 } })
  await expect(owner.changeCoupon({ couponId, ...terms, total: 0 })).rejects.toMatchObject({ problem: { status: 400 } })
  expect(await phone.readMyCoupon({ memberCouponId: card.memberCouponId! })).toMatchObject({ amountMinor: 2_000 })
  expect((await world.as(member.token, { 'accept-language': 'en' }).listMyCoupons({})).items).toMatchObject([{ memberCouponId: card.memberCouponId, scopeText: 'For 茶叶' }])

  expect(await owner.pauseCoupon({ couponId }, act())).toMatchObject({ state: 'paused', claimed: 1, redeemed: 0 })
  const late = await aMember(world, shop)
  await expect(world.as(late.token).claimCoupon({ couponId }, act())).rejects.toMatchObject({ problem: { code: 'coupon-not-published' } })
  expect((await phone.listMyCoupons({})).items).toHaveLength(1)
  expect(await owner.readCoupon({ couponId })).toMatchObject({ claimed: 1, left: 49 })
  expect((await owner.listCoupons({ state: 'paused', search: '满 100' })).items).toHaveLength(1)
})

test('a wallet says when a coupon begins, that it is over, and what was taken back', async () => {
  const shop = await aShop(world)
  const [owner, member] = [world.as(shop.ownerToken), await aMember(world, shop)]
  const phone = world.as(member.token)
  const now = world.clock.now()
  const day = (n: number) => new Date(now + n * DAY).toISOString().slice(0, 10)
  const { coupon: later } = await owner.addCoupon({ ...terms, validity: { kind: 'fixed', from: day(2), until: day(9) } }, act())
  await owner.publishCoupon({ couponId: later.couponId }, act())
  const given = await owner.issueCoupon({ couponId: later.couponId, memberId: member.memberId, reason: '补一张' }, act())
  expect(given).toMatchObject({ usable: false, why: { code: 'offer-not-begun', facts: { from: day(2) } } })
  expect((await owner.listMemberCoupons({ memberId: member.memberId })).items).toHaveLength(1)
  await expect(owner.issueCoupon({ couponId: later.couponId, memberId: later.couponId, reason: '没有这个人' }, act())).rejects.toMatchObject({ problem: { status: 404 } })

  const { coupon: short } = await owner.addCoupon({ ...terms, title: '三天', validity: { kind: 'days', days: 3 } }, act())
  await owner.publishCoupon({ couponId: short.couponId }, act())
  await phone.claimCoupon({ couponId: short.couponId }, act())
  world.clock.set(now + 5 * DAY)
  // five days on, the tokens of today are over
  const { phone: phone5, owner: owner5 } = await signedInAgain(shop, member.memberId)
  expect((await phone5.listMyCoupons({ state: 'over' })).items).toMatchObject([{ title: '三天', state: 'expired', usable: false, why: { code: 'coupon-not-usable' } }])
  expect((await phone5.listMyCoupons({ state: 'usable' })).items).toMatchObject([{ title: '满 100 减 20', usable: true }])
  expect(await owner5.revokeUnused({ couponId: later.couponId, expectUnused: 1 }, act())).toEqual({ revoked: 1 })
  expect((await phone5.listMyCoupons({ state: 'over' })).items.map((c) => c.state).sort()).toEqual(['expired', 'revoked'])
  expect((await phone5.listMyCoupons({ state: 'used' })).items).toEqual([])
  world.clock.reset()
})

async function signedInAgain(shop: Shop, memberId: Awaited<ReturnType<typeof aMember>>['memberId']) {
  const pairs = world.get(TokenPairs)
  return world.inMerchant(shop.merchantId, async (tx) => ({
    phone: world.as((await pairs.open(tx, { kind: 'member', merchantId: shop.merchantId, memberId })).accessToken),
    owner: world.as((await pairs.open(tx, { kind: 'staff', merchantId: shop.merchantId, staffId: shop.ownerId, role: 'owner', storeId: null, tillId: null, shiftId: null }, [shop.merchantId])).accessToken),
  }))
}

test('another shop: unknown coupons, empty lists, nothing changed', async () => {
  const [here, there] = [await aShop(world), await aShop(world)]
  const { coupon } = await world.as(here.ownerToken).addCoupon(terms, act())
  await world.as(here.ownerToken).publishCoupon({ couponId: coupon.couponId }, act())
  const member = await aMember(world, here)
  const card = await world.as(member.token).claimCoupon({ couponId: coupon.couponId }, act())
  const [owner, stranger] = [world.as(there.ownerToken), world.as((await aMember(world, there)).token)]
  const unknown = { problem: { status: 404 } }
  const { couponId } = coupon
  for (const asked of [
    owner.readCoupon({ couponId }), owner.changeCoupon({ couponId, ...terms }), owner.publishCoupon({ couponId }, act()), owner.pauseCoupon({ couponId }, act()), owner.revokeUnused({ couponId, expectUnused: 1 }, act()),
    owner.issueCoupon({ couponId, memberId: member.memberId, reason: '别家的' }, act()), stranger.claimCoupon({ couponId }, act()), stranger.readMyCoupon({ memberCouponId: card.memberCouponId! }),
  ]) await expect(asked).rejects.toMatchObject(unknown)
  expect((await owner.listMemberCoupons({ memberId: member.memberId })).items).toEqual([])
  expect((await owner.listCoupons({})).items).toEqual([])
  expect((await stranger.listClaimable({})).items).toEqual([])
  expect(await world.as(here.ownerToken).readCoupon({ couponId })).toMatchObject({ state: 'published', claimed: 1, version: 1 })
  const clerk = await aStaff(world, here)
  await expect(world.as(clerk.token).pauseCoupon({ couponId }, act())).rejects.toMatchObject({ problem: { status: 403 } })
})
