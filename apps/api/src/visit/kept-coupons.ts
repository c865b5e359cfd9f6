import type { ClaimRow } from '../coupon/index.js'
import type { StoredOrder } from '../order/index.js'
import { walletCouponOf } from '../promotion/index.js'
import type { Used } from './kept-promotions.js'
import type { PriceStep } from './settlement.rows.js'

/** Kinds that give goods: what earned them may go back and leave them behind. */
const GIVING: ReadonlySet<ClaimRow['terms']['kind']> = new Set(['gift', 'nth-item'])

/** A coupon that gave goods to an order, as a refund judges it. */
export interface UsedCoupon extends Used { readonly claimId: string }

/**
 * Coupons of an order that gave goods, with what each line cost when their turn came: the steps of the price as it was agreed
 * tell. Lines at a flash price are looked at by no coupon where the shop has it so.
 */
export function usedCoupons(order: StoredOrder, claims: readonly ClaimRow[], steps: readonly PriceStep[], flashAlone: boolean): UsedCoupon[] {
  return claims.filter((c) => GIVING.has(c.terms.kind)).flatMap((claim): UsedCoupon[] => {
    const turn = steps.findIndex((s) => s.stage === 'coupon' && s.id === claim.claim_id)
    if (turn < 0) return []
    const goods = order.lines.filter((l) => !l.gift)
    const apart = new Set(flashAlone ? steps.flatMap((s) => (s.stage === 'item-price' && s.id === 'flash' ? s.shares.map((x) => x.lineNo) : [])) : [])
    const taken = (of: readonly PriceStep[], lineNo: number) => of.reduce((sum, s) => sum + s.shares.reduce((n, x) => (x.lineNo === lineNo ? n + x.minor : n), 0), 0)
    const { effect, scope } = walletCouponOf({ claimId: claim.claim_id, couponId: claim.coupon_id, version: claim.version, terms: claim.terms, state: claim.state, validFrom: 0, validUntil: 0, lockedBy: null, lockedUntil: null })
    const gives = (s: PriceStep) => s.reason.code === 'price-gift'
    return [{
      claimId: claim.claim_id, title: claim.terms.title, offer: { id: claim.claim_id, effect, ...(scope ? { scope } : {}), stage: 'item', priority: 0 },
      lines: goods.filter((l) => !apart.has(l.lineNo)).map((l) => [l.lineNo, l.listMinor - taken(steps.slice(0, turn), l.lineNo), taken([steps[turn]!], l.lineNo)] as const),
      // gifts stand behind the goods, in the order in which they were given
      giftLine: gives(steps[turn]!) ? goods.length + steps.slice(0, turn + 1).filter(gives).length : null,
      revokes: claim.terms.kind === 'nth-item', chargeFor: null,
    }]
  })
}
