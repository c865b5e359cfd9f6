import type { Refusal } from './parts'

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
const day = (at: number): string => `${new Date(at).getFullYear()}-${two(new Date(at).getMonth() + 1)}-${two(new Date(at).getDate())}`
export const clock = (at: number): string => `${new Date(at).getHours()}:${two(new Date(at).getMinutes())}`

/** When and where a code was used, for the clerk only. */
export function factsOf(r: Refusal, names: { firstAt: string; usedOn: string; where: string }): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = []
  const at = r.facts['usedAt'] ?? r.facts['at']
  // a member code was used a moment ago, a coupon on some day
  if (typeof at === 'string') rows.push(r.code === 'coupon-redeemed' ? [names.usedOn, `${day(Date.parse(at))} ${clock(Date.parse(at))}`] : [names.firstAt, clock(Date.parse(at))])
  const where = r.facts['storeName'] ?? r.facts['where'] ?? r.facts['store']
  if (typeof where === 'string') rows.push([names.where, where])
  return rows
}
