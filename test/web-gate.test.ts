// Words that are code, in every place where a person can leave words, shown on every page of both faces in a real browser
// whose content policy is switched off: nothing runs, and the words are there as words. And fields that nobody offered.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { DESK, PHONE, openBrowser, scratch, webFolder } from './setup/browser.js'
import { PNG } from 'pngjs'
import { formOf, sendPicture } from './pictures.js'
import { demoPromotions } from '../apps/api/src/seed/demo-terms.js'
import { expectBalanced } from './setup/world-database.js'
import { aShopper, aTillShop, settlementOf, type Shopper, type TillShop } from './till-world.js'
import { act, aStaff, bootApi, type Staff, listening, type World } from './world.js'

const IMG = '<img src=x onerror=ran(1)>'
const SCRIPT = '<script>ran(2)</script>'
const LINK = 'javascript:ran(3)'
const BREAK = `"'><svg/onload=ran(4)>`
const LONG = `${IMG}${SCRIPT}${BREAK}<a href="${LINK}">x</a>${'{{'}constructor.constructor('ran(5)')()}}`
const files = scratch()
let world: World, browser: Browser, base: string, at: TillShop, shopper: Shopper, owner: Staff
let orderId = '', postId = '', topicId = '', couponId = '', memberCouponId = '', promotionId = '', flashId = ''

beforeAll(async () => {
  world = await bootApi({ HUITOU_WEB_DIR: webFolder(files.path) })
  base = await listening(world)
  at = await aTillShop(world)
  const { owner: o } = at
  owner = await aStaff(world, at.shop, { role: 'owner', name: IMG })
  await o.changeMerchant({ name: IMG })
  await o.addStore({ name: BREAK, address: LONG })
  await o.addProduct({ sku: IMG, barcode: null, name: LONG.slice(0, 120), category: IMG, brand: BREAK, priceMinor: 9_900, picture: LINK, onSale: true } as never, act())
  shopper = await aShopper(world, at.shop, { name: IMG, points: 500 })
  await shopper.api.changeMe({ name: `${IMG}${SCRIPT}`.slice(0, 60) } as never)
  await o.changeMember({ memberId: shopper.memberId, region: BREAK })
  await o.tagMember({ memberId: shopper.memberId, tag: '<b onclick=ran()>', why: LONG.slice(0, 120) })
  await o.adjustPoints({ memberId: shopper.memberId, points: 5, reason: `${IMG}${SCRIPT}` }, act())
  const { coupon } = await o.addCoupon({ title: IMG, kind: 'amount-off', amountMinor: 500, thresholdMinor: 0, scope: {}, validity: { kind: 'days', days: 30 }, total: 50, perMember: 2 } as never, act())
  couponId = coupon.couponId
  await o.publishCoupon({ couponId }, act())
  memberCouponId = (await shopper.api.claimCoupon({ couponId }, act())).memberCouponId!
  promotionId = (await o.addPromotion({ ...demoPromotions(new Date(world.clock.now()).toISOString())[0]!.terms, title: SCRIPT } as never, act())).promotion.promotionId
  const { sale } = await o.addFlashSale({ title: IMG, sku: IMG, priceMinor: 4_900, total: 10, perMember: 1, from: new Date(world.clock.now() - 60_000).toISOString(), until: new Date(world.clock.now() + 7_200_000).toISOString() } as never, act())
  flashId = sale.flashId
  await o.scheduleFlashSale({ flashId }, act())
  await o.changeCare({ kind: 'birthday', on: true, window: 'month', points: 8, textZh: LONG.slice(0, 100), textEn: IMG } as never)
  topicId = (await o.addTopic({ title: IMG, lead: `${SCRIPT}${BREAK}`, picture: LINK, pinned: true })).topicId
  postId = (await shopper.api.writePost({ topicId, body: LONG }, act())).postId
  await o.decidePost({ itemId: postId, decision: 'approve' }, act())
  const other = await aShopper(world, at.shop, { name: BREAK })
  const comment = await other.api.writeComment({ postId, body: `${LONG} https://x.example/"onmouseover=ran(6)` }, act())
  await o.decidePost({ itemId: comment.commentId, decision: 'approve' }, act())
  const refused = await shopper.api.writePost({ topicId, body: LONG }, act())
  await o.decidePost({ itemId: refused.postId, decision: 'reject', reason: `${IMG}${SCRIPT}` }, act())
  await shopper.api.writePost({ topicId, body: `${LONG} waits` }, act())
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = [{ sku: IMG, quantity: 2 }]
  const sold = await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'none' })), act())
  orderId = sold.orderId
  await at.owner.refundOrder({ orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: IMG }, act())
  await other.api.sendGift({ to: shopper.phone.replace('+86', ''), points: 1 }, act()).catch(() => undefined)
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  if (world) await expectBalanced(world.db.adminUrl)
  await browser?.close()
  await world?.close()
  files.done()
})

interface Tried { readonly context: BrowserContext; readonly page: Page; readonly ran: string[] }
/** A window without the pages' content policy, in which `ran` tells that words were run. */
async function unguarded(look: { width: number; height: number }): Promise<Tried> {
  const context = await browser.newContext({ viewport: look, bypassCSP: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  context.setDefaultTimeout(15_000)
  const ran: string[] = []
  await context.exposeFunction('ran', (n: unknown) => { ran.push(String(n)) })
  const page = await context.newPage()
  page.on('dialog', (d) => { ran.push(`dialog ${d.message()}`); void d.dismiss() })
  return { context, page, ran }
}

/** What of the page would run, or was made of somebody's words: handlers, scripts, links to code. */
const MADE = `[...document.querySelectorAll('*')].flatMap(e => {
  const bad = [...e.attributes].filter(a => /ran\\(/.test(a.value) && (/^on/i.test(a.name) || /^(href|src|action|formaction|xlink:href|srcdoc)$/i.test(a.name)) && !(a.name === 'src' && e.tagName !== 'IMG' && e.tagName !== 'IFRAME' && e.tagName !== 'SCRIPT')).map(a => e.tagName + ' ' + a.name + '=' + a.value.slice(0, 60))
  return e.tagName === 'SCRIPT' && /ran\\(/.test(e.textContent) ? [...bad, 'SCRIPT ' + e.textContent.slice(0, 60)] : bad
})`

const WORDS = "/onerror=ran|onload=ran|<script>ran/.test(document.body.innerText + [...document.querySelectorAll('input,textarea')].map(e => e.value).join())"

/** @param told the page shows the words themselves: it is looked at once they are there, or after 15 seconds */
async function look(t: Tried, url: string, name: string, told: boolean): Promise<{ words: boolean; faults: string[] }> {
  await t.page.goto(url)
  if (told) await t.page.waitForFunction(WORDS).catch(() => undefined) // that they never came is said by `words`, with the page's name
  await t.page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined) // a live stream stays open
  await t.page.waitForTimeout(300)
  const made = await t.page.evaluate<string[]>(MADE)
  const words = await t.page.evaluate<boolean>(WORDS)
  return { words, faults: [...made.map((m) => `${name}: ${m}`), ...t.ran.splice(0).map((n) => `${name}: ran ${n}`)] }
}

test('the trap itself springs: the same words put in as HTML do run', async () => {
  const t = await unguarded(PHONE)
  await t.page.goto(`${base}/m/${at.shop.slug}/`)
  await t.page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(LONG)})`)
  await t.page.waitForTimeout(500)
  expect(t.ran.length).toBeGreaterThan(0)
  expect((await t.page.evaluate<string[]>(MADE)).length).toBeGreaterThan(2)
  await t.context.close()
}, 60_000)

test('on the phone nothing of it runs', async () => {
  const t = await unguarded(PHONE)
  const session = { tokens: { accessToken: shopper.token, accessExpiresAt: '2099-01-01T00:00:00Z', refreshToken: 'none-in-this-test', refreshExpiresAt: '2099-01-01T00:00:00Z' }, memberId: shopper.memberId, merchantId: at.shop.merchantId }
  await t.context.addInitScript((value) => { (globalThis as unknown as { localStorage: { setItem(k: string, v: string): void } }).localStorage.setItem('huitou.session', JSON.stringify({ data: JSON.stringify(value) })) }, session)
  const pages = ['member/home', 'coupon/list', `ticket/coupon?id=${memberCouponId}`, `flash/flash?id=${flashId}`, 'points/statement', 'member/tiers', 'member/birthday', 'community/feed', `community/thread?id=${postId}`, 'talk/write', 'inbox/messages', 'order/orders', `order/order?id=${orderId}`, 'gift/gift', 'member/me', 'member/profile', 'member/privacy']
  const telling = ['coupon/list', 'community/feed', `community/thread?id=${postId}`, `order/order?id=${orderId}`, 'member/me']
  const seen: Record<string, boolean> = {}
  const faults: string[] = []
  for (const page of pages) {
    const one = await look(t, `${base}/m/${at.shop.slug}/#/${page}`, page, telling.includes(page))
    seen[page] = one.words
    faults.push(...one.faults)
  }
  expect(faults).toEqual([])
  // the words are there, as words
  for (const page of telling) expect([page, seen[page]]).toEqual([page, true])
  await t.context.close()
}, 180_000)

test('on the owner\'s pages nothing of it runs', async () => {
  const t = await unguarded(DESK)
  await t.page.goto(`${base}/admin/enter`)
  await t.page.getByLabel('手机号或邮箱').fill(owner.login)
  await t.page.getByLabel('密码', { exact: true }).fill(owner.password)
  await t.page.getByRole('button', { name: '登录' }).click()
  await t.page.waitForURL(/\/admin\/?$/)
  const pages = ['', 'members', `members/${shopper.memberId}`, 'orders', `orders/${orderId}`, `orders/${orderId}/refund`, 'products', 'coupons', `coupons/${couponId}`, 'flash', `flash/${flashId}`, `flash/${flashId}/live`, 'promotions', `promotions/${promotionId}`, 'points', 'points/rules', 'tiers', 'care', 'care/birthday', 'community', 'settings', 'settings/shop', 'settings/staff', 'settings/audit']
  const telling = ['members', `members/${shopper.memberId}`, `orders/${orderId}`, 'products', 'coupons', 'community', 'settings/shop', 'care/birthday']
  const seen: Record<string, boolean> = {}
  const faults: string[] = []
  for (const page of pages) {
    const one = await look(t, `${base}/admin/${page}`, page || 'home', telling.includes(page))
    seen[page] = one.words
    faults.push(...one.faults)
  }
  expect(faults).toEqual([])
  for (const page of telling) expect([page, seen[page]]).toEqual([page, true])
  await t.context.close()
}, 240_000)

test('a picture is a picture: an SVG or a page in its clothes is refused, and what hides in one is gone when it is opened', async () => {
  const token = shopper.token
  for (const [bytes, type] of [['<svg xmlns="http://www.w3.org/2000/svg" onload="ran(7)"/>', 'image/jpeg'], ['<script>ran(8)</script>', 'image/png'], ['<svg onload="ran(7)"/>', 'image/svg+xml']] as const) expect((await world.app.inject(formOf(token, Buffer.from(bytes), { type, name: 'a.svg' }))).json()).toMatchObject({ code: 'picture-not-readable' })
  const plain = await sendPicture(world, token, PNG.sync.write(new PNG({ width: 90, height: 90 })))
  const jpeg = (await world.app.inject({ method: 'GET', url: plain.url })).rawPayload
  // a comment of the format's own, and words behind its end
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, SCRIPT.length + 2]), Buffer.from(SCRIPT)])
  const { url, smallUrl } = await sendPicture(world, token, Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), Buffer.from(`${SCRIPT}${IMG}`)]))
  const t = await unguarded(PHONE)
  for (const at of [url, smallUrl]) {
    const reply = await t.page.goto(base + at)
    expect([reply!.status(), reply!.headers()['content-type'], reply!.headers()['x-content-type-options'], reply!.headers()['content-security-policy']]).toEqual([200, 'image/jpeg', 'nosniff', "default-src 'none'; sandbox"])
    expect((await reply!.body()).includes('ran(')).toBe(false)
    expect(await t.page.evaluate<string[]>(MADE)).toEqual([])
  }
  expect(t.ran).toEqual([])
  await t.context.close()
}, 60_000)

test('fields that nobody offered are not taken', async () => {
  const send = async (method: 'POST' | 'PUT' | 'PATCH', url: string, token: string, body: Record<string, unknown>) => (await world.app.inject({ method, url, headers: { authorization: `Bearer ${token}`, 'idempotency-key': act().key }, payload: body })).statusCode
  const one = async (sql: string, values: unknown[]) => (await world.admin.query(sql, values)).rows[0] as Record<string, unknown>
  const me = () => one('select member_no, tier_id, spent_minor, order_count, phone_last4, wx_openid, left_at, merged_into, source from member where member_id = $1', [shopper.memberId])
  const before = await me()
  const wallet = await one("select available from wallet where member_id = $1 and wallet = 'points'", [shopper.memberId])
  expect(await send('PUT', '/api/me', shopper.token, { name: '若溪', memberNo: 'M1', member_no: 'M1', tierId: 'gold', tier_id: 'gold', spentMinor: 1e9, orderCount: 99, phoneLast4: '0000', wxOpenid: 'x', mergedInto: at.shop.ownerId, merchantId: at.shop.ownerId, points: 1e6, memberId: at.shop.ownerId })).toBeLessThan(500)
  expect(await me()).toEqual(before)
  expect(await one("select available from wallet where member_id = $1 and wallet = 'points'", [shopper.memberId])).toEqual(wallet)
  await send('POST', `/api/me/topics/${topicId}/posts`, shopper.token, { body: '普通的一条，审过才能看见', state: 'shown', memberId: at.shop.ownerId, likes: 500, pointsAwarded: 500, isShop: true })
  expect((await world.admin.query("select count(*)::int as n from post where body like '普通的一条%' and (like_count > 0 or member_id <> $1)", [shopper.memberId])).rows[0]).toEqual({ n: 0 })
  await send('PATCH', '/api/merchant', at.shop.ownerToken, { name: '改了名的店', isDemo: true, is_demo: true, slug: 'taken-over', currency: 'USD', merchantId: shopper.memberId })
  expect(await one('select name, is_demo, slug, currency from merchant where merchant_id = $1', [at.shop.merchantId])).toEqual({ name: '改了名的店', is_demo: false, slug: at.shop.slug, currency: 'CNY' })
  await send('PATCH', `/api/members/${shopper.memberId}`, at.shop.ownerToken, { name: '若溪', available: 1e6, tierId: 'gold', leftAt: null, phone: '13800000000' })
  expect(await me()).toEqual(before)
}, 60_000)
