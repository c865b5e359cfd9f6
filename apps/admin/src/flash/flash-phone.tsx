import { Segmented } from 'antd'
import { useState } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useBrand } from '../platform/session'
import { Phone, shopper } from '../ui/phone'
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
  const body = {
    soon: <>{small(t.phone.opensIn)}{big('00:12:00')}{small(t.phone.opensAt(f.moment(c.from)))}</>,
    held: <>{small(t.phone.held)}{big(`${String(c.holdMinutes).padStart(2, '0')}:00`)}{small(t.phone.heldText(f.round(c.priceMinor)))}</>,
    waiting: c.queue ? <><div className="row sb">{small(t.phone.yourPlace)}{small(t.phone.heldNow)}</div>{big(t.phone.place)}<div style={{ height: 4, borderRadius: 2, background: shopper.line, margin: '4px 0 8px' }}><div style={{ width: '70%', height: 4, borderRadius: 2, background: brand }} /></div><div style={{ fontWeight: 600, fontSize: 12.5 }}>{t.phone.chance}</div>{small(t.phone.turnText(c.holdMinutes))}</> : <><div style={{ fontWeight: 600 }}>{t.phone.allHeld}</div><div className="row g16" style={{ margin: '6px 0' }}><span><b className="ht-tnum" style={{ fontSize: 20 }}>42</b> {t.phone.unpaid}</span><span><b className="ht-tnum" style={{ fontSize: 20 }}>97</b> {t.phone.waiting}</span></div>{small(t.phone.noQueue)}</>,
    gone: <><div style={{ fontWeight: 600 }}>{t.phone.gone}</div>{small(t.phone.goneText)}</>,
  }[face]
  const act = { soon: t.phone.notYet, held: t.phone.pay, waiting: c.queue ? t.phone.lookElsewhere : t.phone.wait, gone: t.phone.elsewhere }[face]
  return (
    <div style={{ display: 'grid', justifyItems: 'center' }}>
      <div className="row sb" style={{ width: '100%', marginBottom: 12 }}><h2 className="sec">{t.shopper}</h2><Segmented size="small" value={face} onChange={setFace} options={FACES.map((x) => ({ value: x, label: t.faces[x] }))} /></div>
      <Phone height={520} time={f.time(c.from)}>
        <div style={{ textAlign: 'center', fontWeight: 600, fontSize: 14, padding: '9px 0 10px' }}>{t.title}</div>
        <div style={{ margin: '0 13px', background: shopper.card, borderRadius: 12, border: `1px solid ${shopper.line}`, overflow: 'hidden' }}>
          <div style={{ height: 96, background: shopper.off }} />
          <div style={{ padding: '10px 12px' }}>
            <div className="ell" style={{ fontWeight: 600 }}>{item?.name ?? t.pickProduct}</div>
            <div className="row sb"><span><b style={{ color: palette.light.bad, fontSize: 19 }}>{f.round(c.priceMinor)}</b> {item && <s style={{ fontSize: 12, color: shopper.ink3 }}>{f.round(item.listMinor)}</s>}</span><span style={{ fontSize: 12, color: shopper.ink3 }}>{f.whole(c.total)} {t.unit}</span></div>
          </div>
        </div>
        <div style={{ margin: '10px 13px', background: shopper.card, borderRadius: 12, border: `1px solid ${shopper.line}`, padding: '12px 14px' }}>{body}</div>
        <div style={{ margin: '0 13px', background: face === 'soon' || (face === 'waiting' && !c.queue) ? shopper.off : brand, color: face === 'soon' || (face === 'waiting' && !c.queue) ? shopper.ink2 : palette.light.onBrand, borderRadius: 20, textAlign: 'center', lineHeight: '40px', fontWeight: 600 }}>{act}</div>
      </Phone>
      <span className="c3 sm" style={{ marginTop: 8 }}>{t.phone.example}</span>
    </div>
  )
}
