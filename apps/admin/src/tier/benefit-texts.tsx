import { Input, Select, Switch } from 'antd'
import { useRead } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { ExpiryPick } from '../ui/expiry-pick'
import { Figure, Section } from '../ui/form'
import { TierBadge } from '../ui/tier-badge'
import { tier as en } from '../words/en/tier'
import { tier as zh } from '../words/zh/tier'
import type { OneTier, Set, Work } from './work'

/** What members read about each tier, and the points of their birthday. */
export function BenefitTexts({ work, setWork, current }: { work: Work; setWork: (w: Work) => void; current: Set | null }) {
  const t = useWords(zh, en)
  const coupons = useRead('listCoupons', { limit: 100 }, { fresh: 120_000 })
  const categories = useRead('listCategories', {}, { fresh: 120_000 })
  const gift = (i: number, c: Partial<OneTier['benefits']>) => setWork({ ...work, tiers: work.tiers.map((x, j) => (j === i ? { ...x, benefits: { ...x.benefits, ...c } } : x)) })
  return (
    <Section title={t.texts} hint={t.textsHint}>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill,minmax(250px,1fr))', gap: 14 }}>
        {work.tiers.map((x, i) => {
          const old = current?.tiers.find((o) => o.tierId === x.tierId)
          return (
            <div key={x.tierId}>
              <div className="row g8">
                <TierBadge tier={{ name: x.name || '—', material: x.material }} />
                <span className="f1" />
                <span className="sm c3">{t.columns.birthday}</span>
                <Figure label={`${x.name} ${t.columns.birthday}`} width={68} value={x.benefits.birthdayPoints} old={old?.benefits.birthdayPoints} onChange={(n) => gift(i, { birthdayPoints: n ?? 0 })} />
              </div>
              <Input.TextArea className="mt4" autoSize={{ minRows: 2, maxRows: 6 }} aria-label={`${x.name} ${t.texts}`} value={x.benefits.texts.join('\n')} onChange={(e) => gift(i, { texts: e.target.value.split('\n').slice(0, 12).map((s) => s.slice(0, 80)) })} onBlur={() => gift(i, { texts: x.benefits.texts.map((s) => s.trim()).filter(Boolean) })} />
              {(['reachedCoupons', 'monthlyCoupons'] as const).map((k) => <Select key={k} mode="multiple" className="mt4" style={{ width: '100%' }} maxCount={20} aria-label={`${x.name} ${t[k]}`} placeholder={`${t[k]}：${t.couponsNone}`} value={x.benefits[k]} onChange={(ids) => gift(i, { [k]: ids })} options={(coupons.data?.items ?? []).map((c) => ({ value: c.couponId, label: c.terms.title }))} />)}
              <div className="row g6 mt4 sm c3">
                <span>{t.early}</span><Figure label={`${x.name} ${t.early}`} width={48} max={720} value={x.benefits.earlyHours} old={old?.benefits.earlyHours} onChange={(n) => gift(i, { earlyHours: n ?? 0 })} /><span>{t.earlyUnit}</span>
                <span className="f1" />
                <span title={t.priorityHint}>{t.priority}</span><Figure label={`${x.name} ${t.priority}`} width={42} max={9} value={x.benefits.servicePriority} old={old?.benefits.servicePriority} onChange={(n) => gift(i, { servicePriority: n ?? 0 })} />
              </div>
              <div className="row g6 mt4 sm c3">
                <Switch size="small" aria-label={`${x.name} ${t.freeShipping}`} checked={x.benefits.freeShipping} onChange={(freeShipping) => gift(i, { freeShipping })} /><span>{t.freeShipping}</span>
              </div>
              <div className="row g6 mt4 sm c3" style={{ alignItems: 'flex-start' }}>
                <span className="nw" title={t.lastsHint} style={{ lineHeight: '32px' }}>{t.lasts}</span><span className="f1" />
                <ExpiryPick label={`${x.name} ${t.lasts}`} value={x.benefits.pointsExpiry} old={old ? old.benefits.pointsExpiry : undefined} onChange={(pointsExpiry) => gift(i, { pointsExpiry })} />
              </div>
              {x.benefits.priceBp < 10_000 && <Select mode="multiple" className="mt4" style={{ width: '100%' }} maxCount={100} aria-label={`${x.name} ${t.priceOn}`} placeholder={`${t.priceOn}：${t.priceOnAll}`} value={x.benefits.discountCategories} onChange={(discountCategories: string[]) => gift(i, { discountCategories })} options={(categories.data?.categories ?? []).map((c) => ({ value: c.name, label: c.name }))} />}
            </div>
          )
        })}
      </div>
    </Section>
  )
}
