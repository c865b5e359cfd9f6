// The screens of the phone with what a shop can really throw at them: a name of 16 characters, goods of 40, a balance of
// nine digits, in plain and in large type. No element stands out of the screen; axe finds nothing serious.
import type { Browser } from 'playwright-core'
import { PHONE, axeFaults, keepOnPhone, openBrowser, openWindow, scratch, sessionOf, shoot, webFolder, type Window } from './setup/browser.js'
import { aShopper, aTillShop, type Shopper, type TillShop } from './till-world.js'
import { act, bootApi, listening, type World } from './world.js'

const files = scratch()
let world: World, browser: Browser, base: string, shop: TillShop, shopper: Shopper
let orderId = '', memberCouponId = '', postId = ''
const LONG = '武夷山正岩核心产区牛栏坑手工炭焙三年陈老枞肉桂乌龙茶礼盒装配青瓷盖碗亚麻布三件套'

beforeAll(async () => {
  world = await bootApi({ HUITOU_WEB_DIR: webFolder(files.path) })
  base = await listening(world)
  shop = await aTillShop(world)
  shopper = await aShopper(world, shop.shop, { name: '欧阳慕容诸葛·阿依古丽·买买提江', points: 128_600_429 })
  const terms = { title: '秋茶季立减', kind: 'amount-off', amountMinor: 3000, thresholdMinor: 20_000, scope: { mode: 'all' }, validity: { kind: 'days', days: 3 }, total: 50, perMember: 1 } as const
  for (const t of [terms, { ...terms, title: '器物专享', kind: 'percent-off', amountMinor: null, rateBp: 1200, capMinor: 6000, thresholdMinor: 0 }] as const) {
    const { coupon } = await shop.owner.addCoupon(t as never, act())
    await shop.owner.publishCoupon({ couponId: coupon.couponId }, act())
  }
  const [first] = (await shopper.api.listClaimable({})).items
  memberCouponId = (await shopper.api.claimCoupon({ couponId: first!.couponId }, act())).memberCouponId!
  const topic = await shop.owner.addTopic({ title: '第一泡，你习惯倒掉还是喝掉？', lead: '', pinned: true })
  postId = (await shopper.api.writePost({ topicId: topic.topicId, body: '岩茶第一泡我从来不倒。十秒出汤，烟火气最足，倒了可惜。' }, act())).postId
  await shop.owner.addProduct({ sku: 'LONG', barcode: null, name: LONG, category: '茶叶', brand: '', priceMinor: 16_800, picture: 'tin', onSale: true } as never, act())
  const visit = await shop.till.scanCode({ digits: shopper.code() }, act())
  const lines = [{ sku: 'LONG', quantity: 1 }, { sku: 'QC150', quantity: 1 }]
  const quote = await shop.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'none' })
  orderId = (await shop.till.settleVisit({ visitId: visit.visitId, lines, memberCouponIds: quote.couponIds, points: 0, stamp: quote.stamp, payMinor: quote.payMinor }, act())).orderId
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await world?.close()
  files.done()
})

const screens = (): [string, string][] => [
  ['settled', 'member/settled'], ['home', 'member/home'], ['code', 'member/code'], ['coupons', 'coupon/list'], ['coupon', `ticket/coupon?id=${memberCouponId}`], ['points', 'points/statement'], ['tiers', 'member/tiers'], ['birthday', 'member/birthday'], ['check-in', 'points/check-in'],
  ['feed', 'community/feed'], ['thread', `community/thread?id=${postId}`], ['write', 'talk/write'], ['messages', 'inbox/messages'], ['me', 'member/me'], ['profile', 'member/profile'], ['privacy', 'member/privacy'], ['orders', 'order/orders'], ['order', `order/order?id=${orderId}`],
]

/** What stands out of the screen on the right and is not meant to be scrolled to. */
const OUTSIDE = `[...document.querySelectorAll('.pg *')].filter(e => {
  const box = e.getBoundingClientRect()
  if (box.width === 0 || box.right <= innerWidth + 1) return false
  for (let a = e.parentElement; a && !a.classList.contains('pg'); a = a.parentElement) if (getComputedStyle(a).overflowX !== 'visible') return false
  return true
}).map(e => e.className + ': ' + e.textContent.slice(0, 20)).slice(0, 4)`

async function phone(prefs: Record<string, unknown>): Promise<Window> {
  const w = await openWindow(browser, { ...PHONE, scale: 1 })
  await keepOnPhone(w, { session: sessionOf(shopper, shop.shop.merchantId), prefs: { language: 'zh-CN', theme: 'light', largeType: false, still: true, ...prefs } })
  return w
}

async function look(name: string, prefs: Record<string, unknown>, axe: boolean): Promise<void> {
  const w = await phone(prefs)
  const faults: string[] = []
  for (const [screen, path] of screens()) {
    await w.page.goto(`${base}/m/${shop.shop.slug}/#/${path}`)
    await w.page.locator('.pg:visible').first().waitFor()
    for (let i = 0; i < 40 && await w.page.locator('[aria-busy=true]:visible').count(); i++) await w.page.waitForTimeout(100)
    await w.page.waitForTimeout(700)
    for (const wide of await w.page.evaluate<string[]>(OUTSIDE)) faults.push(`${screen} is too wide: ${wide}`)
    if (await w.page.getByText(/是我们这边的问题|The fault is ours/).filter({ visible: true }).count()) faults.push(`${screen} did not load`)
    if (axe) for (const fault of await axeFaults(w.page)) faults.push(`${screen}: ${fault}`)
    await shoot(w.page, `mini/stress-${name}/${screen}`)
  }
  faults.push(...w.complaints)
  await w.close()
  expect(faults).toEqual([])
}

test('plain type', () => look('plain', {}, true), 240_000)
test('large type', () => look('large', { largeType: true }, false), 240_000)
