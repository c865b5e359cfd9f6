import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Participant } from '../platform/group-commit/index.js'
import { balanceNow, pointsNudge } from './balance.js'
import type { BookAnswer } from './earn-points.js'
import { rulesAt, type MerchantTerms } from './merchant-terms.js'
import { pointsBook } from './points-book.js'
import { knownFacts, orderStates, type OrderState } from './points.rows.js'

export interface ActionRequest { readonly memberId: MemberId; readonly action: string; readonly ref: string; /** of a referral: the order that earned it */ readonly orderId?: string | undefined }
interface ActionsOfBatch { readonly known: Set<string>; readonly orders: ReadonlyMap<string, OrderState> }

/** The name of an action in the member's log: rewarded once, whoever tells of it again. */
const factIdOf = (r: ActionRequest): string => `${r.action}:${r.ref}`
const keyOf = (r: ActionRequest): string => `${r.memberId}|${factIdOf(r)}`

class Actions implements Participant<ActionRequest, ActionsOfBatch> {
  readonly name = 'actions'
  readonly need = (need: ActionRequest) => needOf<ActionRequest, ActionsOfBatch>(this, need)
  async read(tx: Tx, needs: readonly ActionRequest[]): Promise<ActionsOfBatch> {
    const named = needs.flatMap((n) => n.orderId ?? [])
    const [facts, orders] = await Promise.all([knownFacts(tx, needs.map((n) => n.memberId), needs.map(factIdOf)), named.length > 0 ? orderStates(tx, named) : []])
    return { known: new Set(facts.map((row) => `${row.member_id}|${row.fact_id}`)), orders: new Map(orders.map((o) => [o.order_id, o])) }
  }
  async write(): Promise<void> {}
}
const actions = new Actions()

/** Whether a rule in force rewards an action. */
export const rewards = (terms: MerchantTerms, action: string, at: Instant): boolean => rulesAt(terms, at).rules.some((r) => r.on === action)

/** Something a member did, rewarded once by the earning rules in force. Refusals in this order: action-off, action-known, order-unknown, order-is-own, order-refunded. */
export const recordAction: ActKind<ActionRequest, BookAnswer> = {
  name: 'record-action',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId }), actions.need(r)],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const { known, orders } = batch.of(actions)
    if (!rewards(books.terms, r.action, ctx.now)) return { ok: false, refusal: { code: 'action-off', facts: { action: r.action } } }
    if (known.has(keyOf(r))) return { ok: false, refusal: { code: 'action-known', facts: { action: r.action, ref: r.ref } } }
    const order = r.orderId === undefined ? null : orders.get(r.orderId)
    if (order === undefined || order?.status === 'undone') return { ok: false, refusal: { code: 'order-unknown', facts: { orderId: r.orderId } } }
    if (order?.member_id === r.memberId) return { ok: false, refusal: { code: 'order-is-own', facts: { orderId: r.orderId } } }
    if (order?.status === 'refunded') return { ok: false, refusal: { code: 'order-refunded', facts: { orderId: r.orderId } } }
    const booked = books.book(r.memberId, { id: factIdOf(r), kind: r.action, actId: ctx.actId, actor: ctx.actor, deeds: [{ kind: 'action', action: r.action, ...(order ? { forOrder: order.order_id } : {}), context: { tier: null } }] })
    if (!booked.ok) return booked
    known.add(keyOf(r))
    const points = booked.done.filter((d) => d.wallet === 'points').reduce((sum, d) => sum + (d.answer as { points: number }).points, 0)
    return { ok: true, answer: { lineId: booked.lines['points'] ?? null, points, balance: balanceNow(books, r.memberId) }, nudges: [pointsNudge(r.memberId)] }
  },
}
