import { Select } from 'antd'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { expiry as en } from '../words/en/expiry'
import { expiry as zh } from '../words/zh/expiry'
import { Figure } from './form'

type Own = NonNullable<NonNullable<Answer<'readTiers'>['current']>['tiers'][number]['benefits']['pointsExpiry']>
const PERIODS = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const
const KINDS = ['shop', 'rolling', 'inactivity', 'fixed', 'none'] as const
/** Versions of before know months alone. */
const kindOf = (e: Own | null): (typeof KINDS)[number] => (e ? e.kind ?? 'rolling' : 'shop')
const monthsOf = (e: Own | null) => (e && e.kind !== 'none' && e.kind !== 'fixed' ? e : { months: 12, roundTo: 'month' as const })

/** When points end: as the shop says, or otherwise. */
export function ExpiryPick({ label, value, old, onChange }: { label: string; value: Own | null; /** what is in force */ old?: Own | null | undefined; onChange: (e: Own | null) => void }) {
  const t = useWords(zh, en)
  const so = monthsOf(value), before = old === undefined || !old || old.kind === 'none' || old.kind === 'fixed' ? undefined : old.months
  const become = (kind: (typeof KINDS)[number]) => onChange(kind === 'shop' ? null : kind === 'none' ? { kind } : kind === 'fixed' ? { kind, on: '12-31', yearsAhead: 1 } : { kind, months: so.months, roundTo: so.roundTo })
  const [month, day] = value?.kind === 'fixed' ? value.on.split('-').map(Number) as [number, number] : [12, 31]
  const on = (m: number, d: number) => onChange({ kind: 'fixed', yearsAhead: value?.kind === 'fixed' ? value.yearsAhead : 1, on: `${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}` })
  return (
    <span className="row g6" style={{ flexWrap: 'wrap', justifyContent: 'flex-end' }}>
      <Select aria-label={label} style={{ width: 112 }} value={kindOf(value)} onChange={become} options={KINDS.map((k) => ({ value: k, label: t.kinds[k] }))} />
      {value && value.kind !== 'none' && value.kind !== 'fixed' && (
        <span className="row g6 nw">
          <Figure label={`${label} ${t.monthCount}`} width={56} min={1} max={600} value={value.months} old={before} onChange={(months) => onChange({ ...value, months: months ?? 1 })} /><span>{t.months}</span>
          <Select aria-label={`${label} ${t.end}`} style={{ width: 116 }} value={value.roundTo} onChange={(roundTo) => onChange({ ...value, roundTo })} options={PERIODS.map((p) => ({ value: p, label: t.roundTo[p] }))} />
        </span>
      )}
      {value?.kind === 'fixed' && <span className="row g6 nw"><Figure label={`${label} ${t.month}`} width={48} min={1} max={12} value={month} onChange={(m) => on(m ?? 12, day)} /><span>{t.month}</span><Figure label={`${label} ${t.day}`} width={48} min={1} max={31} value={day} onChange={(d) => on(month, d ?? 1)} /><span>{t.day}</span></span>}
    </span>
  )
}

/** The same in words. */
export function useExpiryWords(): (e: Own | null) => string {
  const { said, roundTo } = useWords(zh, en)
  return (e) => {
    if (!e) return said.shop
    if (e.kind === 'none') return said.none
    if (e.kind === 'fixed') return said.fixed(Number(e.on.slice(0, 2)), Number(e.on.slice(3)))
    return e.kind === 'inactivity' ? said.inactivity(e.months) : said.rolling(e.months, roundTo[e.roundTo])
  }
}
