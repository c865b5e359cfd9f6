import { awardOrder } from '@huitou/ledger'
import { dateAt, startOfDate, type Instant } from '@huitou/units'
import { HttpProblem } from '../platform/http/index.js'
import { tierOf, timesOf } from '../tier/index.js'
import { awardSteps, namingOf, type ExplainStep } from './explain-line.js'
import { bookTerms, tiersAt, type MerchantTerms } from './merchant-terms.js'
import type { WireRule } from './wire-rule.js'

export interface SampleAsk {
  readonly rules: readonly WireRule[]
  readonly paidMinor: number
  readonly category?: string
  readonly brand?: string
  readonly sku?: string
  readonly units?: number
  readonly tierId?: string
  readonly on?: string
  readonly storeId?: string
  readonly channel?: string
  readonly payment?: string
  readonly birthday?: boolean
  readonly firstOrder?: boolean
}

/** What an order would earn under given rules (a draft, say), with its sum: the same decision the till makes. */
export function sampleEarning(terms: MerchantTerms, ask: SampleAsk, now: Instant): { points: number; growth: number; steps: ExplainStep[] } {
  const at = ask.on === undefined || ask.on === dateAt(now, terms.zone) ? now : startOfDate(ask.on, terms.zone)
  const tier = tierOf(tiersAt(terms, now), ask.tierId)
  if (beyond(ask, tier?.benefits.multiplierBp ?? 10_000)) throw new HttpProblem(400, 'malformed', { field: 'paidMinor' })
  const core = bookTerms(ask.rules, 0, terms.settings, terms.zone)
  const awards = awardOrder(core, { at, lines: [{ line: 1, sku: ask.sku ?? '', category: ask.category ?? '', brand: ask.brand ?? '', units: ask.units ?? 1, paidMinor: ask.paidMinor }] }, {
    tier: tier?.tierId ?? null, tierTimes: timesOf(tier), storeId: ask.storeId ?? null, channel: ask.channel ?? null, payments: ask.payment ? [ask.payment] : [], birthday: ask.birthday ? ['day', 'week', 'month'] : [], firstOrder: ask.firstOrder ?? false,
  })
  const naming = { ...namingOf(terms), ruleName: (ruleId: string) => ask.rules.find((r) => r.ruleId === ruleId)?.name ?? ruleId }
  const sum = (wallet: string) => awards.filter((a) => a.wallet === wallet).reduce((all, a) => all + capped(a.points, ask.rules.find((r) => r.ruleId === a.ruleId)), 0)
  return { points: sum('points'), growth: sum('growth'), steps: awards.filter((a) => a.wallet !== 'growth').flatMap((a) => awardSteps(a.why, capped(a.points, ask.rules.find((r) => r.ruleId === a.ruleId)), naming)) }
}

const MOST_POINTS = 1_000_000_000_000

/** A sum that no book can hold: the rate is a slip of the pen, not a rule. */
function beyond({ rules, paidMinor }: { rules: readonly WireRule[]; paidMinor: number }, tierBp: number): boolean {
  const rate = rules.reduce((sum, r) => sum + (r.rate ? (r.rate.points / r.rate.perMinor) * (r.multiplierBp / 10_000) : 0), 0)
  const times = rules.reduce((sum, r) => sum + r.multiplierBp / 10_000, tierBp / 10_000)
  return paidMinor * rate * Math.max(1, times) > MOST_POINTS
}

const capped = (points: number, rule: WireRule | undefined): number => Math.min(points, rule?.capPerOrder ?? Infinity, rule?.capPerDay ?? Infinity, rule?.capPerMonth ?? Infinity)
