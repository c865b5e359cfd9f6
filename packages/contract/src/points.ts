import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, MinorUp, Points, PointsUp, Reason, pageOf, pageQuery, text } from './schema.js'
import { BalanceBrief, ExpiryBrief } from './member.js'

const room = 'points'
const memberId = z.object({ memberId: Id })
const Wallet = z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[a-z][a-z0-9-]{0,29}$/))
export const Lot = z.object({ lotId: z.string(), wallet: z.string(), points: Points, left: Points, held: Points, state: z.enum(['pending', 'active', 'used', 'expired', 'reversed']), earnedAt: At, activeAt: At, expiresOn: z.nullable(Day), orderId: z.nullable(Id), orderNo: z.nullable(z.string()), explanation: z.array(Reason) })
/** One line of a statement: what one act did to one wallet. */
export const StatementLine = z.object({ lineId: Id, wallet: z.string(), at: At, kind: z.enum(['earn', 'activate', 'spend', 'return', 'clawback', 'expire', 'adjust', 'hold', 'release', 'repay', 'waive', 'transfer-in', 'transfer-out', 'import', 'undo']), points: Points, balance: Points, pending: z.boolean(), activeOn: z.nullable(Day), expiresOn: z.nullable(Day), orderId: z.nullable(Id), orderNo: z.nullable(z.string()), title: Reason })
/** Opens a statement line: the arithmetic step by step, the rule and its version, the lots it made or drew. */
export const Explanation = z.object({ lineId: Id, title: Reason, steps: z.array(z.object({ reason: Reason, value: z.nullable(z.string()) })), result: Points, rule: z.nullable(z.object({ ruleId: z.string(), name: z.string(), version: z.int() })), lots: z.array(z.object({ lotId: z.string(), points: Points, expiresOn: z.nullable(Day), orderNo: z.nullable(z.string()) })), orderId: z.nullable(Id) })
const EarnAct = z.object({ wallet: z._default(Wallet, 'points'), points: PointsUp.check(z.positive()), reason: text(120, 1) })
const BookAnswer = z.object({ lineId: z.nullable(Id), points: Points, balance: BalanceBrief })

export const RateTerms = z.object({ points: z.int().check(z.minimum(1), z.maximum(1_000_000)), perMinor: z.int().check(z.minimum(1), z.maximum(100_000_000)) })
export const EarningRule = z.object({
  ruleId: text(40, 1), name: text(60, 1), on: z.enum(['order', 'check-in', 'post', 'profile', 'review', 'birthday', 'first-order']), wallet: z._default(Wallet, 'points'),
  /** n points for each m minor units paid; null for a fixed award */
  rate: z.nullable(RateTerms), fixedPoints: z.nullable(PointsUp), useTierMultiplier: z._default(z.boolean(), true), minSpendMinor: z._default(MinorUp, 0),
  weekdays: z._default(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)), []), categories: z._default(z.array(text(60, 1)).check(z.maxLength(200)), []),
  multiplierBp: z._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 10_000), capPerDay: z.nullable(PointsUp), capPerMonth: z.nullable(PointsUp), capPerOrder: z.nullable(PointsUp),
  pendingDays: z._default(z.int().check(z.minimum(0), z.maximum(90)), 0), expiry: z.nullable(z.object({ months: z.int().check(z.minimum(1), z.maximum(600)), roundTo: z.enum(['day', 'week', 'month', 'quarter', 'half-year', 'year']) })), validFrom: z.nullable(Day), validUntil: z.nullable(Day),
})
export const RuleSet = z.object({ version: z.int(), state: z.enum(['draft', 'published', 'retired']), publishedAt: z.nullable(At), from: z.nullable(At), rules: z.array(EarningRule), issuedPoints: z.nullable(Points), byName: z.nullable(z.string()) })
const Problems = z.array(z.object({ path: z.string(), reason: Reason }))

export const pointsRoutes = {
  readMyPoints: route({ method: 'GET', room, access: ['member'], path: '/api/me/points', summary: 'My points: balance, pending, what expires when', ok: z.object({ balance: BalanceBrief, growth: Points, expiries: z.array(ExpiryBrief), pendings: z.array(z.object({ on: Day, points: Points })), earnedThisYear: Points, spentThisYear: Points }) }),
  listMyLines: route({ method: 'GET', room, access: ['member'], path: '/api/me/points/lines', summary: 'My statement, newest first', query: z.object({ ...pageQuery, wallet: z._default(Wallet, 'points'), side: z.optional(z.enum(['in', 'out'])) }), ok: pageOf(StatementLine) }),
  explainMyLine: route({ method: 'GET', room, access: ['member'], path: '/api/me/points/lines/{lineId}', summary: 'Why that line', params: z.object({ lineId: Id }), ok: Explanation }),
  readMemberPoints: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/points', summary: 'A member\'s book by lots, now or as of an instant', params: memberId, query: z.object({ asOf: z.optional(At), knownAt: z.optional(At) }), ok: z.object({ balance: BalanceBrief, growth: Points, expiries: z.array(ExpiryBrief), lots: z.array(Lot) }) }),
  listMemberLines: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/points/lines', summary: 'A member\'s statement', params: memberId, query: z.object({ ...pageQuery, wallet: z._default(Wallet, 'points') }), ok: pageOf(StatementLine) }),
  explainMemberLine: route({ method: 'GET', room, access: ['clerk'], path: '/api/members/{memberId}/points/lines/{lineId}', summary: 'Why that line', params: z.object({ memberId: Id, lineId: Id }), ok: Explanation }),
  adjustPoints: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/members/{memberId}/points/adjust', summary: 'Give or take points by hand, with a reason', params: memberId, body: z.object({ wallet: z._default(Wallet, 'points'), points: Points.check(z.refine((n) => n !== 0)), reason: text(120, 2) }), ok: BookAnswer, refusals: ['wallet-unknown', 'above-staff-limit'] }),
  earnPoints: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/earn', summary: 'Give points (by an API key)', params: memberId, body: EarnAct, ok: BookAnswer, refusals: ['wallet-unknown', 'above-limit'] }),
  spendPoints: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/spend', summary: 'Take points beyond nothing: refused whole when they do not suffice', params: memberId, body: EarnAct, ok: BookAnswer, refusals: ['wallet-unknown', 'member-in-debt', 'points-short'] }),
  holdPoints: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/holds', summary: 'Reserve points for a checkout', params: memberId, body: z.object({ points: PointsUp.check(z.positive()), minutes: z.optional(z.int().check(z.minimum(1), z.maximum(1440))), reason: text(120, 1) }), status: 201, ok: z.object({ holdId: Id, points: Points, endsAt: At, balance: BalanceBrief }), refusals: ['member-in-debt', 'points-short'] }),
  commitHold: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/holds/{holdId}/commit', summary: 'Spend what was held', params: z.object({ memberId: Id, holdId: Id }), body: z.object({}), ok: BookAnswer, refusals: ['hold-unknown', 'hold-ended'] }),
  cancelHold: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/holds/{holdId}/cancel', summary: 'Give back what was held', params: z.object({ memberId: Id, holdId: Id }), body: z.object({}), ok: BookAnswer, refusals: ['hold-unknown', 'hold-ended'] }),
  listRuleSets: route({ method: 'GET', room, access: ['manager'], path: '/api/earning-rules', summary: 'Earning rules: the version in force, the draft, older ones', ok: z.object({ current: z.nullable(RuleSet), draft: z.nullable(RuleSet), older: z.array(RuleSet) }) }),
  saveRuleDraft: route({ method: 'PUT', room, access: ['manager'], path: '/api/earning-rules/draft', summary: 'Save the draft; problems name their field', body: z.object({ rules: z.array(EarningRule).check(z.maxLength(60)) }), ok: z.object({ draft: RuleSet, problems: Problems }) }),
  publishRules: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/earning-rules/publish', summary: 'Put the draft in force', body: z.object({ expectVersion: z.int() }), ok: RuleSet, refusals: ['no-draft', 'draft-moved-on', 'draft-has-problems'] }),
  sampleEarning: route({ method: 'POST', room, access: ['manager'], path: '/api/earning-rules/sample', summary: 'What an order would earn under given rules, with the sum', body: z.object({ rules: z.array(EarningRule).check(z.maxLength(60)), paidMinor: MinorUp, category: z.optional(text(60)), tierId: z.optional(text(40)), on: z.optional(Day) }), ok: z.object({ points: Points, growth: Points, steps: z.array(z.object({ reason: Reason, value: z.nullable(z.string()) })) }) }),
  checkIn: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/check-in', summary: 'Check in for today', body: z.object({}), ok: z.object({ points: Points, streak: Count, balance: BalanceBrief }), refusals: ['checked-in-already', 'check-in-off'] }),
} as const

