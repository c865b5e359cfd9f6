import { messageOf } from '../campaign/index.js'
import { sendMessages } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import type { DemoCampaign, DemoPart } from './demo-campaigns.js'

/** Campaigns as they stand when all was sent; who was left out is counted while the lives are written. */
export async function insertCampaigns(tx: Tx, campaigns: readonly DemoCampaign[], by: string): Promise<void> {
  for (const c of campaigns) {
    const [at, drafted, sent] = [new Date(c.launchedAt), new Date(c.launchedAt - 3_600_000), new Date(c.launchedAt + 300_000)]
    await tx.run("insert into campaign (merchant_id, campaign_id, state, terms, created_by, created_at, launch_at, launched_at, sent_at, left_out) values ($1, $2, 'running', $3::jsonb, $4, $5, $6, $6, $7, '{\"under14\": 0, \"messages\": 0, \"profile\": 0}')", [tx.merchantId, c.campaignId, JSON.stringify(c.terms), by, drafted, at, sent])
  }
}

export async function insertParts(tx: Tx, parts: readonly DemoPart[]): Promise<void> {
  if (parts.length === 0) return
  await tx.run(
    `insert into campaign_member (merchant_id, campaign_id, member_id, arm, state, claim_id, at) select $1, p.campaign, p.member, p.arm, case p.arm when 'control' then 'held-out' else 'issued' end, p.claim, p.at from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::timestamptz[]) p(campaign, member, arm, claim, at)`,
    [tx.merchantId, parts.map((p) => p.campaign.campaignId), parts.map((p) => p.memberId), parts.map((p) => p.arm), parts.map((p) => p.claim?.claimId ?? null), parts.map((p) => (p.claim ? new Date(p.claim.claimedAt) : null))])
  for (const campaign of new Set(parts.map((p) => p.campaign))) {
    const served = parts.filter((p) => p.campaign === campaign && p.claim)
    await sendMessages(tx, served.map((p) => messageOf({ campaignId: campaign.campaignId, memberId: p.memberId, terms: campaign.terms, points: 0, hasCoupon: true })), campaign.launchedAt + 60_000)
  }
  // some read it the same day; who, follows from their id
  await tx.run("update inbox_message set read_at = at + interval '5 hours' where merchant_id = $1 and member_id = any($2::uuid[]) and once_key like 'campaign:%' and ('x' || left(md5(member_id::text), 4))::bit(16)::int % 100 < 43", [tx.merchantId, parts.map((p) => p.memberId)])
}

export const countLeftOut = (tx: Tx, o: { campaignId: string; reason: 'messages' | 'profile'; people: number }): Promise<number> =>
  tx.run('update campaign set left_out = left_out || jsonb_build_object($3::text, (left_out->>$3)::int + $4::int) where merchant_id = $1 and campaign_id = $2', [tx.merchantId, o.campaignId, o.reason, o.people])
