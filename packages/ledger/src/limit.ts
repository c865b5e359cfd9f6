import { allocate, dateAt, type Instant, type Zone } from '@huitou/units'
import type { Award, Part } from './award.js'

/** A ceiling on points earned. `ruleIds` narrows it to some rules (points of a campaign, of check-ins). */
export interface Limit {
  readonly id: string
  readonly wallet: string
  readonly per: 'order' | 'day' | 'month' | 'ever'
  readonly points: number
  readonly ruleIds?: readonly string[]
  /** cap: the lowest-priority rule is cut first; refuse: nothing is awarded at all */
  readonly policy: 'cap' | 'refuse'
}

export interface Cut { readonly limit: string; readonly points: number }

/** Awards as limits leave them, with the keys that count them. */
export interface Limited { readonly awards: readonly (Award & { readonly counted: readonly string[] })[]; readonly cuts: readonly Cut[]; readonly refusedBy: string | null }

/** The key under which a limit counts at that instant; the merchant's calendar. Empty for limits of one order. */
export function keyOf(limit: Limit, at: Instant, zone: Zone): string {
  if (limit.per === 'order') return ''
  const day = limit.per === 'ever' ? '' : dateAt(at, zone)
  return `${limit.id}:${limit.per === 'month' ? day.slice(0, 7) : day}`
}

export const isUnder = (limit: Limit, a: Part): boolean => a.wallet === limit.wallet && (!limit.ruleIds || limit.ruleIds.includes(a.ruleId))

/** What limits leave of each award, by its place. */
interface Judged { readonly points: readonly number[]; readonly counted: readonly (readonly string[])[]; readonly cutOf: readonly (readonly Cut[])[]; readonly cuts: readonly Cut[]; readonly refusedBy: string | null }
const UNCOUNTED: readonly string[] = []
const UNCUT: readonly Cut[] = []

/** The judgement alone, for a replay that needs no copies: nothing of an award but its points changes. */
export function judge(awards: readonly Part[], limits: readonly Limit[], counters: Readonly<Record<string, number>>, at: Instant, zone: Zone): Judged {
  const points = awards.map((a) => a.points)
  const cutOf: Cut[][] = []
  const counted: string[][] = []
  const cuts: Cut[] = []
  for (const limit of limits) {
    if (!awards.some((a) => isUnder(limit, a))) continue
    const under: { a: Part; i: number }[] = []
    let sum = 0
    for (let i = 0; i < awards.length; i++) {
      const a = awards[i]!
      if (!isUnder(limit, a)) continue
      under.push({ a, i })
      sum += points[i]!
    }
    const key = keyOf(limit, at, zone)
    if (key) for (const { i } of under) (counted[i] ??= []).push(key)
    let over = sum - Math.max(0, limit.points - (key ? counters[key] ?? 0 : 0))
    if (over <= 0) continue
    if (limit.policy === 'refuse') return { points: [], counted: [], cutOf: [], cuts: [{ limit: limit.id, points: over }], refusedBy: limit.id }
    cuts.push({ limit: limit.id, points: over })
    for (const group of byLowestRule(under)) {
      if (over === 0) break
      const has = group.map(({ i }) => points[i]!)
      const all = has.reduce((x, y) => x + y, 0)
      const gone = Math.min(over, all)
      const kept = allocate(all - gone, has)
      group.forEach(({ i }, n) => {
        if (has[n]! > kept[n]!) (cutOf[i] ??= []).push({ limit: limit.id, points: has[n]! - kept[n]! })
        points[i] = kept[n]!
      })
      over -= gone
    }
  }
  return { points, counted: awards.map((_, i) => counted[i] ?? UNCOUNTED), cutOf: awards.map((_, i) => cutOf[i] ?? UNCUT), cuts, refusedBy: null }
}

/** Judges awards of one wallet against its limits, given what was counted before. */
export function limited(awards: readonly Award[], limits: readonly Limit[], counters: Readonly<Record<string, number>>, at: Instant, zone: Zone): Limited {
  const { points, counted, cutOf, cuts, refusedBy } = judge(awards, limits, counters, at, zone)
  if (refusedBy !== null) return { awards: [], cuts, refusedBy }
  if (!limits.some((l) => awards.some((a) => a.wallet === l.wallet))) return { awards: awards.map((a) => ({ ...a, counted: [] })), cuts: [], refusedBy: null }
  const out = awards.map((a, i) => ({ ...a, points: points[i]!, counted: counted[i]!, why: cutOf[i]!.length ? { ...a.why, cut: cutOf[i]! } : a.why })).filter((a) => a.points > 0)
  return { awards: out, cuts, refusedBy: null }
}

function byLowestRule(under: { a: Part; i: number }[]): { a: Part; i: number }[][] {
  const groups = new Map<string, { a: Part; i: number }[]>()
  for (const u of under) groups.set(u.a.ruleId, [...(groups.get(u.a.ruleId) ?? []), u])
  return [...groups.values()].sort((x, y) => x[0]!.a.priority - y[0]!.a.priority || (x[0]!.a.ruleId > y[0]!.a.ruleId ? -1 : 1))
}

/** Counters of periods that are over; what counts from `at` on stays. */
export function currentCounters(counters: Readonly<Record<string, number>>, at: Instant, zone: Zone): Record<string, number> {
  const day = dateAt(at, zone)
  return Object.fromEntries(Object.entries(counters).filter(([key]) => {
    const period = key.slice(key.lastIndexOf(':') + 1)
    return period === '' || period >= day.slice(0, period.length)
  }))
}
