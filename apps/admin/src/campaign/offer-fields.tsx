import { Input, Segmented, Select } from 'antd'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { ink } from '../ui/tokens/ink'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import type { Terms } from './terms'

interface Parts { terms: Terms; locked: boolean; reach: number | null; change: (c: Partial<Terms>) => void }

/** What they get, what they read, and how many are left alone. */
export function OfferFields({ terms: c, locked, reach, change }: Parts) {
  const t = useWords(zh, en)
  const f = useFigures()
  const coupons = useRead('listCoupons', { limit: 100, state: 'published' }, { fresh: 60_000 })
  const picked = coupons.data?.items.find((x) => x.couponId === c.couponId)
  const need = reach === null ? 0 : Math.round((reach * (10_000 - c.holdoutBp)) / 10_000)
  const short = picked && picked.left !== null && picked.left < need
  return (
    <>
      <Section title={t.sections.what}>
        <Line label={t.coupon}>
          <Select style={{ width: 300 }} disabled={locked} allowClear aria-label={t.coupon} placeholder={t.noCoupon} value={c.couponId ?? undefined} onChange={(couponId: string | undefined) => change({ couponId: couponId ?? null })} options={(coupons.data?.items ?? []).map((x) => ({ value: x.couponId, label: x.terms.title }))} />
          {picked && !short && <span className="c3 sm">{t.couponHint}</span>}
          {short && <span className="sm" style={{ color: ink.warn }}>{t.stockShort(f.whole(picked.left!), f.whole(need))}</span>}
        </Line>
        <Line label={t.points}><Figure label={t.points} width={96} max={1_000_000} disabled={locked} value={c.points} onChange={(n) => change({ points: n ?? 0 })} /><span className="c2">{t.pointsUnit}</span></Line>
      </Section>
      <Section title={t.sections.words}>
        <Line label={t.titleLabel}>
          <Input style={{ width: 220 }} maxLength={40} disabled={locked} aria-label={`${t.titleLabel} ${t.inChinese}`} placeholder={t.inChinese} value={c.titleZh} onChange={(e) => change({ titleZh: e.target.value })} />
          <Input style={{ width: 260 }} maxLength={80} disabled={locked} aria-label={`${t.titleLabel} ${t.inEnglish}`} placeholder={t.inEnglish} value={c.titleEn} onChange={(e) => change({ titleEn: e.target.value })} />
        </Line>
        <Line label={t.textLabel}>
          <Input style={{ width: 220 }} maxLength={120} disabled={locked} aria-label={`${t.textLabel} ${t.inChinese}`} placeholder={`${t.inChinese}${t.optional}`} value={c.textZh} onChange={(e) => change({ textZh: e.target.value })} />
          <Input style={{ width: 260 }} maxLength={240} disabled={locked} aria-label={`${t.textLabel} ${t.inEnglish}`} placeholder={`${t.inEnglish}${t.optional}`} value={c.textEn} onChange={(e) => change({ textEn: e.target.value })} />
        </Line>
        <div className="c3 sm">{t.wordsHint}</div>
      </Section>
      <Section title={t.sections.compare}>
        <Line label={t.holdout}><Figure label={t.holdout} width={68} suffix="%" min={1} max={50} disabled={locked} value={c.holdoutBp / 100} onChange={(n) => change({ holdoutBp: Math.min(5000, Math.max(100, Math.round((n ?? 5) * 100))) })} /><span className="c3 sm">{t.holdoutHint}</span></Line>
        <Line label={t.window}><Segmented disabled={locked} value={c.windowDays} onChange={(windowDays) => change({ windowDays: windowDays as 7 | 14 | 30 })} options={([7, 14, 30] as const).map((d) => ({ value: d, label: t.windowDays(d) }))} /><span className="c3 sm">{t.windowHint}</span></Line>
      </Section>
    </>
  )
}
