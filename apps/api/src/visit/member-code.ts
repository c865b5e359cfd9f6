import { createHmac, timingSafeEqual } from 'node:crypto'
import { codeMac, stepAt, STEP_MS, type MemberCode } from '@huitou/contract'
import type { Instant, MemberId } from '@huitou/units'

/** What the database knows of an alias. */
export interface AliasFacts {
  readonly memberId: MemberId
  readonly deviceId: string
  readonly revoked: boolean
  /** where and when it was scanned, if it was */
  readonly used: { readonly at: Instant; readonly tillId: string; readonly visitId: string } | null
}

export type CodeVerdict =
  | { readonly ok: true; readonly memberId: MemberId; readonly step: number }
  | { readonly ok: false; readonly code: 'code-unknown' }
  | { readonly ok: false; readonly code: 'code-used'; readonly used: NonNullable<AliasFacts['used']> }
  | { readonly ok: false; readonly code: 'code-expired'; readonly ageSeconds: number }

/** One step either side of now is a phone whose clock is a little off. */
const TOLERANCE = 1
/** How far back a right but late code is still called late rather than unknown: an hour of steps. */
const LATE_STEPS = 3600_000 / STEP_MS

/** The secret of a device: derived from the server's key, so that no table holds it and a stolen backup makes no codes. */
export const deviceSecret = (serverKey: Uint8Array, deviceId: string): string => createHmac('sha256', serverKey).update(`member-code/${deviceId}`).digest('hex')

/**
 * Judges a code as of an instant, in this order: made up or revoked, used, too old. An alias nobody holds costs the same
 * work as one somebody does, and proofs are compared in constant time, so that the answer's delay tells nothing.
 */
export function judgeCode(ask: { code: MemberCode; alias: AliasFacts | null; secret: string; at: Instant }): CodeVerdict {
  const { code, alias } = ask
  const now = stepAt(ask.at)
  let matched: number | null = null
  for (let step = now - TOLERANCE; step <= now + TOLERANCE; step += 1) if (proves(ask, step)) matched = step
  if (!alias || alias.revoked) return { ok: false, code: 'code-unknown' }
  if (matched === null) {
    const late = lateStep(ask, now)
    if (late === null) return { ok: false, code: 'code-unknown' }
    if (alias.used) return { ok: false, code: 'code-used', used: alias.used }
    return { ok: false, code: 'code-expired', ageSeconds: Math.floor((ask.at - late * STEP_MS) / 1000) }
  }
  if (alias.used) return { ok: false, code: 'code-used', used: alias.used }
  return matched % 10 === code.tail ? { ok: true, memberId: alias.memberId, step: matched } : { ok: false, code: 'code-unknown' }
}

/** The step within an hour either side whose proof it is. Only steps with the printed last digit are tried. */
function lateStep(ask: { code: MemberCode; secret: string }, now: number): number | null {
  const nearest = now - ((((now - ask.code.tail) % 10) + 10) % 10)
  for (let away = 0; away <= LATE_STEPS; away += 10) {
    if (proves(ask, nearest - away)) return nearest - away
    if (proves(ask, nearest + 10 + away)) return nearest + 10 + away
  }
  return null
}

const proves = (ask: { code: MemberCode; secret: string }, step: number): boolean =>
  timingSafeEqual(Buffer.from(codeMac({ secret: ask.secret, alias: ask.code.alias, step })), Buffer.from(ask.code.mac))

/** Five bad scans within a minute lock the till for a minute from the fifth. */
export const BAD_SCANS = 5
export const LOCK_MS = 60_000

/** Until when a till is locked, given the instants of its latest bad scans; null when it is not. */
export function lockedUntil(badScans: readonly Instant[], now: Instant): Instant | null {
  const latest = [...badScans].sort((a, b) => b - a)
  for (let i = 0; i + BAD_SCANS <= latest.length; i += 1) {
    const [last, first] = [latest[i]!, latest[i + BAD_SCANS - 1]!]
    if (last - first < 60_000 && now < last + LOCK_MS) return last + LOCK_MS
  }
  return null
}
