import type { CouponTermsOf, PromotionTermsOf } from './offer-of.js'

/** What keeps a draft from being published: where, and why as a code. */
export interface TermsProblem {
  readonly path: string
  readonly reason: { readonly code: string; readonly facts: Record<string, unknown> }
}

const problem = (path: string, code: string, facts: Record<string, unknown> = {}): TermsProblem => ({ path, reason: { code, facts } })

const scopeProblems = (s: CouponTermsOf['scope']): TermsProblem[] =>
  s.mode !== 'all' && s.categories.length + s.brands.length + s.skus.length === 0 ? [problem('scope', 'terms-scope-empty')] : []

const hoursProblems = (t: { fromMinute: number | null; untilMinute: number | null }): TermsProblem[] =>
  t.fromMinute !== null && t.fromMinute === t.untilMinute ? [problem('untilMinute', 'terms-hours-empty')] : []

export function checkCoupon(t: CouponTermsOf): TermsProblem[] {
  const found = [...scopeProblems(t.scope), ...hoursProblems(t)]
  if (t.kind === 'amount-off' && !t.amountMinor) found.unshift(problem('amountMinor', 'terms-amount-missing'))
  if (t.kind === 'percent-off' && !t.rateBp) found.unshift(problem('rateBp', 'terms-rate-missing'))
  if (t.validity.kind === 'fixed' && t.validity.until < t.validity.from) found.push(problem('validity', 'terms-dates-backwards'))
  if (t.claimFrom !== null && t.claimUntil !== null && Date.parse(t.claimUntil) <= Date.parse(t.claimFrom)) found.push(problem('claimUntil', 'terms-dates-backwards'))
  return found
}

export function checkPromotion(t: PromotionTermsOf): TermsProblem[] {
  const found = [...scopeProblems(t.scope), ...hoursProblems(t)]
  if (t.until !== null && Date.parse(t.until) <= Date.parse(t.from)) found.push(problem('until', 'terms-dates-backwards'))
  if (t.kind === 'buy-x-get-y') {
    if (t.buy < 1) found.push(problem('buy', 'terms-units-missing'))
    if (t.get < 1) found.push(problem('get', 'terms-units-missing'))
    return found
  }
  t.steps.forEach((s, i) => {
    const before = t.steps[i - 1]
    const amount = t.kind === 'ladder-off' || t.kind === 'unit-off'
    if (amount && s.offMinor < 1) found.push(problem(`steps.${i}.offMinor`, 'terms-amount-missing'))
    if (!amount && s.rateBp < 1) found.push(problem(`steps.${i}.rateBp`, 'terms-rate-missing'))
    if (t.kind === 'n-for-percent' && s.units < 1) found.push(problem(`steps.${i}.units`, 'terms-units-missing'))
    if (!before || t.kind === 'unit-off') return
    // the engine takes the highest step reached: one that takes no more than the step below it is never what the owner meant
    const rises = (t.kind === 'n-for-percent' ? s.units > before.units : s.thresholdMinor > before.thresholdMinor) && (amount ? s.offMinor > before.offMinor : s.rateBp > before.rateBp)
    if (!rises) found.push(problem(`steps.${i}`, 'terms-steps-not-rising', { step: i + 1 }))
  })
  return found
}
