import type { AnswerOf, InputOf, routes } from '@huitou/contract'
import { scopesOf } from '@huitou/promotion'
import type { Instant, MemberId } from '@huitou/units'
import { couponWallet } from '../coupon/index.js'
import type { Tx } from '../platform/database/index.js'
import type { BatchStates } from '../platform/group-commit/index.js'
import { notFound } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { goodsOnShelf, shelfProduct, type ProductRow } from '../product/index.js'
import { promotionBoard, scopeOf } from '../promotion/index.js'
import { dryBatch, factsOfBatch, priceNeeds, shopperStanding, unitPrices } from '../visit/index.js'
import { payingStore } from './paying-store.js'

type Answer = AnswerOf<typeof routes.listGoods>
/** A price under a flash sale is held apart and not shown here. */
type Source = Answer['items'][number]['priceBy']

/** What the shop sells, newest first, each at what this member pays for one of it; for an offer the goods that it counts or gives, by list price. */
export async function listGoods(tx: Tx, memberId: MemberId, ask: InputOf<typeof routes.listGoods>, now: Instant): Promise<Answer> {
  const batch = await dryBatch(tx, priceNeeds({ memberId, lines: [], couponIds: [], points: 0 }), now)
  const offer = ask.offerId === undefined ? null : offerOf(batch, memberId, ask.offerId)
  if (offer === undefined) throw notFound()
  const facts = factsOfBatch(batch, { memberId, storeId: (await payingStore(tx)).storeId ?? null, now })
  const sql = goodsOnShelf({ merchantId: tx.merchantId, search: ask.search, category: ask.category, scopes: offer && offer.scopes, after: readCursor(ask.cursor), limit: ask.limit })
  const rows = await tx.query<ProductRow>(sql.text, sql.values)
  const products = rows.map((r) => shelfProduct(r, now))
  const prices = new Map(unitPrices(facts, products).map((price, i) => [products[i]!.sku, price]))
  return {
    ...pageOf(rows, ask.limit, (r) => {
      const { unitFen, source } = prices.get(r.sku)!
      return { sku: r.sku, name: r.name, category: r.category, brand: r.brand, picture: r.picture, listMinor: r.price_minor, priceMinor: unitFen, priceBy: source as Source }
    }, (r) => [offer ? r.price_minor : r.created_at.getTime(), r.product_id]),
    tierName: shopperStanding(batch, memberId, now).tierName, offerTitle: offer && offer.title,
  }
}

/** A promotion in force, or a coupon in this member's wallet, also one that must wait for another of its pack. */
function offerOf(batch: BatchStates, memberId: MemberId, id: string) {
  const promotion = batch.of(promotionBoard).promotions.find((p) => p.id === id)
  if (promotion) return { title: promotion.name ?? '', scopes: scopesOf(promotion) }
  const terms = batch.of(couponWallet).rowOf(id, memberId)?.row.terms
  return terms && { title: terms.title, scopes: [scopeOf(terms.scope) ?? {}] }
}
