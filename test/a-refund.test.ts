// Money off one line, from both desks: a clerk at the till sees what an amount does and gives it back, the owner gives back more.
import type { Browser } from 'playwright-core'
import { DESK, PHONE, axeFaults, openBrowser, openWindow, overflowPx, says, scratch, shoot, tap, webFolder, type Window } from './setup/browser.js'
import { expectBalanced } from './setup/world-database.js'
import { act, aStaff, bootApi, listening, type World } from './world.js'
import { aClaim, aCoupon, aPromotion, aShopper, aTillShop, basketOf, settlementOf, type TillShop } from './till-world.js'

const files = scratch()
let world: World, browser: Browser, base: string, at: TillShop, orderId: string
const owner = { login: 'owner@refund.example', password: '' }

beforeAll(async () => {
  world = await bootApi({ HUITOU_WEB_DIR: webFolder(files.path) })
  base = await listening(world)
  at = await aTillShop(world)
  owner.password = (await aStaff(world, at.shop, { role: 'owner', login: owner.login, name: '沈岚' })).password
  await at.owner.setPin({ staffId: at.clerk.staffId, pin: '2581' })
  for (const p of (await at.owner.listProducts({})).items) await at.owner.changeProduct({ ...p, picture: { QC150: 'gaiwan', RG50: 'tin', CJ: 'towel' }[p.sku] ?? '' })
  const shopper = await aShopper(world, at.shop, { name: '林若溪', points: 3_000 })
  await aClaim(at.owner, shopper, { thresholdMinor: 20_000, amountMinor: 3_000 })
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('RG50', 'QC150', 'CJ', 'CJ')
  const quote = await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 2_000 })
  orderId = (await at.till.settleVisit(settlementOf(visit.visitId, lines, quote), act())).orderId
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  if (world) await expectBalanced(world.db.adminUrl)
  await world?.close()
  files.done()
})

const faultsOf = async (w: Window): Promise<unknown[]> => [await overflowPx(w.page), await axeFaults(w.page)]

/** A phone that stands at the till, its shift begun. */
async function beginShift(): Promise<Window> {
  const w = await openWindow(browser, PHONE), { page } = w
  await page.goto(`${base}/m/${at.shop.slug}/#/till/sign-in`)
  await page.getByLabel('手机号或邮箱').last().fill(owner.login)
  await page.getByLabel('密码').last().fill(owner.password)
  await tap(page, '#till-next')
  await tap(page, '#till-register')
  await says(page, '谁来收银')
  await page.getByRole('radio', { name: '小满' }).click()
  for (const d of '2581') await tap(page, `#key-${d}`)
  await page.waitForURL(/till\/(scan|sale)/, { timeout: 20_000 })
  return w
}
/** The refund of an order, opened anew under these preferences. */
async function openRefund({ page }: Window, id: string, prefs: object): Promise<void> {
  await page.evaluate((kept) => (globalThis as unknown as { localStorage: { setItem(k: string, v: string): void } }).localStorage.setItem('huitou.prefs', kept), JSON.stringify({ data: JSON.stringify({ still: true, ...prefs }) }))
  await page.goto(`${base}/m/${at.shop.slug}/#/till/refund?id=${id}`)
  await page.reload()
  await page.locator('#refund-line-2').waitFor({ timeout: 20_000 })
}

test('at the till: a line by an amount keeps its goods; more than is left of it cannot be confirmed; what the preview says is booked', async () => {
  const w = await beginShift(), { page } = w
  const open = async (prefs: object, shot = '') => {
    await openRefund(w, orderId, prefs)
    await tap(page, '#refund-line-2')
    await tap(page, '#refund-amount-2')
    // all that is left of the line stands there until a key is pressed
    expect(await page.locator('#amount-shown').textContent()).toMatch(/[1-9]\d\d\.\d\d$/)
    expect(await page.locator('#refund-amount-ok').getAttribute('aria-disabled')).toBeNull()
    if (shot) await shoot(page, `journey/till-refund-amount-first${shot}`)
    for (const d of '99999900') await tap(page, `#key-${d}`)
    expect(await page.locator('#refund-amount-ok').getAttribute('aria-disabled')).toBe('true')
    for (let n = 0; n < 8; n++) await tap(page, '#key-back')
    for (const d of '3050') await tap(page, `#key-${d}`)
  }
  const shots = async (name: string) => {
    await shoot(page, `journey/till-refund-amount-sheet${name}`)
    await tap(page, '#refund-amount-ok')
    await page.locator('#refund-preview').waitFor()
    await says(page, /30\.50/)
    await shoot(page, `journey/till-refund-amount${name}`, true)
    expect(await faultsOf(w)).toEqual([0, []])
  }
  await open({ language: 'en' }, '-en')
  await shots('-en')
  await open({ theme: 'dark' }, '-dark')
  await shots('-dark')
  await open({})
  await shots('')
  await tap(page, '#refund-confirm')
  await says(page, /退好了/)
  const after = await at.owner.readOrder({ orderId })
  expect(after.lines[1]).toMatchObject({ refundedQuantity: 0, refundedMinor: 3_050 })
  expect(after).toMatchObject({ refundedMinor: 3_050, state: 'part-refunded' })
  await w.close()
}, 180_000)

test('a refund that takes a tier tells all that goes with it before it does: the unused coupon of the pack, the gift to hand over, what is missing to come back; masked at the till', async () => {
  const couponId = await aCoupon(at.owner, { thresholdMinor: 10_000, amountMinor: 1_000 })
  await at.owner.changeCare({ kind: 'tier-reached', on: true, packs: [{ tierId: 'gold', points: 0, couponId }], textZh: '金卡有礼' })
  await aPromotion(at.owner, { title: '满四百送茶样', kind: 'ladder-gift', steps: [{ thresholdMinor: 40_000, giftSku: 'SAMPLE', giftName: '茶样', giftQuantity: 1, giftValueMinor: 1_200 }] })
  const shopper = await aShopper(world, at.shop, { name: '周见微' })
  await world.admin.query("update member set phone_last4 = '6628' where member_id = $1", [shopper.memberId])
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = basketOf('SET', 'RG50')
  const order = await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'none' })), act())
  expect(order.tierAfter?.tierId).toBe('gold')
  const w = await beginShift(), { page } = w
  for (const [name, prefs, words] of [['-en', { language: 'en' }, ['1 × 满 100 减 10 taken back', '300 growth to Gold', '周**']], ['-dark', { theme: 'dark' }, []], ['', {}, ['满 100 减 10 1 张收回', '离金卡差', '周**', '尾号 6628', '卡先回到银卡', '赠品茶样要还 1 件']]] as const) {
    await openRefund(w, order.orderId, prefs)
    for (const n of [1, 2]) await tap(page, `#refund-line-${n}`)
    await page.locator('#refund-preview').waitFor()
    await page.waitForTimeout(400)
    await shoot(page, `journey/till-refund-tier${name}`, true)
    for (const text of words) await says(page, text)
    expect(await faultsOf(w)).toEqual([0, []])
  }
  expect(await page.locator('body').textContent()).not.toContain('周见微')
  await w.close()
  const desk = await openDesk()
  await desk.page.goto(`${base}/admin/orders/${order.orderId}/refund`)
  await desk.page.getByText('整单').click()
  for (const text of ['收回升级送的满 100 减 10，没用过的', '离金卡差 300 成长值', '赠品茶样要还 1 件']) await says(desk.page, text)
  await desk.page.waitForTimeout(600)
  await shoot(desk.page, 'journey/desk-refund-tier')
  expect(await faultsOf(desk)).toEqual([0, []])
  await desk.close()
}, 180_000)

/** The owner at the desk. */
async function openDesk(): Promise<Window> {
  const w = await openWindow(browser, DESK), { page } = w
  await page.goto(`${base}/admin/enter`)
  await page.getByLabel('手机号或邮箱').fill(owner.login)
  await page.getByLabel('密码', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL(/\/admin\/?$/)
  return w
}

test('at the desk: each line has its own field of money beside one over the order', async () => {
  const w = await openDesk(), { page } = w
  await page.goto(`${base}/admin/orders/${orderId}/refund`)
  await page.getByText('按金额').click()
  await page.getByLabel('退多少 亚麻茶巾').fill('12.34')
  await page.getByLabel('退多少 青瓷盖碗').fill('10')
  await says(page, '退 ¥22.34')
  expect(await page.getByLabel('不分商品，一共退').isDisabled()).toBe(true)
  await page.waitForTimeout(600)
  await shoot(page, 'journey/desk-refund-amount')
  expect(await faultsOf(w)).toEqual([0, []])
  for (const [name, prefs] of [['-en', { mode: 'light', language: 'en' }], ['-dark', { mode: 'dark', language: 'zh-CN' }]] as const) {
    await page.evaluate((value) => {
      const here = globalThis as unknown as { localStorage: { setItem(k: string, v: string): void }; dispatchEvent(e: unknown): void; StorageEvent: new (type: string, o: { key: string }) => unknown }
      here.localStorage.setItem('huitou.preferences', value)
      here.dispatchEvent(new here.StorageEvent('storage', { key: 'huitou.preferences' }))
    }, JSON.stringify({ singleKeys: true, ...prefs }))
    await page.waitForTimeout(600)
    await shoot(page, `journey/desk-refund-amount${name}`)
  }
  await page.getByRole('button', { name: /^退 ¥22\.34/ }).click()
  await page.waitForURL(new RegExp(`/orders/${orderId}$`))
  expect((await at.owner.readOrder({ orderId })).lines.map((l) => l.refundedMinor)).toEqual([0, 4_050, 1_234])
  await w.close()
}, 120_000)
