import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { PNG } from 'pngjs'

const FOUND = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/opt/google/chrome/chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** The system's Chromium or Chrome; CHROME_PATH wins. Null where there is none. */
export const chromePath = (): string | null => [process.env['CHROME_PATH'], ...FOUND].find((p) => p && existsSync(p)) ?? null

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none']

export interface Window {
  readonly page: Page
  readonly context: BrowserContext
  /** what the page wrote to the console as errors, and faults it did not catch */
  readonly complaints: string[]
  close(): Promise<void>
}

/** One browser process; `camera` is a .y4m file that its pages see as their camera (read when the camera opens). */
export async function openBrowser(camera?: string): Promise<Browser> {
  const executablePath = chromePath()
  if (!executablePath) throw new Error('No Chromium or Chrome was found. Install one (Debian: apt-get install chromium) or set CHROME_PATH.')
  return chromium.launch({ executablePath, headless: true, args: [...FLAGS, ...(camera ? ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`] : [])] })
}

export interface WindowLook {
  readonly width: number
  readonly height: number
  readonly dark?: boolean
  readonly locale?: string
  readonly scale?: number
  readonly camera?: boolean
  readonly touch?: boolean
}
export const PHONE: WindowLook = { width: 390, height: 844, scale: 2, touch: true }
export const DESK: WindowLook = { width: 1440, height: 900, scale: 1 }

export async function openWindow(browser: Browser, look: WindowLook): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height }, deviceScaleFactor: look.scale ?? 1, colorScheme: look.dark ? 'dark' : 'light', locale: look.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai', hasTouch: look.touch ?? false, ...(look.camera ? { permissions: ['camera'] } : {}),
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (fault) => complaints.push(String(fault)))
  // a failed request is named by its address; the console only says that there was one
  page.on('response', (reply) => { if (reply.status() >= 400) complaints.push(`${reply.status()} ${reply.request().method()} ${new URL(reply.url()).pathname}`) })
  page.on('console', (line) => { if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) complaints.push(line.text()) })
  return { page, context, complaints, close: () => context.close() }
}

/** What the phone keeps by its own names (session, prefs, bag, ...), laid in as if it had been there before; what it writes itself stands. */
export async function keepOnPhone(w: Window, kept: Record<string, unknown>): Promise<void> {
  await w.context.addInitScript((all) => {
    const store = (globalThis as unknown as { localStorage: { getItem(k: string): string | null; setItem(k: string, v: string): void } }).localStorage
    for (const [k, v] of Object.entries(all)) if (!store.getItem(k)) store.setItem(k, v)
  }, Object.fromEntries(Object.entries(kept).map(([k, v]) => [`huitou.${k}`, JSON.stringify({ data: JSON.stringify(v) })])))
}
/** The session of a member who signed in on that phone. */
export const sessionOf = (s: { readonly token: string; readonly memberId: string }, merchantId: string) =>
  ({ tokens: { accessToken: s.token, accessExpiresAt: '2099-01-01T00:00:00Z', refreshToken: 'none-in-this-test', refreshExpiresAt: '2099-01-01T00:00:00Z' }, memberId: s.memberId, merchantId })

/** Taps the first of those that are seen. */
export const tap = (page: Page, selector: string): Promise<void> => page.locator(`${selector}:visible`).first().click()
/** Waits until the page is seen to say it. */
export const says = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 15_000 })

const SHOTS = join(process.cwd(), 'screenshots')
/** Saves a picture of the page in the git-ignored folder `screenshots/`. */
export async function shoot(page: Page, name: string, whole = false): Promise<Buffer> {
  const path = join(SHOTS, `${name}.png`)
  mkdirSync(join(path, '..'), { recursive: true })
  return page.screenshot({ path, fullPage: whole, animations: 'disabled' })
}

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Serious and critical faults that axe finds on the page, each with where it is. */
export async function axeFaults(page: Page): Promise<string[]> {
  // through the debugger: a script tag would be stopped by the pages' own content policy
  await page.evaluate(readFileSync(axeSource, 'utf8'))
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(o: unknown): Promise<{ violations: { id: string; impact: string; nodes: { target: string[]; failureSummary?: string }[] }[] }> } }).axe
    return (await axe.run({ resultTypes: ['violations'] })).violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => ({ id: v.id, where: v.nodes.slice(0, 4).map((n) => `${n.target.join(' ')}: ${(n.failureSummary ?? '').split('\n')[1] ?? ''}`) }))
  })
  return found.map((f) => `${f.id}: ${f.where.join(' | ')}`)
}

/** How far the page is wider than its window, in px: 0 where nothing overflows. */
export const overflowPx = (page: Page): Promise<number> => page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)')

/** Pictures in sight that could not be had and show a browser's broken frame, by their addresses. */
export const brokenPictures = (page: Page): Promise<string[]> =>
  page.locator('img:visible').evaluateAll((all) => (all as unknown as { src: string; complete: boolean; naturalWidth: number; style: { opacity: string } }[]).filter((i) => i.complete && i.naturalWidth === 0 && i.style.opacity !== '0').map((i) => i.src))

/**
 * A camera film (YUV4MPEG2, 4:2:0) of one still picture, centred on white: what a till's camera sees when a phone is held
 * before it. Source of the format: the yuv4mpeg(5) manual page; colours by ITU-R BT.601.
 */
export function filmOf(picture: Buffer, width = 640, height = 640, frames = 8): Buffer {
  const png = PNG.sync.read(picture)
  const scale = Math.max(png.width / width, png.height / height)
  const luma = Buffer.alloc(width * height, 235)
  const left = Math.floor((width - png.width / scale) / 2)
  const top = Math.floor((height - png.height / scale) / 2)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    const [sx, sy] = [Math.floor((x - left) * scale), Math.floor((y - top) * scale)]
    if (sx < 0 || sy < 0 || sx >= png.width || sy >= png.height) continue
    const at = (sy * png.width + sx) * 4
    luma[y * width + x] = 16 + Math.round((65.738 * png.data[at]! + 129.057 * png.data[at + 1]! + 25.064 * png.data[at + 2]!) / 256)
  }
  const chroma = Buffer.alloc((width * height) / 2, 128)
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)]
  for (let i = 0; i < frames; i++) parts.push(Buffer.from('FRAME\n'), luma, chroma)
  return Buffer.concat(parts)
}

/** A folder that is gone when `done` is called: for films and downloads. */
export function scratch(): { path: string; done(): void; put(name: string, bytes: Buffer): string } {
  const path = mkdtempSync(join(tmpdir(), 'huitou-test-'))
  return { path, done: () => rmSync(path, { recursive: true, force: true }), put: (name, bytes) => { const file = join(path, name); writeFileSync(file, bytes); return file } }
}

/** A folder with both built front ends as the API serves them, inside `under`. HUITOU_TEST_WEB names ready ones. */
export function webFolder(under: string): string {
  const built = { m: join(process.cwd(), 'apps', 'mini', 'dist', 'h5'), admin: join(process.cwd(), 'apps', 'admin', 'dist') }
  const web = process.env['HUITOU_TEST_WEB'] ?? join(under, 'web')
  if (process.env['HUITOU_TEST_WEB']) return web
  mkdirSync(web)
  for (const [name, from] of Object.entries(built)) {
    if (!existsSync(join(from, 'index.html'))) throw new Error(`${from} is not built: run this through npm test, or npm run build first`)
    symlinkSync(from, join(web, name))
  }
  return web
}
