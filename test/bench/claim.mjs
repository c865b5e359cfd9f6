// Claims of one hot coupon over HTTP, grants only, against a row lock per request over the same path; then half the
// measured maximum as an open loop, and 5,000 claims at the same moment on a stock of 1,000.
import { randomUUID } from 'node:crypto'
import { bareServer } from './bare-server.mjs'
import { inTurn, load, rounded } from './run-load.mjs'

export async function benchClaim({ stand, bare, rounds, seconds }) {
  const shop = await stand.openShop('claim'), members = await stand.addMembers(shop.merchantId, 5_000)
  const tokens = members.map((id) => stand.memberToken(shop.merchantId, id)), nest = await bareServer(bare), waits = []
  const claim = (couponId, more) => load({ port: stand.apiPort, connections: 512, method: 'POST', paths: [`/api/me/coupons/claim/${couponId}`], tokens, keyPrefix: randomUUID(), body: {}, ...more })
  try {
    const plenty = await publish(stand, shop, { total: 100_000_000, perMember: 1000 })
    const figures = await inTurn({
      rowLock: async () => (await load({ port: nest.port, connections: 512, method: 'POST', paths: ['/claim'], tokens, keyPrefix: 'x', body: {}, seconds })).perSecond,
      ours: async () => { const got = await claim(plenty, { seconds, warmSeconds: 2 }); waits.push(got.p99); return got.perSecond },
    }, rounds)
    const most = figures.ours.value, ratio = most / figures.rowLock.value
    const fresh = await publish(stand, shop, { total: 100_000_000, perMember: 1000 })
    const open = await claim(fresh, { rate: most / 2, seconds })
    const rush = await rushOf(stand, shop, claim)
    const bound = 1.3 * 5000 / most * 1000
    return [
      { path: 'claim of a hot coupon, grants only', value: most, unit: '/s', base: figures.rowLock.value, baseName: 'by row lock', ratio, asks: { met: ratio >= 5, text: 'at least 5' }, note: `p99 ${Math.max(...waits)} ms` },
      { path: `claim, open loop at ${rounded(most / 2)}/s: p99`, value: open.p99, unit: 'ms', asks: { met: open.p99 < 100, text: 'under 100 ms' } },
      { path: 'claim, 5,000 at once on 1,000: p99', value: rush.p99, unit: 'ms', asks: { met: rush.p99 <= bound && rush.granted === 1000, text: `${rounded(bound)} ms, none oversold` }, note: `${rush.granted} granted, ${rush.done} answered` },
    ]
  } finally { nest.stop() }
}

async function publish(stand, shop, { total, perMember }) {
  const { coupon } = await stand.call('POST', '/api/coupons', { token: shop.owner, key: randomUUID(), body: { title: 'bench', kind: 'amount-off', amountMinor: 500, thresholdMinor: 1000, scope: {}, validity: { kind: 'days', days: 30 }, total, perMember } })
  await stand.call('POST', `/api/coupons/${coupon.couponId}/publish`, { token: shop.owner, key: randomUUID(), body: {} })
  return coupon.couponId
}

async function rushOf(stand, shop, claim) {
  const couponId = await publish(stand, shop, { total: 1000, perMember: 1 })
  const got = await claim(couponId, { total: 5000, connections: 5000, expect: ['201', '409'], sample: false })
  const [{ granted }] = await stand.ask('select count(*)::int as granted from coupon_claim where merchant_id = $1 and coupon_id = $2', [shop.merchantId, couponId])
  if (granted !== 1000 || got.statuses['201'] !== 1000) throw new Error(`5,000 at once on a stock of 1,000: ${granted} claims in the table, ${got.statuses['201']} granted`)
  return { p99: got.p99, done: got.done, granted }
}
