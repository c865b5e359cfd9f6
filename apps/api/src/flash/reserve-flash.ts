import type { MemberId } from '@huitou/units'
import type { ActContext, ActKind, Outcome } from '../platform/group-commit/index.js'
import { flashDesk, type Flashes } from './flash-desk.js'
import type { FlashRow } from './flash.rows.js'
import { wireHold, type WireReservation } from './wire-flash.js'

export interface ReserveFlash {
  readonly memberId: MemberId
  readonly flashId: string
  readonly units: number
}

/** A hot act of a member on a sale that is there: ten thousand phones on one stock are a few batches on one row. */
export const onSale = <Ans>(name: string, work: (r: ReserveFlash, flashes: Flashes, row: FlashRow, ctx: ActContext) => Outcome<Ans>): ActKind<ReserveFlash, Ans> => ({
  name,
  members: (r) => [r.memberId],
  hot: (r) => [`flash:${r.flashId}`],
  needs: (r) => [flashDesk.need({ flashId: r.flashId, memberId: r.memberId })],
  decide(r, batch, ctx) {
    const flashes = batch.of(flashDesk)
    const row = flashes.row(r.flashId)
    return row && row.decided !== 'draft' ? work(r, flashes, row, ctx) : { ok: false, refusal: { code: 'flash-unknown', facts: {} } }
  },
})

export const reserveFlash = onSale<WireReservation>('reserve-flash', (r, flashes, row, { now, actId }) => {
  const got = flashes.reserve({ ...r, reservationId: actId, now })
  return 'code' in got ? { ok: false, refusal: wireFacts(got) } : { ok: true, answer: wireHold(got, row) }
})

/** Instants as the contract writes them. */
export const wireFacts = (refusal: { code: string; facts: Record<string, unknown> }) => ({
  ...refusal, facts: Object.fromEntries(Object.entries(refusal.facts).map(([name, value]) => [name, (name === 'from' || name === 'until') && typeof value === 'number' ? new Date(value).toISOString() : value])),
})

/** The member does not want it after all: it is free for the next at once. */
export const releaseFlash: ActKind<{ memberId: MemberId; reservationId: string }, { done: true }> = {
  name: 'release-flash',
  members: (r) => [r.memberId],
  needs: (r) => [flashDesk.need({ reservationIds: [r.reservationId] })],
  decide(r, batch, { now }) {
    const flashes = batch.of(flashDesk)
    if (flashes.hold(r.reservationId)?.memberId !== r.memberId) return { ok: false, refusal: { code: 'reservation-unknown', facts: {} } }
    const refusal = flashes.release(r.reservationId, now)
    return refusal ? { ok: false, refusal } : { ok: true, answer: { done: true } }
  },
}
