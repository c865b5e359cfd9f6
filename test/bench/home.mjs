// The member's home over HTTP, all its facts in one round trip to the database, against a bare Nest-on-Fastify hello.
import { randomUUID } from 'node:crypto'
import { bareServer } from './bare-server.mjs'
import { inTurn, load } from './run-load.mjs'

export async function benchHome({ stand, bare, rounds, seconds }) {
  const shop = await stand.openShop('home'), members = await stand.addMembers(shop.merchantId, 500)
  for (const id of members.slice(0, 500)) await stand.call('POST', `/api/members/${id}/points/earn`, { token: shop.apiKey, key: randomUUID(), body: { points: 128, reason: 'bench' } })
  await stand.ask('analyze')
  const tokens = members.map((id) => stand.memberToken(shop.merchantId, id)), nest = await bareServer(bare), waits = []
  try {
    const figures = await inTurn({
      hello: async () => (await load({ port: nest.port, connections: 64, method: 'GET', paths: ['/hello'], seconds })).perSecond,
      home: async () => { const got = await load({ port: stand.apiPort, connections: 64, method: 'GET', paths: ['/api/me/home'], tokens, seconds }); waits.push(got.p99); return got.perSecond },
    }, rounds)
    const ratio = figures.home.value / figures.hello.value
    return [{ path: 'member home', value: figures.home.value, unit: '/s', base: figures.hello.value, baseName: 'bare hello', ratio, asks: { met: ratio >= 0.2, text: 'at least 0.2' }, note: `p99 ${Math.max(...waits)} ms` }]
  } finally { nest.stop() }
}
