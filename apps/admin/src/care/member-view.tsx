import { ChevronRight } from 'lucide-react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useBrand, useShop } from '../platform/session'
import { Phone, shopper } from '../ui/phone'
import { palette } from '../ui/tokens/palette'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'
import type { Kind, Terms } from './care-page'

/** The gift on the member's phone, in the language of the page. */
export function MemberView({ kind, terms, couponTitle }: { kind: Kind; terms: Terms; couponTitle: string | null }) {
  const t = useWords(zh, en)
  const text = t.isEnglish ? terms.textEn || terms.textZh : terms.textZh || terms.textEn
  const points = Math.max(terms.points, ...terms.packs.map((p) => p.points))
  const f = useFigures()
  const shop = useShop()
  const brand = useBrand() || palette.light.brand
  const rows: [string, string, string][] = [...(couponTitle ? [[t.giftCoupon, couponTitle, t.giftCouponHint] as [string, string, string]] : []), ...(points > 0 ? [[f.whole(points), t.giftPoints(f.whole(points)), t.giftPointsHint] as [string, string, string]] : [])]
  return (
    <>
      <h2 className="sec">{t.shopper}</h2>
      <div style={{ display: 'grid', placeItems: 'center', marginTop: 10 }}>
        <Phone width={286} height={400} time="9:00">
          <div style={{ margin: '14px 14px 0', borderRadius: 14, background: brand, color: palette.light.onBrand, padding: '18px 18px 16px', position: 'relative', overflow: 'hidden' }}>
            <svg viewBox="0 0 240 60" style={{ position: 'absolute', left: 0, right: 0, bottom: 0, width: '100%', opacity: 0.16 }} aria-hidden>
              <path d="M0 50c40-34 80-34 120-8 40-26 80-24 120-2v20H0z" fill="currentColor" />
            </svg>
            <div className="sm">{t.greets[kind](t.sampleName)}</div>
            <div style={{ fontFamily: 'var(--ht-serif)', fontWeight: 600, fontSize: text.length > 12 ? 17 : 23, lineHeight: text.length > 12 ? '26px' : '33px', marginTop: 2 }}>{text || t.fallbacks[kind]}</div>
            <div className="sm" style={{ marginTop: 12 }}>{t.from(shop.name)}</div>
          </div>
          <div style={{ margin: '10px 14px 0', display: 'grid', gap: 8 }}>
            {rows.map(([a, b, c]) => (
              <div key={b} className="row g12" style={{ background: shopper.card, borderRadius: 10, padding: '9px 12px' }}>
                <span className="b ell" style={{ width: 44, fontSize: 15, color: brand }}>{a}</span>
                <div className="f1"><div className="m ell">{b}</div><div className="xs" style={{ color: shopper.ink3 }}>{c}</div></div>
                <ChevronRight size={14} color={shopper.ink3} aria-hidden />
              </div>
            ))}
          </div>
          {kind === 'birthday' && <div className="xs" style={{ textAlign: 'center', marginTop: 12, color: shopper.ink3 }}>{t.valid[terms.window]}</div>}
        </Phone>
      </div>
    </>
  )
}
