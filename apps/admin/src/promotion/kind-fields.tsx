import { Button, Checkbox, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { Figure, Line } from '../ui/form'
import { promotion as en } from '../words/en/promotion'
import { promotion as zh } from '../words/zh/promotion'
import { freshStep, zheOf, type Step, type Terms } from './terms'

interface Parts { terms: Terms; change: (c: Partial<Terms>) => void; locked: boolean; bad: (path: string) => boolean }

/** The figures of one kind, as sentences. */
export function KindFields({ terms: c, change, locked }: Parts) {
  const t = useWords(zh, en)
  const f = useFigures()
  const set = (i: number, s: Partial<Step>) => change({ steps: c.steps.map((x, k) => (k === i ? { ...x, ...s } : x)) })
  const money = (label: string, value: number | null, on: (n: number | null) => void, empty?: string, key?: string) => (
    <Figure key={key} label={label} width={100} prefix={value === null ? undefined : f.symbol} empty={empty} disabled={locked} decimals={f.unit === 1 || (value ?? 0) % f.unit === 0 ? 0 : 2} value={value === null ? null : value / f.unit} onChange={(n) => on(n === null ? null : Math.round(n * f.unit))} />
  )
  const zhe = (value: number, on: (rateBp: number) => void, free = false) => <><Figure label={t.zhe} width={62} decimals={1} min={free ? 0 : 0.1} max={9.9} disabled={locked} value={Number(zheOf(value))} onChange={(n) => on(Math.round(10_000 - Math.min(9.9, Math.max(free ? 0 : 0.1, n ?? 9)) * 1000))} /><span>{t.zhe}</span></>
  const units = (label: string, value: number, on: (n: number) => void, unit = t.pieces, empty?: string) => <><Figure label={label} width={56} min={0} max={9999} disabled={locked} empty={empty} value={value === 0 && empty ? null : value} onChange={(n) => on(n ?? 0)} /><span>{unit}</span></>
  const more = c.steps.length < 10 && !locked && <Button size="small" type="dashed" icon={<Plus size={13} />} onClick={() => change({ steps: [...c.steps, nextStep(c)] })}>{t.addStep}</Button>
  const drop = (i: number) => c.steps.length > 1 && !locked && <Button size="small" type="text" aria-label={t.dropStep} icon={<X size={14} />} onClick={() => change({ steps: c.steps.filter((_, k) => k !== i) })} />
  const again = (label: string) => <Checkbox disabled={locked} checked={c.repeat} onChange={(e) => change({ repeat: e.target.checked })}>{label}</Checkbox>
  const cap = <Line label={t.cap}>{money(t.cap, c.capMinor, (capMinor) => change({ capMinor }), t.noCap)}</Line>
  const given = <Line label={t.givenWhich}><Select style={{ width: 190 }} aria-label={t.givenWhich} disabled={locked} value={c.givenFirst} onChange={(givenFirst) => change({ givenFirst })} options={(['dearest', 'cheapest'] as const).map((v) => ({ value: v, label: t.givenFirst[v] }))} /></Line>
  const first = c.steps[0]!
  switch (c.kind) {
    case 'ladder-off': return (
      <>
        {c.steps.map((s, i) => <Line key={i}><span>{t.over}</span>{money(t.over, s.thresholdMinor, (n) => set(i, { thresholdMinor: n ?? 0 }))}<span>{t.minus}</span>{money(t.minus, s.offMinor, (n) => set(i, { offMinor: n ?? 0 }))}{s.thresholdMinor > s.offMinor && s.offMinor > 0 && <span className="sm c3">{t.deepest(((1 - s.offMinor / s.thresholdMinor) * 10).toFixed(2).replace(/\.?0+$/, ''))}</span>}<span className="f1" />{drop(i)}</Line>)}
        <Line>{more}{again(t.everyFull)}</Line>
        {cap}
      </>
    )
    case 'ladder-percent': return (
      <>
        {c.steps.map((s, i) => <Line key={i}><span>{t.over}</span>{money(t.over, s.thresholdMinor, (n) => set(i, { thresholdMinor: n ?? 0 }))}<span>{t.takes}</span>{zhe(s.rateBp, (rateBp) => set(i, { rateBp }))}<span className="f1" />{drop(i)}</Line>)}
        <Line>{more}</Line>
        {cap}
        <Line label={t.base}><Select style={{ width: 190 }} aria-label={t.base} disabled={locked} value={c.base} onChange={(base) => change({ base })} options={(['reduced', 'initial'] as const).map((v) => ({ value: v, label: t.bases[v] }))} /></Line>
      </>
    )
    case 'ladder-gift': return (
      <>
        {c.steps.map((s, i) => <Line key={i}><span>{t.over}</span>{money(t.over, s.thresholdMinor, (n) => set(i, { thresholdMinor: n ?? 0 }))}<span>{t.gives}</span><PickProduct label={t.gives} locked={locked} sku={s.giftSku} name={s.giftName} onPick={(p) => set(i, { giftSku: p.sku, giftName: p.name, giftValueMinor: p.priceMinor, giftQuantity: Math.max(1, s.giftQuantity) })} />{units(t.pieces, s.giftQuantity, (giftQuantity) => set(i, { giftQuantity }))}<span className="c3">{t.worth}</span>{money(t.worth, s.giftValueMinor, (n) => set(i, { giftValueMinor: n ?? 0 }))}{drop(i)}</Line>)}
        <Line>{more}</Line>
      </>
    )
    case 'n-for-percent': return (
      <>
        {c.steps.map((s, i) => <Line key={i}><span>{t.anyOf}</span>{units(t.pieces, s.units, (n) => set(i, { units: n }))}{zhe(s.rateBp, (rateBp) => set(i, { rateBp }))}<span className="f1" />{drop(i)}</Line>)}
        <Line>{more}</Line>
      </>
    )
    case 'unit-off': return <Line><span>{t.eachMinus}</span>{money(t.eachMinus, first.offMinor, (n) => set(0, { offMinor: n ?? 0 }))}<span>{t.perLineMost}</span>{units(t.perLineMost, first.units, (n) => set(0, { units: n }), t.pieces, t.noLimit)}</Line>
    case 'buy-x-get-y': return (
      <>
        <Line><span>{t.buy}</span>{units(t.buy, c.buy, (buy) => change({ buy }))}<span>{t.get}</span>{units(t.get, c.get, (get) => change({ get }))}<span>{t.givenAt}</span>{zhe(c.givenRateBp, (givenRateBp) => change({ givenRateBp }), true)}<span className="sm c3">{t.zeroFree}</span></Line>
        {given}
        <Line>{again(t.again)}</Line>
      </>
    )
    case 'nth-item': return (
      <>
        <Line><span>{t.nth}</span>{units(t.nth, c.buy, (buy) => change({ buy }))}{zhe(c.givenRateBp, (givenRateBp) => change({ givenRateBp }), true)}<span className="sm c3">{t.zeroFree}</span></Line>
        {given}
        <Line>{again(t.again)}</Line>
      </>
    )
    case 'bundle': return <BundleFields terms={c} change={change} locked={locked} price={money(t.setPrice, c.priceMinor, (priceMinor) => change({ priceMinor }))} again={again(t.again)} />
    case 'unit-price': return (
      <>
        <Line label={t.priceSource}><Select style={{ width: 140 }} aria-label={t.priceSource} disabled={locked} value={c.priceSource} onChange={(priceSource) => change({ priceSource })} options={(['timed', 'member'] as const).map((v) => ({ value: v, label: t.priceSources[v] }))} /></Line>
        <Line label={t.unitPrice}>{money(t.unitPrice, c.priceMinor, (priceMinor) => change({ priceMinor }), t.byRate)}{c.priceMinor === null && <><span>{t.takes}</span>{zhe(first.rateBp, (rateBp) => set(0, { rateBp }))}</>}<span className="sm c3">{t.lowestHint}</span></Line>
      </>
    )
    case 'shipping-off': return <Line><span>{t.over}</span>{money(t.over, first.thresholdMinor, (n) => set(0, { thresholdMinor: n ?? 0 }))}<span>{t.feeMinus}</span>{money(t.feeMinus, first.offMinor === 0 ? null : first.offMinor, (n) => set(0, { offMinor: n ?? 0 }), t.allOfIt)}</Line>
  }
}

/** A step above the last one, so that a ladder rises by itself. */
const nextStep = (c: Terms): Step => {
  const last = c.steps.at(-1) ?? freshStep()
  return { ...last, thresholdMinor: last.thresholdMinor * 2, units: last.units + 1, offMinor: Math.ceil(last.offMinor * 2.5), rateBp: Math.min(9_000, last.rateBp + 500) }
}

export function PickProduct({ label, sku, name, locked, onPick, width = 180 }: { label: string; sku: string; name: string; locked?: boolean; onPick: (p: { sku: string; name: string; priceMinor: number }) => void; width?: number }) {
  const [text, setText] = useState('')
  const search = useRested(text.trim(), 250)
  const found = useRead('listProducts', { limit: 20, ...(search ? { search } : {}) }, { fresh: 60_000 })
  const items = found.data?.items ?? []
  return (
    <Select showSearch filterOption={false} aria-label={label} placeholder={label} disabled={locked ?? false} style={{ width }} value={sku === '' ? null : sku} onSearch={setText}
      onChange={(picked: string) => { const p = items.find((x) => x.sku === picked); if (p) onPick(p) }}
      options={[...(sku && !items.some((p) => p.sku === sku) ? [{ value: sku, label: name || sku }] : []), ...items.map((p) => ({ value: p.sku, label: p.name }))]} />
  )
}

function BundleFields({ terms: c, change, locked, price, again }: { terms: Terms; change: (c: Partial<Terms>) => void; locked: boolean; price: React.ReactNode; again: React.ReactNode }) {
  const t = useWords(zh, en)
  const known = useRead('listCategories', {}, { fresh: 300_000 })
  const [text, setText] = useState('')
  const search = useRested(text.trim(), 250)
  const found = useRead('listProducts', { limit: 20, ...(search ? { search } : {}) }, { fresh: 60_000 })
  const set = (i: number, p: Partial<Terms['parts'][number]>) => change({ parts: c.parts.map((x, k) => (k === i ? { ...x, ...p } : x)) })
  return (
    <>
      {c.parts.map((p, i) => (
        <Line key={i}>
          <Figure label={t.pieces} width={56} min={1} max={99} disabled={locked} value={p.units} onChange={(n) => set(i, { units: n ?? 1 })} /><span>{t.piecesOf}</span>
          <Select mode="multiple" showSearch filterOption={false} onSearch={setText} aria-label={t.products} placeholder={t.products} disabled={locked} style={{ minWidth: 170 }} value={p.skus} onChange={(skus) => set(i, { skus })} options={[...p.skus.filter((s) => !found.data?.items.some((x) => x.sku === s)).map((s) => ({ value: s, label: s })), ...(found.data?.items ?? []).map((x) => ({ value: x.sku, label: x.name }))]} />
          <span className="c3">{t.or}</span>
          <Select mode="multiple" aria-label={t.categories} placeholder={t.categories} disabled={locked} style={{ minWidth: 120 }} value={p.categories} onChange={(categories) => set(i, { categories })} options={(known.data?.categories ?? []).map((x) => ({ value: x.name, label: x.name }))} />
          {c.parts.length > 1 && !locked && <Button size="small" type="text" aria-label={t.dropStep} icon={<X size={14} />} onClick={() => change({ parts: c.parts.filter((_, k) => k !== i) })} />}
        </Line>
      ))}
      <Line>{!locked && c.parts.length < 10 && <Button size="small" type="dashed" icon={<Plus size={13} />} onClick={() => change({ parts: [...c.parts, { skus: [], categories: [], units: 1 }] })}>{t.addPart}</Button>}<span>{t.setPrice}</span>{price}{again}</Line>
    </>
  )
}
