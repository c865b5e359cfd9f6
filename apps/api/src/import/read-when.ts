import { instantOf, tryPartsOf, type Instant, type Zone } from '@huitou/units'

export type DateFormat = 'auto' | 'ymd' | 'mdy' | 'dmy' | 'epoch-s' | 'epoch-ms' | 'iso'

const YMD = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?秒?)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/
const PARTS = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?\s*([AaPp][Mm])?)?$/
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/

/** Reads times of one format and zone, as files have them. Null: not a time. */
export function whenReader(format: Exclude<DateFormat, 'auto'>, zone: Zone): (text: string) => Instant | null {
  // Lines of one order follow each other and say the same time.
  let [lastText, last]: [string, Instant | null] = ['', null]
  return (text) => {
    if (text === lastText) return last
    lastText = text
    return (last = read(text.trim(), format, zone))
  }
}

function read(text: string, format: DateFormat, zone: Zone): Instant | null {
  if (format === 'epoch-s' || format === 'epoch-ms') {
    const n = Number(text)
    const at = format === 'epoch-s' ? n * 1000 : n
    return /^\d{1,14}$/.test(text) && at < 4_102_444_800_000 ? at : null
  }
  if (format === 'iso' || ISO.test(text)) {
    const at = ISO.test(text) ? Date.parse(text) : NaN
    if (Number.isFinite(at)) return at
    if (format === 'iso') return read(text, 'ymd', zone)
  }
  if (format === 'ymd') {
    const found = YMD.exec(text) ?? COMPACT.exec(text)
    return found ? wall(found[1]!, found[2]!, found[3]!, found[4], found[5], found[6], zone) : null
  }
  const found = PARTS.exec(text)
  if (!found) return null
  const [month, day] = format === 'mdy' ? [found[1]!, found[2]!] : [found[2]!, found[1]!]
  const year = found[3]!.length === 2 ? `20${found[3]!}` : found[3]!
  return wall(year, month, day, hourOf(found[4], found[7]), found[5], found[6], zone)
}

const hourOf = (hour: string | undefined, half: string | undefined): string | undefined =>
  hour === undefined || half === undefined ? hour : String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0))

function wall(year: string, month: string, day: string, hour: string | undefined, minute: string | undefined, second: string | undefined, zone: Zone): Instant | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)]
  if (!tryPartsOf(date) || h > 23 || m > 59 || s > 59) return null
  return instantOf(date, zone, h * 3600 + m * 60 + s)
}

/** The format that reads most samples; where month and day could be either, the first that one sample rules in. */
export function guessFormat(samples: readonly string[]): Exclude<DateFormat, 'auto'> {
  const texts = samples.filter((s) => s.trim() !== '')
  const formats = ['iso', 'ymd', 'epoch-ms', 'epoch-s', 'mdy', 'dmy'] as const
  const hits = (format: (typeof formats)[number]) => texts.filter((t) => (format === 'iso' ? ISO.test(t.trim()) : format === 'epoch-ms' ? /^\d{13}$/.test(t.trim()) : format === 'epoch-s' ? /^\d{10}$/.test(t.trim()) : read(t.trim(), format, 'UTC') !== null)).length
  return formats.map((format) => ({ format, n: hits(format) })).reduce((best, one) => (one.n > best.n ? one : best), { format: 'ymd' as Exclude<DateFormat, 'auto'>, n: 0 }).format
}
