import type { AwardWhy } from '@huitou/ledger'
import { dateAt } from '@huitou/units'
import { tierOf } from '../tier/index.js'
import { rulesOf, type MerchantTerms } from './merchant-terms.js'
import type { LinePosting, LineRow } from './statement.rows.js'
import { kindOf } from './line-kind.js'
import { pointsOf, titleOf } from './wire-line.js'

export interface ExplainStep { readonly reason: { readonly code: string; readonly facts: Record<string, unknown> }; readonly value: string | null }
const step = (code: string, facts: Record<string, unknown>, value: string | number | null = null): ExplainStep => ({ reason: { code, facts }, value: value === null ? null : String(value) })

/** How rules and tiers are called where the arithmetic is said aloud. */
export interface Naming {
  readonly currency: string
  readonly combine: string
  readonly ruleName: (ruleId: string, version: number) => string
  readonly tierName: (tierId: string) => string
}

export const namingOf = (terms: MerchantTerms): Naming => ({
  currency: terms.currency, combine: terms.settings.combine,
  ruleName: (ruleId, version) => rulesOf(terms, version).rules.find((r) => r.ruleId === ruleId)?.name ?? ruleId,
  tierName: (tierId) => terms.tierSets.map((s) => tierOf(s, tierId)).findLast((t) => t !== null)?.name ?? tierId,
})

/** The arithmetic of an award, as it was stored when it was made. */
export function awardSteps(why: AwardWhy, points: number, naming: Naming): ExplainStep[] {
  const out: ExplainStep[] = []
  const facts = { rule: naming.ruleName(why.ruleId, why.version), version: why.version, points: why.points }
  if (why.kind === 'per-amount') out.push(step('why-per-amount', { ...facts, perMinor: why.per, baseMinor: why.baseMinor, currency: naming.currency }))
  else if (why.kind === 'per-order') out.push(step('why-per-order', facts, why.points))
  else if (why.kind === 'per-quantity') out.push(step('why-per-quantity', { ...facts, units: why.units }, why.points))
  else out.push(step('why-per-action', facts, why.points))
  if (why.streak) out.push(step('why-streak', { day: why.streak.day, extra: why.streak.extra }, why.streak.extra))
  for (const m of why.multipliers) {
    const times = `${m.times.num / m.times.den}`
    out.push(m.from.startsWith('tier:') ? step('why-tier-times', { tier: naming.tierName(m.from.slice(5)), times }, `×${times}`) : step('why-rule-times', { rule: naming.ruleName(m.from, why.version), times }, `×${times}`))
  }
  if (why.multipliers.length > 1) out.push(step('why-times-together', { how: naming.combine, times: `${why.times.num / why.times.den}` }, `×${why.times.num / why.times.den}`))
  for (const cut of why.cut ?? []) out.push(step('why-limit-cut', { points: cut.points, limit: cut.limit }, -cut.points))
  out.push(step('why-share', { points, exact: (why.exact.num / why.exact.den).toFixed(2) }, points))
  return out
}

/** Opens a statement line into its reasons: rule and version, arithmetic, lots. */
export function explainLine(row: LineRow, postings: readonly LinePosting[], terms: MerchantTerms) {
  const kind = kindOf(row)
  const naming = namingOf(terms)
  const steps: ExplainStep[] = []
  let rule: { ruleId: string; name: string; version: number } | null = null
  for (const p of postings) {
    const why = p.detail?.why as (AwardWhy & { reason?: string }) | null | undefined
    if (p.cause === 'earn' && why && 'exact' in why) {
      steps.push(...awardSteps(why, p.points, naming))
      const found = rulesOf(terms, why.version).rules.find((r) => r.ruleId === why.ruleId)
      rule ??= { ruleId: why.ruleId, name: found?.name ?? why.ruleId, version: why.version }
    } else if (p.cause === 'earn') steps.push(step('why-given', { reason: why?.reason ?? row.reason ?? '' }, p.points))
    else if (p.cause === 'grant') steps.push(step('why-adjusted', { reason: row.reason ?? '' }, p.points))
    else if (p.cause === 'deduct') steps.push(step(p.from_account === 'debt' ? 'why-deducted-debt' : 'why-deducted', { reason: row.reason ?? '' }, -p.points))
    else if (p.cause === 'spend' || p.cause === 'hold' || p.cause === 'commit') steps.push(step('why-drawn', { points: p.points, lastDay: p.expires_at ? dateAt(p.expires_at.getTime() - 1, terms.zone) : null, orderNo: p.order_no }, -p.points))
    else if (p.cause === 'send' && p.to_account === 'transit') steps.push(step('why-gift-sent', { points: p.points, lastDay: p.expires_at ? dateAt(p.expires_at.getTime() - 1, terms.zone) : null, called: row.reason }, -p.points))
    else if (p.cause === 'receive' && p.from_account === 'passed') steps.push(step('why-gift-received', { points: p.points, lastDay: p.expires_at ? dateAt(p.expires_at.getTime() - 1, terms.zone) : null, called: row.reason }, p.points))
    else if (p.cause === 'come-back') steps.push(step('why-gift-back', { points: p.points, called: row.reason }, p.points))
    else if (p.cause === 'owe') steps.push(step('why-owed', { points: p.points }, -p.points))
    else if (p.cause === 'clawback') steps.push(p.from_account === 'debt' ? step('why-clawback-debt', { points: p.points }, -p.points) : step('why-clawback', { points: p.points, lotPoints: p.lot_points, from: p.from_account, orderNo: p.order_no }, -p.points))
    else if (p.cause === 'return') steps.push(step(p.to_account === 'debt' ? 'why-returned-debt' : 'why-returned', { points: p.points, lastDay: p.expires_at ? dateAt(p.expires_at.getTime() - 1, terms.zone) : null }, p.points))
    else if (p.cause === 'repay') steps.push(step('why-repaid', { points: p.points }, -p.points))
    else if (p.cause === 'expire') steps.push(step('why-expired', { points: p.points, earnedOn: p.earned_at ? dateAt(p.earned_at.getTime(), terms.zone) : null, orderNo: p.order_no }, -p.points))
    else if (p.cause === 'activate') steps.push(step('why-activated', { points: p.points, earnedOn: p.earned_at ? dateAt(p.earned_at.getTime(), terms.zone) : null }, p.points))
    else if (p.cause === 'release' || p.cause === 'lapse') steps.push(step(p.cause === 'lapse' ? 'why-lapsed' : 'why-released', { points: p.points }, p.points))
    else if (p.cause === 'receive') steps.push(p.from_account === 'debt' ? step('why-received-debt', { points: p.points }, -p.points) : step('why-received', { points: p.points }, p.points))
    else if (p.cause === 'send') steps.push(step('why-sent', { points: p.points }, -p.points))
    else if (p.cause === 'waive') steps.push(step('why-waived', { points: p.points }, p.points))
  }
  const lots = postings.filter((p) => p.lot !== null).map((p) => ({ lotId: p.lot!, points: p.points, expiresOn: p.expires_at ? dateAt(p.expires_at.getTime() - 1, terms.zone) : null, orderNo: p.order_no }))
  return { lineId: row.line_id, title: titleOf(row), steps, result: pointsOf(row), rule, lots: kind === 'repay' ? [] : lots, orderId: row.order_id }
}
