import type { Activity, BookTerms, Expiry } from '@huitou/ledger'
import type { Currency, Instant, MerchantId, Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { setAt } from '@huitou/tier'
import { ownExpiry } from '../expiry/index.js'
import { fromOf, inOrder, lastsOf, publishedSets, readTierSets, type TierSetInForce, type WireTier } from '../tier/index.js'
import { pointsSettings, type PointsSettings } from './points-settings.js'
import { readMerchantFacts, readRuleSets, readSettingChanges, readTermsStamp, readWalletKinds, type RuleSetRow, type SettingChange, type WalletKind } from './merchant-terms.rows.js'
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
  /** the settings as they stood, ascending; the first from before all time: what is changed counts from then on */
  readonly settingsSince: readonly { readonly from: Instant; readonly settings: PointsSettings }[]
  /** wallets the merchant added beside points and growth */
  readonly wallets: readonly WalletKind[]
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
  const [merchant, rules, tiers, wallets, settingChanges] = await Promise.all([readMerchantFacts(tx), readRuleSets(tx), readTierSets(tx), readWalletKinds(tx), readSettingChanges(tx)])
  const settings = pointsSettings(merchant.settings ?? {}, merchant.currency, merchant.zone)
  const published = inOrder(rules)
  const terms: MerchantTerms = {
    merchantId: tx.merchantId, zone: merchant.zone, currency: merchant.currency, settings, wallets, settingsSince: settingsSince(merchant, settingChanges),
    ruleSets: published.map((r, i) => ruleSet(r, published[i + 1], settings, merchant.zone, wallets)), tierSets: publishedSets(tiers, merchant.zone), asksTags: published.some((r) => r.rules.some((rule) => rule.tags.length > 0)),
  }
  if (known.size > 1000) known.clear()
  known.set(tx.merchantId, { stamp, terms })
  return terms
}

/** The terms as this process knew them last: for what is judged again later in the same transaction. */
export const termsLately = (merchantId: MerchantId): MerchantTerms | undefined => known.get(merchantId)?.terms

/** The settings as they stood over time, out of today's and the changes back from there. */
function settingsSince(merchant: Awaited<ReturnType<typeof readMerchantFacts>>, changes: readonly SettingChange[]): MerchantTerms['settingsSince'] {
  const rows = { ...merchant.settings }
  const out: { from: Instant; settings: PointsSettings }[] = []
  for (const change of changes.toReversed()) {
    if (out.at(-1)?.from !== change.at.getTime()) out.push({ from: change.at.getTime(), settings: pointsSettings(rows, merchant.currency, merchant.zone) })
    rows[change.key] = change.before
  }
  out.push({ from: -8.64e15, settings: pointsSettings(rows, merchant.currency, merchant.zone) })
  return out.reverse()
}

const cores = new WeakMap<PointsSettings, Map<RuleSetInForce, BookTerms>>()

/** The settings as they stood at an instant. */
export function settingsAt(terms: MerchantTerms, at: Instant): PointsSettings {
  const since = terms.settingsSince
  return at >= since.at(-1)!.from ? terms.settings : since.findLast((s) => s.from <= at)!.settings
}

/** A rule set under the settings of an instant: a late fact is judged as it would have been then. */
export function coreAt(terms: MerchantTerms, set: RuleSetInForce, at: Instant): BookTerms {
  const settings = settingsAt(terms, at)
  if (settings === terms.settings) return set.core
  const known = cores.get(settings) ?? new Map<RuleSetInForce, BookTerms>()
  cores.set(settings, known)
  const core = known.get(set) ?? bookTerms(set.rules, set.version, settings, terms.zone, terms.wallets)
  known.set(set, core)
  return core
}

const ruleSet = (row: RuleSetRow, next: RuleSetRow | undefined, settings: PointsSettings, zone: Zone, wallets: readonly WalletKind[]): RuleSetInForce =>
  ({ version: row.version, from: fromOf(row), until: next ? fromOf(next) : null, rules: row.rules, core: bookTerms(row.rules, row.version, settings, zone, wallets) })

const EARNING: readonly Activity[] = ['earn']
/** What starts the time again in a wallet that ends by inactivity: the shop's choice; where nothing can be spent, only what comes in can count. */
const idleActsIn = (wallet: string, settings: PointsSettings, wallets: readonly WalletKind[]): readonly Activity[] => (wallets.some((w) => w.code === wallet && !w.spendable) ? EARNING : settings.idleActs)

/** The book's terms of given rules under the settings: also for drafts and samples. */
export const bookTerms = (rules: readonly WireRule[], version: number, settings: PointsSettings, zone: Zone, wallets: readonly WalletKind[] = []): BookTerms => ({
  zone, combine: settings.combine, base: settings.base, rules: rules.map((r, i) => coreRule(r, version, rules.length - i, { zone, idleActs: idleActsIn(r.wallet, settings, wallets) })), limits: [...rules.flatMap(limitsOf), ...settings.limits], shippingEarns: settings.earnShipping,
  pending: { points: settings.pending }, expiry: { points: settings.expiry, ...Object.fromEntries(wallets.map((w) => [w.code, ownExpiry(w.expiry, zone, idleActsIn(w.code, settings, wallets))])) },
  clawback: { points: settings.clawback, growth: 'floor-zero', ...Object.fromEntries(wallets.map((w) => [w.code, w.spendable ? settings.clawback : 'floor-zero' as const])) }, wholeGoes: settings.wholeGoes, returnDays: settings.returnDays,
})

/** When points given now into a wallet end; the tier of who gets them may say otherwise. */
export const expiryIn = (terms: MerchantTerms, wallet: string, tier: WireTier | null): Expiry => {
  const lasts = lastsOf(tier, terms.zone, terms.settings.idleActs)?.[wallet]
  if (lasts) return lasts
  if (wallet === 'points') return terms.settings.expiry
  const kind = terms.wallets.find((w) => w.code === wallet)
  return kind ? ownExpiry(kind.expiry, terms.zone, idleActsIn(wallet, terms.settings, terms.wallets)) : { kind: 'none' }
}

const NO_RULES = (terms: MerchantTerms): RuleSetInForce => ({ version: 0, from: 0, until: null, rules: [], core: bookTerms([], 0, terms.settings, terms.zone, terms.wallets) })

/** The rules in force at an instant. */
export function rulesAt(terms: MerchantTerms, at: Instant): RuleSetInForce {
  for (let i = terms.ruleSets.length - 1; i >= 0; i--) if (terms.ruleSets[i]!.from <= at) return terms.ruleSets[i]!
  return NO_RULES(terms)
}

/** A version by its number: what a fact was decided by. */
export const rulesOf = (terms: MerchantTerms, version: number): RuleSetInForce => terms.ruleSets.find((r) => r.version === version) ?? NO_RULES(terms)

/** The tier set in force at an instant; before the first one, the first (history is judged by it). */
export const tiersAt = (terms: MerchantTerms, at: Instant): TierSetInForce | null => setAt(terms.tierSets, at)
