import { dateAt, type Currency, type Zone } from '@huitou/units'

export interface SaidReason {
  readonly code: string
  readonly facts: Record<string, unknown>
}

const INSTANTS = new Set(['from', 'until'])

/** A reason as data for the wire: money with its currency, instants also as days of the shop. */
export function wireReason(why: { readonly code: string; readonly facts: object }, shop: { readonly zone: Zone; readonly currency: Currency }): SaidReason {
  const facts: Record<string, unknown> = { currency: shop.currency }
  for (const [key, value] of Object.entries(why.facts)) {
    if (INSTANTS.has(key) && typeof value === 'number') {
      facts[key] = dateAt(key === 'until' ? value - 1 : value, shop.zone)
      facts[`${key}At`] = new Date(value).toISOString()
    } else facts[key] = value
  }
  return { code: why.code, facts }
}
