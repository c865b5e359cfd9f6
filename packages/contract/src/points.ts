import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, MinorUp, OwnExpiry, Points, PointsUp, Reason, pageOf, pageQuery, text, WalletExpiry } from './schema.js'
import { BalanceBrief, ExpiryBrief } from './member.js'

const room = 'points'
const memberId = z.object({ memberId: Id })
const Wallet = z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[a-z][a-z0-9-]{0,29}$/))
export const Lot = z.object({ lotId: z.string(), wallet: z.string(), points: Points, left: Points, held: Points, state: z.enum(['pending', 'active', 'used', 'expired', 'reversed']), earnedAt: At, activeAt: At, expiresOn: z.nullable(Day), orderId: z.nullable(Id), orderNo: z.nullable(z.string()), explanation: z.array(Reason) })
/** One line of a statement: what one act did to one wallet. */
export const StatementLine = z.object({ lineId: Id, wallet: z.string(), at: At, kind: z.enum(['earn', 'activate', 'spend', 'return', 'clawback', 'expire', 'adjust', 'hold', 'release', 'repay', 'waive', 'transfer-in', 'transfer-out', 'transfer-back', 'import', 'undo']), points: Points, balance: Points, pending: z.boolean(), activeOn: z.nullable(Day), expiresOn: z.nullable(Day), orderId: z.nullable(Id), orderNo: z.nullable(z.string()), title: Reason })
/** Opens a statement line: the arithmetic step by step, the rule and its version, the lots it made or drew. */
export const Explanation = z.object({ lineId: Id, title: Reason, steps: z.array(z.object({ reason: Reason, value: z.nullable(z.string()) })), result: Points, rule: z.nullable(z.object({ ruleId: z.string(), name: z.string(), version: z.int() })), lots: z.array(z.object({ lotId: z.string(), points: Points, expiresOn: z.nullable(Day), orderNo: z.nullable(z.string()) })), orderId: z.nullable(Id) })
/** A wallet the merchant added beside points and growth. */
export const WalletKind = z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), spendable: z.boolean(), expiry: WalletExpiry, members: Count, points: Points })
/** What a member has in one of them. */
export const OtherWallet = z.object({ wallet: z.string(), nameZh: z.string(), nameEn: z.string(), spendable: z.boolean(), balance: BalanceBrief, expiries: z.array(ExpiryBrief) })
/** Points on their way from one member to another, seen from one side. */
const giftParts = { giftId: Id, way: z.enum(['in', 'out']), called: z.string(), points: Points, arrived: Points, state: z.enum(['waiting', 'accepted', 'declined', 'returned']), sentAt: At, until: At, endedAt: z.nullable(At) }
export const PointGift = z.object(giftParts)
const giftId = z.object({ giftId: Id })
const Receiver = text(24, 4).check(z.regex(/^[0-9A-Za-z+()\- ]+$/))
const asOf = { asOf: z.optional(At), knownAt: z.optional(At) }
const PendingEvent = z.object({ orderId: z.optional(Id), lotId: z.optional(text(120, 3)), reason: z._default(text(120), '') }).check(z.refine((b) => (b.orderId === undefined) !== (b.lotId === undefined)))

const EarnAct = z.object({ wallet: z._default(Wallet, 'points'), points: PointsUp.check(z.positive()), reason: text(120, 1) })
const adjustment = { wallet: z._default(Wallet, 'points'), points: Points.check(z.refine((n) => n !== 0)), reason: text(120, 2) }
/** An adjustment by hand that waits for a second person. */
export const PointsRequest = z.object({ requestId: Id, memberId: Id, memberName: z.string(), memberNo: z.string(), wallet: z.string(), points: Points, reason: z.string(), askedBy: Id, askedName: z.string(), askedAt: At, until: At, state: z.enum(['waiting', 'approved', 'declined', 'lapsed']), decidedName: z.nullable(z.string()), decidedAt: z.nullable(At), note: z.string() })
const BookAnswer = z.object({ lineId: z.nullable(Id), points: Points, balance: BalanceBrief })

export const RateTerms = z.object({ points: z.int().check(z.minimum(1), z.maximum(1_000_000)), perMinor: z.int().check(z.minimum(1), z.maximum(100_000_000)) })
const names = (most: number) => z._default(z.array(text(60, 1)).check(z.maxLength(most)), [])
export const EarningRule = z.object({
  ruleId: text(40, 1), name: text(60, 1), on: z.enum(['order', 'check-in', 'post', 'profile', 'review', 'birthday', 'first-order', 'referral', 'event']), wallet: z._default(Wallet, 'points'),
  /** n points for each m minor units paid; null for a fixed award */
  rate: z.nullable(RateTerms), fixedPoints: z.nullable(PointsUp),
  /** fixed points for each line it counts, or for each unit; null: for the order */
  perUnit: z._default(z.nullable(z.enum(['line', 'unit'])), null),
  /** extra points on every n-th day of a streak (check-in) */
  streak: z._default(z.array(z.object({ every: z.int().check(z.minimum(2), z.maximum(366)), points: PointsUp.check(z.positive()) })).check(z.maxLength(10)), []),
  useTierMultiplier: z._default(z.boolean(), true), minSpendMinor: z._default(MinorUp, 0),
  weekdays: z._default(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)), []), categories: names(200), brands: names(200), skus: names(500), notCategories: names(200), notBrands: names(200), notSkus: names(500),
  /** days of the month; 29 to 31 only in months that have them */
  monthDays: z._default(z.array(z.int().check(z.minimum(1), z.maximum(31))).check(z.maxLength(31)), []),
  birthday: z._default(z.enum(['any', 'day', 'week', 'month']), 'any'),
  /** the tier held before the order; empty lists mean all */
  tiers: z._default(z.array(text(40, 1)).check(z.maxLength(12)), []), tags: z._default(z.array(text(20, 1)).check(z.maxLength(50)), []), stores: z._default(z.array(Id).check(z.maxLength(500)), []), channels: z._default(z.array(text(40, 1)).check(z.maxLength(20)), []), payments: z._default(z.array(text(40, 1)).check(z.maxLength(20)), []),
  multiplierBp: z._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 10_000), capPerDay: z.nullable(PointsUp), capPerMonth: z.nullable(PointsUp), capPerOrder: z.nullable(PointsUp),
  pendingDays: z._default(z.int().check(z.minimum(0), z.maximum(90)), 0), expiry: z.nullable(OwnExpiry), validFrom: z.nullable(Day), validUntil: z.nullable(Day),
})
/** scheduled: published for a later instant */
export const RuleSet = z.object({ version: z.int(), state: z.enum(['draft', 'scheduled', 'published', 'retired']), saves: z.int(), publishedAt: z.nullable(At), from: z.nullable(At), until: z.nullable(At), rules: z.array(EarningRule), issuedPoints: z.nullable(Points), byName: z.nullable(z.string()) })
const Problems = z.array(z.object({ path: z.string(), reason: Reason }))
/** the draft as it was opened: saved by somebody else since, it is not overwritten */
const expectSaves = z.optional(z.int())

export const pointsRoutes = {
  readMyPoints: route({ method: 'GET', room, access: ['member'], path: '/api/me/points', summary: 'My points: balance, pending, what expires when', ok: z.object({ /** the day it is in the shop */ today: Day, balance: BalanceBrief, growth: Points, expiries: z.array(ExpiryBrief), pendings: z.array(z.object({ on: Day, points: Points })), waitingPoints: Points, transitPoints: Points, others: z.array(OtherWallet), earnedThisYear: Points, spentThisYear: Points }) }),
  listMyLines: route({ method: 'GET', room, access: ['member'], path: '/api/me/points/lines', summary: 'My statement, newest first; of one side, or from the end of a month of the shop\'s calendar back', query: z.object({ ...pageQuery, wallet: z._default(Wallet, 'points'), side: z.optional(z.enum(['in', 'out', 'expired'])), month: z.optional(z.string().check(z.regex(/^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$/))) }), ok: pageOf(StatementLine) }),
  explainMyLine: route({ method: 'GET', room, access: ['member'], path: '/api/me/points/lines/{lineId}', summary: 'Why that line', params: z.object({ lineId: Id }), ok: Explanation }),
  readMemberPoints: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/points', summary: 'A member\'s book by lots, now or as of an instant', params: memberId, query: z.object(asOf), ok: z.object({ balance: BalanceBrief, growth: Points, transitPoints: Points, others: z.array(OtherWallet), expiries: z.array(ExpiryBrief), lots: z.array(Lot) }) }),
  listMemberLines: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/points/lines', summary: 'A member\'s statement', params: memberId, query: z.object({ ...pageQuery, wallet: z._default(Wallet, 'points'), ...asOf }), ok: pageOf(StatementLine) }),
  explainMemberLine: route({ method: 'GET', room, access: ['clerk'], path: '/api/members/{memberId}/points/lines/{lineId}', summary: 'Why that line', params: z.object({ memberId: Id, lineId: Id }), ok: Explanation }),
  adjustPoints: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/members/{memberId}/points/adjust', summary: 'Give or take points by hand, with a reason', params: memberId, body: z.object(adjustment), ok: BookAnswer, refusals: ['wallet-unknown', 'above-staff-limit', 'staff-limit-reached'] }),
  askAdjustment: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/points/requests', summary: 'Ask a second person for an adjustment by hand; no point moves before they agree', body: z.object({ memberId: Id, ...adjustment }), status: 201, ok: PointsRequest, refusals: ['wallet-unknown', 'nobody-to-agree'] }),
  listAdjustmentRequests: route({ method: 'GET', room, access: ['manager'], path: '/api/points/requests', summary: 'Adjustments that wait for a second person, then the latest decided ones', query: z.object({ memberId: z.optional(Id) }), ok: z.object({ waiting: Count, items: z.array(PointsRequest) }) }),
  decideAdjustment: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/points/requests/{requestId}/decide', summary: 'Agree as the second person, and the points move; or decline', params: z.object({ requestId: Id }), body: z.object({ agree: z.boolean(), note: z._default(text(120), '') }), ok: PointsRequest, refusals: ['request-over', 'own-request'] }),
  readMyLimits: route({ method: 'GET', room, access: ['manager'], path: '/api/points/limits', summary: 'What I may give by hand alone and today, and what everybody gave today', ok: z.object({ alone: z.nullable(PointsUp), handDay: z.nullable(PointsUp), givenToday: PointsUp, tillDay: z.nullable(PointsUp), staff: z.array(z.object({ staffId: Id, byHand: PointsUp, handLimit: z.nullable(PointsUp), atTill: PointsUp })) }) }),
  waiveDebt: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/members/{memberId}/points/waive', summary: 'Forgive points a member owes, with a reason', params: memberId, body: z.object({ wallet: z._default(Wallet, 'points'), points: PointsUp.check(z.positive()), reason: text(120, 2) }), ok: BookAnswer, refusals: ['wallet-unknown', 'above-owner-limit', 'no-debt'] }),
  confirmPending: route({ method: 'POST', room, access: ['manager', 'integration:points'], act: true, path: '/api/members/{memberId}/points/confirm', summary: 'What points wait for has come (an order was received): they get their dates', params: memberId, body: PendingEvent, ok: BookAnswer, refusals: ['nothing-waits'] }),
  cancelPending: route({ method: 'POST', room, access: ['manager', 'integration:points'], act: true, path: '/api/members/{memberId}/points/cancel', summary: 'What points wait for will not come: they are taken back', params: memberId, body: PendingEvent, ok: BookAnswer, refusals: ['nothing-waits'] }),
  listMemberGifts: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/points/gifts', summary: 'Points this member gave and got, newest first', params: memberId, ok: z.object({ items: z.array(z.object({ ...giftParts, otherId: Id })) }) }),
  listMyGifts: route({ method: 'GET', room, access: ['member'], path: '/api/me/gifts', summary: 'Points I gave and got, and what I may still give', ok: z.object({ on: z.boolean(), giveablePoints: Points, freshPoints: Points, orderDays: z.int(), returnDays: z.int(), leftToday: z.object({ count: Count, points: Points }), transitPoints: Points, items: z.array(PointGift) }) }),
  findGiftReceiver: route({ method: 'POST', room, access: ['member'], path: '/api/me/gifts/receiver', summary: 'Who a phone or member number is, masked', body: z.object({ to: Receiver }), ok: z.object({ called: z.string() }), refusals: ['gift-receiver-unknown', 'gift-to-self'] }),
  sendGift: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/gifts', summary: 'Give points to another member, by phone or member number', body: z.object({ to: Receiver, points: PointsUp.check(z.positive()) }), status: 201, ok: z.object({ giftId: Id, points: Points, until: At, balance: BalanceBrief }), refusals: ['gift-receiver-unknown', 'gifts-off', 'gift-to-self', 'gift-count-limit', 'gift-points-limit', 'member-in-debt', 'points-short', 'points-too-fresh'] }),
  acceptGift: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/gifts/{giftId}/accept', summary: 'Take a gift of points', params: giftId, body: z.object({}), ok: z.object({ points: Points, balance: BalanceBrief }), refusals: ['gift-over', 'gift-count-limit', 'gift-points-limit'] }),
  declineGift: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/gifts/{giftId}/decline', summary: 'Send a gift of points back', params: giftId, body: z.object({}), ok: z.object({ points: Points }), refusals: ['gift-over'] }),
  listWallets: route({ method: 'GET', room, access: ['manager'], path: '/api/wallets', summary: 'Wallets the shop added beside points and growth', ok: z.object({ items: z.array(WalletKind) }) }),
  saveWallet: route({ method: 'PUT', room, access: ['owner'], path: '/api/wallets/{code}', summary: 'Add a wallet, or change its names, expiry and use', params: z.object({ code: Wallet }), body: z.object({ nameZh: text(12, 1), nameEn: text(24, 1), spendable: z.boolean(), expiry: WalletExpiry }), ok: z.object({ items: z.array(WalletKind) }), refusals: ['wallet-built-in', 'too-many-wallets'] }),
  earnPoints: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/earn', summary: 'Give points (by an API key)', params: memberId, body: EarnAct, ok: BookAnswer, refusals: ['wallet-unknown', 'above-limit'] }),
  spendPoints: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/spend', summary: 'Take points beyond nothing: refused whole when they do not suffice', params: memberId, body: EarnAct, ok: BookAnswer, refusals: ['wallet-unknown', 'member-in-debt', 'points-short'] }),
  holdPoints: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/holds', summary: 'Reserve points for a checkout', params: memberId, body: z.object({ points: PointsUp.check(z.positive()), minutes: z.optional(z.int().check(z.minimum(1), z.maximum(1440))), reason: text(120, 1) }), status: 201, ok: z.object({ holdId: Id, points: Points, endsAt: At, balance: BalanceBrief }), refusals: ['member-in-debt', 'points-short'] }),
  commitHold: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/holds/{holdId}/commit', summary: 'Spend what was held', params: z.object({ memberId: Id, holdId: Id }), body: z.object({}), ok: BookAnswer, refusals: ['hold-unknown', 'hold-ended'] }),
  cancelHold: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/points/holds/{holdId}/cancel', summary: 'Give back what was held', params: z.object({ memberId: Id, holdId: Id }), body: z.object({}), ok: BookAnswer, refusals: ['hold-unknown', 'hold-ended'] }),
  listRuleSets: route({ method: 'GET', room, access: ['manager'], path: '/api/earning-rules', summary: 'Earning rules: the version in force, the draft, older ones', ok: z.object({ current: z.nullable(RuleSet), scheduled: z.nullable(RuleSet), draft: z.nullable(RuleSet), problems: Problems, older: z.array(RuleSet) }) }),
  saveRuleDraft: route({ method: 'PUT', room, access: ['manager'], path: '/api/earning-rules/draft', summary: 'Save the draft; problems name their field', body: z.object({ rules: z.array(EarningRule).check(z.maxLength(60)), expectSaves }), ok: z.object({ draft: RuleSet, problems: Problems }), refusals: ['draft-moved-on'] }),
  publishRules: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/earning-rules/publish', summary: 'Put the draft in force, now or from an instant', body: z.object({ expectVersion: z.int(), expectSaves, from: z.optional(At) }), ok: RuleSet, refusals: ['no-draft', 'draft-moved-on', 'version-scheduled', 'from-is-past', 'draft-has-problems'] }),
  withdrawRules: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/earning-rules/withdraw', summary: 'Take a scheduled version back: it is the draft again', body: z.object({ expectVersion: z.int() }), ok: RuleSet, refusals: ['not-scheduled', 'draft-in-the-way'] }),
  sampleEarning: route({ method: 'POST', room, access: ['manager'], path: '/api/earning-rules/sample', summary: 'What an order would earn under given rules, with the sum', body: z.object({ rules: z.array(EarningRule).check(z.maxLength(60)), paidMinor: MinorUp, category: z.optional(text(60)), tierId: z.optional(text(40)), on: z.optional(Day), brand: z.optional(text(60)), sku: z.optional(text(60)), units: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 1), storeId: z.optional(Id), channel: z.optional(text(40)), payment: z.optional(text(40)), birthday: z.optional(z.boolean()), firstOrder: z.optional(z.boolean()) }), ok: z.object({ points: Points, growth: Points, steps: z.array(z.object({ reason: Reason, value: z.nullable(z.string()) })) }) }),
  recordAction: route({ method: 'POST', room, access: ['integration:points'], act: true, path: '/api/members/{memberId}/actions', summary: 'Something a member did (a review, a referral, an event attended ...): rewarded once by the earning rules', params: memberId, body: z.object({ action: z.enum(['referral', 'review', 'event', 'post', 'profile', 'birthday']), ref: z.string().check(z.regex(/^[A-Za-z0-9._:-]{1,60}$/)), /** of a referral: the order of who was brought; the award falls when all of it is refunded */ orderId: z.optional(Id) }).check(z.refine((b) => b.orderId === undefined || b.action === 'referral', { path: ['orderId'] })), ok: BookAnswer, refusals: ['action-off', 'action-known', 'order-unknown', 'order-is-own', 'order-refunded'] }),
  checkIn: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/check-in', summary: 'Check in for today', body: z.object({}), ok: z.object({ points: Points, streak: Count, balance: BalanceBrief }), refusals: ['checked-in-already', 'check-in-off'] }),
} as const

