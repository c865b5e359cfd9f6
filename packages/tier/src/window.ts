import { addDays, addMonths, dateAt, dateOf, daysInMonth, endOf, partsOf, startOf, startOfDate, type Instant, type LocalDate, type Zone } from '@huitou/units'
import type { Amounts, DayAmounts, Grace, TierTerms } from './terms.js'

/** Days from `from` up to, not including, `to`; null is open. */
export interface Span { readonly from: LocalDate | null; readonly to: LocalDate | null }

/** What the days of a span add up to. */
export function amountsIn(days: readonly DayAmounts[], { from, to }: Span): Amounts {
  let [growth, spend, orders] = [0, 0, 0]
  for (const d of days) {
    if ((from !== null && d.day < from) || (to !== null && d.day >= to)) continue
    growth += d.growth
    spend += d.spend
    orders += d.orders
  }
  return { growth, spend, orders }
}

export interface Anchor { readonly joinedAt: Instant; readonly since: Instant | null }

/** The window that holds the day. Rolling: the N months up to and including it. */
export function windowAt(terms: TierTerms, day: LocalDate, anchor: Anchor): Span {
  const { window, zone } = terms
  switch (window.kind) {
    case 'lifetime': return { from: null, to: null }
    case 'rolling': return rolling(day, window.months)
    case 'calendar': return { from: startOf(window.period, day), to: addDays(endOf(window.period, day), 1) }
    case 'joining-year': return yearAround(day, dateAt(anchor.joinedAt, zone))
    case 'tier-year': return yearAround(day, dateAt(anchor.since ?? anchor.joinedAt, zone))
    case 'date-year': return yearAround(day, dateOf({ year: partsOf(day).year - 1, month: window.month, day: Math.min(window.day, daysInMonth(partsOf(day).year - 1, window.month)) }))
  }
}

// Asked for the same few days for each member of a replay.
const rollings = new Map<number, Map<LocalDate, Span>>()

function rolling(day: LocalDate, months: number): Span {
  const spans = rollings.get(months) ?? new Map<LocalDate, Span>()
  const known = spans.get(day)
  if (known) return known
  const span: Span = { from: addDays(addMonths(day, -months), 1), to: addDays(day, 1) }
  if (spans.size > 20_000) spans.clear()
  spans.set(day, span)
  rollings.set(months, spans)
  return span
}

/** The year that began on an anniversary of `first` and holds `day`; 29 Feb is kept on 28 Feb in common years. */
function yearAround(day: LocalDate, first: LocalDate): Span {
  let n = partsOf(day).year - partsOf(first).year
  if (addMonths(first, n * 12) > day) n -= 1
  return { from: addMonths(first, n * 12), to: addMonths(first, (n + 1) * 12) }
}

/** The first day after the hold of a tier reached on `day`; null when its window never ends. Rolling windows end by their sum. */
export function holdEnd(terms: TierTerms, day: LocalDate, anchor: Anchor): LocalDate | null {
  const { window } = terms
  if (window.kind === 'lifetime' || window.kind === 'rolling') return null
  if (window.kind === 'tier-year') return addMonths(day, 12)
  const here = windowAt(terms, day, anchor)
  return terms.holds === 'that-window' ? here.to : windowAt(terms, here.to!, anchor).to
}

/** When a tier goes that was lost at `drop`: after the grace, which may run to the end of its month. */
export function afterGrace(grace: Grace | undefined, drop: LocalDate): LocalDate {
  if (!grace || (!grace.days && !grace.months)) return drop
  const day = addDays(addMonths(drop, grace.months ?? 0), grace.days ?? 0)
  return grace.toMonthEnd ? addDays(endOf('month', addDays(day, -1)), 1) : day
}

export const instantOfDay = (day: LocalDate | null, zone: Zone): Instant | null => (day === null ? null : startOfDate(day, zone))
