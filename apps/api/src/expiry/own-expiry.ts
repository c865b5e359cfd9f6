import type { OwnExpiry } from '@huitou/contract'
import type { Activity, Expiry } from '@huitou/ledger'
import { daysInMonth, type Zone } from '@huitou/units'
import type * as z from 'zod/mini'

type WireExpiry = z.output<typeof OwnExpiry>

/** An expiry of a tier's, a rule's or a wallet's own, on the wire, as the book's; by inactivity, what counts as a visit is the shop's to say. Versions of before know months alone. */
export function ownExpiry(e: WireExpiry, zone: Zone, idleActs: readonly Activity[]): Expiry {
  switch (e.kind) {
    case 'none': return { kind: 'none' }
    case 'fixed': return { kind: 'fixed', month: Number(e.on.slice(0, 2)), day: Number(e.on.slice(3)), yearsAhead: e.yearsAhead }
    case 'inactivity': return { kind: 'inactivity', count: e.months, unit: 'month', endOf: e.roundTo, acts: idleActs, zone }
    default: return { kind: 'rolling', count: e.months, unit: 'month', endOf: e.roundTo }
  }
}

/** One in which 29 February is a day: in others it ends a day sooner. */
const LEAP_YEAR = 2024

/** What is wrong with such an expiry: a date that no year has, with the last one of its month that there is. */
export function ownExpiryProblem(e: WireExpiry | null | undefined): { readonly on: string; readonly last: string } | null {
  if (e?.kind !== 'fixed') return null
  const days = daysInMonth(LEAP_YEAR, Number(e.on.slice(0, 2)))
  return Number(e.on.slice(3)) <= days ? null : { on: e.on, last: `${e.on.slice(0, 3)}${days}` }
}
