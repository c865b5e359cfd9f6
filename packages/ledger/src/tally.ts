import type { Instant, Zone } from '@huitou/units'
import { awardAction, awardOrder, type Award } from './award.js'
import type { Basis } from './book.js'
import { lotSource, type Source } from './earn.js'
import { judge } from './limit.js'
import type { BookTerms, Deed, Fact } from './log.js'
import { keptPoints } from './refund.js'

/** What one lot of the tally still is: enough for a refund to ask for its part. */
interface Given {
  readonly wallet: string
  readonly line: number | null
  readonly points: number
  readonly basis: Basis | null
  readonly earnedAt: Instant
  readonly byRule: boolean
  readonly counted: readonly string[]
  asked: number
}

/** What a member was given and asked back, by order or act, and what limits counted. Changed in place: it lives for one replay. */
export interface Tally {
  readonly lots: Map<string, Given[]>
  readonly counters: Map<string, Record<string, number>>
}

export const newTally = (): Tally => ({ lots: new Map(), counters: new Map() })

/** Points above zero are given, below zero asked back; `earnedAt` is when they were given first. */
export interface Tallied { readonly wallet: string; readonly points: number; readonly earnedAt: Instant; readonly byRule: boolean }

const EASY: ReadonlySet<Deed['kind']> = new Set(['order', 'action', 'award', 'confirm', 'spend', 'hold', 'commit', 'cancel', 'undo-spend', 'grant', 'deduct', 'waive', 'send', 'give', 'take-back', 'receive', 'void'])

/**
 * Whether a log may be tallied without its book and come to the same: what refunds ask back must not depend on what is
 * left elsewhere. So growth may only be given, points asked back may become debt, and nobody was merged.
 * @param debtOnly points asked back are never forgone, by the settings of any time
 */
export function mayTally(facts: readonly Fact[], debtOnly: boolean): boolean {
  for (const fact of facts) for (const deed of fact.deeds) {
    if (deed.kind === 'refund') { if (!debtOnly) return false; continue }
    if (!EASY.has(deed.kind)) return false
    if ('wallet' in deed && deed.wallet === 'growth' && deed.kind !== 'grant') return false
  }
  return true
}

/** A standing fact on the tally: what it gives and asks back. The book would post the same between `issued` and the member. */
export function tally(state: Tally, fact: Fact, terms: BookTerms): Tallied[] {
  const out: Tallied[] = []
  for (const deed of fact.deeds) {
    if (deed.kind === 'order') earned(state, awardOrder(terms, deed.order, deed.context), { orderId: deed.orderId }, fact.at, terms, true, out)
    else if (deed.kind === 'action') earned(state, awardAction(terms, { action: deed.action, at: fact.at, streakDay: deed.streakDay }, deed.context), { actId: fact.id }, fact.at, terms, true, out)
    else if (deed.kind === 'award') earned(state, deed.awards, deed.source, fact.at, deed.ownDoing ? terms : { zone: terms.zone, limits: [] }, 'orderId' in deed.source, out)
    else if (deed.kind === 'grant') keep(state, { wallet: deed.wallet, line: null, points: deed.points, basis: null, earnedAt: fact.at, byRule: false, counted: [], asked: 0 }, { actId: fact.id }, out)
    else if (deed.kind === 'refund') for (const lot of state.lots.get(keyOfSource(deed.of)) ?? []) askBack(state, lot, lot.points - keptPoints(lot, { ...deed, wholeGoes: terms.wholeGoes }) - lot.asked, out)
  }
  return out
}

/** Lots of one order or act stand under the head of their source. */
const keyOfSource = (source: Source): string => { const whole = lotSource(source, null, ''); return whole.slice(0, whole.indexOf('/')) }

function earned(state: Tally, awards: readonly Award[], source: Source, at: Instant, terms: { readonly limits: BookTerms['limits']; readonly zone: Zone }, byRule: boolean, out: Tallied[]): void {
  if (awards.length === 0) return
  if (terms.limits.length === 0) return awards.forEach((a) => keep(state, lotOf(a, a.points, at, [], byRule), source, out))
  for (const wallet of new Set(awards.map((a) => a.wallet))) {
    const mine = awards.filter((x) => x.wallet === wallet)
    if (!terms.limits.some((l) => l.wallet === wallet)) { for (const a of mine) keep(state, lotOf(a, a.points, at, [], byRule), source, out); continue }
    const counters = state.counters.get(wallet) ?? {}
    state.counters.set(wallet, counters)
    // A limit that refuses whole leaves no award; the order or action goes on without it.
    const judged = judge(mine, terms.limits, counters, at, terms.zone)
    if (judged.refusedBy === null) for (let i = 0; i < mine.length; i++) {
      const points = judged.points[i]!
      if (points <= 0) continue
      keep(state, lotOf(mine[i]!, points, at, judged.counted[i]!, byRule), source, out)
      for (const key of judged.counted[i]!) counters[key] = (counters[key] ?? 0) + points
    }
  }
}

const lotOf = (a: Award, points: number, at: Instant, counted: readonly string[], byRule: boolean): Given => ({ wallet: a.wallet, line: a.line, points, basis: a.basis, earnedAt: at, byRule, counted, asked: 0 })

function keep(state: Tally, lot: Given, source: Source, out: Tallied[]): void {
  const key = keyOfSource(source)
  const mine = state.lots.get(key)
  if (mine) mine.push(lot)
  else state.lots.set(key, [lot])
  out.push({ wallet: lot.wallet, points: lot.points, earnedAt: lot.earnedAt, byRule: lot.byRule })
}

function askBack(state: Tally, lot: Given, ask: number, out: Tallied[]): void {
  if (ask <= 0) return
  lot.asked += ask
  const counters = state.counters.get(lot.wallet)
  if (counters) for (const key of lot.counted) counters[key] = Math.max(0, (counters[key] ?? 0) - ask)
  out.push({ wallet: lot.wallet, points: -ask, earnedAt: lot.earnedAt, byRule: lot.byRule })
}
