import type { BirthdaySpan, Deed, EarnContext } from '@huitou/ledger'
import { dateAt, isLeap, startOf, type Instant, type LocalDate, type Zone } from '@huitou/units'

/** What earning rules may ask about the member, beside the tier. */
export interface Person { readonly birthday: string | null; readonly tags: readonly string[] }

/** The spans of a birthday that hold a day; 29 February is kept on the 28th in common years. */
export function birthdaySpans(monthDay: string | null, day: LocalDate): readonly BirthdaySpan[] {
  if (monthDay === null) return []
  const year = Number(day.slice(0, 4))
  const of = (y: number): LocalDate => `${String(y).padStart(4, '0')}-${monthDay === '02-29' && !isLeap(y) ? '02-28' : monthDay}`
  const days = [of(year - 1), of(year), of(year + 1)]
  return (['day', 'week', 'month'] as const).filter((span) => days.some((on) => startOf(span, on) === startOf(span, day)))
}

/** Orders and actions get the facts a rule may ask for; what was stored with a fact stands, except the tier and the first order, which a replay decides. */
export function withContext(deeds: readonly Deed[], known: Pick<EarnContext, 'tier' | 'tierTimes' | 'tierExpiry'> & { firstOrder: boolean; person: Person; at: Instant; zone: Zone }): Deed[] {
  const { tier, tierTimes, tierExpiry, person } = known
  return deeds.map((d) => {
    if (d.kind !== 'order' && d.kind !== 'action') return d
    const day = dateAt(d.kind === 'order' ? d.order.at : known.at, known.zone)
    const context = { ...d.context, tier, tierTimes, ...(tierExpiry ? { tierExpiry } : {}), birthday: d.context.birthday ?? birthdaySpans(person.birthday, day), ...(d.context.tags ? {} : person.tags.length > 0 ? { tags: person.tags } : {}) }
    return d.kind === 'order' ? { ...d, context: { ...context, firstOrder: known.firstOrder } } : { ...d, context }
  })
}
