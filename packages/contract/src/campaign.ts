import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, Minor, MinorUp, PointsUp, Reason, TierRef, pageOf, pageQuery, text } from './schema.js'

const room = 'campaign'
const days = z.int().check(z.minimum(1), z.maximum(3650))
const orders = z.int().check(z.minimum(0), z.maximum(100_000))
/**
 * One condition of an audience. All of them hold together (AND); what a condition counts are kept orders.
 * Everything but a tier looks at what somebody bought or is like, and so asks for their consent to that.
 */
export const AudienceCondition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tier'), tierIds: z.array(text(40, 1)).check(z.minLength(1), z.maxLength(20)) }),
  z.object({ kind: z.literal('tag'), tags: z.array(text(40, 1)).check(z.minLength(1), z.maxLength(20)) }),
  /** bought before, and last so many days ago or longer */
  z.object({ kind: z.literal('idle'), days }),
  /** bought within so many days */
  z.object({ kind: z.literal('recent'), days }),
  z.object({ kind: z.literal('orders-at-least'), orders }),
  z.object({ kind: z.literal('orders-at-most'), orders }),
  z.object({ kind: z.literal('spent-at-least'), minor: MinorUp }),
  z.object({ kind: z.literal('channel'), channels: z.array(text(40, 1)).check(z.minLength(1), z.maxLength(20)) }),
  z.object({ kind: z.literal('store'), storeIds: z.array(Id).check(z.minLength(1), z.maxLength(100)) }),
  z.object({ kind: z.literal('birth-month'), month: z.int().check(z.minimum(1), z.maximum(12)) }),
])
export const Conditions = z.array(AudienceCondition).check(z.maxLength(10))
/** Who is not reached though the conditions hold, each counted once, in this order. */
const LeftOut = z.object({ under14: Count, messages: Count, profile: Count })
export const CampaignTerms = z.object({
  name: text(40, 1), conditions: Conditions,
  couponId: z._default(z.nullable(Id), null), points: z._default(PointsUp.check(z.maximum(1_000_000)), 0),
  titleZh: z._default(text(40), ''), titleEn: z._default(text(80), ''), textZh: z._default(text(120), ''), textEn: z._default(text(240), ''),
  /** the share that gets nothing, to compare with: basis points, 1 % to half */
  holdoutBp: z._default(z.int().check(z.minimum(100), z.maximum(5000)), 500),
  /** days after the launch in which orders count; fixed before it */
  windowDays: z._default(z.union([z.literal(7), z.literal(14), z.literal(30)]), 14),
})
export const CampaignPhase = z.enum(['draft', 'scheduled', 'running', 'done', 'stopped'])
export const Campaign = z.object({
  campaignId: Id, phase: CampaignPhase, terms: CampaignTerms, couponTitle: z.nullable(z.string()), createdAt: At, launchAt: z.nullable(At), launchedAt: z.nullable(At), untilAt: z.nullable(At), sentAt: z.nullable(At), stoppedAt: z.nullable(At),
  /** of the frozen audience; before the launch all 0 */
  targets: Count, controls: Count, waiting: Count, issued: Count, refused: Count,
})
const Interval = z.object({ low: z.number(), mid: z.number(), high: z.number() })
const Arm = z.object({ arm: z.enum(['target', 'control']), members: Count, buyers: Count, orders: Count, revenueMinor: Minor, /** of the 90 days before the launch */ beforeMinor: Minor })
export const CampaignEffect = z.object({
  campaign: Campaign, now: At, /** days that count so far, and in all */ days: Count, windowDays: Count,
  target: Arm, control: Arm,
  /** share who ordered, target less control; null: one side has nobody */
  conversion: z.nullable(Interval),
  /** spent by a member, target less control, minor units; null: fewer than 30 members or no buyer on a side */
  perMember: z.nullable(Interval),
  /** the same for all targets: people who came, and money (minor units) */
  extraPeople: z.nullable(Interval), extraMinor: z.nullable(Interval), netMinor: z.nullable(Interval),
  /** what it cost: money taken off by its coupons, points at their worth */
  couponsUsed: Count, couponMinor: Minor, points: PointsUp, pointsMinor: Minor, costMinor: Minor,
  /** over, and the interval of the money does not hold 0 */
  verdict: z.enum(['early', 'more', 'less', 'unclear', 'no-control']),
  byDay: z.array(z.object({ day: Day, interval: z.nullable(Interval) })),
  leftOut: z.nullable(LeftOut), refusals: z.array(z.object({ reason: Reason, members: Count })),
  /** whether the groups spent alike in the 90 days before; null: too few to say */
  alikeBefore: z.nullable(z.boolean()),
  split: z.object({ p: z.number(), ok: z.boolean() }),
  /** read once in the inbox; who took back their consent to messages since the launch */
  opened: Count, unsubscribed: Count,
})
const campaignId = z.object({ campaignId: Id })
const Somebody = z.object({ memberId: Id, name: z.string(), memberNo: z.string(), phoneMasked: z.nullable(z.string()), tier: z.nullable(TierRef), orderCount: Count, lastOrderAt: z.nullable(At) })

export const campaignRoutes = {
  countAudience: route({ method: 'POST', room, access: ['manager'], path: '/api/campaigns/audience', summary: 'How many members some conditions hold, step by step, who of them is left out, and the first of them', body: z.object({ conditions: Conditions }), ok: z.object({
    members: Count, /** left after each condition and those before it */ steps: z.array(Count), matched: Count, leftOut: LeftOut, reach: Count, preview: z.array(Somebody), tookMs: Count,
  }), refusals: ['audience-too-slow'] }),
  listCampaigns: route({ method: 'GET', room, access: ['manager'], path: '/api/campaigns', summary: 'Campaigns, newest first', query: z.object(pageQuery), ok: pageOf(Campaign) }),
  addCampaign: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/campaigns', summary: 'Draft a campaign', body: CampaignTerms, status: 201, ok: Campaign }),
  readCampaign: route({ method: 'GET', room, access: ['manager'], path: '/api/campaigns/{campaignId}', summary: 'One campaign', params: campaignId, ok: Campaign }),
  changeCampaign: route({ method: 'PUT', room, access: ['manager'], path: '/api/campaigns/{campaignId}', summary: 'Change a draft', params: campaignId, body: CampaignTerms, ok: Campaign, refusals: ['campaign-not-draft'] }),
  scheduleCampaign: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/campaigns/{campaignId}/schedule', summary: 'Launch it now, or at an instant to come', params: campaignId, body: z.object({ at: z._default(z.nullable(At), null) }), ok: Campaign, refusals: ['campaign-not-draft', 'campaign-in-the-past', 'campaign-says-nothing', 'coupon-unknown'] }),
  stopCampaign: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/campaigns/{campaignId}/stop', summary: 'Nobody gets anything more; what was given stays', params: campaignId, body: z.object({}), ok: Campaign, refusals: ['campaign-not-under-way'] }),
  readCampaignEffect: route({ method: 'GET', room, access: ['manager'], path: '/api/campaigns/{campaignId}/effect', summary: 'What it brought, against those who were left alone', params: campaignId, ok: CampaignEffect, refusals: ['campaign-not-launched'] }),
} as const
