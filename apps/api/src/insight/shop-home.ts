import type { AnswerOf, insightRoutes } from '@huitou/contract'
import { addDays, dateAt, DAY, endOfDate, mulDiv, startOfDate, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { TierNames } from '../tier/index.js'
import { couponResults, daysOf, expiringPoints, membersByStage, membersByTier, periodOf, pointsOwed, shopFacts, type DayFacts, type PeriodFacts, type ShopFacts } from './insight.rows.js'
import { STAGES, type Stage } from './stage.js'

export type ShopHome = AnswerOf<typeof insightRoutes.readShopHome>
type Reason = ShopHome['finding']
type Stat = ShopHome['stats'][number]

/** The owner's home: few numbers, each from the rows themselves. */
export async function readShopHome(tx: Tx, names: TierNames, o: { now: Instant; days: number; owner: boolean }): Promise<ShopHome> {
  const shop = await shopFacts(tx, o.now)
  const today = dateAt(o.now, shop.zone)
  const first = addDays(today, 1 - o.days)
  const span = { from: startOfDate(first, shop.zone), to: endOfDate(today, shop.zone) }
  const earlier = { from: startOfDate(addDays(first, -o.days), shop.zone), to: span.from }
  const [now, before, days, owed, tiers, stages, expiring, coupons] = await Promise.all([
    periodOf(tx, span), periodOf(tx, earlier), daysOf(tx, shop.zone, first, today), pointsOwed(tx, span.from), membersByTier(tx), membersByStage(tx, o.now), expiringPoints(tx, shop.zone, o.now, o.now + 120 * DAY), couponResults(tx),
  ])
  // A stretch that began before the shop's first sale is nothing to compare with.
  const comparable = shop.first_order_at !== null && shop.first_order_at.getTime() < earlier.from + DAY ? before : null
  const inStage = new Map(stages.map((s) => [s.stage, s.members]))
  const stageList = STAGES.map((stage) => ({ stage, members: inStage.get(stage) ?? 0, list: `stage=${stage}` }))
  const named = tiers.map((t) => ({ tierId: t.tier_id, name: names(t.tier_id)?.name ?? '', rank: names(t.tier_id)?.rank ?? -1, members: t.members })).sort((a, b) => b.rank - a.rank)
  return {
    from: first, to: today, currency: shop.currency, empty: shop.members === 0,
    finding: findingOf(now, comparable, stageList, shop, o.days),
    stats: statsOf(now, comparable, days, owed, first, shop),
    salesByDay: days.map((d) => ({ day: d.day, memberMinor: d.member_minor, anonymousMinor: d.anonymous_minor, orders: d.orders })),
    tiers: named.map(({ tierId, name, members }) => ({ tierId, name, members })), stages: stageList,
    expiring: expiring.map((e) => ({ on: e.day, points: e.points, members: e.members })),
    coupons: coupons.map((c) => ({ couponId: c.coupon_id, title: c.title, claimed: c.claimed, redeemed: c.redeemed, soldMinor: c.sold_minor })),
    todo: todoOf(stageList, expiring, shop, today, o.owner), setup: setupOf(shop),
  }
}

const share = (part: number, whole: number): number => (whole > 0 ? mulDiv(part, 10_000, whole, 'half-up') : 0)

function statsOf(now: PeriodFacts, before: PeriodFacts | null, days: readonly DayFacts[], owed: { now: number; moved: number }, first: string, shop: ShopFacts): Stat[] {
  return [
    { key: 'sales', value: now.sales, unit: 'minor', before: before?.sales ?? null, days: days.map((d) => d.member_minor + d.anonymous_minor), list: null },
    { key: 'buyers', value: now.buyers, unit: 'count', before: before?.buyers ?? null, days: days.map((d) => d.buyers), list: null },
    { key: 'repurchase', value: share(now.again, now.buyers), unit: 'bp', before: before && before.buyers > 0 ? share(before.again, before.buyers) : null, days: [], list: null },
    { key: 'new-members', value: now.joined, unit: 'count', before: before?.joined ?? null, days: days.map((d) => d.joined), list: `joinedFrom=${first}&sort=joined` },
    { key: 'member-share', value: share(now.member_sales, now.paid), unit: 'bp', before: before && before.paid > 0 ? share(before.member_sales, before.paid) : null, days: days.map((d) => share(d.member_minor, d.member_minor + d.anonymous_minor)), list: null },
    { key: 'points-owed', value: owed.now, unit: 'points', before: shop.first_order_at === null ? null : owed.now - owed.moved, days: [], list: 'sort=points' },
  ]
}

/** One sentence, the one an owner would tell first. */
function findingOf(now: PeriodFacts, before: PeriodFacts | null, stages: readonly { stage: Stage; members: number }[], shop: ShopFacts, days: number): Reason {
  if (shop.members === 0) return { code: 'finding-none', facts: {} }
  if (before && before.sales > 0) {
    const changeBp = mulDiv(now.sales - before.sales, 10_000, before.sales, 'half-up')
    if (Math.abs(changeBp) >= 500) return { code: changeBp > 0 ? 'finding-sales-up' : 'finding-sales-down', facts: { percent: Math.round(Math.abs(changeBp) / 100), days, sales: now.sales, currency: shop.currency } }
  }
  const risk = stages.find((s) => s.stage === 'at-risk')?.members ?? 0
  if (risk > 0) return { code: 'finding-at-risk', facts: { members: risk } }
  return { code: 'finding-steady', facts: { days, sales: now.sales, currency: shop.currency } }
}

function todoOf(stages: readonly { stage: Stage; members: number; list: string }[], expiring: readonly { day: string; points: number; members: number }[], shop: ShopFacts, today: string, owner: boolean): ShopHome['todo'] {
  const todo: ShopHome['todo'] = []
  if (owner && shop.anomalies > 0) todo.push({ key: 'anomalies', reason: { code: 'todo-anomalies', facts: { count: shop.anomalies } }, link: '/admin/settings/watch' })
  if (shop.waiting_requests > 0) todo.push({ key: 'requests', reason: { code: 'todo-requests', facts: { count: shop.waiting_requests } }, link: '/admin/settings/requests' })
  const of = (stage: Stage) => stages.find((s) => s.stage === stage)!
  if (of('at-risk').members > 0) todo.push({ key: 'at-risk', reason: { code: 'todo-at-risk', facts: { members: of('at-risk').members } }, link: '?stage=at-risk' })
  const [next] = expiring
  if (next && next.day <= addDays(today, 45)) todo.push({ key: 'expiring', reason: { code: 'todo-expiring', facts: { day: next.day, points: next.points, members: next.members } }, link: '?sort=points' })
  if (shop.waiting_posts > 0) todo.push({ key: 'community', reason: { code: 'todo-posts', facts: { posts: shop.waiting_posts } }, link: '/admin/community' })
  if (of('new').members > 0) todo.push({ key: 'second-order', reason: { code: 'todo-second-order', facts: { members: of('new').members } }, link: '?stage=new' })
  return todo
}

const setupOf = (s: ShopFacts): ShopHome['setup'] => [
  { step: 'tiers', done: s.tiers }, { step: 'earning', done: s.earning }, { step: 'products', done: s.products }, { step: 'import', done: s.imports }, { step: 'coupon', done: s.coupons }, { step: 'staff', done: s.staff },
]
