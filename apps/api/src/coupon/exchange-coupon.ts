import type { MemberId } from '@huitou/units'
import type { ActKind, Outcome } from '../platform/group-commit/index.js'
import { pointsBook } from '../points/index.js'
import { issueNeeds, judgeIssue, type Given } from './claim-coupon.js'
import { couponStock } from './stock.js'

export interface ExchangeCoupon { readonly memberId: MemberId; readonly couponId: string; /** what the member saw it costs */ readonly points: number }

/**
 * A coupon for points: the points are spent and the coupon issued in one act, or neither. Refusals in this order:
 * coupon-unknown, not-for-points, points-cost-changed, those of a claim, member-in-debt, points-short.
 */
export const exchangeCoupon: ActKind<ExchangeCoupon, Given> = {
  name: 'exchange-coupon',
  members: (r) => [r.memberId],
  hot: (r) => [`coupon:${r.couponId}`],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, spend: r.points, wallet: 'points' }), ...issueNeeds(r)],
  decide(r, batch, ctx): Outcome<Given> {
    const row = batch.of(couponStock).row(r.couponId)
    if (row && row.state !== 'draft') {
      const cost = row.terms.pointsCost ?? null
      if (cost === null) return { ok: false, refusal: { code: 'not-for-points', facts: {} } }
      if (cost !== r.points) return { ok: false, refusal: { code: 'points-cost-changed', facts: { points: cost } } }
    }
    const judged = judgeIssue(batch, { memberId: r.memberId, couponId: r.couponId, source: 'points', sourceKey: null, gift: false }, ctx)
    if (!judged.ok) return judged
    const booked = batch.of(pointsBook).book(r.memberId, { id: ctx.actId, kind: 'spend', actId: ctx.actId, actor: ctx.actor, reason: row!.terms.title, deeds: [{ kind: 'spend', wallet: 'points', points: r.points }] })
    if (!booked.ok) return booked
    const given = judged.give()
    return { ...given, nudges: [...(given.nudges ?? []), { topic: 'points', audience: `member:${r.memberId}`, ref: r.memberId }] }
  },
}
