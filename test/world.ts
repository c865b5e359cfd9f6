// Builders for tests: a database of its own, the API on it, and shops, members and staff in a line each.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NestFastifyApplication } from '../apps/api/src/app.js'
import { createClient, routes, type Client, type Transport } from '@huitou/contract'
import type { MemberId, MerchantId, StaffId, StoreId } from '@huitou/units'
import pg from 'pg'
import { createApp } from '../apps/api/src/app.js'
import { joinMember } from '../apps/api/src/person/index.js'
import { Clock, DemoClock } from '../apps/api/src/platform/clock/index.js'
import { readConfig } from '../apps/api/src/platform/config/index.js'
import { Database, type Tx } from '../apps/api/src/platform/database/index.js'
import type { Role, ShiftId, TillId } from '../apps/api/src/platform/http/index.js'
import { newId } from '../apps/api/src/platform/ids/index.js'
import { PhoneVault, phoneOf } from '../apps/api/src/platform/phone/index.js'
import { hashOf, hashPassword, makeSecret } from '../apps/api/src/platform/secret/index.js'
import { TokenPairs } from '../apps/api/src/session/index.js'
import { freshDatabase, type FreshDatabase } from './setup/world-database.js'

export type Api = Client<typeof routes>

export interface World {
  readonly app: NestFastifyApplication
  readonly db: FreshDatabase
  /** the database as the API sees it: one merchant at a time */
  readonly database: Database
  /** the owner's connection: looks across merchants */
  readonly admin: pg.Client
  readonly clock: DemoClock
  /** a service of the running application */
  get<T>(type: abstract new (...args: never[]) => T): T
  /** a typed client with that token (none: a stranger), over the application's own wire */
  as(token?: string, headers?: Record<string, string>): Api
  inMerchant<T>(merchantId: MerchantId, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The API on a fresh database, not listening: `as(token).claimCoupon(...)`, or `app.inject`. Close it in afterAll. */
export async function bootApi(env: Record<string, string> = {}): Promise<World> {
  const db = await freshDatabase()
  const keys = mkdtempSync(join(tmpdir(), 'huitou-keys-'))
  const config = readConfig({ DATABASE_URL: db.url, DATABASE_ADMIN_URL: db.adminUrl, HUITOU_DEMO: '1', HUITOU_KEYS_DIR: keys, HUITOU_CHECK_REPLIES: '1', HUITOU_NIGHTLY: 'off', HUITOU_LIMIT_SCALE: '1000', LOG_LEVEL: 'silent', ...env })
  const app = await createApp(config)
  const admin = new pg.Client({ connectionString: db.adminUrl })
  admin.on('error', () => {})
  await admin.connect()
  const database = app.get(Database)
  return {
    app, db, database, admin, clock: app.get(Clock) as DemoClock,
    get: <T>(type: abstract new (...args: never[]) => T) => app.get(type as never) as T,
    as: (token, headers = {}) => createClient(routes, wire(app), '', () => ({ ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers })),
    inMerchant: (merchantId, work) => database.inMerchant(merchantId, work),
    close: async () => {
      await app.close()
      await admin.end()
      rmSync(keys, { recursive: true, force: true })
      await db.drop()
    },
  }
}

const wire = (app: NestFastifyApplication): Transport => async (r) => {
  const reply = await app.inject({ method: r.method as 'GET', url: r.url, headers: r.headers, ...(r.body === undefined ? {} : { payload: JSON.stringify(r.body) }) })
  return { status: reply.statusCode, answer: reply.body ? (JSON.parse(reply.body) as unknown) : undefined }
}

export interface Shop { readonly merchantId: MerchantId; readonly slug: string; readonly storeId: StoreId; readonly ownerId: StaffId; readonly ownerToken: string; readonly password: string }
let made = 0

/** A shop with one store and its owner, signed in. */
export async function aShop(world: World, o: { name?: string; currency?: string; zone?: string; isDemo?: boolean } = {}): Promise<Shop> {
  const [merchantId, storeId, n] = [newId<MerchantId>(), newId<StoreId>(), ++made]
  const slug = `shop-${n}-${Date.now().toString(36)}`
  await world.inMerchant(merchantId, async (tx) => {
    const now = new Date(world.clock.now())
    await tx.run('insert into merchant (merchant_id, slug, name, currency, zone, is_demo, created_at) values ($1, $2, $3, $4, $5, $6, $7)', [merchantId, slug, o.name ?? `第 ${n} 家店`, o.currency ?? 'CNY', o.zone ?? 'Asia/Shanghai', o.isDemo ?? false, now])
    await tx.run('insert into store (merchant_id, store_id, name, created_at) values ($1, $2, $3, $4)', [merchantId, storeId, '总店', now])
  })
  const owner = await aStaff(world, { merchantId, storeId }, { role: 'owner' })
  return { merchantId, slug, storeId, ownerId: owner.staffId, ownerToken: owner.token, password: owner.password }
}

export interface Staff { readonly staffId: StaffId; readonly login: string; readonly password: string; readonly token: string }
const PASSWORD = 'correct horse 9'
let passwordHash: Promise<string> | undefined

/** A member of staff, signed in. */
export async function aStaff(world: World, shop: Pick<Shop, 'merchantId' | 'storeId'>, o: { role?: Role; login?: string; name?: string } = {}): Promise<Staff> {
  const [staffId, role] = [newId<StaffId>(), o.role ?? 'clerk']
  const login = o.login ?? `${role}-${++made}-${staffId.slice(-6)}@test.example`
  passwordHash ??= hashPassword(PASSWORD)
  const hash = await passwordHash
  const token = await world.inMerchant(shop.merchantId, async (tx) => {
    await tx.run('insert into staff (merchant_id, staff_id, login, name, role, password_hash, store_id, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [shop.merchantId, staffId, login, o.name ?? '小满', role, hash, role === 'owner' ? null : shop.storeId, new Date(world.clock.now())])
    const pair = await world.get(TokenPairs).open(tx, { kind: 'staff', merchantId: shop.merchantId, staffId, role, storeId: role === 'owner' ? null : shop.storeId, tillId: null, shiftId: null }, [shop.merchantId])
    return pair.accessToken
  })
  return { staffId, login, password: PASSWORD, token }
}

export interface Clerk extends Staff { readonly tillId: TillId; readonly shiftId: ShiftId; readonly storeId: StoreId; readonly tillToken: string }

/** A clerk in an open shift at a registered till: `token` is what the till sends. */
export async function aClerk(world: World, shop: Pick<Shop, 'merchantId' | 'storeId'>): Promise<Clerk> {
  const staff = await aStaff(world, shop)
  const [tillId, shiftId, tillToken] = [newId<TillId>(), newId<ShiftId>(), makeSecret(shop.merchantId)]
  const token = await world.inMerchant(shop.merchantId, async (tx) => {
    const now = new Date(world.clock.now())
    await tx.run('insert into till (merchant_id, till_id, store_id, name, token_hash, created_at) values ($1, $2, $3, $4, $5, $6)', [shop.merchantId, tillId, shop.storeId, `${++made} 号台`, hashOf(tillToken), now])
    await tx.run('insert into shift (merchant_id, shift_id, till_id, staff_id, opened_at) values ($1, $2, $3, $4, $5)', [shop.merchantId, shiftId, tillId, staff.staffId, now])
    const pair = await world.get(TokenPairs).open(tx, { kind: 'staff', merchantId: shop.merchantId, staffId: staff.staffId, role: 'clerk', storeId: shop.storeId, tillId, shiftId }, [shop.merchantId])
    return pair.accessToken
  })
  return { ...staff, token, tillId, shiftId, storeId: shop.storeId, tillToken }
}

export interface Member { readonly memberId: MemberId; readonly phone: string; readonly token: string }

/** A member with a phone number, signed in. */
export async function aMember(world: World, shop: Pick<Shop, 'merchantId'>, o: { phone?: string; name?: string } = {}): Promise<Member> {
  const phone = phoneOf(o.phone ?? `138${String(10_000_000 + ((++made * 7919 + process.pid) % 89_999_999)).padStart(8, '0')}`)!
  return world.inMerchant(shop.merchantId, async (tx) => {
    const { memberId } = await joinMember(tx, { name: o.name ?? '林若溪', phone: world.get(PhoneVault).seal(shop.merchantId, phone), source: 'h5' }, world.clock.now())
    const pair = await world.get(TokenPairs).open(tx, { kind: 'member', merchantId: shop.merchantId, memberId })
    return { memberId, phone, token: pair.accessToken }
  })
}

/** Lets the API of a world be called over the network by a browser or a phone; answers its address. */
export async function listening(world: World): Promise<string> {
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(world.app.getHttpServer().address() as { port: number }).port}`
}

/** A fresh Idempotency-Key as the options of a call: `as(token).checkIn({}, act())`. */
export const act = (key: string = newId()): { key: string } => ({ key })
