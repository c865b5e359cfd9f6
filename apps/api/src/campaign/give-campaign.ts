import type { Instant, MemberId } from '@huitou/units'
import { couponStock, issueNeeds, judgeIssue } from '../coupon/index.js'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type BatchStates, type Nudge, type Participant } from '../platform/group-commit/index.js'
import { plainAward, pointsBook, pointsNudge } from '../points/index.js'
import { looksAtProfile } from './audience.rows.js'
import { readWaiting, serve, shareCampaigns, type ServedRow, type Terms, type WaitingRow } from './campaign.rows.js'

export interface GiveCampaign {
  readonly campaignId: string
  readonly memberId: MemberId
  /** the campaign's own, so that its stock is locked with it; it is fixed from the launch on */
  readonly couponId: string | null
  readonly points: number
}

interface CampaignNeed { readonly campaignId: string; readonly memberId: MemberId }
interface Desk { readonly rows: ReadonlyMap<string, WaitingRow>; readonly served: ServedRow[]; readonly messages: NewMessage[] }
const placeOf = (n: CampaignNeed) => `${n.campaignId} ${n.memberId}`

class CampaignDesk implements Participant<CampaignNeed, Desk> {
  readonly name = 'campaign-desk'
  readonly order = 40
  readonly need = (need: CampaignNeed) => needOf<CampaignNeed, Desk>(this, need)
  async lock(tx: Tx, needs: readonly CampaignNeed[]): Promise<void> {
    await shareCampaigns(tx, [...new Set(needs.map((n) => n.campaignId))])
  }
  async read(tx: Tx, needs: readonly CampaignNeed[]): Promise<Desk> {
    const rows = await readWaiting(tx, needs)
    return { rows: new Map(rows.map((r) => [placeOf({ campaignId: r.campaign_id, memberId: r.member_id }), r])), served: [], messages: [] }
  }
  async write(tx: Tx, desk: Desk, now: Instant): Promise<void> {
    if (desk.served.length === 0) return
    await serve(tx, desk.served, now)
    await sendMessages(tx, desk.messages, now)
  }
}
const campaignDesk = new CampaignDesk()

/** The key under which a message of a campaign is kept: once for each member. */
export const messageKey = (campaignId: string): string => `campaign:${campaignId}`

/** What the member reads; also of the demo's past. */
export function messageOf(o: { campaignId: string; memberId: MemberId; terms: Terms; points: number; hasCoupon: boolean }): NewMessage {
  const { titleZh, titleEn, textZh, textEn } = o.terms
  const what = o.points > 0 && o.hasCoupon ? 'gift-points-and-coupon' : o.hasCoupon ? 'gift-coupon' : o.points > 0 ? 'gift-points' : 'gift-words'
  return {
    memberId: o.memberId, kind: o.hasCoupon ? 'coupon' : 'care', onceKey: messageKey(o.campaignId), link: o.hasCoupon ? '/coupon' : o.points > 0 ? '/points' : '',
    title: { code: 'campaign-title', facts: { titleZh, titleEn } }, body: what === 'gift-words' && !textZh && !textEn ? null : { code: what, facts: { points: o.points, textZh, textEn } },
  }
}

/**
 * One member of a frozen audience is served, once: coupon, points and a message, or no and why. All of the offer or nothing:
 * the message must not promise what is not there. The reasons in this order: campaign-member-left, consent-withdrawn, those of the
 * coupon (its limits hold as for everybody who claims it), those of the points.
 */
export const giveCampaign: ActKind<GiveCampaign, { state: 'issued' | 'refused'; code: string | null }> = {
  name: 'give-campaign',
  members: (r) => [r.memberId],
  needs: (r) => [
    campaignDesk.need(r), ...(r.points > 0 ? [pointsBook.need({ memberId: r.memberId })] : []),
    ...(r.couponId === null ? [] : issueNeeds({ memberId: r.memberId, couponId: r.couponId, once: { source: 'campaign', sourceKey: r.campaignId } })),
  ],
  decide(r, batch, ctx) {
    const desk = batch.of(campaignDesk)
    const row = desk.rows.get(placeOf(r))
    if (!row || row.state !== 'waiting' || !row.running) return { ok: false, refusal: { code: 'gift-given-already', facts: {} } }
    const outcome = decideOne(r, row, batch, ctx)
    desk.served.push({ campaignId: r.campaignId, memberId: r.memberId, state: outcome.code === null ? 'issued' : 'refused', code: outcome.code, claimId: outcome.claimId, points: outcome.code === null ? r.points : 0 })
    if (outcome.code !== null) return { ok: true, answer: { state: 'refused', code: outcome.code } }
    desk.messages.push(messageOf({ ...r, terms: row.terms, hasCoupon: outcome.claimId !== null }))
    return { ok: true, answer: { state: 'issued', code: null }, nudges: [...outcome.nudges, { topic: 'inbox', audience: `member:${r.memberId}`, ref: r.campaignId }] }
  },
}

type One = { readonly code: string; readonly claimId: null } | { readonly code: null; readonly claimId: string | null; readonly nudges: readonly Nudge[] }
const no = (code: string): One => ({ code, claimId: null })

function decideOne(r: GiveCampaign, row: WaitingRow, batch: BatchStates, ctx: { now: Instant; actId: string; actor: string }): One {
  if (row.left) return no('campaign-member-left')
  if (!row.messages || (looksAtProfile(row.terms.conditions) && !row.profile)) return no('consent-withdrawn')
  const judged = r.couponId === null ? null : batch.of(couponStock).row(r.couponId) ? judgeIssue(batch, { memberId: r.memberId, couponId: r.couponId, source: 'campaign', sourceKey: r.campaignId, gift: false }, ctx) : undefined
  if (judged === undefined) return no('coupon-unknown')
  if (judged && !judged.ok) return no(judged.refusal.code)
  if (r.points > 0) {
    const books = batch.of(pointsBook)
    const award = plainAward(books, { memberId: r.memberId, wallet: 'points', points: r.points, ruleId: 'campaign' }, { kind: 'gift', gift: 'campaign' })
    const booked = books.book(r.memberId, { id: ctx.actId, kind: 'gift', actId: ctx.actId, actor: ctx.actor, deeds: [{ kind: 'award', source: { actId: ctx.actId }, awards: [award] }] })
    if (!booked.ok) return no(booked.refusal.code)
  }
  const given = judged?.give()
  return { code: null, claimId: given ? given.answer.card.memberCouponId : null, nudges: [...(given?.nudges ?? []), ...(r.points > 0 ? [pointsNudge(r.memberId)] : [])] }
}
