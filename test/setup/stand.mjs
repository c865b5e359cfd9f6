// The product as a server runs it, for benches and crash tests: a durable PostgreSQL of its own, the compiled API in a
// process of its own, and a way to end either of them at any moment.
import { createHmac, randomUUID } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { apiFlags } from '../../apps/local/src/api.mjs'
import { root } from '../../apps/local/src/bootstrap.mjs'
import { freePort, sleep } from '../../apps/local/src/postgres/processes.mjs'
import { startPostgres } from '../../apps/local/src/postgres/server.mjs'
import { prisma } from '../../apps/local/src/prisma.mjs'
import { connected, ensureLogin, withDatabase } from './server.mjs'

export class Stand {
  constructor(name) {
    this.dir = mkdtempSync(join(tmpdir(), `huitou-${name}-`)); this.keys = join(this.dir, 'keys'); this.log = join(this.dir, 'api.log')
    mkdirSync(this.keys, { mode: 0o700 })
  }

  /** @param flags settings of PostgreSQL; it is durable whatever they are */
  async open({ flags = [], env = {}, nodeArgs = [], redis = false } = {}) {
    this.nodeArgs = nodeArgs
    this.env = env; this.flags = flags
    if (redis) await this.startRedis()
    await this.startDatabase()
    await connected(this.server.url('postgres'), (client) => client.query('create database huitou'))
    this.adminUrl = withDatabase(this.server.url('postgres'), 'huitou')
    const { code, output } = await prisma(['migrate', 'deploy'], { env: { DATABASE_URL: this.adminUrl, DATABASE_ADMIN_URL: this.adminUrl } })
    if (code !== 0) throw new Error(output)
    await ensureLogin(this.server.url('postgres'))
    const url = new URL(this.adminUrl); url.username = 'huitou_test'; url.password = 'huitou_test'
    this.url = url.toString(); this.apiPort = await freePort(0)
    await this.startApi()
    return this
  }

  async startDatabase() {
    this.server = await startPostgres({ dir: join(this.dir, 'postgres'), preferredPort: this.server?.port ?? 0, flags: this.flags })
  }

  /** A Redis of its own, where the machine has one, once it listens; the API is told of it when it starts. Answers whether there is one. */
  async startRedis() {
    if (spawnSync('redis-server', ['--version']).status !== 0) return false
    this.redisPort ??= await freePort(0)
    this.redis = spawn('redis-server', ['--port', String(this.redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.dir], { stdio: 'ignore' })
    this.env = { ...this.env, REDIS_URL: `redis://127.0.0.1:${this.redisPort}` }
    for (const end = Date.now() + 20_000; ; await sleep(20)) {
      if (await new Promise((done) => { const wire = connect(this.redisPort, '127.0.0.1', () => { wire.destroy(); done(true) }); wire.once('error', () => done(false)) })) return true
      if (Date.now() > end) throw new Error('Redis did not start within 20 seconds')
    }
  }
  /** kill -9 of Redis, and waits for the end: all it knew is gone */
  async killRedis() {
    if (!this.redis || this.redis.exitCode !== null || this.redis.signalCode !== null) return
    const ended = new Promise((resolve) => this.redis.once('exit', resolve))
    this.redis.kill('SIGKILL')
    await ended
  }
  /** FLUSHALL, as somebody else's hand would do it */
  async emptyRedis() {
    await new Promise((done, fail) => {
      const wire = connect(this.redisPort, '127.0.0.1', () => wire.write('FLUSHALL\r\n'))
      wire.once('data', (answer) => { wire.end(); if (String(answer).startsWith('+OK')) done(); else fail(new Error(String(answer))) })
      wire.once('error', fail)
    })
  }

  async startApi() {
    const log = openSync(this.log, 'a')
    const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', LOG_LEVEL: 'warn', DATABASE_URL: this.url, DATABASE_ADMIN_URL: this.adminUrl, REDIS_URL: '', HUITOU_DEMO: '1', HUITOU_KEYS_DIR: this.keys, HUITOU_LIMIT_SCALE: '1000000', HUITOU_NIGHTLY: 'off', HOST: '127.0.0.1', PORT: String(this.apiPort), ...this.env }
    this.api = spawn(process.execPath, [...apiFlags, ...this.nodeArgs, join(root, 'apps/api/dist/main.js')], { cwd: this.dir, env, stdio: ['ignore', log, log] })
    let code
    this.api.once('exit', (status, signal) => { code = status ?? signal })
    for (const end = Date.now() + 60_000; ; await sleep(20)) {
      if (code !== undefined || Date.now() > end) throw new Error(`the API did not start (${String(code)}):\n${readFileSync(this.log, 'utf8').slice(-3000)}`)
      try { if ((await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(1000) })).ok) return } catch { /* not yet */ }
    }
  }

  get address() { return `http://127.0.0.1:${this.apiPort}` }

  /** kill -9, and waits for the end */
  async killApi() {
    if (this.api.exitCode !== null || this.api.signalCode !== null) return
    const ended = new Promise((resolve) => this.api.once('exit', resolve))
    this.api.kill('SIGKILL')
    await ended
  }
  /** kill -9 of the postmaster; its children notice and end by themselves */
  async killDatabase() {
    process.kill(this.server.pid, 'SIGKILL')
    for (let i = 0; i < 400; i++) { try { process.kill(this.server.pid, 0) } catch { return } await sleep(10) }
  }

  async close() {
    if (this.api) await this.killApi()
    await this.killRedis()
    await this.server?.stop({ immediate: true })
    rmSync(this.dir, { recursive: true, force: true })
  }

  async call(method, path, { token, body, key } = {}) {
    const answer = await fetch(`${this.address}${path}`, { method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token ? { authorization: `Bearer ${token}` } : {}), ...(key ? { 'idempotency-key': key } : {}) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.text()
    const read = text ? JSON.parse(text) : undefined
    if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 400)}`), { status: answer.status, problem: read })
    return read
  }

  /** A new shop through the front door: its owner's token and an API key that may move points. */
  async openShop(name = 'stand') {
    const { merchant, session } = await this.call('POST', '/api/merchants', { body: { name, slug: `${name}-${randomUUID().slice(0, 8)}`, currency: 'CNY', zone: 'Asia/Shanghai', ownerName: 'Owner', login: `${randomUUID().slice(0, 8)}@stand.test`, password: randomUUID(), storeName: 'One' } })
    const owner = this.lasting(session.tokens.accessToken)
    const { secret } = await this.call('POST', '/api/api-keys', { token: owner, body: { name: 'stand', scopes: ['points'] } })
    return { merchantId: merchant.merchantId, slug: merchant.slug, owner, ownerId: session.staffId, apiKey: secret }
  }

  /** A till of the shop with an open shift: the token it sells with. */
  async openTill(shop) {
    const [{ storeId }] = (await this.call('GET', '/api/stores', { token: shop.owner })).items
    await this.call('POST', `/api/staff/${shop.ownerId}/pin`, { token: shop.owner, body: { pin: '739152' } })
    const { tillToken } = await this.call('POST', '/api/session/till', { token: shop.owner, body: { storeId, name: 'stand' } })
    return this.lasting((await this.call('POST', '/api/session/till/shift', { body: { tillToken, staffId: shop.ownerId, pin: '739152' } })).session.tokens.accessToken)
  }

  /** Members straight into the table, many at once. Answers their ids. */
  async addMembers(merchantId, count) {
    return connected(this.adminUrl, async (client) => {
      const { rows } = await client.query(`insert into member (merchant_id, member_id, member_no, source, joined_at) select $1, gen_random_uuid(), 'B' || lpad(n::text, 8, '0'), 'stand', now() from generate_series(1, $2::int) n returning member_id`, [merchantId, count])
      await client.query('analyze member') // a table grown at once has no figures for the planner yet
      return rows.map((row) => row.member_id)
    })
  }

  /** An access token as the API mints it, without signing thousands of members in one by one. */
  memberToken(merchantId, memberId) {
    const now = Math.floor(Date.now() / 1000)
    return this.signed({ k: 'm', m: merchantId, f: randomUUID(), iss: 'huitou', aud: 'huitou-api', sub: memberId, iat: now, exp: now + 900 })
  }
  /** The same token for three hours: fifty cycles take longer than the quarter of an hour after which a phone renews its own. */
  lasting(token) {
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
    return this.signed({ ...claims, exp: claims.iat + 3 * 3600 })
  }
  signed(claims) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url'), head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
    return `${head}.${createHmac('sha256', readFileSync(join(this.keys, 'token.key'))).update(head).digest('base64url')}`
  }

  ask(text, values) { return connected(this.adminUrl, async (client) => (await client.query(text, values)).rows) }
}

export const poolTo = (url, max) => { const pool = new pg.Pool({ connectionString: url, max }); pool.on('error', () => {}); return pool }
