import { Segmented } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { daysBetween } from '@huitou/units'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useBrand } from '../platform/session'
import { Phone, shopper } from '../ui/phone'
import { palette } from '../ui/tokens/palette'
import { coupon as en } from '../words/en/coupon'
import { coupon as zh } from '../words/zh/coupon'
import { faceOf, lastDay, scopeOf, zheOf } from './terms'
import type { Terms } from './terms'

const FACES = ['wallet', 'claim', 'till'] as const

/** The coupon as the shopper will meet it: in the wallet, where it is claimed, at the till. */
export function ShopperView({ terms, left }: { terms: Terms; left: number | null }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const brand = useBrand() || palette.light.brand
  const [face, setFace] = useState<(typeof FACES)[number]>('wallet')
  const until = lastDay(terms, f.today)
  const days = daysBetween(f.today, until)
  const valid = face === 'claim' && terms.validity.kind === 'days' ? t.afterClaim(terms.validity.days) : t.untilText(f.day(until))
  const card = (foot: ReactNode, off = false) => (
    <div style={{ display: 'flex', background: shopper.card, borderRadius: 12, overflow: 'hidden', marginBottom: 9, border: `1px solid ${shopper.line}` }}>
      <div style={{ width: 84, background: off ? shopper.off : brand, color: off ? shopper.ink2 : palette.light.onBrand, display: 'grid', placeItems: 'center', alignContent: 'center', padding: '12px 4px', flex: 'none', textAlign: 'center' }}>
        <div style={{ fontWeight: 600, lineHeight: '30px', whiteSpace: 'nowrap' }}>
          {terms.kind !== 'amount-off' && terms.kind !== 'percent-off' ? <span style={{ fontSize: 20 }}>{terms.kind === 'nth-item' ? t.stubNth(terms.nth ?? 2, zheOf(terms.rateBp ?? 0)) : t.stub[terms.kind]}</span> : terms.kind === 'amount-off' ? <><span style={{ fontSize: 14 }}>{f.symbol}</span><span style={{ fontSize: 26 }}>{f.round(terms.amountMinor ?? 0).replace(f.symbol, '')}</span></> : <span style={{ fontSize: 20 }}>{t.zhe(zheOf(terms.rateBp ?? 0))}</span>}
        </div>
        <div style={{ fontSize: 11 }}>{terms.kind === 'percent-off' && terms.capMinor ? t.capText(f.round(terms.capMinor)) : terms.thresholdMinor ? t.threshold(f.round(terms.thresholdMinor)) : t.noThreshold}</div>
      </div>
      <div style={{ flex: 1, padding: '10px 11px', minWidth: 0 }}>
        <div className="ell" style={{ fontWeight: 600, fontSize: 13.5, color: shopper.ink }}>{terms.title || t.newTitle}</div>
        <div style={{ fontSize: 11.5, color: shopper.ink3, lineHeight: '17px', marginTop: 1 }}>
          <div className="ell">{scopeOf(terms, t)}</div>
          {valid}
        </div>
        <div style={{ marginTop: 6, display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 6 }}>{foot}</div>
      </div>
    </div>
  )
  const button = (text: string) => <span style={{ background: brand, color: palette.light.onBrand, borderRadius: 14, fontSize: 12, lineHeight: '26px', padding: '0 12px', whiteSpace: 'nowrap' }}>{text}</span>
  const hint = (text: string) => <span style={{ fontSize: 11.5, color: shopper.warn }}>{text}</span>
  const basket = Math.max(terms.thresholdMinor, 100 * f.unit)
  const off = terms.kind === 'amount-off' ? Math.min(basket, terms.amountMinor ?? 0) : terms.kind === 'percent-off' ? Math.min(terms.capMinor ?? Infinity, Math.round((basket * (terms.rateBp ?? 0)) / 10_000)) : 0
  const short = terms.thresholdMinor > 0 ? Math.max(f.unit, Math.round(terms.thresholdMinor / 5 / f.unit) * f.unit) : 0
  const row = (a: string, b: string, bold = false) => <div className="row sb" style={{ padding: '7px 0', borderTop: `1px solid ${shopper.line}`, fontWeight: bold ? 600 : 400, fontSize: bold ? 15 : 13 }}><span>{a}</span><span className="ht-tnum">{b}</span></div>
  return (
    <div style={{ display: 'grid', justifyItems: 'center' }}>
      <div className="row sb" style={{ width: '100%', marginBottom: 12 }}>
        <h2 className="sec">{t.shopper}</h2>
        <Segmented size="small" value={face} onChange={setFace} options={FACES.map((x) => ({ value: x, label: t.faces[x] }))} />
      </div>
      <Phone height={470}>
        <div style={{ textAlign: 'center', fontWeight: 600, fontSize: 14, padding: '9px 0 10px' }}>{face === 'wallet' ? t.myCoupons : face === 'claim' ? t.claimCentre : t.bill}</div>
        <div style={{ padding: '0 13px' }}>
          {face === 'wallet' && (
            <>
              <div style={{ fontSize: 12.5, marginBottom: 10, paddingLeft: 2, fontWeight: 600 }}>{t.usable} 1</div>
              {card(<>{hint(t.left1(Math.max(0, days)))}{button(t.toUse)}</>)}
              {short > 0 && card(<span style={{ fontSize: 12, color: shopper.warn, fontWeight: 600 }}>{t.short(f.round(short))}</span>, true)}
            </>
          )}
          {face === 'claim' && <>{card(<>{hint(left === null ? '' : t.leftText(f.whole(left)))}{button(t.claim)}</>)}{terms.note && <p style={{ fontSize: 12, color: shopper.ink3, padding: '0 4px' }}>{terms.note}</p>}</>}
          {face === 'till' && (
            <div style={{ background: shopper.card, borderRadius: 12, padding: '6px 14px', border: `1px solid ${shopper.line}` }}>
              {row(t.goodsTotal, f.money(basket))}
              {row(terms.title || t.couponLine, off > 0 ? f.minus(f.money(off)) : faceOf(terms, f, t))}
              {row(t.toPay, f.money(basket - off), true)}
            </div>
          )}
        </div>
      </Phone>
    </div>
  )
}
