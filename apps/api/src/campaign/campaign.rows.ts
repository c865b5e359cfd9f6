import { assert, type Instant, type MemberId } from '@huitou/units'
import type { CampaignTerms } from '@huitou/contract'
import type * as z from 'zod/mini'
import type { Sql, Tx } from '../platform/database/index.js'

export type Terms = z.output<typeof CampaignTerms>
export type Stored = 'draft' | 'scheduled' | 'running' | 'stopped'

export interface LeftOut { readonly under14: number; readonly messages: number; readonly profile: number }
export interface CampaignRow {
  readonly campaign_id: string; readonly state: Stored; readonly terms: Terms; readonly created_at: Date; readonly launch_at: Date | null; readonly launched_at: Date | null; readonly sent_at: Date | null; readonly stopped_at: Date | null; readonly left_out: LeftOut | null
  readonly coupon_title: string | null
  readonly targets: number; readonly controls: number; readonly waiting: number; readonly issued: number; readonly refused: number
}

const COUNTED = `select c.campaign_id, c.state, c.terms, c.created_at, c.launch_at, c.launched_at, c.sent_at, c.stopped_at, c.left_out, p.title as coupon_title, n.* from campaign c
  left join coupon p on p.merchant_id = c.merchant_id and p.coupon_id = (c.terms->>'couponId')::uuid
  cross join lateral (select count(*) filter (where k.arm = 'target')::int as targets, count(*) filter (where k.arm = 'control')::int as controls, count(*) filter (where k.state = 'waiting')::int as waiting, count(*) filter (where k.state = 'issued')::int as issued, count(*) filter (where k.state = 'refused')::int as refused
    from campaign_member k where k.merchant_id = c.merchant_id and k.campaign_id = c.campaign_id) n`

export const campaignPage = (o: { merchantId: string; after: readonly [number, string] | null; limit: number }): Sql => ({
  text: `${COUNTED} where c.merchant_id = $1 and ($2::timestamptz is null or (c.created_at, c.campaign_id) < ($2, $3::uuid)) order by c.created_at desc, c.campaign_id desc limit $4`,
  values: [o.merchantId, o.after ? new Date(o.after[0]) : null, o.after?.[1] ?? null, o.limit + 1],
})

export const campaignById = async (tx: Tx, campaignId: string): Promise<CampaignRow | undefined> =>
  (await tx.query<CampaignRow>(`${COUNTED} where c.merchant_id = $1 and c.campaign_id = $2`, [tx.merchantId, campaignId]))[0]

export interface HeldCampaign { readonly state: Stored; readonly terms: Terms; readonly launch_at: Date | null; readonly launched_at: Date | null }
/** The row itself, for whoever moves it on. */
export const lockCampaign = async (tx: Tx, campaignId: string): Promise<HeldCampaign | undefined> =>
  (await tx.query<HeldCampaign>('select state, terms, launch_at, launched_at from campaign where merchant_id = $1 and campaign_id = $2 for no key update', [tx.merchantId, campaignId]))[0]

export const insertCampaign = (tx: Tx, o: { campaignId: string; terms: Terms; by: string }, now: Instant): Promise<number> =>
  tx.run("insert into campaign (merchant_id, campaign_id, state, terms, created_by, created_at) values ($1, $2, 'draft', $3::jsonb, $4, $5)", [tx.merchantId, o.campaignId, JSON.stringify(o.terms), o.by, new Date(now)])

export const changeTerms = (tx: Tx, campaignId: string, terms: Terms): Promise<number> =>
  tx.run("update campaign set terms = $3::jsonb where merchant_id = $1 and campaign_id = $2 and state = 'draft'", [tx.merchantId, campaignId, JSON.stringify(terms)])

export const schedule = (tx: Tx, campaignId: string, at: Instant): Promise<number> =>
  tx.run("update campaign set state = 'scheduled', launch_at = $3 where merchant_id = $1 and campaign_id = $2 and state = 'draft'", [tx.merchantId, campaignId, new Date(at)])

export const startRunning = (tx: Tx, campaignId: string, leftOut: LeftOut, now: Instant): Promise<number> =>
  tx.run("update campaign set state = 'running', launched_at = $3, left_out = $4::jsonb where merchant_id = $1 and campaign_id = $2 and state = 'scheduled'", [tx.merchantId, campaignId, new Date(now), JSON.stringify(leftOut)])

/** Ended by hand: who waits is told no, with the reason. What was given stays. */
export async function stop(tx: Tx, campaignId: string, now: Instant): Promise<number> {
  await tx.run("update campaign set state = 'stopped', stopped_at = $3 where merchant_id = $1 and campaign_id = $2", [tx.merchantId, campaignId, new Date(now)])
  return tx.run("update campaign_member set state = 'refused', code = 'campaign-stopped', at = $3 where merchant_id = $1 and campaign_id = $2 and state = 'waiting'", [tx.merchantId, campaignId, new Date(now)])
}

export interface OpenCampaign { readonly campaign_id: string; readonly state: 'scheduled' | 'running'; readonly terms: Terms }
/** What is due to launch, and what is being sent. */
export const openCampaigns = (tx: Tx, now: Instant): Promise<OpenCampaign[]> =>
  tx.query("select campaign_id, state, terms from campaign where merchant_id = $1 and ((state = 'scheduled' and launch_at <= $2) or (state = 'running' and sent_at is null)) order by launch_at, campaign_id", [tx.merchantId, new Date(now)])

/** Those who left or were merged into another since the launch are not served; the kept one of a merge is by their own row. */
export const passOver = (tx: Tx, campaignId: string, now: Instant): Promise<number> => tx.run(
  `update campaign_member k set state = 'refused', code = 'campaign-member-left', at = $3 from member m where k.merchant_id = $1 and k.campaign_id = $2 and k.state = 'waiting' and m.merchant_id = $1 and m.member_id = k.member_id and m.left_at is not null`, [tx.merchantId, campaignId, new Date(now)])

export const nextWaiting = async (tx: Tx, campaignId: string, most: number): Promise<MemberId[]> =>
  (await tx.query<{ member_id: MemberId }>("select member_id from campaign_member where merchant_id = $1 and campaign_id = $2 and state = 'waiting' order by member_id limit $3", [tx.merchantId, campaignId, most])).map((r) => r.member_id)

export const markSent = (tx: Tx, campaignId: string, now: Instant): Promise<number> =>
  tx.run("update campaign set sent_at = $3 where merchant_id = $1 and campaign_id = $2 and state = 'running' and sent_at is null and not exists (select from campaign_member k where k.merchant_id = $1 and k.campaign_id = $2 and k.state = 'waiting')", [tx.merchantId, campaignId, new Date(now)])

export interface WaitingRow { readonly campaign_id: string; readonly member_id: MemberId; readonly state: 'waiting' | 'issued' | 'refused' | 'held-out'; readonly running: boolean; readonly terms: Terms; readonly left: boolean; readonly messages: boolean; readonly profile: boolean }

/** Giving takes the campaign's row together with others that give; stopping takes it alone. */
export const shareCampaigns = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run('select 1 from campaign where merchant_id = $1 and campaign_id = any($2::uuid[]) order by campaign_id for share', [tx.merchantId, ids], 'share-campaigns')

const says = (purpose: string) => `coalesce((select c.given from consent c where c.merchant_id = k.merchant_id and c.member_id = k.member_id and c.purpose = '${purpose}' order by c.at desc, c.consent_id desc limit 1), false)`
/** The rows of a batch, with what the members say now: a consent withdrawn between launch and sending is honoured. */
export const readWaiting = (tx: Tx, asked: readonly { campaignId: string; memberId: MemberId }[]): Promise<WaitingRow[]> => tx.query<WaitingRow>(
  `select k.campaign_id, k.member_id, k.state, c.state = 'running' as running, c.terms, m.left_at is not null as left, ${says('messages')} as messages, ${says('profile')} as profile
   from unnest($2::uuid[], $3::uuid[]) a(campaign_id, member_id) join campaign_member k on k.merchant_id = $1 and k.campaign_id = a.campaign_id and k.member_id = a.member_id
   join campaign c on c.merchant_id = $1 and c.campaign_id = k.campaign_id join member m on m.merchant_id = $1 and m.member_id = k.member_id`,
  [tx.merchantId, asked.map((a) => a.campaignId), asked.map((a) => a.memberId)], 'read-campaign-members')

export interface ServedRow { readonly campaignId: string; readonly memberId: MemberId; readonly state: 'issued' | 'refused'; readonly code: string | null; readonly claimId: string | null; readonly points: number }

/** One move for each, from waiting; a row that is not where it was read stops the batch. */
export async function serve(tx: Tx, rows: readonly ServedRow[], now: Instant): Promise<void> {
  const moved = await tx.run(
    `update campaign_member k set state = u.state, code = u.code, claim_id = u.claim, points = u.points, at = $8 from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::bigint[]) u(campaign, member, state, code, claim, points)
     where k.merchant_id = $1 and k.campaign_id = u.campaign and k.member_id = u.member and k.state = 'waiting'`,
    [tx.merchantId, rows.map((r) => r.campaignId), rows.map((r) => r.memberId), rows.map((r) => r.state), rows.map((r) => r.code), rows.map((r) => r.claimId), rows.map((r) => r.points), new Date(now)], 'serve-campaign-members')
  assert(moved === rows.length, 'a member of a campaign moved under its lock')
}

/** Whether anybody can be given that coupon. */
export const isGivable = async (tx: Tx, couponId: string): Promise<boolean> =>
  (await tx.query("select 1 from coupon where merchant_id = $1 and coupon_id = $2 and state in ('published', 'paused')", [tx.merchantId, couponId])).length > 0
