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
  if ((t.kind === 'percent-off' || t.kind === 'nth-item') && !t.rateBp) found.unshift(problem('rateBp', 'terms-rate-missing'))
  if (t.kind === 'gift' && !t.gift) found.unshift(problem('gift', 'terms-gift-missing'))
  // what is exchanged for nothing must be named, or it would be anything in the shop
  if (t.kind === 'exchange' && (t.scope.mode !== 'include' || t.scope.categories.length + t.scope.brands.length + t.scope.skus.length === 0)) found.unshift(problem('scope', 'terms-exchange-goods'))
  if (t.packSize !== undefined && t.total !== null && t.total < t.packSize) found.push(problem('total', 'terms-pack-total', { packSize: t.packSize }))
  if (t.perDay != null && t.perDay < (t.packSize ?? 1)) found.push(problem('perDay', 'terms-pack-total', { packSize: t.packSize ?? 1 }))
  if (t.budgetMinor != null && t.amountMinor !== null && t.kind === 'amount-off' && t.budgetMinor < t.amountMinor) found.push(problem('budgetMinor', 'terms-budget-small', { amountMinor: t.amountMinor }))
  if (t.validity.kind === 'fixed' && t.validity.until < t.validity.from) found.push(problem('validity', 'terms-dates-backwards'))
  if (t.claimFrom !== null && t.claimUntil !== null && Date.parse(t.claimUntil) <= Date.parse(t.claimFrom)) found.push(problem('claimUntil', 'terms-dates-backwards'))
  return found
}

/** Every problem names its field and what would be right. */
export function checkPromotion(t: PromotionTermsOf): TermsProblem[] {
  const found = [...scopeProblems(t.scope), ...hoursProblems(t)]
  if (t.until !== null && Date.parse(t.until) <= Date.parse(t.from)) found.push(problem('until', 'terms-dates-backwards'))
  if (t.usesPerDay !== null && t.uses !== null && t.usesPerDay > t.uses) found.push(problem('usesPerDay', 'terms-limit-dead', { limit: t.usesPerDay, total: t.uses }))
  if (t.usesPerMemberDay !== null && t.usesPerMember !== null && t.usesPerMemberDay > t.usesPerMember) found.push(problem('usesPerMemberDay', 'terms-limit-dead', { limit: t.usesPerMemberDay, total: t.usesPerMember }))
  if (t.kind === 'unit-price' && t.budgetMinor !== null) found.push(problem('budgetMinor', 'terms-no-budget-on-prices'))
  return [...found, ...kindProblems(t)]
}

function kindProblems(t: PromotionTermsOf): TermsProblem[] {
  const first = t.steps[0]!
  const missing = (yes: boolean, path: string, code: string) => (yes ? [problem(path, code)] : [])
  switch (t.kind) {
    case 'buy-x-get-y': return [...missing(t.buy < 1, 'buy', 'terms-units-missing'), ...missing(t.get < 1, 'get', 'terms-units-missing'), ...missing(t.givenRateBp < 1, 'givenRateBp', 'terms-rate-missing')]
    case 'nth-item': return [...missing(t.buy < 2, 'buy', 'terms-nth-from-two'), ...missing(t.givenRateBp < 1, 'givenRateBp', 'terms-rate-missing')]
    case 'bundle': return [
      ...missing(t.parts.length === 0, 'parts', 'terms-parts-missing'), ...missing(t.priceMinor === null, 'priceMinor', 'terms-price-missing'),
      ...t.parts.flatMap((p, i) => [...missing(p.units < 1, `parts.${i}.units`, 'terms-units-missing'), ...missing(p.skus.length + p.categories.length === 0, `parts.${i}`, 'terms-scope-empty')]),
    ]
    case 'unit-price': return missing(t.priceMinor === null && first.rateBp < 1, 'priceMinor', 'terms-price-missing')
    case 'shipping-off': return []
    default: return t.steps.flatMap((_, i) => stepProblems(t, i))
  }
}

function stepProblems(t: PromotionTermsOf, i: number): TermsProblem[] {
  const [s, before] = [t.steps[i]!, t.steps[i - 1]]
  const found: TermsProblem[] = []
  const amount = t.kind === 'ladder-off' || t.kind === 'unit-off'
  const takes = (x: typeof s) => (t.kind === 'ladder-gift' ? x.giftValueMinor * x.giftQuantity : amount ? x.offMinor : x.rateBp)
  if (t.kind === 'ladder-gift') {
    if (s.giftSku === '') found.push(problem(`steps.${i}.giftSku`, 'terms-gift-missing'))
    if (s.giftQuantity < 1) found.push(problem(`steps.${i}.giftQuantity`, 'terms-units-missing'))
  } else if (takes(s) < 1) found.push(problem(`steps.${i}.${amount ? 'offMinor' : 'rateBp'}`, amount ? 'terms-amount-missing' : 'terms-rate-missing'))
  if (t.kind === 'n-for-percent' && s.units < 1) found.push(problem(`steps.${i}.units`, 'terms-units-missing'))
  if (t.kind === 'ladder-off' && s.thresholdMinor > 0 && s.offMinor > s.thresholdMinor) found.push(problem(`steps.${i}.offMinor`, 'terms-off-above-threshold', { offMinor: s.offMinor, thresholdMinor: s.thresholdMinor }))
  if (!before || t.kind === 'unit-off') return found
  // the engine takes the highest step reached: one that takes no more than the step below it is never what the owner meant
  const rises = (t.kind === 'n-for-percent' ? s.units > before.units : s.thresholdMinor > before.thresholdMinor) && (t.kind === 'ladder-gift' || takes(s) > takes(before))
  if (!rises) found.push(problem(`steps.${i}`, 'terms-steps-not-rising', { step: i + 1 }))
  return found
}
