import { Link } from 'react-router'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { ChartCard } from '../ui/chart-card'
import { home as en } from '../words/en/home'
import { home as zh } from '../words/zh/home'
import { listLink } from './stats'

type Stage = Answer<'readShopHome'>['stages'][number]
const colours = { new: 'var(--ht-d3)', active: 'var(--ht-d1)', 'at-risk': 'var(--ht-d2)', sleeping: 'var(--ht-ink4)', lost: 'var(--ht-mute)' } as const

/** Five boxes from new to lost, wide as their members; each opens into them. */
export function Stages({ stages }: { stages: Stage[] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const total = stages.reduce((a, s) => a + s.members, 0)
  const risk = stages.find((s) => s.stage === 'at-risk')?.members ?? 0
  const title = risk > 0 ? t.stagesTitle(f.whole(risk), f.percent(risk / Math.max(1, total), 0)) : t.stagesCalm
  return (
    <ChartCard title={title} hint={t.stagesHint} table={{ head: [t.stage, t.members], rows: stages.map((s) => [t.stages[s.stage], f.whole(s.members)]) }}>
      <div style={{ display: 'grid', gridTemplateColumns: `repeat(${stages.length},1fr)`, gap: 10, padding: '6px 0 14px' }}>
        {stages.map((s) => (
          <Link key={s.stage} to={listLink(s.list)} style={{ border: `1px solid ${s.stage === 'at-risk' ? 'var(--ht-warn-line)' : 'var(--ht-line-strong)'}`, background: s.stage === 'at-risk' ? 'var(--ht-warn-soft)' : 'var(--ht-sunken)', borderRadius: 8, padding: '8px 11px', color: 'inherit', textDecoration: 'none', minWidth: 0 }}>
            <div className="row sb"><span className="c2">{t.stages[s.stage]}</span><span className="xs c3 ht-tnum">{f.percent(s.members / Math.max(1, total), 0)}</span></div>
            <div className="b ht-tnum" style={{ fontSize: 16, lineHeight: '24px' }}>{f.whole(s.members)}</div>
            <div className="xs c3 ell">{t.stageHints[s.stage]}</div>
          </Link>
        ))}
      </div>
      <div aria-hidden style={{ display: 'flex', height: 12, borderRadius: 6, overflow: 'hidden', gap: 1, background: 'var(--ht-mute-soft)' }}>
        {stages.filter((s) => s.members > 0).map((s) => <span key={s.stage} style={{ width: `${(s.members / Math.max(1, total)) * 100}%`, background: colours[s.stage] }} />)}
      </div>
    </ChartCard>
  )
}
