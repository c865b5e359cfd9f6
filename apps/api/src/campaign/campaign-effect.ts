import type { AnswerOf, routes } from '@huitou/contract'
import { differenceOfMeans, differenceOfShares, holdsZero, scaled, shifted, splitLooksPlanned, type Interval, type Sample } from '@huitou/insight'
import { dateAt, DAY, type Instant, type Zone } from '@huitou/units'
import type { CampaignRow } from './campaign.rows.js'
import type { ArmRow, CostRow, DayRow } from './effect.rows.js'
import { untilOf, wireCampaign } from './wire-campaign.js'

export type Effect = AnswerOf<typeof routes.readCampaignEffect>
export interface EffectFacts { readonly row: CampaignRow; readonly arms: readonly ArmRow[]; readonly days: readonly DayRow[]; readonly cost: CostRow; readonly pointsMinor: number; readonly refusals: readonly { code: string; members: number }[]; readonly now: Instant; readonly zone: Zone }

/** With fewer on a side, or nobody who bought, a mean's interval is too sure of itself: nothing is said of money then. */
const ENOUGH = 30
const NOBODY = { members: 0, buyers: 0, orders: 0, minor: 0, before_minor: 0, before_squares: 0 }
const armShown = (arm: 'target' | 'control', r: Omit<ArmRow, 'arm'>): Effect['target'] => ({ arm, members: r.members, buyers: r.buyers, orders: r.orders, revenueMinor: r.minor, beforeMinor: r.before_minor })

/**
 * What a campaign brought: its targets against those of the same audience who were left alone, from the launch on. Money is
 * what was sold before its own coupons; what these took off and the points' worth are its cost, counted once. A figure is
 * called a result only when the window is over and its interval does not hold 0.
 */
export function campaignEffect({ row, arms, days, cost, pointsMinor, refusals, now, zone }: EffectFacts): Effect {
  const target = arms.find((a) => a.arm === 'target') ?? NOBODY
  const control = arms.find((a) => a.arm === 'control') ?? NOBODY
  const launched = row.launched_at!.getTime()
  const over = now >= untilOf(row)!
  const sampleAt = (day: number, arm: 'target' | 'control', people: number) => { const found = days.find((d) => d.day === day && d.arm === arm); return { people, sum: found?.sum ?? 0, squares: found?.squares ?? 0 } }
  const enough = [target, control].every((a) => a.members >= ENOUGH && a.buyers > 0)
  const spentBy = (day: number) => (enough ? differenceOfMeans(sampleAt(day, 'target', target.members), sampleAt(day, 'control', control.members)) : null)
  const counted = Math.min(row.terms.windowDays, Math.max(0, Math.ceil((now - launched) / DAY)))
  const before = differenceOfMeans(...[target, control].map((a) => ({ people: a.members, sum: a.before_minor, squares: a.before_squares })) as [Sample, Sample])
  const ofAll = (i: Interval | null) => (i ? scaled(i, target.members) : null)
  const conversion = differenceOfShares({ hits: target.buyers, of: target.members }, { hits: control.buyers, of: control.members })
  const perMember = counted === 0 ? null : spentBy(counted)
  const extraMinor = ofAll(perMember)
  const costMinor = cost.coupon_minor + pointsMinor
  return {
    campaign: wireCampaign(row, now), now: new Date(now).toISOString(), days: Math.min(row.terms.windowDays, Math.max(0, Math.floor((now - launched) / DAY))), windowDays: row.terms.windowDays,
    target: armShown('target', target), control: armShown('control', control), conversion, perMember, extraPeople: ofAll(conversion), extraMinor, netMinor: extraMinor ? shifted(extraMinor, -costMinor) : null,
    couponsUsed: cost.used, couponMinor: cost.coupon_minor, points: cost.points, pointsMinor, costMinor,
    verdict: control.members === 0 || target.members === 0 ? 'no-control' : !over ? 'early' : extraMinor === null || holdsZero(extraMinor) ? 'unclear' : extraMinor.low > 0 ? 'more' : 'less',
    byDay: Array.from({ length: counted }, (_, i) => ({ day: dateAt(launched + (i + 1) * DAY, zone), interval: ofAll(spentBy(i + 1)) })),
    leftOut: row.left_out, refusals: refusals.map((r) => ({ reason: { code: r.code, facts: {} }, members: r.members })),
    alikeBefore: Math.min(target.members, control.members) < ENOUGH ? null : before === null || holdsZero(before),
    split: splitLooksPlanned({ heldOut: row.controls, of: row.targets + row.controls, share: row.terms.holdoutBp / 10_000 }), opened: cost.opened, unsubscribed: cost.unsubscribed,
  }
}
