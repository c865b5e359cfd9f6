import { Radio, Segmented, Select, Switch } from 'antd'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { tier as en } from '../words/en/tier'
import { tier as zh } from '../words/zh/tier'
import { alsoOf, CRITERIA } from './work'
import type { Criterion, Set, Terms, Work } from './work'

interface Parts {
  work: Work
  setWork: (w: Work) => void
  current: Set | null
}

/** By what, and over how long. */
export function How({ work, setWork, current }: Parts) {
  const t = useWords(zh, en)
  const set = (c: Partial<Terms>) => setWork({ ...work, terms: { ...work.terms, ...c } })
  const old = current?.terms
  const f = useFigures()
  const others = alsoOf(work)
  const firstOf = (c: Criterion, i: number) => (c === 'orders' ? 5 : c === 'growth' ? 500 : 500 * f.unit) * 2 ** (i - 1)
  const setAlso = (criteria: Criterion[]) => setWork({ ...work, tiers: work.tiers.map((x, i) => ({ ...x, also: i === 0 ? {} : Object.fromEntries(criteria.map((c) => [c, x.also[c] ?? firstOf(c, i)])) })) })
  const [month, day] = work.terms.yearFrom.split('-').map(Number)
  const yearFrom = (m: number, d: number) => set({ yearFrom: `${String(m).padStart(2, '0')}-${String(Math.min(d, m === 2 ? 29 : [4, 6, 9, 11].includes(m) ? 30 : 31)).padStart(2, '0')}` })
  const windowed = work.terms.window !== 'rolling' && work.terms.window !== 'lifetime'
  return (
      <Section title={t.how}>
        <Line label={t.what}>
          <Segmented value={work.terms.criterion} onChange={(criterion) => setWork({ terms: { ...work.terms, criterion }, tiers: work.tiers.map((x) => ({ ...x, also: Object.fromEntries(Object.entries(x.also).filter(([c]) => c !== criterion)) })) })} options={CRITERIA.map((c) => ({ value: c, label: t.criteria[c] }))} />
          <span>{t.also}</span>
          <Select<Criterion[]> mode="multiple" aria-label={t.also} placeholder={t.alsoNone} style={{ minWidth: 120 }} value={others} onChange={setAlso} options={CRITERIA.filter((c) => c !== work.terms.criterion).map((c) => ({ value: c, label: t.criteria[c] }))} />
          {others.length > 0 && <Select aria-label={t.also} style={{ width: 150 }} value={work.terms.combine} onChange={(combine) => set({ combine })} options={(['any', 'all'] as const).map((c) => ({ value: c, label: t.combines[c] }))} />}
        </Line>
        <Line label={t.howLong}>
          <Select aria-label={t.howLong} style={{ width: 188 }} value={work.terms.window} onChange={(window) => set({ window })} options={(Object.keys(t.windows) as Terms['window'][]).map((w) => ({ value: w, label: t.windows[w] }))} />
          {work.terms.window === 'rolling' && <><Figure label={t.months} value={work.terms.rollingMonths} old={old?.rollingMonths} min={1} max={60} width={60} onChange={(n) => set({ rollingMonths: n ?? 12 })} /><span>{t.months}</span></>}
          {work.terms.window === 'date-year' && <><span>{t.yearFrom}</span><Figure label={t.month} width={52} min={1} max={12} value={month ?? 1} onChange={(n) => yearFrom(n ?? 1, day ?? 1)} /><span>{t.month}</span><Figure label={t.dayOfMonth} width={52} min={1} max={31} value={day ?? 1} onChange={(n) => yearFrom(month ?? 1, n ?? 1)} /><span>{t.dayOfMonth}</span></>}
          <span className="c3 sm">{t.windowHints[work.terms.window]}</span>
        </Line>
        {windowed && (
          <Line label={t.reachLabel}>
            <Select aria-label={t.reachLabel} style={{ width: 188 }} value={work.terms.reach} onChange={(reach) => set({ reach })} options={(['at-once', 'next-window'] as const).map((r) => ({ value: r, label: t.reaches[r] }))} />
            <span>{t.holdsLabel}</span>
            <Select aria-label={t.holdsLabel} style={{ width: 188 }} value={work.terms.holds} onChange={(holds) => set({ holds })} options={(['next-window', 'that-window'] as const).map((h) => ({ value: h, label: t.holdsOptions[h] }))} />
          </Line>
        )}
      </Section>
  )
}

/** What happens to those who fall below. */
export function Downgrade({ work, setWork, current }: Parts) {
  const t = useWords(zh, en)
  const set = (c: Partial<Terms>) => setWork({ ...work, terms: { ...work.terms, ...c } })
  const old = current?.terms
  return (
      <Section title={t.down} hint={t.downHint}>
        <Line>
          <Radio.Group value={work.terms.downgrade} onChange={(e) => set({ downgrade: e.target.value as Terms['downgrade'] })} options={(['by-balance', 'one-step', 'never'] as const).map((d) => ({ value: d, label: t.downs[d] }))} />
        </Line>
        <Line>
          <span>{t.warnBefore}</span>
          <Figure label={t.warnBefore} value={work.terms.warnDays} old={old?.warnDays} max={180} width={64} onChange={(n) => set({ warnDays: n ?? 0 })} />
          <span>{t.warnAfter}</span>
          <Figure label={t.graceMonths} value={work.terms.graceMonths} old={old?.graceMonths} max={12} width={52} onChange={(n) => set({ graceMonths: n ?? 0 })} />
          <span>{t.graceMonths}</span>
          <Figure label={t.warnAfter} value={work.terms.graceDays} old={old?.graceDays} max={366} width={64} onChange={(n) => set({ graceDays: n ?? 0 })} />
          <span>{t.days}</span>
          {work.terms.graceDays + work.terms.graceMonths > 0 && <label className="row g6"><Switch size="small" aria-label={t.graceEnd} checked={work.terms.graceToMonthEnd} onChange={(graceToMonthEnd) => set({ graceToMonthEnd })} />{t.graceEnd}</label>}
        </Line>
      </Section>
  )
}

/** When new thresholds move members down. */
export function NewTerms({ work, setWork }: Pick<Parts, 'work' | 'setWork'>) {
  const t = useWords(zh, en)
  if (work.terms.window === 'lifetime') return null
  return (
    <Section title={t.when}>
      <Line>
        <Radio.Group style={{ display: 'grid', gap: 6 }} value={work.terms.newTerms} onChange={(e) => setWork({ ...work, terms: { ...work.terms, newTerms: e.target.value as Terms['newTerms'] } })} options={(['at-once', 'window-end'] as const).map((n) => ({ value: n, label: t.newTerms[n] }))} />
      </Line>
    </Section>
  )
}
