import { DAY, MINUTE, type Instant, type MemberId } from '@huitou/units'
import { agreeing } from '../consent/index.js'
import type { Tx } from '../platform/database/index.js'
import { BEHAVIOUR_SETTINGS } from './behaviour-settings.js'
import { daysKept, eventsSince, holdMembers, insertEvents, purgeBefore, purgeNotAgreed, type SeenEvent } from './behaviour.rows.js'

/** A phone that was away tells of its last days; more than that of one member is a machine that runs wild, and is left out. */
export const PHONE = { lateDays: 3, most: 1000 } as const
const AHEAD = 5 * MINUTE
const PIECE = 5000

export interface Recorded { readonly kept: number; readonly known: number; readonly dropped: number; readonly notAgreed: number }

/**
 * Keeps what was seen of members who agree to it now. The members are held until it is written, so that nothing comes in
 * behind a consent that is just taken back.
 */
export async function recordEvents(tx: Tx, events: readonly SeenEvent[], now: Instant, o: { lateDays?: number; most?: number } = {}): Promise<Recorded> {
  const late = o.lateDays ?? (await keptDays(tx))
  const there = await holdMembers(tx, [...new Set(events.map((e) => e.memberId))])
  const agreed = await agreeing(tx, there, 'browsing')
  const ours = events.filter((e) => agreed.has(e.memberId))
  const timely = ours.filter((e) => e.at <= now + AHEAD && e.at > now - late * DAY)
  const left = await roomOf(tx, timely, now - late * DAY, o.most)
  const fitting = timely.filter((e) => {
    const room = left.get(e.memberId)
    if (room === undefined) return true
    left.set(e.memberId, room - 1)
    return room > 0
  })
  const kept = fitting.length === 0 ? 0 : await insertEvents(tx, fitting)
  return { kept, known: fitting.length - kept, dropped: ours.length - fitting.length, notAgreed: events.length - ours.length }
}

/** How much more of each member is kept; nothing said where there is no ceiling. */
async function roomOf(tx: Tx, events: readonly SeenEvent[], since: Instant, most?: number): Promise<Map<MemberId, number>> {
  if (most === undefined || events.length === 0) return new Map()
  const ids = [...new Set(events.map((e) => e.memberId))]
  const there = await eventsSince(tx, ids, since)
  return new Map(ids.map((id) => [id, most - (there.get(id) ?? 0)]))
}

const keptDays = async (tx: Tx): Promise<number> => (await daysKept(tx, BEHAVIOUR_SETTINGS[0].key)) ?? BEHAVIOUR_SETTINGS[0].fallback

/** The night's share: what is older than the shop keeps it, and what is left of those who no longer agree. `inTx` makes each piece a transaction. */
export async function purgeBrowsing(inTx: (work: (tx: Tx) => Promise<number>) => Promise<number>, at: Instant): Promise<number> {
  const days = await inTx(keptDays)
  let sum = 0
  for (const piece of [(tx: Tx) => purgeBefore(tx, at - days * DAY, PIECE), (tx: Tx) => purgeNotAgreed(tx, PIECE)]) {
    for (let went = PIECE; went === PIECE; sum += went) went = await inTx(piece)
  }
  return sum
}
