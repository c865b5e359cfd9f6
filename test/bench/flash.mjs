// Reservations of one flash sale over HTTP against a row lock per request over the same path, and 5,000 at the same moment
// on 1,000 units: exactly those are reserved, the rest line up in their order.
import { randomUUID } from 'node:crypto'
import { bareServer } from './bare-server.mjs'
import { inTurn, load } from './run-load.mjs'

export async function benchFlash({ stand, bare, rounds, seconds }) {
  const shop = await stand.openShop('flash'), members = await stand.addMembers(shop.merchantId, 20_000)
  const tokens = members.map((id) => stand.memberToken(shop.merchantId, id)), nest = await bareServer(bare), waits = []
  await stand.call('POST', '/api/products', { token: shop.owner, key: randomUUID(), body: { sku: 'F1', name: 'bench', priceMinor: 26_800 } })
  const post = (path, more) => load({ port: stand.apiPort, connections: 512, method: 'POST', paths: [path], tokens, keyPrefix: randomUUID(), body: { units: 1 }, ...more })
  try {
    const plenty = await start(stand, shop, { total: 1_000_000, perMember: 100 })
    const figures = await inTurn({
      rowLock: async () => (await load({ port: nest.port, connections: 512, method: 'POST', paths: ['/claim'], tokens, keyPrefix: 'x', body: {}, seconds })).perSecond,
      ours: async () => { const got = await post(`/api/me/flash/${plenty}/reserve`, { seconds, warmSeconds: 2 }); waits.push(got.p99); return got.perSecond },
    }, rounds)
    const few = await start(stand, shop, { total: 1000, perMember: 1 })
    const rush = await post(`/api/me/flash/${few}/queue`, { total: 5000, connections: 5000, sample: false })
    const [found] = await stand.ask(`select (select count(*)::int from flash_hold where merchant_id = $1 and flash_id = $2) as held, (select count(*)::int || ' ' || max(place) from flash_wait where merchant_id = $1 and flash_id = $2) as queued`, [shop.merchantId, few])
    if (found.held !== 1000 || found.queued !== '4000 4000') throw new Error(`5,000 at once on 1,000 units: ${JSON.stringify(found)}`)
    return [
      { path: 'flash sale, reservations', value: figures.ours.value, unit: '/s', base: figures.rowLock.value, baseName: 'by row lock', ratio: figures.ours.value / figures.rowLock.value, note: `p99 ${Math.max(...waits)} ms` },
      { path: 'flash sale, 5,000 at once on 1,000: p99', value: rush.p99, unit: 'ms', note: '1,000 reserved, 4,000 lined up, each a place' },
    ]
  } finally { nest.stop() }
}

async function start(stand, shop, { total, perMember }) {
  const now = Date.now()
  const { sale } = await stand.call('POST', '/api/flash-sales', { token: shop.owner, key: randomUUID(), body: { title: 'bench', sku: 'F1', priceMinor: 9900, total, perMember, from: new Date(now - 1000).toISOString(), until: new Date(now + 7_200_000).toISOString(), holdMinutes: 120 } })
  await stand.call('POST', `/api/flash-sales/${sale.flashId}/schedule`, { token: shop.owner, key: randomUUID(), body: {} })
  return sale.flashId
}
