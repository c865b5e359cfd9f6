import { Checkbox, DatePicker, Input, Segmented, Select, Switch, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { addDays } from '@huitou/units'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { LimitFields } from './limit-fields'
import { OfferFields } from './offer-fields'
import { coupon as en } from '../words/en/coupon'
import { coupon as zh } from '../words/zh/coupon'
import type { Terms } from './terms'

export function CouponForm({ terms: c, change, locked }: { terms: Terms; change: (c: Partial<Terms>) => void; locked: boolean }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const known = useRead('listCategories', {}, { fresh: 300_000 })
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const stores = useRead('listStores', {}, { fresh: 300_000 })
  const scope = (s: Partial<Terms['scope']>) => change({ scope: { ...c.scope, ...s } })
  const clock = (label: string, minute: number | null, set: (m: number | null) => void) => <TimePicker style={{ width: 92 }} format="HH:mm" minuteStep={5} aria-label={label} placeholder={label} disabled={locked} value={minute === null ? null : dayjs().startOf('day').add(minute, 'minute')} onChange={(d) => set(d ? d.hour() * 60 + d.minute() : null)} />
  const moment = (label: string, value: string | null, set: (v: string | null) => void) => <DatePicker style={{ width: 164 }} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" aria-label={label} placeholder={label} disabled={locked} value={value ? dayjs(value) : null} onChange={(d) => set(d ? d.toISOString() : null)} />
  return (
    <div>
      <Section title={t.sections.offer}>
        <OfferFields terms={c} change={change} locked={locked} />
        <Line label={t.name}><Input aria-label={t.name} style={{ width: 320 }} maxLength={40} disabled={locked} value={c.title} onChange={(e) => change({ title: e.target.value })} suffix={<span className="xs c3">{[...c.title].length} / 40</span>} /></Line>
        <Line label={t.note}><Input aria-label={t.note} style={{ width: 420 }} maxLength={200} disabled={locked} placeholder={t.noteHint} value={c.note} onChange={(e) => change({ note: e.target.value })} /></Line>
      </Section>
      <Section title={t.sections.where}>
        <Line label={t.goods}><Segmented disabled={locked} value={c.scope.mode} onChange={(mode) => scope({ mode, ...(mode === 'all' ? { categories: [], brands: [], skus: [] } : {}) })} options={(['all', 'include', 'exclude'] as const).map((m) => ({ value: m, label: t.scopes[m] }))} /></Line>
        {c.scope.mode !== 'all' && (
          <>
            <Line label={t.categories}><Select mode="tags" disabled={locked} aria-label={t.categories} style={{ minWidth: 280 }} value={c.scope.categories} onChange={(categories) => scope({ categories })} options={(known.data?.categories ?? []).map((x) => ({ value: x.name, label: `${x.name} ${f.whole(x.products)}` }))} /></Line>
            <Line label={t.brands}><Select mode="tags" disabled={locked} aria-label={t.brands} style={{ minWidth: 280 }} value={c.scope.brands} onChange={(brands) => scope({ brands })} options={(known.data?.brands ?? []).map((x) => ({ value: x.name, label: x.name }))} /></Line>
          </>
        )}
        {c.scope.mode !== 'exclude' && (
          <Line label={t.but}>
            <Select mode="tags" disabled={locked} aria-label={t.but} placeholder={t.butHint} style={{ minWidth: 280 }} value={c.scope.except?.categories ?? []} onChange={(categories) => scope({ except: { brands: [], skus: [], ...c.scope.except, categories } })} options={(known.data?.categories ?? []).map((x) => ({ value: x.name, label: x.name }))} />
            <Select mode="tags" disabled={locked} aria-label={t.butSkus} placeholder={t.butSkus} style={{ minWidth: 160 }} value={c.scope.except?.skus ?? []} onChange={(skus) => scope({ except: { brands: [], categories: [], ...c.scope.except, skus } })} />
          </Line>
        )}
        <Line label={t.channels}>
          {(['till', 'mini'] as const).map((ch) => (
            <Checkbox key={ch} disabled={locked} checked={c.scope.channels.length === 0 || c.scope.channels.includes(ch)} onChange={(e) => { const now = (['till', 'mini'] as const).filter((x) => (x === ch ? e.target.checked : c.scope.channels.length === 0 || c.scope.channels.includes(x))); if (now.length > 0) scope({ channels: now.length === 2 ? [] : [...now] }) }}>{t.channelOf[ch]}</Checkbox>
          ))}
        </Line>
        <Line label={t.stores}><Select mode="multiple" disabled={locked} aria-label={t.stores} style={{ minWidth: 280 }} placeholder={t.anyStore} value={c.scope.storeIds} onChange={(storeIds) => scope({ storeIds })} options={(stores.data?.items ?? []).map((s) => ({ value: s.storeId, label: s.name }))} /></Line>
      </Section>
      <Section title={t.sections.who}>
        <Line label={t.tiers}><Select mode="multiple" disabled={locked} aria-label={t.tiers} style={{ minWidth: 280 }} placeholder={t.anyTier} value={c.scope.tierIds} onChange={(tierIds) => scope({ tierIds })} options={(tiers.data?.current?.tiers ?? []).map((x) => ({ value: x.tierId, label: x.name }))} /></Line>
        <Line label={t.firstOrder}><label className="row g8"><Switch size="small" disabled={locked} aria-label={t.firstOrder} checked={c.firstOrder ?? false} onChange={(firstOrder) => change({ firstOrder })} />{t.firstOrderText}</label></Line>
        <Line label={t.giftable}><label className="row g8"><Switch size="small" disabled={locked || (c.packSize ?? 1) > 1} aria-label={t.giftable} checked={(c.giftable ?? true) && (c.packSize ?? 1) === 1} onChange={(giftable) => change({ giftable })} />{(c.packSize ?? 1) > 1 ? t.giftablePack : t.giftableText}</label></Line>
        <Line label={t.claimTime}>
          <label className="row g8"><Switch size="small" disabled={locked} aria-label={t.claimable} checked={c.claimable} onChange={(claimable) => change({ claimable })} />{c.claimable ? t.claimable : t.claimableOff}</label>
          {c.claimable && <>{moment(t.claimFrom, c.claimFrom, (claimFrom) => change({ claimFrom }))}{moment(t.claimUntil, c.claimUntil, (claimUntil) => change({ claimUntil }))}</>}
        </Line>
        <Line label={t.validity}>
          <Segmented disabled={locked} value={c.validity.kind} onChange={(kind) => change({ validity: kind === 'days' ? { kind, days: 14 } : { kind, from: f.today, until: addDays(f.today, 30) } })} options={[{ value: 'fixed' as const, label: t.fixed }, { value: 'days' as const, label: t.days }]} />
          {c.validity.kind === 'days' ? (
            <><Figure label={t.days} width={60} min={1} max={3650} disabled={locked} value={c.validity.days} onChange={(n) => change({ validity: { kind: 'days', days: n ?? 1 } })} /><span>{t.daysUnit}</span></>
          ) : (
            <DatePicker.RangePicker aria-label={t.fixed} allowClear={false} disabled={locked} value={[dayjs(c.validity.from), dayjs(c.validity.until)]} onChange={(r) => r?.[0] && r[1] && change({ validity: { kind: 'fixed', from: r[0].format('YYYY-MM-DD'), until: r[1].format('YYYY-MM-DD') } })} />
          )}
        </Line>
        <Line label={t.weekdays}>
          <span className="row g4">
            {t.week.map((d, i) => {
              const on = c.weekdays.includes(i + 1)
              return <button key={d} type="button" disabled={locked} aria-pressed={on} className={'tok' + (on ? ' on' : '')} style={{ padding: '0 8px' }} onClick={() => change({ weekdays: on ? c.weekdays.filter((w) => w !== i + 1) : [...c.weekdays, i + 1].sort() })}>{d}</button>
            })}
          </span>
          <span className="c3 sm">{t.allDays}</span>
          <span className="row g8 nw">{clock(t.fromMinute, c.fromMinute, (fromMinute) => change({ fromMinute }))}<span>–</span>{clock(t.untilMinute, c.untilMinute, (untilMinute) => change({ untilMinute }))}</span>
        </Line>
      </Section>
      <Section title={t.sections.limits} hint={t.unlimitedHint}>
        <LimitFields terms={c} change={change} locked={locked} />
      </Section>
    </div>
  )
}
