import type { AnswerOf, watchRoutes } from '@huitou/contract'
import { DAY, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { termsOf } from '../points/index.js'
import { tierNames } from '../tier/index.js'
import { givenEvidence, peopleOf, refundEvidence, usualOf, visitEvidence, type AnomalyRow, type EvidenceRow } from './anomaly.rows.js'
import { LOOK_BACK_DAYS } from './find-anomalies.js'

type Detail = AnswerOf<typeof watchRoutes.readAnomaly>

export const shownAnomaly = (a: AnomalyRow): Detail['anomaly'] => ({
  anomalyId: a.anomaly_id, kind: a.kind, state: a.state, staffId: a.staff_id, staffName: a.staff_name, storeId: a.store_id, storeName: a.store_name, memberId: a.member_id, memberName: a.member_name, day: a.day, firstAt: a.first_at.toISOString(), lastAt: a.last_at.toISOString(),
  times: a.times, points: a.points, minor: a.minor, facts: a.facts, foundAt: a.found_at.toISOString(), note: a.note, decidedAt: a.decided_at?.toISOString() ?? null, decidedName: a.decided_name,
})

/** What was picked out, with the very acts it was picked for. */
export async function showAnomaly(tx: Tx, a: AnomalyRow, now: Instant, names: Awaited<ReturnType<typeof tierNames>>): Promise<Detail> {
  const [evidence, usual, people] = await Promise.all([
    evidenceOf(tx, a), a.kind === 'same-member' && a.staff_id ? usualOf(tx, { staffId: a.staff_id, day: a.day, since: now - LOOK_BACK_DAYS * DAY }) : null, peopleOf(tx, { staffId: a.staff_id, memberId: a.member_id }),
  ])
  return {
    anomaly: shownAnomaly(a), usual, evidence: evidence.map(shownEvidence),
    staff: a.staff_id ? { days: people.days, picked: people.picked, dismissed: people.kept } : null, member: a.member_id ? { tierName: people.tier_id ? (names(people.tier_id)?.name ?? null) : null, debt: people.debt } : null,
  }
}

async function evidenceOf(tx: Tx, a: AnomalyRow): Promise<EvidenceRow[]> {
  const { zone } = await termsOf(tx)
  switch (a.kind) {
    case 'refund-after-spend': return refundEvidence(tx, { refundId: a.key })
    case 'after-hours': case 'by-hand': return visitEvidence(tx, { staffId: a.staff_id, storeId: a.store_id, day: a.day, zone, byCode: a.kind === 'after-hours', from: a.first_at, to: a.last_at })
    default: {
      const shiftId = a.kind === 'over-limit' && a.facts['per'] === 'shift' ? (a.key.split('/')[2] ?? null) : null
      return a.staff_id ? givenEvidence(tx, { staffId: a.staff_id, memberId: a.member_id, day: a.day, shiftId, sales: a.kind === 'over-limit' }) : []
    }
  }
}

const shownEvidence = (e: EvidenceRow): Detail['evidence'][number] => ({ at: e.at.toISOString(), what: e.what, points: e.points, minor: e.minor, reason: e.reason, orderId: e.order_id, orderNo: e.order_no, memberId: e.member_id, memberName: e.member_name, present: e.present })
