import { looksAt, type Ready } from './compile.js'
import { applyTo, measure, share } from './effects.js'
import type { Ground } from './ground.js'
import { relate, type Relations } from './relate.js'
import { searchBest, type SearchResult } from './search.js'
import { copyInto, standing, type Standing } from './standing.js'

/** Kinds whose discount on a line stands by itself, so that lines may choose apart; sets and gifts need several lines. */
const byLine = ({ stage, effect: e }: Ready): boolean => stage === 'item' && (e.kind === 'percent-off' || e.kind === 'units-percent' || e.kind === 'each-off')

/**
 * Competition per item: of item promotions that exclude each other, each line takes the one that would take most off it
 * acting alone (ties to the lower id); they then act in their places on the lines they won. Everything else is searched
 * after them, without what stands alone; of a group that is at work on a line, no more than its room there. Whether a threshold is met is judged on all its lines before that choice.
 * @returns the offers as narrowed, and the search over the rest
 */
export function searchPerItem(ready: readonly Ready[], g: Ground, start: Standing, budget: number): { readonly ready: readonly Ready[]; readonly search: SearchResult; readonly forced: readonly number[] } {
  const r = relate(ready, true)
  const n = ready.length
  const own = ready.flatMap((o, i) => (byLine(o) ? [i] : []))
  const shares = new Map(own.map((i) => [i, aloneOn(ready[i]!, g, start)]))
  const won = new Map<number, number[]>(own.map((i) => [i, []]))
  for (let line = 0; line < g.qty.length; line++) {
    const wanted = own.filter((i) => (shares.get(i)!.get(line) ?? 0) > 0).sort((a, b) => shares.get(b)!.get(line)! - shares.get(a)!.get(line)! || a - b)
    const taken: number[] = []
    for (const i of wanted) if (taken.every((j) => !r.conflict[i * n + j]) && roomFor(r, i, taken)) taken.push(i)
    for (const i of taken) won.get(i)!.push(line)
  }
  const narrowed = ready.map((o, i) => (won.has(i) ? { ...o, lines: Int32Array.from(won.get(i)!), effect: atStep(o, g, start), initialFen: won.get(i)!.reduce((sum, line) => sum + g.listFen[line]!, 0) } : o))
  const order = own.filter((i) => won.get(i)!.length > 0).sort((a, b) => ready[a]!.place - ready[b]!.place || a - b)
  const s = standing(start.amounts.length, start.spent.length)
  copyInto(s, start)
  const forced: number[] = []
  for (const i of order) {
    const off = measure(narrowed[i]!, s, g)
    if (off === 0) continue
    applyTo(narrowed[i]!, s, g, off)
    forced.push(i)
  }
  const room = (o: Ready) => o.most - mostOnALine(o, forced.map((j) => narrowed[j]!).filter((x) => x.group !== '' && x.group === o.group))
  const rest = narrowed.flatMap((o, i) => (won.has(i) || (forced.length > 0 && o.alone && !forced.every((j) => ready[j]!.always)) || forced.some((j) => ready[j]!.alone && !o.always) || room(o) <= 0 ? [] : [i]))
  const after = searchBest(rest.map((i) => ({ ...narrowed[i]!, most: room(narrowed[i]!) })), g, s, budget)
  const back = <T extends { readonly order: readonly number[] }>(f: T): T => ({ ...f, order: [...forced, ...f.order.map((k) => rest[k]!)] })
  return { ready: narrowed, forced, search: { ...after, best: back(after.best), runnerUp: after.runnerUp && back(after.runnerUp), relations: r } }
}

/** How many of those act on one and the same line of it, at most. */
const mostOnALine = (o: Ready, acting: readonly Ready[]): number => Math.max(0, ...Array.from(looksAt(o), (line) => acting.filter((x) => x.lines.includes(line)).length))

function aloneOn(o: Ready, g: Ground, start: Standing): Map<number, number> {
  const off = measure(o, start, g)
  const parts = new Float64Array(Math.max(1, g.qty.length))
  const found = new Map<number, number>()
  if (off > 0) share(o, start, g, off, parts).forEach((line, k) => { if (parts[k]! > 0) found.set(line, parts[k]!) })
  return found
}

/** The rate that all its lines reached, held for the lines it won. */
function atStep(o: Ready, g: Ground, start: Standing): Ready['effect'] {
  const e = o.effect
  if (e.kind !== 'percent-off' && e.kind !== 'units-percent') return e
  let sum = 0
  let units = 0
  for (const i of o.lines) { sum += start.amounts[i]!; units += g.qty[i]! }
  const reached = e.kind === 'percent-off' ? e.steps.filter((x) => sum >= x.fromFen) : e.steps.filter((x) => units >= x.units)
  const offBp = Math.max(0, ...reached.map((x) => x.offBp))
  return { kind: 'percent-off', steps: [{ fromFen: 0, offBp }], ...(e.capFen === undefined ? {} : { capFen: e.capFen }), ...(e.kind === 'percent-off' && e.base ? { base: e.base } : {}) }
}

function roomFor(r: Relations, i: number, taken: readonly number[]): boolean {
  const group = r.group[i]!
  return group < 0 || taken.filter((j) => r.group[j] === group).length < r.most[group]!
}
