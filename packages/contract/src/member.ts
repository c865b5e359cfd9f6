import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Done, Id, Language, Minor, MonthDay, Name, Phone, Points, Reason, TierRef, pageOf, pageQuery, text } from './schema.js'

const room = 'member'
const memberId = z.object({ memberId: Id })
export const BalanceBrief = z.object({ available: Points, pending: Points, held: Points, debt: Points, shown: Points, worthMinor: z.nullable(Minor) })
export const ExpiryBrief = z.object({ on: Day, points: Points })
/** Where a member stands between tiers, ready for one sentence. */
export const TierProgress = z.object({
  tier: z.nullable(TierRef), until: z.nullable(Day), next: z.nullable(TierRef), unit: z.enum(['money', 'growth', 'orders']),
  have: z.int(), needNext: z.nullable(z.int()), missingNext: z.nullable(z.int()), keepNeed: z.nullable(z.int()), missingKeep: z.nullable(z.int()), keepBy: z.nullable(Day),
  /** where tiers go by several criteria: any one of them, or all */
  combine: z.enum(['any', 'all']), also: z.array(z.object({ unit: z.enum(['money', 'growth', 'orders']), have: z.int(), needNext: z.nullable(z.int()), keepNeed: z.nullable(z.int()) })),
})
export const MemberRow = z.object({ memberId: Id, memberNo: z.string(), name: z.string(), phoneMasked: z.nullable(z.string()), tier: z.nullable(TierRef), points: Points, orderCount: Count, spentMinor: Minor, lastOrderAt: z.nullable(At), joinedAt: At, tags: z.array(z.string()), source: z.string() })
export const Tag = z.object({ tag: z.string(), source: z.enum(['manual', 'rule', 'import']), why: z.string(), since: At, by: z.nullable(z.string()) })
export const TimelineEntry = z.object({ at: At, kind: z.enum(['joined', 'order', 'refund', 'points', 'tier', 'coupon', 'message', 'post', 'tag', 'profile', 'birthday']), ref: z.nullable(z.string()), reason: Reason, moneyMinor: z.nullable(Minor), points: z.nullable(Points) })
export const Member360 = z.object({
  memberId: Id, memberNo: z.string(), name: z.string(), phoneMasked: z.nullable(z.string()), birthday: z.nullable(z.string()), birthdayCalendar: z.enum(['solar', 'lunar']), region: z.string(), gender: z.string(), source: z.string(), storeName: z.nullable(z.string()), joinedAt: At, language: Language,
  accounts: z.array(z.object({ channel: z.string(), account: z.string() })), progress: TierProgress, tierSince: z.nullable(At), points: BalanceBrief, growth: Points, expiries: z.array(ExpiryBrief),
  orderCount: Count, spentMinor: Minor, spent12mMinor: Minor, orders12m: Count, usualGapDays: z.nullable(z.int()), sinceLastDays: z.nullable(z.int()), firstOrderAt: z.nullable(At), lastOrderAt: z.nullable(At), usableCoupons: Count, tags: z.array(Tag),
})
export const Me = z.object({ memberId: Id, memberNo: z.string(), name: z.string(), phoneMasked: z.nullable(z.string()), birthday: z.nullable(MonthDay), birthdayCalendar: z.enum(['solar', 'lunar']), birthYear: z.nullable(z.int()), birthdayLocked: z.boolean(), language: Language, largeType: z.boolean(), joinedAt: At, merchant: z.object({ merchantId: Id, slug: z.string(), name: z.string(), brand: z.string(), currency: z.string(), zone: z.string(), isDemo: z.boolean() }) })
export const Consent = z.object({ purpose: z.enum(['membership', 'messages', 'profile', 'community']), given: z.boolean(), required: z.boolean(), version: z.string(), at: z.nullable(At), history: z.array(z.object({ at: At, given: z.boolean(), version: z.string(), where: z.string() })) })
export const CouponCard = z.object({ memberCouponId: z.nullable(Id), couponId: Id, title: z.string(), kind: z.enum(['amount-off', 'percent-off']), amountMinor: z.nullable(Minor), rateBp: z.nullable(z.int()), capMinor: z.nullable(Minor), thresholdMinor: Minor, scopeText: z.string(), state: z.enum(['claimable', 'issued', 'locked', 'redeemed', 'expired', 'revoked', 'sold-out']), usable: z.boolean(), why: z.nullable(Reason), validFrom: z.nullable(At), validUntil: z.nullable(At), leftToClaim: z.nullable(z.int()), claimedAt: z.nullable(At), redeemedAt: z.nullable(At), orderNo: z.nullable(z.string()), code: z.nullable(z.string()) })
export const CheckInState = z.object({ today: Day, doneToday: z.boolean(), streak: Count, pointsToday: Points, week: z.array(z.object({ day: Day, done: z.boolean() })), month: z.array(Day), nextReward: z.nullable(z.object({ streak: z.int(), points: Points })) })
export const Home = z.object({
  now: At, me: Me, progress: TierProgress, sinceYears: z.int(), points: BalanceBrief, expiries: z.array(ExpiryBrief), coupons: z.array(CouponCard), couponCount: Count, claimableCount: Count,
  birthday: z.nullable(z.object({ daysLeft: z.int(), giftText: z.string(), received: z.boolean() })), checkIn: z.nullable(CheckInState),
  topic: z.nullable(z.object({ topicId: Id, title: z.string(), posts: Count, faces: z.array(z.string()) })), unread: Count,
  lastSettlement: z.nullable(z.object({ orderId: Id, at: At, seen: z.boolean() })), firstSteps: z.array(z.object({ step: z.enum(['birthday', 'first-order', 'first-post']), points: Points, done: z.boolean() })),
})

export const memberRoutes = {
  listMembers: route({ method: 'GET', room, access: ['manager'], path: '/api/members', summary: 'Members, newest buyers first; search by name, phone or number', query: z.object({ ...pageQuery, search: z.optional(text(60)), tierId: z.optional(text(40)), tag: z.optional(text(40)), source: z.optional(text(20)), joinedFrom: z.optional(Day), joinedTo: z.optional(Day), idleDays: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650))), stage: z.optional(z.enum(['new', 'active', 'at-risk', 'sleeping', 'lost'])), importId: z.optional(Id), sort: z._default(z.enum(['last-order', 'joined', 'spent', 'points']), 'last-order') }), ok: pageOf(MemberRow) }),
  countMembers: route({ method: 'GET', room, access: ['manager'], path: '/api/members/count', summary: 'How many members a list has; about, above 100,000', query: z.object({ search: z.optional(text(60)), tierId: z.optional(text(40)), tag: z.optional(text(40)), source: z.optional(text(20)), joinedFrom: z.optional(Day), joinedTo: z.optional(Day), idleDays: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650))), stage: z.optional(z.enum(['new', 'active', 'at-risk', 'sleeping', 'lost'])), importId: z.optional(Id) }), ok: z.object({ count: Count, exact: z.boolean() }) }),
  addMember: route({ method: 'POST', room, access: ['clerk', 'integration:members'], act: true, path: '/api/members', summary: 'Add a member by phone (at the till, with their consent), or find the one who has it', body: z.object({ phone: Phone, name: z._default(text(60), ''), consent: z.literal(true) }), status: 201, ok: z.object({ memberId: Id, isNew: z.boolean() }) }),
  readMember: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}', summary: 'The 360° page', params: memberId, ok: Member360 }),
  changeMember: route({ method: 'PATCH', room, access: ['manager'], path: '/api/members/{memberId}', summary: 'Correct name, birthday, region', params: memberId, body: z.object({ name: z.optional(Name), birthday: z.optional(z.nullable(MonthDay)), birthdayCalendar: z.optional(z.enum(['solar', 'lunar'])), birthYear: z.optional(z.nullable(z.int().check(z.minimum(1900), z.maximum(2100)))), region: z.optional(text(60)) }), ok: Member360 }),
  showMemberPhone: route({ method: 'POST', room, access: ['manager'], path: '/api/members/{memberId}/show-phone', summary: 'The whole phone number; each look is logged', params: memberId, body: z.object({ reason: z._default(text(200), '') }), ok: z.object({ phone: z.nullable(z.string()) }) }),
  bindMemberPhone: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/members/{memberId}/phone', summary: 'Bind a phone number to a member (an imported one, say)', params: memberId, body: z.object({ phone: Phone, reason: z._default(text(200), '') }), ok: Done, refusals: ['phone-bound-elsewhere'] }),
  readMemberTimeline: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/timeline', summary: 'What happened, newest first', params: memberId, query: z.object({ ...pageQuery, kind: z.optional(z.enum(['order', 'points', 'message', 'coupon'])) }), ok: pageOf(TimelineEntry) }),
  tagMember: route({ method: 'POST', room, access: ['manager'], path: '/api/members/{memberId}/tags', summary: 'Put a tag on a member, with a reason', params: memberId, body: z.object({ tag: text(20, 1), why: z._default(text(120), '') }), ok: z.object({ tags: z.array(Tag) }), refusals: ['too-many-tags'] }),
  untagMember: route({ method: 'POST', room, access: ['manager'], path: '/api/members/{memberId}/tags/remove', summary: 'Take a tag off', params: memberId, body: z.object({ tag: text(20, 1) }), ok: z.object({ tags: z.array(Tag) }) }),
  listTags: route({ method: 'GET', room, access: ['manager'], path: '/api/tags', summary: 'Tags in use with their counts', ok: z.object({ items: z.array(z.object({ tag: z.string(), members: Count })) }) }),
  readHome: route({ method: 'GET', room, access: ['member'], path: '/api/me/home', summary: 'Everything the phone\'s first screen shows, in one read', ok: Home }),
  readMe: route({ method: 'GET', room, access: ['member'], path: '/api/me', summary: 'My profile', ok: Me }),
  // WeChat's request knows no PATCH
  changeMe: route({ method: 'PUT', room, access: ['member'], path: '/api/me', summary: 'Change name, birthday (once a year), language, type size', body: z.object({ name: z.optional(Name), birthday: z.optional(MonthDay), birthdayCalendar: z.optional(z.enum(['solar', 'lunar'])), birthYear: z.optional(z.nullable(z.int().check(z.minimum(1900), z.maximum(2100)))), language: z.optional(Language), largeType: z.optional(z.boolean()) }), ok: Me, refusals: ['birthday-changed-already', 'under-14'] }),
  listMyConsents: route({ method: 'GET', room, access: ['member'], path: '/api/me/consents', summary: 'What I agreed to, by purpose', ok: z.object({ items: z.array(Consent) }) }),
  changeMyConsent: route({ method: 'PUT', room, access: ['member'], path: '/api/me/consents/{purpose}', summary: 'Agree or withdraw; in force at once', params: z.object({ purpose: z.enum(['membership', 'messages', 'profile', 'community']) }), body: z.object({ given: z.boolean() }), ok: z.object({ items: z.array(Consent) }), refusals: ['consent-required'] }),
  exportMe: route({ method: 'GET', room, access: ['member'], path: '/api/me/export', summary: 'Everything the shop keeps about me, as JSON', ok: z.record(z.string(), z.unknown()) }),
} as const
