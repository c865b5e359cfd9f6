import type { Instant, LocalDate } from '@huitou/units'

/** Limits of a coupon's giving out. Absent: unlimited. */
export interface ClaimLimits {
  readonly stock?: number
  readonly perMember?: number
  /** given out over all members in one day of the merchant */
  readonly perDay?: number
  readonly claimFrom?: Instant
  /** the first instant at which it can no longer be claimed */
  readonly claimUntil?: Instant
  readonly tiers?: readonly string[]
}

export type CouponStatus = 'draft' | 'published' | 'paused' | 'ended'

/** What a coupon's giving out has come to: one state for all its members, folded act by act. */
export interface StockState {
  readonly status: CouponStatus
  readonly limits: ClaimLimits
  readonly claimed: number
  readonly today: { readonly date: LocalDate; readonly claimed: number }
}

export interface ClaimAct {
  readonly now: Instant
  /** today by the merchant's calendar */
  readonly date: LocalDate
  /** how many this member was given so far; a revoked one still counts */
  readonly memberClaimed: number
  readonly tier?: string
}

export type ClaimRefusal =
  | { readonly code: 'coupon-not-published'; readonly facts: { readonly status: CouponStatus } }
  | { readonly code: 'claim-not-open'; readonly facts: { readonly from: Instant } }
  | { readonly code: 'claim-over'; readonly facts: { readonly until: Instant } }
  | { readonly code: 'tier-not-allowed'; readonly facts: { readonly tiers: readonly string[] } }
  | { readonly code: 'member-limit-reached'; readonly facts: { readonly perMember: number } }
  | { readonly code: 'coupon-sold-out'; readonly facts: { readonly stock: number } }
  | { readonly code: 'coupon-day-sold-out'; readonly facts: { readonly perDay: number } }

/**
 * One claim as a fold: the stock after it, or why not. The order of refusals: life of the coupon, its dates, the person,
 * the person's limit, the stock, the day's stock. First come first served, exactly the stock.
 */
export function claimCoupon(s: StockState, act: ClaimAct): { readonly ok: true; readonly stock: StockState } | { readonly ok: false; readonly refusal: ClaimRefusal } {
  const no = (refusal: ClaimRefusal) => ({ ok: false, refusal }) as const
  const { limits } = s
  if (s.status !== 'published') return no({ code: 'coupon-not-published', facts: { status: s.status } })
  if (limits.claimFrom !== undefined && act.now < limits.claimFrom) return no({ code: 'claim-not-open', facts: { from: limits.claimFrom } })
  if (limits.claimUntil !== undefined && act.now >= limits.claimUntil) return no({ code: 'claim-over', facts: { until: limits.claimUntil } })
  if (limits.tiers && !(act.tier !== undefined && limits.tiers.includes(act.tier))) return no({ code: 'tier-not-allowed', facts: { tiers: limits.tiers } })
  if (limits.perMember !== undefined && act.memberClaimed >= limits.perMember) return no({ code: 'member-limit-reached', facts: { perMember: limits.perMember } })
  if (limits.stock !== undefined && s.claimed >= limits.stock) return no({ code: 'coupon-sold-out', facts: { stock: limits.stock } })
  const today = s.today.date === act.date ? s.today.claimed : 0
  if (limits.perDay !== undefined && today >= limits.perDay) return no({ code: 'coupon-day-sold-out', facts: { perDay: limits.perDay } })
  return { ok: true, stock: { ...s, claimed: s.claimed + 1, today: { date: act.date, claimed: today + 1 } } }
}
