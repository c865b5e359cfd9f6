import type { AnswerOf, routes } from '@huitou/contract'
import { DAY, type Instant } from '@huitou/units'
import type { CampaignRow } from './campaign.rows.js'

export type WireCampaign = AnswerOf<typeof routes.readCampaign>

const iso = (at: Date | null) => (at === null ? null : at.toISOString())
export const untilOf = (r: Pick<CampaignRow, 'launched_at' | 'terms'>): Instant | null => (r.launched_at === null ? null : r.launched_at.getTime() + r.terms.windowDays * DAY)

/** Over when its window is: no job says so. */
export function wireCampaign(r: CampaignRow, now: Instant): WireCampaign {
  const until = untilOf(r)
  return {
    campaignId: r.campaign_id, phase: r.state === 'running' && until !== null && now >= until ? 'done' : r.state, terms: r.terms, couponTitle: r.coupon_title, createdAt: r.created_at.toISOString(), launchAt: iso(r.launch_at), launchedAt: iso(r.launched_at),
    untilAt: until === null ? null : new Date(until).toISOString(), sentAt: iso(r.sent_at), stoppedAt: iso(r.stopped_at), targets: r.targets, controls: r.controls, waiting: r.waiting, issued: r.issued, refused: r.refused,
  }
}
