import { assert, type Currency, type Instant, type Zone } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'
import type { PriceSettings } from '@huitou/promotion'
import type { PromotionTermsOf } from './offer-of.js'
import { PRICE_SETTING_KEYS, priceSettings } from './price-settings.js'

export type PromotionState = 'draft' | 'published' | 'paused' | 'ended'
export interface PromotionRow {
  readonly promotion_id: string; readonly version: number; readonly state: PromotionState; readonly terms: PromotionTermsOf; readonly created_at: Date; readonly published_at: Date | null
  readonly orders: number; readonly discount_minor: number
  /** counted since it has limits */
  readonly uses: number; readonly used_minor: number
}

const SELECT = `select p.promotion_id, p.version, p.state, v.terms, p.created_at, p.published_at, coalesce(c.uses, 0)::int as uses, coalesce(c.minor, 0)::bigint as used_minor, coalesce(u.orders, 0)::int as orders, coalesce(u.minor, 0)::bigint as discount_minor
  from promotion p join promotion_version v using (merchant_id, promotion_id, version)
  left join promotion_count c using (merchant_id, promotion_id)
  left join lateral (select count(distinct d.order_id) as orders, sum(d.minor) as minor from order_discount d where d.merchant_id = p.merchant_id and d.ref = p.promotion_id and d.kind in ('promotion', 'member-price')) u on true`

export const listPromotions = (o: { merchantId: string; state?: string; after: readonly [number, string] | null; limit: number }): Sql => ({
  text: `${SELECT} where p.merchant_id = $1 and ($2::text is null or p.state = $2) and ($3::timestamptz is null or (p.created_at, p.promotion_id) < ($3, $4::uuid)) order by p.created_at desc, p.promotion_id desc limit $5`,
  values: [o.merchantId, o.state ?? null, o.after ? new Date(o.after[0]) : null, o.after?.[1] ?? null, o.limit + 1],
})

export const onePromotion = (merchantId: string, promotionId: string): Sql => ({ text: `${SELECT} where p.merchant_id = $1 and p.promotion_id = $2`, values: [merchantId, promotionId] })

/** Its versions, newest first, and how many limited orders each was used by. */
export const versionsOf = (merchantId: string, promotionId: string): Sql => ({
  text: `select v.version, v.created_at, (select count(*) from promotion_use u where u.merchant_id = $1 and u.promotion_id = $2 and u.version = v.version)::int as orders
    from promotion_version v where v.merchant_id = $1 and v.promotion_id = $2 order by v.version desc limit 100`,
  values: [merchantId, promotionId],
})

export const readPromotions = (tx: Tx, ids: readonly string[]): Promise<PromotionRow[]> => tx.query<PromotionRow>(`${SELECT} where p.merchant_id = $1 and p.promotion_id = any($2::uuid[])`, [tx.merchantId, ids])

/** Locks promotions in the order of their ids. */
export const lockPromotions = (tx: Tx, ids: readonly string[]): Promise<number> => tx.run('select 1 from promotion where merchant_id = $1 and promotion_id = any($2::uuid[]) order by promotion_id for no key update', [tx.merchantId, ids])

export interface Shop { readonly zone: Zone; readonly currency: Currency }

/** The published ones with their terms, and the shop's own clock and money. Which of them hold now is the engine's to say. */
export async function readInForce(tx: Tx): Promise<{ shop: Shop; settings: PriceSettings; promotions: Pick<PromotionRow, 'promotion_id' | 'version' | 'terms'>[] }> {
  const [shops, settings, promotions] = await Promise.all([
    tx.query<Shop>('select zone, currency from merchant where merchant_id = $1', [tx.merchantId], 'shop-of-prices'),
    tx.query<{ key: string; value: unknown }>('select key, value from setting where merchant_id = $1 and key = any($2::text[])', [tx.merchantId, PRICE_SETTING_KEYS], 'price-settings'),
    tx.query<Pick<PromotionRow, 'promotion_id' | 'version' | 'terms'>>(`select p.promotion_id, p.version, v.terms from promotion p join promotion_version v using (merchant_id, promotion_id, version) where p.merchant_id = $1 and p.state = 'published' order by p.promotion_id`, [tx.merchantId], 'promotions-in-force'),
  ])
  assert(shops[0], 'no merchant of this transaction')
  return { shop: shops[0], settings: priceSettings(settings), promotions }
}

export async function insertPromotion(tx: Tx, p: { promotionId: string; terms: PromotionTermsOf; actor: string }, now: Instant): Promise<void> {
  await tx.run(`insert into promotion (merchant_id, promotion_id, state, version, title, created_at) values ($1, $2, 'draft', 1, $3, $4)`, [tx.merchantId, p.promotionId, p.terms.title, new Date(now)])
  await addVersion(tx, { ...p, version: 1 }, now)
}

const addVersion = (tx: Tx, p: { promotionId: string; version: number; terms: PromotionTermsOf; actor: string }, now: Instant): Promise<number> =>
  tx.run('insert into promotion_version (merchant_id, promotion_id, version, terms, actor, created_at) values ($1, $2, $3, $4::jsonb, $5, $6)', [tx.merchantId, p.promotionId, p.version, JSON.stringify(p.terms), p.actor, new Date(now)])

export async function changeTerms(tx: Tx, p: { promotionId: string; version: number; terms: PromotionTermsOf; actor: string }, now: Instant): Promise<void> {
  const moved = await tx.run('update promotion set version = $3, title = $4 where merchant_id = $1 and promotion_id = $2 and version = $3 - 1', [tx.merchantId, p.promotionId, p.version, p.terms.title])
  assert(moved === 1, 'a promotion moved under its lock')
  await addVersion(tx, p, now)
}

export async function moveState(tx: Tx, promotionId: string, from: PromotionState, to: PromotionState, now: Instant): Promise<void> {
  const moved = await tx.run(`update promotion set state = $4, published_at = case when $4 = 'published' then coalesce(published_at, $5) else published_at end where merchant_id = $1 and promotion_id = $2 and state = $3`, [tx.merchantId, promotionId, from, to, new Date(now)])
  assert(moved === 1, 'a promotion moved under its lock')
}

/** The row that counts its use, there from the first publishing of terms with a limit. */
export const ensureCount = (tx: Tx, promotionId: string): Promise<number> => tx.run('insert into promotion_count (merchant_id, promotion_id) values ($1, $2) on conflict do nothing', [tx.merchantId, promotionId])
