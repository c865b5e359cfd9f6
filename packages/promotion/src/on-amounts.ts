import type { BasketLine } from './basket.js'
import { DEFAULT_PRICE_SETTINGS } from './basket.js'
import { compile } from './compile.js'
import { giftNow, measure } from './effects.js'
import { groundOf } from './quote.js'
import type { Promotion } from './offer.js'
import { standing } from './standing.js'

/** What is left of a line, and what it cost just before the promotion acted: its share of that, for the units left. */
export interface KeptLine extends Pick<BasketLine, 'key' | 'sku' | 'categories' | 'brand' | 'qty' | 'unitFen'> {
  readonly amountFen: number
}

/**
 * What a promotion would do to these lines alone, whatever its dates, places and limits say now: by it a refund knows
 * whether what remains still earns it. Minor units; `gift` is whether a step of its gifts is still reached.
 */
export function onAmounts(promotion: Promotion, lines: readonly KeptLine[]): { readonly offFen: number; readonly gift: boolean } {
  const { id, effect, scope, stage, priority } = promotion
  if (effect.kind === 'unit-price' || lines.length === 0) return { offFen: 0, gift: false }
  const input = { now: 0, zone: 'UTC', lines, promotions: [{ id, effect, scope, stage, priority }] } as const
  const { ready: [o], ready } = compile(input, lines.map((l) => ({ unitFen: l.unitFen, source: 'list' })), DEFAULT_PRICE_SETTINGS)
  if (!o) return { offFen: 0, gift: false }
  const s = standing(lines.length)
  lines.forEach((l, i) => {
    s.amounts[i] = l.amountFen
    s.goodsFen += l.amountFen
  })
  return { offFen: measure(o, s, groundOf(input, ready)), gift: giftNow(o, s) !== null }
}
