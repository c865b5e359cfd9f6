import type { Refusal } from './parts'

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
export const clock = (at: number): string => `${new Date(at).getHours()}:${two(new Date(at).getMinutes())}`

/** When and where a code was used, for the clerk only. */
export function factsOf(r: Refusal, names: { firstAt: string; where: string }): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = []
  const at = r.facts['usedAt'] ?? r.facts['at']
  if (typeof at === 'string') rows.push([names.firstAt, clock(Date.parse(at))])
  const where = r.facts['storeName'] ?? r.facts['where'] ?? r.facts['store']
  if (typeof where === 'string') rows.push([names.where, where])
  return rows
}
