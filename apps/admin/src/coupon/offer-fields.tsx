import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { Figure, Line } from '../ui/form'
import { coupon as en } from '../words/en/coupon'
import { coupon as zh } from '../words/zh/coupon'
import { MoneyField } from './money-field'
import { KINDS, ofKind, zheOf } from './terms'
import type { Terms } from './terms'

interface Parts { terms: Terms; change: (c: Partial<Terms>) => void; locked: boolean }

/** What it takes off: a sentence with the figures of its kind. */
export function OfferFields(p: Parts) {
  const { terms: c, change, locked } = p
  const t = useWords(zh, en)
  const f = useFigures()
  const over = <><span>{t.over}</span><MoneyField label={t.over} locked={locked} value={c.thresholdMinor} set={(n) => change({ thresholdMinor: n ?? 0 })} /></>
  const zhe = <><Figure label={t.off} width={66} decimals={1} min={0} max={9.9} disabled={locked} value={Number(zheOf(c.rateBp ?? 1000))} onChange={(z) => change({ rateBp: Math.round(10_000 - Math.min(9.9, Math.max(0, z ?? 9)) * 1000) })} /><span>{t.offUnit}</span></>
  const deepest = c.kind === 'amount-off' && c.thresholdMinor > 0 && c.amountMinor && c.amountMinor < c.thresholdMinor ? ((1 - c.amountMinor / c.thresholdMinor) * 10).toFixed(1).replace(/\.0$/, '') : null
  const cap = <>{t.semi}{t.cap}<MoneyField label={t.cap} locked={locked} value={c.capMinor} set={(capMinor) => change({ capMinor })} empty={t.noCap} /></>
  return (
    <>
      <Line label={t.kind}><Segmented disabled={locked} value={c.kind} onChange={(kind) => change(ofKind(kind, c, f))} options={KINDS.map((k) => ({ value: k, label: t.kinds[k] }))} /></Line>
      <Line label={t.face}>
        {c.kind === 'amount-off' && <>{over}<span>{t.minus}</span><MoneyField label={t.minus} locked={locked} value={c.amountMinor} set={(amountMinor) => change({ amountMinor })} />{deepest && <span className="c3 sm">{t.worth(deepest)}</span>}</>}
        {c.kind === 'percent-off' && <>{over}<span>{t.off}</span>{zhe}{cap}</>}
        {c.kind === 'free-shipping' && <>{over}<span>{t.freeShipping}</span>{cap}</>}
        {c.kind === 'gift' && <>{over}<span>{t.gives}</span></>}
        {c.kind === 'exchange' && <><span>{t.exchangeFor}</span><Figure label={t.unitsOf} width={56} min={1} max={99} disabled={locked} value={c.units ?? 1} onChange={(n) => change({ units: n ?? 1 })} /><span>{t.exchangeUnit}</span><span className="c3 sm">{t.exchangeHint}</span></>}
        {c.kind === 'nth-item' && <><span>{t.nthBefore}</span><Figure label={t.nth} width={56} min={2} max={10} disabled={locked} value={c.nth ?? 2} onChange={(n) => change({ nth: n ?? 2 })} /><span>{t.nthAfter}</span>{zhe}<span className="c3 sm">{t.nthHint}</span></>}
      </Line>
      {c.kind === 'gift' && <GiftFields {...p} />}
    </>
  )
}

function GiftFields({ terms: c, change, locked }: Parts) {
  const t = useWords(zh, en)
  const [text, setText] = useState('')
  const search = useRested(text.trim(), 250)
  const found = useRead('listProducts', { limit: 20, ...(search ? { search } : {}) })
  const items = found.data?.items ?? []
  return (
    <Line label={t.giftLine}>
      <Select showSearch={{ onSearch: setText, filterOption: false }} disabled={locked} aria-label={t.giftPick} placeholder={t.giftPick} style={{ width: 260 }} value={c.gift?.sku ?? null} options={[...(c.gift && !items.some((x) => x.sku === c.gift!.sku) ? [{ value: c.gift.sku, label: c.gift.name || c.gift.sku }] : []), ...items.map((x) => ({ value: x.sku, label: x.name }))]}
        onChange={(sku) => { const one = items.find((x) => x.sku === sku); if (one) change({ gift: { sku: one.sku, name: one.name, units: c.gift?.units ?? 1, worthMinor: one.priceMinor } }) }} />
      <Figure label={t.giftUnits} width={56} min={1} max={99} disabled={locked || !c.gift} value={c.gift?.units ?? 1} onChange={(n) => c.gift && change({ gift: { ...c.gift, units: n ?? 1 } })} />
      <span>{t.giftUnits}{t.semi}{t.giftWorth}</span>
      <MoneyField label={t.giftWorth} locked={locked || !c.gift} value={c.gift?.worthMinor ?? 0} set={(n) => c.gift && change({ gift: { ...c.gift, worthMinor: n ?? 0 } })} />
    </Line>
  )
}
