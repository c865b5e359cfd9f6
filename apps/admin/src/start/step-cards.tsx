import { Input, InputNumber, Segmented } from 'antd'
import { Check, TriangleAlert } from 'lucide-react'
import { moneyText } from '@huitou/units'
import { useWords } from '../platform/preferences'
import { Mark } from '../ui/mark'
import { tierGround, tierInk } from '../ui/tier-badge'
import { contrast, isColour } from '../ui/tokens/brand'
import { start as en } from '../words/en/start'
import { start as zh } from '../words/zh/start'
import { Ask, Frame } from './frame'
import type { StepParts } from './frame'
import { TIMES, isRising, materialsOf, tiersOf } from './plan'
import type { Plan } from './plan'

const COLOURS = ['#2C5C4E', '#35607A', '#A93B2E', '#8F5710', '#24221E', '#8A4A3C']

export function StepCards({ plan, change, ...step }: StepParts & { plan: Plan; change: (c: Partial<Plan>) => void }) {
  const t = useWords(zh, en)
  const count = plan.tiers.length
  const materials = materialsOf(count)
  const ratio = isColour(plan.brand) ? contrast(plan.brand, '#FFFFFF') : 0
  const rising = isRising(plan)
  const sign = moneyText(0, plan.currency).replace(/[\d.,]/g, '')
  const set = (i: number, c: Partial<Plan['tiers'][number]>) => change({ tiers: plan.tiers.map((x, j) => (j === i ? { ...x, ...c } : x)) })
  const gap = count > 4 ? 62 : 80
  const reachText = (n: number) => `${sign}${n.toLocaleString('en-US')}`
  return (
    <Frame {...step} step={2} title={t.cardsTitle} sub={t.cardsSub} next={t.nextEarning} ready={ratio >= 4.5 && rising && plan.tiers.every((x) => x.name.trim())}
      stage={
        <div style={{ width: 330, position: 'relative', height: (count - 1) * gap + 176 }} aria-hidden>
          {plan.tiers.map((_, n) => {
            const i = count - 1 - n
            const tier = plan.tiers[i]!
            const material = materials[i] ?? 'silver'
            return (
              <div key={i} style={{ position: 'absolute', left: 0, right: 0, top: n * gap, borderRadius: 14, padding: '16px 18px', height: 176, display: 'flex', flexDirection: 'column', background: tierGround(material), color: tierInk(material), border: '1px solid var(--ht-line)', boxShadow: 'var(--ht-pop)' }}>
                <div className="row sb" style={{ alignItems: 'flex-start' }}>
                  <span style={{ fontFamily: 'var(--ht-serif)', fontWeight: 600, fontSize: 23, lineHeight: '30px' }}>{tier.name || '—'}</span>
                  <span className="sm r">{t.times(String(TIMES[count]?.[i] ?? 1))}<br />{i ? t.reach(reachText(tier.reach)) : t.onJoining}</span>
                </div>
                <div className="row sb" style={{ marginTop: 'auto' }}><span className="m">{plan.shop}</span><Mark size={18} /></div>
              </div>
            )
          })}
        </div>
      }
    >
      <div style={{ display: 'grid', gap: 18 }}>
        <Ask label={t.howMany} hint={t.canChange}>
          <Segmented block size="large" value={count} onChange={(n) => change({ tiers: tiersOf(n, t.tierNames[n] ?? []) })} options={[3, 4, 5, 6].map((n) => ({ value: n, label: t.tiers(n) }))} />
        </Ask>
        <Ask label={t.names} hint={t.byYear}>
          <div style={{ border: '1px solid var(--ht-line)', borderRadius: 10 }}>
            {plan.tiers.map((tier, i) => (
              <div key={i} className="row g12" style={{ padding: '8px 12px', borderTop: i ? '1px solid var(--ht-line)' : 0 }}>
                <span aria-hidden style={{ width: 34, height: 22, borderRadius: 4, background: tierGround(materials[i] ?? 'silver'), border: '1px solid var(--ht-line)' }} />
                <Input aria-label={`${t.names} ${i + 1}`} style={{ width: 130 }} maxLength={20} value={tier.name} onChange={(e) => set(i, { name: e.target.value })} />
                <span className="f1" />
                {i === 0 ? <span className="c3">{t.onJoining}</span> : (
                  <>
                    <span className="c3">{t.yearly}</span>
                    <InputNumber<number> aria-label={`${tier.name} ${t.yearly}`} controls={false} min={1} precision={0} prefix={sign} value={tier.reach} onChange={(v) => set(i, { reach: v ?? 0 })} style={{ width: 112 }} formatter={(v) => (v === undefined ? '' : Number(v).toLocaleString('en-US'))} parser={(v) => Number((v ?? '').replace(/\D/g, ''))} />
                  </>
                )}
              </div>
            ))}
          </div>
          {!rising && <div className="sm cw mt4" role="alert">{t.rising}</div>}
        </Ask>
        <Ask label={t.colour} hint={t.colourHint}>
          <div className="row g8 wrap">
            {COLOURS.map((c) => (
              <button key={c} type="button" aria-label={c} aria-pressed={plan.brand === c} onClick={() => change({ brand: c })} style={{ width: 34, height: 34, borderRadius: 8, border: 0, cursor: 'pointer', background: c, color: '#FFFFFF', display: 'grid', placeItems: 'center', boxShadow: plan.brand === c ? `0 0 0 2px var(--ht-surface),0 0 0 4px ${c}` : 'none' }}>
                {plan.brand === c && <Check size={16} />}
              </button>
            ))}
            <Input aria-label={t.colour} style={{ width: 112, marginLeft: 6 }} maxLength={7} value={plan.brand} onChange={(e) => change({ brand: e.target.value })} />
            <span className={'row g4 sm ' + (ratio >= 4.5 ? 'cg' : 'cw')}>
              {ratio >= 4.5 ? <Check size={13} /> : <TriangleAlert size={13} />}
              {(ratio >= 4.5 ? t.readable : t.unreadable)(ratio.toFixed(1))}
            </span>
          </div>
        </Ask>
      </div>
    </Frame>
  )
}
