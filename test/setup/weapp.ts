// A phone with the compiled mini-program in it: the bundle runs in a realm with no DOM and no eval, its requests go over
// real HTTP to the API that listens, and wx is played by the test (login, scanCode, storage).
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { basename, join, resolve } from 'node:path'

/** What wcc and the page's own data make of a page; texts have only `text`. */
export interface Node { readonly tag?: string; readonly text?: string; readonly attr: Readonly<Record<string, string>>; readonly children: readonly Node[]; readonly parent: Node | null }
interface Realm { console: unknown; setTimeout: unknown; clearTimeout: unknown; setInterval: unknown; clearInterval: unknown }
interface MiniApp {
  readonly ctx: Realm
  readonly stack: readonly unknown[]
  readonly errors: readonly unknown[]
  readonly calls: readonly (readonly [string, unknown])[]
  readonly page: { readonly route: string } | undefined
  readonly appJson: { readonly pages: readonly string[]; readonly subPackages?: readonly { readonly root: string }[] }
  readonly modules: ReadonlyMap<string, unknown>
  launch(): Promise<unknown>
  reLaunch(url: string): Promise<unknown>
  switchTab(url: string): Promise<unknown>
  navigateTo(url: string): Promise<unknown>
  back(): void
  pop(): void
  all(pred: (node: Node) => boolean, from?: Node): Node[]
  text(node?: Node): string
  tap(node: Node): Promise<void>
  input(node: Node, value: string): Promise<void>
  fire(node: Node, type: string, detail?: object): Promise<void>
}
type MiniAppClass = new (root: string, o: { wx: Record<string, unknown>; realmFunction?: 'throw' | 'noop' }) => MiniApp

/** The bundle under test; HUITOU_TEST_WEAPP points at another one. */
export const weappFolder = (): string => resolve(process.env['HUITOU_TEST_WEAPP'] ?? 'apps/mini/dist/weapp')

/** Bytes of the main package and of each subpackage, and the largest files of the main one. */
export function weappBytes(root = weappFolder()): { main: number; parts: Record<string, number>; largest: [string, number][] } {
  const roots = (JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')) as MiniApp['appJson']).subPackages?.map(s => s.root) ?? []
  const parts: Record<string, number> = Object.fromEntries(roots.map(r => [r, 0]))
  const files: [string, number][] = []
  for (const found of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!found.isFile()) continue
    const full = join(found.parentPath, found.name), path = full.slice(root.length + 1), bytes = statSync(full).size
    const part = roots.find(r => path.startsWith(`${r}/`))
    if (part === undefined) files.push([path, bytes])
    else parts[part] = (parts[part] ?? 0) + bytes
  }
  files.sort((a, b) => b[1] - a[1])
  return { main: files.reduce((sum, [, bytes]) => sum + bytes, 0), parts, largest: files.slice(0, 8) }
}

const VERBS = new Set(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'])
/** The verbs that wx.request knows; PATCH is not one of them. */
export const isWechatVerb = (verb: string): boolean => VERBS.has(verb)

interface Asked { url: string; method?: string; header?: Record<string, string>; data?: unknown; timeout?: number; success?(reply: { statusCode: number; data: unknown; header: object; errMsg: string }): void; fail?(reply: { errMsg: string }): void; complete?(reply: object): void }
interface Call<T> { success?(answer: T): void; fail?(answer: { errMsg: string }): void; complete?(answer: object): void }
interface PhoneOptions {
  /** where the API listens */
  readonly api: string
  readonly shop: string
  /** what wx.login answers with */
  readonly loginCode?: () => string
  /** what wx.scanCode reads; null closes the scanner */
  readonly scan?: () => string | null
  /** the files that wx.chooseMedia gives; none: the member thought better of it */
  readonly album?: () => readonly string[]
}
export interface Phone {
  readonly app: MiniApp
  /** console errors and faults nobody caught */
  readonly complaints: string[]
  readonly kept: Map<string, unknown>
  route(): string
  words(): string
  find(how: string | ((node: Node) => boolean), inside?: string): Node | undefined
  says(text: string | RegExp, ms?: number): Promise<void>
  waits(what: string, is: () => unknown, ms?: number): Promise<void>
  tap(how: string | ((node: Node) => boolean), inside?: string): Promise<void>
  type(id: string, value: string): Promise<void>
  go(url: string): Promise<void>
  close(): void
}

const hasClass = (node: Node, name: string): boolean => (node.attr['class'] ?? '').split(/\s+/).includes(name)

/** Switches a phone on and opens the app; `close` takes it off the network and stops its timers. */
export async function openPhone(o: PhoneOptions): Promise<Phone> {
  const { MiniApp: Booted } = await import(new URL('../../apps/mini/test/miniapp.mjs', import.meta.url).href) as { MiniApp: MiniAppClass }
  const complaints: string[] = [], kept = new Map<string, unknown>()
  const ending: (() => void)[] = []
  let off = false
  const later = (f: () => void): void => { setTimeout(() => { if (!off) f() }, 0) }
  const answer = <T extends object>(value: T) => (call: Call<T> = {}): void => later(() => { call.success?.(value); call.complete?.(value) })
  const ok = answer({ errMsg: 'ok' })

  const request = (r: Asked) => {
    const over = (f: () => void): void => { if (!off) f() }
    const fail = (errMsg: string): void => over(() => { r.fail?.({ errMsg }); r.complete?.({ errMsg }) })
    const verb = (r.method ?? 'GET').toUpperCase()
    if (!isWechatVerb(verb)) { later(() => fail(`request:fail invalid method ${verb}`)); return { abort: () => undefined } }
    const sent = httpRequest(r.url, { method: verb, agent: false, timeout: r.timeout ?? 60_000, headers: { 'content-type': 'application/json', connection: 'close', ...r.header } }, reply => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('end', () => over(() => {
        const text = Buffer.concat(parts).toString('utf8')
        let data: unknown = text
        try { data = JSON.parse(text) } catch { /* as WeChat: what is not JSON stays text */ }
        const whole = { statusCode: reply.statusCode ?? 0, data, header: reply.headers, errMsg: 'request:ok' }
        r.success?.(whole)
        r.complete?.(whole)
      }))
    })
    sent.on('timeout', () => sent.destroy(new Error('timeout')))
    sent.on('error', fault => fail(`request:fail ${fault.message}`))
    sent.end(r.data === undefined || verb === 'GET' ? undefined : typeof r.data === 'string' ? r.data : JSON.stringify(r.data))
    ending.push(() => sent.destroy())
    return { abort: () => sent.destroy() }
  }
  /** As WeChat sends a file: one part of a form, whatever the file is. */
  const uploadFile = (r: Asked & { filePath: string; name: string }) => {
    const heard: ((p: { progress: number }) => void)[] = []
    const boundary = `----wx${Math.random().toString(16).slice(2)}`
    const body = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${r.name}"; filename="${basename(r.filePath)}"\r\nContent-Type: image/jpeg\r\n\r\n`), readFileSync(r.filePath), Buffer.from(`\r\n--${boundary}--\r\n`)])
    const end = (f: () => void): void => { if (!off) f() }
    const sent = httpRequest(r.url, { method: 'POST', agent: false, timeout: r.timeout ?? 60_000, headers: { connection: 'close', ...r.header, 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': body.length } }, reply => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      // unlike a request's, the answer to an upload stays text
      reply.on('end', () => end(() => { for (const hear of heard) hear({ progress: 100 }); r.success?.({ statusCode: reply.statusCode ?? 0, data: Buffer.concat(parts).toString('utf8'), header: reply.headers, errMsg: 'uploadFile:ok' }) }))
    })
    sent.on('error', fault => end(() => r.fail?.({ errMsg: `uploadFile:fail ${fault.message}` })))
    sent.end(body)
    ending.push(() => sent.destroy())
    return { abort: () => sent.destroy(), onProgressUpdate: (hear: (p: { progress: number }) => void) => heard.push(hear), offProgressUpdate: () => undefined, onHeadersReceived: () => undefined, offHeadersReceived: () => undefined }
  }
  const wx: Record<string, unknown> = {
    uploadFile,
    chooseMedia: (call: Call<object> & { count?: number }) => {
      const files = (o.album?.() ?? []).slice(0, call.count ?? 9)
      if (files.length === 0) later(() => call.fail?.({ errMsg: 'chooseMedia:fail cancel' }))
      else answer({ type: 'image', tempFiles: files.map(tempFilePath => ({ tempFilePath, size: statSync(tempFilePath).size, fileType: 'image' })), errMsg: 'chooseMedia:ok' })(call)
    },
    request, getExtConfigSync: () => ({ api: o.api, shop: o.shop }),
    getStorageSync: (key: string) => kept.get(key) ?? '', setStorageSync: (key: string, value: unknown) => { kept.set(key, JSON.parse(JSON.stringify(value))) }, removeStorageSync: (key: string) => { kept.delete(key) },
    login: (call: Call<{ code: string; errMsg: string }>) => answer({ code: o.loginCode?.() ?? '', errMsg: 'login:ok' })(call),
    scanCode: (call: Call<{ result: string; scanType: string; errMsg: string }>) => {
      const result = o.scan?.() ?? null
      if (result === null) later(() => call.fail?.({ errMsg: 'scanCode:fail cancel' }))
      else answer({ result, scanType: 'QR_CODE', errMsg: 'scanCode:ok' })(call)
    },
    getScreenBrightness: answer({ value: 0.5, errMsg: 'ok' }), setScreenBrightness: ok, setKeepScreenOn: ok, vibrateShort: ok, setNavigationBarColor: ok, hideTabBar: ok, pageScrollTo: ok,
  }
  const app = new Booted(weappFolder(), { wx })
  // Timers of the app end with the phone, and a fault inside one is heard.
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const guarded = (f: (...a: unknown[]) => void) => (...a: unknown[]): void => {
    if (off) return
    try { f(...a) } catch (fault) { complaints.push(`uncaught: ${String((fault as Error)?.stack ?? fault)}`) }
  }
  const tell = (...said: unknown[]): void => void complaints.push(said.map(s => String((s as Error)?.stack ?? s)).join(' '))
  const quiet = (): void => undefined
  Object.assign(app.ctx, {
    console: { log: quiet, info: quiet, debug: quiet, warn: quiet, error: tell },
    setTimeout: (f: (...a: unknown[]) => void, ms?: number, ...a: unknown[]) => { const t = setTimeout(guarded(f), ms, ...a); timers.add(t); return t },
    setInterval: (f: (...a: unknown[]) => void, ms?: number, ...a: unknown[]) => { const t = setInterval(guarded(f), ms, ...a); timers.add(t); return t },
    clearTimeout: (t: ReturnType<typeof setTimeout>) => { clearTimeout(t); timers.delete(t) },
    clearInterval: (t: ReturnType<typeof setInterval>) => { clearInterval(t); timers.delete(t) },
  })
  await app.launch()

  const words = (): string => (app.page ? app.text() : '')
  const find: Phone['find'] = (how, inside) => {
    const within = (node: Node): boolean => { for (let n: Node | null = node; n; n = n.parent) if (hasClass(n, inside!)) return true; return false }
    const is = typeof how === 'function' ? how : how.startsWith('#') ? (n: Node) => n.attr['id'] === how.slice(1) : (n: Node) => app.text(n) === how
    const found = app.all(n => is(n) && (inside === undefined || within(n)))
    return found[found.length - 1] // the innermost: a view around a word has the same words
  }
  const waits: Phone['waits'] = async (what, is, ms = 15_000) => {
    const until = Date.now() + ms
    for (;;) {
      if (is()) return
      if (Date.now() > until) throw new Error(`${what} did not come on ${app.page?.route ?? 'no page'}, which says: ${words()}${complaints.length ? `\ncomplaints: ${complaints.join('\n')}` : ''}`)
      await new Promise(r => setTimeout(r, 40))
    }
  }
  return {
    app, complaints, kept, words, find, waits,
    route: () => app.page?.route ?? '',
    says: (text, ms) => waits(String(text), () => (typeof text === 'string' ? words().includes(text) : text.test(words())), ms),
    // as a thumb does: not on a button that is grey or busy
    tap: async (how, inside) => {
      const ready = (): Node | undefined => { const n = find(how, inside); return n && !app.all(x => hasClass(x, 'btn-off') || hasClass(x, 'ring'), n).length ? n : undefined }
      await waits(`a tap on ${String(how)}`, ready)
      await app.tap(ready()!)
    },
    type: async (id, value) => { await waits(`the field ${id}`, () => find(`#${id}`)); await app.input(find(`#${id}`)!, value) },
    go: async url => { await app.navigateTo(url) },
    close: () => {
      while (app.stack.length > 0) app.pop()
      off = true
      for (const t of timers) clearTimeout(t)
      for (const end of ending) end()
    },
  }
}
