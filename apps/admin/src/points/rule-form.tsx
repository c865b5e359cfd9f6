import { Button, DatePicker, Input, Segmented, Select, Switch } from 'antd'
import dayjs from 'dayjs'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { ExpiryPick } from '../ui/expiry-pick'
import { Figure, Line, Section } from '../ui/form'
import { points as en } from '../words/en/points'
import { points as zh } from '../words/zh/points'
import { RuleConditions } from './rule-conditions'
import type { Rule } from './rule-set'

export function RuleForm({ rule, change, old }: { rule: Rule; change: (c: Partial<Rule>) => void; old: Rule | undefined }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const known = useRead('listCategories', {}, { fresh: 300_000 })
  const isOrder = rule.on === 'order' || rule.on === 'first-order'
  const unit = t.unit[rule.wallet] ?? ''
  const day = (value: string | null, label: string, set: (d: string | null) => void) => <DatePicker aria-label={label} placeholder={label} value={value ? dayjs(value) : null} onChange={(d) => set(d ? d.format('YYYY-MM-DD') : null)} style={{ width: 132 }} />
  return (
    <div>
      <Section title={t.sections.name}>
        <Line label={t.name}><Input aria-label={t.name} style={{ width: 260 }} maxLength={60} value={rule.name} onChange={(e) => change({ name: e.target.value })} /></Line>
        <Line label={t.on}>
          <Select aria-label={t.on} style={{ width: 160 }} value={rule.on} onChange={(on) => change({ on, ...(on === 'order' || on === 'first-order' ? {} : { rate: null, fixedPoints: rule.fixedPoints ?? 10, useTierMultiplier: false }) })} options={(Object.keys(t.ons) as Rule['on'][]).map((o) => ({ value: o, label: t.ons[o] }))} />
          <Segmented value={rule.wallet} onChange={(wallet) => change({ wallet })} options={['points', 'growth'].map((w) => ({ value: w, label: t.wallets[w] }))} />
        </Line>
      </Section>
      <Section title={t.sections.rate}>
        {isOrder && <Line><Segmented value={rule.rate ? 'rate' : 'fixed'} onChange={(v) => change(v === 'rate' ? { rate: { points: 1, perMinor: f.unit }, fixedPoints: null, perUnit: null } : { rate: null, fixedPoints: rule.fixedPoints ?? 10 })} options={[{ value: 'rate', label: t.perAmount }, { value: 'fixed', label: t.fixed }]} /></Line>}
        <Line>
          {rule.rate ? (
            <>
              <span>{t.per}</span>
              <Figure label={t.per} width={92} prefix={f.symbol} decimals={f.unit === 1 ? 0 : 2} min={1 / f.unit} value={rule.rate.perMinor / f.unit} old={old?.rate ? old.rate.perMinor / f.unit : undefined} onChange={(n) => change({ rate: { points: rule.rate!.points, perMinor: Math.max(1, Math.round((n ?? 1) * f.unit)) } })} />
              <span>{t.earn}</span>
              <Figure label={t.earn} width={76} min={1} value={rule.rate.points} old={old?.rate?.points} onChange={(n) => change({ rate: { perMinor: rule.rate!.perMinor, points: Math.max(1, n ?? 1) } })} />
            </>
          ) : <Figure label={t.fixed} width={92} min={1} value={rule.fixedPoints} old={old ? old.fixedPoints : undefined} onChange={(fixedPoints) => change({ fixedPoints })} />}
          {isOrder && !rule.rate && rule.fixedPoints !== null && <Select<'order' | 'line' | 'unit'> aria-label={t.fixed} style={{ width: 92 }} value={rule.perUnit ?? 'order'} onChange={(per) => change({ perUnit: per === 'order' ? null : per })} options={(['order', 'line', 'unit'] as const).map((u) => ({ value: u, label: t.per1[u] }))} />}
          <span>{unit}</span>
        </Line>
        {rule.on === 'check-in' && (
          <Line label={t.streaks}>
            {rule.streak.map((s, i) => (
              <span key={i} className="row g6">
                <span>{t.streakEvery}</span>
                <Figure label={`${t.streakEvery} ${i + 1}`} width={56} min={2} max={366} value={s.every} onChange={(n) => change({ streak: rule.streak.map((x, j) => (j === i ? { ...x, every: n ?? 7 } : x)) })} />
                <span>{t.streakDays}</span>
                <Figure label={`${t.streakDays} ${i + 1}`} width={64} min={1} value={s.points} onChange={(n) => (n === null ? change({ streak: rule.streak.filter((_, j) => j !== i) }) : change({ streak: rule.streak.map((x, j) => (j === i ? { ...x, points: n } : x)) }))} />
                <span>{unit}</span>
              </span>
            ))}
            {rule.streak.length < 10 && <Button type="dashed" size="small" onClick={() => change({ streak: [...rule.streak, { every: (rule.streak.at(-1)?.every ?? 0) + 7, points: 10 }] })}>{t.streakAdd}</Button>}
          </Line>
        )}
        {isOrder && (
          <Line>
            <label className="row g8"><Switch size="small" aria-label={t.useTier} checked={rule.useTierMultiplier} onChange={(useTierMultiplier) => change({ useTierMultiplier })} />{t.useTier}<span className="sm c3">{t.useTierHint}</span></label>
            <span style={{ width: 14 }} />
            <span>{t.multiplier}</span>
            <Figure label={t.multiplier} width={70} decimals={2} suffix={t.multiplierUnit} value={rule.multiplierBp / 10_000} old={old ? old.multiplierBp / 10_000 : undefined} max={100} onChange={(n) => change({ multiplierBp: Math.round((n ?? 1) * 10_000) })} />
          </Line>
        )}
      </Section>
      <Section title={t.sections.who}>
        {isOrder && (
          <>
            <Line><span>{t.min}</span><Figure label={t.min} width={100} prefix={f.symbol} value={Math.round(rule.minSpendMinor / f.unit)} old={old ? Math.round(old.minSpendMinor / f.unit) : undefined} onChange={(n) => change({ minSpendMinor: (n ?? 0) * f.unit })} /><span>{t.minAfter}</span></Line>
            <Line><span>{t.categories}</span><Select mode="tags" aria-label={t.categories} style={{ minWidth: 260 }} maxCount={200} placeholder={t.categoriesHint} value={rule.categories} onChange={(categories) => change({ categories })} options={(known.data?.categories ?? []).map((c) => ({ value: c.name, label: c.name }))} /></Line>
          </>
        )}
        <Line>
          <span>{t.weekdaysLabel}</span>
          <span className="row g4">
            {t.days.map((d, i) => {
              const on = rule.weekdays.includes(i + 1)
              return <button key={d} type="button" aria-pressed={on} className={'tok' + (on ? ' on' : '')} style={{ padding: '0 8px' }} onClick={() => change({ weekdays: on ? rule.weekdays.filter((w) => w !== i + 1) : [...rule.weekdays, i + 1].sort() })}>{d}</button>
            })}
          </span>
          <span className="sm c3">{t.everyDay}</span>
        </Line>
        <Line><span>{t.monthDays}</span><Select<number[]> mode="multiple" aria-label={t.monthDays} style={{ minWidth: 160 }} placeholder={t.everyDay} value={rule.monthDays} onChange={(days) => change({ monthDays: [...days].sort((a, b) => a - b) })} options={Array.from({ length: 31 }, (_, i) => ({ value: i + 1, label: t.monthDay(i + 1) }))} /></Line>
        <Line><span>{t.dates}</span>{day(rule.validFrom, t.from, (validFrom) => change({ validFrom }))}{day(rule.validUntil, t.until, (validUntil) => change({ validUntil }))}</Line>
      </Section>
      <RuleConditions rule={rule} change={change} />
      <Section title={t.sections.caps} hint={t.capsHint}>
        <Line>
          {isOrder && <><span>{t.caps1}</span><Figure label={t.caps1} empty={t.unlimited} value={rule.capPerOrder} old={old ? old.capPerOrder : undefined} onChange={(capPerOrder) => change({ capPerOrder })} /></>}
          <span>{t.caps2}</span>
          <Figure label={t.caps2} empty={t.unlimited} value={rule.capPerDay} old={old ? old.capPerDay : undefined} onChange={(capPerDay) => change({ capPerDay })} />
          <span>{t.caps3}</span>
          <Figure label={t.caps3} empty={t.unlimited} value={rule.capPerMonth} old={old ? old.capPerMonth : undefined} onChange={(capPerMonth) => change({ capPerMonth })} />
          <span>{unit}</span>
        </Line>
      </Section>
      {rule.wallet === 'points' && (
        <Section title={t.sections.life}>
          <Line><span>{t.pending}</span><Figure label={t.pending} width={64} max={90} value={rule.pendingDays} old={old?.pendingDays} onChange={(n) => change({ pendingDays: n ?? 0 })} /><span>{t.pendingAfter}</span></Line>
          <Line>
            <span>{t.expires}</span>
            <ExpiryPick label={t.expires} value={rule.expiry} old={old ? old.expiry : undefined} onChange={(expiry) => change({ expiry })} />
          </Line>
        </Section>
      )}
    </div>
  )
}
