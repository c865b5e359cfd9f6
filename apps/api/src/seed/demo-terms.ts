import { EarningRule, PromotionTerms, Tier, TierTerms, type CouponTerms } from '@huitou/contract'
import { addDays, startOfDate, type LocalDate } from '@huitou/units'
import * as z from 'zod/mini'

const ZONE = 'Asia/Shanghai'
type WireRule = z.output<typeof EarningRule>
type WireTier = z.output<typeof Tier>
export type WireCoupon = z.output<typeof CouponTerms>
export type WirePromotion = z.output<typeof PromotionTerms>

const rule = (over: Partial<WireRule> & Pick<WireRule, 'ruleId' | 'name' | 'on'>): WireRule =>
  z.parse(EarningRule, { rate: null, fixedPoints: null, useTierMultiplier: false, capPerDay: null, capPerMonth: null, capPerOrder: null, expiry: null, validFrom: null, validUntil: null, ...over })

export const RULES: readonly WireRule[] = [
  rule({ ruleId: 'spend', name: '消费得积分', on: 'order', rate: { points: 1, perMinor: 100 }, useTierMultiplier: true }),
  rule({ ruleId: 'growth', name: '消费得成长值', on: 'order', wallet: 'growth', rate: { points: 1, perMinor: 100 } }),
  rule({ ruleId: 'member-day', name: '周三会员日双倍', on: 'order', multiplierBp: 20_000, weekdays: [3] }),
  rule({ ruleId: 'first-order', name: '第一单', on: 'first-order', fixedPoints: 100 }),
  rule({ ruleId: 'check-in', name: '签到', on: 'check-in', fixedPoints: 10 }),
  rule({ ruleId: 'post', name: '有用的帖子', on: 'post', fixedPoints: 20, capPerDay: 60 }),
  rule({ ruleId: 'review', name: '写评价', on: 'review', fixedPoints: 20, capPerDay: 40 }),
  rule({ ruleId: 'profile', name: '完善资料', on: 'profile', fixedPoints: 50 }),
]

export const TIER_TERMS: z.output<typeof TierTerms> = z.parse(TierTerms, { criterion: 'growth', window: 'rolling', rollingMonths: 12, downgrade: 'by-balance', graceDays: 30, warnDays: 30 })
const tier = (tierId: string, name: string, rank: number, material: WireTier['material'], reach: number, benefits: Partial<WireTier['benefits']>): WireTier =>
  z.parse(Tier, { tierId, name, rank, material, reach, keep: null, benefits })
export const TIERS: readonly WireTier[] = [
  tier('silver', '银卡', 1, 'silver', 500, { birthdayPoints: 50, texts: ['生辰月双倍签到'] }),
  tier('gold', '金卡', 2, 'gold', 2000, { multiplierBp: 15_000, priceBp: 9500, discountCategories: ['茶叶'], birthdayPoints: 100, texts: ['满 99 元免运费', '新茶先尝'] }),
  tier('platinum', '铂金卡', 3, 'platinum', 5000, { multiplierBp: 20_000, priceBp: 9000, discountCategories: ['茶叶'], freeShipping: true, birthdayPoints: 200, texts: ['茶席课每年一节', '手作茶点一盒'] }),
  tier('black', '黑卡', 4, 'black', 12_000, { multiplierBp: 30_000, priceBp: 8800, discountCategories: ['茶叶', '器物'], freeShipping: true, birthdayPoints: 500, texts: ['掌柜亲自选茶', '茶山行名额'] }),
]

const scope = (categories: string[] = []) => ({ mode: categories.length ? 'include' as const : 'all' as const, categories, brands: [], skus: [], storeIds: [], channels: [], tierIds: [] })
export const coupon = (over: Partial<WireCoupon> & Pick<WireCoupon, 'title' | 'kind' | 'validity'>): WireCoupon =>
  ({ amountMinor: null, rateBp: null, capMinor: null, thresholdMinor: 0, scope: scope(), weekdays: [], fromMinute: null, untilMinute: null, total: null, perMember: 1, claimFrom: null, claimUntil: null, claimable: true, note: '', ...over })

export interface DemoCoupon { readonly key: string; readonly terms: WireCoupon; readonly from: LocalDate; readonly until: LocalDate; readonly state: 'published' | 'ended'; /** share of the members active then who claim it, and of these who use it when they can */ readonly claimShare: number; readonly useShare: number }

/** Coupons of the last months, days counted from today. */
export function demoCoupons(today: LocalDate): DemoCoupon[] {
  const of = (key: string, terms: Omit<WireCoupon, 'validity'> & { validity?: WireCoupon['validity'] }, back: number, ahead: number, claimShare: number, useShare: number): DemoCoupon => {
    const [from, until] = [addDays(today, -back), addDays(today, ahead)]
    return { key, terms: { ...terms, validity: { kind: 'fixed', from, until }, claimFrom: new Date(startOfDate(from, ZONE)).toISOString() }, from, until, state: ahead >= 0 ? 'published' : 'ended', claimShare, useShare }
  }
  const any = { kind: 'fixed' as const, from: today, until: today }
  return [
    of('autumn', coupon({ title: '秋茶季立减', kind: 'amount-off', amountMinor: 3000, thresholdMinor: 20_000, validity: any, total: 3000, note: '全店通用，全部门店' }), 45, 3, 0.4, 0.8),
    of('ware', coupon({ title: '器物专享 8.8 折', kind: 'percent-off', rateBp: 1200, capMinor: 6000, scope: scope(['器物']), validity: any, total: 2000, note: '盖碗、茶杯、茶盘' }), 40, 24, 0.26, 0.7),
    of('winter', coupon({ title: '围炉 满 300 减 40', kind: 'amount-off', amountMinor: 4000, thresholdMinor: 30_000, validity: any, total: 1500 }), 12, 40, 0.16, 0.5),
    of('mid-autumn', coupon({ title: '中秋 满 399 减 60', kind: 'amount-off', amountMinor: 6000, thresholdMinor: 39_900, validity: any, total: 2500 }), 95, -40, 0.34, 0.75),
    of('spring', coupon({ title: '明前茶 满 200 减 25', kind: 'amount-off', amountMinor: 2500, thresholdMinor: 20_000, scope: scope(['茶叶']), validity: any, total: 2500 }), 245, -190, 0.34, 0.75),
  ]
}

const promotion = (over: Partial<WirePromotion> & Pick<WirePromotion, 'title' | 'kind' | 'steps' | 'from'>): WirePromotion =>
  ({ ...PromotionTerms.parse({ title: over.title, kind: over.kind, steps: [{}], scope: scope(), from: over.from, until: null }), ...over })
const step = (over: Partial<WirePromotion['steps'][number]>): WirePromotion['steps'][number] => ({ thresholdMinor: 0, units: 0, offMinor: 0, rateBp: 0, giftSku: '', giftName: '', giftQuantity: 0, giftValueMinor: 0, ...over })
export const demoPromotions = (from: string): { key: 'linen' | 'ladder'; terms: WirePromotion }[] => [
  { key: 'linen', terms: promotion({ title: '布艺 3 件 8 折', kind: 'n-for-percent', steps: [step({ units: 3, rateBp: 2000 })], scope: scope(['布艺']), from, priority: 50 }) },
  { key: 'ladder', terms: promotion({ title: '满 400 减 40', kind: 'ladder-off', steps: [step({ thresholdMinor: 40_000, offMinor: 4000 }), step({ thresholdMinor: 60_000, offMinor: 7000 })], from, priority: 100 }) },
]
