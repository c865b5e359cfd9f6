import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'
import { InProcessStore, RedisStore, type QuickStore } from './index.js'

const freePort = () => new Promise<number>((found) => { const s = createServer().listen(0, '127.0.0.1', () => { const { port } = s.address() as { port: number }; s.close(() => found(port)) }) })
let server: ChildProcess | undefined
let url = process.env['REDIS_URL'] ?? ''

beforeAll(async () => {
  if (url || spawnSync('redis-server', ['--version']).status !== 0) return
  const port = await freePort()
  server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp'], { stdio: 'ignore' })
  url = `redis://127.0.0.1:${port}`
  const probe = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null })
  probe.on('error', () => {})
  await probe.ping()
  probe.disconnect()
})
afterAll(() => { server?.kill() })

describe.each([['in the process', () => new InProcessStore()], ['on Redis', () => (url ? new RedisStore(url) : null)]] as [string, () => QuickStore | null][])('%s', (where, make) => {
  let store: QuickStore | null
  beforeEach(() => { store = make(); if (!store) console.warn(`No Redis found: the store ${where} was NOT tested. Install redis-server or set REDIS_URL.`) })
  afterEach(() => store?.close())
  const key = () => `t:${Math.random()}`

  test('counts within a window and starts anew after it', async () => {
    if (!store) return
    const k = key()
    expect((await store.count(k, 120)).count).toBe(1)
    const second = await store.count(k, 120)
    expect(second.count).toBe(2)
    expect(second.resetMs).toBeGreaterThan(0)
    expect(second.resetMs).toBeLessThanOrEqual(120)
    await new Promise((go) => setTimeout(go, 160))
    expect((await store.count(k, 120)).count).toBe(1)
  })

  test('knows who is here: each once, until their time is over or they leave', async () => {
    if (!store) return
    const k = key()
    expect(await store.absent(k, 'nobody')).toBe(0)
    expect(await store.present(k, 'an', 5000)).toBe(1)
    expect(await store.present(k, 'bo', 120)).toBe(2)
    expect(await store.present(k, 'an', 5000)).toBe(2)
    await new Promise((go) => setTimeout(go, 160))
    expect(await store.absent(k, '')).toBe(1)
    expect(await store.absent(k, 'an')).toBe(0)
  })

  test('a count is read without adding, and forgotten', async () => {
    if (!store) return
    const k = key()
    expect(await store.peek(k)).toBe(0)
    await store.count(k, 5000)
    await store.count(k, 5000)
    expect([await store.peek(k), await store.peek(k)]).toEqual([2, 2])
    await store.forget(k)
    expect(await store.peek(k)).toBe(0)
  })

  test('100 at once are counted 1 to 100', async () => {
    if (!store) return
    const k = key()
    const counts = await Promise.all(Array.from({ length: 100 }, () => store!.count(k, 5000)))
    expect(counts.map((c) => c.count).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  })

  test('word reaches every ear of its channel and no other, until the subscription ends', async () => {
    if (!store) return
    const [a, b, other]: [string[], string[], string[]] = [[], [], []]
    const endA = await store.subscribe('shop', (m) => a.push(m))
    await store.subscribe('shop', (m) => b.push(m))
    await store.subscribe('elsewhere', (m) => other.push(m))
    await store.publish('shop', 'one')
    await new Promise((go) => setTimeout(go, 60))
    endA()
    await store.publish('shop', 'two')
    await new Promise((go) => setTimeout(go, 60))
    expect([a, b, other]).toEqual([['one'], ['one', 'two'], []])
  })
})
