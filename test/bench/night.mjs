// The nightly run of a shop of a million members, of whom one in ten has something due: points to activate, lots to expire,
// tiers to decide, birthdays, warnings. Minutes and memory of the process, beside a bare INSERT..SELECT of as many rows as
// the night wrote. One member of each kind is made by the API itself, by a clock set back (a year, two months), and the
// others are copies of its rows: so they have the forms in which the API writes. HUITOU_BENCH_MEMBERS asks for another size.
import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../apps/local/src/bootstrap.mjs'
import { Stand } from '../setup/stand.mjs'

const MEMBERS = Number(process.env.HUITOU_BENCH_MEMBERS ?? 1_000_000), ASKED_MINUTES = 10, ASKED_MB = 512, DAY = 86_400_000
/** Of a hundred members: how many are of each kind; the rest have nothing due. */
const SHARES = { activate: 2.5, expire: 2.5, tier: 2, birthday: 2, warn: 1 }
const LONG_AGO = 366, LATELY = 60

export async function benchNight() {
  const stand = new Stand('night')
  try {
    await stand.open({ flags: ['shared_buffers=512MB', 'max_wal_size=4GB'], env: { DATABASE_POOL: '16' }, nodeArgs: clockSetBack(LONG_AGO) })
    const shop = await models(stand)
    await stand.killApi()
    const laid = Date.now()
    const due = await copies(stand, shop.merchantId, shop.models)
    const laidSeconds = Math.round((Date.now() - laid) / 1000)
    const night = await run(stand, shop.merchantId)
    const rows = night.wrote, bare = await bareInsert(stand, rows)
    const { broken, checks } = night.audit
    if (broken > 0) throw new Error(`the self-audit after the night found ${broken} rows out of line: ${JSON.stringify(checks.filter((c) => c.broken))}`)
    const missed = await left(stand, shop.merchantId)
    if (missed.length) throw new Error(`the night left something due: ${JSON.stringify(missed)}`)
    const minutes = night.seconds / 60
    return [{
      path: `night, ${MEMBERS.toLocaleString('en')} members`, value: night.seconds, unit: 's', base: bare, baseName: `bare INSERT of its ${rows.toLocaleString('en')} rows`, ratio: night.seconds / bare, asks: { met: minutes <= ASKED_MINUTES && (night.mb ?? 0) <= ASKED_MB, text: `${ASKED_MINUTES} min${night.mb === null ? '; memory was not measured' : `, ${ASKED_MB} MB`}` },
      note: `${due.toLocaleString('en')} with something due; ${night.mb === null ? 'memory not measured: this system has no /proc' : `process at most ${night.mb} MB`}; ${Object.entries(night.done).filter(([, n]) => n > 0).map(([step, n]) => `${step} ${n}`).join(', ')}; then the liability and the self-audit, ${night.after.toFixed(0)} s; members laid down in ${laidSeconds} s`,
    }]
  } finally { await stand.close() }
}

/** The API with its clock so many days back, for as long as the models are made. */
const clockSetBack = (days) => ['--import', `data:text/javascript,const now=Date.now;Date.now=()=>now()-${days * DAY}`]

/** One member of each kind, by the API: what came to them a year ago, then what came two months ago. Answers who is what. */
async function models(stand) {
  const password = randomUUID(), login = `${password.slice(0, 8)}@stand.test`
  const { merchant } = await stand.call('POST', '/api/merchants', { body: { name: 'night', slug: `night-${password.slice(0, 8)}`, currency: 'CNY', zone: 'Asia/Shanghai', ownerName: 'Owner', login, password, storeName: 'One' } })
  const { merchantId } = merchant
  const signIn = async () => (await stand.call('POST', '/api/session/staff', { body: { login, password } })).session.tokens.accessToken
  let owner = await signIn()
  const { secret } = await stand.call('POST', '/api/api-keys', { token: owner, body: { name: 'night', scopes: ['points'] } })
  const earn = (memberId, points, wallet = 'points') => stand.call('POST', `/api/members/${memberId}/points/earn`, { token: secret, key: randomUUID(), body: { points, wallet, reason: 'bench' } })
  const set = (key, value) => stand.call('PUT', `/api/settings/${key}`, { token: owner, body: { value } })
  const expiresAfter = async (days) => { await set('points-expiry-unit', 'day'); await set('points-expiry-end', 'day'); await set('points-expiry-count', days) }
  const kinds = ['idle', ...Object.keys(SHARES)], ids = await stand.addMembers(merchantId, kinds.length), of = Object.fromEntries(kinds.map((kind, i) => [kind, ids[i]]))
  await stand.ask("update member set joined_at = now() - interval '400 days' where merchant_id = $1", [merchantId])
  await stand.ask("insert into consent (merchant_id, consent_id, member_id, purpose, given, version, place, at) select merchant_id, gen_random_uuid(), member_id, 'messages', true, '1', 'h5', joined_at from member where merchant_id = $1", [merchantId])

  await expiresAfter(LONG_AGO - 1)
  await earn(of.expire, 120)
  await earn(of.tier, 1500, 'growth')
  await stand.killApi()
  stand.nodeArgs = clockSetBack(LATELY)
  await stand.startApi()
  owner = await signIn()
  await expiresAfter(LATELY + 14)
  await earn(of.warn, 80)
  await expiresAfter(600)
  for (const kind of ['idle', 'tier', 'birthday']) await earn(of[kind], 100)
  for (const kind of ['idle', 'warn', 'birthday']) await earn(of[kind], 300, 'growth')
  await set('points-pending-days', LATELY)
  await earn(of.activate, 60)
  await set('points-pending-days', 0)
  await stand.call('PUT', '/api/care/birthday', { token: owner, body: { on: true, window: 'day', points: 30, textZh: '生日快乐' } })
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(5, 10)
  await stand.ask('update member set birthday = $3 where merchant_id = $1 and member_id = $2', [merchantId, of.birthday, today])
  return { merchantId, models: of }
}

/** Every row of a model once more for each of its copies, table by table. Answers how many members have something due. */
async function copies(stand, merchantId, of) {
  await stand.ask('create unlogged table copy_of (member_id uuid, model uuid, n int)')
  let from = 0
  const counts = Object.fromEntries(Object.entries(SHARES).map(([kind, share]) => [kind, Math.round(MEMBERS * share / 100)]))
  counts.idle = MEMBERS - Object.values(counts).reduce((sum, n) => sum + n, 0)
  for (const [kind, count] of Object.entries(counts)) {
    // the model is the first of its kind
    await stand.ask("insert into copy_of select md5('night' || n)::uuid, $1::uuid, n from generate_series($2::int, $3::int) n", [of[kind], from + 1, from + count - 1])
    from += count
  }
  const made = { member: { member_no: "'C' || c.n" }, consent: { consent_id: 'gen_random_uuid()' }, fact: {}, lot: {}, posting: { posting_id: 'gen_random_uuid()' }, wallet: {}, tier_standing: {}, tier_day: {}, tier_change: { change_id: 'gen_random_uuid()' } }
  for (const [table, own] of Object.entries(made)) {
    const columns = (await stand.ask('select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = $2 order by attnum', [table, ''])).map((r) => r.attname)
    await stand.ask(`insert into ${table} (${columns.join(', ')}) select ${columns.map((c) => (c === 'member_id' ? 'c.member_id' : own[c] ?? `t.${c}`)).join(', ')} from ${table} t join copy_of c on c.model = t.member_id where t.merchant_id = $1`, [merchantId])
    await stand.ask(`analyze ${table}`)
  }
  await stand.ask('drop table copy_of')
  await stand.ask('checkpoint')
  return MEMBERS - counts.idle
}

/** The very process that npm run nightly starts: its time, its memory, what it wrote. */
async function run(stand, merchantId) {
  const before = await written(stand)
  const child = spawn(process.execPath, [join(root, 'apps/api/dist/nightly/main.js')], { cwd: stand.dir, env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', DATABASE_URL: stand.url, DATABASE_ADMIN_URL: stand.adminUrl, HUITOU_DEMO: '1', HUITOU_KEYS_DIR: stand.keys, DATABASE_POOL: '16' }, stdio: ['ignore', 'pipe', 'inherit'] })
  let [text, mb] = ['', null] // null where the system does not say
  child.stdout.on('data', (part) => { text += part })
  const looking = setInterval(() => { try { mb = Math.max(mb ?? 0, Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024)) } catch { /* it has ended */ } }, 100)
  const began = Date.now(), code = await new Promise((ended) => child.once('exit', ended))
  const all = (Date.now() - began) / 1000
  clearInterval(looking)
  if (code !== 0) throw new Error(`the night ended with ${code}: ${text}`)
  const seconds = Number(/nights in ([\d.]+) s/.exec(text)?.[1])
  const [{ done }] = await stand.ask('select done from night where merchant_id = $1 and finished_at is not null', [merchantId])
  const [audit] = await stand.ask('select broken, checks from self_audit_run where merchant_id = $1', [merchantId])
  return { seconds, after: all - seconds, mb, done, audit, wrote: (await written(stand)) - before }
}

async function written(stand) {
  await new Promise((resolve) => setTimeout(resolve, 1500))
  return Number((await stand.ask("select sum(n_tup_ins + n_tup_upd) as rows from pg_stat_user_tables where relname not in ('copy_of')"))[0].rows)
}

/** As many rows into a table like the postings, with its indexes, by one statement. */
async function bareInsert(stand, rows) {
  await stand.ask('create table bare_posting (like posting including indexes)')
  const began = Date.now()
  await stand.ask('insert into bare_posting select p.merchant_id, p.member_id, gen_random_uuid(), p.wallet, p.line_id, p.from_account, p.to_account, p.points, p.lot, p.cause, p.ref, p.effective_at, p.known_at from posting p cross join generate_series(1, 20) limit $1', [rows])
  return (Date.now() - began) / 1000
}

/** What a night that did its work leaves none of. */
const left = (stand, merchantId) => stand.ask(
  `select 'wallet' as what, count(*)::int as n from wallet where merchant_id = $1 and due_at <= date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' having count(*) > 0
   union all select 'tier', count(*)::int from tier_standing where merchant_id = $1 and due_at <= date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' having count(*) > 0
   union all select 'birthday', count(*)::int from member m where merchant_id = $1 and birthday is not null and not exists (select from care_gift g where g.merchant_id = $1 and g.member_id = m.member_id) having count(*) > 0`, [merchantId])
