import type { Instant } from '@huitou/units'

/** What the owner decided of a flash sale. Whether it is on now follows from the clock: no job flips it. */
export type FlashDecided = 'draft' | 'scheduled' | 'paused' | 'stopped'
/** Where it stands at an instant. `early`: open to some tiers already. */
export type FlashPhase = 'draft' | 'scheduled' | 'early' | 'live' | 'paused' | 'ended' | 'stopped'

export interface FlashTerms {
  readonly from: Instant
  /** the first instant at which nothing can be reserved any more */
  readonly until: Instant
  /** units for the sale */
  readonly total: number
  readonly perMember: number
  /** how long a reservation holds, in ms */
  readonly holdMs: number
  /** for these tiers only; absent or empty: for everybody */
  readonly tiers?: readonly string[]
  /** these tiers begin sooner, on so many of the units */
  readonly early?: { readonly tiers: readonly string[]; readonly from: Instant; readonly units: number }
}

/** One sale's giving out, folded act by act. */
export interface FlashState {
  readonly decided: FlashDecided
  readonly terms: FlashTerms
  /** units under a reservation that still holds, and units bought; lapsed ones are free again */
  readonly taken: number
}

export interface ReserveAct {
  readonly now: Instant
  readonly units: number
  readonly tier?: string
  /** units this member holds or bought in this sale */
  readonly mine: number
}

export type ReserveRefusal =
  | { readonly code: 'flash-not-open'; readonly facts: { readonly from: Instant } }
  | { readonly code: 'flash-over'; readonly facts: { readonly until: Instant } }
  | { readonly code: 'flash-paused'; readonly facts: Record<string, never> }
  | { readonly code: 'flash-tier-not-allowed'; readonly facts: { readonly tiers: readonly string[] } }
  | { readonly code: 'flash-limit-reached'; readonly facts: { readonly perMember: number; readonly mine: number } }
  | { readonly code: 'flash-sold-out'; readonly facts: { readonly total: number } }
  | { readonly code: 'flash-too-few'; readonly facts: { readonly left: number } }

export function flashPhase(decided: FlashDecided, t: Pick<FlashTerms, 'from' | 'until' | 'early'>, now: Instant): FlashPhase {
  if (decided === 'draft' || decided === 'stopped') return decided
  if (now >= t.until) return 'ended'
  if (decided === 'paused') return 'paused'
  if (now >= t.from) return 'live'
  return t.early && now >= t.early.from ? 'early' : 'scheduled'
}

/** Units that can be reserved now by somebody who may. Before the start only the early share is open. */
export function flashLeft(s: FlashState, now: Instant): number {
  const open = now < s.terms.from && s.terms.early ? Math.min(s.terms.early.units, s.terms.total) : s.terms.total
  return Math.max(0, open - s.taken)
}

/**
 * One reservation as a fold: the sale after it and when the reservation ends, or why not. The order of refusals: the life of
 * the sale, its instants, the person, the person's limit, the stock. First come, first served, exactly the stock. A
 * reservation made in the last second holds its full time.
 */
export function reserveFlash(s: FlashState, act: ReserveAct): { readonly ok: true; readonly state: FlashState; readonly endsAt: Instant } | { readonly ok: false; readonly refusal: ReserveRefusal } {
  const no = (refusal: ReserveRefusal) => ({ ok: false, refusal }) as const
  const { terms: t } = s
  const phase = flashPhase(s.decided, t, act.now)
  if (phase === 'ended' || phase === 'stopped') return no({ code: 'flash-over', facts: { until: t.until } })
  if (phase === 'draft' || phase === 'scheduled') return no({ code: 'flash-not-open', facts: { from: startFor(t, act.tier) } })
  if (phase === 'paused') return no({ code: 'flash-paused', facts: {} })
  if (t.tiers && t.tiers.length > 0 && !(act.tier !== undefined && t.tiers.includes(act.tier))) return no({ code: 'flash-tier-not-allowed', facts: { tiers: t.tiers } })
  if (phase === 'early' && act.now < startFor(t, act.tier)) return no({ code: 'flash-not-open', facts: { from: t.from } })
  if (act.mine + act.units > t.perMember) return no({ code: 'flash-limit-reached', facts: { perMember: t.perMember, mine: act.mine } })
  const left = flashLeft(s, act.now)
  if (left === 0) return no({ code: 'flash-sold-out', facts: { total: t.total } })
  if (left < act.units) return no({ code: 'flash-too-few', facts: { left } })
  return { ok: true, state: { ...s, taken: s.taken + act.units }, endsAt: act.now + t.holdMs }
}

/** When it opens for somebody of that tier. */
export const startFor = (t: Pick<FlashTerms, 'from' | 'early'>, tier: string | undefined): Instant =>
  t.early && tier !== undefined && t.early.tiers.includes(tier) ? Math.min(t.early.from, t.from) : t.from

export type HoldState = 'held' | 'redeemed' | 'lapsed' | 'released'
export interface FlashHold {
  readonly state: HoldState
  readonly units: number
  readonly endsAt: Instant
}

export type RedeemRefusal =
  | { readonly code: 'reservation-gone'; readonly facts: { readonly state: HoldState; readonly endsAt: Instant } }
  | { readonly code: 'reservation-short'; readonly facts: { readonly units: number } }

/** A reservation that still holds: up to its end, that instant not included. */
export const holdsAt = (h: FlashHold, now: Instant): boolean => h.state === 'held' && now < h.endsAt

/** Whether so many units of a reservation may be bought now. Fewer than reserved gives the rest back. */
export function redeemRefusal(h: FlashHold, act: { readonly now: Instant; readonly units: number }): RedeemRefusal | null {
  if (!holdsAt(h, act.now)) return { code: 'reservation-gone', facts: { state: h.state === 'held' ? 'lapsed' : h.state, endsAt: h.endsAt } }
  return act.units > h.units ? { code: 'reservation-short', facts: { units: h.units } } : null
}

/** Reservations that came to an end before a share of them is told to anybody. */
export const CHANCE_NEEDS = 20

export interface Crowd {
  readonly left: number
  /** units under reservations that hold now */
  readonly held: number
  readonly waiting: number
  /** units of this sale whose reservation lapsed or was given back, and units bought */
  readonly freed: number
  readonly bought: number
}

/**
 * The chance of one who waits, in basis points: what is left and what will come free at this sale's own rate, over those who
 * wait. Null while fewer than 20 reservations have come to an end: then only the counts are told, and nothing is made up.
 */
export function flashChance(c: Crowd): number | null {
  if (c.waiting <= 0) return null
  if (c.left === 0 && c.held === 0) return 0
  if (c.freed + c.bought < CHANCE_NEEDS) return c.left >= c.waiting ? 10_000 : null
  const come = c.left + (c.held * c.freed) / (c.freed + c.bought)
  return Math.min(10_000, Math.floor((10_000 * come) / c.waiting))
}
