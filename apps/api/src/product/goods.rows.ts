import type { Scope } from '@huitou/promotion'
import type { Sql } from '../platform/database/index.js'
import { COLUMNS, likeOf } from './product.rows.js'

/** On sale, by words in name or SKU, by category, in any of the scopes of an offer (as the engine's `inScope` has it): newest first, or for an offer by list price, the lowest first. */
export function goodsOnShelf(o: { merchantId: string; search?: string | undefined; category?: string | undefined; scopes: readonly Scope[] | null; after: readonly [number, string] | null; limit: number }): Sql {
  const [key, type, way, order] = o.scopes ? ['price_minor', 'bigint', '>', 'asc'] : ['created_at', 'timestamptz', '<', 'desc']
  const values: unknown[] = [o.merchantId, o.search ? likeOf(o.search) : null, o.category || null, o.after && (o.scopes ? o.after[0] : new Date(o.after[0])), o.after?.[1] ?? null, o.limit + 1]
  const scoped = o.scopes?.map((scope) => inScopeSql(scope, values)).join(' or ')
  return {
    text: `select ${COLUMNS} from product where merchant_id = $1 and on_sale
      and ($2::text is null or name ilike $2 or sku ilike $2) and ($3::text is null or category = $3)
      and ($4::${type} is null or (${key}, product_id) ${way} ($4, $5::uuid))${scoped === undefined ? '' : ` and (${scoped || 'false'})`} order by ${key} ${order}, product_id ${order} limit $6`,
    values,
  }
}

/** Whether a scope counts a product, its lists put behind the values there are. */
function inScopeSql(scope: Scope, values: unknown[]): string {
  const named = (by: Omit<Scope, 'except'>) => ([['sku', by.skus], ['category', by.categories], ['brand', by.brands]] as const).flatMap(([column, list]) => (list ? [`${column} = any($${values.push(list)}::text[])`] : [])).join(' or ')
  const [within, but] = [named(scope), named(scope.except ?? {})]
  return `((${within || 'true'}) and not (${but || 'false'}))`
}

/** The largest first. */
export const categoriesOnSale = (merchantId: string): Sql => ({ text: `select category from product where merchant_id = $1 and on_sale and category <> '' group by category order by count(*) desc, category limit 30`, values: [merchantId] })

/** All of it, for a till. */
export const goodsOnSale = (merchantId: string): Sql => ({ text: `select ${COLUMNS} from product where merchant_id = $1 and on_sale order by sku limit 20000`, values: [merchantId] })
