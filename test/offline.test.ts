// The phone's page in a browser with its network cut: the member code is there after a reload, a new build comes through.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { PHONE, openBrowser, openWindow, scratch, webFolder } from './setup/browser.js'
import { aMember, aShop, bootApi, type World } from './world.js'

const files = scratch()
let browser: Browser
beforeAll(async () => { browser = await openBrowser() })
afterAll(async () => { await browser?.close(); files.done() })

const listen = async (world: World, port = 0): Promise<number> => {
  await world.app.listen({ port, host: '127.0.0.1' })
  return (world.app.getHttpServer().address() as { port: number }).port
}

/** Asks again until the page says yes: its content policy lets no polling be put into it. */
async function until(page: Page, question: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await page.evaluate<boolean>(question)) return
    await page.waitForTimeout(100)
  }
  throw new Error(`never came true: ${question}`)
}

test('the member code opens after a reload without a network; no answer of the API is kept; a new build is taken up', async () => {
  const web = join(files.path, 'web-copy')
  cpSync(webFolder(files.path), web, { recursive: true, dereference: true })
  let world = await bootApi({ HUITOU_WEB_DIR: web })
  const port = await listen(world)
  const base = `http://127.0.0.1:${port}`
  const shop = await aShop(world)
  const member = await aMember(world, shop)
  const w = await openWindow(browser, PHONE)
  await w.context.addInitScript((text) => (globalThis as unknown as { localStorage: { setItem(k: string, v: string): void } }).localStorage.setItem('huitou.session', text),
    JSON.stringify({ data: JSON.stringify({ tokens: { accessToken: member.token, accessExpiresAt: '', refreshToken: 'x', refreshExpiresAt: '' }, memberId: member.memberId, merchantId: shop.merchantId }) }))
  await w.page.goto(`${base}/m/${shop.slug}/#/member/code`)
  const digits = w.page.locator('#digits:visible').first()
  await digits.waitFor()
  await until(w.page, 'navigator.serviceWorker.controller !== null')
  const [first] = await w.page.evaluate<string[]>('caches.keys()')

  await w.context.setOffline(true)
  await w.page.reload()
  await digits.waitFor()
  expect((await digits.innerText()).replace(/\D/g, '').length).toBeGreaterThanOrEqual(18)
  const kept = await w.page.evaluate<string[]>("caches.keys().then((ks) => Promise.all(ks.map((k) => caches.open(k).then((c) => c.keys())))).then((all) => all.flat().map((r) => new URL(r.url).pathname))")
  expect(kept.length).toBeGreaterThan(5)
  expect(kept.filter((path) => !path.startsWith('/m/'))).toEqual([])
  await world.close()

  // A new build: the page differs. Online again, the next load shows it and the worker takes it up.
  const page = join(web, 'm', 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('<title>', '<meta name="build" content="second"><title>'))
  world = await bootApi({ HUITOU_WEB_DIR: web })
  await listen(world, port)
  await w.context.setOffline(false)
  await w.page.reload()
  expect(await w.page.locator('meta[name=build]').getAttribute('content')).toBe('second')
  await until(w.page, `caches.keys().then((keys) => keys.some((k) => k !== ${JSON.stringify(first)}))`)
  await w.context.setOffline(true)
  await until(w.page, 'navigator.serviceWorker.getRegistration().then((r) => Boolean(r.active && !r.installing && !r.waiting))')
  await w.page.reload()
  expect(await w.page.locator('meta[name=build]').getAttribute('content')).toBe('second')
  await w.close()
  await world.close()
}, 120_000)
