import { InputNumber, Select } from 'antd'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { TierBadge } from '../ui/tier-badge'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'
import type { Options } from './care-form'
import type { OneCare, Terms } from './care-page'

type Tiers = NonNullable<Answer<'readTiers'>['current']>['tiers']

/** What each tier gets in the place of what everybody gets, and how many of its coupons were used this year. */
export function PackTable({ d, terms, change, coupons, tiers, only }: { d: OneCare; terms: Terms; change: (v: Terms) => void; coupons: Options; tiers: Tiers; only: boolean }) {
  const t = useWords(zh, en)
  if (tiers.length === 0) return <p className="sm c3">{t.noTiers}</p>
  const put = (tierId: string, by: Partial<Terms['packs'][number]>) => {
    const now = { ...(terms.packs.find((p) => p.tierId === tierId) ?? { tierId, points: 0, couponId: null }), ...by }
    const rest = terms.packs.filter((p) => p.tierId !== tierId)
    change({ ...terms, packs: now.points === 0 && now.couponId === null ? rest : tiers.map((x) => (x.tierId === tierId ? now : rest.find((p) => p.tierId === x.tierId))).filter((p) => p !== undefined) })
  }
  return (
    <table className="tbl" style={{ width: '100%', marginTop: 8 }}>
      <thead><tr><th style={{ textAlign: 'left' }}>{only ? t.byTier : t.byTierInstead}</th><th style={{ textAlign: 'left' }}>{t.points}</th><th style={{ textAlign: 'left' }}>{t.coupon}</th><th style={{ textAlign: 'right' }}>{t.usedThisYear}</th></tr></thead>
      <tbody>
        {tiers.map((tier) => {
          const pack = terms.packs.find((p) => p.tierId === tier.tierId)
          const of = d.byTier.find((x) => x.tierId === tier.tierId)
          const used = of && of.coupons > 0 ? Math.round((of.used / of.coupons) * 100) : null
          return (
            <tr key={tier.tierId}>
              <td><TierBadge tier={tier} /></td>
              <td><InputNumber<number> size="small" aria-label={`${tier.name} ${t.points}`} controls={false} min={0} precision={0} style={{ width: 84 }} value={pack?.points ?? null} placeholder="—" onChange={(n) => put(tier.tierId, { points: n ?? 0 })} /></td>
              <td><Select size="small" aria-label={`${tier.name} ${t.coupon}`} style={{ width: '100%', maxWidth: 220 }} allowClear placeholder={t.noCoupon} value={pack?.couponId ?? undefined} onChange={(couponId: string | undefined) => put(tier.tierId, { couponId: couponId ?? null })} options={coupons} /></td>
              <td style={{ textAlign: 'right' }}>
                {used === null ? <span className="c3">—</span> : <span className="row g8" style={{ justifyContent: 'flex-end' }}><span aria-hidden style={{ width: 46, height: 5, borderRadius: 3, background: 'var(--ht-line)', overflow: 'hidden' }}><span style={{ display: 'block', height: 5, width: `${used}%`, background: 'var(--ht-brand)' }} /></span><span className="ht-tnum">{used}%</span></span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
