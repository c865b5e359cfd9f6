import type { Instant, MemberId, Zone } from '@huitou/units'
import type { BudgetSpent, CouponRefusal } from '@huitou/promotion'
import type { BatchStates, NeedOf } from '../platform/group-commit/index.js'
import { couponStock } from './stock.js'
import { couponWallet, type GivenBack } from './wallet.js'

/** What an act needs that uses these claims, or prices all that a member holds. */
export const useNeeds = (r: { memberId: MemberId; claimIds: readonly string[] }): NeedOf[] => [couponStock.need({ claimIds: r.claimIds, memberIds: [r.memberId] }), couponWallet.need({ memberId: r.memberId, usable: true, claimIds: r.claimIds })]

/** What an act needs that gives back what an order used. */
export const returnNeeds = (r: { orderId: string }): NeedOf[] => [couponStock.need({ orderIds: [r.orderId] }), couponWallet.need(r)]

export interface UseOfCoupon { readonly claimId: string; readonly memberId: MemberId; readonly checkout: string; readonly orderId: string; readonly discountMinor: number; readonly soldMinor: number; readonly now: Instant }
export type UseRefusal = CouponRefusal | BudgetSpent | { readonly code: 'coupon-unknown'; readonly facts: Record<string, never> }

/** Used by an order: its life and its budget move together or not at all. Refusals: those of its life, its place in a pack, the budget. */
export function redeemHeld(batch: BatchStates, a: UseOfCoupon): UseRefusal | null {
  const [wallets, stocks] = [batch.of(couponWallet), batch.of(couponStock)]
  const couponId = wallets.couponIdOf(a.claimId)
  if (couponId === undefined) return { code: 'coupon-unknown', facts: {} }
  const refused = wallets.refusedUse(a)
  if (refused) return refused
  const spent = stocks.spend(couponId, a.discountMinor)
  return spent ?? wallets.redeem(a)
}

/** All that an order used and needs no more comes back, and what its use took with it. `apply` false only looks. */
export function giveBackHeld(batch: BatchStates, a: { orderId: string; now: Instant; zone: Zone; apply: boolean; freed?: (claimId: string) => boolean }): GivenBack[] {
  const back = batch.of(couponWallet).giveBack(a)
  if (a.apply) for (const b of back) batch.of(couponStock).unspend(b.couponId, b.discountMinor)
  return back
}
