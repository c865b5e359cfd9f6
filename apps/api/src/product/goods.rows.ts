import type { PriceRule, Scope, Shopper } from '@huitou/promotion'
import type { Instant } from '@huitou/units'
import type { Sql } from '../platform/database/index.js'
import { COLUMNS, likeOf, type ProductRow } from './product.rows.js'

/** Who looks at the shelf: what they pay for a piece follows from it. */
export interface PriceFor { readonly shopper: Shopper | undefined; readonly rules: readonly PriceRule[]; readonly now: Instant }
/** Goods that an offer counts, each with the least that one piece costs whoever looks. */
export interface PricedRow extends ProductRow { readonly pays_minor: number }

interface Shelf { readonly merchantId: string; readonly search?: string | undefined; readonly category?: string | undefined; readonly after: readonly [number, string] | null; readonly limit: number }

const onShelf = (o: Shelf, after: unknown): unknown[] => [o.merchantId, o.search ? likeOf(o.search) : null, o.category || null, after, o.after?.[1] ?? null, o.limit + 1]
const ON_SHELF = 'p.merchant_id = $1 and p.on_sale and ($2::text is null or p.name ilike $2 or p.sku ilike $2) and ($3::text is null or p.category = $3)'

/** On sale, by words in name or SKU and by category, newest first. */
export const goodsOnShelf = (o: Shelf): Sql => ({
  text: `select ${COLUMNS} from product p where ${ON_SHELF} and ($4::timestamptz is null or (created_at, product_id) < ($4, $5::uuid)) order by created_at desc, product_id desc limit $6`,
  values: onShelf(o, o.after && new Date(o.after[0])),
})

/** Of these the goods in any of the scopes of an offer (as the engine's `inScope` has it), by what a piece costs whoever looks, the least first. */
export function goodsForOffer(o: Shelf & { readonly scopes: readonly Scope[]; readonly by: PriceFor }): Sql {
  const values = onShelf(o, o.after && o.after[0])
  const scoped = o.scopes.map((scope) => inScopeSql(scope, values)).join(' or ')
  return {
    text: `select ${COLUMNS}, pays_minor from product p cross join lateral (select ${paysSql(o.by, values)} as pays_minor) c
      where ${ON_SHELF} and (${scoped || 'false'}) and ($4::bigint is null or (pays_minor, product_id) > ($4, $5::uuid)) order by pays_minor, product_id limit $6`,
    values,
  }
}

/** The engine's `itemPrice` of one piece of a row of products, a flash sale apart: the lowest of all prices that hold. LEAST passes over those there are not. */
function paysSql({ shopper, rules, now }: PriceFor, values: unknown[]): string {
  const put = (value: unknown, type: string) => `$${values.push(value)}::${type}`
  const rate = (bp: number) => `(p.price_minor * ${put(bp, 'bigint')} + 5000) / 10000`
  const at = put(new Date(now), 'timestamptz')
  const prices = ['p.price_minor', `case when coalesce(p.timed_from <= ${at}, true) and coalesce(${at} < p.timed_until, true) then p.timed_price_minor end`]
  for (const { promotion, effect } of rules) {
    if (effect.source !== 'timed' && (effect.source !== 'member' || !shopper)) continue
    if (effect.unitFen === undefined && effect.rateBp === undefined) continue
    prices.push(`case when ${inScopeSql(promotion.scope ?? {}, values)} then ${effect.unitFen === undefined ? rate(effect.rateBp!) : put(effect.unitFen, 'bigint')} end`)
  }
  if (shopper) prices.push('p.member_price_minor')
  if (shopper?.tierRateBp !== undefined) {
    const named = shopper.tierCategories?.length ? ` and p.category = any(${put(shopper.tierCategories, 'text[]')})` : ''
    prices.push(`case when p.member_price_minor is null${named} then ${rate(shopper.tierRateBp)} end`)
  }
  return `least(${prices.join(', ')})`
}

/** Whether a scope counts a product, its lists put behind the values there are. */
function inScopeSql(scope: Scope, values: unknown[]): string {
  const named = (by: Omit<Scope, 'except'>) => ([['sku', by.skus], ['category', by.categories], ['brand', by.brands]] as const).flatMap(([column, list]) => (list ? [`p.${column} = any($${values.push(list)}::text[])`] : [])).join(' or ')
  const [within, but] = [named(scope), named(scope.except ?? {})]
  return `((${within || 'true'}) and not (${but || 'false'}))`
}

/** The largest first. */
export const categoriesOnSale = (merchantId: string): Sql => ({ text: `select category from product where merchant_id = $1 and on_sale and category <> '' group by category order by count(*) desc, category limit 30`, values: [merchantId] })

/** All of it, for a till. */
export const goodsOnSale = (merchantId: string): Sql => ({ text: `select ${COLUMNS} from product where merchant_id = $1 and on_sale order by sku limit 20000`, values: [merchantId] })
