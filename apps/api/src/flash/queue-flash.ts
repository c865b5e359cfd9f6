import type { MemberId } from '@huitou/units'
import type { ActKind } from '../platform/group-commit/index.js'
import { flashDesk } from './flash-desk.js'
import { onSale, wireFacts } from './reserve-flash.js'
import { wireHold, type WireReservation } from './wire-flash.js'

export interface Queued {
  /** where the member stood then, 1 is next; null where something was free and is held for them already */
  readonly place: number | null
  readonly reservation: WireReservation | null
}

/** Takes what is free, or lines up for what comes free. Who waits already keeps their place. */
export const queueFlash = onSale<Queued>('queue-flash', (r, flashes, row, { now, actId }) => {
  const ahead = flashes.aheadOf(r.flashId, r.memberId)
  if (ahead !== null) return { ok: true, answer: { place: ahead + 1, reservation: null } }
  const got = flashes.reserve({ ...r, reservationId: actId, now })
  if (!('code' in got)) return { ok: true, answer: { place: null, reservation: wireHold(got, row) } }
  // Only what may come free is waited for; what is bought is gone but for a refund.
  const mayComeFree = flashes.held(r.flashId) > 0 || got.code === 'flash-too-few' || (flashes.stateOf(r.flashId).queued ?? 0) > 0
  if ((got.code !== 'flash-sold-out' && got.code !== 'flash-too-few') || row.terms.queue === false || !mayComeFree) return { ok: false, refusal: wireFacts(got) }
  return { ok: true, answer: { place: flashes.join(r) + 1, reservation: null } }
})

/** Waits no longer. Who did not wait is told the same: it is so now. */
export const leaveFlashQueue: ActKind<{ readonly memberId: MemberId; readonly flashId: string }, { done: true }> = {
  name: 'leave-flash-queue',
  members: (r) => [r.memberId],
  needs: (r) => [flashDesk.need({ flashId: r.flashId, memberId: r.memberId })],
  decide(r, batch) {
    const flashes = batch.of(flashDesk)
    if (!flashes.row(r.flashId)) return { ok: false, refusal: { code: 'flash-unknown', facts: {} } }
    flashes.leave(r.flashId, r.memberId)
    return { ok: true, answer: { done: true } }
  },
}
