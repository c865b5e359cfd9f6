import { flashPhase } from '@huitou/promotion'
import { recordAudit } from '../audit/index.js'
import { sendMessages } from '../inbox/index.js'
import type { ActKind, BatchStates, Outcome } from '../platform/group-commit/index.js'
import { flashProblems } from './check-flash.js'
import { flashDesk, termsOfFlash } from './flash-desk.js'
import { insertFlash, type FlashRow, type FlashTermsOf } from './flash.rows.js'
import { releaseAll } from './hold.rows.js'

export interface FlashId { readonly flashId: string }
const no = (code: string, facts: Record<string, unknown> = {}) => ({ ok: false, refusal: { code, facts } }) as const
const told = (flashId: string) => [{ topic: 'flash', audience: 'staff', ref: flashId }]

export const addFlash: ActKind<FlashTermsOf, FlashId> = {
  name: 'add-flash',
  members: () => [],
  needs: () => [flashDesk.need({})],
  decide(terms, batch, { now, actor, actId: flashId }) {
    batch.of(flashDesk).writes.push((tx) => insertFlash(tx, { flashId, terms }, now), (tx) => recordAudit(tx, { actor, action: 'add-flash', subject: `flash:${flashId}`, after: terms }, now))
    return { ok: true, answer: { flashId } }
  },
}

/** What the owner does to a sale: found, not over, then the act's own word. */
function deed<Req extends FlashId, Ans>(name: string, work: (r: Req, row: FlashRow, batch: BatchStates, ctx: { now: number; actor: string }) => Outcome<Ans>): ActKind<Req, Ans> {
  return {
    name,
    members: () => [],
    needs: (r) => [flashDesk.need({ flashId: r.flashId })],
    decide(r, batch, ctx) {
      const flashes = batch.of(flashDesk)
      const row = flashes.row(r.flashId)
      if (!row) return no('not-found')
      const phase = flashPhase(flashes.stateOf(r.flashId).decided, termsOfFlash(row.terms), ctx.now)
      if (phase === 'ended' || phase === 'stopped') return no('flash-over', { until: row.terms.until })
      return work(r, row, batch, ctx)
    },
  }
}
const audited = (batch: BatchStates, flashId: string, ctx: { actor: string }, action: string, after: Record<string, unknown>) =>
  batch.of(flashDesk).writes.push((tx, now) => recordAudit(tx, { actor: ctx.actor, action, subject: `flash:${flashId}`, after }, now))

/** Onto the calendar, or on after a pause. */
export const scheduleFlash = deed<FlashId, FlashId>('schedule-flash', ({ flashId }, row, batch, ctx) => {
  const flashes = batch.of(flashDesk)
  if (flashes.stateOf(flashId).decided === 'scheduled') return { ok: true, answer: { flashId } }
  const problems = flashProblems(row.terms, row, ctx.now)
  if (problems.length > 0) return no('draft-has-problems', { problems })
  flashes.decide(flashId, 'scheduled')
  audited(batch, flashId, ctx, 'schedule-flash', { decided: 'scheduled' })
  return { ok: true, answer: { flashId }, nudges: told(flashId) }
})

export const pauseFlash = deed<FlashId, FlashId>('pause-flash', ({ flashId }, _row, batch, ctx) => {
  const flashes = batch.of(flashDesk)
  const { decided } = flashes.stateOf(flashId)
  if (decided === 'paused') return { ok: true, answer: { flashId } }
  if (decided !== 'scheduled') return no('flash-not-scheduled')
  flashes.decide(flashId, 'paused')
  audited(batch, flashId, ctx, 'pause-flash', { decided: 'paused' })
  return { ok: true, answer: { flashId }, nudges: told(flashId) }
})

/** Ends it. The owner saw how many units are held, and says whether these run out by themselves or end now too. */
export const stopFlash = deed<FlashId & { reservations: 'keep' | 'release'; expectHeld: number }, FlashId & { released: number }>('stop-flash', ({ flashId, reservations, expectHeld }, row, batch, ctx) => {
  const flashes = batch.of(flashDesk)
  if (flashes.stateOf(flashId).decided === 'draft') return no('flash-not-scheduled')
  const held = flashes.held(flashId)
  if (reservations === 'release' && held !== expectHeld) return no('held-count-changed', { held })
  flashes.decide(flashId, 'stopped')
  const released = reservations === 'release' ? held : 0
  if (released > 0) {
    flashes.freeAll(flashId)
    flashes.writes.push(async (tx, now) => {
      const freed = await releaseAll(tx, flashId, now)
      await sendMessages(tx, freed.map((f) => ({ memberId: f.member_id, kind: 'order' as const, title: { code: 'inbox-flash-stopped', facts: { title: row.terms.title } }, onceKey: `flash-stopped/${f.reservation_id}` })), now)
    })
  }
  audited(batch, flashId, ctx, 'stop-flash', { reservations, released })
  return { ok: true, answer: { flashId, released }, nudges: told(flashId) }
})

export const addFlashStock = deed<FlashId & { units: number }, FlashId>('add-flash-stock', ({ flashId, units }, _row, batch, ctx) => {
  batch.of(flashDesk).more(flashId, units)
  audited(batch, flashId, ctx, 'add-flash-stock', { units })
  return { ok: true, answer: { flashId }, nudges: told(flashId) }
})

