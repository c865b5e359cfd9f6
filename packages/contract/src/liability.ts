import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, Minor, Points } from './schema.js'

const Estimate = z.nullable(z.object({ points: Points, low: Points, high: Points, minor: Minor, lowMinor: Minor, highMinor: Minor }))
/** What a shop owes in points at one instant, and what of it will probably never be asked for. */
export const Liability = z.object({
  asOf: At, tookMs: z.int(), wallet: z.string(),
  /** so many points are worth so many minor units */
  rate: z.object({ points: z.int(), minor: z.int() }),
  owed: Points, owedMinor: Minor, members: Count,
  available: Points, pending: Points, held: Points, inTransit: Points, debt: Points, debtors: Count,
  pendingIn7Days: Points, heldUntil: z.nullable(At),
  thisMonth: z.object({ issued: Points, spent: Points, expired: Points }),
  /** by last usable month, "2026-12"; null never expires. They sum to what is owed, points and money */
  months: z.array(z.object({ month: z.nullable(z.string()), points: Points, minor: Minor, lost: Estimate })),
  activations: z.array(z.object({ day: Day, points: Points })),
  breakage: z.object({
    estimate: Estimate,
    /** points whose age has no history to go by, or that never expire */
    unknown: Points, lots: Count, ages: z.array(z.object({ days: z.int(), rateBp: z.nullable(z.int()), lots: Count })),
    /** the same method on what was known at `from`, for what expired until `until` */
    check: z.nullable(z.object({ from: Day, until: Day, low: Points, high: Points, actual: Points })),
  }),
  topDebtors: z.array(z.object({ memberId: Id, memberNo: z.string(), name: z.string(), debt: Points, since: z.nullable(At) })),
  /** the same sum three ways: wallets, lots by month, postings. All equal, or the self-audit says where not */
  reconciles: z.object({ wallets: Points, lots: Points, postings: Points, equal: z.boolean() }),
})
export const AuditCheck = z.object({ key: z.string(), questions: Count, looked: z.nullable(Count), broken: Count, rows: z.array(z.object({ what: z.string(), ref: z.string() })) })
export const SelfAudit = z.object({ auditRunId: Id, at: At, finishedAt: z.nullable(At), tookMs: z.nullable(z.int()), by: z.string(), state: z.enum(['running', 'balanced', 'out-of-line', 'broken-off']), broken: Count, checks: z.array(AuditCheck) })

export const liabilityRoutes = {
  readLiability: route({ method: 'GET', room: 'liability', access: ['manager'], path: '/api/liability', summary: 'Points owed, by expiry month, in money, with what will probably not be used; as it was last counted', ok: z.object({ liability: z.nullable(Liability) }) }),
  countLiability: route({ method: 'POST', room: 'liability', access: ['manager'], path: '/api/liability/count', summary: 'Count points owed now', body: z.object({}), ok: z.object({ liability: Liability }) }),
  exportLiability: route({ method: 'GET', room: 'liability', access: ['manager'], raw: 'reply', path: '/api/liability.csv', summary: 'The last count as a file for the accountant', ok: z.unknown() }),
  readSelfAudit: route({ method: 'GET', room: 'self-audit', access: ['manager'], path: '/api/self-audit', summary: 'The last self-audit with any row out of line, and how the last nights ended', ok: z.object({ last: z.nullable(SelfAudit), running: z.boolean(), nights: z.array(z.object({ day: Day, state: z.enum(['balanced', 'out-of-line', 'broken-off', 'none']), broken: Count })) }) }),
  runSelfAudit: route({ method: 'POST', room: 'self-audit', access: ['owner'], path: '/api/self-audit', summary: 'Ask the books all questions now', body: z.object({}), status: 202, ok: z.object({ auditRunId: Id, started: z.boolean() }) }),
} as const
