import { onAmounts, type KeptLine, type Promotion } from '@huitou/promotion'
import { mulDiv } from '@huitou/units'
import type { Held, StoredOrder } from '../order/index.js'
import { filled, promotionOf, type UseLine, type UseRow } from '../promotion/index.js'

type UnitsLeft = (lineNo: number) => number

/** An offer that an order used, by the version it used: what it looked at, what it took off and gave. */
export interface Used {
  readonly title: string
  readonly offer: Promotion
  readonly lines: readonly UseLine[]
  readonly giftLine: number | null
  /** what is left earns its share anew, or it is kept back */
  readonly revokes: boolean
  /** what a gift that stays is charged at; null: it is asked back */
  readonly chargeFor: ((sku: string) => number) | null
}

/** A promotion's discount is kept back where it says so, and always where units were given. */
export function usedPromotion(use: UseRow): Used {
  const t = filled(use.terms)
  return {
    title: t.title, offer: promotionOf({ promotion_id: use.promotion_id, version: use.version, terms: t }), lines: use.lines, giftLine: use.gift_line, revokes: t.broken === 'revoke' || t.kind === 'buy-x-get-y' || t.kind === 'nth-item',
    chargeFor: t.giftBack === 'charge' ? (sku) => t.steps.find((s) => s.giftSku === sku)?.giftValueMinor ?? 0 : null,
  }
}

/** What an offer still is to the units that are left. */
interface Standing {
  readonly title: string
  /** of its discount, more than what is left would earn, where that is kept back */
  readonly revokedMinor: number
  /** a gift that nothing earns any more and that is still with the shopper */
  readonly gift: { readonly lineNo: number; readonly name: string; readonly units: number; readonly chargeMinor: number } | null
  readonly anyLeft: boolean
}

export function standingOf(order: StoredOrder, used: Used, left: UnitsLeft): Standing {
  const now = earning(order, used, left)
  // What the offer alone would not have earned at the sale either (an item price, lines that chose apart) hangs on no threshold.
  const apart = used.revokes ? Math.max(0, earning(order, used, (lineNo) => order.lines.find((l) => l.lineNo === lineNo)?.quantity ?? 0).tooMuch) : 0
  const giftLine = used.giftLine === null ? undefined : order.lines.find((l) => l.lineNo === used.giftLine)
  const units = giftLine ? left(giftLine.lineNo) : 0
  return {
    title: used.title, anyLeft: now.anyLeft, revokedMinor: used.revokes ? Math.max(0, now.tooMuch - apart) : 0,
    gift: giftLine && units > 0 && !now.gift ? { lineNo: giftLine.lineNo, name: giftLine.name, units, chargeMinor: used.chargeFor ? used.chargeFor(giftLine.sku) * units : 0 } : null,
  }
}

/** How much more units that are left took off than the offer would take off them alone, and whether they still earn its gift. */
function earning(order: StoredOrder, used: Used, left: UnitsLeft): { readonly anyLeft: boolean; readonly tooMuch: number; readonly gift: boolean } {
  const lineOf = new Map(order.lines.map((l) => [l.lineNo, l]))
  const kept: KeptLine[] = []
  let keptOff = 0
  for (const [lineNo, base, off] of used.lines) {
    const l = lineOf.get(lineNo)
    const units = left(lineNo)
    if (!l || units <= 0) continue
    kept.push({ key: String(lineNo), sku: l.sku, categories: l.category ? [l.category] : [], ...(l.brand ? { brand: l.brand } : {}), qty: units, unitFen: l.unitMinor, amountFen: mulDiv(base, units, l.quantity, 'floor') })
    keptOff += off - mulDiv(off, l.quantity - units, l.quantity, 'floor')
  }
  const still = onAmounts(used.offer, kept)
  return { anyLeft: kept.length > 0, tooMuch: keptOff - still.offFen, gift: still.gift }
}

/** What the shop keeps back of a refund: discounts and gifts that what is left no longer earns. Summed anew for each state of the order, so refunds in any split come to the same. */
export const heldOf = (order: StoredOrder, uses: readonly Used[]): Held => (left) =>
  uses.reduce((sum, use) => { const s = standingOf(order, use, left); return sum + s.revokedMinor + (s.gift?.chargeMinor ?? 0) }, 0)
