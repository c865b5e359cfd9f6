import { mulDiv, type Instant } from '@huitou/units'
import { tiersAt, type LoggedFact, type MerchantTerms } from '../points/index.js'
import { tierOf } from '../tier/index.js'

const WHOLE = 10_000

/**
 * What members' prices take off, worked back from what was paid: the list price by the tier the order was really sold at,
 * then what this world's tier would take off. An estimate: a promotion that was better than the member's price is not seen.
 */
export class PriceCount {
  minor = 0
  private readonly soldAt = new Map<string, number>()
  constructor(private readonly terms: MerchantTerms, private readonly from: Instant, private readonly before?: PriceCount) {}

  /** Only orders of the shop's own tills: elsewhere nobody knew of a member's price. */
  see(fact: LoggedFact): void {
    if (fact.at < this.from) return
    for (const deed of fact.deeds) {
      if (deed.kind !== 'order' || deed.context.channel !== 'till') continue
      const benefits = tierOf(tiersAt(this.terms, fact.at), deed.context.tier)?.benefits
      const asks = Math.max(1, benefits?.priceBp ?? WHOLE)
      const sold = this.before ? this.before.soldAt.get(deed.orderId) ?? WHOLE : asks
      if (!this.before && asks !== WHOLE) this.soldAt.set(deed.orderId, asks)
      if (asks === WHOLE) continue
      const categories = benefits?.discountCategories ?? []
      const paid = deed.order.lines.reduce((sum, l) => sum + (l.earns !== false && !l.shipping && (categories.length === 0 || categories.includes(l.category)) ? l.paidMinor : 0), 0)
      this.minor += mulDiv(mulDiv(paid, WHOLE, sold, 'half-up'), WHOLE - asks, WHOLE, 'half-up')
    }
  }
}
