// Shops whose nights are run by a clock that the test moves: every kind of care switched on, members by their facts.
import { startOfDate, type LocalDate, type MemberId, type MerchantId, type Zone } from '@huitou/units'
import pg from 'pg'
import { runNights, type NightDoors } from '../apps/api/src/nightly/index.js'
import { FakeClock } from '../apps/api/src/platform/clock/index.js'
import { Database, Doors, makePool } from '../apps/api/src/platform/database/index.js'
import { GroupCommit, type ActKind } from '../apps/api/src/platform/group-commit/index.js'
import { newId } from '../apps/api/src/platform/ids/index.js'
import { pointsBook, readBooks } from '../apps/api/src/points/index.js'
import { freshDatabase, type FreshDatabase } from './setup/world-database.js'

const rule = { ruleId: 'spend', name: 'Spend', on: 'order', wallet: 'points', rate: { points: 1, perMinor: 100 }, fixedPoints: null, useTierMultiplier: true, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 2, expiry: { months: 1, roundTo: 'day' }, validFrom: null, validUntil: null }
const growth = { ...rule, ruleId: 'growth', wallet: 'growth', useTierMultiplier: false, pendingDays: 0, expiry: null }
const benefits = { multiplierBp: 10_000, priceBp: 10_000, discountCategories: [], freeShipping: false, birthdayPoints: 7, texts: [] }
const tiers = [{ tierId: 'silver', name: '银', rank: 0, material: 'silver', reach: 0, keep: null, benefits }, { tierId: 'gold', name: '金', rank: 1, material: 'gold', reach: 200, keep: null, benefits: { ...benefits, birthdayPoints: 30 } }]
const packs = [{ tierId: 'silver', points: 3, couponId: null }, { tierId: 'gold', points: 11, couponId: null }]

export interface CareChange { readonly [kind: string]: Record<string, unknown> }

/** What care gives in these shops unless a test says otherwise: each kind another number of points, so that a line tells its kind. */
export const ALL_CARE: CareChange = {
  birthday: { window: 'day', points: 50, feb29: 'feb-28', days: 3 }, newcomer: { points: 20 }, 'tier-reached': { packs }, monthly: { packs }, anniversary: { points: 5 },
  'after-purchase': { points: 2, days: 7, firstOnly: false }, 'win-back': { points: 4, days: 12 },
}

const sale: ActKind<{ memberId: MemberId; minor: number }, null> = {
  name: 'toy-sale', members: (r) => [r.memberId], needs: (r) => [pointsBook.need({ memberId: r.memberId })],
  decide(r, batch, ctx) {
    const booked = batch.of(pointsBook).book(r.memberId, { id: ctx.actId, kind: 'order', orderId: ctx.actId, counted: { at: ctx.now, spendMinor: r.minor, orders: 1 }, deeds: [{ kind: 'order', orderId: ctx.actId, order: { at: ctx.now, lines: [{ line: 1, sku: 'A', category: '', brand: '', units: 1, paidMinor: r.minor }] }, context: { tier: null } }] })
    return booked.ok ? { ok: true, answer: null } : booked
  },
}

export interface NightShop { readonly merchantId: MerchantId; readonly zone: Zone }
export interface MemberFacts { readonly no: string; readonly joined: Date | number; readonly birthday?: string; readonly calendar?: 'solar' | 'lunar' }

export class NightWorld {
  private constructor(readonly db: FreshDatabase, readonly admin: pg.Client, readonly database: Database, readonly doors: NightDoors, readonly clock: FakeClock) {}

  static async open(): Promise<NightWorld> {
    const db = await freshDatabase()
    const admin = new pg.Client(db.adminUrl)
    await admin.connect()
    const database = new Database(makePool({ connectionString: db.url })), clock = new FakeClock()
    return new NightWorld(db, admin, database, { database, groupCommit: new GroupCommit(database, clock), doors: new Doors(database), clock }, clock)
  }

  async close(): Promise<void> {
    await this.database.onApplicationShutdown()
    await this.admin.end()
    await this.db.drop()
  }

  async aShop(zone: Zone, o: { care?: CareChange; rules?: Record<string, unknown>; tierTerms?: Record<string, unknown> } = {}): Promise<NightShop> {
    const merchantId = newId<MerchantId>()
    await this.admin.query("insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, $2, 'Toy', 'CNY', $3, '2020-01-01')", [merchantId, `toy-${merchantId}`, zone])
    await this.admin.query("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2, 'staff:1', '2020-01-01', '2020-01-01', '2020-01-01')", [merchantId, JSON.stringify([{ ...rule, ...o.rules }, growth])])
    await this.admin.query("insert into tier_set (merchant_id, version, state, terms, tiers, actor, created_at, published_at, from_at, applied_at) values ($1, 1, 'published', $2, $3, 'staff:1', '2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01')", [merchantId, JSON.stringify({ criterion: 'growth', window: 'rolling', rollingMonths: 1, downgrade: 'by-balance', graceDays: 0, warnDays: 5, ...o.tierTerms }), JSON.stringify(tiers)])
    for (const [kind, terms] of Object.entries(o.care ?? ALL_CARE)) await this.admin.query("insert into care (merchant_id, kind, terms, changed_at) values ($1, $2, $3, '2020-01-01')", [merchantId, kind, JSON.stringify({ on: true, points: 0, couponId: null, textZh: kind, ...terms })])
    return { merchantId, zone }
  }

  /** Where the shop is from now on, as whoever moves it would write it. */
  move = async (shop: NightShop, zone: Zone): Promise<NightShop> => {
    await this.admin.query('update merchant set zone = $2 where merchant_id = $1', [shop.merchantId, zone])
    return { ...shop, zone }
  }

  async aMember({ merchantId }: NightShop, m: MemberFacts): Promise<MemberId> {
    const memberId = newId<MemberId>()
    await this.admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at, birthday, birthday_calendar) values ($1, $2, $3, 'h5', $4, $5, $6)", [merchantId, memberId, m.no, new Date(m.joined), m.birthday ?? null, m.calendar ?? 'solar'])
    for (const purpose of ['messages', 'profile']) await this.admin.query("insert into consent (merchant_id, consent_id, member_id, purpose, given, version, place, at) values ($1, gen_random_uuid(), $2, $3, true, '1', 'me', $4)", [merchantId, memberId, purpose, new Date(m.joined)])
    return memberId
  }

  /** A sale at the clock's instant: in the book, and as an order with its line and tender. */
  async sell({ merchantId }: NightShop, memberId: MemberId, minor: number): Promise<void> {
    const outcome = await this.doors.groupCommit.submit(sale, { merchantId, actor: 'till:1', key: newId(), request: { memberId, minor } })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
    const [orderId, at] = [newId(), new Date(this.clock.now())]
    await this.admin.query("insert into shop_order (merchant_id, order_id, channel, order_no, member_id, placed_at, paid_at, currency, list_minor, discount_minor, paid_minor, status, booked_at) values ($1, $2::uuid, 'till', $2::text, $3, $5, $5, 'CNY', $4, 0, $4, 'paid', $5)", [merchantId, orderId, memberId, minor, at])
    await this.admin.query("insert into order_line (merchant_id, order_id, line_no, sku, name, quantity, unit_minor, list_minor, paid_minor) values ($1, $2, 1, 'A', 'A', 1, $3, $3, $3)", [merchantId, orderId, minor])
    await this.admin.query("insert into tender (merchant_id, order_id, tender_no, kind, minor) values ($1, $2, 1, 'cash', $3)", [merchantId, orderId, minor])
    await this.admin.query('update member set order_count = order_count + 1, spent_minor = spent_minor + $3, first_order_at = coalesce(first_order_at, $4), last_order_at = $4 where merchant_id = $1 and member_id = $2', [merchantId, memberId, minor, at])
  }

  /** The nights up to a day, run at so many hours of that day. */
  async nights(shop: NightShop, upTo: LocalDate, hour = 3): Promise<readonly LocalDate[]> {
    this.clock.set(startOfDate(upTo, shop.zone) + hour * 3_600_000)
    return (await runNights(this.doors, shop.merchantId, upTo, 'one'))!.map((night) => night.day)
  }

  /** What a page would say at the clock's instant, whatever nights were run: the points to spend, and the tier. */
  async now({ merchantId }: NightShop, memberId: MemberId): Promise<{ available: number; pending: number; tier: string | null }> {
    return this.database.inMerchant(merchantId, async (tx) => {
      const books = await readBooks(tx, [{ memberId, all: true }], this.clock.now())
      const { available, pending } = books.wallet(memberId)
      return { available, pending, tier: books.tier(memberId)?.tierId ?? null }
    }, { readOnly: true })
  }

  /** All that nights leave behind, member by member, without ids and without when it became known; of tiers, which were held since when. */
  async seen({ merchantId }: NightShop) {
    const rows = (await this.admin.query<{ member_no: string; tier_id: string; gifts: { key: string; points: number; at: string }[]; told: { code: string; facts: Record<string, unknown> }[]; postings: { cause: string; points: number; effective_at: string }[]; changes: { at: string; to_tier: string }[] | null; wallets: unknown }>(
      `select m.member_no, m.tier_id, m.tier_since,
         (select json_agg(json_build_object('key', gift_key, 'points', points, 'at', at) order by gift_key) from care_gift g where g.merchant_id = m.merchant_id and g.member_id = m.member_id) as gifts,
         (select json_agg(json_build_object('code', title_code, 'facts', title_facts, 'body', body_facts) order by title_code, title_facts::text) from inbox_message i where i.merchant_id = m.merchant_id and i.member_id = m.member_id) as told,
         (select json_agg(p order by p.effective_at, p.wallet, p.cause, p.points) from (select effective_at, wallet, cause, from_account, to_account, sum(points) as points from posting where merchant_id = m.merchant_id and member_id = m.member_id group by 1, 2, 3, 4, 5) p) as postings,
         (select json_agg(c order by c.at) from (select distinct on (at) at, to_tier from tier_change where merchant_id = m.merchant_id and member_id = m.member_id order by at, change_id desc) c) as changes,
         (select json_agg(w order by w.wallet) from (select wallet, available, pending, debt, due_at from wallet where merchant_id = m.merchant_id and member_id = m.member_id) w) as wallets
       from member m where m.merchant_id = $1 order by m.member_no`, [merchantId])).rows
    return rows.map((m) => ({ ...m, changes: m.changes?.filter((c, i, all) => c.to_tier !== all[i - 1]?.to_tier) }))
  }
}
