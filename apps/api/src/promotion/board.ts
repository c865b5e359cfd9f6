import type { Promotion } from '@huitou/promotion'
import type { Tx } from '../platform/database/index.js'
import { needOf, type NeedOf, type Participant } from '../platform/group-commit/index.js'
import { promotionOf } from './offer-of.js'
import { readInForce, type Shop } from './promotion.rows.js'

/** The promotions in force for a batch, and the shop's zone and currency. */
export interface Board {
  readonly shop: Shop
  readonly promotions: readonly Promotion[]
}

/** Reads only. */
class PromotionBoard implements Participant<null, Board> {
  readonly name = 'promotion-board'
  need(): NeedOf {
    return needOf(this, null)
  }
  async read(tx: Tx): Promise<Board> {
    const { shop, promotions } = await readInForce(tx)
    return { shop, promotions: promotions.map(promotionOf) }
  }
  write(): Promise<void> {
    return Promise.resolve()
  }
}

export const promotionBoard = new PromotionBoard()
