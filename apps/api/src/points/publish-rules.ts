import { dateAt, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { recordAudit } from '../audit/index.js'
import { needOf, type ActKind, type Participant } from '../platform/group-commit/index.js'
import { lifeOf, mayPublish, mayWithdraw, publishVersion, standingOf, withdrawVersion, type PublishAsk } from '../tier/index.js'
import { problemsOfRules, type ShopNames } from './check-rules.js'
import { lockRuleSets, readRuleSetsNamed, readShopNames, type NamedRuleSet } from './earning-rules.rows.js'
import { readMerchantFacts } from './merchant-terms.rows.js'

export const wireRuleSet = (row: NamedRuleSet, rows: readonly NamedRuleSet[], now: Instant) => ({ version: row.version, ...lifeOf(row, rows, now), rules: row.rules, issuedPoints: null, byName: row.by_name })

interface RuleSetsOfBatch { readonly rows: NamedRuleSet[]; readonly zone: string; readonly shop: ShopNames; move: { what: 'publish' | 'withdraw'; version: number; from: Instant; actor: string } | null }

class RuleSets implements Participant<null, RuleSetsOfBatch> {
  readonly name = 'rule-sets'
  readonly need = () => needOf<null, RuleSetsOfBatch>(this, null)
  async lock(tx: Tx): Promise<void> { await lockRuleSets(tx) }
  async read(tx: Tx): Promise<RuleSetsOfBatch> {
    const [rows, merchant, shop] = await Promise.all([readRuleSetsNamed(tx), readMerchantFacts(tx), readShopNames(tx)])
    return { rows, zone: merchant.zone, shop, move: null }
  }
  async write(tx: Tx, { move, rows }: RuleSetsOfBatch, now: Instant): Promise<void> {
    if (!move) return
    const subject = `rule-set:${move.version}`
    if (move.what === 'withdraw') {
      await withdrawVersion(tx, 'rule_set', move.version, move.actor, now)
      await recordAudit(tx, { actor: move.actor, action: 'withdraw-rules', subject }, now)
      return
    }
    await publishVersion(tx, 'rule_set', move.version, { ...move, now })
    await recordAudit(tx, { actor: move.actor, action: 'publish-rules', subject, after: { rules: rows.find((r) => r.version === move.version)?.rules, from: new Date(move.from).toISOString() } }, now)
  }
}
const ruleSets = new RuleSets()
type Shown = ReturnType<typeof wireRuleSet>

/** Puts the draft in force, now or from an instant. Refusals in this order: no-draft, draft-moved-on, version-scheduled, from-is-past, draft-has-problems. */
export const publishRules: ActKind<PublishAsk, Shown> = {
  name: 'publish-rules',
  members: () => [],
  needs: () => [ruleSets.need()],
  decide(r, batch, ctx) {
    const state = batch.of(ruleSets)
    const standing = standingOf(state.rows, ctx.now)
    const draft = state.move ? null : standing.draft
    const refusal = mayPublish({ ...standing, draft }, r, ctx.now)
    if (refusal || !draft) return { ok: false, refusal: refusal ?? { code: 'no-draft', facts: {} } }
    const from = r.from === undefined ? ctx.now : Date.parse(r.from)
    const problems = problemsOfRules(draft.rules, dateAt(from, state.zone), state.shop)
    if (problems.length > 0) return { ok: false, refusal: { code: 'draft-has-problems', facts: { problems } } }
    state.move = { what: 'publish', version: draft.version, from, actor: ctx.actor }
    const set: NamedRuleSet = { ...draft, state: 'published', published_at: new Date(ctx.now), from_at: new Date(from) }
    return { ok: true, answer: wireRuleSet(set, [set], ctx.now), nudges: [{ topic: 'earning-rules', audience: 'staff', ref: String(draft.version) }] }
  },
}

/** Takes a scheduled version back: it is the draft again. Refusals in this order: not-scheduled, draft-in-the-way. */
export const withdrawRules: ActKind<{ expectVersion: number }, Shown> = {
  name: 'withdraw-rules',
  members: () => [],
  needs: () => [ruleSets.need()],
  decide(r, batch, ctx) {
    const state = batch.of(ruleSets)
    const standing = standingOf(state.rows, ctx.now)
    const refusal = mayWithdraw({ ...standing, scheduled: state.move ? null : standing.scheduled }, r.expectVersion)
    if (refusal) return { ok: false, refusal }
    const set: NamedRuleSet = { ...standing.scheduled!, state: 'draft', published_at: null, from_at: null, saves: standing.scheduled!.saves + 1 }
    state.move = { what: 'withdraw', version: set.version, from: ctx.now, actor: ctx.actor }
    return { ok: true, answer: wireRuleSet(set, [set], ctx.now), nudges: [{ topic: 'earning-rules', audience: 'staff', ref: String(set.version) }] }
  },
}
