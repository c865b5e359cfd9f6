import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type NeedOf, type Participant } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { findProducts, insertProducts, type NewProduct, type ProductRow, type ProductTerms } from './product.rows.js'
import { wireProduct, type WireProduct } from './wire-product.js'

/** Products being added by hand in one batch: two of one SKU see each other. */
class NewShelf {
  readonly added: NewProduct[] = []
  constructor(private readonly skus: Set<string>, private readonly barcodes: Set<string>) {}
  taken(p: ProductTerms): 'sku-taken' | 'barcode-taken' | null {
    if (this.skus.has(p.sku)) return 'sku-taken'
    return p.barcode !== null && this.barcodes.has(p.barcode) ? 'barcode-taken' : null
  }
  add(p: NewProduct): void {
    this.added.push(p)
    this.skus.add(p.sku)
    if (p.barcode !== null) this.barcodes.add(p.barcode)
  }
}

class ProductDesk implements Participant<ProductTerms, NewShelf> {
  readonly name = 'product-desk'
  need(terms: ProductTerms): NeedOf {
    return needOf(this, terms)
  }
  async read(tx: Tx, needs: readonly ProductTerms[]): Promise<NewShelf> {
    const found = await findProducts(tx, needs.map((n) => n.sku), needs.flatMap((n) => (n.barcode === null ? [] : [n.barcode])))
    return new NewShelf(new Set(found.map((r) => r.sku)), new Set(found.flatMap((r) => (r.barcode === null ? [] : [r.barcode]))))
  }
  write(tx: Tx, state: NewShelf, now: Instant): Promise<void> {
    return insertProducts(tx, state.added, now)
  }
}

const productDesk = new ProductDesk()

export const addProduct: ActKind<ProductTerms, WireProduct> = {
  name: 'add-product',
  members: () => [],
  needs: (terms) => [productDesk.need(terms)],
  decide(terms, batch, { now }) {
    const desk = batch.of(productDesk)
    const taken = desk.taken(terms)
    if (taken) return { ok: false, refusal: { code: taken, facts: { sku: terms.sku, barcode: terms.barcode } } }
    const product: NewProduct = { ...terms, productId: newId(), source: 'hand' }
    desk.add(product)
    return { ok: true, answer: wireProduct(rowOf(product, now)) }
  },
}

const rowOf = (p: NewProduct, now: Instant): ProductRow => ({
  product_id: p.productId, sku: p.sku, barcode: p.barcode, name: p.name, category: p.category, brand: p.brand, price_minor: p.priceMinor, member_price_minor: null, timed_price_minor: null, timed_from: null, timed_until: null,
  picture: p.picture, on_sale: p.onSale, stored_value: p.storedValue ?? false, source: p.source, created_at: new Date(now), updated_at: new Date(now),
})
