import type { Instant } from '@huitou/units'
import { assert } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Participant } from '../platform/group-commit/index.js'
import { problemsOfTiers } from './check-tiers.js'
import { lockTierSets, publishTierDraft, readTierSets, type SetRow } from './tier.rows.js'
import { wireTierSet } from './tier-sets.js'

interface TierSetsOfBatch { readonly rows: SetRow[]; publish: { version: number; actor: string } | null }

class TierSets implements Participant<null, TierSetsOfBatch> {
  readonly name = 'tier-sets'
  readonly need = () => needOf<null, TierSetsOfBatch>(this, null)
  async lock(tx: Tx): Promise<void> { await lockTierSets(tx) }
  async read(tx: Tx): Promise<TierSetsOfBatch> { return { rows: await readTierSets(tx), publish: null } }
  async write(tx: Tx, state: TierSetsOfBatch, now: Instant): Promise<void> {
    if (!state.publish) return
    assert((await publishTierDraft(tx, state.publish.version, state.publish.actor, now)) === 1, 'the draft was gone')
    const draft = state.rows.find((r) => r.version === state.publish!.version)!
    const before = state.rows.find((r) => r.state === 'published')
    await recordAudit(tx, { actor: state.publish.actor, action: 'publish-tiers', subject: `tier-set:${draft.version}`, before: before && { terms: before.terms, tiers: before.tiers }, after: { terms: draft.terms, tiers: draft.tiers } }, now)
  }
}
const tierSets = new TierSets()

/** Puts the draft in force. Refusals in this order: no-draft, draft-moved-on, draft-has-problems. */
export const publishTiers: ActKind<{ expectVersion: number }, ReturnType<typeof wireTierSet>> = {
  name: 'publish-tiers',
  members: () => [],
  needs: () => [tierSets.need()],
  decide(r, batch, ctx) {
    const state = batch.of(tierSets)
    const draft = state.rows.find((row) => row.state === 'draft')
    if (!draft || state.publish) return { ok: false, refusal: { code: 'no-draft', facts: {} } }
    if (draft.version !== r.expectVersion) return { ok: false, refusal: { code: 'draft-moved-on', facts: { version: draft.version } } }
    const problems = problemsOfTiers(draft.tiers)
    if (problems.length > 0) return { ok: false, refusal: { code: 'draft-has-problems', facts: { problems } } }
    state.publish = { version: draft.version, actor: ctx.actor }
    return { ok: true, answer: wireTierSet({ ...draft, state: 'published', published_at: new Date(ctx.now) }), nudges: [{ topic: 'tiers', audience: 'staff', ref: String(draft.version) }] }
  },
}
