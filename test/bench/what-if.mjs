// A draft of earning rules, then of tiers, replayed on 100,000 members with a year of orders (a million, one in twenty-five
// given back in part): seconds from start to the kept result, and what the worker and the API needed of memory. The facts
// are laid down by one statement in the shape in which the book keeps them. HUITOU_BENCH_MEMBERS asks for another size.
import { readdirSync, readFileSync } from 'node:fs'

const MEMBERS = Number(process.env.HUITOU_BENCH_MEMBERS ?? 100_000), ORDERS = 10, ASKED_SECONDS = 60

export async function benchWhatIf({ stand }) {
  const shop = await stand.openShop('what-if'), token = shop.owner
  await stand.ask("update rule_set set from_at = now() - interval '3 years', published_at = now() - interval '3 years' where merchant_id = $1", [shop.merchantId])
  await stand.ask("update tier_set set from_at = now() - interval '3 years', published_at = now() - interval '3 years' where merchant_id = $1", [shop.merchantId])
  await layDown(stand, shop.merchantId)
  const { current: rules } = await stand.call('GET', '/api/earning-rules', { token })
  const dearer = rules.rules.map((r) => (r.wallet === 'points' && r.rate ? { ...r, rate: { ...r.rate, points: r.rate.points * 2 }, capPerOrder: 3000 } : r))
  const { draft } = await stand.call('PUT', '/api/earning-rules/draft', { token, body: { rules: dearer } })
  const byRules = await replay(stand, token, 'rules', draft)
  const { current: tiers } = await stand.call('GET', '/api/tiers', { token })
  const harder = await stand.call('PUT', '/api/tiers/draft', { token, body: { terms: tiers.terms, tiers: tiers.tiers.map((t) => (t.reach > 0 ? { ...t, reach: Math.round(t.reach * 1.1) } : t)) } })
  const byTiers = await replay(stand, token, 'tiers', harder.draft)
  return [['earning rules', byRules], ['tiers', byTiers]].map(([of, r]) => ({
    path: `what if ${of}, ${(MEMBERS / 1000).toLocaleString('en')}k members`, value: r.seconds, unit: 's', asks: { met: r.seconds <= ASKED_SECONDS, text: `at most ${ASKED_SECONDS}` },
    note: `${r.result.orders.toLocaleString('en')} orders; ${r.result.up} up, ${r.result.down} down, ${r.result.more} more, ${r.result.fewer} fewer; worker at most ${r.worker} MB and ${r.cpu.toFixed(0)} s of processor, API ${r.api} MB`,
  }))
}

async function layDown(stand, merchantId) {
  await stand.ask(
    `insert into member (merchant_id, member_id, member_no, source, joined_at)
     select $1::uuid, md5('m' || n)::uuid, 'W' || n, 'till', now() - interval '13 months' + (n % 300) * interval '1 day' from generate_series(1, $2::int) n`, [merchantId, MEMBERS])
  // One order of member n: its day, and two lines whose money differs from member to member by a factor of forty.
  await stand.ask(
    `with o as (
       select md5('m' || n)::uuid as member_id, k, md5(n || '-' || k)::uuid as order_id, n, date_trunc('milliseconds', now() - interval '355 days' + (($3::int - k) * 35 + (n * 7 + k * 13) % 30) * interval '-1 day' + $3::int * interval '35 days' - ((n * 31 + k) % 600) * interval '1 minute') as at,
         (2000 + (n * 7919 + k * 104729) % 18000) * (1 + n % 7) as minor from generate_series(1, $2::int) n, generate_series(0, $3::int - 1) k),
     f as (
       select *, (extract(epoch from at) * 1000)::bigint as ms from o)
     insert into fact (merchant_id, member_id, seq, fact_id, kind, effective_at, known_at, order_id, rule_set, body)
     select $1::uuid, member_id, k * 2 + 1, 'b' || order_id, 'order', at, at, order_id, 1, jsonb_build_object(
       'deeds', jsonb_build_array(jsonb_build_object('kind', 'order', 'orderId', order_id, 'context', jsonb_build_object('tier', null, 'storeId', null, 'channel', case when n % 3 = 0 then 'taobao' else 'till' end, 'payments', jsonb_build_array('cash')),
         'order', jsonb_build_object('at', ms, 'lines', jsonb_build_array(
           jsonb_build_object('line', 1, 'sku', 'S' || n % 90, 'category', '茶叶', 'brand', '', 'units', 2, 'paidMinor', minor, 'earns', true),
           jsonb_build_object('line', 2, 'sku', 'T' || k, 'category', '茶具', 'brand', '', 'units', 1, 'paidMinor', minor / 3, 'earns', true))))),
       'counted', jsonb_build_object('at', ms, 'spendMinor', minor + minor / 3, 'orders', 1))
     from f
     union all
     select $1::uuid, member_id, k * 2 + 2, 'r' || order_id, 'refund', at + interval '5 days', at + interval '5 days', order_id, 1, jsonb_build_object(
       'deeds', jsonb_build_array(jsonb_build_object('kind', 'refund', 'of', jsonb_build_object('orderId', order_id), 'nothingLeft', false, 'keptMinor', minor / 2 + minor / 3,
         'kept', jsonb_build_array(jsonb_build_object('line', 1, 'minor', minor / 2, 'ofMinor', minor, 'units', 1, 'ofUnits', 2)))),
       'counted', jsonb_build_object('at', ms, 'spendMinor', -(minor - minor / 2), 'orders', 0))
     from f where (n + k) % 25 = 0`, [merchantId, MEMBERS, ORDERS])
  await stand.ask('analyze fact')
  await stand.ask('analyze member')
}

async function replay(stand, token, of, draft) {
  const began = Date.now()
  await stand.call('POST', `/api/what-if/${of}`, { token, body: { expectVersion: draft.version, expectSaves: draft.saves } })
  let [worker, api, cpu] = [0, 0, 0]
  for (;;) {
    const { whatIf } = await stand.call('GET', `/api/what-if/${of}`, { token })
    ;[worker, api] = [Math.max(worker, ...childrenOf(stand.api.pid).map(mostMegabytes)), Math.max(api, mostMegabytes(stand.api.pid))]
    cpu = Math.max(cpu, ...childrenOf(stand.api.pid).map(processorSeconds))
    if (whatIf.state === 'done') return { seconds: (Date.now() - began) / 1000, result: whatIf.result, worker, api, cpu }
    if (whatIf.state !== 'running') throw new Error(`the what-if ended as ${whatIf.state}`)
    if (Date.now() - began > 600_000) throw new Error(`not done after ten minutes: ${JSON.stringify(whatIf.progress)}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

const childrenOf = (pid) => { try { return readdirSync(`/proc/${pid}/task`).flatMap((t) => readFileSync(`/proc/${pid}/task/${t}/children`, 'utf8').split(' ').filter(Boolean)) } catch { return [] } }
/** What a process used of processors, in ticks of a hundredth. */
const processorSeconds = (pid) => { try { const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' '); return (Number(f[11]) + Number(f[12])) / 100 } catch { return 0 } }
const mostMegabytes = (pid) => { try { return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024) } catch { return 0 } }
