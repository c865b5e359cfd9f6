import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Done, Id, Minor, MinorUp, RateBp, Reason, pageOf, pageQuery, text } from './schema.js'

const room = 'flash'
const units = (most: number) => z.int().check(z.minimum(1), z.maximum(most))
/** An instant within the years that a shop can mean. */
const When = At.check(z.refine((at) => at >= '2000' && at < '2200'))
export const FlashTerms = z.object({
  title: text(40, 1), sku: text(60, 1), priceMinor: MinorUp.check(z.minimum(1)), total: units(1_000_000), perMember: z._default(units(100), 1), from: When, until: When,
  /** minutes that a reservation holds */
  holdMinutes: z._default(units(240), 10),
  /** who may take part; empty: everybody */
  tierIds: z._default(z.array(text(40, 1)).check(z.maxLength(20)), []),
  /** tiers that begin sooner, on so many of the units */
  /** who finds nothing free may line up for what comes free, and is told their place */
  queue: z._default(z.boolean(), true),
  early: z._default(z.nullable(z.object({ tierIds: z.array(text(40, 1)).check(z.minLength(1), z.maxLength(20)), minutes: units(1440), units: units(1_000_000) })), null),
})
const Phase = z.enum(['draft', 'scheduled', 'early', 'live', 'paused', 'ended', 'stopped'])
const Item = z.object({ sku: z.string(), name: z.string(), category: z.string(), picture: z.string(), listMinor: Minor, memberMinor: z.nullable(Minor) })
export const FlashSale = z.object({
  flashId: Id, phase: Phase, terms: FlashTerms, item: z.nullable(Item), createdAt: At, stoppedAt: z.nullable(At),
  /** units: under a reservation that holds, bought and kept, left; left + held + redeemed is the total */
  held: Count, redeemed: Count, left: Count, lapsed: Count, released: Count, members: Count, soldMinor: Minor,
})
const Problem = z.object({ path: z.string(), reason: Reason })
/** `stops`: it cannot be scheduled like this; the others are said and allowed. */
const Checked = z.object({ sale: FlashSale, problems: z.array(Problem), warnings: z.array(Problem) })
const flashId = z.object({ flashId: Id })
const FlashLive = z.object({
  sale: FlashSale, now: At, waiting: Count, /** when the first of them asked */ waitsSince: z.nullable(At), watching: Count,
  /** counted in the cache: they begin anew when it does */
  early: z.object({ soldOut: Count, asked: Count, limit: Count, notOpen: Count }),
  /** each of `seconds` from the start: reservations, units that came back, units left at its end */
  bins: z.array(z.object({ at: At, reserved: Count, freed: Count, redeemed: Count, left: z.int() })), seconds: Count,
  busiest: Count, perSecond: z.number(), goneBy: z.nullable(z.object({ from: At, to: At })),
  checks: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()), ok: z.boolean() })),
})
export const Reservation = z.object({ reservationId: Id, flashId: Id, title: z.string(), item: Item, state: z.enum(['held', 'redeemed', 'lapsed', 'released']), units: Count, sold: Count, priceMinor: Minor, heldAt: At, endsAt: At })
export const MyFlash = z.object({
  flashId: Id, now: At, title: z.string(), item: Item, priceMinor: Minor, phase: Phase, from: At, until: At, opensAt: At, total: Count, perMember: Count, holdMinutes: Count,
  /** free for somebody who comes now: nothing while others wait for it */
  left: Count, held: Count, waiting: Count,
  /** whether the sale has a queue; my place in it, 1 is next; null: I do not wait */
  queue: z.boolean(), place: z.nullable(Count),
  /** that one comes free for my place, or for one who lines up now, from this sale's own figures; null: too little is known, so nothing is said */
  chanceBp: z.nullable(RateBp), mine: Count, mayJoin: z.boolean(), reservation: z.nullable(Reservation),
  /** when the next reservation that holds runs out */
  nextFreeAt: z.nullable(At),
})

export const flashRoutes = {
  listFlashSales: route({ method: 'GET', room, access: ['clerk'], path: '/api/flash-sales', summary: 'Flash sales', query: z.object(pageQuery), ok: pageOf(FlashSale) }),
  addFlashSale: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/flash-sales', summary: 'Draft a flash sale', body: FlashTerms, status: 201, ok: Checked }),
  readFlashSale: route({ method: 'GET', room, access: ['clerk'], path: '/api/flash-sales/{flashId}', summary: 'One flash sale, checked', params: flashId, ok: Checked }),
  changeFlashSale: route({ method: 'PUT', room, access: ['manager'], path: '/api/flash-sales/{flashId}', summary: 'Change it, until it starts', params: flashId, body: FlashTerms, ok: Checked, refusals: ['flash-started', 'draft-has-problems'] }),
  scheduleFlashSale: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/flash-sales/{flashId}/schedule', summary: 'Put it on the calendar, or go on after a pause', params: flashId, body: z.object({}), ok: FlashSale, refusals: ['flash-over', 'draft-has-problems'] }),
  pauseFlashSale: route({ method: 'POST', room, access: ['manager'], act: true, path: '/api/flash-sales/{flashId}/pause', summary: 'Nobody new for now; reservations go on', params: flashId, body: z.object({}), ok: FlashSale, refusals: ['flash-over', 'flash-not-scheduled'] }),
  stopFlashSale: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/flash-sales/{flashId}/stop', summary: 'End it now: reservations run out by themselves, or end too', params: flashId, body: z.object({ reservations: z.enum(['keep', 'release']), expectHeld: Count }), ok: z.object({ sale: FlashSale, released: Count }), refusals: ['flash-over', 'flash-not-scheduled', 'held-count-changed'] }),
  addFlashStock: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/flash-sales/{flashId}/stock', summary: 'More units', params: flashId, body: z.object({ units: units(100_000) }), ok: FlashSale, refusals: ['flash-over'] }),
  readFlashLive: route({ method: 'GET', room, access: ['clerk'], path: '/api/flash-sales/{flashId}/live', summary: 'How it goes, second by second', params: flashId, ok: FlashLive }),
  listMyFlash: route({ method: 'GET', room, access: ['member'], path: '/api/me/flash', summary: 'Flash sales that are on or near, and my reservations', ok: z.object({ items: z.array(MyFlash) }) }),
  readMyFlash: route({ method: 'GET', room, access: ['member'], path: '/api/me/flash/{flashId}', summary: 'One flash sale as it stands now, and my place in its queue', params: flashId, ok: MyFlash }),
  reserveFlash: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/flash/{flashId}/reserve', summary: 'Reserve', params: flashId, body: z.object({ units: z._default(units(100), 1) }), status: 201, ok: Reservation, refusals: ['flash-over', 'flash-not-open', 'flash-paused', 'flash-tier-not-allowed', 'flash-limit-reached', 'flash-sold-out', 'flash-too-few'] }),
  queueFlash: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/flash/{flashId}/queue', summary: 'Reserve, or line up for what comes free: it is held for me when my turn comes', params: flashId, body: z.object({ units: z._default(units(100), 1) }), status: 201, ok: z.object({ place: z.nullable(Count), reservation: z.nullable(Reservation) }), refusals: ['flash-over', 'flash-not-open', 'flash-paused', 'flash-tier-not-allowed', 'flash-limit-reached', 'flash-sold-out', 'flash-too-few'] }),
  leaveFlashQueue: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/flash/{flashId}/queue/leave', summary: 'Wait no longer', params: flashId, body: z.object({}), ok: Done }),
  releaseFlash: route({ method: 'POST', room, access: ['member'], act: true, path: '/api/me/flash/reservations/{reservationId}/release', summary: 'Give a reservation back', params: z.object({ reservationId: Id }), body: z.object({}), ok: Done, refusals: ['reservation-gone'] }),
} as const
