import { assert, DAY, type MemberId, type StaffId } from '@huitou/units'
import { recordAudit, type AuditEntry } from '../audit/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Participant } from '../platform/group-commit/index.js'
import { adjustNeed, bookAdjustment, type Adjustment } from './adjust-points.js'
import { hasWallet } from './balance.js'
import { pointsBook } from './points-book.js'
import { endRequest, insertRequest, lockRequests, seconds, type RequestRow } from './request-desk.rows.js'
import { staffMeter } from './staff-meter.js'

/** How long an adjustment waits for its second person. */
export const REQUEST_MS = 7 * DAY

interface RequestNeed { readonly requestId?: string }
interface RequestsOfBatch { readonly requests: Map<string, RequestRow>; readonly seconds: readonly StaffId[]; readonly asked: RequestRow[]; readonly ended: RequestRow[]; readonly audits: AuditEntry[] }

class RequestDesk implements Participant<RequestNeed, RequestsOfBatch> {
  readonly name = 'points-requests'
  readonly need = (need: RequestNeed) => needOf<RequestNeed, RequestsOfBatch>(this, need)
  async read(tx: Tx, needs: readonly RequestNeed[]): Promise<RequestsOfBatch> {
    const ids = [...new Set(needs.flatMap((n) => n.requestId ?? []))]
    const [rows, people] = await Promise.all([ids.length > 0 ? lockRequests(tx, ids) : [], seconds(tx)])
    return { requests: new Map(rows.map((r) => [r.request_id, r])), seconds: people, asked: [], ended: [], audits: [] }
  }
  async write(tx: Tx, state: RequestsOfBatch, now: number): Promise<void> {
    for (const r of state.asked) await insertRequest(tx, r)
    for (const r of state.ended) assert((await endRequest(tx, r)) === 1, 'a request was decided twice')
    for (const entry of state.audits) await recordAudit(tx, entry, now)
  }
}
const requestDesk = new RequestDesk()
const NUDGE = { topic: 'points-request', audience: 'staff' } as const

export interface AskAdjustment extends Adjustment { readonly staffId: StaffId }

/** More than one person may decide alone waits for a second one; no point moves. Refusals in this order: wallet-unknown, nobody-to-agree. */
export const askAdjustment: ActKind<AskAdjustment, { requestId: string }> = {
  name: 'ask-adjustment',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId }), requestDesk.need({})],
  decide(r, batch, ctx) {
    const desk = batch.of(requestDesk)
    if (!hasWallet(batch.of(pointsBook).terms, r.wallet)) return { ok: false, refusal: { code: 'wallet-unknown', facts: { wallet: r.wallet } } }
    if (!desk.seconds.some((id) => id !== r.staffId)) return { ok: false, refusal: { code: 'nobody-to-agree', facts: {} } }
    desk.asked.push({ request_id: ctx.actId, member_id: r.memberId, wallet: r.wallet, points: r.points, reason: r.reason, asked_by: r.staffId, asked_at: new Date(ctx.now), until_at: new Date(ctx.now + REQUEST_MS), state: 'waiting', decided_by: null, decided_at: null, note: '' })
    desk.audits.push({ actor: ctx.actor, action: 'ask-adjustment', subject: `member:${r.memberId}`, after: { wallet: r.wallet, points: r.points, request: ctx.actId }, reason: r.reason })
    return { ok: true, answer: { requestId: ctx.actId }, nudges: [{ ...NUDGE, ref: ctx.actId }] }
  },
}

export interface DecideAdjustment { readonly requestId: string; readonly memberId: MemberId; readonly wallet: string; readonly points: number; readonly reason: string; readonly agree: boolean; readonly note: string; readonly staffId: StaffId }

/**
 * A second person agrees, and only then the points move, as the book stands then; or somebody declines. Whoever asked may
 * take it back and never agree, whatever their role is now. Refusals in this order: request-over, own-request.
 */
export const decideAdjustment: ActKind<DecideAdjustment, { requestId: string }> = {
  name: 'decide-adjustment',
  members: (r) => [r.memberId],
  needs: (r) => [requestDesk.need({ requestId: r.requestId }), ...(r.agree ? [adjustNeed(r), staffMeter.need({})] : [])],
  decide(r, batch, ctx) {
    const desk = batch.of(requestDesk)
    const row = desk.requests.get(r.requestId)
    assert(row, 'a request is looked up before it is decided')
    if (row.state !== 'waiting' || row.until_at.getTime() <= ctx.now) return { ok: false, refusal: { code: 'request-over', facts: { state: row.state === 'waiting' ? 'lapsed' : row.state } } }
    if (r.agree && row.asked_by === r.staffId) return { ok: false, refusal: { code: 'own-request', facts: {} } }
    const booked = r.agree ? bookAdjustment(batch.of(pointsBook), r, ctx) : null
    if (booked && !booked.ok) return booked
    if (booked?.ok && booked.answer.points !== 0) batch.of(staffMeter).byHand({ actId: ctx.actId, staffId: row.asked_by, memberId: r.memberId, wallet: r.wallet, points: booked.answer.points, at: ctx.now, allowedBy: r.staffId })
    Object.assign(row, { state: r.agree ? 'approved' : 'declined', decided_by: r.staffId, decided_at: new Date(ctx.now), note: r.note })
    desk.ended.push(row)
    desk.audits.push({ actor: ctx.actor, action: r.agree ? 'agree-adjustment' : 'decline-adjustment', subject: `member:${r.memberId}`, after: { wallet: r.wallet, points: r.points, request: r.requestId, askedBy: row.asked_by }, reason: r.note || row.reason })
    return { ok: true, answer: { requestId: r.requestId }, nudges: [...(booked?.ok ? booked.nudges ?? [] : []), { ...NUDGE, ref: r.requestId }] }
  },
}
