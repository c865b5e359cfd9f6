import { Input, Segmented, Select } from 'antd'
import { Link } from 'react-router'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'

type Birthday = Answer<'readCare'>['birthday']
type Newcomer = Answer<'readCare'>['newcomer']
interface Common {
  points: number
  couponId: string | null
  text: string
}
type Options = { value: string; label: string }[]

function GiftSection<T extends Common>({ value, change, coupons, old }: { value: T; change: (v: T) => void; coupons: Options; old: T }) {
  const t = useWords(zh, en)
  return (
    <Section title={t.what}>
      <Line label={t.points}><Figure label={t.points} value={value.points} old={old.points} onChange={(n) => change({ ...value, points: n ?? 0 })} /><span>{t.pointsUnit}</span></Line>
      <Line label={t.coupon}><Select aria-label={t.coupon} style={{ width: 260 }} allowClear placeholder={t.noCoupon} value={value.couponId ?? undefined} onChange={(couponId: string | undefined) => change({ ...value, couponId: couponId ?? null })} options={coupons} /></Line>
      <div style={{ marginTop: 10 }}>
        <div className="row sb" style={{ maxWidth: 460 }}><label className="c2" htmlFor="words">{t.text}</label><span className="xs c3">{t.textHint([...value.text].length)}</span></div>
        <Input.TextArea id="words" style={{ maxWidth: 460, marginTop: 4 }} autoSize={{ minRows: 2, maxRows: 4 }} maxLength={120} value={value.text} onChange={(e) => change({ ...value, text: e.target.value })} />
      </div>
    </Section>
  )
}

export function BirthdayForm({ value, change, coupons, old }: { value: Birthday; change: (v: Birthday) => void; coupons: Options; old: Birthday }) {
  const t = useWords(zh, en)
  return (
    <div>
      <GiftSection value={value} change={change} coupons={coupons} old={old} />
      <Section title={t.days}>
        <Line><Segmented value={value.window} onChange={(window) => change({ ...value, window })} options={(['day', 'week', 'month'] as const).map((w) => ({ value: w, label: t.windows[w] }))} /><span className="sm c3">{t.daysHint[value.window]}</span></Line>
      </Section>
      <Section title={t.rare}>
        <Line><span style={{ width: 140 }}>{t.feb29}</span><Segmented size="small" value={value.feb29} onChange={(feb29) => change({ ...value, feb29 })} options={(['feb-28', 'mar-1'] as const).map((x) => ({ value: x, label: t.feb[x] }))} /></Line>
        <Line><span style={{ width: 140 }}>{t.changed}</span><span className="c2">{t.changedRule}</span></Line>
        <Line><span style={{ width: 140 }}>{t.young}</span><span className="c2">{t.youngRule}</span></Line>
        <p className="sm c3 mt8"><Link to="/tiers">{t.tierPoints}</Link></p>
      </Section>
    </div>
  )
}

export const NewcomerForm = (p: { value: Newcomer; change: (v: Newcomer) => void; coupons: Options; old: Newcomer }) => (
  <div>
    <GiftSection {...p} />
  </div>
)
