import { Segmented } from 'antd'
import { useWords } from '../platform/preferences'
import { Figure, Line } from '../ui/form'
import { coupon as en } from '../words/en/coupon'
import { coupon as zh } from '../words/zh/coupon'
import { MoneyField } from './money-field'
import type { Terms } from './terms'

/** How many, for how much in all, and for how many points. */
export function LimitFields({ terms: c, change, locked }: { terms: Terms; change: (c: Partial<Terms>) => void; locked: boolean }) {
  const t = useWords(zh, en)
  return (
    <>
      <Line label={t.count}>
        <span>{t.total}</span>
        <Figure label={t.total} width={92} min={1} empty={t.unlimited} disabled={locked} value={c.total} onChange={(total) => change({ total })} />
        <span>{t.perMember}</span>
        <Figure label={t.perMember} width={56} min={1} max={1000} disabled={locked} value={c.perMember} onChange={(n) => change({ perMember: n ?? 1 })} />
        <span>{t.perDay}</span>
        <Figure label={t.perDay} width={76} min={1} empty={t.unlimited} disabled={locked} value={c.perDay ?? null} onChange={(perDay) => change({ perDay })} />
        <span>{t.unit}</span>
      </Line>
      <Line label={t.budget}>
        <MoneyField label={t.budget} locked={locked} width={120} value={c.budgetMinor ?? null} set={(n) => change({ budgetMinor: n === 0 ? null : n })} empty={t.unlimited} />
        {c.budgetMinor != null && <Segmented disabled={locked} value={c.budgetStops ?? 'use'} onChange={(budgetStops) => change({ budgetStops })} options={(['use', 'claims'] as const).map((k) => ({ value: k, label: t.budgetStops[k] }))} />}
      </Line>
      <Line label={t.pack}>
        <Figure label={t.pack} width={56} min={1} max={12} disabled={locked} value={c.packSize ?? 1} onChange={(n) => change({ packSize: n ?? 1 })} />
        <span>{t.unit}</span>
        <span className="c3 sm">{t.packHint}</span>
      </Line>
      <Line label={t.forPoints}>
        <Figure label={t.forPoints} width={92} min={1} empty={t.notForPoints} disabled={locked} value={c.pointsCost ?? null} onChange={(pointsCost) => change({ pointsCost })} />
        {c.pointsCost != null && <span>{t.pointsEach}</span>}
      </Line>
    </>
  )
}
