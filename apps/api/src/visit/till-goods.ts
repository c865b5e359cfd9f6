import { Injectable } from '@nestjs/common'
import type { AnswerOf, routes } from '@huitou/contract'
import type { MerchantId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { goodsOnSale, shelfProduct, type ProductRow } from '../product/index.js'
import { promotionBoard, type Board } from '../promotion/index.js'

/** What a till keeps to find goods at once, and to quote without a network by the same engine. */
@Injectable()
export class TillGoods {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async read(merchantId: MerchantId): Promise<AnswerOf<typeof routes.readTillGoods>> {
    const now = this.clock.now()
    const [products, board] = await Promise.all([
      this.database.read<ProductRow>(merchantId, goodsOnSale(merchantId)),
      this.database.inMerchant(merchantId, (tx): Promise<Board> => promotionBoard.read(tx, [], now), { readOnly: true }),
    ])
    return {
      at: new Date(now).toISOString(), currency: board.shop.currency, zone: board.shop.zone, promotions: board.unlimited,
      products: products.map((row) => {
        const p = shelfProduct(row, now)
        return { sku: p.sku, barcode: p.barcode, name: p.name, category: p.category, brand: p.brand, priceMinor: p.timedPriceMinor ?? p.priceMinor, picture: p.picture }
      }),
    }
  }
}
