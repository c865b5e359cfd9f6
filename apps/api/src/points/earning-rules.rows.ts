import type { Instant } from '@huitou/units'
import { EarningRule } from '@huitou/contract'
import * as z from 'zod/mini'
import type { Tx } from '../platform/database/index.js'
import type { RuleSetRow } from './merchant-terms.rows.js'
import type { WireRule } from './wire-rule.js'

export type NamedRuleSet = RuleSetRow & { by_name: string | null }

export const readRuleSetsNamed = async (tx: Tx): Promise<NamedRuleSet[]> =>
  (await tx.query<NamedRuleSet>(
    `select r.version, r.state, r.rules, r.saves, r.actor, r.created_at, r.published_at, r.from_at, r.retired_at, s.name as by_name from rule_set r
     left join staff s on s.merchant_id = r.merchant_id and r.actor = 'staff:' || s.staff_id where r.merchant_id = $1 order by r.version desc limit 60`, [tx.merchantId])).map((row) => ({ ...row, rules: row.rules.map((rule) => z.parse(EarningRule, rule)) }))

export const lockRuleSets = (tx: Tx): Promise<unknown> => tx.query("select pg_advisory_xact_lock(hashtextextended($1 || ':rule-set', 0))", [tx.merchantId])

/** One draft at a time: saved again it is the same version. False when it was saved by somebody else since it was opened. */
export async function saveDraft(tx: Tx, rules: readonly WireRule[], how: { actor: string; expectSaves?: number; now: Instant }): Promise<boolean> {
  await lockRuleSets(tx)
  const values = [tx.merchantId, JSON.stringify(rules), how.actor, new Date(how.now)]
  const [draft] = await tx.query<{ saves: number }>("select saves from rule_set where merchant_id = $1 and state = 'draft'", [tx.merchantId])
  if (how.expectSaves !== undefined && (draft?.saves ?? 0) !== how.expectSaves) return false
  if (draft) await tx.run("update rule_set set rules = $2::jsonb, actor = $3, saves = saves + 1, created_at = $4 where merchant_id = $1 and state = 'draft'", values)
  else await tx.run("insert into rule_set (merchant_id, version, state, rules, actor, created_at) select $1, coalesce(max(version), 0) + 1, 'draft', $2::jsonb, $3, $4 from rule_set where merchant_id = $1", values)
  return true
}

/** A first set for a new shop, in force at once. */
export const insertFirstRules = (tx: Tx, rules: readonly WireRule[], actor: string, now: Instant): Promise<number> =>
  tx.run("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2::jsonb, $3, $4, $4, $4) on conflict do nothing", [tx.merchantId, JSON.stringify(rules), actor, new Date(now)])

/** Tiers of the newest versions and stores: what a rule may name. */
export async function readShopNames(tx: Tx): Promise<{ tiers: Set<string>; stores: Set<string> }> {
  const [tiers, stores] = await Promise.all([
    tx.query<{ tier: string }>("select distinct t->>'tierId' as tier from (select tiers from tier_set where merchant_id = $1 order by version desc limit 2) s cross join lateral jsonb_array_elements(s.tiers) t", [tx.merchantId]),
    tx.query<{ store_id: string }>('select store_id from store where merchant_id = $1', [tx.merchantId]),
  ])
  return { tiers: new Set(tiers.map((r) => r.tier)), stores: new Set(stores.map((r) => r.store_id)) }
}
