import type { BookTerms } from '@huitou/ledger'
import type { Currency, Instant, MerchantId, Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { coreTerms, readTierSets, type TierSetInForce } from '../tier/index.js'
import { pointsSettings, type PointsSettings } from './points-settings.js'
import { readMerchantFacts, readRuleSets, readTermsStamp, type RuleSetRow } from './merchant-terms.rows.js'
import { coreRule, limitsOf, type WireRule } from './wire-rule.js'

export interface RuleSetInForce {
  readonly version: number
  readonly from: Instant
  readonly until: Instant | null
  readonly rules: readonly WireRule[]
  readonly core: BookTerms
}

/** All that a merchant settled about points and tiers, every published version of it. */
export interface MerchantTerms {
  readonly merchantId: MerchantId
  readonly zone: Zone
  readonly currency: Currency
  readonly settings: PointsSettings
  /** ascending by version */
  readonly ruleSets: readonly RuleSetInForce[]
  readonly tierSets: readonly TierSetInForce[]
}

const known = new Map<MerchantId, { stamp: string; terms: MerchantTerms }>()

/** The terms, read again only when something was published or a setting changed since. */
export async function termsOf(tx: Tx): Promise<MerchantTerms> {
  const stamp = await readTermsStamp(tx)
  const before = known.get(tx.merchantId)
  if (before?.stamp === stamp) return before.terms
  const [merchant, rules, tiers] = await Promise.all([readMerchantFacts(tx), readRuleSets(tx), readTierSets(tx)])
  const settings = pointsSettings(merchant.settings ?? {}, merchant.currency)
  const published = tiers.filter((t) => t.state !== 'draft').sort((a, b) => a.version - b.version)
  const terms: MerchantTerms = {
    merchantId: tx.merchantId, zone: merchant.zone, currency: merchant.currency, settings,
    ruleSets: rules.filter((r) => r.state !== 'draft').sort((a, b) => a.version - b.version).map((r) => ruleSet(r, settings, merchant.zone)),
    tierSets: published.map((t) => ({ version: t.version, from: t.published_at!.getTime(), terms: t.terms, tiers: t.tiers, core: coreTerms(t.terms, t.tiers, merchant.zone) })),
  }
  if (known.size > 1000) known.clear()
  known.set(tx.merchantId, { stamp, terms })
  return terms
}

const ruleSet = (row: RuleSetRow, settings: PointsSettings, zone: Zone): RuleSetInForce =>
  ({ version: row.version, from: row.from_at!.getTime(), until: row.retired_at?.getTime() ?? null, rules: row.rules, core: bookTerms(row.rules, row.version, settings, zone) })

/** The book's terms of given rules under the settings: also for drafts and samples. */
export const bookTerms = (rules: readonly WireRule[], version: number, settings: PointsSettings, zone: Zone): BookTerms => ({
  zone, combine: settings.combine, base: settings.base, rules: rules.map((r, i) => coreRule(r, version, rules.length - i, zone)), limits: rules.flatMap(limitsOf),
  pending: settings.pendingDays > 0 ? { points: { kind: 'days', days: settings.pendingDays } } : {}, expiry: { points: settings.expiry },
  clawback: { points: settings.clawback, growth: 'floor-zero' }, wholeGoes: settings.wholeGoes, returnDays: settings.returnDays,
})

const NO_RULES = (terms: MerchantTerms): RuleSetInForce => ({ version: 0, from: 0, until: null, rules: [], core: bookTerms([], 0, terms.settings, terms.zone) })

/** The rules in force at an instant. */
export function rulesAt(terms: MerchantTerms, at: Instant): RuleSetInForce {
  for (let i = terms.ruleSets.length - 1; i >= 0; i--) if (terms.ruleSets[i]!.from <= at) return terms.ruleSets[i]!
  return NO_RULES(terms)
}

/** A version by its number: what a fact was decided by. */
export const rulesOf = (terms: MerchantTerms, version: number): RuleSetInForce => terms.ruleSets.find((r) => r.version === version) ?? NO_RULES(terms)

/** The tier set in force at an instant; before the first one, the first (history is judged by it). */
export function tiersAt(terms: MerchantTerms, at: Instant): TierSetInForce | null {
  for (let i = terms.tierSets.length - 1; i >= 0; i--) if (terms.tierSets[i]!.from <= at) return terms.tierSets[i]!
  return terms.tierSets[0] ?? null
}
