import { dateAt, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { recordAudit } from '../audit/index.js'
import { needOf, type ActKind, type Participant } from '../platform/group-commit/index.js'
import { problemsOfRules } from './check-rules.js'
import { lockRuleSets, publishDraft, readRuleSetsNamed, type NamedRuleSet } from './earning-rules.rows.js'
import { readMerchantFacts } from './merchant-terms.rows.js'

export const wireRuleSet = (row: NamedRuleSet) => ({ version: row.version, state: row.state, publishedAt: row.published_at?.toISOString() ?? null, from: row.from_at?.toISOString() ?? null, rules: row.rules, issuedPoints: null, byName: row.by_name })

interface RuleSetsOfBatch { readonly rows: NamedRuleSet[]; readonly zone: string; publish: { version: number; actor: string } | null }

class RuleSets implements Participant<null, RuleSetsOfBatch> {
  readonly name = 'rule-sets'
  readonly need = () => needOf<null, RuleSetsOfBatch>(this, null)
  async lock(tx: Tx): Promise<void> { await lockRuleSets(tx) }
  async read(tx: Tx): Promise<RuleSetsOfBatch> {
    const [rows, merchant] = await Promise.all([readRuleSetsNamed(tx), readMerchantFacts(tx)])
    return { rows, zone: merchant.zone, publish: null }
  }
  async write(tx: Tx, state: RuleSetsOfBatch, now: Instant): Promise<void> {
    if (!state.publish) return
    await publishDraft(tx, state.publish.version, state.publish.actor, now)
    await recordAudit(tx, { actor: state.publish.actor, action: 'publish-rules', subject: `rule-set:${state.publish.version}`, after: state.rows.find((r) => r.version === state.publish!.version)?.rules }, now)
  }
}
const ruleSets = new RuleSets()

/** Puts the draft in force from now. Refusals in this order: no-draft, draft-moved-on, draft-has-problems. */
export const publishRules: ActKind<{ expectVersion: number }, ReturnType<typeof wireRuleSet>> = {
  name: 'publish-rules',
  members: () => [],
  needs: () => [ruleSets.need()],
  decide(r, batch, ctx) {
    const state = batch.of(ruleSets)
    const draft = state.rows.find((row) => row.state === 'draft')
    if (!draft || state.publish) return { ok: false, refusal: { code: 'no-draft', facts: {} } }
    if (draft.version !== r.expectVersion) return { ok: false, refusal: { code: 'draft-moved-on', facts: { version: draft.version } } }
    const problems = problemsOfRules(draft.rules, dateAt(ctx.now, state.zone))
    if (problems.length > 0) return { ok: false, refusal: { code: 'draft-has-problems', facts: { problems } } }
    state.publish = { version: draft.version, actor: ctx.actor }
    const now = new Date(ctx.now)
    return { ok: true, answer: wireRuleSet({ ...draft, state: 'published', published_at: now, from_at: now }), nudges: [{ topic: 'earning-rules', audience: 'staff', ref: String(draft.version) }] }
  },
}
