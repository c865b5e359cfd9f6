import { mulDiv } from '@huitou/units'
import type { WhatIfResult } from './what-if-record.js'
import type { MemberWeighed } from './what-if.rows.js'
import type { Outcome } from './replay-world.js'

type Segment = WhatIfResult['segments'][number]
interface Both { now: number; draft: number }

/** What segments ask of a member. */
export interface Seen { readonly memberId: string; readonly heldTier: string | null; readonly stage: string | null; readonly channel: string | null; readonly isNew: boolean; readonly orders: number }

/** Adds members up as they are weighed, one after the other. */
export class SumUp {
  private readonly matrix = new Map<string, { from: string | null; to: string | null; members: number }>()
  private readonly months = new Map<string, Both>()
  private readonly segments = new Map<string, Segment>()
  private readonly points: Both = { now: 0, draft: 0 }
  private readonly price: Both = { now: 0, draft: 0 }
  private readonly packs: Both = { now: 0, draft: 0 }
  private members = 0
  private orders = 0
  private moved: Record<'up' | 'down' | 'stay', number> = { up: 0, down: 0, stay: 0 }
  private gains = { more: 0, fewer: 0 }
  private heldOtherwise = 0

  /** @param rankOf the rank of a tier in the set of that world; -1 for none */
  constructor(private readonly rankOf: { now: (tier: string | null) => number; draft: (tier: string | null) => number }) {}

  add(seen: Seen, now: Outcome, draft: Outcome): MemberWeighed {
    const move = Math.sign(this.rankOf.draft(draft.tier) - this.rankOf.now(now.tier))
    const delta = draft.count.points - now.count.points
    this.members++
    this.orders += seen.orders
    this.moved[move > 0 ? 'up' : move < 0 ? 'down' : 'stay']++
    if (delta > 0) this.gains.more++
    if (delta < 0) this.gains.fewer++
    if (seen.heldTier !== now.tier) this.heldOtherwise++
    const pair = this.matrix.get(`${now.tier} ${draft.tier}`)
    if (pair) pair.members++
    else this.matrix.set(`${now.tier} ${draft.tier}`, { from: now.tier, to: draft.tier, members: 1 })
    for (const world of ['now', 'draft'] as const) {
      const outcome = world === 'now' ? now : draft
      this.points[world] += outcome.count.points
      this.price[world] += outcome.priceMinor
      this.packs[world] += outcome.packs
      for (const [month, points] of outcome.count.months) this.month(month)[world] += points
    }
    this.segment('tier', now.tier, now, draft, move)
    this.segment('stage', seen.stage, now, draft, move)
    this.segment('since', seen.isNew ? 'new' : 'old', now, draft, move)
    if (seen.channel !== null) this.segment('channel', seen.channel, now, draft, move)
    return { memberId: seen.memberId, from: now.tier, to: draft.tier, move, now: now.count.points, draft: draft.count.points }
  }

  result(o: { tookMs: number; worth: (points: number) => number; usedBp: number | null; pricesMatter: boolean; monthsOf: readonly string[] }): WhatIfResult {
    const worth = (points: Both) => ({ now: o.worth(points.now), draft: o.worth(points.draft) })
    return {
      tookMs: Math.round(o.tookMs), members: this.members, orders: this.orders, ...this.moved, ...this.gains, matrix: [...this.matrix.values()].sort((a, b) => b.members - a.members),
      points: { ...this.points }, worthMinor: worth(this.points), usedBp: o.usedBp, priceMinor: o.pricesMatter ? { ...this.price } : null, packs: { ...this.packs },
      months: o.monthsOf.map((month) => ({ month, points: this.month(month), worthMinor: worth(this.month(month)) })),
      segments: [...this.segments.values()].sort((a, b) => Math.abs(b.points.draft - b.points.now) - Math.abs(a.points.draft - a.points.now) || b.members - a.members), heldOtherwise: this.heldOtherwise,
    }
  }

  private month(month: string): Both {
    const known = this.months.get(month) ?? { now: 0, draft: 0 }
    this.months.set(month, known)
    return known
  }

  private segment(kind: Segment['kind'], key: string | null, now: Outcome, draft: Outcome, move: number): void {
    const id = `${kind} ${key}`
    const s = this.segments.get(id) ?? { kind, key, members: 0, points: { now: 0, draft: 0 }, more: 0, fewer: 0, up: 0, down: 0 }
    this.segments.set(id, s)
    s.members++
    s.points.now += now.count.points
    s.points.draft += draft.count.points
    if (draft.count.points > now.count.points) s.more++
    if (draft.count.points < now.count.points) s.fewer++
    if (move > 0) s.up++
    if (move < 0) s.down++
  }
}

/** Points as money, rounded down towards nothing. */
export const worthAt = (rate: { readonly points: number; readonly minor: number }) => (points: number): number => Math.sign(points) * mulDiv(Math.abs(points), rate.minor, rate.points, 'floor')
