import { Checkbox, DatePicker, Input, Radio, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { flash as en } from '../words/en/flash'
import { flash as zh } from '../words/zh/flash'
import type { Flash, Terms } from './terms'

type Product = Answer<'listProducts'>['items'][number]

export function FlashForm({ terms: c, item, change, locked, onItem }: { terms: Terms; item: Flash['item']; change: (c: Partial<Terms>) => void; locked: boolean; onItem: (p: Product) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const [text, setText] = useState('')
  const search = useRested(text.trim(), 250)
  const products = useRead('listProducts', { limit: 20, ...(search ? { search } : {}) }, { fresh: 60_000 })
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const found = (products.data?.items ?? []).filter((p) => p.sku !== c.sku)
  const moment = (label: string, value: string, set: (v: string) => void) => <DatePicker style={{ width: 192 }} showTime={{ format: 'HH:mm:ss' }} format="YYYY-MM-DD HH:mm:ss" allowClear={false} aria-label={label} disabled={locked} value={dayjs(value)} onChange={(d) => d && set(d.toISOString())} />
  const tierOptions = (tiers.data?.current?.tiers ?? []).map((x) => ({ value: x.tierId, label: x.name }))
  return (
    <div>
      <Section title={t.sections.what}>
        <Line label={t.product}>
          <Select style={{ width: 300 }} disabled={locked} aria-label={t.product} placeholder={t.pickProduct} showSearch={{ filterOption: false, onSearch: setText }} value={c.sku || undefined}
            onChange={(sku) => { const p = found.find((x) => x.sku === sku); if (p) onItem(p) }}
            options={[...(c.sku ? [{ value: c.sku, label: item?.name ?? c.sku }] : []), ...found.map((p) => ({ value: p.sku, label: p.name }))]} />
        </Line>
        <Line label={t.price}>
          <Figure label={t.price} width={110} prefix={f.symbol} disabled={locked} min={f.unit === 1 ? 1 : 0} decimals={f.unit === 1 || c.priceMinor % f.unit === 0 ? 0 : 2} value={c.priceMinor / f.unit} onChange={(n) => change({ priceMinor: Math.max(1, Math.round((n ?? 0) * f.unit)) })} />
          {item && <span className="c3 sm">{t.listed(f.round(item.listMinor), item.memberMinor === null ? '' : f.round(item.memberMinor), f.round(item.listMinor - c.priceMinor))}</span>}
        </Line>
        <Line label={t.count}>
          <Figure label={t.count} width={96} suffix={t.unit} min={1} max={1_000_000} disabled={locked} value={c.total} onChange={(n) => change({ total: n ?? 1 })} />
          <span>{t.each}</span>
          <Figure label={t.each} width={72} suffix={t.unit} min={1} max={100} disabled={locked} value={c.perMember} onChange={(n) => change({ perMember: n ?? 1 })} />
          <span className="c3 sm">{t.eachHint}</span>
        </Line>
        <Line label={t.name}><Input style={{ width: 300 }} maxLength={40} disabled={locked} aria-label={t.name} value={c.title} onChange={(e) => change({ title: e.target.value })} /></Line>
      </Section>
      <Section title={t.sections.when}>
        <Line label={t.from}>{moment(t.from, c.from, (from) => change({ from }))}<span>{t.to}</span>{moment(t.until, c.until, (until) => change({ until }))}</Line>
        <Line label={t.countdown}><span className="c2">{t.countdownHint}</span></Line>
        <Line label={t.early}>
          <Checkbox disabled={locked} checked={c.early !== null} onChange={(e) => change({ early: e.target.checked ? { tierIds: tierOptions.slice(-1).map((x) => x.value), minutes: 10, units: Math.max(1, Math.round(c.total / 10)) } : null })} aria-label={t.early} />
          {c.early ? (
            <>
              <Select mode="multiple" disabled={locked} style={{ minWidth: 150 }} aria-label={t.earlyTiers} value={c.early.tierIds} onChange={(tierIds) => tierIds.length > 0 && change({ early: { ...c.early!, tierIds } })} options={tierOptions} />
              <span>{t.earlyBy}</span><Figure label={t.earlyBy} width={64} min={1} max={1440} disabled={locked} value={c.early.minutes} onChange={(n) => change({ early: { ...c.early!, minutes: n ?? 1 } })} />
              <span>{t.earlyUnits}</span><Figure label={t.earlyUnits} width={80} suffix={t.unit} min={1} disabled={locked} value={c.early.units} onChange={(n) => change({ early: { ...c.early!, units: n ?? 1 } })} />
            </>
          ) : <span className="c3">{t.noEarly}</span>}
        </Line>
        <Line label={t.who}><Select mode="multiple" disabled={locked} aria-label={t.who} style={{ minWidth: 280 }} placeholder={t.everybody} value={c.tierIds} onChange={(tierIds) => change({ tierIds })} options={tierOptions} /></Line>
      </Section>
      <Section title={t.sections.how}>
        <Line label={t.hold}><Figure label={t.hold} width={72} min={1} max={240} disabled={locked} value={c.holdMinutes} onChange={(n) => change({ holdMinutes: n ?? 10 })} /><span>{t.holdHint}</span></Line>
        <Line label={t.waiting}><Radio.Group aria-label={t.waiting} disabled={locked} value={c.queue} onChange={(e) => change({ queue: e.target.value as boolean })} options={[{ value: true, label: t.waitingTold }, { value: false, label: t.waitingGone }]} /></Line>
        <Line label={t.stack}><span className="c2">{t.stackHint}</span></Line>
      </Section>
    </div>
  )
}
