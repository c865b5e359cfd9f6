import { addDays, addMonths, endOf, endOfDate, partsOf, startOf, startOfDate, instantOf, type Instant, type LocalDate, type MemberId } from '@huitou/units'
import type { BooksOfBatch } from '../points/index.js'
import type { Dice } from './dice.js'
import { GOODS, type DemoGood } from './demo-goods.js'
import { ZONE, type Life, type Wish } from './demo-life.js'

/** What the drawings show of 林若溪: ¥4,680 in twelve months, 12,860 points of which 860 go at the end of next month, birthday in six days. */
export const RUOXI = { name: '林若溪', growth: 4680, points: 12_860, expiring: 860, birthdayIn: 6 } as const

/** Her year: nothing that a tier price or 满减 touches, so that what she paid is what the shelf says, to the yuan. */
export function ruoxiLife(dice: Dice, today: LocalDate): Life {
  const plain = GOODS.filter((g) => g.category !== '茶叶' && g.yuan < 330)
  const days = [292, 263, 241, 219, 196, 170, 151, 128, 104, 83, 61, 40, 24, 9].map((back) => addDays(today, -back))
  const share = Math.floor(RUOXI.growth / days.length)
  let spent = 0
  const wishes = days.map((day, i): Wish => {
    const yuan = i === days.length - 1 ? RUOXI.growth - spent : share + dice.between(-60, 60)
    const basket = basketOf(plain, yuan)
    spent += basket.reduce((sum, l) => sum + l.good.yuan * l.quantity, 0)
    return { at: instantOf(day, ZONE, 15 * 3600 + dice.between(0, 3000)), channel: 'till', store: 0, basket, coupon: false, points: false, payment: 'wechat', refund: null }
  })
  return { joinedAt: startOfDate(addDays(today, -820), ZONE) + 36_000_000, wishes }
}

/** Goods that come to so many yuan, or as near below as they can. */
function basketOf(goods: readonly DemoGood[], yuan: number): Wish['basket'] {
  const best: (DemoGood | null)[] = Array.from({ length: yuan + 1 }, () => null)
  const reach = new Array<boolean>(yuan + 1).fill(false)
  reach[0] = true
  for (let n = 1; n <= yuan; n++) for (const g of goods) if (g.category !== '布艺' && n >= g.yuan && reach[n - g.yuan]) { reach[n] = true; best[n] = g; break }
  let n = yuan
  while (!reach[n]) n--
  const basket = new Map<string, { good: DemoGood; quantity: number }>()
  while (n > 0) {
    const good = best[n]!
    basket.set(good.sku, { good, quantity: (basket.get(good.sku)?.quantity ?? 0) + 1 })
    n -= good.yuan
  }
  return [...basket.values()]
}

export const ruoxiBirthday = (today: LocalDate): { birthday: string; year: number } => ({ birthday: addDays(today, RUOXI.birthdayIn).slice(5), year: partsOf(today).year - 32 })

/** Four check-ins to yesterday, and points moved over from the old card: 860 good to the end of next month, the rest longer. */
export function ruoxiPoints(books: BooksOfBatch, memberId: MemberId, today: LocalDate, now: Instant): { day: string; streak: number; points: number; at: Instant }[] {
  const days = [4, 3, 2, 1].map((back, i) => ({ day: addDays(today, -back), streak: i + 1, points: 10, at: instantOf(addDays(today, -back), ZONE, 8 * 3600 + 720) }))
  for (const d of days) books.book(memberId, { id: `check-in:${d.day}`, at: d.at, kind: 'check-in', actor: `member:${memberId}`, deeds: [{ kind: 'action', action: 'check-in', streakDay: d.streak, context: { tier: null } }] })
  const at = now - 30 * 60_000
  const missing = RUOXI.points - books.available(memberId, at)
  const next = endOfDate(endOf('month', addMonths(startOf('month', today), 1)), ZONE)
  const later = endOfDate(endOf('year', addMonths(today, 12)), ZONE)
  const give = (id: string, points: number, expiresAt: Instant) => { if (points > 0) books.book(memberId, { id, at, kind: 'adjust', actor: 'system', reason: '旧卡积分搬家', deeds: [{ kind: 'grant', wallet: 'points', points, expiry: { kind: 'at', at: expiresAt }, why: { kind: 'adjust', reason: '旧卡积分搬家' } }] }) }
  give('old-card-1', Math.min(RUOXI.expiring, missing), next)
  give('old-card-2', missing - RUOXI.expiring, later)
  return days
}
