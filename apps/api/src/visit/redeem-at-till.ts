import type { MemberId } from '@huitou/units'
import { redeemCode } from '../coupon/index.js'
import type { ActKind } from '../platform/group-commit/index.js'
import type { TillId } from '../platform/http/index.js'
import type { Wished } from './scan-coupon.js'
import { visitDesk } from './visit-desk.js'

export interface RedeemAtTill {
  readonly visitId: string
  readonly tillId: TillId
  /** whose visit it is, read before: only a merge changes it */
  readonly memberId: MemberId | null
  readonly code: string
  /** of which coupon the code is, read before; null for none of this shop */
  readonly couponId: string | null
}

/** A code from a card, typed or scanned by the clerk: into the wallet of the member of the visit, and onto its order. Refusals: those of the visit, then those of the code. */
export const redeemAtTill: ActKind<RedeemAtTill, Wished> = {
  name: 'redeem-at-till',
  members: (r) => (r.memberId ? [r.memberId] : []),
  needs: (r) => [visitDesk.need({ visitId: r.visitId }), ...(r.memberId ? redeemCode.needs({ memberId: r.memberId, code: r.code, couponId: r.couponId }) : [])],
  decide(r, batch, ctx) {
    const desk = batch.of(visitDesk)
    const visit = desk.visit(r.visitId)
    if (visit?.settledAt != null) return { ok: false, refusal: { code: 'visit-settled', facts: { visitId: r.visitId, orderId: visit.orderId } } }
    if (!visit || visit.tillId !== r.tillId || visit.expiresAt <= ctx.now) return { ok: false, refusal: { code: 'visit-over', facts: { visitId: r.visitId } } }
    if (!r.memberId) return { ok: false, refusal: { code: 'visit-of-nobody', facts: {} } }
    const given = redeemCode.decide({ memberId: r.memberId, code: r.code, couponId: r.couponId }, batch, ctx)
    if (!given.ok) return given
    const wish = given.answer.card.memberCouponId!
    // a visit that a coupon's own code opened may use this one too: it came by the card, not by the picture
    if (visit.claimIds.length > 0 && !visit.claimIds.includes(wish)) desk.change(visit, { claimIds: [...visit.claimIds, wish] })
    return { ok: true, answer: { visitId: r.visitId, wish }, ...(given.nudges ? { nudges: given.nudges } : {}) }
  },
}
