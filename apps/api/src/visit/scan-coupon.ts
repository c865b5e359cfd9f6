import { couponWallet } from '../coupon/index.js'
import type { MemberId, StaffId, StoreId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import type { TillId } from '../platform/http/index.js'
import { VISIT_MS, visitDesk } from './visit-desk.js'

export interface ScanCoupon {
  readonly digits: string
  readonly tillId: TillId
  readonly storeId: StoreId
  readonly staffId: StaffId
  /** the visit that is open at the till, if one is */
  readonly visitId: string | null
  /** the coupon and its owner, read before: only a merge changes them */
  readonly found: { readonly claimId: string; readonly memberId: MemberId } | null
}
/** The visit, and the coupon to put on its order. */
export interface Wished { readonly visitId: string; readonly wish: string }

/**
 * A coupon's own code opens a visit of its owner that may use this coupon; in a visit of its owner it only joins. Unlike a
 * member code it is not used up by the scan and may be a picture of the screen: so the visit it opens uses no other coupon of
 * the member's, and spends points only with the phone's nod.
 */
export const scanCoupon: ActKind<ScanCoupon, Wished> = {
  name: 'scan-coupon',
  members: (r) => (r.found ? [r.found.memberId] : []),
  needs: (r) => [visitDesk.need({ tillId: r.tillId, ...(r.visitId === null ? {} : { visitId: r.visitId }) }), ...(r.found ? [couponWallet.need({ memberId: r.found.memberId, claimIds: [r.found.claimId] })] : [])],
  decide(r, batch, { now, actId }) {
    const desk = batch.of(visitDesk)
    const until = desk.lockedUntil(r.tillId, now)
    if (until !== null) return no('till-locked', { until: new Date(until).toISOString(), seconds: Math.ceil((until - now) / 1000) })
    if (!r.found) return no('coupon-not-here', {})
    const { claimId, memberId } = r.found
    const visit = r.visitId === null ? undefined : desk.visit(r.visitId)
    const open = visit && visit.tillId === r.tillId && visit.settledAt === null && visit.expiresAt > now && visit.memberId !== null ? visit : null
    if (open && open.memberId !== memberId) return no('coupon-of-another', {})
    const wallets = batch.of(couponWallet)
    const refused = wallets.refusedUse({ claimId, memberId, checkout: open?.visitId ?? actId, now })
    if (refused && wallets.underWay(claimId, now)) return no('coupon-under-way', {})
    if (refused) return no(refused.code, { ...refused.facts, ...(refused.code === 'coupon-redeemed' ? { usedAt: wallets.usedAt(claimId) } : {}) })
    if (open) {
      if (open.claimIds.length > 0 && !open.claimIds.includes(claimId)) desk.change(open, { claimIds: [...open.claimIds, claimId] })
      return { ok: true, answer: { visitId: open.visitId, wish: claimId } }
    }
    desk.open({ visitId: actId, tillId: r.tillId, storeId: r.storeId, staffId: r.staffId, memberId, byCode: false, openedAt: now, expiresAt: now + VISIT_MS, settledAt: null, orderId: null, askedPoints: null, agreedPoints: null, claimIds: [claimId] })
    return { ok: true, answer: { visitId: actId, wish: claimId }, nudges: [{ topic: 'visit', audience: `member:${memberId}`, ref: actId }] }
  },
}

const no = (code: string, facts: Record<string, unknown>) => ({ ok: false as const, refusal: { code, facts } })
