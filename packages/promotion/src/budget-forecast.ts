/** What redeemed coupons took off, day by day; the last entry is yesterday (whole days only). */
export interface BudgetPace {
  readonly leftFen: number
  readonly days: readonly { readonly fen: number; readonly uses: number }[]
}

export type BudgetOutlook =
  | { readonly kind: 'spent' }
  | { readonly kind: 'early'; readonly days: number; readonly uses: number }
  | { readonly kind: 'lasts'; readonly perDayFen: number; readonly lowDays: number; readonly days: number; readonly highDays: number | null }

/** Fewer whole days or fewer uses than these say nothing about a rate. */
const FEWEST_DAYS = 5
const FEWEST_USES = 8
/** 80 in 100 lie within (normal quantile, Abramowitz and Stegun 26.2.23) */
const Z = 1.2816
const YEAR = 365

/**
 * How many days a budget lasts at the present rate. The rate is the mean of what whole days took, from the first day of use
 * on; the interval carries how unsure that mean is (t-free normal, s/sqrt(n)) and how much D days to come vary by
 * themselves (s * sqrt(D)). Too little to say: `early`, never a number out of the air.
 */
export function forecastBudget({ leftFen, days }: BudgetPace): BudgetOutlook {
  if (leftFen <= 0) return { kind: 'spent' }
  const begun = days.findIndex((d) => d.uses > 0)
  const seen = begun < 0 ? [] : days.slice(begun)
  const uses = seen.reduce((sum, d) => sum + d.uses, 0)
  if (seen.length < FEWEST_DAYS || uses < FEWEST_USES) return { kind: 'early', days: seen.length, uses }
  const n = seen.length
  const mean = seen.reduce((sum, d) => sum + d.fen, 0) / n
  if (mean <= 0) return { kind: 'early', days: n, uses }
  const spread = Math.sqrt(seen.reduce((sum, d) => sum + (d.fen - mean) ** 2, 0) / (n - 1))
  const atRate = leftFen / mean
  const unsure = (d: number) => Z * spread * Math.sqrt((d * d) / n + d)
  // the first day on which D days, at their likely most (least), have taken all that is left
  const lowDays = firstDay((d) => mean * d + unsure(d) >= leftFen, Math.ceil(atRate))
  const highDays = firstDay((d) => mean * d - unsure(d) >= leftFen, YEAR)
  return { kind: 'lasts', perDayFen: Math.round(mean), lowDays, days: Math.ceil(atRate), highDays: mean * highDays - unsure(highDays) >= leftFen ? highDays : null }
}

function firstDay(holds: (d: number) => boolean, most: number): number {
  let d = 1
  while (d < most && !holds(d)) d += 1
  return d
}
