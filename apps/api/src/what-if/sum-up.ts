import { mulDiv } from '@huitou/units'
import type { WhatIfResult } from './what-if-record.js'
import type { MemberWeighed } from './what-if.rows.js'
import type { Outcome } from './replay-world.js'

type Segment = WhatIfResult['segments'][number]
interface Both { now: number; draft: number }

/** What segments ask of a member. */
export interface Seen { readonly memberId: string; readonly heldTier: string | null; readonly stage: string | null; readonly channel: string | null; readonly isNew: boolean; readonly orders: number }

/** What has been added up: plain data, so that a part of the members may be added up by another thread. */
export interface Added {
  readonly matrix: Map<string, { from: string | null; to: string | null; members: number }>
  /** of the stretch, one after the other */
  readonly months: Both[]
  readonly segments: Map<string, Segment>
  readonly sums: Record<'points' | 'price' | 'packs' | 'birthday' | 'packPoints' | 'monthly', Both>
  readonly counts: Record<'members' | 'orders' | 'up' | 'down' | 'stay' | 'more' | 'fewer' | 'heldOtherwise', number>
}

/** Adds members up as they are weighed, one after the other. */
export class SumUp {
  readonly added: Added = {
    matrix: new Map(), months: [], segments: new Map(), sums: { points: { now: 0, draft: 0 }, price: { now: 0, draft: 0 }, packs: { now: 0, draft: 0 }, birthday: { now: 0, draft: 0 }, packPoints: { now: 0, draft: 0 }, monthly: { now: 0, draft: 0 } },
    counts: { members: 0, orders: 0, up: 0, down: 0, stay: 0, more: 0, fewer: 0, heldOtherwise: 0 },
  }

  /** @param rankOf the rank of a tier; -1 for none */
  constructor(private readonly rankOf: (tier: string | null) => number) {}

  add(seen: Seen, now: Outcome, draft: Outcome): MemberWeighed {
    const move = Math.sign(this.rankOf(draft.tier) - this.rankOf(now.tier))
    const delta = draft.count.points - now.count.points
    const { counts, matrix, sums } = this.added
    counts.members++
    counts.orders += seen.orders
    counts[move > 0 ? 'up' : move < 0 ? 'down' : 'stay']++
    if (delta > 0) counts.more++
    if (delta < 0) counts.fewer++
    if (seen.heldTier !== now.tier) counts.heldOtherwise++
    const pair = matrix.get(`${now.tier} ${draft.tier}`)
    if (pair) pair.members++
    else matrix.set(`${now.tier} ${draft.tier}`, { from: now.tier, to: draft.tier, members: 1 })
    for (const world of ['now', 'draft'] as const) {
      const outcome = world === 'now' ? now : draft
      sums.points[world] += outcome.count.points
      sums.price[world] += outcome.priceMinor
      sums.packs[world] += outcome.gifts.reachedCoupons
      sums.birthday[world] += outcome.gifts.birthdayPoints
      sums.packPoints[world] += outcome.gifts.packPoints
      sums.monthly[world] += outcome.gifts.monthlyCoupons
      outcome.count.months.forEach((points, month) => { this.month(month)[world] += points })
    }
    this.segment('tier', now.tier, now, draft, move)
    this.segment('stage', seen.stage, now, draft, move)
    this.segment('since', seen.isNew ? 'new' : 'old', now, draft, move)
    if (seen.channel !== null) this.segment('channel', seen.channel, now, draft, move)
    return { memberId: seen.memberId, from: now.tier, to: draft.tier, move, now: now.count.points, draft: draft.count.points }
  }

  /** Takes over what another part came to. */
  merge(other: Added): void {
    const { counts, matrix, sums } = this.added
    for (const key of Object.keys(counts) as (keyof Added['counts'])[]) counts[key] += other.counts[key]
    for (const key of Object.keys(sums) as (keyof Added['sums'])[]) plus(sums[key], other.sums[key])
    for (const [id, pair] of other.matrix) matrix.set(id, { ...pair, members: pair.members + (matrix.get(id)?.members ?? 0) })
    other.months.forEach((both, month) => plus(this.month(month), both))
    for (const [id, segment] of other.segments) {
      const mine = this.added.segments.get(id)
      if (!mine) { this.added.segments.set(id, segment); continue }
      plus(mine.points, segment.points)
      for (const key of ['members', 'more', 'fewer', 'up', 'down'] as const) mine[key] += segment[key]
    }
  }

  result(o: { tookMs: number; worth: (points: number) => number; usedBp: number | null; pricesMatter: boolean; months: readonly string[] }): WhatIfResult {
    const worth = (points: Both) => ({ now: o.worth(points.now), draft: o.worth(points.draft) })
    const { counts, matrix, segments, sums } = this.added
    return {
      tookMs: Math.round(o.tookMs), ...counts, matrix: [...matrix.values()].sort((a, b) => b.members - a.members),
      points: { ...sums.points }, worthMinor: worth(sums.points), usedBp: o.usedBp, priceMinor: o.pricesMatter ? { ...sums.price } : null, packs: { ...sums.packs },
      gifts: { birthdayPoints: { ...sums.birthday }, packPoints: { ...sums.packPoints }, worthMinor: worth({ now: sums.birthday.now + sums.packPoints.now, draft: sums.birthday.draft + sums.packPoints.draft }), monthlyCoupons: { ...sums.monthly } },
      months: o.months.map((month, i) => ({ month, points: this.month(i), worthMinor: worth(this.month(i)) })),
      segments: [...segments.values()].sort((a, b) => Math.abs(b.points.draft - b.points.now) - Math.abs(a.points.draft - a.points.now) || b.members - a.members),
    }
  }

  private month(nth: number): Both { return (this.added.months[nth] ??= { now: 0, draft: 0 }) }

  private segment(kind: Segment['kind'], key: string | null, now: Outcome, draft: Outcome, move: number): void {
    const id = `${kind} ${key}`
    const s = this.added.segments.get(id) ?? { kind, key, members: 0, points: { now: 0, draft: 0 }, more: 0, fewer: 0, up: 0, down: 0 }
    this.added.segments.set(id, s)
    s.members++
    s.points.now += now.count.points
    s.points.draft += draft.count.points
    if (draft.count.points > now.count.points) s.more++
    if (draft.count.points < now.count.points) s.fewer++
    if (move > 0) s.up++
    if (move < 0) s.down++
  }
}

const plus = (mine: Both, other: Both): void => {
  mine.now += other.now
  mine.draft += other.draft
}

/** Points as money, rounded down towards nothing. */
export const worthAt = (rate: { readonly points: number; readonly minor: number }) => (points: number): number => Math.sign(points) * mulDiv(Math.abs(points), rate.minor, rate.points, 'floor')
