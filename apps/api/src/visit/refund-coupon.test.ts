import { act, type World } from '../../../../test/world.js'
import { aPromotion, aShopper, basketOf, claimsOf, eachSells, settlementOf, type Shopper, type TillShop } from '../../../../test/till-world.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

async function sold(shopper: Shopper, ...skus: string[]) {
  const lines = basketOf(...skus)
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  return at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
}
const refund = (orderId: string, ...lineNos: number[]) => at.owner.refundOrder({ orderId, lines: lineNos.map((lineNo) => ({ lineNo, quantity: 1 })), reason: '有磕碰' }, act())
const SAMPLE = { sku: 'SAMPLE', name: '茶样', units: 1, worthMinor: 1_200 }

test('a gift coupon: what earned its gift goes back, so the gift is asked back and the coupon with it; once', async () => {
  const shopper = await aShopper(world, at.shop)
  const [claim] = await claimsOf(at.owner, shopper, { kind: 'gift', thresholdMinor: 10_000, gift: SAMPLE })
  // a promotion's gift of the same goods stands before it
  await aPromotion(at.owner, { title: '满百送', kind: 'ladder-gift', steps: [{ thresholdMinor: 20_000, giftSku: 'SAMPLE', giftName: '茶样', giftQuantity: 1, giftValueMinor: 1_200 }] })
  const order = await sold(shopper, 'RG50', 'CJ')
  expect(order.lines.slice(2)).toMatchObject([{ lineNo: 3, sku: 'SAMPLE', gift: true }, { lineNo: 4, sku: 'SAMPLE', name: '茶样', gift: true }])
  // 168.00 stay of 207.00: no longer 200, still 100
  const towel = await refund(order.orderId, 2)
  expect(towel).toMatchObject({ moneyMinor: 3_900, lines: [{ lineNo: 2 }, { lineNo: 3, quantity: 1, minor: 0 }], couponBack: [] })
  const tea = await refund(order.orderId)
  expect(tea).toMatchObject({ moneyMinor: 16_800, lines: [{ lineNo: 1 }, { lineNo: 4, quantity: 1, minor: 0 }], couponBack: [{ memberCouponId: claim, state: 'returned' }] })
  expect(tea.steps).toContainEqual({ code: 'refund-gift-back', facts: { name: '茶样', units: 1 } })
  expect((await shopper.api.listMyCoupons({})).items).toMatchObject([{ memberCouponId: claim, usable: true }])
})

test('a gift coupon whose gift is handed back by itself is free again', async () => {
  const shopper = await aShopper(world, at.shop)
  const [claim] = await claimsOf(at.owner, shopper, { kind: 'gift', thresholdMinor: 10_000, gift: SAMPLE })
  const order = await sold(shopper, 'RG50')
  expect(await refund(order.orderId, 2)).toMatchObject({ moneyMinor: 0, couponBack: [{ memberCouponId: claim }] })
  expect(await refund(order.orderId)).toMatchObject({ moneyMinor: 16_800, lines: [{ lineNo: 1 }], couponBack: [] })
})

test('a gift takes its stated value out of its coupon\'s budget, and gives it back', async () => {
  const shopper = await aShopper(world, at.shop)
  await claimsOf(at.owner, shopper, { kind: 'gift', thresholdMinor: 10_000, gift: SAMPLE, budgetMinor: 1_500 }, 2)
  const { items: [coupon] } = await at.owner.listCoupons({})
  const spent = async () => (await at.owner.readCoupon({ couponId: coupon!.couponId })).spentMinor
  const first = await sold(shopper, 'RG50')
  expect([first.lines.length, await spent()]).toEqual([2, 1_200])
  expect((await sold(shopper, 'RG50')).lines).toHaveLength(1)
  await refund(first.orderId)
  expect(await spent()).toBe(0)
  expect((await sold(shopper, 'RG50')).lines).toHaveLength(2)
})

test('the second for nothing by a coupon: when the first goes back the second is paid for; the coupon comes back with it', async () => {
  const shopper = await aShopper(world, at.shop)
  const [claim] = await claimsOf(at.owner, shopper, { kind: 'nth-item', nth: 2, rateBp: 10_000, scope: { mode: 'include', categories: ['器物'] } })
  // 5.00 off all three by the promotion, 2.67 of it off the bowl and 0.44 off the towel, which so counts 38.56
  await aPromotion(at.owner, { title: '减五元', kind: 'ladder-off', steps: [{ offMinor: 500 }] })
  const order = await sold(shopper, 'QC150', 'CJ', 'RG50')
  expect(order.lines.map((l) => l.payMinor)).toEqual([23_800 - 267, 0, 16_800 - 189])
  const first = await refund(order.orderId, 1)
  expect(first).toMatchObject({ moneyMinor: 23_800 - 267 - 3_856, couponBack: [] })
  expect(first.steps).toContainEqual({ code: 'refund-promotion-revoked', facts: { title: '券', minor: 3_856, currency: 'CNY' } })
  expect(await refund(order.orderId, 2)).toMatchObject({ moneyMinor: 3_856, couponBack: [{ memberCouponId: claim, state: 'returned' }] })
  expect(await refund(order.orderId)).toMatchObject({ moneyMinor: 16_800 - 189 })
})

test('a pack comes back in reverse: the first waits where its order goes back before that of the second, and comes with it', async () => {
  const shopper = await aShopper(world, at.shop)
  const { coupon: { couponId } } = await at.owner.addCoupon({ title: '券包', kind: 'amount-off', amountMinor: 500, scope: {}, validity: { kind: 'days', days: 30 }, packSize: 3, budgetMinor: 10_000 }, act())
  await at.owner.publishCoupon({ couponId }, act())
  await shopper.api.claimCoupon({ couponId }, act())
  const orders = [await sold(shopper, 'RG50'), await sold(shopper, 'RG50')]
  const claims = await Promise.all(orders.map(async ({ orderId }) => (await world.admin.query('select claim_id from coupon_claim where order_id = $1', [orderId])).rows[0].claim_id as string))
  expect((await refund(orders[0]!.orderId)).couponBack).toEqual([])
  const preview = await at.till.previewRefund({ orderId: orders[1]!.orderId, reason: '有磕碰' })
  const second = await refund(orders[1]!.orderId)
  expect(second.couponBack.map((c) => c.memberCouponId)).toEqual([claims[1], claims[0]])
  expect(preview.couponBack).toEqual(second.couponBack)
  expect((await at.owner.readCoupon({ couponId })).spentMinor).toBe(0)
  // the first of the pack is the next again
  expect((await shopper.api.listMyCoupons({})).items.filter((c) => c.usable).map((c) => c.memberCouponId)).toEqual([claims[0]])
})

test('an exchange coupon stands by itself: the goods it paid for bring the mean of what was paid, and it comes back with the last of them', async () => {
  const shopper = await aShopper(world, at.shop)
  const [claim] = await claimsOf(at.owner, shopper, { kind: 'exchange', units: 1, scope: { mode: 'include', skus: ['CJ'] } })
  const order = await sold(shopper, 'RG50', 'CJ', 'CJ')
  expect(order.payMinor).toBe(16_800 + 3_900)
  expect(await refund(order.orderId, 2)).toMatchObject({ moneyMinor: 1_950, couponBack: [] })
  expect(await refund(order.orderId, 2)).toMatchObject({ moneyMinor: 1_950, couponBack: [{ memberCouponId: claim }] })
})
