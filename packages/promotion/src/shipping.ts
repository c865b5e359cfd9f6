import { ofRateBp } from '@huitou/units'
import type { Ready } from './compile.js'
import { sumOf, type Ground } from './ground.js'
import { pointsFor } from './points-money.js'
import { splitInto } from './split.js'
import type { Standing } from './standing.js'

/** What a shipping offer takes off the fee. They come after points, so their threshold is met by what points leave; what an order earns for itself does not move it. */
export function offShipping(o: Ready, s: Standing, g: Ground, afterPoints: boolean): number {
  const e = o.effect
  if (e.kind !== 'shipping-off' || s.shippingFen === 0) return 0
  let sum = sumOf(o.lines, s.amounts)
  if (afterPoints && g.points && s.goodsFen > 0) {
    const worth = pointsFor(s.goodsFen, g.points).worthFen
    if (worth > 0 && o.lines.length === g.priced.length) sum -= worth
    else if (worth > 0) {
      const parts = new Float64Array(g.priced.length)
      splitInto(parts, worth, g.priced, s.amounts, sumOf(g.priced, s.amounts))
      for (let k = 0; k < g.priced.length; k++) if (o.lines.includes(g.priced[k]!)) sum -= parts[k]!
    }
  }
  if (sum < e.fromFen) return 0
  if (e.offBp !== undefined) return ofRateBp(s.shippingFen, Math.min(e.offBp, 10_000), 'half-up')
  if (e.toFen !== undefined) return Math.max(0, s.shippingFen - e.toFen)
  return Math.min(s.shippingFen, e.offFen ?? s.shippingFen)
}
