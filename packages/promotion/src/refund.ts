import { allocate, assert, mulDiv } from '@huitou/units'

/**
 * What goes back for some units of a line: floor(share × k / q) over all units returned so far, less what went back before;
 * the last unit takes the rest. Where an amount of money that went back before is more than these units come to, nothing more does. However a line is refunded, in whatever splits, the parts sum to the share.
 * @param shareFen what the line was paid with (money, or points, or any stored share), from 0
 * @param returned units that went back before
 * @param units units going back now
 * @param refundedFen what went back before, where it was not by whole units
 */
export function refundShare(a: { readonly shareFen: number; readonly qty: number; readonly returned: number; readonly units: number; readonly refundedFen?: number }): number {
  assert(a.units >= 0 && a.returned >= 0 && a.returned + a.units <= a.qty, 'more units go back than were bought')
  const before = a.refundedFen ?? mulDiv(a.shareFen, a.returned, a.qty, 'floor')
  return Math.max(0, mulDiv(a.shareFen, a.returned + a.units, a.qty, 'floor') - before)
}

/**
 * An amount of money off a line, which leaves its goods with the shopper: what could still go back of it, and the points that go
 * with the amount. Of the points stays what stays of the money, rounded up, as the book keeps them; once units went back, the
 * units alone say how many. However amounts and units of a line mix, they end at its share and its points.
 * @param shareFen what money paid for the line, from 0
 * @param points what paid for it beside
 * @param returned units that went back before
 */
export function refundAmount(a: { readonly shareFen: number; readonly points: number; readonly refundedFen: number; readonly refundedPoints: number; readonly returned: number; readonly amountFen: number }): { readonly leftFen: number; readonly points: number } {
  const leftFen = Math.max(0, a.shareFen - a.refundedFen)
  if (a.returned > 0 || a.shareFen === 0 || a.amountFen > leftFen) return { leftFen, points: 0 }
  return { leftFen, points: Math.max(0, a.points - mulDiv(a.points, leftFen - a.amountFen, a.shareFen, 'ceil') - a.refundedPoints) }
}

/** Money going back over the tenders that paid, in proportion to what is left of each, by largest remainder. */
export function refundTenders(refundFen: number, leftFen: readonly number[]): number[] {
  const left = leftFen.reduce((a, b) => a + b, 0)
  assert(refundFen >= 0 && refundFen <= left, 'more money goes back than was paid')
  return left === 0 ? leftFen.map(() => 0) : allocate(refundFen, leftFen)
}

/**
 * A refund when a threshold the refund breaks is revoked (setting; the default keeps each line's share): what was paid, less
 * what the rest would cost by the same offers, less what went back before. Never below zero; the shortfall is taken from the next refund.
 */
export function refundRevoked(a: { readonly paidFen: number; readonly restCostsFen: number; readonly refundedFen: number }): { readonly refundFen: number; readonly shortFen: number } {
  const due = a.paidFen - a.restCostsFen - a.refundedFen
  return due >= 0 ? { refundFen: due, shortFen: 0 } : { refundFen: 0, shortFen: 0 - due }
}

/** Units of one line of an order that the shopper keeps. */
export interface LineLeft { readonly line: number; readonly units: number }

/**
 * Whether what stays of an order still uses a coupon: a unit of a line that it took something off. One that took nothing off
 * any line (free shipping) is used by whatever stays, one that gave something by what it gave. It comes back when this is false, each coupon by itself.
 */
export const usedByWhatStays = (tookOff: readonly number[], left: readonly LineLeft[]): boolean => left.some((l) => l.units > 0 && (tookOff.length === 0 || tookOff.includes(l.line)))
