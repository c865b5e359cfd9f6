import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { knows } from '@huitou/words'
import { aMember, aShop, aStaff, bootApi, type Shop, type World } from '../../../../../test/world.js'

const web = mkdtempSync(join(tmpdir(), 'web-'))
mkdirSync(join(web, 'm/js'), { recursive: true })
writeFileSync(join(web, 'm/index.html'), '<!doctype html><script>window.a=1</script><script src="/m/js/app.1a2b3c4d.js"></script>')
writeFileSync(join(web, 'm/js/app.1a2b3c4d.js'), `// ${'x'.repeat(3000)}`)
let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi({ HUITOU_WEB_DIR: web }); shop = await aShop(world) })
afterAll(async () => { await world?.close(); rmSync(web, { recursive: true, force: true }) })
const get = (url: string, headers: Record<string, string> = {}) => world.app.inject({ method: 'GET', url, headers })

test('each failure is one problem, with an id that is in the header too and a sentence in the caller\'s language', async () => {
  const cases = [
    [await get('/api/nowhere'), 404, 'not-found'], [await get('/api/me'), 401, 'not-signed-in'], [await get('/api/me', { authorization: 'Bearer abcdefghijklmnop' }), 401, 'token-expired'],
    [await world.app.inject({ method: 'POST', url: '/api/session/staff', payload: '{"login": ', headers: { 'content-type': 'application/json' } }), 400, 'malformed'],
    [await world.app.inject({ method: 'POST', url: '/api/session/staff', payload: '{"__proto__": {"a": 1}}', headers: { 'content-type': 'application/json' } }), 400, 'malformed'],
    [await world.app.inject({ method: 'POST', url: '/api/session/staff', payload: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }), 400, 'malformed'],
    [await world.app.inject({ method: 'POST', url: '/api/session/staff', payload: 'x', headers: { 'content-type': 'image/png' } }), 415, 'malformed'],
    [await world.app.inject({ method: 'POST', url: '/api/session/staff', payload: JSON.stringify({ login: 'x'.repeat(2_000_000) }), headers: { 'content-type': 'application/json' } }), 413, 'too-large'],
  ] as const
  for (const [reply, status, code] of cases) {
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json().correlationId).toBe(reply.headers['x-correlation-id'])
    expect(reply.json()).toMatchObject({ type: expect.stringContaining(code), title: expect.any(String), status, detail: expect.any(String) })
    expect([code, knows(code)]).toEqual([code, true])
  }
  const zh = (await get('/api/me')).json().detail
  const en = (await get('/api/me', { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' })).json().detail
  expect(zh).toMatch(/[一-鿿]/)
  expect(en).toMatch(/[a-z]/i)
  expect((await get('/api/me', { 'x-correlation-id': 'my-own-id-123' })).headers['x-correlation-id']).toBe('my-own-id-123')
  expect((await get('/api/me', { 'x-correlation-id': 'bad id\u0007' })).headers['x-correlation-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})

test('a malformed request names its fields', async () => {
  const reply = await world.app.inject({ method: 'POST', url: '/api/merchants', payload: { name: '', currency: 'yuan', zone: 'Asia/Shanghai', ownerName: 'x', login: 'x', password: 'short' } })
  expect(reply.statusCode).toBe(400)
  expect([...new Set(reply.json().fields.map((f: { path: string }) => f.path))].sort()).toEqual(['currency', 'login', 'name', 'password'])
})

test('who may call is what the route says: member, staff by rank, nobody else', async () => {
  const [member, clerk, manager] = [await aMember(world, shop), await aStaff(world, shop), await aStaff(world, shop, { role: 'manager' })]
  const status = async (url: string, token: string) => (await get(url, { authorization: `Bearer ${token}` })).statusCode
  expect(await Promise.all([status('/api/me', member.token), status('/api/me', shop.ownerToken), status('/api/staff', clerk.token), status('/api/staff', manager.token), status('/api/api-keys', manager.token), status('/api/api-keys', shop.ownerToken), status('/api/staff', member.token)])).toEqual([200, 403, 403, 200, 403, 200, 403])
})

test('too many sign-ins from one place are told to wait', async () => {
  const strict = await bootApi({ HUITOU_LIMIT_SCALE: '0.1' })
  const sign = () => strict.app.inject({ method: 'POST', url: '/api/session/staff', payload: { login: 'nobody@x.example', password: 'whatever' } })
  const codes = []
  for (let i = 0; i < 5; i++) codes.push((await sign()).statusCode)
  expect(codes).toEqual([409, 409, 409, 429, 429])
  const last = await sign()
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
  expect(last.json()).toMatchObject({ code: 'too-often', status: 429 })
  await strict.close()
})

test('health, figures, documents and the door page', async () => {
  expect((await get('/healthz')).json()).toEqual({ alive: true })
  expect((await get('/readyz')).json()).toEqual({ ready: true })
  expect((await get('/metrics')).body).toContain('http_request_seconds')
  const document = (await get('/api/openapi.json')).json()
  expect(document.openapi).toBe('3.1.1')
  expect(Object.keys(document.paths).length).toBeGreaterThan(80)
  expect((await get('/api/docs/')).body).toContain('swagger-ui-bundle.js')
  expect((await get('/api/docs/swagger-ui.css')).statusCode).toBe(200)
  const door = await get('/')
  expect(door.body).toContain('从哪扇门进来')
  expect(door.body).toContain('138 0000 6628')
  expect((await get('/?lang=en')).body).toContain('Which door is yours')
  expect(door.body).not.toMatch(/src="http|url\(http|@import/)
})

test('built front ends: hashed files for ever, the page fresh under a strict policy, no way out of the folder', async () => {
  const script = await get('/m/js/app.1a2b3c4d.js', { 'accept-encoding': 'gzip' })
  expect(script.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'gzip', 'content-type': 'text/javascript; charset=utf-8' })
  expect((await get('/m/js/app.1a2b3c4d.js', { 'if-none-match': String(script.headers.etag) })).statusCode).toBe(304)
  for (const url of ['/m/', '/m/coupon/list', '/m/?merchant=x']) {
    const page = await get(url)
    expect([url, page.statusCode, page.headers['cache-control']]).toEqual([url, 200, 'no-cache'])
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-/)
  }
  expect((await get('/m')).statusCode).toBe(302)
  for (const url of ['/m/js/none.js', '/m/../package.json', '/m/%2e%2e/%2e%2e/etc/passwd', '/m/..%2f..%2fetc%2fpasswd.txt']) expect([url, (await get(url)).body.includes('root:')]).toEqual([url, false])
  expect((await get('/m/js/none.js')).statusCode).toBe(404)
})
