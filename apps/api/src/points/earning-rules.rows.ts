import { assert, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { RuleSetRow } from './merchant-terms.rows.js'
import type { WireRule } from './wire-rule.js'

export type NamedRuleSet = RuleSetRow & { by_name: string | null }

export const readRuleSetsNamed = (tx: Tx): Promise<NamedRuleSet[]> =>
  tx.query<NamedRuleSet>(
    `select r.version, r.state, r.rules, r.saves, r.actor, r.created_at, r.published_at, r.from_at, r.retired_at, s.name as by_name from rule_set r
     left join staff s on s.merchant_id = r.merchant_id and r.actor = 'staff:' || s.staff_id where r.merchant_id = $1 order by r.version desc limit 60`, [tx.merchantId])

/** One draft at a time: saved again it is the same version. */
export async function saveDraft(tx: Tx, rules: readonly WireRule[], actor: string, now: Instant): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1 || ':rule-set', 0))", [tx.merchantId])
  const changed = await tx.run("update rule_set set rules = $2::jsonb, actor = $3, saves = saves + 1, created_at = $4 where merchant_id = $1 and state = 'draft'", [tx.merchantId, JSON.stringify(rules), actor, new Date(now)])
  if (changed === 0) await tx.run("insert into rule_set (merchant_id, version, state, rules, actor, created_at) select $1, coalesce(max(version), 0) + 1, 'draft', $2::jsonb, $3, $4 from rule_set where merchant_id = $1", [tx.merchantId, JSON.stringify(rules), actor, new Date(now)])
}

export const lockRuleSets = (tx: Tx): Promise<unknown> => tx.query("select pg_advisory_xact_lock(hashtextextended($1 || ':rule-set', 0))", [tx.merchantId])

export async function publishDraft(tx: Tx, version: number, actor: string, now: Instant): Promise<void> {
  await tx.run("update rule_set set state = 'retired', retired_at = $2 where merchant_id = $1 and state = 'published'", [tx.merchantId, new Date(now)])
  const changed = await tx.run("update rule_set set state = 'published', published_at = $3, from_at = $3, actor = $4 where merchant_id = $1 and version = $2 and state = 'draft'", [tx.merchantId, version, new Date(now), actor])
  assert(changed === 1, 'the draft was gone')
}

/** A first set for a new shop, in force at once. */
export const insertFirstRules = (tx: Tx, rules: readonly WireRule[], actor: string, now: Instant): Promise<number> =>
  tx.run("insert into rule_set (merchant_id, version, state, rules, actor, created_at, published_at, from_at) values ($1, 1, 'published', $2::jsonb, $3, $4, $4, $4) on conflict do nothing", [tx.merchantId, JSON.stringify(rules), actor, new Date(now)])
