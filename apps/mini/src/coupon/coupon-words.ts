import type { AnswerOf, routes } from '@huitou/contract'
import type { Language } from '../platform/prefs'
import type { Words } from '../words'
import { dayOf, dayText, daysUntil, lastDay, soonDay } from '../words/time'
import { money, signOf } from '../ui/figures'
import type { StubFace } from '../ui/ticket'

export type Card = AnswerOf<typeof routes.listClaimable>['items'][number]

/** What the stub of the ticket says: the amount, or the rate as the language counts it (8.8 折, 12% off). */
export function faceOf(c: Card, w: Words, language: Language, currency: string): StubFace {
  const under = c.thresholdMinor > 0 ? w.coupons.over_(money(c.thresholdMinor, currency).replace(/^¥/, language === 'en' ? '¥' : '')) : w.coupons.noLimit
  if (c.kind === 'amount-off') return { kind: 'amount', sign: signOf(currency), figure: money(c.amountMinor ?? 0, currency).slice(signOf(currency).length), under }
  const off = c.rateBp ?? 0
  const figure = language === 'en' ? String(off / 100) : String((10_000 - off) / 1000)
  switch (c.kind) {
    case 'percent-off': return { kind: 'percent', figure, unit: w.coupons.off, under: c.capMinor ? w.coupons.cap(money(c.capMinor, currency)) : under }
    case 'nth-item': return { kind: 'percent', figure, unit: w.coupons.off, under: w.coupons.nth(c.nth ?? 2) }
    case 'free-shipping': return { kind: 'ship', figure: w.coupons.ship, word: true, under: c.capMinor ? w.coupons.cap(money(c.capMinor, currency)) : under }
    case 'gift': return { kind: 'ship', figure: w.coupons.gift, word: true, under }
    case 'exchange': return { kind: 'ship', figure: w.coupons.exchange, word: true, under: w.coupons.exchangeUnder }
  }
}

/** When it ends, in red when that is within a week. */
export function timeOf(c: Card, w: Words, short = false): { text: string; soon: boolean } {
  if (c.state === 'redeemed' && c.redeemedAt) return { text: w.coupons.usedOn(soonDay(dayOf(c.redeemedAt), w)), soon: false }
  if (c.state === 'given') return { text: w.coupons.given, soon: false }
  if (c.state === 'revoked') return { text: w.coupons.revoked, soon: false }
  // nothing lasts for ever: one that runs some days from its claim has no end yet
  if (!c.validUntil) return { text: c.memberCouponId === null ? w.coupons.fromClaim : w.coupons.lasting, soon: false }
  const day = lastDay(c.validUntil)
  if (c.state === 'expired') return { text: w.coupons.overOn(soonDay(day, w)), soon: false }
  const left = daysUntil(day)
  return left <= 7 ? { text: short ? w.time.daysLeft(left) : w.coupons.untilSoon(dayText(day, w), w.time.daysLeft(left)), soon: true } : { text: w.coupons.until(soonDay(day, w)), soon: false }
}

