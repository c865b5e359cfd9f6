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
  /** members who queue for what comes free; while anybody does, it is theirs in their order. Absent: nobody */
  readonly queued?: number
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

/** Units for somebody who comes now: what is left, unless others queue for it already. */
export const flashOpen = (s: FlashState, now: Instant): number => ((s.queued ?? 0) > 0 ? 0 : flashLeft(s, now))

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
  const left = flashOpen(s, act.now)
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

/** One who queues, as their turn is looked at. */
export interface Waiter {
  readonly place: number
  readonly units: number
  readonly tier?: string
  /** units this member holds or bought in this sale */
  readonly mine: number
  /** no longer a member, or merged into another who queues by themselves */
  readonly gone?: boolean
}

export interface Served {
  readonly state: FlashState
  /** places whose turn it is: each gets a reservation that holds from `now` */
  readonly served: readonly number[]
  /** places that end without one: over their limit by now, or gone */
  readonly ended: readonly number[]
  readonly endsAt: Instant
}

/**
 * Gives what is free to those who queue, strictly in their order: nobody is passed over for another, so where the first needs
 * more units than are free all wait. Who may no longer have any leaves the queue. While the sale is paused nothing moves;
 * when it is over the queue ends.
 *
 * @param queue from the first place on, as many as could be served
 */
export function serveQueue(s: FlashState, queue: readonly Waiter[], now: Instant): Served {
  const phase = flashPhase(s.decided, s.terms, now)
  const served: number[] = [], ended: number[] = []
  let state = s
  const leave = () => { state = { ...state, queued: Math.max(0, (state.queued ?? 0) - 1) } }
  for (const one of queue) {
    if (phase === 'ended' || phase === 'stopped' || one.gone) { ended.push(one.place); leave(); continue }
    // The queue stands aside while its own turn is judged by the rules of any reservation.
    const got = reserveFlash({ ...state, queued: 0 }, { now, units: one.units, mine: one.mine, ...(one.tier === undefined ? {} : { tier: one.tier }) })
    if (got.ok) { served.push(one.place); state = { ...got.state, ...(state.queued === undefined ? {} : { queued: state.queued }) }; leave(); continue }
    if (got.refusal.code !== 'flash-limit-reached' && got.refusal.code !== 'flash-tier-not-allowed') break
    ended.push(one.place)
    leave()
  }
  return { state, served, ended, endsAt: now + s.terms.holdMs }
}

/** Reservations that came to an end before a share of them is told to anybody. */
export const CHANCE_NEEDS = 20

export interface Crowd {
  readonly left: number
  /** units under reservations that hold now */
  readonly held: number
  /** members who wait before this one */
  readonly ahead: number
  /** units of this sale whose reservation lapsed or was given back, and units bought */
  readonly freed: number
  readonly bought: number
}

/**
 * The chance of one who queues with `ahead` others before them, in basis points, at this sale's own rate: that of the units under
 * reservations now at least as many more come free as are needed beyond what is left. A reservation comes free with the rate
 * of those that came to an end, each by itself (binomial; (freed + 1) / (ended + 2), so that a rate is never 0 or 1 by luck);
 * what the others before them give back again would come on top, so it is a lower bound. Null while fewer than 20
 * reservations have come to an end: then only the place is told, and nothing is made up.
 */
export function queueChance(c: Crowd): number | null {
  const need = c.ahead + 1 - c.left
  if (need <= 0) return 10_000
  if (need > c.held) return 0
  const ended = c.freed + c.bought
  if (ended < CHANCE_NEEDS) return null
  return Math.floor(10_000 * binomialTail(c.held, (c.freed + 1) / (ended + 2), need))
}

/** P(X >= k) of X ~ Binomial(n, p), 0 < p < 1; exact to n of 2,000, by the normal with continuity beyond. */
function binomialTail(n: number, p: number, k: number): number {
  if (n > 2000) return 1 - normalCdf((k - 0.5 - n * p) / Math.sqrt(n * p * (1 - p)))
  // Terms from k up, each from the one before, in logarithms: (1 - p) ** n alone may be nothing.
  let log = n * Math.log1p(-p)
  for (let i = 1; i <= k; i++) log += Math.log(n - i + 1) - Math.log(i) + Math.log(p) - Math.log1p(-p)
  let sum = 0
  for (let i = k; i <= n; i++) {
    sum += Math.exp(log)
    log += Math.log(n - i) - Math.log(i + 1) + Math.log(p) - Math.log1p(-p)
  }
  return Math.min(1, sum)
}

/** The standard normal distribution function; Abramowitz and Stegun 26.2.17, off by less than 7.5e-8. */
function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const tail = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x >= 0 ? 1 - tail : tail
}
