// A bag filled on the shopper's phone: what it saves, what a coupon still lacks, and the till asking for the very same.
import type { Browser, Page } from 'playwright-core'
import { PHONE, axeFaults, brokenPictures, keepOnPhone, openBrowser, openWindow, overflowPx, says, scratch, sessionOf, shoot, tap, webFolder, type Window, type WindowLook } from './setup/browser.js'
import { expectBalanced } from './setup/world-database.js'
import { aClaim, aPromotion, aShopper, aTillShop, basketOf, settlementOf, type Shopper, type TillShop } from './till-world.js'
import { act, bootApi, listening, type World } from './world.js'

const files = scratch()
let world: World, browser: Browser, base: string
let at: TillShop, shopper: Shopper

async function phoneOf(s: Shopper, look: Partial<WindowLook> = {}, prefs: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Promise<Window> {
  const w = await openWindow(browser, { ...PHONE, ...look })
  await keepOnPhone(w, { session: sessionOf(s, at.shop.merchantId), prefs: { still: true, ...prefs }, ...more })
  return w
}
const page = (to: string) => `${base}/m/${at.shop.slug}/#/${to}`
const shows = (p: Page, selector: string, text: string) => p.locator(`${selector}:visible`).filter({ hasText: text }).first().waitFor({ timeout: 15_000 })
const sound = async (w: Window, name: string): Promise<void> => {
  await w.page.waitForTimeout(500)
  await shoot(w.page, name, true)
  expect(await overflowPx(w.page)).toBe(0)
  expect(await brokenPictures(w.page)).toEqual([])
  expect(await axeFaults(w.page)).toEqual([])
}

beforeAll(async () => {
  world = await bootApi({ HUITOU_WEB_DIR: webFolder(files.path) })
  base = await listening(world)
  at = await aTillShop(world)
  shopper = await aShopper(world, at.shop, { name: '林若溪', points: 6_000 })
  await aPromotion(at.owner, { title: '满 600 减 70', kind: 'ladder-off', steps: [{ thresholdMinor: 60_000, offMinor: 7_000 }] })
  await aClaim(at.owner, shopper, { thresholdMinor: 20_000, amountMinor: 3_000 })
  await aClaim(at.owner, shopper, { thresholdMinor: 24_000, amountMinor: 2_000, scope: { mode: 'include', categories: ['器物'] } })
  browser = await openBrowser()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  if (world) await expectBalanced(world.db.adminUrl)
  await world?.close()
  files.done()
})

test('from the wallet to the goods, the bag and back: ¥2 more and the coupon works; the till asks for the same fen', async () => {
  const w = await phoneOf(shopper)
  await w.page.goto(page('coupon/list'))
  await tap(w.page, '#go-goods')
  await tap(w.page, '#add-QC150')
  await tap(w.page, '#add-RG50')
  await shows(w.page, '#bar-pay', '376.00')
  await sound(w, 'mini/bag-goods-picked')
  await tap(w.page, '#see-bag')
  await shows(w.page, '#bag-pay', '376.00')
  await says(w.page, '满 200 减 30')
  await shows(w.page, '#next-step', '再买 ¥194，满 600 减 70')
  await w.page.getByText('青瓷盖碗').filter({ visible: true }).first().click()
  await sound(w, 'mini/bag-bag')
  await w.page.goto(page('coupon/list'))
  await shows(w.page, '#bag-saved', '¥30')
  await says(w.page, '还差一点')
  await says(w.page, /再买.*¥2 .*就能用/)
  await sound(w, 'mini/05-coupons-bag')
  // the goods that count, the cheapest first
  await w.page.getByLabel('凑单 满 240 减 20').filter({ visible: true }).click()
  await shows(w.page, '#offer-line', '再买 ¥2，就够了')
  expect(await w.page.locator('[id^=add-]:visible').evaluateAll((all) => all.map((e) => (e as { id: string }).id))).toEqual(['add-CJ'])
  await tap(w.page, '#add-CJ')
  await shows(w.page, '#offer-line', '够了，已经能用')
  await sound(w, 'mini/bag-goods-offer')
  await w.page.goto(page('coupon/list'))
  await shows(w.page, '#bag-card', '购物袋里的 3 件')
  await says(w.page, '现在能用')
  expect(await w.page.getByText('还差一点').filter({ visible: true }).count()).toBe(0)
  await tap(w.page, '#bag-how')
  await shows(w.page, '#bag-pay', '415.00')
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('QC150', 'RG50', 'CJ')
  expect((await at.till.quoteVisit({ visitId: visit.visitId, lines })).payMinor).toBe(41_500)
  // points as money, and another coupon: at the till they come to the same again
  await w.page.getByRole('switch', { name: '用积分抵' }).filter({ visible: true }).click()
  await shows(w.page, '#bag-pay', '355.00')
  expect((await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'most' })).payMinor).toBe(35_500)
  await tap(w.page, '#pick-coupon')
  await sound(w, 'mini/bag-pick-coupon')
  await w.page.getByText('满 240 减 20').filter({ visible: true }).last().click()
  await shows(w.page, '#best-way', '比最省的多付 ¥10')
  // opened anew it is all still there
  await w.page.reload()
  await shows(w.page, '#bag-pay', '365.00')
  await tap(w.page, '#pay-in-shop')
  await w.page.waitForURL(/member\/code/)
  expect(w.complaints).toEqual([])
  await w.close()
}, 240_000)

test('without a network the bag opens with what it came to, and says of when that is; withdrawn goods are named', async () => {
  const bag = { of: shopper.memberId, lines: [{ sku: 'QC150', name: '青瓷盖碗', picture: '', quantity: 1 }, { sku: 'OLD', name: '去年的茶', picture: '', quantity: 2 }], wish: { coupons: null, points: false, storeId: null } }
  const w = await phoneOf(shopper, {}, {}, { bag })
  await w.page.goto(page('bag/bag'))
  await says(w.page, '不卖了')
  await shows(w.page, '#bag-pay', '208.00')
  // the other pages open without a network once the page's worker has them
  await w.page.evaluate(`new Promise(kept => { const all = navigator.serviceWorker; if (all.controller) kept(); else all.addEventListener('controllerchange', () => kept(), { once: true }) })`)
  await w.context.setOffline(true)
  await w.page.getByLabel('加一').filter({ visible: true }).first().click()
  await says(w.page, /没有网络，下面是/)
  await sound(w, 'mini/bag-bag-offline')
  for (const [to, ready, name] of [['bag/goods', '#bar-pay', 'bag-goods'], ['coupon/list', '#bag-saved', '05-coupons-bag']] as const) {
    await w.page.evaluate(hash => { location.hash = hash }, `#/${to}`)
    await w.page.locator(`${ready}:visible`).waitFor()
    await sound(w, `mini/${name}-offline`)
    // what says that there is no network has its picture without one
    expect(await w.page.locator('.scene-im img:visible').evaluateAll(all => all.filter(e => (e as unknown as { naturalWidth: number }).naturalWidth === 0).length)).toBe(0)
  }
  await w.close()
}, 120_000)

test('what was bought is bought again: into the bag, but for what is no longer sold, which is named', async () => {
  const again = await aShopper(world, at.shop, { name: '沈知秋' })
  const visit = await at.till.scanCode({ digits: again.code() }, act()), lines = basketOf('QC150', 'SET', 'QC150')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines })
  const { orderId } = await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())
  const set = (await at.owner.listProducts({})).items.find(p => p.sku === 'SET')!
  await at.owner.changeProduct({ ...set, onSale: false })
  const { payMinor } = (await again.api.quoteBag({ lines: basketOf('QC150', 'QC150') })).quote
  for (const [mark, look, prefs] of [['-en-dark', { locale: 'en', dark: true }, { language: 'en', theme: 'dark' }], ['-large', {}, { largeType: true }], ['', {}, {}]] as const) {
    const w = await phoneOf(again, look, prefs)
    await w.page.goto(page(`order/order?id=${orderId}`))
    await shows(w.page, '#no-more', '岩茶礼盒')
    await sound(w, `mini/22-order-again${mark}`)
    await tap(w.page, '#buy-again')
    await shows(w.page, '#bag-pay', (payMinor / 100).toFixed(2))
    await w.page.goto(page('member/me'))
    await shows(w.page, '#bag', '2')
    await sound(w, `mini/17-me-bag${mark}`)
    await tap(w.page, '#bag')
    await w.page.waitForURL(/bag\/bag/)
    expect(w.complaints).toEqual([])
    await w.close()
  }
  await at.owner.changeProduct({ ...set, onSale: true })
}, 240_000)

test('goods, bag and wallet in the dark, in large type and in English; empty and loading', async () => {
  const lines = [['RG50', '武夷肉桂 牛栏坑核心产区手工炭焙三年陈老枞限量罐装', 1], ['QC150', '青瓷盖碗', 12], ['CJ', '亚麻茶巾', 2]].map(([sku, name, quantity]) => ({ sku, name, picture: '', quantity }))
  const bag = { of: shopper.memberId, lines, wish: { coupons: null, points: true, storeId: null } }
  for (const [mark, look, prefs] of [['-dark', { dark: true }, { theme: 'dark' }], ['-large', {}, { largeType: true }], ['-en', { locale: 'en' }, { language: 'en' }], ['-en-dark', { locale: 'en', dark: true }, { language: 'en', theme: 'dark' }]] as const) {
    const w = await phoneOf(shopper, look, prefs, { bag })
    for (const [to, ready, name] of [['bag/goods', '#bar-pay', 'bag-goods'], ['bag/bag', '#bag-pay', 'bag-bag'], ['coupon/list', '#bag-saved', '05-coupons-bag']] as const) {
      await w.page.goto(page(to))
      await w.page.locator(`${ready}:visible`).waitFor()
      await sound(w, `mini/${name}${mark}`)
    }
    expect(w.complaints).toEqual([])
    await w.close()
  }
  const w = await phoneOf(await aShopper(world, at.shop, { name: '周见微' }))
  await w.page.goto(page('bag/bag'))
  await says(w.page, '袋里还空着')
  await sound(w, 'mini/bag-empty')
  await w.page.route('**/api/me/goods?**', () => undefined)
  await w.page.goto(page('bag/goods'))
  await sound(w, 'mini/bag-goods-loading')
  await w.close()
}, 400_000)
