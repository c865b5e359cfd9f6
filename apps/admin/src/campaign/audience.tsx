import { Button } from 'antd'
import { Check, Plus } from 'lucide-react'
import { Link } from 'react-router'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Avatar } from '../ui/avatar'
import { ink } from '../ui/tokens/ink'
import { TierBadge } from '../ui/tier-badge'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import { ConditionRow } from './condition-row'
import { conditionRead, type Condition, type Terms } from './terms'
import { useCalled } from './use-called'

export type Counted = Answer<'countAudience'>
const MOST = 10

/** Conditions read aloud, then one by one with who is left after each. */
export function AudienceEditor({ terms, counted, locked, change }: { terms: Terms; counted: Counted | undefined; locked: boolean; change: (c: Condition[]) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const called = useCalled()
  const { conditions } = terms
  // a count that is still of other conditions has nothing to say beside these
  const steps = counted && counted.steps.length === conditions.length ? counted.steps : null
  return (
    <>
      <div style={{ borderTop: `1px solid ${ink.line}`, borderBottom: `1px solid ${ink.line}`, padding: '13px 0 15px', margin: '4px 0 14px' }}>
        <div className="sm c3" style={{ marginBottom: 3 }}>{t.readLabel}</div>
        <div className="read">
          {conditions.length === 0 ? t.everybody : conditions.map((c, i) => <span key={i}>{i > 0 && t.and}<s>{conditionRead(c, t, f, called)}</s><sup>{i + 1}</sup></span>)}{t.readEnd}
        </div>
      </div>
      <div className="row sb" style={{ marginBottom: 4 }}><h2 className="sec">{t.conditions} <span className="c3 sm" style={{ fontWeight: 400 }}>{t.allHold}</span></h2>{counted && <span className="sm c3">{t.from(f.whole(counted.members))}</span>}</div>
      {conditions.map((c, i) => (
        <ConditionRow key={i} n={i + 1} condition={c} locked={locked} left={steps?.[i] ?? null} of={counted?.members ?? 0}
          change={(v) => change(conditions.map((x, j) => (j === i ? v : x)))} drop={() => change(conditions.filter((_, j) => j !== i))} />
      ))}
      {!locked && conditions.length < MOST && <Button type="text" size="small" icon={<Plus size={13} />} style={{ marginLeft: 4 }} onClick={() => change([...conditions, { kind: 'orders-at-least', orders: 2 }])}>{t.addCondition}</Button>}
    </>
  )
}

/** How many, how many of them can be reached, and the first of them. */
export function AudiencePane({ counted, isCounting, holdoutBp }: { counted: Counted | undefined; isCounting: boolean; holdoutBp: number }) {
  const t = useWords(zh, en)
  const f = useFigures()
  if (!counted) return null
  const { matched, reach, leftOut } = counted
  const keep = Math.round((reach * holdoutBp) / 10_000)
  const bars: readonly (readonly [string, number, string])[] = [[t.reach.reach, reach, ink.d1], [t.reach.messages, leftOut.messages, ink.ink3], [t.reach.profile, leftOut.profile, ink.ink3], [t.reach.under14, leftOut.under14, ink.ink3]]
  return (
    <div style={{ opacity: isCounting ? 0.6 : 1 }}>
      <div className="row sb"><span className="sm c3">{t.matching}</span><span className="xs c3 row g4">{isCounting ? t.counting : <><Check size={12} color={ink.good} aria-hidden />{t.counted(counted.tookMs)}</>}</span></div>
      <div className="row base g8" aria-live="polite"><span className="ht-tnum" style={{ fontSize: 38, lineHeight: '48px', fontWeight: 600, letterSpacing: '-.02em' }}>{f.whole(matched)}</span><span className="c2">{t.people}</span></div>
      <div className="c3">{t.share(f.percent(counted.members === 0 ? 0 : matched / counted.members))}</div>
      <div style={{ marginTop: 10 }}>
        {bars.filter(([, n], i) => i === 0 || n > 0).map(([label, n, colour]) => (
          <div key={label} className="row g8" style={{ padding: '3px 0' }}>
            <span className="c2 nw" style={{ width: 168 }}>{label}</span>
            <span className="f1" style={{ height: 8, background: ink.muteSoft, borderRadius: 4 }} aria-hidden><span style={{ display: 'block', height: 8, borderRadius: 4, background: colour, width: `${matched === 0 ? 0 : (n / matched) * 100}%` }} /></span>
            <span className="ht-tnum r m" style={{ width: 52, textAlign: 'right' }}>{f.whole(n)}</span>
          </div>
        ))}
      </div>
      {reach > 0 && <div className="m" style={{ marginTop: 8 }}>{t.split(f.whole(reach - keep), f.whole(keep))}</div>}
      <div className="c3 sm" style={{ marginTop: 4 }}>{t.reachHint}</div>
      <div className="hr" style={{ margin: '14px 0 12px' }} />
      <h2 className="sec" style={{ marginBottom: 2 }}>{counted.preview.length === 0 ? t.nobody : t.first(counted.preview.length)}</h2>
      {counted.preview.map((p) => (
        <div key={p.memberId} className="row g8" style={{ padding: '5px 0', borderTop: `1px solid ${ink.line}` }}>
          <Avatar name={p.name || p.memberNo} size={22} />
          <Link className="m ell" style={{ width: 62, color: 'inherit' }} to={`/members/${p.memberId}`}>{p.name || p.memberNo}</Link>
          {p.tier && <TierBadge tier={p.tier} />}
          <span className="c3 sm ell f1">{p.lastOrderAt === null ? t.never : `${t.ordersOf(f.whole(p.orderCount))}, ${f.daysSince(p.lastOrderAt) === 0 ? t.today : t.lastSeen(f.daysSince(p.lastOrderAt))}`}</span>
          <span className="c3 xs ht-tnum nw">{p.phoneMasked}</span>
        </div>
      ))}
    </div>
  )
}
