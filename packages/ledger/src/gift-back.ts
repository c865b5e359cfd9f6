import { DAY, type Instant } from '@huitou/units'
import type { Hold } from './book.js'
import { NO_EXPIRY, NO_PENDING } from './expiry.js'
import { expire, repay, type Pen } from './pen.js'

/** How long points live that come back against a debt which was repaid meanwhile: their old lot is gone. */
const MONTH = 30 * DAY

/** Brings a gift back to the lots it left: they repay debt first, and expire where their time has passed. */
export function bringBack(pen: Pen, gift: Hold, at: Instant): number {
  pen.changeHold(gift, { state: 'returned', until: null })
  let points = 0
  for (const draw of gift.draws) {
    const back = draw.points - draw.back
    if (back === 0) continue
    const lot = pen.lot(draw.lot)!
    pen.post('transit', 'available', back, draw.lot, 'come-back', at)
    pen.change(lot, { left: lot.left + back })
    repay(pen, draw.lot, back, at, 'back')
    expire(pen, draw.lot, at)
    points += back
  }
  return points + owedBack(pen, gift, gift.owed - gift.owedBack, at)
}

/** What was sent as debt comes back against the debt; what of it was repaid since comes back as a lot. */
export function owedBack(pen: Pen, gift: Hold, points: number, at: Instant): number {
  const owing = Math.min(points, pen.debt)
  if (owing > 0) pen.post('transit', 'debt', owing, null, 'come-back', at)
  const rest = points - owing
  if (rest === 0) return points
  const source = `r:${gift.id}/`
  pen.add({ source, orderId: null, line: null, ruleId: null, ruleVersion: null, points: rest, left: rest, held: 0, asked: 0, state: 'active', earnedAt: at, activeAt: at, expiresAt: at + MONTH, extended: true, pending: NO_PENDING, expiry: NO_EXPIRY, basis: null, counted: [], why: { kind: 'returned', holdId: gift.id } })
  pen.post('transit', 'available', rest, source, 'come-back', at)
  return points
}

/** Points of a gift run on while they are on the way. */
export function expireOnTheWay(pen: Pen, giftId: string, source: string, at: Instant): void {
  const gift = pen.hold(giftId)!
  const draw = gift.draws.find((d) => d.lot === source)
  if (gift.state !== 'sent' || !draw || draw.back === draw.points) return
  pen.post('transit', 'expired', draw.points - draw.back, source, 'expire', at)
  pen.changeHold(gift, { draws: gift.draws.map((d) => (d === draw ? { ...d, back: d.points } : d)) })
}
