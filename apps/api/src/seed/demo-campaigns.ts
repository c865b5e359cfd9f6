import { createHash } from 'node:crypto'
import { CampaignTerms } from '@huitou/contract'
import { addDays, DAY, instantOf, startOfDate, type Instant, type LocalDate, type MemberId } from '@huitou/units'
import * as z from 'zod/mini'
import { armOf, looksAtProfile } from '../campaign/index.js'
import type { Purpose } from '../consent/index.js'
import { newId } from '../platform/ids/index.js'
import { Dice } from './dice.js'
import { GOODS } from './demo-goods.js'
import { someBasket, ZONE, type Life, type Wish } from './demo-life.js'
import { coupon, type DemoCoupon } from './demo-terms.js'
import type { DemoClaim } from './live-life.js'

export type Terms = z.output<typeof CampaignTerms>
export interface DemoCampaign {
  readonly campaignId: string
  readonly terms: Terms
  readonly launchedAt: Instant
  readonly coupon: DemoCoupon & { readonly couponId: string; left: number }
  /** share of everybody in it who come once more by themselves, and of those served who come for it besides */
  readonly base: number
  readonly uplift: number
}

/** An id that is the same for the same seed: who is held out follows from ids, and the demo is one shop every time. */
export function seededId<T extends string = string>(what: string, at: Instant): T {
  const hex = createHash('sha256').update(what).digest('hex')
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${'89ab'[Number.parseInt(hex[3]!, 16) & 3]}${hex.slice(4, 7)}-${hex.slice(7, 19)}` as T
}

/**
 * Three campaigns of the past, with effects worth finding: sleepers who came back for it, regulars who would have come anyway
 * and only took the money, and one that began four days ago, of which nothing can be said yet.
 */
export function demoCampaigns(seed: number, today: LocalDate): DemoCampaign[] {
  const of = (key: string, back: number, { base, uplift }: { base: number; uplift: number }, terms: Omit<z.input<typeof CampaignTerms>, 'couponId'>, offer: { title: string; thresholdMinor: number; amountMinor: number }): DemoCampaign => {
    const [from, until] = [addDays(today, -back), addDays(today, 30 - back)]
    const launchedAt = instantOf(from, ZONE, 10 * 3600)
    const couponId = newId()
    const offered = coupon({ ...offer, kind: 'amount-off', validity: { kind: 'fixed', from, until }, claimFrom: new Date(startOfDate(from, ZONE)).toISOString(), claimable: false, total: 5000 })
    return { campaignId: seededId(`campaign ${seed} ${key}`, launchedAt), launchedAt, base, uplift, terms: z.parse(CampaignTerms, { ...terms, couponId }), coupon: { key, couponId, terms: offered, from, until, state: until >= today ? 'published' : 'ended', claimShare: 0, useShare: 0.95, left: 5000 } }
  }
  return [
    of('win-back', 45, { base: 0.08, uplift: 0.2 }, { name: '请回走远的老客', conditions: [{ kind: 'idle', days: 60 }, { kind: 'orders-at-least', orders: 2 }], titleZh: '好久不见，茶还温着', titleEn: 'Long time no see: the tea is still warm', textZh: '给您留了一张券，路过坐坐', textEn: 'A coupon is waiting for you', holdoutBp: 2000, windowDays: 14 }, { title: '回来坐坐 满 150 减 30', thresholdMinor: 15_000, amountMinor: 3000 }),
    of('regulars', 75, { base: 0, uplift: 0 }, { name: '常客答谢', conditions: [{ kind: 'recent', days: 30 }, { kind: 'orders-at-least', orders: 3 }], titleZh: '谢谢您常来', titleEn: 'Thank you for coming so often', textZh: '一点心意', textEn: 'A small thank-you', holdoutBp: 2000, windowDays: 14 }, { title: '常客 满 200 减 20', thresholdMinor: 20_000, amountMinor: 2000 }),
    of('second-visit', 4, { base: 0.02, uplift: 0.02 }, { name: '新客再来一次', conditions: [{ kind: 'recent', days: 60 }, { kind: 'orders-at-most', orders: 3 }], titleZh: '上回的茶，喝着还好吗', titleEn: 'How was the tea?', textZh: '再来挑一罐，减 15', textEn: 'Come for another tin, 15 off', holdoutBp: 1000, windowDays: 14 }, { title: '再来一罐 满 120 减 15', thresholdMinor: 12_000, amountMinor: 1500 }),
  ]
}

/** What a demo member said when they joined: all to membership, most to being told, fewer to offers by what they bought. By number, not by the dice. */
export const saidBy = (n: number): readonly Purpose[] => ['membership', ...(n % 5 === 4 ? [] : ['messages'] as const), ...(n % 4 === 3 ? [] : ['profile'] as const)]

export interface DemoPart { readonly campaign: DemoCampaign; readonly memberId: MemberId; readonly arm: 'target' | 'control'; readonly claim: DemoClaim | null }
export interface Campaigned { readonly life: Life; readonly parts: readonly DemoPart[]; readonly leftOut: readonly { readonly campaignId: string; readonly reason: 'messages' | 'profile' }[] }

/** Whether the conditions held at that instant, by what somebody had bought until then. */
function holdsAt(terms: Terms, bought: readonly Instant[], at: Instant): boolean {
  const last = bought.at(-1)
  return last !== undefined && terms.conditions.every((c) => {
    switch (c.kind) {
      case 'idle': return last <= at - c.days * DAY
      case 'recent': return last > at - c.days * DAY
      case 'orders-at-least': return bought.length >= c.orders
      case 'orders-at-most': return bought.length <= c.orders
      default: return false
    }
  })
}

/** A life as the campaigns met it: in which group, served or left alone, and once more in the shop because of it. */
export function meetCampaigns(o: { seed: number; n: number; memberId: MemberId; life: Life; campaigns: readonly DemoCampaign[]; now: Instant }): Campaigned {
  const dice = new Dice(o.seed * 17 + o.n * 40_503)
  const said = saidBy(o.n)
  const parts: DemoPart[] = []
  const leftOut: { campaignId: string; reason: 'messages' | 'profile' }[] = []
  let wishes: readonly Wish[] = o.life.wishes
  for (const campaign of [...o.campaigns].sort((a, b) => a.launchedAt - b.launchedAt)) {
    const { campaignId, terms, launchedAt } = campaign
    if (!holdsAt(terms, wishes.filter((w) => w.at < launchedAt).map((w) => w.at), launchedAt)) continue
    const no = !said.includes('messages') ? 'messages' as const : looksAtProfile(terms.conditions) && !said.includes('profile') ? 'profile' as const : null
    if (no) { leftOut.push({ campaignId, reason: no }); continue }
    const arm = armOf({ campaignId, memberId: o.memberId, holdoutBp: terms.holdoutBp })
    const claim: DemoClaim | null = arm === 'control' ? null : { claimId: newId(), couponId: campaign.coupon.couponId, memberId: o.memberId, claimedAt: launchedAt + 60_000, coupon: campaign.coupon, campaignId, used: null }
    parts.push({ campaign, memberId: o.memberId, arm, claim })
    const comes = dice.chance(campaign.base + (claim ? campaign.uplift : 0))
    const at = launchedAt + dice.between(1, terms.windowDays - 1) * DAY + dice.between(0, 8 * 3600) * 1000
    if (comes && at < o.now - 3_600_000) wishes = [...wishes, someVisit(dice, at)].sort((a, b) => a.at - b.at)
  }
  return { life: { ...o.life, wishes: [...wishes] }, parts, leftOut }
}

const TASTE = GOODS.map((g) => g.weight)
const someVisit = (dice: Dice, at: Instant): Wish => ({ at, channel: 'till', store: dice.weighted([50, 32, 18]), basket: someBasket(dice, TASTE, 1.2), coupon: true, points: false, payment: 'wechat', refund: null })
