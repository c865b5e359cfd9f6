import { assert, type Instant } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'

export interface ProductRow {
  readonly product_id: string; readonly sku: string; readonly barcode: string | null; readonly name: string; readonly category: string; readonly brand: string
  readonly price_minor: number; readonly member_price_minor: number | null; readonly timed_price_minor: number | null; readonly timed_from: Date | null; readonly timed_until: Date | null
  readonly picture: string; readonly on_sale: boolean; readonly stored_value: boolean; readonly source: string; readonly created_at: Date; readonly updated_at: Date
}

/** What a hand or a file says of one SKU. */
export interface ProductTerms {
  readonly sku: string; readonly barcode: string | null; readonly name: string; readonly category: string; readonly brand: string
  readonly priceMinor: number; readonly picture: string; readonly onSale: boolean; readonly storedValue?: boolean
}

export const COLUMNS = 'product_id, sku, barcode, name, category, brand, price_minor, member_price_minor, timed_price_minor, timed_from, timed_until, picture, on_sale, stored_value, source, created_at, updated_at'

/** Newest first; a search looks into name, SKU and barcode. */
export const listProducts = (o: { merchantId: string; search?: string; category?: string; after: readonly [number, string] | null; limit: number }): Sql => ({
  text: `select ${COLUMNS} from product where merchant_id = $1
    and ($2::text is null or name ilike $2 or sku ilike $2 or barcode = $3) and ($4::text is null or category = $4)
    and ($5::timestamptz is null or (created_at, product_id) < ($5, $6::uuid)) order by created_at desc, product_id desc limit $7`,
  values: [o.merchantId, o.search ? likeOf(o.search) : null, o.search ?? null, o.category ?? null, o.after ? new Date(o.after[0]) : null, o.after?.[1] ?? null, o.limit + 1],
})

export const likeOf = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`

export const countNames = (merchantId: string): Sql => ({
  text: `select 'category' as kind, category as name, count(*)::int as products from product where merchant_id = $1 and category <> '' group by category
    union all select 'brand', brand, count(*)::int from product where merchant_id = $1 and brand <> '' group by brand order by 3 desc, 2`,
  values: [merchantId],
})

/** By SKU or barcode; unknown ones are left out. */
export const findProducts = (tx: Tx, skus: readonly string[], barcodes: readonly string[]): Promise<ProductRow[]> =>
  skus.length + barcodes.length === 0 ? Promise.resolve([]) : tx.query<ProductRow>(
    `select ${COLUMNS} from product where merchant_id = $1 and sku = any($2::text[]) union select ${COLUMNS} from product where merchant_id = $1 and barcode = any($3::text[])`, [tx.merchantId, skus, barcodes], 'find-products')

/** Which of the two keys another product has already. */
export async function takenKey(tx: Tx, p: ProductTerms, except: string | null): Promise<'sku-taken' | 'barcode-taken' | null> {
  const others = (await findProducts(tx, [p.sku], p.barcode === null ? [] : [p.barcode])).filter((o) => o.product_id !== except)
  return others.some((o) => o.sku === p.sku) ? 'sku-taken' : others.length > 0 ? 'barcode-taken' : null
}

export const readProduct = async (tx: Tx, productId: string): Promise<ProductRow | undefined> => (await tx.query<ProductRow>(`select ${COLUMNS} from product where merchant_id = $1 and product_id = $2`, [tx.merchantId, productId]))[0]

export interface NewProduct extends ProductTerms {
  readonly productId: string
  readonly source: string
  readonly importId?: string | null
}

export async function insertProducts(tx: Tx, products: readonly NewProduct[], now: Instant): Promise<void> {
  if (products.length === 0) return
  const written = await tx.run(
    `insert into product (merchant_id, product_id, sku, barcode, name, category, brand, price_minor, picture, on_sale, source, import_id, stored_value, created_at, updated_at)
     select $1, p.*, $14, $14 from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::bool[], $11::text[], $12::uuid[], $13::bool[]) p`,
    [tx.merchantId, products.map((p) => p.productId), products.map((p) => p.sku), products.map((p) => p.barcode), products.map((p) => p.name), products.map((p) => p.category), products.map((p) => p.brand), products.map((p) => p.priceMinor), products.map((p) => p.picture), products.map((p) => p.onSale), products.map((p) => p.source), products.map((p) => p.importId ?? null), products.map((p) => p.storedValue ?? false), new Date(now)])
  assert(written === products.length, 'each product leaves one row')
}

export const updateProduct = (tx: Tx, productId: string, p: ProductTerms, now: Instant): Promise<ProductRow[]> =>
  tx.query<ProductRow>(
    `update product set sku = $3, barcode = $4, name = $5, category = $6, brand = $7, price_minor = $8, picture = $9, on_sale = $10, stored_value = $11, updated_at = $12 where merchant_id = $1 and product_id = $2 returning ${COLUMNS}`,
    [tx.merchantId, productId, p.sku, p.barcode, p.name, p.category, p.brand, p.priceMinor, p.picture, p.onSale, p.storedValue ?? false, new Date(now)])

/** Of these SKUs, the gift cards and top-ups. */
export const storedValueOf = async (tx: Tx, skus: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await tx.query<{ sku: string }>('select sku from product where merchant_id = $1 and sku = any($2::text[]) and stored_value', [tx.merchantId, skus], 'stored-value')).map((r) => r.sku))
