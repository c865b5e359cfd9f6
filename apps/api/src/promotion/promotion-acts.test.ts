import type { MerchantId } from '@huitou/units'
import { quote } from '@huitou/promotion'
import { aShop, act, bootApi, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { promotionBoard } from './board.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const from = '2026-01-01T00:00:00Z'
const ladder = { title: '满 200 减 20', kind: 'ladder-off' as const, steps: [{ thresholdMinor: 20_000, offMinor: 2_000 }, { thresholdMinor: 40_000, offMinor: 5_000 }], scope: {}, from, until: null, exclusivity: 'group' as const, group: '整单' }
const inForce = (merchantId: MerchantId) => world.inMerchant(merchantId, (tx) => promotionBoard.read(tx, [], world.clock.now()))

test('a promotion is in force from publishing to pausing, by the version published last', async () => {
  const shop = await aShop(world)
  const owner = world.as(shop.ownerToken)
  const { promotion, problems } = await owner.addPromotion(ladder, act())
  expect(problems).toEqual([])
  expect((await inForce(shop.merchantId)).promotions).toEqual([])
  const { promotionId } = promotion
  await expect(owner.pausePromotion({ promotionId }, act())).rejects.toMatchObject({ problem: { code: 'promotion-not-published' } })
  const key = act()
  expect(await owner.publishPromotion({ promotionId }, key)).toEqual(await owner.publishPromotion({ promotionId }, key))
  const board = await inForce(shop.merchantId)
  expect(board.shop).toEqual({ zone: 'Asia/Shanghai', currency: 'CNY' })
  const priced = quote({ now: Date.parse('2026-11-21'), zone: board.shop.zone, lines: [{ key: '1', sku: 'a', qty: 1, unitFen: 43_670 }], promotions: board.promotions })
  expect(priced).toMatchObject({ payFen: 38_670, applied: [{ id: promotionId, version: 1, name: '满 200 减 20' }] })
  expect(await owner.changePromotion({ promotionId, ...ladder, steps: [{ thresholdMinor: 20_000, offMinor: 3_000 }] })).toMatchObject({ promotion: { version: 2, state: 'published' } })
  expect((await inForce(shop.merchantId)).promotions).toMatchObject([{ version: 2, effect: { kind: 'amount-off', steps: [{ fromFen: 20_000, offFen: 3_000 }] } }])
  await expect(owner.changePromotion({ promotionId, ...ladder, steps: [{ thresholdMinor: 1 }] })).rejects.toMatchObject({ problem: { code: 'draft-has-problems' } })
  expect(await owner.pausePromotion({ promotionId }, act())).toMatchObject({ state: 'paused' })
  expect((await inForce(shop.merchantId)).promotions).toEqual([])
  expect((await owner.listPromotions({ state: 'paused' })).items).toMatchObject([{ promotionId, orders: 0, discountMinor: 0 }])
})

test('each kind says what is missing before it can be published', async () => {
  const owner = world.as((await aShop(world)).ownerToken)
  const codes = async (terms: Parameters<typeof owner.addPromotion>[0]) => (await owner.addPromotion(terms, act())).problems.map((p) => `${p.path} ${p.reason.code}`)
  expect(await codes({ ...ladder, steps: [{ thresholdMinor: 200, offMinor: 20 }, { thresholdMinor: 100, offMinor: 30 }] })).toEqual(['steps.1 terms-steps-not-rising'])
  expect(await codes({ ...ladder, kind: 'ladder-percent', steps: [{}] })).toEqual(['steps.0.rateBp terms-rate-missing'])
  expect(await codes({ ...ladder, kind: 'n-for-percent', steps: [{ rateBp: 1000 }] })).toEqual(['steps.0.units terms-units-missing'])
  expect(await codes({ ...ladder, kind: 'unit-off', steps: [{}] })).toEqual(['steps.0.offMinor terms-amount-missing'])
  expect(await codes({ ...ladder, kind: 'buy-x-get-y', steps: [{}], buy: 2 })).toEqual(['get terms-units-missing'])
  expect(await codes({ ...ladder, scope: { mode: 'include' }, until: from, fromMinute: 60, untilMinute: 60 })).toEqual(['scope terms-scope-empty', 'untilMinute terms-hours-empty', 'until terms-dates-backwards'])
})

test('two owners publish and pause at once: one after the other, never half', async () => {
  const shop = await aShop(world)
  const owner = world.as(shop.ownerToken)
  const { promotion: { promotionId } } = await owner.addPromotion(ladder, act())
  await owner.publishPromotion({ promotionId }, act())
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, k) => (k % 2 ? owner.publishPromotion({ promotionId }, act()) : owner.pausePromotion({ promotionId }, act()))))
  expect(outcomes.every((o) => o.status === 'fulfilled')).toBe(true)
})

test('another shop does not know it', async () => {
  const [here, there] = [await aShop(world), await aShop(world)]
  const { promotion: { promotionId } } = await world.as(here.ownerToken).addPromotion(ladder, act())
  const owner = world.as(there.ownerToken)
  for (const asked of [owner.changePromotion({ promotionId, ...ladder }), owner.publishPromotion({ promotionId }, act()), owner.pausePromotion({ promotionId }, act())]) await expect(asked).rejects.toMatchObject({ problem: { status: 404 } })
  expect((await owner.listPromotions({})).items).toEqual([])
})

test('a promotion goes from draft to checked, scheduled, running, paused and ended, and reads back with its versions', async () => {
  const owner = world.as((await aShop(world)).ownerToken)
  const { promotion: { promotionId, phase } } = await owner.addPromotion({ ...ladder, steps: [{}] }, act())
  expect(phase).toBe('draft')
  const { promotion: checked } = await owner.changePromotion({ promotionId, ...ladder, from: '2030-01-01T00:00:00Z', uses: 5 })
  expect(checked).toMatchObject({ phase: 'checked', version: 2, problems: [] })
  expect(await owner.publishPromotion({ promotionId }, act())).toMatchObject({ phase: 'scheduled', used: { uses: 0, minor: 0 } })
  expect((await owner.changePromotion({ promotionId, ...ladder })).promotion).toMatchObject({ phase: 'running', version: 3 })
  expect((await owner.changePromotion({ promotionId, ...ladder, until: '2026-02-01T00:00:00Z' })).promotion.phase).toBe('over')
  expect(await owner.pausePromotion({ promotionId }, act())).toMatchObject({ phase: 'paused' })
  expect(await owner.endPromotion({ promotionId }, act())).toMatchObject({ phase: 'ended' })
  await expect(owner.publishPromotion({ promotionId }, act())).rejects.toMatchObject({ problem: { code: 'promotion-ended' } })
  expect((await owner.readPromotion({ promotionId })).versions.map((v) => v.version)).toEqual([4, 3, 2, 1])
})

test('kinds with more to say are checked too', async () => {
  const owner = world.as((await aShop(world)).ownerToken)
  const codes = async (terms: Parameters<typeof owner.addPromotion>[0]) => (await owner.addPromotion(terms, act())).problems.map((p) => `${p.path} ${p.reason.code}`)
  expect(await codes({ ...ladder, kind: 'ladder-gift', steps: [{ thresholdMinor: 100 }] })).toEqual(['steps.0.giftSku terms-gift-missing', 'steps.0.giftQuantity terms-units-missing'])
  expect(await codes({ ...ladder, kind: 'nth-item', steps: [{}], buy: 1 })).toEqual(['buy terms-nth-from-two'])
  expect(await codes({ ...ladder, kind: 'bundle', steps: [{}] })).toEqual(['parts terms-parts-missing', 'priceMinor terms-price-missing'])
  expect(await codes({ ...ladder, kind: 'bundle', steps: [{}], priceMinor: 100, parts: [{ units: 0 }] })).toEqual(['parts.0.units terms-units-missing', 'parts.0 terms-scope-empty'])
  expect(await codes({ ...ladder, kind: 'unit-price', steps: [{}], budgetMinor: 5 })).toEqual(['budgetMinor terms-no-budget-on-prices', 'priceMinor terms-price-missing'])
  expect(await codes({ ...ladder, kind: 'shipping-off', steps: [{}], uses: 1, usesPerDay: 2, usesPerMember: 1, usesPerMemberDay: 2 })).toEqual(['usesPerDay terms-limit-dead', 'usesPerMemberDay terms-limit-dead'])
})
