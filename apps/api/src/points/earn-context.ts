import type { BirthdaySpan, Deed, EarnContext } from '@huitou/ledger'
import { dateAt, isLeap, startOf, type Instant, type LocalDate, type Zone } from '@huitou/units'

/** What earning rules may ask about the member, beside the tier. */
export interface Person { readonly birthday: string | null; readonly tags: readonly string[] }

const NO_SPANS: readonly BirthdaySpan[] = []

/** The spans of a birthday that hold a day; 29 February is kept on the 28th in common years. */
function birthdaySpans(monthDay: string | null, at: Instant, zone: Zone): readonly BirthdaySpan[] {
  if (monthDay === null) return NO_SPANS
  const day = dateAt(at, zone)
  const year = Number(day.slice(0, 4))
  const of = (y: number): LocalDate => `${String(y).padStart(4, '0')}-${monthDay === '02-29' && !isLeap(y) ? '02-28' : monthDay}`
  const days = [of(year - 1), of(year), of(year + 1)]
  return (['day', 'week', 'month'] as const).filter((span) => days.some((on) => startOf(span, on) === startOf(span, day)))
}

/** Orders and actions get the facts a rule may ask for; what was stored with a fact stands, except the tier and the first order, which a replay decides. */
export function withContext(deeds: readonly Deed[], known: { readonly held: Pick<EarnContext, 'tier' | 'tierTimes' | 'tierExpiry'>; readonly firstOrder: boolean; readonly person: Person; readonly at: Instant; readonly zone: Zone }): Deed[] {
  const { held: { tier, tierTimes, tierExpiry }, person } = known
  return deeds.map((d) => {
    if (d.kind !== 'order' && d.kind !== 'action') return d
    const { context: c } = d
    // Field by field, in one shape: a replay comes by here for every order of a shop's year, and copies by spread are slow.
    const context: { [K in keyof Required<EarnContext>]: EarnContext[K] } = {
      tier, tierTimes, tierExpiry: tierExpiry ?? c.tierExpiry, segments: c.segments, tags: c.tags ?? (person.tags.length > 0 ? person.tags : undefined), storeId: c.storeId, channel: c.channel, payments: c.payments,
      birthday: c.birthday ?? birthdaySpans(person.birthday, d.kind === 'order' ? d.order.at : known.at, known.zone), firstOrder: d.kind === 'order' ? known.firstOrder : c.firstOrder,
    }
    return { ...d, context }
  })
}
