import type { CouponTerms } from '@huitou/contract'
import type { MemberId, MerchantId, OrderId } from '@huitou/units'
import pg from 'pg'
import type * as z from 'zod/mini'
import { expectBalanced, freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { orderBook, type NewOrder } from '../order/index.js'
import { FakeClock } from '../platform/clock/index.js'
import { Database, makePool } from '../platform/database/index.js'
import { GroupCommit, type ActKind } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { claimCoupon, issue, issueCoupon, issueNeeds } from './claim-coupon.js'
import { addCoupon, pauseCoupon, publishCoupon, revokeCoupon } from './coupon-acts.js'
import { giveBackHeld, redeemHeld, returnNeeds, useNeeds } from './use-coupon.js'

type Terms = z.output<typeof CouponTerms>
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let db: FreshDatabase
let database: Database
let gc: GroupCommit
let admin: pg.Client
const merchantId = newId<MerchantId>()
const clock = new FakeClock(Date.UTC(2026, 10, 21, 4))
let members: MemberId[] = []

beforeAll(async () => {
  db = await freshDatabase()
  admin = new pg.Client(db.adminUrl)
  await admin.connect()
  await admin.query("insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, 'coupons', 'Coupons', 'CNY', 'Asia/Shanghai', now())", [merchantId])
  members = Array.from({ length: 1000 }, () => newId<MemberId>())
  await admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at, tier_id) select $1, id, n::text, 'h5', now(), case when n = 1 then 'gold' end from unnest($2::uuid[]) with ordinality u(id, n)", [merchantId, members])
  database = new Database(makePool({ connectionString: db.url }))
  gc = new GroupCommit(database, clock)
})
afterEach(() => expectBalanced(db.adminUrl))
afterAll(async () => {
  await database?.onApplicationShutdown()
  await admin?.end()
  await db?.drop()
})

const terms = (over: Partial<Terms> = {}): Terms => ({
  title: '满 100 减 20', kind: 'amount-off', amountMinor: 2000, rateBp: null, capMinor: null, thresholdMinor: 10_000, validity: { kind: 'days', days: 14 },
  scope: { mode: 'all', categories: [], brands: [], skus: [], storeIds: [], channels: [], tierIds: [] }, weekdays: [], fromMinute: null, untilMinute: null,
  total: 100, perMember: 1, claimFrom: null, claimUntil: null, claimable: true, note: '', ...over,
})
const act = <R, A>(kind: ActKind<R, A>, request: R, actor = 'staff:1', key: string = newId()) => gc.submit(kind, { merchantId, actor, key, request })
const value = <A>(outcome: { ok: true; answer: A } | { ok: false; refusal: { code: string } }): A => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.answer
}
const published = async (over: Partial<Terms> = {}) => {
  const { coupon } = value(await act(addCoupon, terms(over)))
  value(await act(publishCoupon, { couponId: coupon.couponId }))
  return coupon.couponId
}
const claim = (memberId: MemberId, couponId: string, key?: string) => act(claimCoupon, { memberId, couponId }, `member:${memberId}`, key)
const codes = (outcomes: readonly ({ ok: true } | { ok: false; refusal: { code: string } })[]) => outcomes.reduce<Record<string, number>>((n, o) => { const code = o.ok ? 'ok' : o.refusal.code; return { ...n, [code]: (n[code] ?? 0) + 1 } }, {})
const one = async (sql: string, values: unknown[]) => (await admin.query(sql, values)).rows[0]

test('a thousand members on a stock of 100: exactly 100 are given one', async () => {
  const couponId = await published()
  const outcomes = await Promise.all(members.map((m) => claim(m, couponId)))
  expect(codes(outcomes)).toEqual({ ok: 100, 'coupon-sold-out': 900 })
  expect(await one('select claimed, (select count(*)::int from coupon_claim c where c.coupon_id = s.coupon_id) rows from coupon_stock s where coupon_id = $1', [couponId])).toEqual({ claimed: 100, rows: 100 })
})

test('200 identical requests have one effect and one answer; another request under the key is a conflict', async () => {
  const couponId = await published()
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => claim(members[0]!, couponId, 'the-same-key')))
  expect(new Set(outcomes.map((o) => JSON.stringify('answer' in o ? o.answer : o.refusal))).size).toBe(1)
  expect(codes(outcomes)).toEqual({ ok: 200 })
  expect((await one('select claimed from coupon_stock where coupon_id = $1', [couponId])).claimed).toBe(1)
  expect(await claim(members[0]!, await published(), 'the-same-key')).toMatchObject({ ok: false, refusal: { code: 'key-conflict' } })
})

test('64 claims of one member under 64 keys: the limit per member holds', async () => {
  const couponId = await published({ perMember: 3 })
  expect(codes(await Promise.all(Array.from({ length: 64 }, () => claim(members[5]!, couponId))))).toEqual({ ok: 3, 'member-limit-reached': 61 })
})

test('claims are refused in the order: unknown, not published, not open, over, tier, limit, stock', async () => {
  const [a, b] = [members[1]!, members[2]!]
  const code = async (couponId: string, memberId = a) => { const o = await claim(memberId, couponId); return o.ok ? 'ok' : o.refusal.code }
  expect(await code(newId())).toBe('coupon-unknown')
  const soon = new Date(clock.now() + DAY).toISOString()
  const past = new Date(clock.now() - DAY).toISOString()
  const gold = { ...terms().scope, tierIds: ['gold'] }
  const all = { claimFrom: soon, scope: gold, perMember: 1, total: 1 }
  const paused = await published(all)
  value(await act(pauseCoupon, { couponId: paused }))
  expect(await code(paused)).toBe('coupon-not-published')
  expect(await code(await published(all))).toBe('claim-not-open')
  expect(await code(await published({ ...all, claimFrom: null, claimUntil: past }))).toBe('claim-over')
  expect(await code(await published({ ...all, claimFrom: null, validity: { kind: 'fixed', from: '2026-01-01', until: '2026-11-20' } }))).toBe('claim-over')
  const forEver = value(await claim(members[0]!, await published({ validity: { kind: 'fixed', from: '2026-01-01', until: '9999-12-31' } })))
  expect(forEver.card).toMatchObject({ usable: true })
  const goldOnly = await published({ ...all, claimFrom: null })
  expect(await code(goldOnly)).toBe('tier-not-allowed')
  expect(await code(goldOnly, members[0]!)).toBe('ok')
  expect(await code(goldOnly, members[0]!)).toBe('member-limit-reached')
  const single = await published({ total: 1 })
  expect(await code(single, a)).toBe('ok')
  expect(await code(single, a)).toBe('member-limit-reached')
  expect(await code(single, b)).toBe('coupon-sold-out')
  expect(await code(await published({ claimable: false }))).toBe('coupon-not-published')
})

test('a gift is not held back by dates or limits, but by the stock; its once-key gives it once', async () => {
  const couponId = await published({ total: 2, claimable: false, perMember: 1 })
  const gift = { memberId: members[3]!, couponId, reason: '赔个不是' }
  value(await act(issueCoupon, gift))
  const birthday: ActKind<{ memberId: MemberId; couponId: string }, unknown> = {
    name: 'test-birthday', members: (r) => [r.memberId], needs: (r) => issueNeeds({ ...r, once: { source: 'birthday', sourceKey: '2026' } }),
    decide: (r, batch, ctx) => issue(batch, { ...r, source: 'birthday', sourceKey: '2026', gift: true }, ctx),
  }
  expect(codes(await Promise.all(Array.from({ length: 20 }, () => act(birthday, { memberId: members[3]!, couponId }, 'system'))))).toEqual({ ok: 1, 'gift-given-already': 19 })
  expect(await act(issueCoupon, gift)).toMatchObject({ ok: false, refusal: { code: 'coupon-sold-out' } })
  expect((await one("select count(*)::int n from audit where action = 'issue-coupon' and reason = '赔个不是'", [])).n).toBe(1)
})

interface Use { memberId: MemberId; claimId: string; orderId: OrderId }
const sale = (r: Use): NewOrder => ({
  orderId: r.orderId, channel: 'till', orderNo: r.orderId, memberId: r.memberId, storeId: null, staffId: null, visitId: null, importId: null, placedAt: clock.now(), paidAt: clock.now(), currency: 'CNY', shippingMinor: 0,
  lines: [{ sku: 'A', ordinal: 1, productId: null, name: '茶', category: '', brand: '', image: '', quantity: 1, unitMinor: 12_000, listMinor: 12_000, discounts: [{ kind: 'coupon', ref: r.claimId, name: '券', minor: 2000 }], pointsMinor: 0, pointsSpent: 0, gift: false }], tenders: [{ kind: 'cash', minor: 10_000 }], quote: null, actId: null,
})
const use: ActKind<Use, { orderId: string }> = {
  name: 'test-use', members: (r) => [r.memberId], needs: (r) => [...useNeeds({ memberId: r.memberId, claimIds: [r.claimId] }), orderBook.need()],
  decide(r, batch, { now }) {
    const refusal = redeemHeld(batch, { ...r, checkout: r.orderId, discountMinor: 2000, soldMinor: 10_000, now })
    if (refusal) return { ok: false, refusal }
    batch.of(orderBook).book(sale(r))
    return { ok: true, answer: { orderId: r.orderId } }
  },
}
const giveBack: ActKind<Use, { back: string[] }> = {
  name: 'test-give-back', members: (r) => [r.memberId], needs: (r) => returnNeeds({ orderId: r.orderId }),
  decide: (r, batch, { now }) => ({ ok: true, answer: { back: giveBackHeld(batch, { orderId: r.orderId, now, zone: 'Asia/Shanghai', apply: true }).map((b) => b.state) } }),
}

test('one coupon, two orders at once: one uses it; a refund gives it back once; past its time it comes back expired', async () => {
  const couponId = await published({ perMember: 2, validity: { kind: 'days', days: 1 } })
  const memberId = members[4]!
  const claimId = value(await claim(memberId, couponId)).card.memberCouponId!
  const orders = Array.from({ length: 8 }, () => ({ memberId, claimId, orderId: newId<OrderId>() }))
  const outcomes = await Promise.all(orders.map((o) => act(use, o)))
  expect(codes(outcomes)).toEqual({ ok: 1, 'coupon-redeemed': 7 })
  const used = orders[outcomes.findIndex((o) => o.ok)]!
  const back = await Promise.all([1, 2, 3].map(() => act(giveBack, used)))
  expect(back.map((b) => value(b).back)).toEqual([['returned'], [], []])
  const again = { memberId, claimId, orderId: newId<OrderId>() }
  value(await act(use, again))
  clock.advance(3 * DAY)
  expect(value(await act(giveBack, again)).back).toEqual(['expired'])
  expect(await act(use, { ...again, orderId: newId<OrderId>() })).toMatchObject({ ok: false, refusal: { code: 'coupon-expired' } })
  expect(await act(use, { ...again, memberId: members[9]!, orderId: newId<OrderId>() })).toMatchObject({ ok: false, refusal: { code: 'coupon-unknown' } })
})

test('revoking takes back the unused ones the owner saw, and ends the coupon; used ones stay', async () => {
  const couponId = await published()
  const [a, b] = [members[6]!, members[7]!]
  const claimId = value(await claim(a, couponId)).card.memberCouponId!
  value(await claim(b, couponId))
  value(await act(use, { memberId: a, claimId, orderId: newId<OrderId>() }))
  expect(await act(revokeCoupon, { couponId, expectUnused: 2 })).toMatchObject({ ok: false, refusal: { code: 'unused-count-changed', facts: { unused: 1 } } })
  expect(value(await act(revokeCoupon, { couponId, expectUnused: 1 }))).toEqual({ revoked: 1 })
  expect(await one('select c.state, array_agg(k.state order by k.state) claims from coupon c join coupon_claim k using (merchant_id, coupon_id) where c.coupon_id = $1 group by 1', [couponId])).toEqual({ state: 'ended', claims: ['redeemed', 'revoked'] })
  expect(await act(publishCoupon, { couponId })).toMatchObject({ ok: false, refusal: { code: 'coupon-ended' } })
})

test('a budget of money: spent where it is used, whole or nothing, stops giving out when it is gone, and comes back with a return', async () => {
  const couponId = await published({ budgetMinor: 5000, perMember: 3, total: 100 })
  const at = (i: number) => members[20 + i]!
  const claims = await Promise.all([0, 1, 2].map(async (i) => ({ memberId: at(i), claimId: value(await claim(at(i), couponId)).card.memberCouponId!, orderId: newId<OrderId>() })))
  const outcomes = await Promise.all(claims.map((c) => act(use, c)))
  expect(codes(outcomes)).toEqual({ ok: 2, 'coupon-budget-spent': 1 })
  expect(await one('select spent_minor::int from coupon_stock where coupon_id = $1', [couponId])).toEqual({ spent_minor: 4000 })
  const used = claims[outcomes.findIndex((o) => o.ok)]!
  expect(value(await act(giveBack, used)).back).toEqual(['returned'])
  const refused = claims[outcomes.findIndex((o) => !o.ok)]!
  value(await act(use, { ...refused, orderId: newId<OrderId>() }))
  // what is left is less than one, but not nothing: it is still given out; then it is spent
  value(await claim(at(3), couponId))
  await admin.query("update coupon_stock set budget_minor = 4000 where coupon_id = $1", [couponId])
  expect(await claim(at(4), couponId)).toMatchObject({ ok: false, refusal: { code: 'coupon-budget-spent' } })
  const soft = await published({ budgetMinor: 3000, budgetStops: 'claims', perMember: 2 })
  const held = [5, 6].map((i) => at(i))
  const ready = await Promise.all(held.map(async (memberId) => ({ memberId, claimId: value(await claim(memberId, soft)).card.memberCouponId!, orderId: newId<OrderId>() })))
  for (const r of ready) value(await act(use, r))
  expect(await claim(at(7), soft)).toMatchObject({ ok: false, refusal: { code: 'coupon-budget-spent' } })
})

test('a pack is given whole or not at all, used in order and returned in reverse', async () => {
  const couponId = await published({ packSize: 3, total: 5, perMember: 1 })
  const memberId = members[30]!
  value(await claim(memberId, couponId))
  expect(await claim(memberId, couponId)).toMatchObject({ ok: false, refusal: { code: 'member-limit-reached' } })
  expect(await claim(members[31]!, couponId)).toMatchObject({ ok: false, refusal: { code: 'coupon-sold-out' } })
  const pack = (await admin.query('select claim_id, pack_no from coupon_claim where coupon_id = $1 order by pack_no', [couponId])).rows as { claim_id: string; pack_no: number }[]
  expect(pack.map((p) => p.pack_no)).toEqual([1, 2, 3])
  const step = (no: number) => ({ memberId, claimId: pack[no - 1]!.claim_id, orderId: newId<OrderId>() })
  expect(await act(use, step(2))).toMatchObject({ ok: false, refusal: { code: 'coupon-pack-order', facts: { no: 2, first: 1 } } })
  const [first, second] = [step(1), step(2)]
  value(await act(use, first))
  value(await act(use, second))
  // WeChat Pay's progressive bundles say the same: only the last used one comes back
  expect(value(await act(giveBack, first)).back).toEqual([])
  expect(value(await act(giveBack, second)).back).toEqual(['returned'])
  expect(value(await act(giveBack, first)).back).toEqual(['returned'])
  expect(await act(use, step(3))).toMatchObject({ ok: false, refusal: { code: 'coupon-pack-order', facts: { first: 1 } } })
})

test('a day\'s limit over all members; a gift by hand is not held back by it', async () => {
  const couponId = await published({ perDay: 2 })
  expect(codes(await Promise.all([40, 41, 42, 43].map((i) => claim(members[i]!, couponId))))).toEqual({ ok: 2, 'coupon-day-sold-out': 2 })
  value(await act(issueCoupon, { memberId: members[44]!, couponId, reason: '补一张' }))
  clock.advance(DAY)
  value(await claim(members[45]!, couponId))
})
