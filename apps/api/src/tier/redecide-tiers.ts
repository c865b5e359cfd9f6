import { decideTier, newcomer, tierDueAt, type TierChange } from '@huitou/tier'
import { startOfDate, type Instant, type MemberId, type MerchantId } from '@huitou/units'
import type { Database, Tx } from '../platform/database/index.js'
import { lockMembers, writeNudges } from '../platform/group-commit/index.js'
import { currentTierSet } from './tier-sets.js'
import { daysOf, memberIdsAfter, readStandings, writeStandings, writeTierChanges } from './tier.rows.js'

const STEP = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Decides members of one short step anew, under lock. */
export async function redecideSome(tx: Tx, ids: readonly MemberId[], now: Instant): Promise<{ memberId: MemberId; change: TierChange }[]> {
  await lockMembers(tx, ids)
  const [set, rows] = await Promise.all([currentTierSet(tx), readStandings(tx, ids)])
  if (!set) return []
  const decided = rows.map((row) => {
    const before = row.state ?? newcomer(row.joined_at.getTime())
    const days = daysOf(row)
    // A night that comes late never judges as of before what was decided since.
    const at = Math.max(now, before.hold?.since ?? now, ...days.map((d) => startOfDate(d.day, set.core.zone)))
    const [state, changes] = decideTier(before, at, days, set.core, 'night')
    return { memberId: row.member_id, fresh: row.state === null, before, state, changes }
  })
  await writeStandings(tx, decided.filter((d) => d.fresh || d.changes.length > 0 || JSON.stringify(d.before) !== JSON.stringify(d.state)).map((d) => ({ memberId: d.memberId, state: d.state, dueAt: tierDueAt(d.state) })))
  const changes = decided.flatMap((d) => d.changes.map((change) => ({ memberId: d.memberId, change })))
  await writeTierChanges(tx, changes.map((c) => ({ ...c, knownAt: now })))
  await writeNudges(tx, changes.filter((c) => c.change.to !== c.change.from).map((c) => ({ topic: 'tier', audience: `member:${c.memberId}`, ref: c.memberId })), now)
  return changes
}

/** Everybody, in short steps: new thresholds move members up at once, down at their window's end. Answers how many rose. */
export async function redecideAll(database: Database, merchantId: MerchantId, now: Instant): Promise<number> {
  let rose = 0
  for (let last = FIRST; ;) {
    const ids = await database.inMerchant(merchantId, (tx) => memberIdsAfter(tx, last, STEP), { readOnly: true })
    if (ids.length === 0) return rose
    last = ids.at(-1)!
    const changes = await database.inMerchant(merchantId, (tx) => redecideSome(tx, ids, now))
    rose += changes.filter((c) => c.change.cause === 'reached').length
  }
}
