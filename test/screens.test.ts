// Every page of both faces, rendered in a real browser on the demo shop: a picture in screenshots/, nothing serious found by
// axe, nothing wider than its window, nothing complained about in the console.
import type { MerchantId, StoreId } from '@huitou/units'
import type { Browser, Page, Request } from 'playwright-core'
import { PhoneVault } from '../apps/api/src/platform/phone/index.js'
import { newId } from '../apps/api/src/platform/ids/index.js'
import { generateDemo } from '../apps/api/src/seed/generate-demo.js'
import { DESK, PHONE, axeFaults, keepOnPhone, openBrowser, openWindow, overflowPx, scratch, shoot, webFolder, type Window, type WindowLook } from './setup/browser.js'
import { act, aClerk, aMember, bootApi, type Api, listening, type World } from './world.js'

const files = scratch()
const merchantId = newId<MerchantId>()
let world: World, browser: Browser, base: string, asOwner: Api
/** who signed in on the phone, as it keeps them */
let onPhone: { readonly memberId: string; readonly tokens: { readonly accessToken: string } } | null = null
let slug = '', ownerLogin = '', ownerPassword = ''
const faults: string[] = []

beforeAll(async () => {
  world = await bootApi({ HUITOU_WEB_DIR: webFolder(files.path) })
  await generateDemo({ database: world.database, vault: world.get(PhoneVault), now: world.clock.now() }, merchantId, { members: 260, anonymous: 200 })
  base = await listening(world)
  const demo = await world.as().readDemo({})
  slug = demo.merchant
  const owner = demo.staff.find((s) => s.role === 'owner')!
  ownerLogin = owner.login
  ownerPassword = owner.password
  const signed = await world.as().signInStaff({ login: owner.login, password: owner.password })
  if (!('session' in signed)) throw new Error('the owner of the demo is in one shop only')
  asOwner = world.as(signed.session.tokens.accessToken)
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await world?.close()
  files.done()
})

/** What is wrong with the page as it stands. */
async function judge(w: Window, name: string, o: { axe?: boolean } = {}): Promise<void> {
  await shoot(w.page, name)
  const wide = await overflowPx(w.page)
  if (wide > 0) faults.push(`${name}: ${wide} px wider than its window`)
  if (o.axe !== false) for (const fault of await axeFaults(w.page)) faults.push(`${name}: axe ${fault}`)
  for (const line of w.complaints.splice(0)) if (!/favicon|ERR_ABORTED|net::ERR_CONNECTION/.test(line)) faults.push(`${name}: console ${line.slice(0, 300)}`)
}

interface Traffic { open: number; since: number }
const traffics = new WeakMap<Page, Traffic>()
/** What a page asks for, from the moment its window is open; a live stream stays open and does not count. */
function watch(w: Window): Window {
  const t: Traffic = { open: 0, since: Date.now() }
  traffics.set(w.page, t)
  const counts = (r: Request) => !/\/live|\.woff2?(\?|$)/.test(r.url())
  w.page.on('request', (r) => { if (counts(r)) { t.open++; t.since = Date.now() } })
  const ended = (r: Request) => { if (counts(r)) { t.open = Math.max(0, t.open - 1); t.since = Date.now() } }
  w.page.on('requestfinished', ended).on('requestfailed', ended)
  return w
}
/** Until nothing is asked for any more and no bones are left; 5 s at most. */
const settle = async (page: Page): Promise<void> => {
  const [t, until] = [traffics.get(page), Date.now() + 5000]
  if (!t) throw new Error('watch the window first')
  while (Date.now() < until && (t.open > 0 || Date.now() - t.since < 400 || await page.locator('[aria-busy=true]:visible, .bone:visible').count() > 0)) await page.waitForTimeout(60)
  await page.waitForTimeout(200)
}

interface Prefs { readonly language?: 'zh-CN' | 'en'; readonly theme?: 'light' | 'dark'; readonly largeType?: boolean }

async function phone(look: Partial<WindowLook>, prefs: Prefs): Promise<Window> {
  const w = watch(await openWindow(browser, { ...PHONE, scale: 1, ...look }))
  await keepOnPhone(w, { prefs: { still: true, ...prefs }, ...(onPhone && { session: onPhone, bag: { of: onPhone.memberId, lines: BAG, wish: { coupons: null, points: false, storeId: null } } }) })
  return w
}

/** Three kinds of goods in the member's bag, as the phone keeps them. */
const BAG = [['CY-001', '武夷肉桂 山场小罐 50 克', 'tin', 1], ['QW-001', '青瓷盖碗 150 毫升', 'gaiwan', 1], ['BY-001', '亚麻茶巾', 'cloth', 2]].map(([sku, name, picture, quantity]) => ({ sku, name, picture, quantity }))

/** A flash sale that is on. */
async function startFlash(total: number, nth: number): Promise<string> {
  const product = (await asOwner.listProducts({})).items.filter((p) => p.priceMinor > 2000)[nth]!
  const now = world.clock.now()
  const { sale } = await asOwner.addFlashSale({ title: '今晚秒杀', sku: product.sku, priceMinor: Math.floor(product.priceMinor / 200) * 100, total, perMember: 1, from: new Date(now - 60_000).toISOString(), until: new Date(now + 7_200_000).toISOString() }, { key: newId() })
  await asOwner.scheduleFlashSale({ flashId: sale.flashId }, { key: newId() })
  return sale.flashId
}
let flashOf: Promise<string> | undefined
/** One, for the pages that show one. */
const aFlashSale = (): Promise<string> => (flashOf ??= startFlash(60, 0))

/** One of which others hold all, with two who wait before this phone's member. */
async function aFlashQueue(): Promise<string> {
  const flashId = await startFlash(3, 1)
  for (const at of [1, 2, 3, 4, 5]) await world.as((await aMember(world, { merchantId }, { name: `排队的${at}` })).token).queueFlash({ flashId }, { key: newId() })
  expect(await world.as(onPhone!.tokens.accessToken).queueFlash({ flashId }, { key: newId() })).toMatchObject({ place: 3 })
  return flashId
}

/** A manager who gave one member small points again and again, and one adjustment that waits for somebody else. */
async function somethingToLookAt(memberId: string): Promise<void> {
  const manager = (await world.as().readDemo({})).staff.find((s) => s.role === 'manager')!
  const signed = await world.as().signInStaff({ login: manager.login, password: manager.password })
  if (!('session' in signed)) throw new Error('the manager of the demo is in one shop only')
  const api = world.as(signed.session.tokens.accessToken)
  for (const points of [50, 40, 50, 30, 50, 20]) await api.adjustPoints({ memberId, points, reason: '补签到' }, { key: newId() })
  await api.askAdjustment({ memberId, points: 2_000, reason: '补去年漏记的三张单' }, { key: newId() })
  await asOwner.findAnomalies({})
}

test('the landing page, and signing in on the phone', async () => {
  const door = watch(await openWindow(browser, { ...DESK, width: 1280, height: 800 }))
  await door.page.goto(`${base}/`)
  await settle(door.page)
  await judge(door, 'landing')
  await door.close()
  const demo = await world.as().readDemo({})
  const w = await phone({}, {})
  await w.page.goto(`${base}/m/${slug}/`)
  await settle(w.page)
  await judge(w, 'mini/18-sign-in')
  await w.page.getByLabel('手机号').filter({ visible: true }).last().fill(demo.members[0]!.phone.replace(/\D/g, '').slice(-11))
  await w.page.locator('#agree:visible').click()
  await w.page.locator('#send-code:visible').click()
  await w.page.locator('#demo-code').waitFor()
  await judge(w, 'mini/18a-code')
  await w.page.locator('#fill-code').click()
  await w.page.getByText('出示会员码').filter({ visible: true }).first().waitFor()
  onPhone = JSON.parse(await w.page.evaluate<string>("JSON.parse(localStorage.getItem('huitou.session')).data")) as typeof onPhone
  expect(onPhone?.tokens.accessToken).toBeTruthy()
  await w.close()

  // The first screen of a member who comes back, with nothing kept by the browser: at most 200 KB of script on the wire.
  const first = await phone({}, {})
  const scripts: Promise<number>[] = []
  first.page.on('response', (r) => { if (/\.js(\?|$)/.test(r.url())) scripts.push(r.request().sizes().then((s) => s.responseBodySize)) })
  await first.page.goto(`${base}/m/${slug}/#/member/home`)
  await settle(first.page)
  const kilobytes = (await Promise.all(scripts)).reduce((sum, n) => sum + n, 0) / 1024
  console.info(`first screen of the phone in a browser: ${kilobytes.toFixed(0)} KB of script in ${scripts.length} files`)
  expect(kilobytes).toBeGreaterThan(50)
  expect(kilobytes).toBeLessThan(200)
  await first.close()
}, 120_000)

test('every page of the phone, light, dark, large type and English', async () => {
  const { memberId } = (await asOwner.listMembers({ search: '林若溪' })).items[0]!
  const orderId = (await asOwner.listMemberOrders({ memberId })).items[0]!.orderId
  const { sku } = (await asOwner.listReviews({ state: 'shown' })).items[0]!
  const [review, reviews] = [`order/review?order=${orderId}`, `order/reviews?sku=${sku}`]
  const flash = `flash/flash?id=${await aFlashSale()}`, queue = `flash/flash?id=${await aFlashQueue()}`
  const nameOf = (page: string) => (page === queue ? 'flash-queue' : page.replace('/', '-').replace(/\?.*/, ''))
  const pages = ['member/home', flash, queue, 'member/code', 'coupon/list', 'bag/goods', 'bag/bag', 'member/tiers', 'points/statement', 'gift/gift', 'points/check-in', 'member/birthday', 'community/feed', 'talk/write', 'inbox/messages', 'order/orders', `order/order?id=${orderId}`, review, reviews, 'member/me', 'member/profile', 'member/privacy', 'till/sign-in']
  const rounds: readonly (readonly [string, Partial<WindowLook>, Prefs, readonly string[]])[] = [
    ['', {}, {}, pages],
    ['-dark', { dark: true }, { theme: 'dark' }, ['member/home', flash, queue, 'member/code', 'coupon/list', 'bag/goods', 'bag/bag', 'member/tiers', 'points/statement', 'community/feed', review, reviews, 'member/me']],
    ['-large', {}, { largeType: true }, ['member/home', flash, queue, 'member/code', 'coupon/list', 'bag/goods', 'bag/bag', 'points/statement', 'member/tiers', review, reviews, 'member/me']],
    ['-en', { locale: 'en' }, { language: 'en' }, ['member/home', flash, queue, 'coupon/list', 'bag/goods', 'bag/bag', 'member/tiers', 'points/statement', 'community/feed', 'inbox/messages', review, reviews, 'member/me']],
  ]
  for (const [mark, look, prefs, which] of rounds) {
    const w = await phone(look, prefs)
    for (const page of which) {
      await w.page.goto(`${base}/m/${slug}/#/${page}`)
      await settle(w.page)
      await judge(w, `mini/${nameOf(page)}${mark}`)
    }
    await w.close()
  }
}, 600_000)

/** Rows for the pages that a fresh shop has none for: sales without a network, codes of a coupon, an appeal. */
async function fillDesk(couponId: string): Promise<void> {
  const { storeId } = (await asOwner.listStores({})).items[0]!
  const till = world.as((await aClerk(world, { merchantId, storeId: storeId as StoreId })).token)
  const sku = (await asOwner.listProducts({})).items.find((p) => p.priceMinor > 2000)!
  const sale = (digits: string | null, msAgo: number) => ({ saleKey: `screens-${msAgo}`, digits, scannedAt: new Date(world.clock.now() - msAgo).toISOString(), lines: [{ sku: sku.sku, quantity: 1 }], payMinor: sku.priceMinor })
  await till.bookOfflineSales({ sales: [sale(null, 60_000), sale('123456789012345678', 120_000), sale(null, 3 * 86_400_000)] }, act())
  await asOwner.makeCodes({ couponId, label: '茶会签到', wanted: 40, prefix: 'TEA', chars: 12 }, act())
  await asOwner.shareCode({ couponId, label: '公众号', code: 'QIUCHA' }, act())
  const writer = await aMember(world, { merchantId }, { name: '韩星野' })
  const { topicId } = (await asOwner.listShopTopics({})).items[0]!
  const { postId } = await world.as(writer.token).writePost({ topicId, body: '周末湖滨店的茶会，老枞水仙喝到第七泡还有粽叶香。' }, act())
  await asOwner.decidePost({ itemId: postId, decision: 'reject', reason: '广告、导流' }, act())
  await world.as(writer.token).appealPost({ postId, text: '我的帖子没有广告，请再看一次' }, act())
}

/** The page as it stands in another look or language: switched in place, as by another tab, so that nothing is loaded anew. */
const dress = async (w: Window, to: { mode: 'light' | 'dark'; language: 'zh-CN' | 'en' }): Promise<void> => {
  await w.page.evaluate((value) => {
    const here = globalThis as unknown as { localStorage: { setItem(k: string, v: string): void }; dispatchEvent(e: unknown): void; StorageEvent: new (type: string, o: { key: string }) => unknown }
    here.localStorage.setItem('huitou.preferences', value)
    here.dispatchEvent(new here.StorageEvent('storage', { key: 'huitou.preferences' }))
  }, JSON.stringify({ singleKeys: true, ...to }))
  await settle(w.page)
}

/** A page of the desk as it stands: in Chinese by day, in English, in Chinese by night. */
const judgeDressed = async (w: Window, name: string): Promise<void> => {
  await settle(w.page)
  await judge(w, `admin/${name}`)
  await dress(w, { mode: 'light', language: 'en' })
  await judge(w, `admin/${name}-en`)
  await dress(w, { mode: 'dark', language: 'zh-CN' })
  await judge(w, `admin/${name}-dark`)
  await dress(w, { mode: 'light', language: 'zh-CN' })
}

test('every page of the admin: Chinese in light and dark, English in light', async () => {
  const member = (await asOwner.listMembers({ search: '林若溪' })).items[0]!
  const order = (await asOwner.listMemberOrders({ memberId: member.memberId })).items[0]!
  const coupon = (await asOwner.listCoupons({ state: 'published' })).items[0]!
  const promotion = (await asOwner.listPromotions({})).items[0]!
  const flashId = await aFlashSale()
  const [early, winBack] = (await asOwner.listCampaigns({})).items
  await somethingToLookAt(member.memberId)
  await fillDesk(coupon.couponId)
  const pages: readonly (readonly [string, string])[] = [
    ['01-home', ''], ['02-members', 'members'], ['03-member', `members/${member.memberId}`], ['orders', 'orders'], ['orders-offline', 'orders/offline'], ['order', `orders/${order.orderId}`], ['15-refund', `orders/${order.orderId}/refund`], ['products', 'products'], ['08-import', 'import'], ['14-points', 'points'], ['12-earning', 'points/rules'], ['04-tiers', 'tiers'],
    ['coupons', 'coupons'], ['05-coupon', `coupons/${coupon.couponId}`], ['17-codes', `coupons/${coupon.couponId}/codes`], ['flash', 'flash'], ['16-flash-setup', `flash/${flashId}`], ['16-flash-live', `flash/${flashId}/live`], ['13-promotions', 'promotions'], ['13-promotion-new', 'promotions/new'], ['13-promotion-quote', `promotions/${promotion.promotionId}`],
    ...(['birthday', 'newcomer', 'after-purchase', 'tier-reached', 'monthly', 'win-back', 'points-expiry', 'downgrade', 'anniversary'] as const).map((kind) => [kind === 'birthday' ? '21-care' : `care-${kind}`, `care/${kind}`] as const), ['09-moderation', 'community'], ['09-appeals', 'community?state=appealed'], ['09-topics', 'community?state=topics'],
    ['18-settings', 'settings'], ['settings-shop', 'settings/shop'], ['settings-login', 'settings/login'], ['settings-wallets', 'settings/wallets'], ['settings-keys', 'settings/keys'], ['settings-requests', 'settings/requests'], ['19-staff', 'settings/staff'], ['20-audit', 'settings/audit'], ['lost', 'no-such-page'],
    ['campaigns', 'campaigns'], ['06-audience', 'campaigns/new'], ['07-campaign', `campaigns/${winBack!.campaignId}/effect`], ['07-campaign-early', `campaigns/${early!.campaignId}/effect`], ['reviews', 'reviews?state=unanswered'], ['19-anomalies', 'settings/watch'], ['settings-days', 'settings/days'],
  ]
  const w = watch(await openWindow(browser, DESK))
  for (const [name, path] of [['10-signin', 'enter'], ['22-create', 'start']] as const) {
    await w.page.goto(`${base}/admin/${path}`)
    await judgeDressed(w, name)
  }
  await w.page.goto(`${base}/admin/enter`)
  await w.page.getByLabel('手机号或邮箱').fill(ownerLogin)
  await w.page.getByLabel('密码', { exact: true }).fill(ownerPassword)
  await w.page.getByRole('button', { name: '登录' }).click()
  await w.page.waitForURL(/\/admin\/?$/)
  for (const [name, path] of pages) {
    await w.page.goto(`${base}/admin/${path}`)
    await judgeDressed(w, name)
  }
  await w.close()
}, 900_000)

test('a draft of rules and of tiers replayed on the past year: on the page of each, with the members behind a figure', async () => {
  const { current: rules } = await asOwner.listRuleSets({})
  const byRules = (await asOwner.saveRuleDraft({ rules: rules!.rules.map((r) => (r.wallet === 'points' && r.rate ? { ...r, multiplierBp: 15_000, capPerOrder: 600 } : r)) })).draft
  const { current: tiers } = await asOwner.readTiers({})
  const byTiers = (await asOwner.saveTierDraft({ terms: tiers!.terms, tiers: tiers!.tiers.map((t) => (t.reach > 0 ? { ...t, reach: Math.round(t.reach * 1.4), keep: null, benefits: { ...t.benefits, pointsExpiry: { kind: 'fixed' as const, on: '12-31', yearsAhead: 3 } } } : t)) })).draft
  const look = async (w: Window, mark: string) => {
    for (const [name, path] of [['04-tiers-what-if', 'tiers'], ['12-earning-edit', `points/rules/${rules!.rules.find((r) => r.rate)!.ruleId}`]] as const) {
      await w.page.goto(`${base}/admin/${path}`)
      await settle(w.page)
      await w.page.locator('section[aria-label]').filter({ has: w.page.locator('.plain-row, .say') }).last().scrollIntoViewIfNeeded()
      await judge(w, `admin/${name}${mark}`)
      if (path !== 'tiers') continue
      const picks = w.page.locator('.changed').filter({ hasText: /3 年后|\+3 years/ })
      await picks.last().scrollIntoViewIfNeeded()
      // none stands out of its column
      expect(await picks.evaluateAll((all) => (all as unknown as { getBoundingClientRect(): { right: number }; parentElement: { getBoundingClientRect(): { right: number } } }[]).map((e) => Math.max(0, Math.round(e.getBoundingClientRect().right - e.parentElement.getBoundingClientRect().right))))).toEqual([0, 0, 0, 0])
      await judge(w, `admin/04-tiers-expiry${mark}`)
    }
  }
  const w = watch(await openWindow(browser, DESK))
  await w.page.goto(`${base}/admin/enter`)
  await w.page.getByLabel('手机号或邮箱').fill(ownerLogin)
  await w.page.getByLabel('密码', { exact: true }).fill(ownerPassword)
  await w.page.getByRole('button', { name: '登录' }).click()
  await w.page.waitForURL(/\/admin\/?$/)
  await w.page.goto(`${base}/admin/tiers`)
  await settle(w.page)
  await w.page.getByRole('button', { name: '试算过去一年' }).scrollIntoViewIfNeeded()
  await judge(w, 'admin/04-tiers-before')
  // the year of a date that points last to is there to be chosen, and what is in force beside it
  await w.page.locator('.changed').filter({ hasText: '3 年后' }).filter({ hasText: '原 按店里的设置' }).last().waitFor()
  await w.page.getByRole('button', { name: '试算过去一年' }).click()
  await w.page.getByText('谁多谁少').or(w.page.getByText('最后要花的钱')).first().waitFor({ timeout: 60_000 })
  await asOwner.startWhatIf({ of: 'rules', expectVersion: byRules.version, expectSaves: byRules.saves })
  for (let state = 'running'; state === 'running'; state = (await asOwner.readWhatIf({ of: 'rules' })).whatIf!.state) await w.page.waitForTimeout(200)
  const result = (await asOwner.readWhatIf({ of: 'tiers' })).whatIf!
  expect([result.version, result.state, result.result!.down > 0]).toEqual([byTiers.version, 'done', true])
  await look(w, '')
  await w.page.goto(`${base}/admin/tiers`)
  await settle(w.page)
  await w.page.locator('.plain-row').first().click()
  await w.page.locator('.ant-drawer a').first().waitFor()
  await settle(w.page)
  await judge(w, 'admin/04-tiers-members')
  await w.page.goto(`${base}/admin/points/rules`)
  await settle(w.page)
  await w.page.getByRole('button', { name: '试算草稿' }).click()
  await settle(w.page)
  await judge(w, 'admin/12-earning-what-if')
  await w.page.emulateMedia({ colorScheme: 'dark' })
  await look(w, '-dark')
  await w.page.emulateMedia({ colorScheme: 'light' })
  await w.page.evaluate(`localStorage.setItem('huitou.preferences', JSON.stringify({ language: 'en' }))`)
  await look(w, '-en')
  await w.close()
}, 600_000)

test('nothing serious was found on any page', () => {
  expect(faults).toEqual([])
})
