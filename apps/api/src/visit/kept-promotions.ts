import { onAmounts, type KeptLine } from '@huitou/promotion'
import { mulDiv } from '@huitou/units'
import type { Held, StoredOrder } from '../order/index.js'
import { filled, promotionOf, type UseRow } from '../promotion/index.js'

type UnitsLeft = (lineNo: number) => number

/** What a promotion still is to the units that are left, by the version the order used. */
interface Standing {
  readonly use: UseRow
  readonly title: string
  /** of its discount, more than what is left would earn: kept back where the promotion says so, and always where units were given */
  readonly revokedMinor: number
  /** a gift that nothing earns any more and that is still with the shopper */
  readonly gift: { readonly lineNo: number; readonly name: string; readonly units: number; readonly chargeMinor: number } | null
  readonly anyLeft: boolean
}

export function standingOf(order: StoredOrder, use: UseRow, left: UnitsLeft): Standing {
  const t = filled(use.terms)
  const lineOf = new Map(order.lines.map((l) => [l.lineNo, l]))
  const kept: KeptLine[] = []
  let keptOff = 0
  for (const [lineNo, base, off] of use.lines) {
    const l = lineOf.get(lineNo)
    const units = left(lineNo)
    if (!l || units <= 0) continue
    kept.push({ key: String(lineNo), sku: l.sku, categories: l.category ? [l.category] : [], ...(l.brand ? { brand: l.brand } : {}), qty: units, unitFen: l.unitMinor, amountFen: mulDiv(base, units, l.quantity, 'floor') })
    keptOff += off - mulDiv(off, l.quantity - units, l.quantity, 'floor')
  }
  const still = onAmounts(promotionOf({ promotion_id: use.promotion_id, version: use.version, terms: t }), kept)
  const revokes = t.broken === 'revoke' || t.kind === 'buy-x-get-y' || t.kind === 'nth-item'
  const giftLine = use.gift_line === null ? undefined : lineOf.get(use.gift_line)
  const units = giftLine ? left(giftLine.lineNo) : 0
  const value = t.steps.find((s) => s.giftSku === giftLine?.sku)?.giftValueMinor ?? 0
  return {
    use, title: t.title, anyLeft: kept.length > 0, revokedMinor: revokes ? Math.max(0, keptOff - still.offFen) : 0,
    gift: giftLine && units > 0 && !still.gift ? { lineNo: giftLine.lineNo, name: giftLine.name, units, chargeMinor: t.giftBack === 'charge' ? value * units : 0 } : null,
  }
}

/** What the shop keeps back of a refund: discounts and gifts that what is left no longer earns. Summed anew for each state of the order, so refunds in any split come to the same. */
export const heldOf = (order: StoredOrder, uses: readonly UseRow[]): Held => (left) =>
  uses.reduce((sum, use) => { const s = standingOf(order, use, left); return sum + s.revokedMinor + (s.gift?.chargeMinor ?? 0) }, 0)
