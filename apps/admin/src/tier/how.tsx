import { Radio, Segmented, Select } from 'antd'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { tier as en } from '../words/en/tier'
import { tier as zh } from '../words/zh/tier'
import type { Set, Terms, Work } from './work'

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
  return (
      <Section title={t.how}>
        <Line label={t.what}>
          <Segmented value={work.terms.criterion} onChange={(criterion) => set({ criterion })} options={(['growth', 'spend', 'orders'] as const).map((c) => ({ value: c, label: t.criteria[c] }))} />
        </Line>
        <Line label={t.howLong}>
          <Select aria-label={t.howLong} style={{ width: 188 }} value={work.terms.window} onChange={(window) => set({ window })} options={(Object.keys(t.windows) as Terms['window'][]).map((w) => ({ value: w, label: t.windows[w] }))} />
          {work.terms.window === 'rolling' && <><Figure label={t.months} value={work.terms.rollingMonths} old={old?.rollingMonths} min={1} max={60} width={60} onChange={(n) => set({ rollingMonths: n ?? 12 })} /><span>{t.months}</span></>}
          <span className="c3 sm">{t.windowHints[work.terms.window]}</span>
        </Line>
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
          <Figure label={t.warnAfter} value={work.terms.graceDays} old={old?.graceDays} max={366} width={64} onChange={(n) => set({ graceDays: n ?? 0 })} />
          <span>{t.days}</span>
        </Line>
        <p className="sm c3 mt8">{t.whenText}</p>
      </Section>
  )
}
