import { act, type World } from '../../../../test/world.js'
import { aClaim, aPromotion, aShopper, claimsOf, codeOf, settlementOf, eachSells, type Shopper, type TillShop } from '../../../../test/till-world.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

async function open(lines: { sku: string; quantity: number }[], shopper?: Shopper) {
  const visit = shopper ? await at.till.scanCode({ digits: shopper.code() }, act()) : await at.till.openVisit({}, act())
  return { visit, lines, quote: await at.till.quoteVisit({ visitId: visit.visitId, lines }) }
}
const settle = (o: Awaited<ReturnType<typeof open>>) => at.till.settleVisit(settlementOf(o.visit.visitId, o.lines, o.quote), act())
const sold = async (lines: { sku: string; quantity: number }[], shopper?: Shopper) => settle(await open(lines, shopper))
const why = { reason: '有磕碰' }
const usedOf = async (promotionId: string) => (await at.owner.readPromotion({ promotionId })).promotion.used

test('three uses for twelve at once: three pay less, the others are shown the price without it, and a whole refund frees one', async () => {
  const promotionId = await aPromotion(at.owner, { title: '限三单', kind: 'ladder-off', steps: [{ thresholdMinor: 1_000, offMinor: 500 }], uses: 3 })
  const asked = await Promise.all(Array.from({ length: 12 }, () => open([{ sku: 'CJ', quantity: 1 }])))
  expect(asked.every((o) => o.quote.savedMinor === 500)).toBe(true)
  const codes = await Promise.all(asked.map((o) => codeOf(settle(o))))
  expect(codes.filter((c) => c === 'granted')).toHaveLength(3)
  expect(codes.filter((c) => c === 'quote-changed')).toHaveLength(9)
  expect(await usedOf(promotionId)).toEqual({ uses: 3, minor: 1_500 })
  expect((await open([{ sku: 'CJ', quantity: 1 }])).quote.savedMinor).toBe(0)
  const [first] = (await at.till.listTillOrders({})).items
  await at.owner.refundOrder({ orderId: first!.orderId, ...why }, act())
  expect(await usedOf(promotionId)).toEqual({ uses: 2, minor: 1_000 })
  expect(await sold([{ sku: 'CJ', quantity: 1 }])).toMatchObject({ savedMinor: 500 })
})

test('a budget gives whole or nothing; once a member, and nobody known has no such turn', async () => {
  const shopper = await aShopper(world, at.shop)
  const budget = await aPromotion(at.owner, { title: '预算', kind: 'ladder-off', steps: [{ thresholdMinor: 0, offMinor: 900 }], budgetMinor: 1_500 })
  await sold([{ sku: 'CJ', quantity: 1 }])
  expect((await open([{ sku: 'CJ', quantity: 1 }])).quote.savedMinor).toBe(0)
  expect(await usedOf(budget)).toEqual({ uses: 1, minor: 900 })
  await aPromotion(at.owner, { title: '每人一次', kind: 'ladder-off', steps: [{ thresholdMinor: 0, offMinor: 700 }], usesPerMember: 1 })
  expect((await open([{ sku: 'CJ', quantity: 1 }])).quote.savedMinor).toBe(0)
  expect(await sold([{ sku: 'CJ', quantity: 1 }], shopper)).toMatchObject({ savedMinor: 700 })
  expect(await sold([{ sku: 'CJ', quantity: 1 }], shopper)).toMatchObject({ savedMinor: 0 })
})

test('a gift is a line of the order; what earned it goes back, so it is asked back', async () => {
  await aPromotion(at.owner, { title: '满百送茶样', kind: 'ladder-gift', steps: [{ thresholdMinor: 10_000, giftSku: 'SAMPLE', giftName: '茶样', giftQuantity: 1, giftValueMinor: 1_200 }] })
  const order = await sold([{ sku: 'RG50', quantity: 1 }, { sku: 'CJ', quantity: 1 }])
  expect(order.lines).toMatchObject([{ sku: 'RG50' }, { sku: 'CJ' }, { lineNo: 3, sku: 'SAMPLE', name: '茶样', quantity: 1, payMinor: 0, gift: true }])
  const preview = await at.till.previewRefund({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }], ...why })
  expect(preview.steps).toContainEqual({ code: 'refund-gift-back', facts: { name: '茶样', units: 1 } })
  await at.owner.refundOrder({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }], ...why }, act())
  const { rows } = await world.admin.query('select refunded_quantity from order_line where order_id = $1 and line_no = 3', [order.orderId])
  expect(rows).toEqual([{ refunded_quantity: 1 }])
})

test('a gift that may be kept is charged at its stated value, once, however the rest goes back', async () => {
  await aPromotion(at.owner, { title: '满百送茶样', kind: 'ladder-gift', giftBack: 'charge', steps: [{ thresholdMinor: 10_000, giftSku: 'SAMPLE', giftName: '茶样', giftQuantity: 1, giftValueMinor: 1_200 }] })
  const order = await sold([{ sku: 'RG50', quantity: 1 }, { sku: 'CJ', quantity: 1 }])
  const first = await at.owner.refundOrder({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }], ...why }, act())
  const rest = await at.owner.refundOrder({ orderId: order.orderId, ...why }, act())
  expect(first.steps.map((s) => s.code)).toContain('refund-gift-charged')
  expect(first.moneyMinor + rest.moneyMinor).toBe(order.payMinor - 1_200)
})

test('a broken threshold keeps its share, or is revoked where the promotion says so; all back is all that was paid', async () => {
  for (const broken of ['keep', 'revoke'] as const) {
    const promotionId = await aPromotion(at.owner, { title: '满减', kind: 'ladder-off', steps: [{ thresholdMinor: 10_000, offMinor: 2_000 }], broken })
    const order = await sold([{ sku: 'RG50', quantity: 1 }, { sku: 'CJ', quantity: 2 }])
    const lines = [{ lineNo: 1, quantity: 1 }]
    const first = await at.owner.refundOrder({ orderId: order.orderId, lines, ...why }, act())
    const left = order.lines.find((l) => l.lineNo === 2)!
    expect(order.payMinor - first.moneyMinor).toBe(broken === 'keep' ? left.payMinor : left.listMinor)
    const rest = await at.owner.refundOrder({ orderId: order.orderId, ...why }, act())
    expect(first.moneyMinor + rest.moneyMinor).toBe(order.payMinor)
    await at.owner.endPromotion({ promotionId }, act())
  }
})

test('units given are worth nothing alone: when the bought one goes back, the given one is paid for', async () => {
  await aPromotion(at.owner, { title: '买一送一', kind: 'buy-x-get-y', steps: [{}], buy: 1, get: 1 })
  const order = await sold([{ sku: 'CJ', quantity: 2 }])
  const one = order.lines[0]!.listMinor / 2
  expect(order.payMinor).toBe(one)
  const first = await at.owner.refundOrder({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }], ...why }, act())
  expect(first.moneyMinor).toBe(0)
  const rest = await at.owner.refundOrder({ orderId: order.orderId, ...why }, act())
  expect(rest.moneyMinor).toBe(one)
})

test('other goods given for what is bought: when that goes back the given one is paid for, and comes back in turn', async () => {
  await aPromotion(at.owner, { title: '买盖碗送茶巾', kind: 'buy-x-get-y', steps: [{}], buy: 1, get: 1, scope: { mode: 'include', skus: ['QC150'] }, givenSkus: ['CJ'] })
  const order = await sold([{ sku: 'QC150', quantity: 1 }, { sku: 'CJ', quantity: 1 }])
  expect(order.payMinor).toBe(23_800)
  const bought = await at.owner.refundOrder({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }], ...why }, act())
  expect(bought.moneyMinor).toBe(23_800 - 3_900)
  expect(bought.steps).toContainEqual({ code: 'refund-promotion-revoked', facts: { title: '买盖碗送茶巾', minor: 3_900, currency: 'CNY' } })
  expect((await at.owner.refundOrder({ orderId: order.orderId, ...why }, act())).moneyMinor).toBe(3_900)
  // the given one alone brings nothing, and the bought one then all that was paid
  const other = await sold([{ sku: 'QC150', quantity: 1 }, { sku: 'CJ', quantity: 1 }])
  expect((await at.owner.refundOrder({ orderId: other.orderId, lines: [{ lineNo: 2, quantity: 1 }], ...why }, act())).moneyMinor).toBe(0)
  expect((await at.owner.refundOrder({ orderId: other.orderId, ...why }, act())).moneyMinor).toBe(23_800)
})

test('what a price or a line\'s own choice took is no threshold that could break: the goods bring back what they cost, never more', async () => {
  const priceOf = (lines: readonly { lineNo: number; payMinor: number }[], lineNo: number) => lines.find((l) => l.lineNo === lineNo)!.payMinor
  const timed = await aPromotion(at.owner, { title: '限时价', kind: 'unit-price', steps: [{}], priceMinor: 3_000, scope: { mode: 'include', skus: ['CJ'] }, broken: 'revoke' })
  const towels = await sold([{ sku: 'CJ', quantity: 2 }])
  expect(towels.payMinor).toBe(6_000)
  const one = () => at.owner.refundOrder({ orderId: towels.orderId, lines: [{ lineNo: 1, quantity: 1 }], ...why }, act())
  expect([(await one()).moneyMinor, (await one()).moneyMinor]).toEqual([3_000, 3_000])
  await at.owner.endPromotion({ promotionId: timed }, act())
  // 10 % from 300.00 is reached by both; the bowl takes the 25 % of the same group instead, so the 10 % are the tea's alone
  await at.owner.changeSetting({ key: 'price-competition', value: 'per-item' })
  await aPromotion(at.owner, { title: '满三百九折', kind: 'n-for-percent', steps: [{ units: 2, rateBp: 1_000 }], exclusivity: 'group', group: 'x', broken: 'revoke' })
  await aPromotion(at.owner, { title: '盖碗七五折', kind: 'n-for-percent', steps: [{ units: 1, rateBp: 2_500 }], scope: { mode: 'include', skus: ['QC150'] }, exclusivity: 'group', group: 'x' })
  const order = await sold([{ sku: 'RG50', quantity: 1 }, { sku: 'QC150', quantity: 1 }])
  expect([priceOf(order.lines, 1), priceOf(order.lines, 2)]).toEqual([15_120, 17_850])
  expect((await at.owner.refundOrder({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }], ...why }, act())).moneyMinor).toBe(15_120)
})

test('a draft is tried on a basket with the engine of the till, and nothing is written', async () => {
  const running = await aPromotion(at.owner, { title: '满 100 减 5', kind: 'ladder-off', steps: [{ thresholdMinor: 10_000, offMinor: 500 }] })
  const terms = { title: '满 100 减 20', kind: 'ladder-off' as const, steps: [{ thresholdMinor: 10_000, offMinor: 2_000 }], scope: {}, from: '2026-01-01T00:00:00.000Z', until: null }
  const lines = [{ sku: 'RG50', quantity: 1 }]
  const both = await at.owner.previewPromotion({ terms, lines })
  const instead = await at.owner.previewPromotion({ terms, promotionId: running, lines })
  expect([both.withIt.savedMinor, instead.withIt.savedMinor]).toEqual([2_500, 2_000])
  expect(both.without).toEqual({ payMinor: both.withIt.payMinor + 2_000 })
  expect(both.withIt.exact).toBe(true)
  const bad = await at.owner.previewPromotion({ terms: { ...terms, steps: [{ thresholdMinor: 10_000, offMinor: 20_000 }] }, lines })
  expect(bad.problems.map((p) => `${p.path} ${p.reason.code}`)).toEqual(['steps.0.offMinor terms-off-above-threshold'])
  const later = await at.owner.previewPromotion({ terms: { ...terms, from: '2030-01-01T00:00:00.000Z' }, lines })
  expect(later.unused).toMatchObject([{ title: '满 100 减 20', reason: { code: 'offer-not-begun' } }])
  await expect(codeOf(at.owner.previewPromotion({ terms, lines: [{ sku: 'no-such', quantity: 1 }] }))).resolves.toBe('product-unknown')
  await expect(codeOf(at.owner.previewPromotion({ terms, lines, memberId: '0192f000-0000-7000-8000-0000000000aa' }))).resolves.toBe('member-unknown')
  expect((await at.owner.listPromotions({})).items).toHaveLength(1)
})

test('prices compete as the shop has set it', async () => {
  const a = { title: 'A', kind: 'ladder-percent' as const, steps: [{ rateBp: 1_000 }], exclusivity: 'group' as const, group: 'x', priority: 1 }
  await aPromotion(at.owner, a)
  await aPromotion(at.owner, { ...a, title: 'B', steps: [{ rateBp: 2_000 }], priority: 2 })
  const best = await open([{ sku: 'RG50', quantity: 1 }])
  await at.owner.changeSetting({ key: 'price-competition', value: 'listed' })
  const listed = await open([{ sku: 'RG50', quantity: 1 }])
  expect([best.quote.steps.map((s) => s.title), listed.quote.steps.map((s) => s.title)]).toEqual([['B'], ['A']])
})

test('STACK-47: three coupons on one order, where the shop takes three, all come back when it goes back whole', async () => {
  await at.owner.changeSetting({ key: 'price-coupons-per-order', value: 3 })
  const shopper = await aShopper(world, at.shop)
  const claims = [await aClaim(at.owner, shopper, { thresholdMinor: 0, amountMinor: 300 }), await aClaim(at.owner, shopper, { thresholdMinor: 0, amountMinor: 200 }), await aClaim(at.owner, shopper, { thresholdMinor: 0, amountMinor: 100 })]
  const order = await sold([{ sku: 'RG50', quantity: 1 }], shopper)
  expect(order.savedMinor).toBe(600)
  const back = await at.owner.refundOrder({ orderId: order.orderId, ...why }, act())
  expect(back.couponBack.map((c) => [claims.includes(c.memberCouponId), c.state])).toEqual([[true, 'returned'], [true, 'returned'], [true, 'returned']])
})

test('two claims of one coupon on one order draw on its one budget: what is left of it pays the first, the second stays', async () => {
  await at.owner.changeSetting({ key: 'price-coupons-per-order', value: 2 })
  await at.owner.changeSetting({ key: 'price-same-coupon-times', value: 2 })
  const shopper = await aShopper(world, at.shop)
  const claims = await claimsOf(at.owner, shopper, { kind: 'amount-off', amountMinor: 1_000, budgetMinor: 1_500 }, 2)
  const asked = await open([{ sku: 'RG50', quantity: 1 }], shopper)
  expect(asked.quote).toMatchObject({ payMinor: 15_800, couponIds: [claims[0]], unusable: [{ memberCouponId: claims[1], reason: { code: 'offer-budget-gone', facts: { leftFen: 500, needFen: 1_000 } } }] })
  expect(await settle(asked)).toMatchObject({ payMinor: 15_800 })
})
