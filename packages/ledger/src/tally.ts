import type { Instant, Zone } from '@huitou/units'
import { awardAction, partsOfOrder, type Part } from './award.js'
import type { Basis } from './book.js'
import type { Source } from './earn.js'
import { isUnder, judge } from './limit.js'
import type { BookTerms, Deed, Fact } from './log.js'
import { keptPoints } from './refund.js'

/** What one lot of the tally still is: enough for a refund to ask for its part. */
interface Given extends Tallied {
  readonly line: number | null
  readonly basis: Basis | null
  readonly counted: readonly string[]
  asked: number
}

/** What a member was given and asked back, by order or act, and what limits counted. Changed in place: it lives for one replay. */
export interface Tally {
  readonly ofOrders: Map<string, Given[]>
  readonly ofActs: Map<string, Given[]>
  readonly counters: Map<string, Record<string, number>>
}

export const newTally = (): Tally => ({ ofOrders: new Map(), ofActs: new Map(), counters: new Map() })

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
    if (deed.kind === 'order') earned(state, partsOfOrder(terms, deed.order, deed.context), { orderId: deed.orderId }, fact.at, terms, true, out)
    else if (deed.kind === 'action') earned(state, awardAction(terms, { action: deed.action, at: fact.at, streakDay: deed.streakDay }, deed.context), { actId: fact.id }, fact.at, terms, true, out)
    else if (deed.kind === 'award') earned(state, deed.awards, deed.source, fact.at, deed.ownDoing ? terms : { zone: terms.zone, limits: NONE }, 'orderId' in deed.source, out)
    else if (deed.kind === 'grant') keep(state, { wallet: deed.wallet, line: null, points: deed.points, basis: null, earnedAt: fact.at, byRule: false, counted: NONE, asked: 0 }, { actId: fact.id }, out)
    else if (deed.kind === 'refund') {
      const act = { kept: deed.kept, nothingLeft: deed.nothingLeft, keptMinor: deed.keptMinor, wholeGoes: terms.wholeGoes }
      for (const lot of givenBy(state, deed.of) ?? NONE) askBack(state, lot, lot.points - keptPoints(lot, act) - lot.asked, out)
    }
  }
  return out
}

const NONE: readonly never[] = []
const givenBy = (state: Tally, of: Source): Given[] | undefined => ('orderId' in of ? state.ofOrders.get(of.orderId) : state.ofActs.get(of.actId))

function earned(state: Tally, parts: readonly Part[], source: Source, at: Instant, terms: { readonly limits: BookTerms['limits']; readonly zone: Zone }, byRule: boolean, out: Tallied[]): void {
  if (!terms.limits.some((l) => parts.some((p) => isUnder(l, p)))) { for (const p of parts) keep(state, lotOf(p, p.points, at, NONE, byRule), source, out); return }
  for (const wallet of new Set(parts.map((p) => p.wallet))) {
    const mine = parts.filter((p) => p.wallet === wallet)
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

const lotOf = (p: Part, points: number, at: Instant, counted: readonly string[], byRule: boolean): Given => ({ wallet: p.wallet, line: p.line, points, basis: p.basis, earnedAt: at, byRule, counted, asked: 0 })

function keep(state: Tally, lot: Given, source: Source, out: Tallied[]): void {
  const mine = givenBy(state, source)
  if (mine) mine.push(lot)
  else if ('orderId' in source) state.ofOrders.set(source.orderId, [lot])
  else state.ofActs.set(source.actId, [lot])
  out.push(lot)
}

function askBack(state: Tally, lot: Given, ask: number, out: Tallied[]): void {
  if (ask <= 0) return
  lot.asked += ask
  const counters = state.counters.get(lot.wallet)
  if (counters) for (const key of lot.counted) counters[key] = Math.max(0, (counters[key] ?? 0) - ask)
  out.push({ wallet: lot.wallet, points: -ask, earnedAt: lot.earnedAt, byRule: lot.byRule })
}
