import { addDays, daysBetween, partsOf, type LocalDate } from './calendar.js'

// The months of the lunar years 1900 to 2100, four base-36 digits a year: the leap month times 8192, plus a bit for each
// month of the year, in its order, that has 30 days. A table and not a library, because the phone carries it: made with tyme4ts
// 1.5.2 (MIT), and compared with the runtime's own calendar, whose sums are a day off in fifteen months of two centuries.
const FIRST_YEAR = 1900
const FIRST_DAY: LocalDate = '1900-01-31'
const YEARS =
  '1j2q01g202w5100a018r023f0thy012i028p0h8y01g217ad027902170zor00j1012j0ew902p51e3602vm02lh10st021i00ja' +
  '0tkl01ck02w90ioi02vm14iu010r021j0zau028q01ck0lvt01ft1cpf0237010r13yz023x012i0uol02as02890hw302391cfh' +
  '0112023x0zvu014i02p10oqy02mi1gnp023b011y141h025101ci0s6d02w5018q0lg7023f1cgq012i0295107m028i02790tor' +
  '02171inf00j1012l146h02p502oi0v1h02lh1wel021i00ja131x01cl02w911n602vm02li0l06021j1iom00nu01cl103t01ft' +
  '01ar0tgr010r021n0guy012i1dn902as028910ur0239010t0re502451p62015e02p117pm02mi02hh0tgu011y02450gxe01ci' +
  '14th01et018r0y3b02i301220l3q0295224y028i0279174b021700x70wnv014d02960i1e02oi1e0502lh021h0zot00xi014l' +
  '0lnu02x51klu02vm02li13yu021j00ye0qmt01g501ft0lub01ar1cff010r021n0ztm012i02910tvu028a1jth0239010t1419' +
  '0245014a0rl102p102mi0olx02hi1d8u011y02450zw201ci02w50s3u01aj1h1z00x70123142e029601g20tut0285022z0gpn' +
  '00x7'

interface LunarMonth { readonly year: number; readonly month: number; readonly leap: boolean; readonly first: LocalDate; readonly days: number }

const known = new Map<number, readonly LunarMonth[]>()
const starts: LocalDate[] = [FIRST_DAY]

function monthsOf(year: number): readonly LunarMonth[] {
  const before = known.get(year)
  if (before) return before
  const at = (year - FIRST_YEAR) * 4
  const code = Number.parseInt(YEARS.slice(at, at + 4), 36)
  const leap = code >> 13
  const months: LunarMonth[] = []
  let first = starts[year - FIRST_YEAR] ?? startOfYear(year)
  for (let i = 0; i < (leap > 0 ? 13 : 12); i++) {
    const isLeap = leap > 0 && i === leap
    const days = (code >> i) & 1 ? 30 : 29
    months.push({ year, month: leap > 0 && i >= leap ? i : i + 1, leap: isLeap, first, days })
    first = addDays(first, days)
  }
  starts[year - FIRST_YEAR + 1] = first
  known.set(year, months)
  return months
}

function startOfYear(year: number): LocalDate {
  for (let y = FIRST_YEAR + starts.length - 1; y < year; y++) monthsOf(y)
  return starts[year - FIRST_YEAR]!
}

export interface LunarDay { readonly year: number; readonly month: number; readonly day: number; readonly leap: boolean; /** 29 or 30 */ readonly daysInMonth: number }

/** The lunar day of a date; null outside 1900-01-31 to 2101-01-28. */
export function lunarOf(date: LocalDate): LunarDay | null {
  const { year } = partsOf(date)
  for (const y of [year, year - 1]) {
    if (y < FIRST_YEAR || y >= FIRST_YEAR + YEARS.length / 4) continue
    for (const m of monthsOf(y)) {
      const n = daysBetween(m.first, date)
      if (n >= 0 && n < m.days) return { year: y, month: m.month, day: n + 1, leap: m.leap, daysInMonth: m.days }
    }
  }
  return null
}

/**
 * The date on which a lunar month and day is kept in a lunar year: in the plain month of that number, never in a leap one,
 * and day 30 of a short month on its 29th. Null outside the years 1900 to 2100.
 */
export function dateOfLunar(year: number, month: number, day: number): LocalDate | null {
  if (year < FIRST_YEAR || year >= FIRST_YEAR + YEARS.length / 4 || month < 1 || month > 12 || day < 1 || day > 30) return null
  const found = monthsOf(year).find((m) => m.month === month && !m.leap)!
  return addDays(found.first, Math.min(day, found.days) - 1)
}

