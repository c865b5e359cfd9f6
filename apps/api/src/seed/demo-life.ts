import { addDays, dateAt, DAY, instantOf, partsOf, startOfDate, weekdayOf, type Instant, type LocalDate } from '@huitou/units'
import type { Dice } from './dice.js'
import { GOODS, PAIR, type DemoGood } from './demo-goods.js'

export const ZONE = 'Asia/Shanghai'
export const HISTORY_DAYS = 547

/** One purchase as somebody means to make it; the price follows from what was in force and what they hold. */
export interface Wish {
  readonly at: Instant
  readonly channel: 'till' | 'mini' | 'taobao'
  readonly store: number
  readonly basket: readonly { readonly good: DemoGood; readonly quantity: number }[]
  /** would use a coupon they hold, or pay with points */
  readonly coupon: boolean
  readonly points: boolean
  readonly payment: 'wechat' | 'alipay' | 'cash' | 'card'
  /** gives something back so many days later */
  readonly refund: { readonly days: number; readonly whole: boolean } | null
}

export interface Life {
  readonly joinedAt: Instant
  readonly wishes: Wish[]
}

// Spring tea, mid-autumn, November's festival and the weeks before New Year; quiet in February and July.
const SEASON = [1.25, 0.55, 0.95, 1.35, 1.05, 0.85, 0.7, 0.8, 1.35, 1.0, 1.6, 1.15]
const CHANNELS = ['till', 'mini', 'taobao'] as const
const HOURS = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]

/**
 * The life of one member as a customer. Four kinds: those who come by their own rhythm, those who come now and then, those
 * who came once, and the cohort of one campaign a year ago that mostly never came back. A part of each fell asleep.
 */
export function someLife(dice: Dice, n: number, o: { today: LocalDate; now: Instant }): Life {
  const first = addDays(o.today, -HISTORY_DAYS)
  const campaign = n % 11 === 3
  const age = campaign ? 300 + dice.between(0, 9) : Math.floor(HISTORY_DAYS * dice.next() ** 0.8)
  const joined = addDays(o.today, -age)
  const kind = campaign ? (dice.chance(0.86) ? 'once' : 'sometimes') : (['rhythm', 'sometimes', 'once'] as const)[dice.weighted([46, 36, 18])]!
  const asleep = kind !== 'once' && dice.chance(0.24)
  const active = asleep ? Math.floor(age * (0.25 + 0.45 * dice.next())) : age
  const usual = kind === 'rhythm' ? 7.5 + 22 * dice.next() ** 1.6 : 32 + 74 * dice.next()
  const days: LocalDate[] = [joined]
  if (kind !== 'once') for (let day = usual * (0.6 + 0.8 * dice.next()); day < active; day += usual * Math.max(0.25, 1 + 0.32 * dice.normal())) days.push(inSeason(dice, addDays(joined, Math.floor(day)), o.today))
  const share = [0.66, 0.19, 0.15].map((w) => w * (0.4 + dice.next()))
  const store = dice.weighted([50, 32, 18])
  const taste = GOODS.map((g) => g.weight * (0.3 + 1.7 * dice.next()))
  const wishes = days.filter((d) => d >= first && d <= o.today).sort().map((day) => someWish(dice, day, { share, store, taste, richness: kind === 'rhythm' ? 1.15 : 1 })).filter((w) => w.at < o.now - 3_600_000)
  const joinedAt = Math.min(wishes[0]?.at ?? startOfDate(joined, ZONE) + 12 * 3_600_000, o.now - 2 * 3_600_000) - dice.between(1, 20) * 60_000
  return { joinedAt, wishes }
}

/** Drawn towards the busy weeks and the weekend; sometimes one more visit comes of it. */
function inSeason(dice: Dice, day: LocalDate, today: LocalDate): LocalDate {
  let best = day
  for (let i = 0; i < 3; i++) {
    const other = addDays(day, dice.between(-4, 4))
    if (other <= today && weight(other) * dice.next() > weight(best) * dice.next()) best = other
  }
  return best
}
/** How busy the time of year is; 1 is an average month. */
export const seasonOf = (at: Instant): number => SEASON[partsOf(dateAt(at, ZONE)).month - 1]!
const weight = (day: LocalDate): number => SEASON[partsOf(day).month - 1]! * (weekdayOf(day) >= 6 ? 1.5 : 1)

function someWish(dice: Dice, day: LocalDate, o: { share: readonly number[]; store: number; taste: readonly number[]; richness: number }): Wish {
  const channel = CHANNELS[dice.weighted(o.share)]!
  const basket = someBasket(dice, o.taste, o.richness * SEASON[partsOf(day).month - 1]! ** 0.5)
  const at = instantOf(day, ZONE, dice.pick(HOURS) * 3600 + dice.between(0, 3599))
  const refund = dice.chance(channel === 'till' ? 0.024 : 0.062) ? { days: dice.between(1, 9), whole: dice.chance(0.45) } : null
  return { at, channel, store: dice.chance(0.85) ? o.store : dice.between(0, 2), basket, coupon: dice.chance(0.95), points: dice.chance(0.11), payment: (['wechat', 'alipay', 'cash', 'card'] as const)[dice.weighted([62, 22, 9, 7])]!, refund }
}

export function someBasket(dice: Dice, taste: readonly number[], richness = 1): Wish['basket'] {
  const kinds = 1 + dice.weighted([58, 27 * richness, 11 * richness, 4 * richness])
  const basket = new Map<string, { good: DemoGood; quantity: number }>()
  for (let i = 0; i < kinds; i++) {
    const good = GOODS[dice.weighted(taste)]!
    const had = basket.get(good.sku)
    basket.set(good.sku, { good, quantity: (had?.quantity ?? 0) + (good.yuan < 60 && dice.chance(0.35) ? dice.between(2, 3) : 1) })
  }
  if (basket.has(PAIR.sku) && dice.chance(PAIR.share)) basket.set(PAIR.with, { good: GOODS.find((g) => g.sku === PAIR.with)!, quantity: 1 })
  return [...basket.values()]
}

export const dayOf = (at: Instant): LocalDate => dateAt(at, ZONE)
export const daysLater = (at: Instant, days: number): Instant => at + days * DAY
