import { Segmented } from 'antd'
import { useState } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useBrand } from '../platform/session'
import { Phone, shopper } from '../ui/phone'
import { ProductArt } from '../ui/product-art'
import { palette } from '../ui/tokens/palette'
import { flash as en } from '../words/en/flash'
import { flash as zh } from '../words/zh/flash'
import type { Flash, Terms } from './terms'

const FACES = ['soon', 'held', 'waiting', 'gone'] as const

/** What the shopper meets before, when they got one, while they wait, and when all is gone. The figures are an example, and said to be. */
export function FlashPhone({ terms: c, item }: { terms: Terms; item: Flash['item'] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const brand = useBrand() || palette.light.brand
  const [face, setFace] = useState<(typeof FACES)[number]>('soon')
  const big = (text: string) => <div className="ht-tnum" style={{ fontSize: 30, lineHeight: '40px', fontWeight: 600 }}>{text}</div>
  const small = (text: string) => <div style={{ fontSize: 11.5, color: shopper.ink2, lineHeight: '17px' }}>{text}</div>
  const title = (text: string) => <div style={{ fontWeight: 600, lineHeight: '22px' }}>{text}</div>
  const most = (text: string) => <div className="f1" style={{ background: brand, color: palette.light.onBrand, borderRadius: 20, textAlign: 'center', lineHeight: '40px', fontWeight: 600 }}>{text}</div>
  const less = (text: string) => <div style={{ padding: '0 14px', borderRadius: 20, border: `1px solid ${shopper.line}`, background: shopper.card, lineHeight: '38px' }}>{text}</div>
  const off = (text: string) => <div className="f1" style={{ background: shopper.off, color: shopper.ink2, borderRadius: 20, textAlign: 'center', lineHeight: '40px', fontWeight: 600 }}>{text}</div>
  // no more are held than there are
  const [held, place] = [f.whole(Math.ceil(c.total * 0.4)), f.whole(Math.ceil(c.total * 0.25))]
  const body = {
    soon: <>{small(t.phone.opensIn)}{big('00:12:00')}{small(t.phone.opensAt(f.moment(c.from)))}</>,
    held: <>{title(t.phone.held)}{big(`${String(c.holdMinutes).padStart(2, '0')}:00`)}{small(t.phone.heldText(f.round(c.priceMinor)))}</>,
    waiting: c.queue ? (
      <>
        <div className="row sb">{small(t.phone.yourPlace)}{small(t.phone.heldNow(held))}</div>
        {big(t.phone.place(place))}
        <div style={{ height: 6, borderRadius: 3, background: shopper.line, margin: '4px 0 8px' }}><div style={{ width: '58%', height: 6, borderRadius: 3, background: brand }} /></div>
        {title(t.phone.chance)}{small(t.phone.turnText(c.holdMinutes))}
      </>
    ) : (
      <>
        {title(t.phone.allHeld)}
        <div className="row g16" style={{ margin: '6px 0' }}><span><b className="ht-tnum" style={{ fontSize: 20 }}>{held}</b> {t.phone.unpaid}</span><span><b className="ht-tnum" style={{ fontSize: 20 }}>{place}</b> {t.phone.waiting}</span></div>
        {small(t.phone.noQueue)}
      </>
    ),
    gone: <>{title(t.phone.gone)}{small(t.phone.goneText)}</>,
  }[face]
  const acts = { soon: off(t.phone.notYet), held: <>{less(t.phone.giveBack)}{most(t.phone.pay)}</>, waiting: c.queue ? <>{less(t.phone.leave)}{most(t.phone.lookElsewhere)}</> : off(t.phone.wait), gone: less(t.phone.elsewhere) }[face]
  return (
    <div style={{ display: 'grid', justifyItems: 'center' }}>
      <div className="row sb" style={{ width: '100%', marginBottom: 12 }}><h2 className="sec">{t.shopper}</h2><Segmented size="small" value={face} onChange={setFace} options={FACES.map((x) => ({ value: x, label: t.faces[x] }))} /></div>
      <Phone height={540} time={f.time(Date.parse(c.from) + (face === 'soon' ? -12 : 3) * 60_000)}>
        <div style={{ textAlign: 'center', fontWeight: 600, fontSize: 14, padding: '9px 0 10px' }}>{t.title}</div>
        <div style={{ margin: '0 13px', background: shopper.card, borderRadius: 12, border: `1px solid ${shopper.line}`, overflow: 'hidden' }}>
          <ProductArt picture={item?.picture ?? ''} name={item?.name ?? ''} height={130} />
          <div style={{ padding: '10px 12px' }}>
            <div className="ell" style={{ fontWeight: 600 }}>{item?.name ?? t.pickProduct}</div>
            <div className="row sb"><span><b className="ht-tnum" style={{ color: palette.light.bad, fontSize: 20 }}>{f.round(c.priceMinor)}</b> {item && <s style={{ fontSize: 12, color: shopper.ink3 }}>{f.round(item.listMinor)}</s>}</span><span style={{ fontSize: 12, color: shopper.ink3 }}>{t.phone.units(f.whole(c.total), c.perMember)}</span></div>
          </div>
        </div>
        <div style={{ margin: '10px 13px', background: shopper.card, borderRadius: 12, border: `1px solid ${shopper.line}`, padding: '12px 14px' }}>{body}</div>
        <div className="row g8" style={{ margin: '0 13px', justifyContent: 'center' }}>{acts}</div>
      </Phone>
      <span className="c3 sm" style={{ marginTop: 8 }}>{t.phone.example}</span>
    </div>
  )
}
