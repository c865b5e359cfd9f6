// Earn over HTTP by an API key with everything on (idempotency, lots, postings, explanation, outbox), 512 waiting callers,
// against a bare PL/pgSQL earn with 32 clients: members spread, and one hot member.
import { randomUUID } from 'node:crypto'
import { bareEarn } from './bare.mjs'
import { inTurn, load } from './run-load.mjs'

export async function benchEarn({ stand, bare, rounds, seconds }) {
  const shop = await stand.openShop('earn'), members = await stand.addMembers(shop.merchantId, 10_000)
  const paths = members.map((id) => `/api/members/${id}/points/earn`), waits = {}
  const earn = async (name, targets) => {
    const got = await load({ port: stand.apiPort, connections: 512, method: 'POST', paths: targets, tokens: [shop.apiKey], keyPrefix: randomUUID(), body: { points: 12, reason: 'bench' }, seconds, warmSeconds: 3 })
    ;(waits[name] ??= []).push(got.p99)
    return got.perSecond
  }
  const figures = await inTurn({
    bareSpread: () => bareEarn(bare, { hot: false, seconds }), spread: () => earn('spread', paths),
    bareHot: () => bareEarn(bare, { hot: true, seconds }), hot: () => earn('hot', paths.slice(0, 1)),
  }, rounds)
  await onlyWhatWasAnswered(stand, shop.merchantId)
  const row = (path, ours, beside, wanted) => ({ path, value: figures[ours].value, unit: '/s', base: figures[beside].value, baseName: 'bare', ratio: figures[ours].value / figures[beside].value, asks: { met: figures[ours].value / figures[beside].value >= wanted, text: `at least ${wanted.toFixed(1)}` }, note: `p99 ${Math.max(...waits[ours])} ms` })
  return [row('earn, 10,000 members', 'spread', 'bareSpread', 1), row('earn, one hot member', 'hot', 'bareHot', 3)]
}

/** Speed that loses count is no speed: the wallets must equal their lots. */
async function onlyWhatWasAnswered(stand, merchantId) {
  const [{ acts, points }] = await stand.ask(`select (select count(*)::int from act where merchant_id = $1 and outcome = 'ok') as acts, (select sum(points)::bigint from lot where merchant_id = $1) as points`, [merchantId])
  if (Number(points) !== acts * 12) throw new Error(`${acts} earns of 12 were booked, but the lots hold ${points}`)
}
