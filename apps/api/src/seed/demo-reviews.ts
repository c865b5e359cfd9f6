import { DAY, HOUR, type Instant, type MemberId } from '@huitou/units'
import { judgeText, stateAfter } from '../community/index.js'
import type { StoredOrder } from '../order/index.js'
import type { BooksOfBatch } from '../points/index.js'
import { bookReview, type Review } from '../review/index.js'
import { Dice } from './dice.js'
import { GOODS } from './demo-goods.js'
import { HELD, replyText, reviewText } from './review-words.js'

/** How somebody speaks of what they bought. A die of its own: what they say changes nothing of what they buy. */
export interface Voice { readonly dice: Dice; readonly often: number }
export const someVoice = (seed: number, n: number): Voice => {
  const dice = new Dice(seed * 17 + n * 40_503 + 5)
  return { dice, often: n === 0 ? 0.4 : dice.chance(0.3) ? 0.06 + 0.23 * dice.next() : 0.01 }
}

// 1 to 5 stars: of those who came again soon, of those who may still, of those who did not.
const AGAIN = [0.5, 1, 8, 34, 56.5], OPEN = [3, 5, 15, 37, 40], NEVER = [12, 18, 27, 27, 16]
const SOON = 45 * DAY

export interface Saying { readonly at: Instant; readonly stars: number }

/** Whether and when something is said of an order, and how it was liked; who liked it comes again. */
export function whenSaid({ dice, often }: Voice, o: { boughtAt: Instant; nextAt: Instant | null; now: Instant }): Saying | null {
  if (!dice.chance(often)) return null
  const at = Math.floor(o.boughtAt / DAY) * DAY + dice.between(1, 16) * DAY + dice.between(1 * HOUR, 14 * HOUR)
  const liked = o.nextAt !== null && o.nextAt - o.boughtAt < SOON ? AGAIN : o.now - o.boughtAt < SOON ? OPEN : NEVER
  const stars = dice.weighted(liked) + 1
  return at <= o.boughtAt + HOUR || at >= o.now - HOUR ? null : { at, stars }
}

const OWNER_LOOKS_WITHIN = 3 * DAY

/** Says it: of a line that was kept, checked as every text is, rewarded through the book by the rule in force then. */
export function sayIt(voice: Voice, said: Saying, order: StoredOrder, o: { memberId: MemberId; books: BooksOfBatch; now: Instant; newId: () => string; owner: string }): Review | null {
  const { dice } = voice
  const kept = order.lines.filter((l) => !l.gift && l.refundedQuantity < l.quantity)
  if (kept.length === 0) return null
  const line = dice.pick(kept)
  const good = GOODS.find((g) => g.sku === line.sku)!
  const pick = <T>(of: readonly T[]): T => dice.pick(of)
  const body = good.category === '茶叶' && dice.chance(0.012) ? pick(HELD) : reviewText(pick, good, said.stars)
  // WeChat answered: fine. What it was not asked lately waits, as when it is away.
  const away = said.at > o.now - OWNER_LOOKS_WITHIN && dice.chance(0.5)
  const verdict = judgeText(body, away ? null : { ok: true, value: { suggest: 'pass', label: 100, traceId: '' } })
  const byRule = stateAfter(verdict, true)
  const decidedAt = byRule === 'queued' && said.at < o.now - OWNER_LOOKS_WITHIN ? said.at + dice.between(2, 30) * HOUR : null
  const state = byRule === 'queued' && decidedAt !== null ? 'rejected' : byRule
  const review: Review = {
    reviewId: o.newId(), memberId: o.memberId, orderId: order.orderId, lineNo: line.lineNo, sku: line.sku, productName: line.name, picture: line.image, createdAt: said.at, stars: said.stars, body, state, revision: 1, verdict, editedAt: null,
    shownAt: state === 'shown' ? said.at : null, decidedAt: state === 'queued' ? null : (decidedAt ?? said.at), decidedBy: state === 'queued' ? null : decidedAt === null ? 'rule' : o.owner, reason: state === 'rejected' ? (verdict.label === 'effect-claim' ? '食品不能说治病的话，改一句就能发' : '有导流，请去掉联系方式') : '', points: 0, reply: '', repliedAt: null, repliedBy: null,
  }
  if (state !== 'shown') return review
  review.points = bookReview(o.books, review, { at: said.at, actor: 'system' })
  const answeredAt = said.at + dice.between(3, 60) * HOUR
  if (dice.chance(said.stars <= 3 ? 0.62 : 0.14) && answeredAt < o.now) Object.assign(review, { reply: replyText(pick, said.stars), repliedAt: answeredAt, repliedBy: o.owner })
  return review
}
