import type { Answer } from '../platform/ask'
import type { Figures } from '../platform/figures'
import type { flash } from '../words/zh/flash'

export type Flash = Answer<'readFlashSale'>['sale']
export type Terms = Flash['terms']
export type Words = typeof flash
export const phaseTone = { draft: 'plain', scheduled: 'note', early: 'good', live: 'good', paused: 'warn', ended: 'plain', stopped: 'plain' } as const

const HOUR = 3_600_000
/** The next full hour, for two hours. */
export const freshTerms = (f: Figures, now: number): Terms => {
  const from = Math.ceil(now / HOUR) * HOUR + HOUR
  return { title: '', sku: '', priceMinor: 100 * f.unit, total: 100, perMember: 1, from: new Date(from).toISOString(), until: new Date(from + 2 * HOUR).toISOString(), holdMinutes: 10, tierIds: [], queue: true, early: null }
}

/** The sale read aloud, in one sentence. */
export const readAloud = (c: Terms, f: Figures, t: Words): string => t.reads(f.moment(c.from), f.round(c.priceMinor), f.whole(c.total), c.perMember, c.holdMinutes)
export const isFilled = (c: Terms): boolean => c.title.trim() !== '' && c.sku !== '' && c.priceMinor > 0 && c.total > 0
