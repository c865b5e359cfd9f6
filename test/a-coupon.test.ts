// A coupon from the shopper's screen to the till's camera and onto an order, in real windows.
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import type { Browser } from 'playwright-core'
import { PHONE, axeFaults, filmOf, keepOnPhone, openBrowser, openWindow, overflowPx, says, scratch, sessionOf, shoot, tap, webFolder, type Window, type WindowLook } from './setup/browser.js'
import { expectBalanced } from './setup/world-database.js'
import { aClaim, aShopper, aTillShop, type Shopper, type TillShop } from './till-world.js'
import { bootApi, listening, type World } from './world.js'

const files = scratch()
const film = `${files.path}/camera.y4m`
let world: World, browser: Browser, tillBrowser: Browser, base: string
let at: TillShop, shopper: Shopper, claim: string

async function open(from: Browser, look: Partial<WindowLook>, kept: Record<string, unknown>): Promise<Window> {
  const w = await openWindow(from, { ...PHONE, ...look })
  await keepOnPhone(w, { prefs: { still: true }, ...kept })
  return w
}
const phoneOf = (s: Shopper, look: Partial<WindowLook> = {}, prefs: Record<string, unknown> = {}) => open(browser, look, { session: sessionOf(s, at.shop.merchantId), prefs: { still: true, ...prefs } })
const page = (to: string) => `${base}/m/${at.shop.slug}/#/${to}`

beforeAll(async () => {
  world = await bootApi({ HUITOU_WEB_DIR: webFolder(files.path) })
  base = await listening(world)
  at = await aTillShop(world)
  await at.owner.addStore({ name: '天目里店', address: '天目里 3 幢', opensAt: 600, closesAt: 1320 })
  await at.owner.addStore({ name: '湖滨店', address: '', opensAt: 570, closesAt: 1290 })
  shopper = await aShopper(world, at.shop, { name: '林若溪', points: 2_000 })
  claim = await aClaim(at.owner, shopper, { thresholdMinor: 20_000, amountMinor: 3_000 })
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await tillBrowser?.close()
  if (world) await expectBalanced(world.db.adminUrl)
  await world?.close()
  files.done()
})

test('the page of one coupon as drawn: stub, white code part in both themes, its terms, its stores', async () => {
  for (const [mark, look, prefs] of [['', {}, {}], ['-dark', { dark: true }, { theme: 'dark' }], ['-en', { locale: 'en' }, { language: 'en' }], ['-en-dark', { locale: 'en', dark: true }, { language: 'en', theme: 'dark' }], ['-large', {}, { largeType: true }]] as const) {
    const w = await phoneOf(shopper, look, prefs)
    await w.page.goto(page(`ticket/coupon?id=${claim}`))
    await w.page.locator('#coupon-digits').waitFor()
    await w.page.waitForTimeout(400)
    const picture = PNG.sync.read(await shoot(w.page, `mini/23-coupon${mark}`, true))
    const digits = (await w.page.locator('#coupon-digits').innerText()).replace(/\D/g, '')
    expect(digits).toMatch(/^2\d{19}$/)
    expect(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data).toBe(digits)
    expect(await overflowPx(w.page)).toBe(0)
    expect(await axeFaults(w.page)).toEqual([])
    expect(w.complaints).toEqual([])
    await w.close()
  }
}, 300_000)

test('the till scans the code off the phone\'s screen: the coupon is on the order, and settled with it', async () => {
  const w = await phoneOf(shopper)
  await w.page.goto(page(`ticket/coupon?id=${claim}`))
  await w.page.locator('#coupon-digits').waitFor()
  await w.page.waitForTimeout(300)
  files.put('camera.y4m', filmOf(await shoot(w.page, 'journey/phone-coupon'), 640, 640))
  tillBrowser = await openBrowser(film)
  const till = await open(tillBrowser, { camera: true }, {
    'till-device': { tillId: at.clerk.tillId, tillToken: at.clerk.tillToken, tillName: '前台', storeName: '南山路店', merchantName: '山岚', currency: 'CNY' },
    'till-shift': { tokens: { accessToken: at.clerk.token, refreshToken: '-' }, staffId: at.clerk.staffId, name: '小满', role: 'clerk', openedAt: Date.now() },
  })
  await till.page.goto(page('till/scan'))
  await till.page.waitForURL(/till\/sale/, { timeout: 20_000 })
  await says(till.page, '林**')
  await tap(till.page, '#till-add-amount')
  for (const d of '25600') await tap(till.page, `#key-${d}`)
  await tap(till.page, '#amount-add')
  await till.page.locator('#till-due').filter({ hasText: '226.00' }).waitFor()
  await shoot(till.page, 'journey/till-coupon')
  await tap(till.page, '#till-confirm')
  await till.page.locator('#till-done').waitFor()
  await w.page.goto(page('member/settled'))
  await says(w.page, /满 200 减 30/)
  expect((await shopper.api.readMyCoupon({ memberCouponId: claim })).state).toBe('redeemed')
  // the film still shows it: it is said to be used, in words for the customer
  await tap(till.page, '#till-next-customer')
  await says(till.page, '这张券用过了')
  await shoot(till.page, 'journey/till-coupon-used')
  expect(await axeFaults(till.page)).toEqual([])
  await till.close()
  await w.close()
}, 120_000)

test('a coupon goes to a friend: under way, taken by the first to open the link, gone from the sender\'s wallet', async () => {
  const mine = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 2_000 })
  const friend = await aShopper(world, at.shop, { name: '周见微' })
  const w = await phoneOf(shopper)
  await w.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await w.page.goto(page(`ticket/coupon?id=${mine}`))
  await w.page.locator('#coupon-digits').waitFor()
  await shoot(w.page, 'mini/23-coupon-foot')
  await tap(w.page, '#send-coupon')
  await tap(w.page, '#send-coupon-go')
  // said for three seconds only
  await says(w.page, '链接复制好了，发给朋友就行')
  await says(w.page, '正在送给朋友的路上')
  await shoot(w.page, 'mini/23-under-way')
  expect(await overflowPx(w.page)).toBe(0)
  expect(await axeFaults(w.page)).toEqual([])
  const { gift } = (await shopper.api.readMyCoupon({ memberCouponId: mine })).terms
  expect(await w.page.evaluate<string>('navigator.clipboard.readText()')).toBe(page(`ticket/friend?g=${gift!.giftId}`))
  await w.page.goto(page('coupon/list'))
  await says(w.page, '等对方收下')
  await w.page.waitForTimeout(600)
  await shoot(w.page, 'mini/05-coupons-under-way')
  // the friend comes by the link without being signed in, and is back at it after
  const f = await open(browser, {}, {})
  await f.page.goto(page(`ticket/friend?g=${gift!.giftId}`))
  await f.page.waitForURL(/member\/sign-in/)
  expect(await f.page.evaluate<string>("localStorage.getItem('huitou.after-sign-in') ?? ''")).toContain(gift!.giftId)
  await f.close()
  for (const [mark, look, prefs] of [['', {}, {}], ['-en-dark', { locale: 'en', dark: true }, { language: 'en', theme: 'dark' }]] as const) {
    const t = await phoneOf(friend, look, prefs)
    await t.page.goto(page(`ticket/friend?g=${gift!.giftId}`))
    await t.page.locator('#take-coupon').waitFor()
    await t.page.waitForTimeout(300)
    await shoot(t.page, `mini/23-friend${mark}`)
    expect(await axeFaults(t.page)).toEqual([])
    if (mark) {
      await tap(t.page, '#take-coupon')
      await t.page.locator('#coupon-digits').waitFor()
      expect(t.complaints).toEqual([])
    }
    await t.close()
  }
  await w.page.goto(page(`ticket/coupon?id=${mine}`))
  await says(w.page, '送给 周** 了')
  expect((await friend.api.listMyCoupons({})).items).toHaveLength(1)
  await w.close()
}, 120_000)
