// One visit from end to end, in three real windows: the owner at a desk, a shopper with a phone, a clerk at the till.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import type { Browser, Page } from 'playwright-core'
import { DESK, PHONE, axeFaults, filmOf, openBrowser, openWindow, overflowPx, scratch, shoot, webFolder, type Window } from './setup/browser.js'
import { expectBalanced } from './setup/world-database.js'
import { act, bootApi, type Api, type World } from './world.js'

const PHONE_NO = '13800006628'
const files = scratch()
const film = join(files.path, 'camera.y4m')
let world: World, browser: Browser, till: Browser, base: string
let owner: Window, shopper: Window, clerk: Window
let asOwner: Api
let slug = '', storeId = '', clerkId = ''

const tap = (page: Page, selector: string) => page.locator(`${selector}:visible`).first().click()
const says = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 15_000 })
const typeKeys = async (page: Page, digits: string) => { for (const d of digits) await tap(page, `#key-${d}`) }
const money = async () => (await clerk.page.locator('#till-due:visible').innerText()).replace(/[^\d.]/g, '')

beforeAll(async () => {
  world = await bootApi({ HUITOU_WEB_DIR: webFolder(files.path) })
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(world.app.getHttpServer().address() as { port: number }).port}`
  const shop = await world.as().createMerchant({ name: '山岚茶事', currency: 'CNY', zone: 'Asia/Shanghai', ownerName: '沈岚', login: 'owner@shanlan.example', password: 'mountain mist 7', storeName: '南山路店' })
  slug = shop.merchant.slug
  asOwner = world.as(shop.session.tokens.accessToken)
  storeId = (await asOwner.listStores({})).items[0]!.storeId
  const invited = await asOwner.inviteStaff({ login: 'xiaoman@shanlan.example', name: '小满', role: 'clerk', storeId })
  await world.as().acceptInvite({ token: decodeURIComponent(invited.inviteLink.split('/').pop()!), name: '小满', password: 'morning dew 5' })
  clerkId = invited.staff.staffId
  await asOwner.setPin({ staffId: clerkId, pin: '2581' })
  await asOwner.setPin({ staffId: (await asOwner.whoAmI({})).staffId, pin: '9637' })
  await asOwner.addProduct({ sku: 'GW-150', barcode: '6901234567892', name: '青瓷盖碗 150 毫升', category: '器物', brand: '', priceMinor: 15_600, picture: 'gaiwan', onSale: true }, act())
  await asOwner.addProduct({ sku: 'RG-50', barcode: '6901234567908', name: '武夷肉桂 山场小罐 50 克', category: '茶叶', brand: '', priceMinor: 5_000, picture: 'tin', onSale: true }, act())
  browser = await openBrowser()
  files.put('camera.y4m', filmOf(PNG.sync.write(new PNG({ width: 64, height: 64, fill: true })), 64, 64, 1))
  till = await openBrowser(film)
  owner = await openWindow(browser, DESK)
  shopper = await openWindow(browser, PHONE)
}, 120_000)

afterAll(async () => {
  if (world) await expectBalanced(world.db.adminUrl)
  for (const w of [owner, shopper, clerk]) await w?.close()
  await browser?.close()
  await till?.close()
  await world?.close()
  files.done()
})

test('the owner signs in, makes a coupon and publishes it', async () => {
  const { page } = owner
  await page.goto(`${base}/admin/`)
  await page.getByLabel('手机号或邮箱').fill('owner@shanlan.example')
  await page.getByLabel('密码', { exact: true }).fill('mountain mist 7')
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL(/\/admin\/?$/)
  await shoot(page, 'journey/owner-home')
  await page.goto(`${base}/admin/coupons/new`)
  const put = async (label: string, value: string) => { const f = page.getByLabel(label, { exact: true }).first(); await f.fill(value); await f.blur() }
  await put('满', '100')
  await put('减', '20')
  await put('名称', '满 100 减 20')
  await put('共', '100')
  await put('张，每人', '1')
  await shoot(page, 'journey/owner-coupon')
  await page.getByRole('button', { name: '发布' }).click()
  await says(page, '发布了，顾客现在能领')
  const [coupon] = (await asOwner.listCoupons({ state: 'published' })).items
  expect(coupon).toMatchObject({ terms: { kind: 'amount-off', amountMinor: 2000, thresholdMinor: 10_000, total: 100, perMember: 1 }, claimed: 0, left: 100 })
}, 60_000)

test('the shopper signs in with a phone number, sees tier and points, claims the coupon', async () => {
  const { page } = shopper
  await page.goto(`${base}/m/${slug}/`)
  await page.getByLabel('手机号').filter({ visible: true }).last().fill(PHONE_NO)
  await tap(page, '#agree')
  await tap(page, '#send-code')
  await page.locator('#demo-code').waitFor()
  await shoot(page, 'journey/phone-code')
  await tap(page, '#fill-code')
  await says(page, '出示会员码')
  await says(page, /升级金卡/)
  await shoot(page, 'journey/phone-home', true)
  expect(await overflowPx(page)).toBe(0)
  await page.goto(`${base}/m/${slug}/#/coupon/list`)
  await page.getByText('领取').filter({ visible: true }).first().click()
  await says(page, '领到了，放进券包')
  expect((await asOwner.listCoupons({ state: 'published' })).items[0]).toMatchObject({ claimed: 1, left: 99 })
}, 60_000)

test('the clerk opens a shift by PIN and scans the very code from the shopper\'s screen', async () => {
  await shopper.page.goto(`${base}/m/${slug}/#/member/code`)
  await shopper.page.locator('#digits').waitFor()
  const digits = (await shopper.page.locator('#digits').innerText()).replace(/\D/g, '')
  const picture = await shoot(shopper.page, 'journey/phone-member-code')
  // two readers that know nothing of each other agree on what the screen shows
  const png = PNG.sync.read(picture)
  expect(jsQR(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(digits)
  if (existsSync('/usr/bin/zbarimg')) expect(execFileSync('zbarimg', ['-q', '--raw', '--nodbus', files.put('code.png', picture)], { encoding: 'utf8' }).trim().split('\n')).toContain(digits)
  files.put('camera.y4m', filmOf(picture, 640, 640))

  clerk = await openWindow(till, { ...PHONE, camera: true })
  const { page } = clerk
  await page.goto(`${base}/m/${slug}/#/till/sign-in`)
  await page.getByLabel('手机号或邮箱').last().fill('owner@shanlan.example')
  await page.getByLabel('密码').last().fill('mountain mist 7')
  await tap(page, '#till-next')
  await tap(page, '#till-register')
  await says(page, '谁来收银')
  await page.getByRole('radio', { name: '小满' }).click()
  await shoot(page, 'journey/till-pin')
  await typeKeys(page, '2581')
  await says(page, '林**').catch(() => undefined)
  await page.waitForURL(/till\/sale/, { timeout: 20_000 })
  await says(page, '6628')
  await says(page, /1 张券/)
}, 90_000)

test('a basket of ¥256.00 is quoted with the coupon, each fen explained, and settled; the phone shows it within a second', async () => {
  const { page } = clerk
  await tap(page, '#till-add-goods')
  await page.locator('.sheet-b').getByText('青瓷盖碗 150 毫升').click()
  await page.locator('.sheet-b').getByText('武夷肉桂 山场小罐 50 克').click()
  await page.locator('.sheet-b').getByText('武夷肉桂 山场小罐 50 克').click()
  await tap(page, '#goods-ok')
  await page.waitForFunction(() => /236\.00/.test(document.querySelector('#till-due')?.textContent ?? ''), undefined, { timeout: 15_000 })
  expect(await money()).toBe('236.00')
  await page.getByText('满 100 减 20').filter({ visible: true }).first().click()
  // 20.00 over 156.00 and 100.00: 12.19 and 7.81
  await says(page, '−12.19')
  await says(page, '−7.81')
  await shoot(page, 'journey/till-quote', true)
  expect(await axeFaults(page)).toEqual([])
  await shopper.page.goto(`${base}/m/${slug}/#/member/home`)
  await says(shopper.page, '出示会员码')
  const began = Date.now()
  await tap(page, '#till-confirm')
  await page.locator('#till-done').waitFor()
  const answered = Date.now()
  await says(shopper.page, '这单省了')
  const seen = Date.now()
  expect(seen - answered).toBeLessThan(1500)
  process.stdout.write(`settled in ${answered - began} ms, on the phone ${Math.max(0, seen - answered)} ms later\n`)
  await shoot(page, 'journey/till-done')
  await shopper.page.waitForTimeout(2000)
  await shoot(shopper.page, 'journey/phone-settled')
  await says(shopper.page, /236/)
}, 60_000)
