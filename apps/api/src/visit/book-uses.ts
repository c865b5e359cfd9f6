import type { Instant, MemberId, OrderId } from '@huitou/units'
import type { Board } from '../promotion/index.js'
import type { Priced } from './price-basket.js'

/** Books the promotions an order used, where a limit, a gift or a threshold hangs on it: with their version and the amounts they acted on. */
export function bookUses({ quote }: Pick<Priced, 'quote'>, of: { orderId: OrderId; memberId: MemberId | null }, board: Board, now: Instant): void {
  for (const a of quote.applied) {
    if (a.coupon || !board.hangsOn(a.id)) continue
    const off = new Map(a.parts.map((p) => [p.key, p.fen]))
    const k = quote.gifts.findIndex((g) => g.id === a.id)
    const gift = quote.gifts[k]
    board.use({
      ...of, promotionId: a.id, version: a.version ?? 1, minor: a.discountFen + (gift ? gift.valueFen * gift.qty : 0), giftLine: gift ? quote.lines.length + k + 1 : null,
      lines: a.over.map((l) => [Number(l.key), l.fen, off.get(l.key) ?? 0] as const),
    }, now)
  }
  for (const p of quote.priced) {
    if (!board.hangsOn(p.id)) continue
    const lines = quote.lines.flatMap((l) => (p.keys.includes(l.key) ? [[Number(l.key), l.listFen, l.listFen - l.amountFen] as const] : []))
    board.use({ ...of, promotionId: p.id, version: p.version ?? 1, minor: p.savedFen, giftLine: null, lines }, now)
  }
}
