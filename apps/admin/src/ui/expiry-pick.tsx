import { Select } from 'antd'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { expiry as en } from '../words/en/expiry'
import { ui as uiEn } from '../words/en/ui'
import { expiry as zh } from '../words/zh/expiry'
import { ui as uiZh } from '../words/zh/ui'
import { Figure } from './form'

type Own = NonNullable<NonNullable<Answer<'readTiers'>['current']>['tiers'][number]['benefits']['pointsExpiry']>
const PERIODS = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const
const KINDS = ['shop', 'rolling', 'inactivity', 'fixed', 'none'] as const
const YEARS = Array.from({ length: 11 }, (_, n) => n)
type Fixed = Extract<Own, { kind: 'fixed' }>
type Counted = Extract<Own, { months: number }>
/** Versions of before know months alone. */
const kindOf = (e: Own | null): (typeof KINDS)[number] => (e ? e.kind ?? 'rolling' : 'shop')
const isFixed = (e: Own | null | undefined): e is Fixed => e?.kind === 'fixed'
const isCounted = (e: Own | null | undefined): e is Counted => !!e && 'months' in e

/** When points end: as the shop says, or otherwise. What is in force stands struck through where it differs, and is what a kind begins with. */
export function ExpiryPick({ label, value, old, onChange }: { label: string; value: Own | null; /** what is in force */ old?: Own | null | undefined; onChange: (e: Own | null) => void }) {
  const t = useWords(zh, en)
  const { was } = useWords(uiZh, uiEn)
  const say = useExpiryWords()
  const { months, roundTo } = [value, old].find(isCounted) ?? { months: 12, roundTo: 'month' as const }
  const fixed = [value, old].find(isFixed) ?? { kind: 'fixed' as const, on: '12-31', yearsAhead: 1 }
  const become = (kind: (typeof KINDS)[number]) => onChange(kind === 'shop' ? null : kind === 'none' ? { kind } : kind === 'fixed' ? fixed : { kind, months, roundTo })
  const [month, day] = partsOf(fixed)
  const on = (m: number, d: number) => onChange({ ...fixed, on: `${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}` })
  const changed = old !== undefined && say(old) !== say(value)
  return (
    <span className={changed ? 'changed' : undefined} style={{ display: 'inline-flex', flexDirection: 'column', alignItems: 'flex-end', minWidth: 0 }}>
      <span className="row g6" style={{ flexWrap: 'wrap', justifyContent: 'flex-end' }}>
        <Select aria-label={label} style={{ width: 112 }} value={kindOf(value)} onChange={become} options={KINDS.map((k) => ({ value: k, label: t.kinds[k] }))} />
        {isCounted(value) && (
          <span className="row g6 nw">
            <Figure label={`${label} ${t.monthCount}`} width={56} min={1} max={600} value={value.months} onChange={(n) => onChange({ ...value, months: n ?? 1 })} /><span>{t.months}</span>
            <Select aria-label={`${label} ${t.end}`} style={{ width: 116 }} value={value.roundTo} onChange={(end) => onChange({ ...value, roundTo: end })} options={PERIODS.map((p) => ({ value: p, label: t.roundTo[p] }))} />
          </span>
        )}
        {isFixed(value) && (
          <span className="row g6" style={{ flexWrap: 'wrap', justifyContent: 'flex-end' }}>
            <Select aria-label={`${label} ${t.year}`} style={{ width: 104 }} value={value.yearsAhead} onChange={(yearsAhead) => onChange({ ...value, yearsAhead })} options={YEARS.map((n) => ({ value: n, label: t.years(n) }))} />
            <span className="row g4 nw"><Figure label={`${label} ${t.month}`} width={48} min={1} max={12} value={month} onChange={(m) => on(m ?? 12, day)} /><span>{t.month}</span></span><span className="row g4 nw"><Figure label={`${label} ${t.day}`} width={48} min={1} max={31} value={day} onChange={(d) => on(month, d ?? 1)} /><span>{t.day}</span></span>
          </span>
        )}
      </span>
      {changed && <span className="xs c3 ht-tnum">{was} <s>{say(old)}</s></span>}
    </span>
  )
}

const partsOf = ({ on }: Fixed): [month: number, day: number] => [Number(on.slice(0, 2)), Number(on.slice(3))]

/** The same in words. */
export function useExpiryWords(): (e: Own | null) => string {
  const { said, roundTo, years } = useWords(zh, en)
  return (e) => {
    if (!e) return said.shop
    if (e.kind === 'none') return said.none
    if (e.kind === 'fixed') return said.fixed(...partsOf(e), years(e.yearsAhead))
    return e.kind === 'inactivity' ? said.inactivity(e.months, roundTo[e.roundTo]) : said.rolling(e.months, roundTo[e.roundTo])
  }
}
