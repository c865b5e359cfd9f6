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
  /** what it may take off in all, over everybody; giving out stops when it is spent */
  readonly budgetFen?: number
  /** `use`: redeeming stops with it as well, whole or nothing; `claims`: what members hold stays good */
  readonly budgetStops?: 'use' | 'claims'
}

export type CouponStatus = 'draft' | 'published' | 'paused' | 'ended'

/** What a coupon's giving out has come to: one state for all its members, folded act by act. */
export interface StockState {
  readonly status: CouponStatus
  readonly limits: ClaimLimits
  readonly claimed: number
  readonly today: { readonly date: LocalDate; readonly claimed: number }
  /** what redeemed ones took off; a returned one takes its share back */
  readonly spentFen: number
}

export interface ClaimAct {
  readonly now: Instant
  /** today by the merchant's calendar */
  readonly date: LocalDate
  /** how many this member was given so far; a revoked one still counts */
  readonly memberClaimed: number
  readonly tier?: string
  /** coupons of this one giving: a pack is given whole or not at all */
  readonly count?: number
}

export type ClaimRefusal =
  | { readonly code: 'coupon-not-published'; readonly facts: { readonly status: CouponStatus } }
  | { readonly code: 'claim-not-open'; readonly facts: { readonly from: Instant } }
  | { readonly code: 'claim-over'; readonly facts: { readonly until: Instant } }
  | { readonly code: 'tier-not-allowed'; readonly facts: { readonly tiers: readonly string[] } }
  | { readonly code: 'member-limit-reached'; readonly facts: { readonly perMember: number } }
  | { readonly code: 'coupon-sold-out'; readonly facts: { readonly stock: number } }
  | { readonly code: 'coupon-day-sold-out'; readonly facts: { readonly perDay: number } }
  | BudgetSpent

export interface BudgetSpent { readonly code: 'coupon-budget-spent'; readonly facts: { readonly leftFen: number } }

/**
 * One claim as a fold: the stock after it, or why not. The order of refusals: life of the coupon, its dates, the person,
 * the person's limit, the stock, the day's stock, the budget. First come first served, exactly the stock; a pack whole or
 * not at all (limits per member count packs, stocks count coupons).
 */
export function claimCoupon(s: StockState, act: ClaimAct): { readonly ok: true; readonly stock: StockState } | { readonly ok: false; readonly refusal: ClaimRefusal } {
  const no = (refusal: ClaimRefusal) => ({ ok: false, refusal }) as const
  const { limits } = s
  if (s.status !== 'published') return no({ code: 'coupon-not-published', facts: { status: s.status } })
  if (limits.claimFrom !== undefined && act.now < limits.claimFrom) return no({ code: 'claim-not-open', facts: { from: limits.claimFrom } })
  if (limits.claimUntil !== undefined && act.now >= limits.claimUntil) return no({ code: 'claim-over', facts: { until: limits.claimUntil } })
  if (limits.tiers && !(act.tier !== undefined && limits.tiers.includes(act.tier))) return no({ code: 'tier-not-allowed', facts: { tiers: limits.tiers } })
  const count = act.count ?? 1
  if (limits.perMember !== undefined && act.memberClaimed + count > limits.perMember * count) return no({ code: 'member-limit-reached', facts: { perMember: limits.perMember } })
  if (limits.stock !== undefined && s.claimed + count > limits.stock) return no({ code: 'coupon-sold-out', facts: { stock: limits.stock } })
  const today = s.today.date === act.date ? s.today.claimed : 0
  if (limits.perDay !== undefined && today + count > limits.perDay) return no({ code: 'coupon-day-sold-out', facts: { perDay: limits.perDay } })
  if (limits.budgetFen !== undefined && s.spentFen >= limits.budgetFen) return no({ code: 'coupon-budget-spent', facts: { leftFen: 0 } })
  return { ok: true, stock: { ...s, claimed: s.claimed + count, today: { date: act.date, claimed: today + count } } }
}

/** What one use may still take off, in fen; Infinity where no budget stops it. */
export function budgetLeft({ limits, spentFen }: Pick<StockState, 'limits' | 'spentFen'>): number {
  return limits.budgetFen === undefined || limits.budgetStops === 'claims' ? Infinity : Math.max(0, limits.budgetFen - spentFen)
}

/** One use takes its money out of the budget, whole or nothing. */
export function spendBudget(s: StockState, fen: number): { readonly ok: true; readonly stock: StockState } | { readonly ok: false; readonly refusal: BudgetSpent } {
  const left = budgetLeft(s)
  return fen > left ? { ok: false, refusal: { code: 'coupon-budget-spent', facts: { leftFen: left } } } : { ok: true, stock: { ...s, spentFen: s.spentFen + fen } }
}

/** What a use took comes back with it; what its issue took (stock, the member's limit, the day's) does not. */
export const returnToBudget = (s: StockState, fen: number): StockState => ({ ...s, spentFen: Math.max(0, s.spentFen - fen) })
