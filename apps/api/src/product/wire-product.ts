import type { Product } from '@huitou/contract'
import type * as z from 'zod/mini'
import type { ProductRow } from './product.rows.js'

export type WireProduct = z.output<typeof Product>

export const wireProduct = (r: ProductRow): WireProduct => ({
  productId: r.product_id, sku: r.sku, barcode: r.barcode, name: r.name, category: r.category, brand: r.brand, priceMinor: r.price_minor, picture: r.picture, onSale: r.on_sale, storedValue: r.stored_value, source: r.source, updatedAt: r.updated_at.toISOString(),
})
