import { newcomer, setAt } from '@huitou/tier'
import { dateAt, type Instant, type MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { publishedSets } from './tier-sets.js'
import { tierOf, tierRef, type TierSetInForce } from './tier-terms.js'
import { daysOf, readStandings, readTierChanges, readTierSets, readTierUse, readZone, type ChangeRow } from './tier.rows.js'
import { wireProgress } from './wire-progress.js'

/** Where a member stands and how they came there; undefined for nobody. */
export async function readTierPage(tx: Tx, memberId: MemberId, now: Instant) {
  const [[row], rows, zone] = await Promise.all([readStandings(tx, [memberId]), readTierSets(tx), readZone(tx)])
  if (!row) return undefined
  const sets = publishedSets(rows, zone)
  const set = setAt(sets, now)
  const [changes, use] = await Promise.all([readTierChanges(tx, memberId), readTierUse(tx, memberId)])
  const state = row.state ?? newcomer(row.joined_at.getTime())
  return {
    set, progress: wireProgress(sets, state, daysOf(row), now), history: changes.map((c) => wireChange(c, sets, set, zone)), grant: state.hold?.grant && (state.hold.until ?? Infinity) > now ? { reason: state.hold.grant.reason, lastDay: state.hold.until === null ? null : dateAt(state.hold.until - 1, zone) } : null, growth: use.growth, savedMinor: use.saved,
  }
}

/** A change in words: what happened, and the facts it was decided by. */
function wireChange(row: ChangeRow, sets: readonly TierSetInForce[], set: TierSetInForce | null, zone: string) {
  const named = (tierId: string | null) => {
    if (tierId === null) return null
    const tier = tierOf(set, tierId) ?? sets.flatMap((s) => [...s.tiers]).findLast((t) => t.tierId === tierId)
    return tier ? tierRef(tier) : { tierId, name: tierId, rank: 0, material: 'silver' as const }
  }
  const [from, to] = [named(row.from_tier), named(row.to_tier)]
  const { criterion, amounts, threshold } = row.facts
  const have = amounts[criterion as keyof typeof amounts]
  const lastDay = row.facts.to === null ? null : row.facts.to
  return {
    at: row.at.toISOString(), from, to, until: row.until ? dateAt(row.until.getTime() - 1, zone) : null,
    reason: { code: `tier-${row.cause}`, facts: { from: from?.name, to: to?.name, reason: row.facts.reason } },
    facts: [
      { code: `tier-had-${criterion}`, facts: { have, from: row.facts.from ?? undefined, to: lastDay ?? undefined } },
      ...(threshold === null ? [] : [{ code: row.facts.by === 'keep' ? 'tier-keep-threshold' : 'tier-reach-threshold', facts: { threshold, criterion } }]),
    ],
  }
}
