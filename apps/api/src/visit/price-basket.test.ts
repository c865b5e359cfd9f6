import { DEFAULT_PRICE_SETTINGS, type Promotion, type WalletCoupon } from '@huitou/promotion'
import type { StoreId } from '@huitou/units'
import type { ShelfProduct } from '../product/index.js'
import { priceBasket, type BasketLine, type PriceFacts, type Priced } from './price-basket.js'
import { stampOf, wireQuote, type QuoteFrame } from './wire-quote.js'

const now = Date.parse('2026-11-21T07:00:00Z')
const product = (sku: string, name: string, category: string, priceMinor: number, more: Partial<ShelfProduct> = {}): ShelfProduct => ({ productId: sku, sku, barcode: null, name, category, brand: '', picture: '', priceMinor, memberPriceMinor: null, timedPriceMinor: null, storedValue: false, onSale: true, ...more })
const shelf = [product('RG50', '武夷肉桂', '茶叶', 16_800, { barcode: '6901234567892' }), product('QC150', '青瓷盖碗', '器物', 23_800), product('CJ', '亚麻茶巾', '器物', 3_900)]
const off400: Promotion = { id: '0192f000-0000-7000-8000-0000000000aa', version: 3, name: '满 400 减 40', stage: 'order', priority: 1, effect: { kind: 'amount-off', steps: [{ fromFen: 40_000, offFen: 4_000 }, { fromFen: 60_000, offFen: 7_000 }] } }
const coupon = (id: string, fromFen: number, offFen: number): WalletCoupon => ({ id, couponId: `def-${id}`, version: 1, name: `满 ${fromFen / 100} 减 ${offFen / 100}`, state: 'issued', validFrom: now - 1, validUntil: now + 1, effect: { kind: 'amount-off', steps: [{ fromFen, offFen }] } })
const facts: PriceFacts = {
  now, zone: 'Asia/Shanghai', storeId: 's' as StoreId, promotions: [off400], settings: DEFAULT_PRICE_SETTINGS,
  find: (line) => shelf.find((p) => p.sku === line.sku || (line.barcode !== null && p.barcode === line.barcode)),
  shopper: { tier: { tierId: 'gold', priceBp: 9_500, categories: ['茶叶'], freeShipping: false }, firstOrder: false, tags: [], coupons: [coupon('c30', 20_000, 3_000), coupon('c20', 10_000, 2_000)], points: { available: 12_860, rate: { points: 100, minor: 100 }, stepPoints: 100, maxShareBp: 10_000 } },
}
const line = (sku: string | null, quantity = 1, more: Partial<BasketLine> = {}): BasketLine => ({ sku, barcode: null, name: '', category: '', quantity, unitMinor: null, ...more })
const basket = [line('RG50'), line('QC150'), line('CJ', 2)]
const frame: QuoteFrame = { now, currency: 'CNY', zone: 'Asia/Shanghai', tierName: '金卡', willEarn: { points: 0, growth: 0, tierAfter: null, steps: [] }, confirmAbove: 5_000, alwaysConfirm: false, titles: new Map([['c30', '秋茶季券'], ['c20', '满 100 减 20']]) }
const priced = (ask: Partial<Parameters<typeof priceBasket>[1]> = {}, f: PriceFacts = facts): Priced => {
  const answer = priceBasket(f, { lines: basket, couponIds: null, usePoints: 'none', ...ask })
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.priced
}

test('the drawn basket: gold price, order promotion, best coupon, 5,000 points; every fen has its reason', () => {
  const quote = wireQuote(priced({ usePoints: 5_000 }), frame)
  expect(quote).toMatchObject({ listMinor: 48_400, payMinor: 35_560, savedMinor: 7_840, couponIds: ['c30'], points: { used: 5_000, worthMinor: 5_000, needsConfirmation: false } })
  expect(quote.steps.map((s) => [s.stage, s.title, s.amountMinor])).toEqual([['item-price', '金卡价', 840], ['order-promotion', '满 400 减 40', 4_000], ['coupon', '满 200 减 30', 3_000], ['points', '积分抵 5,000 分', 5_000]])
  for (const step of quote.steps) expect(step.shares.reduce((sum, s) => sum + s.minor, 0)).toBe(step.amountMinor)
  expect(quote.listMinor - quote.steps.reduce((sum, s) => sum + s.amountMinor, 0)).toBe(quote.payMinor)
  expect(quote.lines.reduce((sum, l) => sum + l.payMinor, 0)).toBe(quote.payMinor)
  expect(quote.steps[1]!.shares).toEqual([{ lineNo: 1, minor: 1_342, baseMinor: 15_960 }, { lineNo: 2, minor: 2_002, baseMinor: 23_800 }, { lineNo: 3, minor: 656, baseMinor: 7_800 }])
  expect(quote.nextThreshold).toEqual({ id: off400.id, missingMinor: 12_440, gainMinor: 3_000, title: '满 400 减 40' })
})
test('without a member: no tier price, no coupon, no points', () => {
  const quote = wireQuote(priced({ usePoints: 'most' }, { ...facts, shopper: null }), { ...frame, tierName: null })
  expect(quote).toMatchObject({ payMinor: 44_400, couponIds: [], points: { used: 0, mostUsable: 0, needsConfirmation: false } })
})
test('no coupon wanted, or a named one', () => {
  expect(priced({ couponIds: [] }).couponIds).toEqual([])
  expect(priced({ couponIds: ['c20'] }).couponIds).toEqual(['c20'])
})
test('most points are just enough and never more than there are', () => {
  expect(priced({ usePoints: 'most' }).quote.points).toEqual({ points: 12_800, worthFen: 12_800 })
  expect(priced({ lines: [line('CJ')], couponIds: [], usePoints: 'most' }).quote).toMatchObject({ points: { points: 3_900, worthFen: 3_900 }, payFen: 0 })
})
test('a nod is asked above the limit, and for any points on a visit without a code', () => {
  expect(wireQuote(priced({ usePoints: 5_100 }), frame).points.needsConfirmation).toBe(true)
  expect(wireQuote(priced({ usePoints: 100 }), { ...frame, alwaysConfirm: true }).points.needsConfirmation).toBe(true)
})
test('by barcode, by amount; unknown goods and a missing price are refused with their line', () => {
  expect(priced({ lines: [line(null, 1, { barcode: '6901234567892' }), line(null, 1, { name: '手工', unitMinor: 25_600 })] }).quote.listFen).toBe(42_400)
  expect(priceBasket(facts, { lines: [line('RG50'), line('NOPE')], couponIds: null, usePoints: 'none' })).toEqual({ ok: false, refusal: { code: 'product-unknown', facts: { lineNo: 2, sku: 'NOPE' } } })
  expect(priceBasket(facts, { lines: [line(null)], couponIds: null, usePoints: 'none' })).toMatchObject({ refusal: { code: 'price-missing', facts: { lineNo: 1 } } })
})
test('a sum that money cannot be is refused, the largest that it can be is priced', () => {
  const most = line(null, 1, { name: '金条', unitMinor: 1_000_000_000_000 })
  expect(priced({ lines: [most] }).quote.listFen).toBe(1_000_000_000_000)
  for (const lines of [[{ ...most, quantity: 2 }], [{ ...most, quantity: 9_999 }], [most, line(null, 1, { unitMinor: 1 })]]) expect(priceBasket(facts, { lines, couponIds: null, usePoints: 'none' })).toEqual({ ok: false, refusal: { code: 'basket-too-large', facts: { mostMinor: 1_000_000_000_000 } } })
})
test('the stamp changes with the price and not with the clock', () => {
  const stamp = stampOf(priced())
  expect(stampOf(priced({}, { ...facts, now: now - 1 }))).toBe(stamp)
  expect(stampOf(priced({}, { ...facts, promotions: [] }))).not.toBe(stamp)
  expect(stampOf(priced({}, { ...facts, promotions: [{ ...off400, version: 4 }] }))).not.toBe(stamp)
  expect(stampOf(priced({ usePoints: 100 }))).not.toBe(stamp)
})
