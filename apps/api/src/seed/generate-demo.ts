import { addDays, dateAt, DAY, endOfDate, startOfDate, type Instant, type LocalDate, type MemberId, type MerchantId, type OrderId, type StaffId, type StoreId } from '@huitou/units'
import { recordEvents, type SeenEvent } from '../behaviour/index.js'
import { insertOrders, insertRefunds, type NewOrder } from '../order/index.js'
import type { Database, Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import type { PhoneVault } from '../platform/phone/index.js'
import { hashPassword } from '../platform/secret/index.js'
import { readBooks, writeBooks } from '../points/index.js'
import { writeReviews } from '../review/index.js'
import { DEMO } from '../session/index.js'
import { Dice } from './dice.js'
import { someBrowsing, type Browsed } from './demo-browsing.js'
import { demoCampaigns, meetCampaigns, saidBy, seededId, type Campaigned, type DemoCampaign } from './demo-campaigns.js'
import { countLeftOut, insertCampaigns, insertParts } from './demo-campaign.rows.js'
import { demoCommunity } from './demo-community.js'
import { demoPictures } from './demo-pictures.js'
import { GOODS } from './demo-goods.js'
import { HISTORY_DAYS, someBasket, someLife, ZONE, type Life } from './demo-life.js'
import { someName, somePhone, someRegion } from './demo-names.js'
import { someVoice, type Voice } from './demo-reviews.js'
import { demoCoupons, demoPromotions } from './demo-terms.js'
import { insertCare, insertClaims, insertCommunity, insertConsents, insertCoupons, insertDemoMembers, insertDemoPictures, insertGoods, insertMerchant, insertStaff, insertStores, insertStreak, insertTags, insertTerms, openDemo, type DemoMember, type DemoStaff } from './demo.rows.js'
import { liveLife, type DemoClaim, type DemoShop } from './live-life.js'
import { linesOf, priceWish } from './price-wish.js'
import { ruoxiBirthday, ruoxiLife, ruoxiPoints, RUOXI } from './ruoxi.js'

const MEMBERS = 5000
const ANONYMOUS = 8200
const AT_ONCE = 40

export interface DemoDeps { readonly database: Database; readonly vault: PhoneVault; readonly now: Instant }
export interface DemoSize { readonly members?: number; readonly anonymous?: number; readonly seed?: number }

/** Makes 山岚茶事 with its history, through the same books as any shop, and opens it as the last step. */
export async function generateDemo(deps: DemoDeps, merchantId: MerchantId, size: DemoSize = {}): Promise<{ members: number; orders: number; refunds: number }> {
  const { database, now } = deps
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.inMerchant(merchantId, work)
  const seed = size.seed ?? 20_261_121
  const today = dateAt(now, ZONE)
  const campaigns = demoCampaigns(seed, today)
  const { shop, storeIds } = await openShop(deps, merchantId, today, campaigns)
  const count = size.members ?? MEMBERS
  const totals = { members: 0, orders: 0, refunds: 0 }
  const ids: MemberId[] = []
  const leftOut = new Map<string, Campaigned['leftOut'][number] & { people: number }>()
  let ruoxi: MemberId | null = null
  // Two pieces at a time: while one is written the next is lived.
  const pieces: Promise<void>[] = []
  for (let from = 0; from < count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => from + i)
    const people = numbers.map((n) => someone(deps, merchantId, n, seed, today, storeIds, campaigns))
    ids.push(...people.map((p) => p.member.memberId))
    for (const l of people.flatMap((p) => p.met?.leftOut ?? [])) leftOut.set(`${l.campaignId} ${l.reason}`, { ...l, people: (leftOut.get(`${l.campaignId} ${l.reason}`)?.people ?? 0) + 1 })
    ruoxi ??= people[0]!.member.memberId
    pieces.push(inTx(async (tx) => {
      const done = await livePiece(tx, people, shop, today)
      totals.members += people.length
      totals.orders += done.orders
      totals.refunds += done.refunds
    }))
    if (pieces.length >= 2) await pieces.shift()
  }
  await Promise.all(pieces)
  totals.orders += await sellToNobody(inTx, new Dice(seed + 7), shop, size.anonymous ?? ANONYMOUS, today)
  await inTx(async (tx) => { for (const l of leftOut.values()) await countLeftOut(tx, l) })
  const community = demoCommunity(new Dice(seed + 11), ids.slice(0, 800), ruoxi!, { now, newId })
  await inTx((tx) => insertCommunity(tx, community.topics, community.posts))
  const drawn = await demoPictures()
  await inTx((tx) => insertDemoPictures(tx, community.posts, drawn))
  await inTx(openDemo)
  return totals
}

async function openShop({ database, now }: DemoDeps, merchantId: MerchantId, today: LocalDate, campaigns: readonly DemoCampaign[]): Promise<{ shop: DemoShop; storeIds: StoreId[] }> {
  const since = startOfDate(addDays(today, -HISTORY_DAYS - 1), ZONE)
  const stores = [['南山路店', '杭州市上城区南山路 118 号'], ['湖滨店', '杭州市上城区湖滨路 27 号'], ['良渚店', '杭州市余杭区良渚文化村 3 幢']].map(([name, address]) => ({ storeId: newId<StoreId>(), name: name!, address: address! }))
  const [passwordHash, pinHash] = await Promise.all([hashPassword(DEMO.password), hashPassword(DEMO.pin)])
  const extra = [{ login: 'axia@shanlan.demo', name: '阿夏', role: 'clerk' }, { login: 'xiaohan@shanlan.demo', name: '小寒', role: 'clerk' }]
  const staff = [...DEMO.staff, ...extra].map((s, i): DemoStaff => ({ staffId: newId<StaffId>(), login: s.login, name: s.name, role: s.role, passwordHash, pinHash: s.role === 'owner' ? null : pinHash, storeId: s.role === 'owner' ? null : stores[s.role === 'manager' ? 0 : i - 2]!.storeId }))
  const productIds = new Map(GOODS.map((g) => [g.sku, newId()]))
  const promotions = demoPromotions(new Date(since).toISOString()).map((p) => ({ ...p, promotionId: newId() }))
  const coupons = demoCoupons(today).map((c) => ({ ...c, couponId: newId(), left: c.terms.total ?? Infinity }))
  await database.inMerchant(merchantId, async (tx) => {
    await insertMerchant(tx, { slug: DEMO.slug, name: '山岚茶事', createdAt: since })
    await insertStores(tx, stores, since)
    await insertStaff(tx, staff, since)
    await insertGoods(tx, productIds, since)
    await insertTerms(tx, promotions, since)
    await insertCare(tx, since)
    await insertCoupons(tx, [...coupons, ...campaigns.map((c) => c.coupon)])
    await insertCampaigns(tx, campaigns, `staff:${staff.find((s) => s.role === 'owner')!.staffId}`)
  })
  const promotion = (key: string) => { const p = promotions.find((x) => x.key === key)!; return { promotionId: p.promotionId, title: p.terms.title } }
  const clerks = staff.filter((s) => s.role === 'clerk')
  return { storeIds: stores.map((s) => s.storeId), shop: { stores: stores.map((s, i) => ({ storeId: s.storeId, staff: [clerks[i]!.staffId] })), productIds, promotions: { linen: promotion('linen'), ladder: promotion('ladder') }, coupons, owner: `staff:${staff.find((s) => s.role === 'owner')!.staffId}`, now, newId } }
}

interface Person { readonly n: number; readonly dice: Dice; readonly member: DemoMember; readonly life: Life; readonly met: Campaigned | null; readonly voice: Voice; readonly browsed: Browsed; readonly tags: readonly string[] }

function someone({ vault, now }: DemoDeps, merchantId: MerchantId, n: number, seed: number, today: LocalDate, stores: readonly StoreId[], campaigns: readonly DemoCampaign[]): Person {
  const dice = new Dice(seed * 31 + n * 2_654_435)
  const isRuoxi = n === 0
  const lived = isRuoxi ? ruoxiLife(dice, today) : someLife(dice, n, { today, now })
  const memberId = seededId<MemberId>(`member ${seed} ${n}`, lived.joinedAt)
  // hers is as the drawings have it
  const met = isRuoxi ? null : meetCampaigns({ seed, n, memberId, life: lived, campaigns, now })
  const life = met?.life ?? lived
  const born = isRuoxi ? ruoxiBirthday(today) : { birthday: dice.chance(0.82) ? addDays('2025-01-01', dice.between(0, 364)).slice(5) : null, year: dice.between(1956, 2005) }
  const member: DemoMember = {
    memberId, memberNo: `8${String((n * 7_368_787 + 123_456_789) % 1_000_000_000).padStart(9, '0')}`, name: isRuoxi ? RUOXI.name : someName(dice), phone: vault.seal(merchantId, isRuoxi ? `+86${DEMO.members[0].phone}` : somePhone(n)), region: isRuoxi ? '浙江省 杭州市' : someRegion(dice),
    birthday: born.birthday, birthYear: born.birthday && (isRuoxi || dice.chance(0.6)) ? born.year : null, gender: isRuoxi || dice.chance(0.62) ? 'female' : 'male', source: isRuoxi ? 'till' : dice.pick(['wechat', 'wechat', 'wechat', 'till', 'h5']), storeId: isRuoxi ? stores[0]! : stores[dice.weighted([50, 32, 18])]!, joinedAt: life.joinedAt,
  }
  const tags = isRuoxi ? ['爱器物', '茶席课'] : [['送礼', 0.07], ['茶席课', 0.05], ['爱岩茶', 0.08], ['老街坊', 0.04]].filter(([, p]) => dice.chance(p as number)).map(([tag]) => tag as string)
  return { n, dice, member, life, met, voice: someVoice(seed, n), browsed: someBrowsing(seed, n, member.memberId, life, { now, newId }), tags }
}

/** One piece of members: joined, their lives lived through the book, all written in one transaction. */
async function livePiece(tx: Tx, people: readonly Person[], shop: DemoShop, today: LocalDate): Promise<{ orders: number; refunds: number }> {
  await insertDemoMembers(tx, people.map((p) => p.member))
  await insertConsents(tx, people.map((p) => ({ memberId: p.member.memberId, at: p.member.joinedAt, purposes: saidBy(p.n) })))
  const books = await readBooks(tx, people.map((p) => ({ memberId: p.member.memberId })), shop.now)
  const lived = people.map((p) => liveLife(p.dice, p.member.memberId, p.n, p.life, books, shop, p.voice, p.met?.parts.flatMap((c) => c.claim ?? [])))
  const streak = people[0]!.n === 0 ? ruoxiPoints(books, people[0]!.member.memberId, today, shop.now) : []
  await writeBooks(tx, books)
  const orders = lived.flatMap((l) => l.orders)
  const refunds = lived.flatMap((l) => l.refunds)
  // Orders are written as they were bought; refunds then move their totals, as they did in the lives.
  await insertOrders(tx, orders, shop.now)
  await insertRefunds(tx, refunds, new Map(lived.flatMap((l) => [...l.stored])), shop.now)
  await insertClaims(tx, lived.flatMap((l) => l.claims).map((c) => ({ ...c, ...windowOf(c, shop.now) })))
  await insertParts(tx, people.flatMap((p) => p.met?.parts ?? []))
  await writeReviews(tx, lived.flatMap((l) => l.reviews))
  await lookAround(tx, people, shop.now)
  const tags = people.flatMap((p) => p.tags.map((tag) => ({ memberId: p.member.memberId, tag, since: p.member.joinedAt + 3 * DAY })))
  if (tags.length > 0) await insertTags(tx, tags)
  if (streak.length > 0) await insertStreak(tx, people[0]!.member.memberId, streak)
  return { orders: orders.length, refunds: refunds.length }
}

/** Browsing comes in by its own door, under the consents that were given. */
async function lookAround(tx: Tx, people: readonly Person[], now: Instant): Promise<void> {
  await insertConsents(tx, people.flatMap((p) => p.browsed.consents.map((c) => ({ ...c, memberId: p.member.memberId, purposes: ['browsing'] as const }))))
  const events: SeenEvent[] = people.flatMap((p) => p.browsed.events)
  if (events.length > 0) await recordEvents(tx, events, now)
}

function windowOf(c: DemoClaim, now: Instant): { from: Instant; until: Instant; state: string } {
  const until = endOfDate(c.coupon.until, ZONE)
  return { from: startOfDate(c.coupon.from, ZONE), until, state: c.used ? 'redeemed' : until <= now ? 'expired' : 'issued' }
}

/** Sales at the till to people who gave no name. */
async function sellToNobody(inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, dice: Dice, shop: DemoShop, count: number, today: LocalDate): Promise<number> {
  const taste = GOODS.map((g) => g.weight)
  const orders = Array.from({ length: count }, (_, i): NewOrder => {
    const day = addDays(today, -Math.floor((HISTORY_DAYS - 1) * dice.next()) - 1)
    const at = startOfDate(day, ZONE) + dice.between(10 * 3600, 20 * 3600) * 1000
    const wish = { at, channel: 'till' as const, store: dice.weighted([50, 32, 18]), basket: someBasket(dice, taste, 0.8), coupon: false, points: false, payment: 'wechat' as const, refund: null }
    const priced = priceWish(wish, { ...shop.promotions, tier: null }, null, shop.productIds)
    const store = shop.stores[wish.store]!
    return { orderId: newId<OrderId>(), channel: 'till', orderNo: `${day.slice(2).replaceAll('-', '')}9${String(i).padStart(5, '0')}`, memberId: null, storeId: store.storeId, staffId: store.staff[0]!, visitId: null, importId: null, placedAt: at, paidAt: at, currency: 'CNY', shippingMinor: 0, lines: linesOf(priced, 0, 0), tenders: [{ kind: dice.chance(0.8) ? 'wechat' : 'cash', minor: priced.left }], quote: null, actId: null }
  })
  for (let i = 0; i < orders.length; i += 2000) await inTx((tx) => insertOrders(tx, orders.slice(i, i + 2000), shop.now))
  return orders.length
}

