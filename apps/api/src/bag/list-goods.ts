import type { AnswerOf, InputOf, routes } from '@huitou/contract'
import { scopesOf, type Scope } from '@huitou/promotion'
import type { Instant, MemberId } from '@huitou/units'
import { usableClaim } from '../coupon/index.js'
import type { Tx } from '../platform/database/index.js'
import { notFound } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { goodsForOffer, goodsOnShelf, shelfProduct, type PricedRow, type ProductRow } from '../product/index.js'
import { scopeOf, type Board } from '../promotion/index.js'
import { pieceFacts, pieceRules, unitPrices } from '../visit/index.js'
import { payingStore } from './paying-store.js'

type Answer = AnswerOf<typeof routes.listGoods>
/** A price under a flash sale is held apart and not shown here. */
type Source = Answer['items'][number]['priceBy']

/** What the shop sells, newest first, each at what this member pays for one of it; for an offer the goods that it counts or gives, by that price, the lowest first. */
export async function listGoods(tx: Tx, memberId: MemberId, ask: InputOf<typeof routes.listGoods>, now: Instant): Promise<Answer> {
  const { storeId } = await payingStore(tx)
  const { facts, board, tierName } = await pieceFacts(tx, { memberId, storeId: storeId ?? null, now })
  const offer = ask.offerId === undefined ? null : await offerOf(tx, { board, memberId, id: ask.offerId, now })
  const shelf = { merchantId: tx.merchantId, search: ask.search, category: ask.category, after: readCursor(ask.cursor), limit: ask.limit }
  const sql = offer ? goodsForOffer({ ...shelf, scopes: offer.scopes, by: pieceRules(facts) }) : goodsOnShelf(shelf)
  const rows = await tx.query<ProductRow & Partial<PricedRow>>(sql.text, sql.values)
  const products = rows.map((r) => shelfProduct(r, now))
  const prices = new Map(unitPrices(facts, products).map((price, i) => [products[i]!.sku, price]))
  return {
    ...pageOf(rows, ask.limit, (r) => {
      const { unitFen, source } = prices.get(r.sku)!
      return { sku: r.sku, name: r.name, category: r.category, brand: r.brand, picture: r.picture, listMinor: r.price_minor, priceMinor: unitFen, priceBy: source as Source }
    }, (r) => [r.pays_minor ?? r.created_at.getTime(), r.product_id]),
    tierName, offerTitle: offer && offer.title,
  }
}

interface Asked { readonly board: Board; readonly memberId: MemberId; readonly id: string; readonly now: Instant }

/** A promotion in force, or a coupon of this member's, also one that must wait for another of its pack. */
async function offerOf(tx: Tx, { board, memberId, id, now }: Asked): Promise<{ readonly title: string; readonly scopes: readonly Scope[] }> {
  const promotion = board.promotions.find((p) => p.id === id)
  if (promotion) return { title: promotion.name ?? '', scopes: scopesOf(promotion) }
  const coupon = await usableClaim(tx, memberId, id, now)
  if (!coupon) throw notFound()
  return { title: coupon.terms.title, scopes: [scopeOf(coupon.terms.scope) ?? {}] }
}
