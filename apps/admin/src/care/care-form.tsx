import { Input, Segmented, Select } from 'antd'
import { Link } from 'react-router'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'
import type { OneCare, Terms } from './care-page'
import { PackTable } from './pack-table'

export type Options = { value: string; label: string }[]
type Tiers = NonNullable<Answer<'readTiers'>['current']>['tiers']

const WARNINGS = ['points-expiry', 'downgrade']
const BY_TIER = ['tier-reached', 'monthly']

/** The terms of one kind; a kind shows what is its own. */
export function CareForm({ d, terms, change, coupons, tiers }: { d: OneCare; terms: Terms; change: (v: Terms) => void; coupons: Options; tiers: Tiers }) {
  const t = useWords(zh, en)
  const { kind } = d
  return (
    <div>
      {!WARNINGS.includes(kind) && (
        <Section title={t.what}>
          {!BY_TIER.includes(kind) && (
            <>
              <Line label={t.points}><Figure label={t.points} value={terms.points} old={d.terms.points} onChange={(n) => change({ ...terms, points: n ?? 0 })} /><span>{t.pointsUnit}</span></Line>
              <Line label={t.coupon}><Select aria-label={t.coupon} style={{ width: 260 }} allowClear placeholder={t.noCoupon} value={terms.couponId ?? undefined} onChange={(couponId: string | undefined) => change({ ...terms, couponId: couponId ?? null })} options={coupons} /></Line>
            </>
          )}
          <PackTable d={d} terms={terms} change={change} coupons={coupons} tiers={tiers} only={BY_TIER.includes(kind)} />
        </Section>
      )}
      <When d={d} terms={terms} change={change} />
      <Section title={t.text}>
        {([['textZh', t.inChinese, 120], ['textEn', t.inEnglish, 240]] as const).map(([key, label, most]) => (
          <div key={key} style={{ marginBottom: 10, maxWidth: 460 }}>
            <div className="row sb"><label className="c2" htmlFor={key}>{label}</label><span className="xs c3">{[...terms[key]].length} / {most}</span></div>
            <Input.TextArea id={key} style={{ marginTop: 4 }} autoSize={{ minRows: 1, maxRows: 3 }} maxLength={most} value={terms[key]} onChange={(e) => change({ ...terms, [key]: e.target.value })} />
          </div>
        ))}
      </Section>
      {kind === 'birthday' && <Rare d={d} terms={terms} change={change} />}
    </div>
  )
}

function When({ d, terms, change }: { d: OneCare; terms: Terms; change: (v: Terms) => void }) {
  const t = useWords(zh, en)
  const days = <Figure label={t.daysFigure} value={terms.days} old={d.terms.days} max={730} onChange={(n) => change({ ...terms, days: n ?? 0 })} />
  const rule = t.rules[d.kind]
  return (
    <Section title={t.days}>
      {d.kind === 'birthday' && (
        <>
          <Line><Segmented value={terms.window} onChange={(window) => change({ ...terms, window })} options={(['day', 'week', 'month'] as const).map((w) => ({ value: w, label: t.windows[w] }))} /><span>{t.ahead[0]}</span>{days}<span>{t.ahead[1]}</span></Line>
          <p className="sm c3">{t.daysHint[terms.window]}</p>
        </>
      )}
      {d.kind === 'after-purchase' && <Line><Segmented value={terms.firstOnly ? 'first' : 'each'} onChange={(v) => change({ ...terms, firstOnly: v === 'first' })} options={[{ value: 'first', label: t.firstOrder }, { value: 'each', label: t.eachOrder }]} /><span>{t.afterDays[0]}</span>{days}<span>{t.afterDays[1]}</span></Line>}
      {d.kind === 'win-back' && <Line><span>{t.withoutDays[0]}</span>{days}<span>{t.withoutDays[1]}</span></Line>}
      {rule && <p className="sm c3">{rule}{(d.kind === 'points-expiry' || d.kind === 'downgrade') && <> <Link className="lnk" to={d.kind === 'downgrade' ? '/tiers' : '/settings'}>{t.changeThere(d.terms.days)}</Link></>}</p>}
    </Section>
  )
}

function Rare({ d, terms, change }: { d: OneCare; terms: Terms; change: (v: Terms) => void }) {
  const t = useWords(zh, en)
  return (
    <Section title={t.rare}>
      <Line><span style={{ width: 140 }}>{t.feb29(d.rare?.feb29 ?? 0)}</span><Segmented size="small" value={terms.feb29} onChange={(feb29) => change({ ...terms, feb29 })} options={(['feb-28', 'mar-1'] as const).map((x) => ({ value: x, label: t.feb[x] }))} /></Line>
      <Line><span style={{ width: 140 }}>{t.lunar(d.rare?.lunar ?? 0)}</span><span className="c2">{t.lunarRule}</span></Line>
      <Line><span style={{ width: 140 }}>{t.changed}</span><span className="c2">{t.changedRule}</span></Line>
      <Line><span style={{ width: 140 }}>{t.young}</span><span className="c2">{t.youngRule}</span></Line>
      <p className="sm c3 mt8"><Link className="lnk" to="/tiers">{t.tierPoints}</Link></p>
    </Section>
  )
}
