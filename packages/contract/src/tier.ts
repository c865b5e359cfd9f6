import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, Minor, MonthDay, OwnExpiry, Points, PointsUp, RateBp, Reason, TierRef, text } from './schema.js'
import { TierProgress } from './member.js'

const room = 'tier'
export const Benefits = z.object({
  multiplierBp: z._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 10_000),
  /** 9,500 = pays 95%; 10,000 = no discount */
  priceBp: z._default(RateBp.check(z.maximum(10_000)), 10_000), discountCategories: z._default(z.array(text(60, 1)).check(z.maxLength(100)), []), freeShipping: z._default(z.boolean(), false), birthdayPoints: z._default(PointsUp, 0), texts: z._default(z.array(text(80, 1)).check(z.maxLength(12)), []),
  /** coupons given on reaching the tier, and each month while it is held */
  reachedCoupons: z._default(z.array(Id).check(z.maxLength(20)), []), monthlyCoupons: z._default(z.array(Id).check(z.maxLength(20)), []),
  /** flash sales and new goods open so many hours earlier; who is served first */
  earlyHours: z._default(z.int().check(z.minimum(0), z.maximum(720)), 0), servicePriority: z._default(z.int().check(z.minimum(0), z.maximum(9)), 0),
  /** points earned while the tier is held last so long; null: as the shop says. A rule that says so itself goes before it */
  pointsExpiry: z._default(z.nullable(OwnExpiry), null),
})
const Threshold = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000))
export const Tier = z.object({ tierId: text(40, 1), name: text(20, 1), rank: z.int().check(z.minimum(0), z.maximum(20)), material: z.enum(['silver', 'gold', 'platinum', 'black']), reach: Threshold, keep: z.nullable(Threshold),
  /** where tiers go by several criteria: the thresholds of the others */
  also: z._default(z.object({ growth: z.optional(Threshold), spend: z.optional(Threshold), orders: z.optional(Threshold) }), {}), benefits: Benefits })
export const TierTerms = z.object({
  criterion: z._default(z.enum(['growth', 'spend', 'orders']), 'growth'),
  /** of several criteria: any one, or all of them */
  combine: z._default(z.enum(['any', 'all']), 'any'),
  window: z._default(z.enum(['lifetime', 'rolling', 'calendar-month', 'calendar-quarter', 'calendar-year', 'joining-year', 'tier-year', 'date-year']), 'rolling'), rollingMonths: z._default(z.int().check(z.minimum(1), z.maximum(60)), 12),
  /** the day on which a year by the merchant's own date begins */
  yearFrom: z._default(MonthDay, '01-01'),
  reach: z._default(z.enum(['at-once', 'next-window']), 'at-once'), holds: z._default(z.enum(['next-window', 'that-window']), 'next-window'),
  downgrade: z._default(z.enum(['by-balance', 'one-step', 'never']), 'by-balance'), graceDays: z._default(z.int().check(z.minimum(0), z.maximum(366)), 0), graceMonths: z._default(z.int().check(z.minimum(0), z.maximum(12)), 0), graceToMonthEnd: z._default(z.boolean(), false),
  newTerms: z._default(z.enum(['window-end', 'at-once']), 'window-end'), warnDays: z._default(z.int().check(z.minimum(0), z.maximum(180)), 30),
})
/** scheduled: published for a later instant */
export const TierSet = z.object({ version: z.int(), state: z.enum(['draft', 'scheduled', 'published', 'retired']), saves: z.int(), publishedAt: z.nullable(At), from: z.nullable(At), until: z.nullable(At), terms: TierTerms, tiers: z.array(Tier) })
export const TierChange = z.object({ at: At, from: z.nullable(TierRef), to: z.nullable(TierRef), reason: Reason, until: z.nullable(Day), facts: z.array(Reason) })
export const TierMoves = z.object({ tookMs: z.int(), members: Count, up: Count, down: Count, stay: Count, byPair: z.array(z.object({ from: z.nullable(z.string()), to: z.nullable(z.string()), members: Count })), bins: z.array(z.object({ from: z.int(), to: z.int(), members: Count })), nearest: z.array(z.object({ memberId: Id, name: z.string(), have: z.int(), from: z.nullable(z.string()), to: z.nullable(z.string()) })), perTier: z.array(z.object({ tierId: z.string(), before: Count, after: Count })) })
const SetBody = z.object({ terms: TierTerms, tiers: z.array(Tier).check(z.minLength(1), z.maxLength(12)) })
/** the draft as it was opened: saved by somebody else since, it is not overwritten */
const expectSaves = z.optional(z.int())
const Problems = z.array(z.object({ path: z.string(), reason: Reason }))

export const tierRoutes = {
  readTiers: route({ method: 'GET', room, access: ['clerk'], path: '/api/tiers', summary: 'The tier set in force, the draft, members per tier', ok: z.object({ current: z.nullable(TierSet), scheduled: z.nullable(TierSet), draft: z.nullable(TierSet), problems: Problems, versions: z.array(z.object({ version: z.int(), publishedAt: At, from: At })), members: z.array(z.object({ tierId: z.nullable(z.string()), members: Count })) }) }),
  saveTierDraft: route({ method: 'PUT', room, access: ['manager'], path: '/api/tiers/draft', summary: 'Save the draft; problems name their field', body: z.object({ terms: TierTerms, tiers: z.array(Tier).check(z.minLength(1), z.maxLength(12)), expectSaves }), ok: z.object({ draft: TierSet, problems: Problems, warnings: Problems }), refusals: ['draft-moved-on'] }),
  previewTiers: route({ method: 'POST', room, access: ['manager'], path: '/api/tiers/preview', summary: 'Who would move, on the members as they stand', body: SetBody, ok: z.object({ moves: TierMoves, problems: Problems, warnings: Problems }) }),
  publishTiers: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/tiers/publish', summary: 'Put the draft in force, now or from an instant: members move up at once, down at their window\'s end', body: z.object({ expectVersion: z.int(), expectSaves, from: z.optional(At) }), ok: z.object({ set: TierSet, movedUp: Count }), refusals: ['no-draft', 'draft-moved-on', 'version-scheduled', 'from-is-past', 'draft-has-problems'] }),
  withdrawTiers: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/tiers/withdraw', summary: 'Take a scheduled version back: it is the draft again', body: z.object({ expectVersion: z.int() }), ok: TierSet, refusals: ['not-scheduled', 'draft-in-the-way'] }),
  readMyTier: route({ method: 'GET', room, access: ['member'], path: '/api/me/tier', summary: 'My tier, what is missing, benefits used and left, history', ok: z.object({ progress: TierProgress, tiers: z.array(Tier), history: z.array(TierChange), savedMinor: Minor, growth: Points, /** titles of the coupons that tiers give */ coupons: z.array(z.object({ couponId: Id, title: z.string() })) }) }),
  readMemberTier: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/tier', summary: 'A member\'s tier and why', params: z.object({ memberId: Id }), ok: z.object({ progress: TierProgress, history: z.array(TierChange), grant: z.nullable(z.object({ reason: z.string(), lastDay: z.nullable(Day) })) }) }),
  grantTier: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/members/{memberId}/tier/grant', summary: 'Give a tier by hand, with a reason and an end', params: z.object({ memberId: Id }), body: z.object({ tierId: text(40, 1), lastDay: z.nullable(Day), reason: text(120, 2) }), ok: z.object({ progress: TierProgress }), refusals: ['tier-unknown', 'grant-is-past'] }),
  endTierGrant: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/members/{memberId}/tier/end-grant', summary: 'Take a given tier back: what was earned counts again', params: z.object({ memberId: Id }), body: z.object({ reason: text(120, 2) }), ok: z.object({ progress: TierProgress }), refusals: ['no-grant'] }),
} as const
