import { judgeText, type Shrunk } from '../community/index.js'
import type { Instant, MemberId, StaffId, StoreId } from '@huitou/units'
import { CONSENT_VERSION, type Purpose } from '../consent/index.js'
import type { Tx } from '../platform/database/index.js'
import { insertOrders, type NewOrder } from '../order/index.js'
import { newId } from '../platform/ids/index.js'
import type { SealedPhone } from '../platform/phone/index.js'
import { GOODS } from './demo-goods.js'
import type { DemoClaim, DemoShop } from './live-life.js'
import { RULES, TIER_TERMS, TIERS, demoPromotions } from './demo-terms.js'
import type { SceneName } from './demo-pictures.js'

const at = (instant: Instant) => new Date(instant)

export const insertMerchant = (tx: Tx, o: { slug: string; name: string; createdAt: Instant }): Promise<number> =>
  tx.run("insert into merchant (merchant_id, slug, name, currency, zone, brand, is_demo, created_at) values ($1, $2, $3, 'CNY', 'Asia/Shanghai', '#24493F', false, $4)", [tx.merchantId, o.slug, o.name, at(o.createdAt)])

/** The last thing the generator does: from here on the shop is there. */
export const openDemo = (tx: Tx): Promise<number> => tx.run('update merchant set is_demo = true where merchant_id = $1', [tx.merchantId])

export const insertStores = (tx: Tx, stores: readonly { storeId: StoreId; name: string; address: string }[], createdAt: Instant): Promise<number> =>
  tx.run('insert into store (merchant_id, store_id, name, address, opens_at_minute, closes_at_minute, created_at) select $1, s.id, s.name, s.address, 570, 1290, $5 from unnest($2::uuid[], $3::text[], $4::text[]) s(id, name, address)', [tx.merchantId, stores.map((s) => s.storeId), stores.map((s) => s.name), stores.map((s) => s.address), at(createdAt)])

export interface DemoStaff { readonly staffId: StaffId; readonly login: string; readonly name: string; readonly role: string; readonly passwordHash: string; readonly pinHash: string | null; readonly storeId: StoreId | null }
export const insertStaff = (tx: Tx, staff: readonly DemoStaff[], createdAt: Instant): Promise<number> =>
  tx.run('insert into staff (merchant_id, staff_id, login, name, role, password_hash, pin_hash, store_id, created_at) select $1, s.id, s.login, s.name, s.role, s.hash, s.pin, s.store, $9 from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[]) s(id, login, name, role, hash, pin, store)',
    [tx.merchantId, staff.map((s) => s.staffId), staff.map((s) => s.login), staff.map((s) => s.name), staff.map((s) => s.role), staff.map((s) => s.passwordHash), staff.map((s) => s.pinHash), staff.map((s) => s.storeId), at(createdAt)])

export const insertGoods = (tx: Tx, ids: ReadonlyMap<string, string>, createdAt: Instant): Promise<number> =>
  tx.run(
    `insert into product (merchant_id, product_id, sku, barcode, name, category, brand, price_minor, picture, source, created_at, updated_at)
     select $1, g.id, g.sku, g.barcode, g.name, g.category, g.brand, g.price, g.picture, 'seed', $10, $10 from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[]) g(id, sku, barcode, name, category, brand, price, picture)`,
    [tx.merchantId, GOODS.map((g) => ids.get(g.sku)), GOODS.map((g) => g.sku), GOODS.map((g) => g.barcode), GOODS.map((g) => g.name), GOODS.map((g) => g.category), GOODS.map((g) => g.brand), GOODS.map((g) => g.yuan * 100), GOODS.map((g) => g.picture), at(createdAt)])

/** Tiers and earning rules in force since the shop began, promotions, care. */
export async function insertTerms(tx: Tx, promotions: readonly (ReturnType<typeof demoPromotions>[number] & { promotionId: string })[], since: Instant): Promise<void> {
  const from = at(since)
  await tx.run("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2::jsonb, 'system', $3, $3, $3)", [tx.merchantId, JSON.stringify(RULES), from])
  await tx.run("insert into tier_set (merchant_id, version, state, terms, tiers, actor, created_at, published_at, from_at, applied_at) values ($1, 1, 'published', $2::jsonb, $3::jsonb, 'system', $4, $4, $4, $4)", [tx.merchantId, JSON.stringify(TIER_TERMS), JSON.stringify(TIERS), from])
  for (const p of promotions) {
    await tx.run("insert into promotion (merchant_id, promotion_id, state, version, title, created_at, published_at) values ($1, $2, 'published', 1, $3, $4, $4)", [tx.merchantId, p.promotionId, p.terms.title, from])
    await tx.run("insert into promotion_version (merchant_id, promotion_id, version, terms, actor, created_at) values ($1, $2, 1, $3::jsonb, 'system', $4)", [tx.merchantId, p.promotionId, JSON.stringify(p.terms), from])
  }
}

export async function insertCare(tx: Tx, since: Instant): Promise<void> {
  const care = [['birthday', { on: true, window: 'month', points: 88, couponId: null, feb29: 'feb-28', days: 3, textZh: '生辰吉乐，备了一盒手作茶点', textEn: 'Many happy returns: a box of hand-made tea sweets is waiting' }], ['newcomer', { on: true, points: 50, couponId: null, textZh: '初次见面，先喝杯茶', textEn: 'Good to meet you: tea first' }]] as const
  for (const [kind, terms] of care) await tx.run('insert into care (merchant_id, kind, terms, changed_at) values ($1, $2, $3::jsonb, $4)', [tx.merchantId, kind, JSON.stringify(terms), at(since)])
}

export async function insertCoupons(tx: Tx, coupons: DemoShop['coupons']): Promise<void> {
  for (const c of coupons) {
    const from = new Date(c.terms.claimFrom!)
    await tx.run('insert into coupon (merchant_id, coupon_id, state, version, title, created_at, published_at, ended_at) values ($1, $2, $3, 1, $4, $5, $5, $6)', [tx.merchantId, c.couponId, c.state, c.terms.title, from, c.state === 'ended' ? new Date(`${c.until}T16:00:00Z`) : null])
    await tx.run("insert into coupon_version (merchant_id, coupon_id, version, terms, actor, created_at) values ($1, $2, 1, $3::jsonb, 'system', $4)", [tx.merchantId, c.couponId, JSON.stringify(c.terms), from])
    await tx.run('insert into coupon_stock (merchant_id, coupon_id, claimed, total) values ($1, $2, 0, $3)', [tx.merchantId, c.couponId, c.terms.total])
  }
}

/** Claims by state; the stock counts them in the same transaction. */
export async function insertClaims(tx: Tx, claims: readonly (DemoClaim & { from: Instant; until: Instant; state: string })[]): Promise<void> {
  if (claims.length === 0) return
  await tx.run(
    `insert into coupon_claim (merchant_id, claim_id, coupon_id, version, member_id, state, valid_from, valid_until, source, source_key, claimed_at, order_id, redeemed_at, discount_minor, sold_minor)
     select $1, c.id, c.coupon, 1, c.member, c.state, c.valid_from, c.valid_until, case when c.campaign is null then 'claim' else 'campaign' end, c.campaign, c.at, c.ord, c.used, c.discount, c.sold from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::uuid[], $10::timestamptz[], $11::bigint[], $12::bigint[], $13::text[]) c(id, coupon, member, state, valid_from, valid_until, at, ord, used, discount, sold, campaign)`,
    [tx.merchantId, claims.map((c) => c.claimId), claims.map((c) => c.couponId), claims.map((c) => c.memberId), claims.map((c) => c.state), claims.map((c) => at(c.from)), claims.map((c) => at(c.until)), claims.map((c) => at(c.claimedAt)), claims.map((c) => c.used?.orderId ?? null), claims.map((c) => (c.used ? at(c.used.at) : null)), claims.map((c) => c.used?.discountMinor ?? 0), claims.map((c) => c.used?.soldMinor ?? 0), claims.map((c) => c.campaignId ?? null)])
  const counts = new Map<string, number>()
  for (const c of claims) counts.set(c.couponId, (counts.get(c.couponId) ?? 0) + 1)
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  const spent = (couponId: string) => claims.reduce((sum, c) => sum + (c.couponId === couponId && c.used ? c.used.discountMinor : 0), 0)
  for (const [couponId, n] of sorted) await tx.run('update coupon_stock set claimed = claimed + $3, spent_minor = spent_minor + $4 where merchant_id = $1 and coupon_id = $2', [tx.merchantId, couponId, n, spent(couponId)])
}

export interface DemoMember { readonly memberId: MemberId; readonly memberNo: string; readonly name: string; readonly phone: SealedPhone; readonly region: string; readonly birthday: string | null; readonly birthYear: number | null; readonly gender: string; readonly source: string; readonly storeId: StoreId | null; readonly joinedAt: Instant }
export async function insertDemoMembers(tx: Tx, members: readonly DemoMember[]): Promise<void> {
  await tx.run(
    `insert into member (merchant_id, member_id, member_no, name, phone_hash, phone_cipher, phone_last4, region, birthday, birth_year, gender, source, store_id, joined_at)
     select $1, m.id, m.no, m.name, m.hash, m.cipher, m.last4, m.region, m.birthday, m.year, m.gender, m.source, m.store, m.at
     from unnest($2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::text[], $8::text[], $9::text[], $10::int[], $11::text[], $12::text[], $13::uuid[], $14::timestamptz[]) m(id, no, name, hash, cipher, last4, region, birthday, year, gender, source, store, at)`,
    [tx.merchantId, members.map((m) => m.memberId), members.map((m) => m.memberNo), members.map((m) => m.name), members.map((m) => m.phone.hash), members.map((m) => m.phone.cipher), members.map((m) => m.phone.last4), members.map((m) => m.region), members.map((m) => m.birthday), members.map((m) => m.birthYear), members.map((m) => m.gender), members.map((m) => m.source), members.map((m) => m.storeId), members.map((m) => at(m.joinedAt))])
}

/** What demo members said when they joined. */
export const insertConsents = (tx: Tx, said: readonly { memberId: MemberId; purposes: readonly Purpose[]; given?: boolean; at: Instant }[]): Promise<number> => {
  const rows = said.flatMap((s) => s.purposes.map((purpose) => ({ ...s, purpose })))
  return tx.run("insert into consent (merchant_id, consent_id, member_id, purpose, given, version, place, at) select $1, c.id, c.member, c.purpose, c.given, $5, 'me', c.at from unnest($2::uuid[], $3::uuid[], $4::text[], $6::timestamptz[], $7::bool[]) c(id, member, purpose, at, given)",
    [tx.merchantId, rows.map(() => newId()), rows.map((r) => r.memberId), rows.map((r) => r.purpose), CONSENT_VERSION, rows.map((r) => at(r.at)), rows.map((r) => r.given ?? true)])
}

export const insertTags = (tx: Tx, tags: readonly { memberId: MemberId; tag: string; since: Instant }[]): Promise<number> =>
  tx.run("insert into member_tag (merchant_id, member_id, tag, source, since) select $1, t.id, t.tag, 'manual', t.at from unnest($2::uuid[], $3::text[], $4::timestamptz[]) t(id, tag, at) on conflict do nothing", [tx.merchantId, tags.map((t) => t.memberId), tags.map((t) => t.tag), tags.map((t) => at(t.since))])

export const insertAnonymous = (tx: Tx, orders: readonly NewOrder[], now: Instant): Promise<void> => insertOrders(tx, orders, now)

export interface DemoTopic { readonly topicId: string; readonly title: string; readonly lead: string; readonly picture: string; readonly pinned: boolean; readonly createdAt: Instant }
export interface DemoPost { readonly postId: string; readonly topicId: string; readonly memberId: MemberId; readonly body: string; readonly pictures: readonly SceneName[]; readonly state: string; readonly createdAt: Instant; readonly likes: readonly MemberId[]; readonly comments: readonly { readonly commentId: string; readonly memberId: MemberId; readonly body: string; readonly createdAt: Instant }[] }

export async function insertCommunity(tx: Tx, topics: readonly DemoTopic[], posts: readonly DemoPost[]): Promise<void> {
  await tx.run('insert into topic (merchant_id, topic_id, title, lead, picture, pinned, created_at) select $1, t.* from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::timestamptz[]) t', [tx.merchantId, topics.map((t) => t.topicId), topics.map((t) => t.title), topics.map((t) => t.lead), topics.map((t) => t.picture), topics.map((t) => t.pinned), topics.map((t) => at(t.createdAt))])
  const shown = (p: DemoPost) => (p.state === 'shown' ? at(p.createdAt + 60_000) : null)
  await tx.run(
    `insert into post (merchant_id, post_id, topic_id, member_id, body, state, verdict, like_count, comment_count, created_at, shown_at)
     select $1, p.id, p.topic, p.member, p.body, p.state, p.verdict, p.likes, p.comments, p.at, p.shown from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::int[], $9::int[], $10::timestamptz[], $11::timestamptz[]) p(id, topic, member, body, state, verdict, likes, comments, at, shown)`,
    [tx.merchantId, posts.map((p) => p.postId), posts.map((p) => p.topicId), posts.map((p) => p.memberId), posts.map((p) => p.body), posts.map((p) => p.state), posts.map((p) => (p.state === 'queued' ? JSON.stringify(judgeText(p.body, { ok: true, value: { suggest: 'review', label: 21000, traceId: '' } })) : null)), posts.map((p) => p.likes.length), posts.map((p) => p.comments.length), posts.map((p) => at(p.createdAt)), posts.map(shown)])
  const likes = posts.flatMap((p) => p.likes.map((memberId) => ({ postId: p.postId, memberId, at: p.createdAt + 3_600_000 })))
  await tx.run('insert into post_like (merchant_id, post_id, member_id, at) select $1, l.* from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) l', [tx.merchantId, likes.map((l) => l.postId), likes.map((l) => l.memberId), likes.map((l) => at(l.at))])
  const comments = posts.flatMap((p) => p.comments.map((c) => ({ ...c, postId: p.postId })))
  await tx.run("insert into comment (merchant_id, comment_id, post_id, member_id, body, state, created_at, shown_at) select $1, c.id, c.post, c.member, c.body, 'shown', c.at, c.at from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[]) c(id, post, member, body, at)", [tx.merchantId, comments.map((c) => c.commentId), comments.map((c) => c.postId), comments.map((c) => c.memberId), comments.map((c) => c.body), comments.map((c) => at(c.createdAt))])
}

/** Pictures of the posts, checked and passed before their post was shown. */
export async function insertDemoPictures(tx: Tx, posts: readonly DemoPost[], drawn: ReadonlyMap<SceneName, Shrunk>): Promise<void> {
  for (const post of posts) {
    for (const [place, name] of post.pictures.entries()) {
      const p = drawn.get(name)
      if (!p) continue
      await tx.run("insert into picture (merchant_id, picture_id, member_id, post_id, place, width, height, large, small, state, label, created_at, answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pass', 'normal', $10, $11)",
        [tx.merchantId, newId(), post.memberId, post.postId, place, p.width, p.height, p.large, p.small, at(post.createdAt - 60_000), at(post.createdAt - 30_000)])
    }
  }
}

export const insertStreak = (tx: Tx, memberId: MemberId, days: readonly { day: string; streak: number; points: number; at: Instant }[]): Promise<number> =>
  tx.run('insert into check_in (merchant_id, member_id, day, streak_days, points, at) select $1, $2, c.* from unnest($3::date[], $4::int[], $5::bigint[], $6::timestamptz[]) c', [tx.merchantId, memberId, days.map((d) => d.day), days.map((d) => d.streak), days.map((d) => d.points), days.map((d) => at(d.at))])
