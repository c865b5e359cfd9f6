import type { BookTerms } from '@huitou/ledger'
import type { Currency, Instant, MerchantId, Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { setAt } from '@huitou/tier'
import { fromOf, inOrder, publishedSets, readTierSets, type TierSetInForce } from '../tier/index.js'
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
  /** in the order in which they come into force, a scheduled one too */
  readonly ruleSets: readonly RuleSetInForce[]
  readonly tierSets: readonly TierSetInForce[]
  /** whether any version asks for members' tags */
  readonly asksTags: boolean
}

const known = new Map<MerchantId, { stamp: string; terms: MerchantTerms }>()

/** The terms, read again only when something was published or a setting changed since. */
export async function termsOf(tx: Tx): Promise<MerchantTerms> {
  const stamp = await readTermsStamp(tx)
  const before = known.get(tx.merchantId)
  if (before?.stamp === stamp) return before.terms
  const [merchant, rules, tiers] = await Promise.all([readMerchantFacts(tx), readRuleSets(tx), readTierSets(tx)])
  const settings = pointsSettings(merchant.settings ?? {}, merchant.currency)
  const published = inOrder(rules)
  const terms: MerchantTerms = {
    merchantId: tx.merchantId, zone: merchant.zone, currency: merchant.currency, settings,
    ruleSets: published.map((r, i) => ruleSet(r, published[i + 1], settings, merchant.zone)), tierSets: publishedSets(tiers, merchant.zone), asksTags: published.some((r) => r.rules.some((rule) => rule.tags.length > 0)),
  }
  if (known.size > 1000) known.clear()
  known.set(tx.merchantId, { stamp, terms })
  return terms
}

const ruleSet = (row: RuleSetRow, next: RuleSetRow | undefined, settings: PointsSettings, zone: Zone): RuleSetInForce =>
  ({ version: row.version, from: fromOf(row), until: next ? fromOf(next) : null, rules: row.rules, core: bookTerms(row.rules, row.version, settings, zone) })

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
export const tiersAt = (terms: MerchantTerms, at: Instant): TierSetInForce | null => setAt(terms.tierSets, at)
