import { Input, Select } from 'antd'
import { Lock } from 'lucide-react'
import { moneyText } from '@huitou/units'
import { usePreferences, useWords } from '../platform/preferences'
import { start as en } from '../words/en/start'
import { start as zh } from '../words/zh/start'
import { Ask, Frame } from './frame'
import type { StepParts } from './frame'
import type { Plan } from './plan'

const CURRENCIES = ['CNY', 'HKD', 'TWD', 'USD', 'GBP', 'EUR', 'JPY', 'SGD', 'MYR', 'AUD', 'CAD', 'KRW', 'THB', 'KWD']
const zones = (): string[] => Intl.supportedValuesOf?.('timeZone') ?? ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Tokyo', 'Europe/London', 'America/New_York', 'UTC']

export function StepShop({ plan, change, ...step }: StepParts & { plan: Plan; change: (c: Partial<Plan>) => void }) {
  const t = useWords(zh, en)
  const { language } = usePreferences()
  const names = new Intl.DisplayNames([language], { type: 'currency' })
  const [price, small] = [moneyText(26800, plan.currency), moneyText(7800, plan.currency)]
  return (
    <Frame {...step} step={1} title={t.shopTitle} sub={t.shopSub} next={t.nextCards} ready={plan.shop.trim().length > 0}
      stage={
        <div style={{ width: 300 }} aria-hidden>
          <div className="sm c3" style={{ textAlign: 'center', marginBottom: 10 }}>{t.receipt}</div>
          <div style={{ background: 'var(--ht-surface)', padding: '22px 22px 18px', boxShadow: 'var(--ht-pop)', borderRadius: 4 }}>
            <div className="ell" style={{ textAlign: 'center', fontFamily: 'var(--ht-serif)', fontWeight: 600, fontSize: 18 }}>{plan.shop || '—'}</div>
            <div className="sm c3 ell" style={{ textAlign: 'center' }}>{plan.store || t.storeFallback}</div>
            <div style={{ borderTop: '1px dashed var(--ht-line-strong)', margin: '12px 0 8px' }} />
            <div className="row sb" style={{ padding: '2px 0' }}><span>{t.sample[0]}</span><span className="ht-tnum">{price}</span></div>
            <div className="row sb" style={{ padding: '2px 0' }}><span>{t.sample[1]}</span><span className="ht-tnum">{small}</span></div>
            <div className="row sb b" style={{ padding: '6px 0 2px', fontSize: 15 }}><span>{t.paid}</span><span className="ht-tnum">{moneyText(34600, plan.currency)}</span></div>
            <div style={{ borderTop: '1px dashed var(--ht-line-strong)', margin: '8px 0' }} />
            <div className="row sb sm c3 ht-tnum">
              <span>{new Intl.DateTimeFormat('sv-SE', { timeZone: plan.zone, dateStyle: 'short', timeStyle: 'short' }).format(Date.now())}</span>
              <span>{plan.zone.split('/').at(-1)?.replace('_', ' ')}</span>
            </div>
          </div>
        </div>
      }
    >
      <div style={{ display: 'grid', gap: 18 }}>
        <Ask label={t.shopName} id="shop" hint={`${[...plan.shop].length} / 20`}>
          <Input id="shop" size="large" autoFocus maxLength={20} value={plan.shop} onChange={(e) => change({ shop: e.target.value })} />
        </Ask>
        <Ask label={t.storeName} id="store">
          <Input id="store" size="large" maxLength={60} value={plan.store} placeholder={t.storeFallback} onChange={(e) => change({ store: e.target.value })} />
        </Ask>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 16 }}>
          <Ask label={t.money} id="currency">
            <Select id="currency" size="large" style={{ width: '100%' }} value={plan.currency} onChange={(currency) => change({ currency })} options={CURRENCIES.map((c) => ({ value: c, label: `${names.of(c)} ${c}` }))} />
          </Ask>
          <Ask label={t.zone} id="zone">
            <Select id="zone" size="large" showSearch style={{ width: '100%' }} value={plan.zone} onChange={(zone) => change({ zone })} options={zones().map((z) => ({ value: z, label: z.replaceAll('_', ' ') }))} />
          </Ask>
        </div>
        <div className="row g8 sm c2" style={{ alignItems: 'flex-start' }}>
          <Lock size={14} color="var(--ht-ink3)" style={{ marginTop: 2 }} aria-hidden />
          <span>{t.locked[0]}<b className="m">{t.locked[1]}</b>{t.locked[2]}</span>
        </div>
      </div>
    </Frame>
  )
}
