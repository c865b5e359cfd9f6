import { act, aMember, bootApi, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aClaim, aShopper, aTillShop, basketOf, codeOf, factsOf, settlementOf, type Shopper, type TillShop } from '../../../../test/till-world.js'
import { Database } from '../platform/database/index.js'
import { returnCouponGifts } from './return-coupon-gifts.js'

const HOUR = 3_600_000
let world: World
let at: TillShop
let sender: Shopper, friend: Shopper
let claim: string
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())
beforeEach(async () => {
  at = await aTillShop(world)
  ;[sender, friend] = [await aShopper(world, at.shop, { name: '林若溪' }), await aShopper(world, at.shop, { name: '周见微' })]
  claim = await aClaim(at.owner, sender, { thresholdMinor: 10_000, amountMinor: 2_000 })
})
afterEach(() => expectBalanced(world.db.adminUrl))

const couponOf = async (memberCouponId: string) => (await world.admin.query<{ coupon_id: string }>('select coupon_id from coupon_claim where claim_id = $1', [memberCouponId])).rows[0]!.coupon_id
const wallet = async (s: Shopper, state: 'usable' | 'transit' | 'used' | 'over' = 'usable') => (await s.api.listMyCoupons({ state })).items.map((c) => c.memberCouponId)
/** The gift as if it had been sent earlier: it is over in so many ms, or was over then. */
const overIn = async (giftId: string, ms: number) => {
  const until = new Date(world.clock.now() + ms)
  await world.admin.query('update coupon_gift set until_at = $2 where gift_id = $1', [giftId, until])
  await world.admin.query("update coupon_claim set locked_until = $2 where locked_by = 'gift:' || $1", [giftId, until])
}
const night = () => returnCouponGifts(world.get(Database), at.shop.merchantId, world.clock.now())

test('sent, it leaves the wallet; the friend sees what it is, takes it with its dates, and uses it at the till; the sender is told', async () => {
  const key = act()
  const { giftId, until } = await sender.api.sendCoupon({ memberCouponId: claim }, key)
  expect(Date.parse(until) - world.clock.now()).toBeGreaterThan(23.9 * HOUR)
  expect((await sender.api.sendCoupon({ memberCouponId: claim }, key)).giftId).toBe(giftId)
  expect([await wallet(sender), await wallet(sender, 'transit')]).toEqual([[], [claim]])
  expect(await sender.api.readMyCoupon({ memberCouponId: claim })).toMatchObject({ state: 'locked', usable: false, terms: { giftable: true, gift: { giftId, until, toCalled: null } } })
  expect((await sender.api.readHome({})).coupons).toEqual([])
  expect(await codeOf(sender.api.showCouponCode({ memberCouponId: claim }))).toBe('coupon-under-way')
  const seen = await friend.api.readCouponGift({ giftId })
  expect(seen).toMatchObject({ mine: false, called: '林**', title: '满 100 减 20', state: 'waiting', card: { memberCouponId: null, amountMinor: 2_000 }, memberCouponId: null })
  expect(JSON.stringify(seen)).not.toContain(claim)
  const takeKey = act()
  const { memberCouponId } = await friend.api.takeCoupon({ giftId }, takeKey)
  expect((await friend.api.takeCoupon({ giftId }, takeKey)).memberCouponId).toBe(memberCouponId)
  expect(await factsOf(friend.api.takeCoupon({ giftId }, act()))).toEqual({ state: 'taken' })
  expect(await friend.api.readCouponGift({ giftId })).toMatchObject({ state: 'taken', memberCouponId })
  const [mine, theirs] = [await sender.api.readMyCoupon({ memberCouponId: claim }), await friend.api.readMyCoupon({ memberCouponId })]
  expect(mine).toMatchObject({ state: 'given', terms: { gift: { toCalled: '周**' } } })
  expect([theirs.validFrom, theirs.validUntil]).toEqual([mine.validFrom, mine.validUntil])
  expect([await wallet(sender), await wallet(sender, 'transit'), await wallet(sender, 'used')]).toEqual([[], [], [claim]])
  expect((await sender.api.listMessages({})).items.filter((m) => m.title.code === 'coupon-gift-taken')).toHaveLength(1)
  // the friend's is another coupon with another code, and it works
  const { digits } = await friend.api.showCouponCode({ memberCouponId })
  const visit = await at.till.scanCode({ digits }, act())
  const lines = basketOf('SET')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  const { orderId } = await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  expect(quote.couponIds).toEqual([memberCouponId])
  expect((await at.owner.readCoupon({ couponId: await couponOf(claim) }))).toMatchObject({ claimed: 1, redeemed: 1, unused: 0, discountMinor: 2_000 })
  // a return gives it back to the friend, who used it
  await at.owner.refundOrder({ orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '有磕碰' }, act())
  expect([await wallet(friend), await wallet(sender)]).toEqual([[memberCouponId], []])
})

test('priced at the till while it is given away: the settlement is refused with a fresh price, and nothing is booked', async () => {
  const visit = await at.till.scanCode({ digits: sender.code() }, act())
  const lines = basketOf('SET')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  expect(quote).toMatchObject({ couponIds: [claim], payMinor: 23_600 })
  const settle = () => at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  expect(await factsOf(settle())).toMatchObject({ memberCouponId: claim, why: { code: 'coupon-locked' }, quote: { payMinor: 25_600 } })
  const { memberCouponId } = await friend.api.takeCoupon({ giftId }, act())
  expect(await factsOf(settle())).toMatchObject({ memberCouponId: claim, why: { code: 'coupon-not-usable', facts: { state: 'given' } }, quote: { payMinor: 25_600, couponIds: [] } })
  expect([await wallet(friend), (await at.till.listTillOrders({})).items]).toEqual([[memberCouponId], []])
})

test('its old code is told apart at the till while it is under way and after it was given', async () => {
  const { digits } = await sender.api.showCouponCode({ memberCouponId: claim })
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  expect(await codeOf(at.till.scanCode({ digits }, act()))).toBe('coupon-under-way')
  const visit = await at.till.scanCode({ digits: sender.code() }, act())
  expect(visit.member!.coupons).toEqual([])
  expect((await at.till.quoteVisit({ visitId: visit.visitId, lines: basketOf('SET') })).couponIds).toEqual([])
  await friend.api.takeCoupon({ giftId }, act())
  expect(await codeOf(at.till.scanCode({ digits }, act()))).toBe('coupon-given')
})

test('of 50 friends who take it at once one gets it; the sender cannot; a withdrawal races them and one of both holds', async () => {
  const friends = await Promise.all(Array.from({ length: 50 }, () => aMember(world, at.shop)))
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  expect(await codeOf(sender.api.takeCoupon({ giftId }, act()))).toBe('gift-to-self')
  const answers = await Promise.all(friends.map((f) => codeOf(world.as(f.token).takeCoupon({ giftId }, act()))))
  expect(answers.filter((a) => a === 'granted')).toHaveLength(1)
  expect(answers.filter((a) => a === 'coupon-gift-over')).toHaveLength(49)
  const second = await aClaim(at.owner, sender, { thresholdMinor: 10_000, amountMinor: 2_000 })
  const sent = await sender.api.sendCoupon({ memberCouponId: second }, act())
  const race = await Promise.all([codeOf(sender.api.withdrawCoupon({ giftId: sent.giftId }, act())), ...friends.slice(0, 10).map((f) => codeOf(world.as(f.token).takeCoupon({ giftId: sent.giftId }, act())))])
  expect(race.filter((a) => a === 'granted')).toHaveLength(1)
})

test('not taken in a day it is back at its instant, written by the night; withdrawn it is back at once; each can be sent again', async () => {
  const first = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  await overIn(first.giftId, 60_000)
  expect(await wallet(sender)).toEqual([])
  expect(await night()).toBe(0)
  await overIn(first.giftId, 0)
  // nobody has written anything yet
  expect(await wallet(sender)).toEqual([claim])
  expect(await factsOf(friend.api.takeCoupon({ giftId: first.giftId }, act()))).toEqual({ state: 'returned' })
  expect(await friend.api.readCouponGift({ giftId: first.giftId })).toMatchObject({ state: 'returned' })
  expect(await codeOf(sender.api.withdrawCoupon({ giftId: first.giftId }, act()))).toBe('coupon-gift-over')
  expect(await night()).toBe(1)
  expect(await night()).toBe(0)
  expect((await world.admin.query('select state from coupon_claim where claim_id = $1', [claim])).rows).toEqual([{ state: 'issued' }])
  expect((await sender.api.listMessages({})).items.filter((m) => m.title.code === 'coupon-gift-returned')).toHaveLength(1)
  const again = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  const key = act()
  await sender.api.withdrawCoupon({ giftId: again.giftId }, key)
  await sender.api.withdrawCoupon({ giftId: again.giftId }, key)
  expect(await wallet(sender)).toEqual([claim])
  expect(await factsOf(friend.api.takeCoupon({ giftId: again.giftId }, act()))).toEqual({ state: 'withdrawn' })
  expect(await codeOf(friend.api.withdrawCoupon({ giftId: again.giftId }, act()))).toBe('not-found')
})

test('sent again before the night wrote the first return: one waits, the other came back', async () => {
  const first = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  await overIn(first.giftId, -HOUR)
  const second = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  expect(await friend.api.readCouponGift({ giftId: first.giftId })).toMatchObject({ state: 'returned' })
  expect(await night()).toBe(0)
  expect(await friend.api.takeCoupon({ giftId: second.giftId }, act())).toMatchObject({ memberCouponId: expect.any(String) as string })
  expect(await wallet(sender, 'used')).toEqual([claim])
})

test('back at its instant it is used at the till before the night wrote the return', async () => {
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  await overIn(giftId, -1)
  const visit = await at.till.scanCode({ digits: sender.code() }, act())
  const lines = basketOf('SET')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  expect(quote.couponIds).toEqual([claim])
  await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  expect(await night()).toBe(1)
  expect((await world.admin.query('select state from coupon_claim where claim_id = $1', [claim])).rows).toEqual([{ state: 'redeemed' }])
})

test('what may not be sent: one of a pack, one whose terms forbid it, one that is locked, used, or somebody else\'s', async () => {
  const made = async (over: Record<string, unknown>) => {
    const { coupon } = await at.owner.addCoupon({ title: '券', kind: 'amount-off', amountMinor: 500, thresholdMinor: 0, scope: {}, validity: { kind: 'days', days: 30 }, total: 100, perMember: 1, ...over } as never, act())
    await at.owner.publishCoupon({ couponId: coupon.couponId }, act())
    return (await sender.api.claimCoupon({ couponId: coupon.couponId }, act())).memberCouponId!
  }
  const [pack, own] = [await made({ packSize: 3 }), await made({ giftable: false })]
  expect(await factsOf(sender.api.sendCoupon({ memberCouponId: pack }, act()))).toMatchObject({ why: 'pack' })
  expect(await factsOf(sender.api.sendCoupon({ memberCouponId: own }, act()))).toMatchObject({ why: 'terms' })
  expect((await sender.api.readMyCoupon({ memberCouponId: own })).terms.giftable).toBe(false)
  expect(await codeOf(friend.api.sendCoupon({ memberCouponId: claim }, act()))).toBe('not-found')
  await world.admin.query("update coupon_claim set state = 'locked', locked_by = 'checkout', locked_until = '2199-01-01' where claim_id = $1", [claim])
  expect(await codeOf(sender.api.sendCoupon({ memberCouponId: claim }, act()))).toBe('coupon-locked')
  await world.admin.query("update coupon_claim set state = 'revoked', locked_by = null, locked_until = null where claim_id = $1", [claim])
  expect(await codeOf(sender.api.sendCoupon({ memberCouponId: claim }, act()))).toBe('coupon-revoked')
})

test('the limit a member counts who got it from the shop; a friend still claims their own; what was paid in points is not taken back', async () => {
  const couponId = await couponOf(claim)
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  const { memberCouponId } = await friend.api.takeCoupon({ giftId }, act())
  expect(await codeOf(sender.api.claimCoupon({ couponId }, act()))).toBe('member-limit-reached')
  expect((await friend.api.listClaimable({})).items.map((c) => c.couponId)).toContain(couponId)
  expect(await codeOf(friend.api.claimCoupon({ couponId }, act()))).toBe('granted')
  expect(await wallet(friend)).toHaveLength(2)
  // and on to a third, and back to the first
  const on = await friend.api.sendCoupon({ memberCouponId }, act())
  await sender.api.takeCoupon({ giftId: on.giftId }, act())
  expect(await wallet(sender)).toHaveLength(1)
  await world.admin.query("update coupon_claim set source = 'points' where claim_id = $1", [claim])
  const { revoked } = await at.owner.revokeUnused({ couponId, expectUnused: 2 }, act())
  expect(revoked).toBe(2)
  const [bought] = [await aClaim(at.owner, sender, { thresholdMinor: 0, amountMinor: 300 })]
  await world.admin.query("update coupon_claim set source = 'points' where claim_id = $1", [bought])
  const sent = await sender.api.sendCoupon({ memberCouponId: bought! }, act())
  await friend.api.takeCoupon({ giftId: sent.giftId }, act())
  const id = await couponOf(bought!)
  expect((await at.owner.readCoupon({ couponId: id })).unused).toBe(0)
  await at.owner.revokeUnused({ couponId: id, expectUnused: 0 }, act())
  expect(await wallet(friend)).toHaveLength(1)
})

test('the sender and the friend turn out to be one person, and what is under way goes with its coupon; who asks what is kept is told of it', async () => {
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  const third = await aShopper(world, at.shop)
  await at.owner.mergeMembers({ memberId: third.memberId, otherId: sender.memberId }, act())
  expect(await wallet(third, 'transit')).toEqual([claim])
  expect(await codeOf(third.api.takeCoupon({ giftId }, act()))).toBe('gift-to-self')
  await friend.api.takeCoupon({ giftId }, act())
  expect((await world.app.inject({ method: 'GET', url: '/api/me/export', headers: { authorization: `Bearer ${third.token}` } })).body).toContain('"couponsSent":[{"title":"满 100 减 20","state":"taken"')
})

test('who leaves takes back what is under way: the link leads to nobody', async () => {
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  await sender.api.leaveShop({ understood: true })
  expect(await factsOf(friend.api.takeCoupon({ giftId }, act()))).toEqual({ state: 'withdrawn' })
  expect((await world.admin.query('select state, locked_by from coupon_claim where claim_id = $1', [claim])).rows).toEqual([{ state: 'issued', locked_by: null }])
  expect(await wallet(friend)).toEqual([])
})

test('whoever left is named in nothing they sent', async () => {
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  await friend.api.takeCoupon({ giftId }, act())
  await sender.api.leaveShop({ understood: true })
  expect(await friend.api.readCouponGift({ giftId })).toMatchObject({ called: '**', state: 'taken' })
})

test('back at its instant, used, and come back from a refund before the night wrote anything: it may be sent again', async () => {
  const first = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  await overIn(first.giftId, -1)
  expect((await sender.api.readHome({})).couponCount).toBe(1)
  const visit = await at.till.scanCode({ digits: sender.code() }, act())
  const lines = basketOf('SET')
  const { orderId } = await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
  await at.owner.refundOrder({ orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '有磕碰' }, act())
  const second = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  expect(await friend.api.readCouponGift({ giftId: first.giftId })).toMatchObject({ state: 'returned' })
  expect(await codeOf(friend.api.takeCoupon({ giftId: second.giftId }, act()))).toBe('granted')
})

test('what is under way is unused: it counts and is taken back when the coupon ends, and its link leads to nothing', async () => {
  const couponId = await couponOf(claim)
  const { giftId } = await sender.api.sendCoupon({ memberCouponId: claim }, act())
  expect((await at.owner.readCoupon({ couponId })).unused).toBe(1)
  expect((await sender.api.readHome({})).couponCount).toBe(0)
  expect(await at.owner.revokeUnused({ couponId, expectUnused: 1 }, act())).toEqual({ revoked: 1 })
  expect(await friend.api.readCouponGift({ giftId })).toMatchObject({ state: 'withdrawn' })
  expect(await factsOf(friend.api.takeCoupon({ giftId }, act()))).toEqual({ state: 'withdrawn' })
  expect([await wallet(sender), await wallet(sender, 'transit'), await wallet(sender, 'over')]).toEqual([[], [], [claim]])
  expect(await night()).toBe(0)
})
