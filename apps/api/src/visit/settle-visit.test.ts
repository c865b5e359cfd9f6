import { act, type World } from '../../../../test/world.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { dropReferrals } from '../points/index.js'
import { openRefusal } from '@huitou/words'
import { aClaim, aShopper, availableOf, basketOf, codeOf, factsOf, movePoints, settlementOf, eachSells, type Shopper, type TillShop } from '../../../../test/till-world.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

test('scan, quote, settle: order, coupon, points and tier at once; the phone reads what it saved', async () => {
  const shopper = await aShopper(world, at.shop, { name: '林若溪', points: 2_000 })
  const claim = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000 })
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  expect(visit).toMatchObject({ state: 'open', member: { nameMasked: '林**', tier: { tierId: 'silver' }, points: { available: 2_000 }, worthMinor: 2_000, coupons: [{ memberCouponId: claim, usable: true }] } })
  const lines = basketOf('SET', 'CJ', 'CJ')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 500 })
  expect(quote).toMatchObject({ listMinor: 33_400, payMinor: 30_900, savedMinor: 2_000, couponIds: [claim], points: { used: 500, worthMinor: 500, needsConfirmation: false }, willEarn: { points: 309, growth: 309, tierAfter: { tierId: 'gold' } } })
  const settled = await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  expect(settled).toMatchObject({ payMinor: 30_900, savedMinor: 2_000, pointsSpent: 500, pointsEarned: 309, growthEarned: 309, balance: { available: 1_809 }, tierBefore: { tierId: 'silver' }, tierAfter: { tierId: 'gold' }, couponTitles: ['满 100 减 20'], seen: false })
  expect((await shopper.api.readLastSettlement({})).settlement).toEqual(settled)
  await shopper.api.seeSettlement({ orderId: settled.orderId })
  expect((await shopper.api.readLastSettlement({})).settlement?.seen).toBe(true)
  expect((await shopper.api.listMessages({})).items.map((m) => m.title)).toEqual(expect.arrayContaining([{ code: 'inbox-earned', facts: { points: 309 } }, { code: 'tier-reached', facts: { to: '金卡' } }]))
  const after = await at.till.readVisit({ visitId: visit.visitId })
  expect(after).toMatchObject({ state: 'settled', orderId: settled.orderId, member: { tier: { tierId: 'gold' }, coupons: [] } })
})

test('a rule for one line counts what was paid for it, or that before discounts on the whole order, as the shop says', async () => {
  const rules = (await at.owner.listRuleSets({})).current!.rules.map((r) => (r.on === 'order' && r.wallet === 'points' ? { ...r, skus: ['SET'] } : { ...r, expiry: null }))
  const { draft, problems } = await at.owner.saveRuleDraft({ rules })
  expect(problems).toEqual([])
  await at.owner.publishRules({ expectVersion: draft.version }, act())
  const earned: number[] = []
  for (const base of ['after-discounts', 'before-order-wide']) {
    await at.owner.changeSetting({ key: 'points-base', value: base })
    const shopper = await aShopper(world, at.shop)
    await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000 })
    const visit = await at.till.scanCode({ digits: shopper.code() }, act())
    const lines = basketOf('SET', 'RG50')
    const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
    const { pointsEarned, payMinor, orderId } = await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
    expect([payMinor, quote.willEarn.points]).toEqual([40_400, pointsEarned])
    earned.push(pointsEarned)
    // and all of it goes with the goods
    await at.owner.refundOrder({ orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '有磕碰' }, act())
    expect(await availableOf(world, at.shop, shopper)).toBe(0)
  }
  // 256.00 less 12.08 of the coupon's 20.00
  expect(earned).toEqual([243, 256])
})

test('the same settlement sent 50 times at once is one sale, answered the same; a second settlement is refused', async () => {
  const shopper = await aShopper(world, at.shop)
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('RG50')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  const key = act('settle-key-0001')
  const all = await Promise.all(Array.from({ length: 50 }, () => at.till.settleVisit(settlementOf(visit.visitId, lines, quote), key)))
  expect(new Set(all.map((s) => s.orderId)).size).toBe(1)
  expect(await availableOf(world, at.shop, shopper)).toBe(168)
  await expect(codeOf(at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act()))).resolves.toBe('visit-settled')
  world.clock.set(world.clock.now() + 11 * 60_000)
  expect((await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), key)).orderId).toBe(all[0]!.orderId)
})

test('one coupon on two tills at once is used once; the other is told with a fresh quote', async () => {
  const shopper = await aShopper(world, at.shop)
  await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000 })
  const lines = basketOf('RG50')
  const visits = [await at.till.scanCode({ digits: shopper.code() }, act()), await at.till.scanCode({ digits: shopper.code() }, act())]
  const quotes = await Promise.all(visits.map((v) => at.till.quoteVisit({ visitId: v.visitId, lines })))
  const calls = visits.map((v, i) => at.till.settleVisit(settlementOf(v.visitId, lines, quotes[i]!), act()))
  const codes = await Promise.all(calls.map(codeOf))
  expect(codes.sort()).toEqual(['coupon-gone', 'granted'])
  const lost = calls[(await Promise.all(calls.map(codeOf))).indexOf('coupon-gone')]!
  const facts = await factsOf(lost)
  expect(facts).toMatchObject({ title: '满 100 减 20', quote: { payMinor: 16_800, couponIds: [] } })
})

test('points are never spent twice, and a spend above the limit asks the phone', async () => {
  const shopper = await aShopper(world, at.shop, { points: 10_000 })
  const lines = basketOf('QC150')
  const visits = [await at.till.scanCode({ digits: shopper.code() }, act()), await at.till.scanCode({ digits: shopper.code() }, act())]
  const small = await Promise.all(visits.map((v) => at.till.quoteVisit({ visitId: v.visitId, lines, usePoints: 5_000 })))
  expect(small.map((q) => q.points.needsConfirmation)).toEqual([false, false])
  const big = await at.till.quoteVisit({ visitId: visits[0]!.visitId, lines, usePoints: 8_000 })
  expect(big.points.needsConfirmation).toBe(true)
  await expect(codeOf(at.till.settleVisit(settlementOf(visits[0]!.visitId, lines, big), act()))).resolves.toBe('confirmation-needed')
  expect((await shopper.api.readOpenVisit({})).visit).toMatchObject({ visitId: visits[0]!.visitId, storeName: '总店', asksPoints: 8_000, asksWorthMinor: 8_000 })
  await shopper.api.confirmSpend({ visitId: visits[0]!.visitId, points: 8_000 }, act())
  expect((await shopper.api.readOpenVisit({})).visit).toMatchObject({ asksPoints: null })
  expect((await at.till.settleVisit(settlementOf(visits[0]!.visitId, lines, big), act())).pointsSpent).toBe(8_000)
  // 2,000 and what the first sale earned are left: 5,000 are not there any more
  const second = at.till.settleVisit(settlementOf(visits[1]!.visitId, lines, small[1]!), act())
  await expect(codeOf(second)).resolves.toBe('points-short')
  expect(await factsOf(second)).toMatchObject({ asked: 5_000, available: 2_158, missing: 2_842 })
})

test('where the shop lets an order be paid by its own points, up to what it still earns after that; a refund of all leaves what was there', async () => {
  const shopper = await aShopper(world, at.shop, { points: 100 })
  const lines = basketOf('SET')
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  expect(await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'most' })).toMatchObject({ points: { used: 100, mostUsable: 100 } })
  await at.owner.changeSetting({ key: 'points-pay-own-order', value: true })
  // 256.00: with 352 points it comes to 252.48 and earns 252; a 353rd is not there
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'most' })
  expect(quote).toMatchObject({ points: { used: 352, mostUsable: 352 }, payMinor: 25_248, willEarn: { points: 252 } })
  expect(await at.till.quoteVisit({ visitId: visit.visitId, lines })).toMatchObject({ points: { used: 0, mostUsable: 352 } })
  await expect(codeOf(at.till.settleVisit({ ...settlementOf(visit.visitId, lines, quote), points: 400 }, act()))).resolves.toBe('points-short')
  const settled = await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  expect(settled).toMatchObject({ payMinor: 25_248, pointsSpent: 352, pointsEarned: 252, balance: { available: 0, debt: 0 } })
  await at.owner.refundOrder({ orderId: settled.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '有磕碰' }, act())
  expect((await shopper.api.readMyPoints({})).balance).toMatchObject({ available: 100, debt: 0 })
  // points that wait pay nothing yet
  await at.owner.changeSetting({ key: 'points-pending-days', value: 7 })
  const later = await at.till.scanCode({ digits: shopper.code() }, act())
  expect(await at.till.quoteVisit({ visitId: later.visitId, lines, usePoints: 'most' })).toMatchObject({ points: { used: 100, mostUsable: 100 } })
})

test('the sale of a gift card earns nothing and counts towards no tier; paying by one earns as money does', async () => {
  await at.owner.addProduct({ sku: 'CARD', name: '礼品卡', category: '卡', priceMinor: 50_000, storedValue: true } as never, act())
  const shopper = await aShopper(world, at.shop)
  const settle = async (lines: ReturnType<typeof basketOf>, kind: 'wechat' | 'stored-value') => {
    const visit = await at.till.scanCode({ digits: shopper.code() }, act())
    const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
    const settled = await at.till.settleVisit({ ...settlementOf(visit.visitId, lines, quote), tenders: [{ kind, minor: quote.payMinor }] }, act())
    expect(settled.pointsEarned).toBe(quote.willEarn.points)
    return settled
  }
  const counted = async () => (await world.admin.query('select sum(spend_minor)::int spend, sum(orders)::int orders from tier_day where member_id = $1', [shopper.memberId])).rows[0]
  expect(await settle(basketOf('CARD'), 'wechat')).toMatchObject({ payMinor: 50_000, pointsEarned: 0, growthEarned: 0 })
  expect(await counted()).toMatchObject({ orders: 0, spend: 0 })
  const both = await settle(basketOf('CARD', 'RG50'), 'wechat')
  expect(both).toMatchObject({ payMinor: 66_800, pointsEarned: 168, growthEarned: 168 })
  expect(await counted()).toEqual({ spend: 16_800, orders: 1 })
  expect(await settle(basketOf('CJ'), 'stored-value')).toMatchObject({ pointsEarned: 39 })
  expect(await counted()).toEqual({ spend: 20_700, orders: 2 })
  const card = await at.owner.refundOrder({ orderId: both.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '不要了' }, act())
  expect(card).toMatchObject({ moneyMinor: 50_000, clawback: 0, growthTaken: 0 })
  expect(await counted()).toEqual({ spend: 20_700, orders: 2 })
  expect(await at.owner.refundOrder({ orderId: both.orderId, reason: '不要了' }, act())).toMatchObject({ moneyMinor: 16_800, clawback: 168, growthTaken: 168 })
  expect(await counted()).toEqual({ spend: 3_900, orders: 1 })
})

test('a price that changed since it was shown is refused with the new one, and nothing is booked', async () => {
  const shopper = await aShopper(world, at.shop)
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('RG50')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  await world.admin.query("update product set price_minor = 17800 where merchant_id = $1 and sku = 'RG50'", [at.shop.merchantId])
  const stale = at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  await expect(codeOf(stale)).resolves.toBe('quote-changed')
  expect(await factsOf(stale)).toMatchObject({ payMinor: 17_800, seenMinor: 16_800, quote: { payMinor: 17_800 } })
  expect(await availableOf(world, at.shop, shopper)).toBe(0)
})

test('refusals in their order: settled, over, goods, confirmation, debt, points, coupon, price, tenders', async () => {
  const shopper = await aShopper(world, at.shop, { points: 300 })
  const lines = basketOf('RG50')
  const open = await at.till.scanCode({ digits: shopper.code() }, act())
  const quote = await at.till.quoteVisit({ visitId: open.visitId, lines, usePoints: 300 })
  const good = settlementOf(open.visitId, lines, quote)
  const all = { ...good, lines: [...lines, { sku: 'GONE', quantity: 1 }], points: 9_000, memberCouponIds: [open.visitId], stamp: 'x', tenders: [{ kind: 'cash' as const, minor: 1 }] }
  await expect(codeOf(at.till.settleVisit(all, act()))).resolves.toBe('product-unknown')
  await expect(codeOf(at.till.settleVisit({ ...all, lines }, act()))).resolves.toBe('confirmation-needed')
  await expect(codeOf(at.till.settleVisit({ ...all, lines, points: 400 }, act()))).resolves.toBe('points-short')
  await expect(codeOf(at.till.settleVisit({ ...all, lines, points: 300 }, act()))).resolves.toBe('coupon-gone')
  await expect(codeOf(at.till.settleVisit({ ...all, lines, points: 300, memberCouponIds: [] }, act()))).resolves.toBe('quote-changed')
  await expect(codeOf(at.till.settleVisit({ ...good, tenders: [{ kind: 'cash', minor: 1 }] }, act()))).resolves.toBe('tenders-differ')
  await movePoints(world, at.shop, shopper, -900)
  await expect(codeOf(at.till.settleVisit({ ...good, points: 300 }, act()))).resolves.toBe('member-in-debt')
  world.clock.set(world.clock.now() + 601_000)
  await expect(codeOf(at.till.settleVisit(all, act()))).resolves.toBe('visit-over')
})

test('a refusal carries what it opens into: the goods that count and what is missing, where the points are', async () => {
  const shopper = await aShopper(world, at.shop, { points: 100 })
  const claim = await aClaim(at.owner, shopper, { thresholdMinor: 24_000, amountMinor: 2_000, scope: { mode: 'include', skus: ['QC150'] } })
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('QC150', 'CJ')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  expect(quote.unusable).toMatchObject([{ memberCouponId: claim, reason: { code: 'offer-below-threshold', facts: { counted: ['青瓷盖碗'] } } }])
  const gone = await factsOf(at.till.settleVisit({ ...settlementOf(visit.visitId, lines, quote), memberCouponIds: [claim] }, act()))
  expect(openRefusal(gone, 'zh-CN')).toEqual([{ label: '满多少可用', value: '¥240.00' }, { label: '算进去的商品', value: '¥238.00' }, { label: '哪几样算', value: '青瓷盖碗' }, { label: '还差', value: '¥2.00' }])
  await at.owner.changeSetting({ key: 'points-pending-days', value: 7 })
  await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  const again = await at.till.scanCode({ digits: shopper.code() }, act())
  const tea = await at.till.quoteVisit({ visitId: again.visitId, lines: basketOf('CJ'), usePoints: 100 })
  const short = await factsOf(at.till.settleVisit({ ...settlementOf(again.visitId, basketOf('CJ'), tea), points: 3_900 }, act()))
  expect(openRefusal(short, 'en').map((d) => `${d.label}: ${d.value}`)).toEqual(['Asked for: 3,900 points', 'Usable now: 100 points', 'Missing: 3,800 points', 'Not there yet: 277 points'])
  // the same facts from the book itself, where an API key asks
  const machine = world.as((await at.owner.addApiKey({ name: '商城', scopes: ['points'] })).secret)
  const asked = await factsOf(machine.spendPoints({ memberId: shopper.memberId, points: 500, reason: '换礼' }, act()))
  expect(asked).toMatchObject({ availablePoints: 100, wantedPoints: 500, missing: 400, heldPoints: 0, pendingPoints: 277 })
})

test('a sale to nobody known, and a visit opened by hand that must be nodded to before points go', async () => {
  const guest = await at.till.openVisit({}, act())
  const lines = basketOf('CJ')
  const quote = await at.till.quoteVisit({ visitId: guest.visitId, lines, usePoints: 'most' })
  expect(quote).toMatchObject({ payMinor: 3_900, points: { used: 0 } })
  expect(await at.till.settleVisit(settlementOf(guest.visitId, lines, quote), act())).toMatchObject({ payMinor: 3_900, balance: null, pointsEarned: 0 })
  const shopper = await aShopper(world, at.shop, { points: 100 })
  const visit = await at.till.openVisit({ memberId: shopper.memberId }, act())
  const asked = await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 100 })
  expect(asked.points.needsConfirmation).toBe(true)
  await expect(codeOf(at.till.settleVisit(settlementOf(visit.visitId, lines, asked), act()))).resolves.toBe('confirmation-needed')
})

test('a nod is the member\'s own, once the visit is settled there is nothing to nod at', async () => {
  const [shopper, other] = [await aShopper(world, at.shop, { points: 6_000 }), await aShopper(world, at.shop)]
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  await expect(codeOf(other.api.confirmSpend({ visitId: visit.visitId, points: 6_000 }, act()))).resolves.toBe('not-found')
  const lines = basketOf('CJ')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  await expect(codeOf(shopper.api.confirmSpend({ visitId: visit.visitId, points: 6_000 }, act()))).resolves.toBe('visit-settled')
})

test('the till keeps the goods and the offers in force, and finds the orders of its own store', async () => {
  const goods = await at.till.readTillGoods({})
  expect(goods).toMatchObject({ currency: 'CNY', zone: 'Asia/Shanghai' })
  expect(goods.products.map((p) => p.sku).sort()).toEqual(['CJ', 'QC150', 'RG50', 'SET'])
  const shopper = await aShopper(world, at.shop, { name: '林若溪' })
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('CJ')
  const order = await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
  const last4 = shopper.phone.slice(-4)
  for (const search of [undefined, order.orderNo.slice(-4), last4]) expect((await at.till.listTillOrders(search ? { search } : {})).items).toMatchObject([{ orderId: order.orderId, nameMasked: '林**', payMinor: 3_900, refundedMinor: 0, lines: 1 }])
  expect((await at.till.listTillOrders({ search: '%' })).items).toEqual([])
})

/** A rule of 80 points for bringing a friend, who buys, and who brought them. */
async function aReferral() {
  const rules = (await at.owner.listRuleSets({})).current!.rules.map((r) => (r.wallet === 'growth' ? { ...r, expiry: null } : r))
  const { draft, problems } = await at.owner.saveRuleDraft({ rules: [...rules, { ...rules[0]!, ruleId: 'bring', name: '带朋友', on: 'referral', rate: null, fixedPoints: 80, useTierMultiplier: false }] as never })
  expect(problems).toEqual([])
  await at.owner.publishRules({ expectVersion: draft.version }, act())
  const machine = world.as((await at.owner.addApiKey({ name: '商城', scopes: ['points'] })).secret)
  const [friend, host] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  const buy = async () => {
    const visit = await at.till.scanCode({ digits: friend.code() }, act())
    const lines = basketOf('RG50', 'CJ')
    return at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
  }
  return { machine, friend, host, buy, doors: { database: world.database, groupCommit: world.get(GroupCommit) } }
}

test('a referral falls when all of the order that earned it is refunded, not before, and once', async () => {
  const { machine, friend, host, buy, doors } = await aReferral()
  const order = await buy()
  const told = { memberId: host.memberId, action: 'referral' as const, ref: 'friend-1', orderId: order.orderId }
  await expect(codeOf(machine.recordAction({ ...told, memberId: friend.memberId }, act()))).resolves.toBe('order-is-own')
  await expect(codeOf(machine.recordAction({ ...told, orderId: '0192f000-0000-7000-8000-00000000dead' }, act()))).resolves.toBe('order-unknown')
  expect(await machine.recordAction(told, act())).toMatchObject({ points: 80 })
  await at.owner.refundOrder({ orderId: order.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '不要了' }, act())
  expect(await availableOf(world, at.shop, host)).toBe(80)
  await movePoints(world, at.shop, host, -30)
  await at.owner.refundOrder({ orderId: order.orderId, reason: '不要了' }, act())
  expect((await host.api.readMyPoints({})).balance).toMatchObject({ available: 0, debt: 30 })
  // whose order it was is nobody else's business
  expect((await host.api.listMyLines({})).items[0]).toMatchObject({ kind: 'clawback', title: { code: 'line-referral-back' }, orderId: null, orderNo: null })
  await expect(codeOf(machine.recordAction({ ...told, ref: 'friend-2' }, act()))).resolves.toBe('order-refunded')
  // what nobody took back is found by the night
  const late = await buy()
  await machine.recordAction({ ...told, ref: 'friend-3', orderId: late.orderId }, act())
  await world.admin.query("update shop_order set status = 'refunded' where order_id = $1", [late.orderId])
  expect([await dropReferrals(doors, at.shop.merchantId), await dropReferrals(doors, at.shop.merchantId)]).toEqual([1, 0])
  expect((await host.api.readMyPoints({})).balance).toMatchObject({ available: 0, debt: 30 })
  await world.admin.query("update shop_order set status = 'paid' where order_id = $1", [late.orderId])
})

test('a referral falls once, whoever its member turns out to be before and after: from who has the points', async () => {
  const { machine, host, buy, doors } = await aReferral()
  const [first, late] = [await buy(), await buy()]
  for (const [ref, order] of [['friend-1', first], ['friend-2', late]] as const) await machine.recordAction({ memberId: host.memberId, action: 'referral', ref, orderId: order.orderId }, act())
  const [kept, last] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  const facts = async () => (await world.admin.query("select count(*)::int as n from fact where merchant_id = $1 and kind = 'referral-back'", [at.shop.merchantId])).rows[0].n
  const merge = (one: Shopper, other: Shopper) => at.owner.mergeMembers({ memberId: one.memberId, otherId: other.memberId, reason: '同一个人' }, act())
  // merged just before it is taken back
  await world.admin.query("update shop_order set status = 'refunded' where order_id = any($1::uuid[])", [[first.orderId, late.orderId]])
  let merged = false
  const between = { ...doors, groupCommit: { submit: async (...asked: Parameters<GroupCommit['submit']>) => { if (!merged) { merged = true; await merge(kept, host) } return doors.groupCommit.submit(...asked) } } as GroupCommit }
  expect(await dropReferrals(between, at.shop.merchantId)).toBe(2)
  expect((await kept.api.readMyPoints({})).balance).toMatchObject({ available: 0, debt: 0 })
  expect(await facts()).toBe(2)
  // and whoever had them then turns out to be another
  await merge(last, kept)
  expect([await dropReferrals(doors, at.shop.merchantId), await facts()]).toEqual([0, 2])
  await world.admin.query("update shop_order set status = 'paid' where order_id = any($1::uuid[])", [[first.orderId, late.orderId]])
})

test('a referral that was taken back from whom its member was thought to be goes back with them when they are two again', async () => {
  const { machine, host, buy, doors } = await aReferral()
  const order = await buy(), kept = await aShopper(world, at.shop, { points: 100 })
  await machine.recordAction({ memberId: host.memberId, action: 'referral', ref: 'friend-1', orderId: order.orderId }, act())
  const { mergeId } = await at.owner.mergeMembers({ memberId: kept.memberId, otherId: host.memberId, reason: '同一个人' }, act())
  expect(await availableOf(world, at.shop, kept)).toBe(180)
  await at.owner.refundOrder({ orderId: order.orderId, reason: '不要了' }, act())
  expect(await availableOf(world, at.shop, kept)).toBe(100)
  await at.owner.undoMerge({ mergeId, reason: '不是同一个人' }, act())
  expect([await availableOf(world, at.shop, kept), await availableOf(world, at.shop, host)]).toEqual([100, 0])
  expect(await dropReferrals(doors, at.shop.merchantId)).toBe(0)
})
