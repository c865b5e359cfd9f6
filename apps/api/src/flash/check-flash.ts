import type { Instant } from '@huitou/units'
import type { FlashRow, FlashTermsOf } from './flash.rows.js'

export interface FlashProblem { readonly path: string; readonly reason: { readonly code: string; readonly facts: Record<string, unknown> } }
export type FlashItem = Pick<FlashRow, 'name' | 'price_minor' | 'member_price_minor' | 'on_sale' | 'currency'>

const problem = (path: string, code: string, facts: Record<string, unknown> = {}): FlashProblem => ({ path, reason: { code, facts } })

/** What keeps a sale from being scheduled; the owner reads it beside the field. */
export function flashProblems(t: FlashTermsOf, item: FlashItem, now: Instant): FlashProblem[] {
  const found: FlashProblem[] = []
  const { currency } = item
  if (item.name === null) found.push(problem('sku', 'flash-item-unknown'))
  else if (!item.on_sale) found.push(problem('sku', 'flash-item-off-sale'))
  if (item.price_minor !== null && t.priceMinor >= item.price_minor) found.push(problem('priceMinor', 'flash-not-cheaper', { listMinor: item.price_minor, currency }))
  if (Date.parse(t.until) <= Date.parse(t.from)) found.push(problem('until', 'terms-dates-backwards'))
  else if (Date.parse(t.until) <= now) found.push(problem('until', 'flash-in-the-past'))
  if (t.perMember > t.total) found.push(problem('perMember', 'flash-limit-above-total', { total: t.total }))
  if (t.early && t.early.units > t.total) found.push(problem('early.units', 'flash-early-above-total', { total: t.total }))
  if (t.early && t.tierIds.length > 0 && t.early.tierIds.some((id) => !t.tierIds.includes(id))) found.push(problem('early.tierIds', 'flash-early-not-invited'))
  return found
}

/** What the owner should know and may want all the same. */
export function flashWarnings(t: FlashTermsOf, item: FlashItem, now: Instant, other: string | null): FlashProblem[] {
  const found: FlashProblem[] = []
  if (item.member_price_minor !== null && t.priceMinor >= item.member_price_minor) found.push(problem('priceMinor', 'flash-above-member-price', { memberMinor: item.member_price_minor, currency: item.currency }))
  if (other !== null) found.push(problem('from', 'flash-overlaps', { title: other }))
  if (Date.parse(t.from) <= now && Date.parse(t.until) > now) found.push(problem('from', 'flash-starts-at-once'))
  if (Date.parse(t.until) - Date.parse(t.from) < t.holdMinutes * 60_000) found.push(problem('holdMinutes', 'flash-hold-longer-than-sale'))
  return found
}
