import { Checkbox, Dropdown, InputNumber } from 'antd'
import { MousePointerClick } from 'lucide-react'
import { minorDigits, moneyText, mulDiv } from '@huitou/units'
import { useWords } from '../platform/preferences'
import { Sum } from '../ui/sum'
import { TierBadge } from '../ui/tier-badge'
import { start as en } from '../words/en/start'
import { start as zh } from '../words/zh/start'
import { Frame } from './frame'
import type { StepParts } from './frame'
import { TIMES, materialsOf } from './plan'
import type { Plan } from './plan'

const PAID = 346

export function StepEarning({ plan, change, ...step }: StepParts & { plan: Plan; change: (c: Partial<Plan>) => void }) {
  const t = useWords(zh, en)
  const unit = 10 ** minorDigits(plan.currency)
  const sign = moneyText(0, plan.currency).replace(/[\d.,]/g, '')
  const tier = plan.tiers[1]
  const times = TIMES[plan.tiers.length]?.[1] ?? 1
  const paid = PAID * unit
  const exact = (paid * plan.points * times) / (plan.perMoney * unit)
  const got = mulDiv(paid * plan.points, Math.round(times * 10_000), plan.perMoney * unit * 10_000, 'floor')
  const box = (label: string, value: number, set: (n: number) => void, min: number, prefix?: string) => (
    <InputNumber<number> aria-label={label} size="small" controls={false} min={min} max={100_000} precision={0} prefix={prefix} value={value} onChange={(v) => set(v ?? min)} style={{ width: 72 }} />
  )
  const extra = (key: 'checkIn' | 'post' | 'first', title: string, hint: string) => (
    <Checkbox key={key} checked={plan[key]} onChange={(e) => change({ [key]: e.target.checked })}>
      {title}
      <span className="sm c3" style={{ display: 'block' }}>{hint}</span>
    </Checkbox>
  )
  return (
    <Frame {...step} step={3} title={t.earnTitle} sub={t.earnSub} next={t.nextYou} ready={plan.perMoney > 0 && plan.points > 0}
      stage={
        <div style={{ width: 360, background: 'var(--ht-surface)', borderRadius: 12, boxShadow: 'var(--ht-pop)', padding: '18px 20px' }}>
          <div className="row sb">
            <span className="b" style={{ fontSize: 14 }}>{t.example}</span>
            {tier && <TierBadge tier={{ name: tier.name, material: materialsOf(plan.tiers.length)[1] ?? 'gold' }} />}
          </div>
          <Sum rows={[
            { what: t.exPaid(tier?.name ?? ''), amount: moneyText(paid, plan.currency) },
            { what: t.exTimes(`${plan.points}${plan.perMoney > 1 ? `/${sign}${plan.perMoney}` : ''}`, String(times)), amount: t.points(exact.toFixed(1).replace(/\.0$/, '')) },
            { what: t.exFloor, amount: t.points(String(got)) },
          ]} />
        </div>
      }
    >
      <div className="soft rule-say" style={{ padding: '12px 20px 14px' }}>
        {t.pays} {box(t.pays, plan.perMoney, (perMoney) => change({ perMoney }), 1, sign)} {t.gets} {box(t.pointsUnit, plan.points, (points) => change({ points }), 1)} {t.pointsUnit} {t.after}{' '}
        {box(t.days, plan.pendingDays, (pendingDays) => change({ pendingDays: Math.min(90, pendingDays) }), 0)} {t.days} {t.thenIn} {t.stay}{' '}
        <Dropdown trigger={['click']} menu={{ items: ([24, 12] as const).map((m) => ({ key: String(m), label: t.expiry[m], onClick: () => change({ expiryMonths: m }) })) }}>
          <button type="button" className="tk">{t.expiry[plan.expiryMonths]}</button>
        </Dropdown>{' '}
        {t.expires}
      </div>
      <div className="sm c3 row g6" style={{ margin: '8px 0 18px' }}><MousePointerClick size={13} aria-hidden />{t.tap}</div>
      <div className="m mb8">{t.extras}</div>
      <div style={{ display: 'grid', gap: 10 }}>
        {extra('checkIn', t.checkIn(1), t.checkInHint)}
        {extra('post', t.post(5), t.postHint)}
        {extra('first', t.first(50), t.firstHint)}
      </div>
    </Frame>
  )
}
