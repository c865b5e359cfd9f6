import { request as ask } from 'node:http'
import { writeNudges } from '../platform/group-commit/index.js'
import { OutboxRelay } from '../platform/outbox/index.js'
import { aClerk, aMember, aShop, bootApi, type Member, type Shop, type World } from '../../../../test/world.js'

let world: World
let shop: Shop
let member: Member
beforeAll(async () => { world = await bootApi(); shop = await aShop(world); member = await aMember(world, shop); await world.app.listen(0, '127.0.0.1') })
afterAll(() => world?.close())

const tell = async (audience: string, ref: string, merchantId = shop.merchantId) => {
  await world.inMerchant(merchantId, (tx) => writeNudges(tx, [{ topic: 'points', audience, ref }], world.clock.now()))
  world.get(OutboxRelay).prod()
}

test('a poll waits for a nudge of its own, hears none of others, and misses none between two polls', async () => {
  const me = world.as(member.token)
  const { since } = await me.pollLive({})
  const waiting = me.pollLive({ since })
  const other = await aMember(world, shop)
  await tell(`member:${other.memberId}`, 'not-mine')
  await tell(`member:${member.memberId}`, 'one')
  const first = await waiting
  expect(first.nudges).toEqual([{ topic: 'points', ref: 'one' }])
  await tell(`member:${member.memberId}`, 'two')
  await new Promise((go) => setTimeout(go, 150))
  expect((await me.pollLive({ since: first.since })).nudges).toEqual([{ topic: 'points', ref: 'two' }])
  expect((await me.pollLive({ since: 'elsewhere.4' })).nudges).toEqual([{ topic: 'resync', ref: '' }])
})

test('server-sent events reach member and till within a second, another shop never, and nothing is left unsent', async () => {
  const clerk = await aClerk(world, shop)
  const stranger = await aMember(world, await aShop(world))
  const heard = await Promise.all([member.token, clerk.token, stranger.token].map((token) => open(token)))
  await tell(`member:${member.memberId}`, 'm')
  await tell(`till:${clerk.tillId}`, 't')
  const started = Date.now()
  while (!(heard[0]!.text().includes('"m"') && heard[1]!.text().includes('"t"')) && Date.now() - started < 3000) await new Promise((go) => setTimeout(go, 10))
  expect(Date.now() - started).toBeLessThan(1000)
  expect(heard[0]!.text()).not.toContain('"t"')
  expect(heard[2]!.text()).not.toContain('nudge')
  for (const one of heard) one.close()
  const { rows } = await world.admin.query('select count(*)::int as n from outbox')
  expect(rows[0].n).toBe(0)
})

test('one person holds so many streams open and no more', async () => {
  const many = await aMember(world, shop)
  const held = await Promise.all(Array.from({ length: 20 }, () => open(many.token)))
  const { port } = world.app.getHttpServer().address() as { port: number }
  const refused = await fetch(`http://127.0.0.1:${port}/api/live?token=${many.token}`)
  expect([refused.status, (await refused.json() as { code: string }).code]).toEqual([429, 'too-often'])
  for (const one of held) one.close()
})

function open(token: string): Promise<{ text(): string; close(): void }> {
  const { port } = world.app.getHttpServer().address() as { port: number }
  return new Promise((resolve, reject) => {
    const asked = ask({ port, host: '127.0.0.1', path: `/api/live?token=${token}` }, (reply) => {
      let text = ''
      reply.setEncoding('utf8').on('data', (part: string) => { text += part })
      expect(reply.headers['content-type']).toContain('text/event-stream')
      resolve({ text: () => text, close: () => asked.destroy() })
    })
    asked.on('error', reject)
    asked.end()
  })
}
