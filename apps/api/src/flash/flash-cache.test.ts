// The cache of a flash sale: with it, without it, emptied and killed in the middle. It changes how soon a "no" comes, never who is granted.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { Redis } from 'ioredis'
import type { MemberId } from '@huitou/units'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aFlashSale, aTillShop, type TillShop } from '../../../../test/till-world.js'
import { act, bootApi, type World } from '../../../../test/world.js'
import { newId } from '../platform/ids/index.js'
import { TokenPairs } from '../session/index.js'

const CALLERS = 400
const hasRedis = spawnSync('redis-server', ['--version']).status === 0
const freePort = () => new Promise<number>((found) => { const s = createServer().listen(0, '127.0.0.1', () => { const { port } = s.address() as AddressInfo; s.close(() => found(port)) }) })
const startRedis = (port: number): ChildProcess => spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp'], { stdio: 'ignore' })

let world: World, tea: TillShop, server: ChildProcess | undefined, port = 0
let tokens: string[] = []

beforeAll(async () => {
  if (!hasRedis) console.warn('No redis-server on this machine: the cache of flash sales is tested in the process only.')
  else { port = await freePort(); server = startRedis(port) }
  world = await bootApi(hasRedis ? { REDIS_URL: `redis://127.0.0.1:${port}` } : {})
  tea = await aTillShop(world)
  const members = Array.from({ length: CALLERS }, () => newId<MemberId>())
  await world.admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) select $1, id, 'R' || n, 'h5', now() from unnest($2::uuid[]) with ordinality u(id, n)", [tea.shop.merchantId, members])
  tokens = await world.inMerchant(tea.shop.merchantId, async (tx) => {
    const made: string[] = []
    for (const memberId of members) made.push((await world.get(TokenPairs).open(tx, { kind: 'member', merchantId: tea.shop.merchantId, memberId })).accessToken)
    return made
  })
}, 60_000)
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(async () => {
  await world?.close()
  server?.kill('SIGKILL')
})

async function rush(total: number, during: () => Promise<void>): Promise<{ granted: number; flashId: string }> {
  const flashId = await aFlashSale(world, tea.owner, { priceMinor: 100, total })
  const call = async (token: string, key = newId()): Promise<boolean> => {
    const api = world.as(token)
    await api.readMyFlash({ flashId: flashId })
    const first = await api.reserveFlash({ flashId: flashId }, act(key)).catch(() => null)
    if (!first) return false
    // a lost reply, asked again when all is gone: the very same answer
    expect(await api.reserveFlash({ flashId: flashId }, act(key))).toEqual(first)
    return true
  }
  const waves: Promise<boolean>[] = []
  for (let i = 0; i < tokens.length; i += 50) {
    waves.push(...tokens.slice(i, i + 50).map((t) => call(t)))
    await new Promise((go) => setTimeout(go, 40))
    if (i === 100) await during()
  }
  return { granted: (await Promise.all(waves)).filter(Boolean).length, flashId: flashId }
}
const grantedIn = async (flashId: string) => (await world.admin.query<{ n: number }>("select count(*)::int as n from flash_hold where flash_id = $1 and state = 'held'", [flashId])).rows[0]!.n

test('a rush grants exactly the stock, and later callers are refused by the cache', async () => {
  const { granted, flashId } = await rush(60, () => Promise.resolve())
  expect([granted, await grantedIn(flashId)]).toEqual([60, 60])
  await new Promise((go) => setTimeout(go, 700)) // the counts are written behind the answers
  expect((await tea.owner.readFlashLive({ flashId })).early.soldOut).toBe(CALLERS - 60)
}, 60_000)

test('emptied in the middle, nothing is oversold and nothing is lost', async () => {
  if (!hasRedis) return
  const probe = new Redis(port, '127.0.0.1')
  const { granted, flashId } = await rush(150, async () => { await probe.flushall() })
  await probe.flushall()
  probe.disconnect()
  expect([granted, await grantedIn(flashId)]).toEqual([150, 150])
}, 60_000)

test('killed in the middle and back later, nothing is oversold and the sale goes on meanwhile', async () => {
  if (!hasRedis) return
  const { granted, flashId } = await rush(150, async () => {
    const gone = once(server!, 'exit')
    server!.kill('SIGKILL')
    await gone
    setTimeout(() => { server = startRedis(port) }, 600)
  })
  expect([granted, await grantedIn(flashId)]).toEqual([150, 150])
}, 60_000)
