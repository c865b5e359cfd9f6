import type { Instant } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Participant } from '../platform/group-commit/index.js'
import { problemsOfTiers } from './check-tiers.js'
import { lockTierSets, readTierSets, type SetRow } from './tier.rows.js'
import { wireTierSet } from './tier-sets.js'
import { mayPublish, mayWithdraw, standingOf, type PublishAsk } from './versions.js'
import { publishVersion, withdrawVersion } from './versions.rows.js'

interface TierSetsOfBatch { readonly rows: SetRow[]; move: { what: 'publish' | 'withdraw'; version: number; from: Instant; actor: string } | null }

class TierSets implements Participant<null, TierSetsOfBatch> {
  readonly name = 'tier-sets'
  readonly need = () => needOf<null, TierSetsOfBatch>(this, null)
  async lock(tx: Tx): Promise<void> { await lockTierSets(tx) }
  async read(tx: Tx): Promise<TierSetsOfBatch> { return { rows: await readTierSets(tx), move: null } }
  async write(tx: Tx, { move, rows }: TierSetsOfBatch, now: Instant): Promise<void> {
    if (!move) return
    const subject = `tier-set:${move.version}`
    if (move.what === 'withdraw') {
      await withdrawVersion(tx, 'tier_set', move.version, move.actor, now)
      await recordAudit(tx, { actor: move.actor, action: 'withdraw-tiers', subject }, now)
      return
    }
    await publishVersion(tx, 'tier_set', move.version, { ...move, now })
    const draft = rows.find((r) => r.version === move.version)!
    const before = standingOf(rows, now).current
    await recordAudit(tx, { actor: move.actor, action: 'publish-tiers', subject, before: before && { terms: before.terms, tiers: before.tiers }, after: { terms: draft.terms, tiers: draft.tiers, from: new Date(move.from).toISOString() } }, now)
  }
}
const tierSets = new TierSets()
type Shown = ReturnType<typeof wireTierSet>

/** Puts the draft in force, now or from an instant. Refusals in this order: no-draft, draft-moved-on, version-scheduled, from-is-past, draft-has-problems. */
export const publishTiers: ActKind<PublishAsk, Shown> = {
  name: 'publish-tiers',
  members: () => [],
  needs: () => [tierSets.need()],
  decide(r, batch, ctx) {
    const state = batch.of(tierSets)
    const standing = standingOf(state.rows, ctx.now)
    const draft = state.move ? null : standing.draft
    const refusal = mayPublish({ ...standing, draft }, r, ctx.now)
    if (refusal || !draft) return { ok: false, refusal: refusal ?? { code: 'no-draft', facts: {} } }
    const problems = problemsOfTiers(draft)
    if (problems.length > 0) return { ok: false, refusal: { code: 'draft-has-problems', facts: { problems } } }
    const from = r.from === undefined ? ctx.now : Date.parse(r.from)
    state.move = { what: 'publish', version: draft.version, from, actor: ctx.actor }
    const set: SetRow = { ...draft, state: 'published', published_at: new Date(ctx.now), from_at: new Date(from) }
    return { ok: true, answer: wireTierSet(set, [set], ctx.now), nudges: [{ topic: 'tiers', audience: 'staff', ref: String(draft.version) }] }
  },
}

/** Takes a scheduled version back: it is the draft again. Refusals in this order: not-scheduled, draft-in-the-way. */
export const withdrawTiers: ActKind<{ expectVersion: number }, Shown> = {
  name: 'withdraw-tiers',
  members: () => [],
  needs: () => [tierSets.need()],
  decide(r, batch, ctx) {
    const state = batch.of(tierSets)
    const standing = standingOf(state.rows, ctx.now)
    const refusal = mayWithdraw({ ...standing, scheduled: state.move ? null : standing.scheduled }, r.expectVersion)
    if (refusal) return { ok: false, refusal }
    const set: SetRow = { ...standing.scheduled!, state: 'draft', published_at: null, from_at: null, saves: standing.scheduled!.saves + 1 }
    state.move = { what: 'withdraw', version: set.version, from: ctx.now, actor: ctx.actor }
    return { ok: true, answer: wireTierSet(set, [set], ctx.now), nudges: [{ topic: 'tiers', audience: 'staff', ref: String(set.version) }] }
  },
}
