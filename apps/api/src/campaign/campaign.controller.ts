import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import { recordAudit } from '../audit/index.js'
import { merchantOf } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { actOnce, type Outcome } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, orNotFound, refuse, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { maskPhone } from '../platform/phone/index.js'
import { termsOf, worthOf } from '../points/index.js'
import { tierNames } from '../tier/index.js'
import { countAudience, firstOfAudience } from './audience.rows.js'
import { campaignEffect } from './campaign-effect.js'
import { campaignById, campaignPage, changeTerms, insertCampaign, isGivable, lockCampaign, schedule, stop, type CampaignRow, type Terms } from './campaign.rows.js'
import { armsOf, byDay, costOf, refusalsOf } from './effect.rows.js'
import { messageKey } from './give-campaign.js'
import { SendCampaigns } from './send-campaigns.js'
import { untilOf, wireCampaign, type WireCampaign } from './wire-campaign.js'

type R = typeof routes
const PREVIEW = 20
/** The server ended a statement that took too long. */
const isSlow = (fault: unknown): boolean => (fault as { code?: string } | null)?.code === '57014'

/** Campaigns: an audience looked at, an offer drafted, launched, stopped, and what it brought. */
@Controller()
export class CampaignController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly sender: SendCampaigns) {}

  @Endpoint(routes.countAudience)
  async count(@Input() { conditions }: InputOf<R['countAudience']>, @Caller() { merchantId }: StaffCaller) {
    const names = await tierNames(this.database, merchantId)
    const began = performance.now()
    try {
      return await this.database.inMerchant(merchantId, async (tx): Promise<AnswerOf<R['countAudience']>> => {
        const ask = { merchantId, conditions, now: this.clock.now(), zone: (await merchantOf(tx)).zone }
        const { members, steps, matched, reach, under14, messages, profile } = await countAudience(tx, ask)
        const tookMs = Math.round(performance.now() - began)
        const first = reach === 0 ? [] : await firstOfAudience(tx, ask, PREVIEW)
        return {
          members, steps, matched, leftOut: { under14, messages, profile }, reach, tookMs,
          preview: first.map((r) => ({ memberId: r.member_id, name: r.name, memberNo: r.member_no, phoneMasked: maskPhone(r.phone_last4), tier: names(r.tier_id), orderCount: r.order_count, lastOrderAt: r.last_order_at?.toISOString() ?? null })),
        }
      }, { readOnly: true })
    } catch (fault) {
      if (isSlow(fault)) return refuse('audience-too-slow')
      throw fault
    }
  }

  @Endpoint(routes.listCampaigns)
  async list(@Input() input: InputOf<R['listCampaigns']>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    const rows = await this.database.read<CampaignRow>(caller.merchantId, campaignPage({ merchantId: caller.merchantId, after: readCursor(input.cursor), limit: input.limit }))
    return pageOf(rows, input.limit, (r) => wireCampaign(r, now), (r) => [r.created_at.getTime(), r.campaign_id])
  }

  @Endpoint(routes.addCampaign)
  add(@Input() terms: InputOf<R['addCampaign']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.act('add-campaign', terms, caller, key, async (tx, campaignId, now) => {
      await insertCampaign(tx, { campaignId, terms, by: actorOf(caller) }, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'add-campaign', subject: `campaign:${campaignId}`, after: terms }, now)
      return { ok: true, answer: await this.shown(tx, campaignId) }
    })
  }

  @Endpoint(routes.readCampaign)
  read(@Input() { campaignId }: InputOf<R['readCampaign']>, @Caller() caller: StaffCaller): Promise<WireCampaign> {
    return this.database.inMerchant(caller.merchantId, (tx) => this.shown(tx, campaignId), { readOnly: true })
  }

  @Endpoint(routes.changeCampaign)
  change(@Input() { campaignId, ...terms }: InputOf<R['changeCampaign']>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const before = await lockCampaign(tx, campaignId)
      if (!before) throw notFound()
      if (before.state !== 'draft') return refuse('campaign-not-draft')
      await changeTerms(tx, campaignId, terms)
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-campaign', subject: `campaign:${campaignId}`, before: before.terms, after: terms }, this.clock.now())
      return this.shown(tx, campaignId)
    })
  }

  @Endpoint(routes.scheduleCampaign)
  async schedule(@Input() { campaignId, at }: InputOf<R['scheduleCampaign']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    const outcome = await this.act('schedule-campaign', { campaignId, at }, caller, key, async (tx, _actId, now) => {
      const row = await lockCampaign(tx, campaignId)
      if (!row) return refuse('not-found')
      if (row.state !== 'draft') return refuse('campaign-not-draft')
      if (at !== null && Date.parse(at) < now) return refuse('campaign-in-the-past')
      if (saysNothing(row.terms)) return refuse('campaign-says-nothing')
      if (row.terms.couponId !== null && !(await isGivable(tx, row.terms.couponId))) return refuse('coupon-unknown')
      await schedule(tx, campaignId, at === null ? now : Date.parse(at))
      await recordAudit(tx, { actor: actorOf(caller), action: 'schedule-campaign', subject: `campaign:${campaignId}`, after: { at } }, now)
      return { ok: true, answer: await this.shown(tx, campaignId) }
    })
    if (outcome.ok) void this.sender.start(caller.merchantId)
    return outcome
  }

  @Endpoint(routes.stopCampaign)
  stop(@Input() { campaignId }: InputOf<R['stopCampaign']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.act('stop-campaign', { campaignId }, caller, key, async (tx, _actId, now) => {
      const row = await lockCampaign(tx, campaignId)
      if (!row) return refuse('not-found')
      const shown = await this.shown(tx, campaignId)
      if (shown.phase !== 'scheduled' && shown.phase !== 'running') return refuse('campaign-not-under-way')
      const kept = await stop(tx, campaignId, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'stop-campaign', subject: `campaign:${campaignId}`, after: { notServed: kept } }, now)
      return { ok: true, answer: await this.shown(tx, campaignId) }
    })
  }

  @Endpoint(routes.readCampaignEffect)
  effect(@Input() { campaignId }: InputOf<R['readCampaignEffect']>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const row = await campaignById(tx, campaignId)
      if (!row) throw notFound()
      if (row.launched_at === null) return refuse('campaign-not-launched')
      const span = { campaignId, from: row.launched_at.getTime(), until: Math.min(now + 1, untilOf(row)!) }
      const [arms, days, cost, refusals, terms] = [await armsOf(tx, span), await byDay(tx, span), await costOf(tx, span, messageKey(campaignId)), await refusalsOf(tx, campaignId), await termsOf(tx)]
      return campaignEffect({ row, arms, days, cost, pointsMinor: worthOf(terms)(cost.points), refusals, now, zone: terms.zone })
    }, { report: true })
  }

  private async shown(tx: Tx, campaignId: string): Promise<WireCampaign> {
    const row = await campaignById(tx, campaignId)
    if (!row) throw notFound()
    return wireCampaign(row, this.clock.now())
  }

  private async act(kind: string, request: unknown, caller: StaffCaller, key: string, work: (tx: Tx, actId: string, now: number) => Promise<Outcome<WireCampaign>>): Promise<Outcome<WireCampaign>> {
    const now = this.clock.now()
    return orNotFound(await actOnce(this.database, { merchantId: caller.merchantId, actor: actorOf(caller), key, kind, request, now }, (tx, actId) => work(tx, actId, now)))
  }
}

/** An offer without a word to the member, or words without an offer: the second is fine, the first is not. */
const saysNothing = (t: Terms): boolean => t.titleZh === '' && t.titleEn === ''
