import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, Minor, Points, PointsUp, text } from './schema.js'
import { Role } from './session.js'

const room = 'watch'
const anomalyId = z.object({ anomalyId: Id })
/** Something to look at. It is no proof of anything: the facts are told, and a person decides. */
export const Anomaly = z.object({
  anomalyId: Id, kind: z.enum(['same-member', 'refund-after-spend', 'after-hours', 'by-hand', 'own-account', 'over-limit']), state: z.enum(['open', 'looked', 'dismissed']),
  staffId: z.nullable(Id), staffName: z.nullable(z.string()), storeId: z.nullable(Id), storeName: z.nullable(z.string()), memberId: z.nullable(Id), memberName: z.nullable(z.string()),
  day: Day, firstAt: At, lastAt: At, times: Count, points: Points, minor: Minor,
  /** the line it passed, and what else its sentence says */
  facts: z.record(z.string(), z.unknown()),
  foundAt: At, note: z.string(), decidedAt: z.nullable(At), decidedName: z.nullable(z.string()),
})
/** One act behind it. `present`: whether the member's own code was scanned for it; null where that says nothing. */
const Evidence = z.object({ at: At, what: z.enum(['sale', 'hand', 'scan', 'lookup', 'refund']), points: z.nullable(Points), minor: z.nullable(Minor), reason: z.string(), orderId: z.nullable(Id), orderNo: z.nullable(z.string()), memberId: z.nullable(Id), memberName: z.nullable(z.string()), present: z.nullable(z.boolean()) })
const StaffDay = z.object({ staffId: Id, name: z.string(), role: Role, sales: Count, paidMinor: Minor, given: Points, back: PointsUp, redeemed: PointsUp, refunds: Count, refundMinor: Minor, handTimes: Count, handGiven: PointsUp, handTaken: PointsUp, anomalies: Count })

export const watchRoutes = {
  listAnomalies: route({ method: 'GET', room, access: ['owner'], path: '/api/anomalies', summary: 'What was picked out at the tills: to look at, or looked at', query: z.object({ state: z._default(z.enum(['open', 'looked']), 'open') }), ok: z.object({ open: Count, looked: Count, sales: Count, currency: z.string(), items: z.array(Anomaly) }) }),
  findAnomalies: route({ method: 'POST', room, access: ['owner'], path: '/api/anomalies/find', summary: 'Look through the last thirty days now; each is listed once', body: z.object({}), ok: z.object({ found: Count }) }),
  readAnomaly: route({ method: 'GET', room, access: ['owner'], path: '/api/anomalies/{anomalyId}', summary: 'One of them with the acts it was picked for', params: anomalyId, ok: z.object({ anomaly: Anomaly, usual: z.nullable(z.object({ tenths: Count, others: Count })), evidence: z.array(Evidence), staff: z.nullable(z.object({ days: Count, picked: Count, dismissed: Count })), member: z.nullable(z.object({ tierName: z.nullable(z.string()), debt: PointsUp })) }) }),
  decideAnomaly: route({ method: 'POST', room, access: ['owner'], path: '/api/anomalies/{anomalyId}/decide', summary: 'Looked at (opens again when more comes), dismissed for good, or open again; with a note', params: anomalyId, body: z.object({ state: z.enum(['open', 'looked', 'dismissed']), note: z._default(text(300), '') }), ok: Anomaly }),
  readStaffDay: route({ method: 'GET', room, access: ['owner'], path: '/api/staff-days/{day}', summary: 'What each person did on a day', params: z.object({ day: Day }), ok: z.object({ day: Day, currency: z.string(), people: z.array(StaffDay) }) }),
  exportStaffDay: route({ method: 'GET', room, access: ['owner'], raw: 'reply', path: '/api/staff-days/{day}/file', summary: 'The same as a file', params: z.object({ day: Day }), ok: z.unknown() }),
} as const
