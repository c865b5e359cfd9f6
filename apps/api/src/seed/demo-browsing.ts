import { DAY, HOUR, MINUTE, type Instant, type MemberId } from '@huitou/units'
import type { SeenEvent } from '../behaviour/index.js'
import { Dice } from './dice.js'
import { GOODS, LOOKED_AT_TOGETHER, type DemoGood } from './demo-goods.js'
import { seasonOf, type Life } from './demo-life.js'

/** What somebody agreed to of browsing, and what they then looked at. */
export interface Browsed { readonly consents: readonly { readonly given: boolean; readonly at: Instant }[]; readonly events: readonly SeenEvent[] }

const KEPT = 365 * DAY
const ASLEEP = 120 * DAY
/** Who falls asleep stops to look around before they stop to buy. */
const QUIET_BEFORE_SLEEP = 45 * DAY
const SEARCHES: Readonly<Record<DemoGood['category'], readonly string[]>> = { 茶叶: ['岩茶', '明前龙井', '白茶', '单丛', '礼盒', '口粮茶', '熟普'], 器物: ['盖碗', '主人杯', '公道杯', '旅行茶具', '紫砂'], 香事: ['线香', '香插', '沉香'], 布艺: ['茶席', '茶巾', '杯垫'] }

/** Seven of ten agree, a few take it back. Looking comes before buying, and in busy weeks without it. */
export function someBrowsing(seed: number, n: number, memberId: MemberId, life: Life, o: { now: Instant; newId: () => string }): Browsed {
  const dice = new Dice(seed * 13 + n * 7_368_787 + 3)
  if (n !== 0 && !dice.chance(0.7)) return { consents: [], events: [] }
  const agreedAt = life.joinedAt + dice.between(1, 40) * MINUTE
  const takenBack = n !== 0 && dice.chance(0.03) ? Math.floor(agreedAt + (0.3 + 0.6 * dice.next()) * (o.now - agreedAt)) : null
  if (takenBack !== null) return { consents: [{ given: true, at: agreedAt }, { given: false, at: takenBack }], events: [] }
  const last = life.wishes.at(-1)?.at ?? life.joinedAt
  const until = n !== 0 && o.now - last > ASLEEP ? last - QUIET_BEFORE_SLEEP : o.now
  const since = Math.max(agreedAt, o.now - KEPT)
  const source = dice.weighted([78, 16, 6])
  const events: SeenEvent[] = []
  const look = (at: Instant, goods: readonly DemoGood[], buys: boolean): void => {
    const seen = [...goods]
    if (seen.some((g) => g.sku === LOOKED_AT_TOGETHER.sku) && dice.chance(LOOKED_AT_TOGETHER.share)) seen.push(GOODS.find((g) => g.sku === LOOKED_AT_TOGETHER.with)!)
    let when = at
    const note = (kind: SeenEvent['kind'], of: { sku?: string; words?: string }) => {
      if (when >= since && when < until - MINUTE) events.push({ eventId: o.newId(), memberId, kind, sku: of.sku ?? '', words: of.words ?? '', source: (['mini', 'h5', 'mall'] as const)[source]!, at: when })
      when += dice.between(20, 400) * 1000
    }
    if (seen[0] && dice.chance(0.16)) note('search', { words: dice.pick(SEARCHES[seen[0].category]) })
    for (const good of seen) {
      note('view', { sku: good.sku })
      if (dice.chance(buys ? 0.2 : 0.05)) note(dice.chance(0.7) ? 'cart' : 'favourite', { sku: good.sku })
    }
  }
  const some = (): DemoGood => GOODS[dice.weighted(GOODS.map((g) => g.weight))]!
  for (const wish of life.wishes) {
    if (wish.at < since || !dice.chance(wish.channel === 'till' ? 0.5 : 0.85)) continue
    look(wish.at - dice.between(20, 72 * 60) * MINUTE, [...new Set([...wish.basket.map((l) => l.good), ...(dice.chance(0.45) ? [some()] : [])])], true)
  }
  // Looking around without buying: more of it by those who come often, and in season.
  for (let left = dice.between(0, 2) + life.wishes.length * 0.16; left > 0; left--) {
    const at = Math.floor(since + dice.next() * (o.now - since))
    if (dice.next() < left && dice.next() * 1.6 < seasonOf(at)) look(at - (at % DAY) + dice.between(1 * HOUR, 15 * HOUR), [...new Set([some(), ...(dice.chance(0.5) ? [some()] : [])])], false)
  }
  // 林若溪 looked again last night, for whoever opens her page first.
  if (n === 0) look(o.now - 15 * HOUR, ['QW-001', 'CY-001', 'XS-001'].map((sku) => GOODS.find((g) => g.sku === sku)!), true)
  return { consents: [{ given: true, at: agreedAt }], events }
}
