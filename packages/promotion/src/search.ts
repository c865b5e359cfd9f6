import type { Ready } from './compile.js'
import { applyTo, giftWorth, measure, measureMost, sameAsMost } from './effects.js'
import type { Ground } from './ground.js'
import { fits, relate, type Relations } from './relate.js'
import { copyInto, payable, standing, type Standing } from './standing.js'

/** One allowed combination, in the order applied (indexes into the ready offers, which are sorted by id). */
export interface Found {
  readonly order: readonly number[]
  readonly payFen: number
  readonly giftFen: number
}

export interface SearchResult {
  readonly best: Found
  /** the best one that is not merely the best with something left out */
  readonly runnerUp: Found | null
  /** whether every allowed combination and order was tried or ruled out by its bound */
  readonly exact: boolean
  /** effects tried */
  readonly tried: number
  readonly relations: Relations
}

/** Less to pay, then more gift value, then fewer offers, then lower ids, then lower ids applied first. */
export function better(a: Found, b: Found): boolean {
  if (a.payFen !== b.payFen) return a.payFen < b.payFen
  if (a.giftFen !== b.giftFen) return a.giftFen > b.giftFen
  if (a.order.length !== b.order.length) return a.order.length < b.order.length
  const [x, y] = [[...a.order].sort((p, q) => p - q), [...b.order].sort((p, q) => p - q)]
  for (let k = 0; k < x.length; k++) if (x[k] !== y[k]) return x[k]! < y[k]!
  for (let k = 0; k < x.length; k++) if (a.order[k] !== b.order[k]) return a.order[k]! < b.order[k]!
  return false
}

/** What the walk writes on at each depth; both searches use one. */
interface Desk {
  readonly pool: Standing[]
  readonly opens: number[][]
  readonly nows: number[][]
  readonly mosts: number[][]
}

/**
 * Depth first over the allowed sequences, best-looking branch first. A branch is cut when even the most its remaining offers
 * could take off does not reach what is known; that bound holds because amounts only fall and every effect takes no more of
 * less (`measureMost`). Of two neighbours on disjoint lines only the order by id is walked: both end at the same fen.
 */
class Search {
  tried = 0
  /** answers that were the best for a while: the next search starts from the best of them it may use */
  readonly passed: Found[] = []
  private readonly n: number
  private readonly oneOf: number[]
  private readonly blocked: Int32Array
  private readonly used: Int32Array
  private readonly chosen: number[] = []
  private readonly inChosen: Uint8Array
  private readonly hasGifts: boolean
  best: Found

  constructor(private readonly ready: readonly Ready[], private readonly g: Ground, private readonly r: Relations, private readonly desk: Desk, private readonly budget: number, private readonly outside: Uint8Array | null, first: Found) {
    this.n = ready.length
    this.blocked = new Int32Array(this.n)
    this.used = new Int32Array(r.most.length)
    this.oneOf = r.most.map(() => 0)
    this.inChosen = new Uint8Array(this.n)
    this.hasGifts = ready.some((o) => o.effect.kind === 'gift')
    this.best = first
  }

  run(): boolean {
    const start = this.offered(this.desk.pool[0]!)
    if (!this.outside && better(start, this.best)) this.best = start
    this.visit(0, -1, false)
    return this.tried <= this.budget
  }

  private offered(s: Standing): Found {
    return { order: this.chosen.slice(), payFen: payable(s), giftFen: s.giftFen }
  }

  private allowed(i: number): boolean {
    return !this.inChosen[i] && this.blocked[i] === 0 && fits(this.r, i, this.used)
  }

  private visit(depth: number, last: number, isOutside: boolean): void {
    const { n, ready, g } = this
    const s = this.desk.pool[depth]!
    const place = last < 0 ? -1 : ready[last]!.place
    const open = (this.desk.opens[depth] ??= new Array<number>(n).fill(0))
    let count = 0
    const now = (this.desk.nows[depth] ??= new Array<number>(n).fill(0))
    const most = (this.desk.mosts[depth] ??= new Array<number>(n).fill(0))
    for (let i = 0; i < n; i++) {
      if (ready[i]!.place < place || !this.allowed(i)) continue
      this.tried++
      most[i] = measureMost(ready[i]!, s, g)
      if (most[i] === 0 && ready[i]!.effect.kind !== 'gift') continue
      now[i] = sameAsMost(ready[i]!) ? most[i]! : measure(ready[i]!, s, g)
      // the largest first: a good answer early cuts the most
      let k = count++
      for (; k > 0 && now[open[k - 1]!]! < now[i]!; k--) open[k] = open[k - 1]!
      open[k] = i
    }
    const pay = payable(s)
    for (let k = 0; k < count; k++) {
      const i = open[k]!
      if (this.tried > this.budget) return
      if (last >= 0 && this.r.commute[last * n + i] && i < last) continue
      const gift = this.hasGifts ? giftWorth(ready[i]!, s) : 0
      if (now[i] === 0 && gift === 0) continue
      const out = isOutside || this.outside?.[i] === 1
      if (!this.mayHelp(i, open, count, now, most, pay, s.giftFen + gift, out)) continue
      this.take(i, +1)
      this.candidate(s, now[i]!, gift, out)
      if (this.goesOn(i, open, count)) {
        const next = (this.desk.pool[depth + 1] ??= standing(s.amounts.length, s.spent.length))
        copyInto(next, s)
        applyTo(ready[i]!, next, g, now[i]!)
        this.visit(depth + 1, i, out)
      }
      this.take(i, -1)
    }
  }

  private candidate(s: Standing, offFen: number, gift: number, out: boolean): void {
    if (this.outside && !out) return
    const payFen = payable(s) - offFen
    if (payFen > this.best.payFen) return
    const found: Found = { order: this.chosen.slice(), payFen, giftFen: s.giftFen + gift }
    if (!better(found, this.best)) return
    this.passed.push(this.best)
    this.best = found
  }

  /** Whether taking i and then the most of all that may follow could still be the answer. */
  private mayHelp(i: number, open: readonly number[], count: number, now: readonly number[], most: readonly number[], pay: number, giftFen: number, out: boolean): boolean {
    const { n, ready, r } = this
    let goods = 0
    let aloneMost = 0
    let alwaysMost = 0
    let gifts = false
    let mayBeOutside = out
    const own = r.group[i]!
    const place = ready[i]!.place
    const oneOf = this.oneOf
    oneOf.fill(0)
    let inGroup: number[][] | null = null
    for (let k = 0; k < count; k++) {
      const j = open[k]!
      if (j === i || ready[j]!.place < place || r.conflict[i * n + j]) continue
      const group = r.group[j]!
      if (group >= 0 && this.used[group]! + (group === own ? 1 : 0) >= r.most[group]!) continue
      if (this.outside?.[j] === 1) mayBeOutside = true
      if (ready[j]!.effect.kind === 'gift') { gifts = true; continue }
      if (ready[j]!.alone && !ready[j]!.always) { aloneMost = Math.max(aloneMost, most[j]!); continue }
      if (ready[j]!.always) alwaysMost += most[j]!
      if (group < 0) goods += most[j]!
      else if (r.most[group] === 1) oneOf[group] = Math.max(oneOf[group]!, most[j]!)
      else ((inGroup ??= [])[group] ??= []).push(most[j]!)
    }
    if (this.outside && !mayBeOutside) return false
    for (let group = 0; group < oneOf.length; group++) {
      goods += oneOf[group]!
      const list = inGroup?.[group]
      if (!list) continue
      const room = r.most[group]! - this.used[group]! - (group === own ? 1 : 0)
      if (list.length > room) list.sort((a, b) => b - a)
      for (let k = 0; k < list.length && k < room; k++) goods += list[k]!
    }
    const rest = Math.max(goods, aloneMost + alwaysMost)
    const low = Math.max(0, pay - now[i]! - rest)
    if (low !== this.best.payFen) return low < this.best.payFen
    if (gifts || giftFen > this.best.giftFen) return true
    return giftFen === this.best.giftFen && this.chosen.length + 1 + (rest > 0 && pay - now[i]! > low ? 1 : 0) <= this.best.order.length
  }

  private goesOn(i: number, open: readonly number[], count: number): boolean {
    const place = this.ready[i]!.place
    for (let k = 0; k < count; k++) if (this.ready[open[k]!]!.place >= place && this.allowed(open[k]!)) return true
    return false
  }

  private take(i: number, by: 1 | -1): void {
    const { n } = this
    if (by === 1) this.chosen.push(i)
    else this.chosen.pop()
    this.inChosen[i] = by === 1 ? 1 : 0
    const group = this.r.group[i]!
    if (group >= 0) this.used[group]! += by
    const twins = this.r.twins[i]!
    if (twins >= 0) this.used[twins]! += by
    for (let j = 0; j < n; j++) if (this.r.conflict[i * n + j]) this.blocked[j]! += by
  }
}

const NOT_YET: Found = { order: [], payFen: Infinity, giftFen: 0 }

/** The best allowed combination and its runner-up, by the tie-breaks of `better`. */
export function searchBest(ready: readonly Ready[], g: Ground, start: Standing, budget: number): SearchResult {
  const hasTradeIn = start.amounts.some((a) => a < 0)
  const relations = relate(ready, hasTradeIn)
  const desk: Desk = { pool: [start], opens: [], nows: [], mosts: [] }
  const main = new Search(ready, g, relations, desk, budget, null, NOT_YET)
  const mainDone = main.run()
  const outside = new Uint8Array(ready.length).fill(1)
  for (const i of main.best.order) outside[i] = 0
  const known = main.passed.filter((f) => f.order.some((i) => outside[i] === 1)).reduce((a, b) => (better(b, a) ? b : a), NOT_YET)
  const other = new Search(ready, g, relations, desk, Math.max(0, budget - main.tried), outside, known)
  const otherDone = other.run()
  return { best: main.best, runnerUp: other.best === NOT_YET ? null : other.best, exact: mainDone && otherDone, tried: main.tried + other.tried, relations }
}

/** The first that fits, then the next, in the order of places and ids: competition by the merchant's list. */
export function takeListed(ready: readonly Ready[], g: Ground, start: Standing): SearchResult {
  const r = relate(ready, true)
  const n = ready.length
  const s = standing(start.amounts.length, start.spent.length)
  copyInto(s, start)
  const order: number[] = []
  const used = r.most.map(() => 0)
  for (const i of ready.map((_, k) => k).sort((a, b) => ready[a]!.place - ready[b]!.place || a - b)) {
    if (order.some((j) => r.conflict[i * n + j]) || !fits(r, i, used)) continue
    const off = measure(ready[i]!, s, g)
    if (off === 0 && giftWorth(ready[i]!, s) === 0) continue
    applyTo(ready[i]!, s, g, off)
    order.push(i)
    for (const k of [r.group[i]!, r.twins[i]!]) if (k >= 0) used[k]!++
  }
  return { best: { order, payFen: payable(s), giftFen: s.giftFen }, runnerUp: null, exact: true, tried: n, relations: r }
}
