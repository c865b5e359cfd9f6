import { MakeCodes } from '../coupon/make-codes.js'
import { act, type World } from '../../../../test/world.js'
import { aClaim, aShopper, aTillShop, availableOf, basketOf, codeOf, factsOf, settlementOf, eachSells, type Shopper, type TillShop } from '../../../../test/till-world.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

const digitsOf = async (shopper: Shopper, memberCouponId: string) => (await shopper.api.showCouponCode({ memberCouponId })).digits
const twenty = (thresholdMinor = 10_000) => ({ thresholdMinor, amountMinor: 2_000 })

test('the phone shows twenty digits, always the same, to its owner alone; no table holds them', async () => {
  const [shopper, other] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  const claim = await aClaim(at.owner, shopper, twenty())
  const digits = await digitsOf(shopper, claim)
  expect(digits).toMatch(/^2\d{19}$/)
  expect(await digitsOf(shopper, claim)).toBe(digits)
  expect(await codeOf(other.api.showCouponCode({ memberCouponId: claim }))).toBe('not-found')
  const { rows } = await world.admin.query('select * from coupon_claim where claim_id = $1', [claim])
  expect(JSON.stringify(rows)).not.toContain(digits.slice(1))
  for (const part of [shopper.memberId, shopper.phone]) expect(digits).not.toContain(part.slice(-6))
})

test('scanned, it opens a visit that uses this coupon and no other, and spends points only with the phone\'s nod', async () => {
  const shopper = await aShopper(world, at.shop, { name: '林若溪', points: 2_000 })
  const small = await aClaim(at.owner, shopper, twenty())
  const best = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 5_000 })
  const digits = await digitsOf(shopper, small)
  const key = act()
  const visit = await at.till.scanCode({ digits }, key)
  expect(visit).toMatchObject({ state: 'open', wish: small, member: { nameMasked: '林**', coupons: [{ memberCouponId: small }] } })
  expect(visit.member!.coupons).toHaveLength(1)
  // a lost reply: the same key gives the same visit
  expect((await at.till.scanCode({ digits }, key)).visitId).toBe(visit.visitId)
  expect((await world.admin.query('select count(*)::int as n from visit')).rows[0]).toEqual({ n: 1 })
  const lines = basketOf('SET')
  // the best of all they have is not searched, and asking for the other by name does not help
  expect(await at.till.quoteVisit({ visitId: visit.visitId, lines })).toMatchObject({ couponIds: [small], payMinor: 23_600 })
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines, memberCouponIds: [best] })
  expect(quote).toMatchObject({ couponIds: [], payMinor: 25_600 })
  expect(await factsOf(at.till.settleVisit({ ...settlementOf(visit.visitId, lines, quote), memberCouponIds: [best] }, act()))).toMatchObject({ memberCouponId: best, quote: { couponIds: [small] } })
  // one point is enough to ask the phone, though the shop's own limit is 5,000
  const spend = await at.till.quoteVisit({ visitId: visit.visitId, lines, memberCouponIds: [small], usePoints: 100 })
  expect(spend.points).toMatchObject({ used: 100, needsConfirmation: true })
  expect(await codeOf(at.till.settleVisit(settlementOf(visit.visitId, lines, spend), act()))).toBe('confirmation-needed')
  expect(await availableOf(world, at.shop, shopper)).toBe(2_000)
  await shopper.api.confirmSpend({ visitId: visit.visitId, points: 100 }, act())
  const settled = await at.till.settleVisit(settlementOf(visit.visitId, lines, spend), act())
  expect(settled).toMatchObject({ couponTitles: ['满 100 减 20'], pointsSpent: 100, payMinor: 23_500 })
  // and now it is used: by its page, and by a till, which says when
  expect(await codeOf(shopper.api.showCouponCode({ memberCouponId: small }))).toBe('coupon-redeemed')
  expect(await codeOf(at.till.scanCode({ digits }, act()))).toBe('coupon-redeemed')
  expect((await factsOf(at.till.scanCode({ digits }, act())))['usedAt']).toBe(settled.at)
})

test('in an open visit of its owner it joins, in another\'s it is refused by name; asked anew it opens its own', async () => {
  const [shopper, other] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  const [mine, more, theirs] = [await aClaim(at.owner, shopper, twenty()), await aClaim(at.owner, shopper, { thresholdMinor: 0, amountMinor: 100 }), await aClaim(at.owner, other, twenty())]
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  expect(visit.wish).toBeNull()
  expect(await at.till.scanCode({ digits: await digitsOf(shopper, mine), visitId: visit.visitId }, act())).toMatchObject({ visitId: visit.visitId, wish: mine })
  // this visit was opened by the member's code: the other coupon stays usable
  expect((await at.till.readVisit({ visitId: visit.visitId })).member!.coupons).toHaveLength(2)
  const digits = await digitsOf(other, theirs)
  expect(await codeOf(at.till.scanCode({ digits, visitId: visit.visitId }, act()))).toBe('coupon-of-another')
  const own = await at.till.scanCode({ digits }, act())
  expect(own).toMatchObject({ wish: theirs, member: { memberId: other.memberId } })
  // opened by one coupon, joined by a second: these two
  const byFirst = await at.till.scanCode({ digits: await digitsOf(shopper, mine) }, act())
  expect(byFirst.member!.coupons.map((c) => c.memberCouponId)).toEqual([mine])
  const both = await at.till.scanCode({ digits: await digitsOf(shopper, more), visitId: byFirst.visitId }, act())
  expect(both.member!.coupons.map((c) => c.memberCouponId).sort()).toEqual([mine, more].sort())
  // a visit of another store's till is not joined: the coupon opens its own
  const far = await aTillShop(world)
  const guest = await at.till.openVisit({ memberId: null }, act())
  expect((await at.till.scanCode({ digits, visitId: guest.visitId }, act())).visitId).not.toBe(guest.visitId)
  // another shop's till does not know it
  expect(await codeOf(far.till.scanCode({ digits, visitId: visit.visitId }, act()))).toBe('coupon-not-here')
})

test('made-up codes count against the till and lock it; honest mistakes do not; expired, revoked and not yet begun are said', async () => {
  const shopper = await aShopper(world, at.shop)
  const claim = await aClaim(at.owner, shopper, twenty())
  const digits = await digitsOf(shopper, claim)
  const life = (set: string) => world.admin.query(`update coupon_claim set ${set} where claim_id = $1`, [claim])
  for (const [set, code] of [["state = 'revoked'", 'coupon-revoked'], ["state = 'issued', valid_from = '2199-01-01'", 'coupon-not-begun'], ["valid_from = '2020-01-01', valid_until = '2020-02-01'", 'coupon-expired']] as const) {
    await life(set)
    for (let i = 0; i < 3; i += 1) expect(await codeOf(at.till.scanCode({ digits }, act()))).toBe(code)
  }
  await life("valid_until = '2199-01-01', state = 'locked', locked_by = 'elsewhere', locked_until = '2199-01-01'")
  expect(await codeOf(at.till.scanCode({ digits }, act()))).toBe('coupon-locked')
  await life("state = 'issued', locked_by = null, locked_until = null")
  const madeUp = (n: number) => at.till.scanCode({ digits: `2${String(n).padStart(19, '7')}` }, act())
  for (let n = 0; n < 5; n += 1) expect(await codeOf(madeUp(n))).toBe('coupon-not-here')
  expect(await codeOf(at.till.scanCode({ digits }, act()))).toBe('till-locked')
  expect(await codeOf(at.till.scanCode({ digits: shopper.code() }, act()))).toBe('till-locked')
  world.clock.set(world.clock.now() + 61_000)
  expect(await codeOf(at.till.scanCode({ digits }, act()))).toBe('granted')
})

test('40 tills scan one coupon at once: each gets a visit, one settlement uses it', async () => {
  const shopper = await aShopper(world, at.shop)
  const claim = await aClaim(at.owner, shopper, twenty())
  const digits = await digitsOf(shopper, claim)
  const visits = await Promise.all(Array.from({ length: 40 }, () => at.till.scanCode({ digits }, act())))
  expect(new Set(visits.map((v) => v.visitId)).size).toBe(40)
  const lines = basketOf('SET')
  const ready = await Promise.all(visits.map(async (v) => settlementOf(v.visitId, lines, await at.till.quoteVisit({ visitId: v.visitId, lines }))))
  const answers = await Promise.all(ready.map((r) => codeOf(at.till.settleVisit(r, act()))))
  expect(answers.filter((a) => a === 'granted')).toHaveLength(1)
  expect(answers.filter((a) => a === 'coupon-gone')).toHaveLength(39)
})

test('its page says only what its terms and the shop\'s settings say', async () => {
  const shopper = await aShopper(world, at.shop)
  const far = await at.owner.addStore({ name: '天目里店', address: '天目里 3 幢', opensAt: 600, closesAt: 1320 })
  const { coupon } = await at.owner.addCoupon({ title: '周末茶叶券', kind: 'amount-off', amountMinor: 1_000, thresholdMinor: 0, scope: { mode: 'include', categories: ['茶叶'], storeIds: [far.storeId], tierIds: ['silver', 'gold'] }, weekdays: [6, 7], fromMinute: 600, untilMinute: 1200, firstOrder: true, validity: { kind: 'days', days: 30 }, total: 5, perMember: 1 } as never, act())
  await at.owner.publishCoupon({ couponId: coupon.couponId }, act())
  await world.admin.query("update member set tier_id = 'silver' where member_id = $1", [shopper.memberId])
  const { memberCouponId } = await shopper.api.claimCoupon({ couponId: coupon.couponId }, act())
  const page = () => shopper.api.readMyCoupon({ memberCouponId: memberCouponId! })
  expect(await page()).toMatchObject({ scopeText: '茶叶可用', code: null, terms: { weekdays: [6, 7], fromMinute: 600, untilMinute: 1200, firstOrder: true, tiers: ['银卡', '金卡'], perOrder: 1, notAtFlash: true, graceDays: 0, everywhere: false, stores: [{ name: '天目里店', address: '天目里 3 幢', opensAt: 600, closesAt: 1320 }] } })
  await at.owner.changeSetting({ key: 'price-coupons-per-order', value: 3 })
  await at.owner.changeSetting({ key: 'coupon-grace-days', value: 7 })
  await at.owner.changeStore({ storeId: far.storeId, closed: true })
  expect((await page()).terms).toMatchObject({ perOrder: 3, graceDays: 7, everywhere: false, stores: [] })
})

test('a code from a card at the till: claimed for the member and on the order, once; wrong ones are counted; nobody and others are told so', async () => {
  const [shopper, other] = [await aShopper(world, at.shop), await aShopper(world, at.shop)]
  const { coupon } = await at.owner.addCoupon({ title: '包裹卡', kind: 'amount-off', amountMinor: 2_500, thresholdMinor: 10_000, scope: {}, validity: { kind: 'days', days: 30 }, total: 100, claimable: false, perMember: 1 } as never, act())
  await at.owner.publishCoupon({ couponId: coupon.couponId }, act())
  await at.owner.makeCodes({ couponId: coupon.couponId, label: '包裹卡', wanted: 3, prefix: 'SL' }, act())
  await world.get(MakeCodes).settled()
  await at.owner.shareCode({ couponId: coupon.couponId, label: '海报', code: 'Spring2026' }, act())
  const [code, second] = (await world.admin.query<{ code: string }>("select k.code from coupon_code k join coupon_code_batch b using (merchant_id, batch_id) where b.coupon_id = $1 and b.kind = 'generated' order by n", [coupon.couponId])).rows.map((r) => r.code) as [string, string]
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const key = act()
  const given = await at.till.redeemTillCode({ visitId: visit.visitId, code: code.replaceAll('-', ' ') }, key)
  expect(given).toMatchObject({ visitId: visit.visitId, member: { coupons: [{ memberCouponId: given.wish, title: '包裹卡' }] } })
  expect((await at.till.redeemTillCode({ visitId: visit.visitId, code: code.replaceAll('-', ' ') }, key)).wish).toBe(given.wish)
  // typed once more under another key it is the coupon held; a second card is one too many for this member; the poster's code likewise
  expect((await at.till.redeemTillCode({ visitId: visit.visitId, code }, act())).wish).toBe(given.wish)
  expect(await codeOf(at.till.redeemTillCode({ visitId: visit.visitId, code: second }, act()))).toBe('member-limit-reached')
  expect(await codeOf(at.till.redeemTillCode({ visitId: visit.visitId, code: 'Spring2026' }, act()))).toBe('member-limit-reached')
  const guest = await at.till.openVisit({ memberId: null }, act())
  expect(await codeOf(at.till.redeemTillCode({ visitId: guest.visitId, code: second }, act()))).toBe('visit-of-nobody')
  // in a visit opened by a coupon's own code the card's coupon may be used beside it
  const mine = await aClaim(at.owner, other, { thresholdMinor: 0, amountMinor: 100 })
  const byCoupon = await at.till.scanCode({ digits: await digitsOf(other, mine) }, act())
  expect(await codeOf(at.till.redeemTillCode({ visitId: byCoupon.visitId, code }, act()))).toBe('coupon-code-used')
  const poster = await at.till.redeemTillCode({ visitId: byCoupon.visitId, code: 'Spring2026' }, act())
  expect(poster.member!.coupons.map((c) => c.memberCouponId).sort()).toEqual([mine, poster.wish].sort())
  const lines = basketOf('SET')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  expect(quote).toMatchObject({ couponIds: [given.wish], payMinor: 23_100 })
  await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  expect(await codeOf(at.till.redeemTillCode({ visitId: visit.visitId, code }, act()))).toBe('visit-settled')
  // ten wrong codes shut the gate of this till for a quarter of an hour, also for right ones
  for (let i = 0; i < 10; i += 1) expect(await codeOf(at.till.redeemTillCode({ visitId: byCoupon.visitId, code: `nonsense-${i}` }, act()))).toBe('coupon-code-unknown')
  expect(await codeOf(at.till.redeemTillCode({ visitId: byCoupon.visitId, code: second }, act()))).toBe('coupon-code-locked')
})

test('a scope that lists goods and means all is refused by name, in both languages, for coupons and promotions', async () => {
  const send = (url: string, payload: unknown, language: string) => world.app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${at.shop.ownerToken}`, 'idempotency-key': act().key, 'accept-language': language }, payload: payload as never })
  const coupon = (scope: object) => ({ title: '券', kind: 'amount-off', amountMinor: 500, thresholdMinor: 0, scope, validity: { kind: 'days', days: 30 } })
  for (const scope of [{ categories: ['茶叶'] }, { mode: 'all', brands: ['山岚'] }, { skus: ['RG50'] }]) {
    const no = await send('/api/coupons', coupon(scope), 'zh-CN')
    expect([no.statusCode, (no.json<{ fields: unknown[] }>()).fields]).toEqual([400, [{ path: 'scope.mode', code: 'scope-lists-need-mode', message: '写了类目、品牌或货号，范围却是全部：只限这些用 include，这些除外用 exclude' }]])
  }
  expect((await send('/api/coupons', coupon({ skus: ['RG50'] }), 'en')).body).toContain('say include for only these, exclude for all but these')
  expect((await send('/api/promotions', { title: '满减', kind: 'ladder-off', steps: [{ thresholdMinor: 100, offMinor: 10 }], scope: { categories: ['茶叶'] }, from: new Date(world.clock.now()).toISOString(), until: null }, 'zh-CN')).json()).toMatchObject({ fields: [{ path: 'scope.mode', code: 'scope-lists-need-mode' }] })
  for (const scope of [{}, { except: { categories: ['茶叶'] } }, { mode: 'include', categories: ['茶叶'] }, { mode: 'exclude', skus: ['RG50'] }, { storeIds: [at.shop.storeId] }]) expect((await send('/api/coupons', coupon(scope), 'zh-CN')).statusCode).toBe(201)
})
