import type { AnswerOf, routes } from '@huitou/contract'
import { SECOND, type Instant } from '@huitou/units'
import type { BinRow, CheckRow } from './live.rows.js'
import type { WireFlash } from './wire-flash.js'

type Live = AnswerOf<typeof routes.readFlashLive>
const STEPS = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 21_600, 86_400]
const MOST_BINS = 60
/** What the near past says of the near future: its last minute. */
const LOOK_BACK = 60

export interface LiveFacts {
  readonly sale: WireFlash
  readonly now: Instant
  readonly start: Instant
  readonly events: readonly BinRow[]
  readonly checks: CheckRow
  readonly waiting: number
  /** when the first of them asked */
  readonly waitsSince: Date | null
  readonly watching: number
  readonly tallies: { asked: number; soldOut: number; limit: number; notOpen: number }
}

/** The live page's figures, out of the reservations themselves. */
export function liveFlash(f: LiveFacts): Live {
  const { sale, now, start } = f
  const last = f.events.at(-1)?.at.getTime() ?? start
  const end = sale.phase === 'ended' || sale.phase === 'stopped' ? Math.max(last + SECOND, start + SECOND) : Math.max(now, start + SECOND)
  const seconds = STEPS.find((s) => (end - start) / (s * SECOND) <= MOST_BINS) ?? Math.ceil((end - start) / SECOND / MOST_BINS)
  const bins: Live['bins'] = []
  let left = sale.left + f.events.reduce((sum, e) => sum + e.reserved - e.freed, 0)
  let i = 0
  for (let at = start; at < end; at += seconds * SECOND) {
    const bin = { at: new Date(at).toISOString(), reserved: 0, freed: 0, redeemed: 0, left }
    for (; i < f.events.length && f.events[i]!.at.getTime() < at + seconds * SECOND; i++) {
      bin.reserved += f.events[i]!.reserved
      bin.freed += f.events[i]!.freed
      bin.redeemed += f.events[i]!.redeemed
    }
    bin.left = left = left - bin.reserved + bin.freed
    bins.push(bin)
  }
  const recent = f.events.filter((e) => e.at.getTime() >= now - LOOK_BACK * SECOND)
  const reserved = recent.reduce((sum, e) => sum + e.reserved, 0)
  const net = reserved - recent.reduce((sum, e) => sum + e.freed, 0)
  const span = Math.max(1, Math.min(LOOK_BACK, (now - start) / SECOND))
  return {
    sale, now: new Date(now).toISOString(), waiting: f.waiting, waitsSince: f.waitsSince?.toISOString() ?? null, watching: f.watching, early: f.tallies, bins, seconds,
    busiest: f.events.reduce((most, e) => Math.max(most, e.reserved), 0), perSecond: Math.round((reserved / span) * 10) / 10,
    goneBy: sale.phase === 'live' && sale.left > 0 && net >= 5 ? goneBy(sale.left, net, reserved, span, now) : null,
    checks: [
      { code: 'flash-check-sum', facts: { redeemed: sale.redeemed, held: sale.held, left: sale.left, total: sale.terms.total }, ok: sale.redeemed + sale.held + sale.left === sale.terms.total && sale.left >= 0 },
      { code: 'flash-check-limit', facts: { perMember: sale.terms.perMember, refused: f.tallies.limit }, ok: f.checks.above_limit === 0 },
      { code: 'flash-check-early', facts: { refused: f.tallies.notOpen }, ok: f.checks.too_soon === 0 },
      { code: 'flash-check-book', facts: { reservations: f.checks.reservations }, ok: f.checks.units_held === sale.held && f.checks.units_kept === sale.redeemed },
    ],
  }
}

/** When the rest is gone at the last minute's rate; reservations come as a Poisson stream, so the rate is known to within 1.28 of its root at 80 %. */
function goneBy(left: number, net: number, reserved: number, span: number, now: Instant): Live['goneBy'] {
  const wide = 1.28 * Math.sqrt(reserved)
  const slow = net - wide
  const at = (rate: number) => new Date(now + Math.round((left / (rate / span)) * SECOND)).toISOString()
  return slow <= 0 ? null : { from: at(net + wide), to: at(slow) }
}
