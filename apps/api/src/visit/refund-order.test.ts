import { act, aStaff, type World } from '../../../../test/world.js'
import { aClaim, aShopper, availableOf, basketOf, codeOf, factsOf, movePoints, settlementOf, eachSells, type Shopper, type TillShop } from '../../../../test/till-world.js'
import { hashPassword } from '../platform/secret/index.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

async function sold(shopper: Shopper, lines: { sku: string; quantity: number }[], usePoints: number | 'none' = 'none') {
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints })
  return at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
}
const why = { reason: '有磕碰' }

test('one line: what the preview says is what happens, and the preview changes nothing', async () => {
  const shopper = await aShopper(world, at.shop, { points: 1_000 })
  await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000 })
  const order = await sold(shopper, basketOf('SET', 'RG50'), 500)
  // 424.00 − 20.00 − 5.00 = 399.00: gold is reached at 300 growth
  expect(order).toMatchObject({ payMinor: 39_900, pointsEarned: 399, tierAfter: { tierId: 'gold' }, balance: { available: 899 } })
  const lines = [{ lineNo: 1, quantity: 1 }]
  const preview = await at.till.previewRefund({ orderId: order.orderId, lines, ...why })
  // line 1 paid 256.00 of 424.00: 20.00 splits 12.08 and 7.92, 5.00 and its points by what was left.
  // 399 points split 240.9 and 158.1: by largest remainder 241 and 158
  expect(preview).toMatchObject({ moneyMinor: 24_090, pointsReturned: 302, clawback: 241, growthTaken: 241, couponBack: [], tierBefore: { tierId: 'gold' }, tierAfter: { tierId: 'silver' }, balanceBefore: { available: 899 }, balanceAfter: { available: 960 }, needsManager: true })
  expect(preview.steps.map((s) => s.code)).toEqual(['refund-money', 'refund-points-back', 'refund-clawback', 'refund-growth', 'refund-tier'])
  expect(await availableOf(world, at.shop, shopper)).toBe(899)
  const { refundId: _, at: __, ...done } = await at.owner.refundOrder({ orderId: order.orderId, lines, ...why }, act())
  expect(done).toEqual({ ...preview, needsManager: false, limitMinor: null })
  expect(await availableOf(world, at.shop, shopper)).toBe(960)
  expect((await at.till.readVisit({ visitId: (await world.admin.query('select visit_id from shop_order where order_id = $1', [order.orderId])).rows[0].visit_id })).member).toMatchObject({ tier: { tierId: 'silver' }, coupons: [] })
})

test('the rest: the coupon comes back when nothing uses it, all points and growth are as before', async () => {
  const shopper = await aShopper(world, at.shop, { points: 1_000 })
  const claim = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000 })
  const order = await sold(shopper, basketOf('SET', 'RG50'), 500)
  await at.owner.refundOrder({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }], ...why }, act())
  const rest = await at.owner.refundOrder({ orderId: order.orderId, ...why }, act())
  expect(rest).toMatchObject({ moneyMinor: 39_900 - 24_090, couponBack: [{ memberCouponId: claim, state: 'returned' }], balanceAfter: { available: 1_000, debt: 0 } })
  expect((await shopper.api.listMyCoupons({})).items).toMatchObject([{ memberCouponId: claim, usable: true }])
  await expect(codeOf(at.owner.refundOrder({ orderId: order.orderId, ...why }, act()))).resolves.toBe('nothing-left-to-refund')
})

test('an amount off one line: its goods stay, its money, points and growth go in its part; the rest of it goes back later', async () => {
  const shopper = await aShopper(world, at.shop, { points: 1_000 })
  const claim = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000 })
  const order = await sold(shopper, basketOf('SET', 'RG50'), 500)
  // line 1 paid 240.90 and 302 points, and earned 241
  const ask = (amountMinor: number) => ({ orderId: order.orderId, lines: [{ lineNo: 1, amountMinor }], ...why })
  const preview = await at.till.previewRefund(ask(8_030))
  expect(preview).toMatchObject({ moneyMinor: 8_030, lines: [{ lineNo: 1, quantity: 0, minor: 8_030 }], pointsReturned: 100, clawback: 80, growthTaken: 80, couponBack: [] })
  const { refundId: _, at: __, ...done } = await at.owner.refundOrder(ask(8_030), act())
  expect(done).toEqual({ ...preview, needsManager: false, limitMinor: null })
  expect((await at.owner.readOrder({ orderId: order.orderId })).lines[0]).toMatchObject({ refundedQuantity: 0, refundedMinor: 8_030 })
  expect(await factsOf(at.till.previewRefund(ask(16_061)))).toMatchObject({ lineNo: 1, leftMinor: 16_060, askedMinor: 16_061 })
  // units of one line and an amount off another in one refund
  const both = await at.owner.refundOrder({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }, { lineNo: 2, amountMinor: 1_000 }], ...why }, act())
  expect(both).toMatchObject({ moneyMinor: 16_060 + 1_000, lines: [{ lineNo: 1, quantity: 1, minor: 16_060 }, { lineNo: 2, quantity: 0, minor: 1_000 }] })
  const rest = await at.owner.refundOrder({ orderId: order.orderId, ...why }, act())
  expect(rest).toMatchObject({ moneyMinor: 39_900 - 24_090 - 1_000, couponBack: [{ memberCouponId: claim }], balanceAfter: { available: 1_000, debt: 0 } })
  // one of both, and an amount over the order beside lines is neither
  for (const body of [{ lines: [{ lineNo: 1, quantity: 1, amountMinor: 5 }] }, { lines: [{ lineNo: 1 }] }, { lines: [{ lineNo: 1, quantity: 1 }], amountMinor: 5 }]) {
    const reply = await world.app.inject({ method: 'POST', url: `/api/orders/${order.orderId}/refunds/preview`, headers: { authorization: `Bearer ${at.shop.ownerToken}` }, payload: { ...body, ...why } })
    expect(reply.statusCode).toBe(400)
  }
})

test('two coupons on one order, each on its own line: each comes back with its own line, by preview and in fact', async () => {
  const shopper = await aShopper(world, at.shop)
  await at.owner.changeSetting({ key: 'price-coupons-per-order', value: 2 })
  const onSet = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000, scope: { mode: 'include', skus: ['SET'] } })
  const onTea = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 1_000, scope: { mode: 'include', skus: ['RG50'] } })
  const order = await sold(shopper, basketOf('SET', 'RG50'))
  expect(order.savedMinor).toBe(3_000)
  const lines = [{ lineNo: 1, quantity: 1 }]
  const preview = await at.till.previewRefund({ orderId: order.orderId, lines, ...why })
  expect(preview.couponBack).toMatchObject([{ memberCouponId: onSet, state: 'returned' }])
  expect((await at.owner.refundOrder({ orderId: order.orderId, lines, ...why }, act())).couponBack).toEqual(preview.couponBack)
  expect((await shopper.api.listMyCoupons({})).items.filter((c) => c.usable).map((c) => c.memberCouponId)).toEqual([onSet])
  expect((await at.owner.refundOrder({ orderId: order.orderId, ...why }, act())).couponBack).toMatchObject([{ memberCouponId: onTea }])
})

test('twenty at once of one unit, and the same request again: once each, never more than was bought', async () => {
  const shopper = await aShopper(world, at.shop)
  const order = await sold(shopper, [{ sku: 'CJ', quantity: 3 }])
  const lines = [{ lineNo: 1, quantity: 1 }]
  const key = act('refund-key-01')
  const same = await Promise.all(Array.from({ length: 20 }, () => at.till.refundOrder({ orderId: order.orderId, lines, ...why }, key)))
  expect(new Set(same.map((r) => r.refundId)).size).toBe(1)
  const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(at.till.refundOrder({ orderId: order.orderId, lines, ...why }, act()))))
  expect(codes.filter((c) => c === 'granted')).toHaveLength(2)
  expect(await availableOf(world, at.shop, shopper)).toBe(0)
})

test('by an amount, spread over the lines; more than is left is refused', async () => {
  const shopper = await aShopper(world, at.shop)
  const order = await sold(shopper, basketOf('RG50', 'CJ'))
  // kept points are rounded up by line: 168 × 127.42 ÷ 168 is 128, 39 × 29.58 ÷ 39 is 30
  const done = await at.till.refundOrder({ orderId: order.orderId, amountMinor: 5_000, ...why }, act())
  expect(done).toMatchObject({ moneyMinor: 5_000, tenders: [{ kind: 'wechat', minor: 5_000 }], clawback: 49 })
  await expect(codeOf(at.till.refundOrder({ orderId: order.orderId, amountMinor: 15_701, ...why }, act()))).resolves.toBe('more-than-left')
  expect(await at.till.refundOrder({ orderId: order.orderId, amountMinor: 15_700, ...why }, act())).toMatchObject({ moneyMinor: 15_700, balanceAfter: { available: 0 } })
})

test('points already spent elsewhere become debt, said before', async () => {
  const shopper = await aShopper(world, at.shop)
  const order = await sold(shopper, basketOf('RG50'))
  await movePoints(world, at.shop, shopper, -168)
  const preview = await at.till.previewRefund({ orderId: order.orderId, ...why })
  expect(preview).toMatchObject({ clawback: 168, newDebt: 168, balanceAfter: { available: 0, debt: 168 } })
  await at.till.refundOrder({ orderId: order.orderId, ...why }, act())
  await expect(codeOf(at.till.refundOrder({ orderId: '0192f000-0000-7000-8000-00000000dead', ...why }, act()))).resolves.toBe('order-unknown')
})

test('above a clerk\'s limit a manager\'s PIN is needed; five wrong ones and no PIN is heard', async () => {
  const shopper = await aShopper(world, at.shop)
  const manager = await aStaff(world, at.shop, { role: 'manager' })
  await world.admin.query('update staff set pin_hash = $2 where staff_id = $1', [manager.staffId, await hashPassword('4826')])
  const order = await sold(shopper, basketOf('QC150', 'CJ'))
  const refund = (managerPin?: string, lines = [{ lineNo: 1, quantity: 1 }]) => at.till.refundOrder({ orderId: order.orderId, lines, ...why, ...(managerPin ? { managerPin } : {}) }, act())
  const refused = refund()
  await expect(codeOf(refused)).resolves.toBe('manager-needed')
  expect(await factsOf(refused)).toEqual({ limitMinor: 20_000, minor: 23_800 })
  for (let n = 0; n < 4; n += 1) await expect(codeOf(refund('9999'))).resolves.toBe('pin-wrong')
  expect(await refund('4826')).toMatchObject({ moneyMinor: 23_800 })
  expect((await at.owner.listAudit({})).items).toContainEqual(expect.objectContaining({ action: 'refund-order', subject: `order:${order.orderId}`, reason: '有磕碰' }))
  expect((await shopper.api.listMessages({})).items.map((m) => m.title.code)).toContain('inbox-refunded')
  for (let n = 0; n < 5; n += 1) await codeOf(refund('9999', [{ lineNo: 2, quantity: 1 }]))
  await expect(codeOf(refund('4826', [{ lineNo: 2, quantity: 1 }]))).resolves.toBe('pin-locked')
  expect(await refund(undefined, [{ lineNo: 2, quantity: 1 }])).toMatchObject({ moneyMinor: 3_900 })
})
