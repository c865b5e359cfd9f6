import type { AnswerOf, routes } from '@huitou/contract'
import { flashOpen, flashPhase, startFor } from '@huitou/promotion'
import type { Instant } from '@huitou/units'
import { stateOfFlash, termsOfFlash } from './flash-desk.js'
import type { FlashCounts, FlashRow, HoldRow, ListedFlash } from './flash.rows.js'
import type { HoldWrite, TillHold } from './hold.rows.js'

export type WireFlash = AnswerOf<typeof routes.readFlashSale>['sale']
export type WireReservation = AnswerOf<typeof routes.reserveFlash>
export type WireMine = AnswerOf<typeof routes.readMyFlash>

const iso = (at: Date | null) => (at === null ? null : at.toISOString())
const itemOf = (r: FlashRow) => ({ sku: r.sku, name: r.name ?? r.sku, category: r.category ?? '', picture: r.picture ?? '', listMinor: r.price_minor ?? r.terms.priceMinor, memberMinor: r.member_price_minor })

const NO_COUNTS: FlashCounts = { lapsed: 0, released: 0, members: 0, sold_minor: 0 }
/** left + held + redeemed = total, whatever has lapsed and is not posted yet. */
export function wireFlash(r: FlashRow | ListedFlash, now: Instant): WireFlash {
  const counts: FlashCounts = 'lapsed' in r ? r : NO_COUNTS
  const held = r.taken - r.lapsing - r.redeemed
  return {
    flashId: r.flash_id, phase: flashPhase(r.decided, termsOfFlash(r.terms), now), terms: { ...r.terms, queue: r.terms.queue !== false, total: r.total }, item: r.name === null ? null : itemOf(r), createdAt: r.created_at.toISOString(), stoppedAt: iso(r.stopped_at),
    held, redeemed: r.redeemed, left: r.total - held - r.redeemed, lapsed: counts.lapsed, released: counts.released, members: counts.members, soldMinor: counts.sold_minor,
  }
}

export const wireHold = (h: HoldWrite, r: FlashRow): WireReservation => ({
  reservationId: h.reservationId, flashId: h.flashId, title: r.terms.title, item: itemOf(r), state: h.state, units: h.units, sold: h.sold, priceMinor: h.priceMinor, heldAt: new Date(h.heldAt).toISOString(), endsAt: new Date(h.endsAt).toISOString(),
})

const stateNow = (h: Pick<HoldRow, 'state' | 'ends_at'>, now: Instant) => (h.state === 'held' && h.ends_at.getTime() <= now ? 'lapsed' as const : h.state)
export const wireTillHold = (h: TillHold): WireReservation => ({
  reservationId: h.reservation_id, flashId: h.flash_id, title: h.title, item: { sku: h.sku, name: h.name, category: h.category, picture: h.picture, listMinor: h.list_minor, memberMinor: h.member_minor },
  state: h.state, units: h.units, sold: h.sold, priceMinor: h.price_minor, heldAt: h.held_at.toISOString(), endsAt: h.ends_at.toISOString(),
})

export interface Around { readonly now: Instant; readonly tierId: string | null; readonly holds: readonly HoldRow[]; /** 1 is next */ readonly place: number | null; readonly chanceBp: number | null }

/** The sale as one member's phone shows it. */
export function wireMine(r: FlashRow, a: Around): WireMine {
  const terms = termsOfFlash(r.terms)
  const state = stateOfFlash(r)
  const own = a.holds.filter((h) => h.flash_id === r.flash_id)
  const holding = own.find((h) => stateNow(h, a.now) === 'held') ?? own.find((h) => h.state === 'redeemed') ?? own[0]
  const mine = own.reduce((sum, h) => sum + (stateNow(h, a.now) === 'held' ? h.units : h.state === 'redeemed' ? h.sold - h.returned : 0), 0)
  return {
    flashId: r.flash_id, now: new Date(a.now).toISOString(), title: r.terms.title, item: itemOf(r), priceMinor: r.terms.priceMinor, phase: flashPhase(r.decided, terms, a.now), from: r.from_at.toISOString(), until: r.until_at.toISOString(),
    opensAt: new Date(startFor(terms, a.tierId ?? undefined)).toISOString(), total: r.total, perMember: r.terms.perMember, holdMinutes: r.terms.holdMinutes,
    left: flashOpen(state, a.now), held: Math.max(0, state.taken - r.redeemed), waiting: r.queued, queue: r.terms.queue !== false, place: a.place, chanceBp: a.chanceBp, mine, mayJoin: r.terms.tierIds.length === 0 || (a.tierId !== null && r.terms.tierIds.includes(a.tierId)),
    reservation: holding ? { ...wireHold({ reservationId: holding.reservation_id, flashId: r.flash_id, memberId: holding.member_id, before: holding.state, state: stateNow(holding, a.now), units: holding.units, sold: holding.sold, returned: holding.returned, priceMinor: holding.price_minor, heldAt: holding.held_at.getTime(), endsAt: holding.ends_at.getTime(), movedAt: null, orderId: null, lineNo: null }, r) } : null,
    nextFreeAt: iso(r.next_end),
  }
}
