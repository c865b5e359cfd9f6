// A shop ready to sell: goods, tiers, earning rules, a till with a clerk, and members whose phones hold codes.
import { ApiRefusal, codeAt, type AnswerOf, type routes } from '@huitou/contract'
import type { Deed } from '@huitou/ledger'
import { GroupCommit, type ActKind } from '../apps/api/src/platform/group-commit/index.js'
import { newId } from '../apps/api/src/platform/ids/index.js'
import { pointsBook, readBooks } from '../apps/api/src/points/index.js'
import { expectBalanced } from './setup/world-database.js'
import { act, aClerk, aMember, aShop, bootApi, type Api, type Clerk, type Member, type Shop, type World } from './world.js'

export interface TillShop {
  readonly shop: Shop
  readonly owner: Api
  readonly clerk: Clerk
  readonly till: Api
}
export interface Shopper extends Member {
  readonly api: Api
  /** the digits its phone shows now; each call shows the next code */
  code(): string
}

const RULES = [
  { ruleId: 'pay', name: '消费得分', on: 'order', wallet: 'points', rate: { points: 1, perMinor: 100 }, fixedPoints: null, useTierMultiplier: true, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry: null, validFrom: null, validUntil: null },
  { ruleId: 'grow', name: '成长值', on: 'order', wallet: 'growth', rate: { points: 1, perMinor: 100 }, fixedPoints: null, useTierMultiplier: false, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: null, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry: { months: 600, roundTo: 'day' }, validFrom: null, validUntil: null },
  { ruleId: 'post', name: '有用的帖子', on: 'post', wallet: 'points', rate: null, fixedPoints: 20, useTierMultiplier: false, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: 40, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry: null, validFrom: null, validUntil: null },
]
const benefits = (multiplierBp: number, priceBp: number) => ({ multiplierBp, priceBp, discountCategories: [], freeShipping: false, birthdayPoints: 0, texts: [] })
const TIERS = [
  { tierId: 'silver', name: '银卡', rank: 0, material: 'silver', reach: 0, keep: null, benefits: benefits(10_000, 10_000) },
  { tierId: 'gold', name: '金卡', rank: 1, material: 'gold', reach: 300, keep: null, benefits: benefits(15_000, 9_500) },
]
const TERMS = { criterion: 'growth', window: 'lifetime', rollingMonths: 12, downgrade: 'by-balance', graceDays: 0, warnDays: 30 }

export async function aTillShop(world: World): Promise<TillShop> {
  const shop = await aShop(world)
  await world.admin.query("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2, 'system', '2026-01-01', '2026-01-01', '2026-01-01')", [shop.merchantId, JSON.stringify(RULES)])
  await world.admin.query("insert into tier_set (merchant_id, version, state, terms, tiers, actor, created_at, published_at) values ($1, 1, 'published', $2, $3, 'system', '2026-01-01', '2026-01-01')", [shop.merchantId, JSON.stringify(TERMS), JSON.stringify(TIERS)])
  const owner = world.as(shop.ownerToken)
  for (const [sku, name, category, priceMinor, barcode] of [['RG50', '武夷肉桂', '茶叶', 16_800, '6901234567892'], ['QC150', '青瓷盖碗', '器物', 23_800, null], ['CJ', '亚麻茶巾', '器物', 3_900, null], ['SET', '岩茶礼盒', '茶叶', 25_600, null]] as const) {
    await owner.addProduct({ sku, name, category, priceMinor, ...(barcode ? { barcode } : {}) } as never, act())
  }
  const clerk = await aClerk(world, shop)
  return { shop, owner, clerk, till: world.as(clerk.token) }
}

/** The API for the tests of a file, a shop ready to sell for each of them, and books that balance after each. Hands both over before a test runs. */
export function eachSells(hand: (world: World, at: TillShop) => void): void {
  let world: World
  beforeAll(async () => { world = await bootApi() })
  afterAll(() => world?.close())
  beforeEach(async () => hand(world, await aTillShop(world)))
  afterEach(() => expectBalanced(world.db.adminUrl))
}

type PromotionTerms = Parameters<Api['addPromotion']>[0]
/** A promotion of the shop, published; answers its id. */
export async function aPromotion(owner: Api, terms: Partial<PromotionTerms> & Pick<PromotionTerms, 'title' | 'kind' | 'steps'>): Promise<string> {
  const { promotion, problems } = await owner.addPromotion({ scope: {}, from: '2026-01-01T00:00:00.000Z', until: null, ...terms }, act())
  expect(problems).toEqual([])
  await owner.publishPromotion({ promotionId: promotion.promotionId }, act())
  return promotion.promotionId
}

export async function aShopper(world: World, shop: Shop, o: { name?: string; points?: number } = {}): Promise<Shopper> {
  const member = await aMember(world, shop, { name: o.name })
  const api = world.as(member.token)
  const store = await api.issueCodeAliases({ want: 200 })
  let next = 0
  if (o.points) await movePoints(world, shop, member, o.points)
  return { ...member, api, code: () => codeAt({ secret: store.secret, alias: store.aliases[next++]!, at: world.clock.now() }) }
}

/** Gives points by hand, or takes them (a shortfall is debt). */
export async function movePoints(world: World, shop: Shop, member: Member, points: number): Promise<void> {
  const deed: Deed = points > 0 ? { kind: 'grant', wallet: 'points', points, expiry: { kind: 'none' } } : { kind: 'deduct', wallet: 'points', points: -points }
  const kind: ActKind<{ points: number }, null> = {
    name: 'move-points', members: () => [member.memberId], needs: () => [pointsBook.need({ memberId: member.memberId, spend: Math.max(0, -points) })],
    decide: (_, batch, { actId }) => (batch.of(pointsBook).book(member.memberId, { id: actId, kind: 'adjust', deeds: [deed], actId }).ok ? { ok: true, answer: null } : { ok: false, refusal: { code: 'refused', facts: {} } }),
  }
  const done = await world.get(GroupCommit).submit(kind, { merchantId: shop.merchantId, actor: 'system', key: newId(), request: { points } })
  if (!done.ok) throw new Error('points did not move')
}
export const availableOf = (world: World, shop: Shop, member: Member): Promise<number> =>
  world.inMerchant(shop.merchantId, async (tx) => (await readBooks(tx, [{ memberId: member.memberId }], world.clock.now())).available(member.memberId))

export type FlashTerms = Parameters<Api['addFlashSale']>[0]
/** A flash sale of the tea tin that is on since a minute, for an hour. */
export const flashTerms = (world: World, over: Partial<FlashTerms> = {}): FlashTerms => {
  const at = (ms: number) => new Date(world.clock.now() + ms).toISOString()
  return { title: '今晚秒杀', sku: 'QC150', priceMinor: 9_900, total: 100, perMember: 1, from: at(-60_000), until: at(3_600_000), ...over }
}
/** One on the calendar, without a fault found in it. Answers its id. */
export async function aFlashSale(world: World, owner: Api, over: Partial<FlashTerms> = {}): Promise<string> {
  const { sale, problems } = await owner.addFlashSale(flashTerms(world, over), act())
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  await owner.scheduleFlashSale({ flashId: sale.flashId }, act())
  return sale.flashId
}

/** A published coupon, one for each member. */
export async function aCoupon(owner: Api, o: { thresholdMinor: number; amountMinor: number; total?: number; scope?: object }): Promise<string> {
  const { coupon } = await owner.addCoupon({ title: `满 ${o.thresholdMinor / 100} 减 ${o.amountMinor / 100}`, kind: 'amount-off', amountMinor: o.amountMinor, thresholdMinor: o.thresholdMinor, scope: o.scope ?? {}, validity: { kind: 'days', days: 30 }, total: o.total ?? 100, perMember: 1 } as never, act())
  await owner.publishCoupon({ couponId: coupon.couponId } as never, act())
  return coupon.couponId
}
/** One, claimed by the shopper. Answers the claim's id. */
export const aClaim = async (owner: Api, shopper: Shopper, o: { thresholdMinor: number; amountMinor: number; total?: number; scope?: object }): Promise<string> =>
  (await shopper.api.claimCoupon({ couponId: await aCoupon(owner, o) }, act())).memberCouponId!

type CouponTerms = Parameters<Api['addCoupon']>[0]
/** A published coupon of any kind, claimed so many times by the shopper. Answers the claims' ids. */
export async function claimsOf(owner: Api, shopper: Shopper, terms: Partial<CouponTerms> & Pick<CouponTerms, 'kind'>, times = 1): Promise<string[]> {
  const { coupon: { couponId }, problems } = await owner.addCoupon({ title: '券', scope: {}, validity: { kind: 'days', days: 30 }, perMember: times, ...terms }, act())
  expect(problems).toEqual([])
  await owner.publishCoupon({ couponId }, act())
  const ids: string[] = []
  for (let n = 0; n < times; n += 1) ids.push((await shopper.api.claimCoupon({ couponId }, act())).memberCouponId!)
  return ids
}

export type Quote = AnswerOf<typeof routes.quoteVisit>
type Line = { sku: string; quantity: number }
export const basketOf = (...skus: string[]): Line[] => [...new Set(skus)].map((sku) => ({ sku, quantity: skus.filter((s) => s === sku).length }))

/** What the till sends to settle what it was quoted. */
export const settlementOf = (visitId: string, lines: Line[], quote: Quote) =>
  ({ visitId, lines, memberCouponIds: quote.couponIds, points: quote.points.used, stamp: quote.stamp, payMinor: quote.payMinor, tenders: quote.payMinor > 0 ? [{ kind: 'wechat' as const, minor: quote.payMinor }] : [] })

/** The code of the refusal that a call ends with, or 'granted'. */
export const codeOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'granted', (e: unknown) => (e instanceof ApiRefusal ? (e.problem?.code ?? String(e.status)) : Promise.reject(e)))
export const factsOf = (call: Promise<unknown>): Promise<Record<string, unknown>> => call.then(() => { throw new Error('granted') }, (e: unknown) => (e instanceof ApiRefusal ? (e.problem?.facts ?? {}) : Promise.reject(e)))
