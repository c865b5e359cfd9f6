import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, refuse, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/page.js'
import { countNames, listProducts, readProduct, takenKey, updateProduct, type ProductRow } from './product.rows.js'
import { addProduct } from './save-product.js'
import { wireProduct } from './wire-product.js'

@Controller()
export class ProductController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.listProducts)
  async list(@Input() input: InputOf<typeof routes.listProducts>, @Caller() caller: StaffCaller) {
    const rows = await this.database.read<ProductRow>(caller.merchantId, listProducts({ ...input, merchantId: caller.merchantId, after: readCursor(input.cursor) }))
    return pageOf(rows, input.limit, wireProduct, (r) => [r.created_at.getTime(), r.product_id])
  }

  @Endpoint(routes.addProduct)
  add(@Input() input: InputOf<typeof routes.addProduct>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(addProduct, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { ...input, barcode: input.barcode || null } })
  }

  @Endpoint(routes.changeProduct)
  change(@Input() { productId, ...terms }: InputOf<typeof routes.changeProduct>, @Caller() caller: StaffCaller) {
    const p = { ...terms, barcode: terms.barcode || null }
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const before = await readProduct(tx, productId)
      if (!before) throw notFound()
      const taken = await takenKey(tx, p, productId)
      if (taken === 'sku-taken') return refuse('sku-taken', { sku: p.sku })
      if (taken === 'barcode-taken') return refuse('barcode-taken', { barcode: p.barcode })
      const [after] = await updateProduct(tx, productId, p, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-product', subject: `product:${productId}`, before: wireProduct(before), after: wireProduct(after!) }, now)
      return wireProduct(after!)
    })
  }

  @Endpoint(routes.listCategories)
  async categories(@Input() _: InputOf<typeof routes.listCategories>, @Caller() caller: StaffCaller) {
    const rows = await this.database.read<{ kind: string; name: string; products: number }>(caller.merchantId, countNames(caller.merchantId))
    const of = (kind: string) => rows.filter((r) => r.kind === kind).map(({ name, products }) => ({ name, products }))
    return { categories: of('category'), brands: of('brand') }
  }
}
