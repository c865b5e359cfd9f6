import { decideThrough, newcomer, tierDueAt, type TierChange } from '@huitou/tier'
import { startOfDate, type Instant, type MemberId, type MerchantId } from '@huitou/units'
import type { Database, Tx } from '../platform/database/index.js'
import { lockMembers, writeNudges } from '../platform/group-commit/index.js'
import { tierSetsOf } from './tier-sets.js'
import { daysOf, markApplied, memberIdsAfter, readStandings, setsToApply, writeStandings, writeTierChanges } from './tier.rows.js'

const STEP = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Decides members of one short step anew, under lock. */
export async function redecideSome(tx: Tx, ids: readonly MemberId[], now: Instant): Promise<{ memberId: MemberId; change: TierChange }[]> {
  await lockMembers(tx, ids)
  const [sets, rows] = await Promise.all([tierSetsOf(tx), readStandings(tx, ids)])
  const [first] = sets
  if (!first) return []
  const decided = rows.map((row) => {
    const before = row.state ?? newcomer(row.joined_at.getTime())
    const days = daysOf(row)
    // A night that comes late never judges as of before what was decided since.
    const at = Math.max(now, before.hold?.since ?? now, ...days.map((d) => startOfDate(d.day, first.core.zone)))
    const [state, changes] = decideThrough(before, at, days, sets, 'night')
    return { memberId: row.member_id, fresh: row.state === null, before, state, changes }
  })
  await writeStandings(tx, decided.filter((d) => d.fresh || d.changes.length > 0 || JSON.stringify(d.before) !== JSON.stringify(d.state)).map((d) => ({ memberId: d.memberId, state: d.state, dueAt: tierDueAt(d.state) })))
  const changes = decided.flatMap((d) => d.changes.map((change) => ({ memberId: d.memberId, change })))
  await writeTierChanges(tx, changes.map((c) => ({ ...c, knownAt: now })))
  await writeNudges(tx, changes.filter((c) => c.change.to !== c.change.from).map((c) => ({ topic: 'tier', audience: `member:${c.memberId}`, ref: c.memberId })), now)
  return changes
}

/** Everybody, in short steps: new thresholds move members up at once, down at their window's end. Answers how many rose. */
async function redecideAll(database: Database, merchantId: MerchantId, now: Instant): Promise<number> {
  let rose = 0
  for (let last = FIRST; ;) {
    const ids = await database.inMerchant(merchantId, (tx) => memberIdsAfter(tx, last, STEP), { readOnly: true })
    if (ids.length === 0) return rose
    last = ids.at(-1)!
    const changes = await database.inMerchant(merchantId, (tx) => redecideSome(tx, ids, now))
    rose += changes.filter((c) => c.change.cause === 'reached').length
  }
}

/**
 * Members are decided by the versions that came into force since: after publishing, after the instant of a scheduled one,
 * and after an API that was ended half way. Reads and acts do not wait for it; lists and messages do.
 */
export async function applyTierSets(database: Database, merchantId: MerchantId, now: Instant): Promise<number> {
  const versions = await database.inMerchant(merchantId, (tx) => setsToApply(tx, now), { readOnly: true })
  if (versions.length === 0) return 0
  const rose = await redecideAll(database, merchantId, now)
  await database.inMerchant(merchantId, (tx) => markApplied(tx, versions, now))
  return rose
}
