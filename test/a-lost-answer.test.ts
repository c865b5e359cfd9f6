// What a till does when an answer does not come, or not whole: its screens come back by themselves, the shift stays open, and what is sent again is booked once.
import type { Browser, Page, Route } from 'playwright-core'
import { PHONE, axeFaults, keepOnPhone, openBrowser, openWindow, says, scratch, shoot, tap, webFolder, type Window } from './setup/browser.js'
import { expectBalanced } from './setup/world-database.js'
import { act, bootApi, listening, type World } from './world.js'
import { aShopper, aTillShop, basketOf, settlementOf, type TillShop } from './till-world.js'

const files = scratch()
let world: World, browser: Browser, base: string, at: TillShop, orderId: string
let w: Window, page: Page

beforeAll(async () => {
  world = await bootApi({ HUITOU_WEB_DIR: webFolder(files.path) })
  base = await listening(world)
  at = await aTillShop(world)
  await at.owner.setPin({ staffId: at.clerk.staffId, pin: '2581' })
  const shopper = await aShopper(world, at.shop, { name: '林若溪' })
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('RG50', 'QC150', 'CJ')
  orderId = (await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'none' })), act())).orderId
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  if (world) await expectBalanced(world.db.adminUrl)
  await world?.close()
  files.done()
})

// a till whose shift has just begun, at its latest orders
beforeEach(async () => {
  const { session } = await world.as().openShift({ tillToken: at.clerk.tillToken, staffId: at.clerk.staffId, pin: '2581' })
  w = await openWindow(browser, PHONE)
  page = w.page
  await keepOnPhone(w, {
    prefs: { still: true }, 'till-device': { tillId: at.clerk.tillId, tillToken: at.clerk.tillToken, tillName: '前台', storeName: '南山路店', merchantName: '山岚', currency: 'CNY' },
    'till-shift': { tokens: session.tokens, staffId: session.staffId, name: session.name, role: session.role, openedAt: Date.now() },
  })
  await openOrders(page)
}, 60_000)
afterEach(() => w.close())

const till = (screen: string) => `${base}/m/${at.shop.slug}/#/till/${screen}`
const openOrders = async (p: Page) => { await p.goto(till('orders')); await says(p, /林\*\*/) }
const toRefund = (p: Page) => p.goto(till(`refund?id=${orderId}`))
const line = (p: Page) => p.locator('#refund-line-2').waitFor({ timeout: 20_000 })
/** Access tokens live a quarter of an hour. */
const pass = (seconds: number) => world.clock.set(world.clock.now() + seconds * 1000)
const firstOnly = (spoil: (route: Route) => Promise<void>) => { let n = 0; return (route: Route) => (n++ === 0 ? spoil(route) : route.continue()) }
const brokenOff = { status: 200, contentType: 'application/json', body: '{"orderId":"' }

test('a screen that could not be read comes back by itself: the server away for a moment, no answer, half an answer', async () => {
  const away = { status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'urn:huitou:problem:service-away', title: 'Away', status: 503, code: 'service-away', facts: {}, detail: '', correlationId: '01a2' }) }
  for (const spoil of [(r: Route) => r.fulfill(away), (r: Route) => r.abort('connectionreset'), (r: Route) => r.fulfill(brokenOff)]) {
    await page.route('**/api/orders/*', firstOnly(spoil))
    await toRefund(page)
    await line(page)
    await page.unroute('**/api/orders/*')
    await openOrders(page)
  }
}, 120_000)

test('without a network it says so in the words of a till, and shows the lines as soon as there is one', async () => {
  await toRefund(page)
  await line(page)
  await openOrders(page)
  await w.context.setOffline(true)
  await toRefund(page)
  await says(page, '网一回来，自己会再取。')
  await shoot(page, 'journey/till-refund-offline')
  expect(await axeFaults(page)).toEqual([])
  await w.context.setOffline(false)
  await line(page)
}, 90_000)

test('a refund whose answer broke off is asked about under the same key: the money goes back once', async () => {
  await toRefund(page)
  await tap(page, '#refund-line-2')
  await tap(page, '#refund-amount-2')
  for (const d of '3050') await tap(page, `#key-${d}`)
  await tap(page, '#refund-amount-ok')
  await page.locator('#refund-preview').waitFor()
  await page.route('**/refunds', firstOnly(async (r) => { await r.fetch(); await r.fulfill(brokenOff) }))
  await tap(page, '#refund-confirm')
  await says(page, '没听到回音，再问一次')
  expect(await at.owner.readOrder({ orderId })).toMatchObject({ refundedMinor: 3_050 })
  await tap(page, '#refund-confirm')
  await says(page, /退好了/)
  expect(await at.owner.readOrder({ orderId })).toMatchObject({ refundedMinor: 3_050, refunds: [{ moneyMinor: 3_050 }] })
}, 90_000)

test('a page opened anew in the middle of a renewal keeps the shift; so does one whose new tokens broke off on their way', async () => {
  pass(16 * 60)
  let thrownAway = 0
  // the server has renewed, and the window that asked is gone when the answer comes
  await page.route('**/api/session/refresh', firstOnly(async (r) => { await r.fetch(); thrownAway += 1; await new Promise((go) => setTimeout(go, 4000)); await r.abort().catch(() => undefined) }))
  await toRefund(page)
  while (thrownAway === 0) await page.waitForTimeout(50)
  await page.reload()
  await line(page)
  await page.unroute('**/api/session/refresh')

  pass(16 * 60)
  await page.route('**/api/session/refresh', firstOnly(async (r) => { await r.fetch(); await r.fulfill({ ...brokenOff, body: '{"accessTok' }) }))
  await page.reload()
  await line(page)
  await page.reload()
  await line(page)
}, 120_000)

test('two windows of one till: the one that renews later goes on with what the other got, and both keep the shift', async () => {
  const second = await w.context.newPage()
  await openOrders(second)
  pass(16 * 60)
  await toRefund(page)
  await line(page)
  // past the half minute in which a refresh token may be shown twice
  pass(40)
  await toRefund(second)
  await line(second)
  pass(16 * 60)
  await second.reload()
  await line(second)
  pass(40)
  await page.reload()
  await line(page)
}, 120_000)
