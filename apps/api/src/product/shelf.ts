import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type NeedOf, type Participant } from '../platform/group-commit/index.js'
import { findProducts, type ProductRow } from './product.rows.js'

export interface ShelfNeed {
  readonly skus?: readonly string[]
  readonly barcodes?: readonly string[]
}

/** A product as a basket takes it: its special prices are those in force at the batch's instant. */
export interface ShelfProduct {
  readonly productId: string
  readonly sku: string
  readonly barcode: string | null
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly picture: string
  readonly priceMinor: number
  readonly memberPriceMinor: number | null
  readonly timedPriceMinor: number | null
  readonly storedValue: boolean
  readonly onSale: boolean
}

export const shelfProduct = (r: ProductRow, now: Instant): ShelfProduct => {
  const timed = (r.timed_from === null || now >= r.timed_from.getTime()) && (r.timed_until === null || now < r.timed_until.getTime())
  return { productId: r.product_id, sku: r.sku, barcode: r.barcode, name: r.name, category: r.category, brand: r.brand, picture: r.picture, priceMinor: r.price_minor, memberPriceMinor: r.member_price_minor, timedPriceMinor: timed ? r.timed_price_minor : null, storedValue: r.stored_value, onSale: r.on_sale }
}

/** The products of a batch, by SKU and by barcode. */
export class Shelf {
  private readonly bySku = new Map<string, ShelfProduct>()
  private readonly byBarcode = new Map<string, ShelfProduct>()
  constructor(products: readonly ShelfProduct[]) {
    for (const p of products) {
      this.bySku.set(p.sku, p)
      if (p.barcode !== null) this.byBarcode.set(p.barcode, p)
    }
  }
  find(line: { readonly sku: string | null; readonly barcode: string | null }): ShelfProduct | undefined {
    return (line.sku === null ? undefined : this.bySku.get(line.sku)) ?? (line.barcode === null ? undefined : this.byBarcode.get(line.barcode))
  }
}

/** Reads only: prices of a batch's baskets. */
class ProductShelf implements Participant<ShelfNeed, Shelf> {
  readonly name = 'product-shelf'
  need(need: ShelfNeed): NeedOf {
    return needOf(this, need)
  }
  async read(tx: Tx, needs: readonly ShelfNeed[], now: Instant): Promise<Shelf> {
    const skus = [...new Set(needs.flatMap((n) => n.skus ?? []))]
    const barcodes = [...new Set(needs.flatMap((n) => n.barcodes ?? []))]
    return new Shelf((await findProducts(tx, skus, barcodes)).map((r) => shelfProduct(r, now)))
  }
  write(): Promise<void> {
    return Promise.resolve()
  }
}

export const productShelf = new ProductShelf()
