import { Segmented } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { TierBadge } from '../ui/tier-badge'
import { whatIf as en } from '../words/en/what-if'
import { whatIf as zh } from '../words/zh/what-if'
import { Head } from './head'
import type { Outcome } from './result'
import type { NamedTier } from './what-if'

type Kind = Outcome['segments'][number]['kind']
const KINDS: readonly Kind[] = ['tier', 'stage', 'channel', 'since']

/** Winners and losers by a part of the members: their tier, where they stand, where they buy, how long they are here. */
export function Segments({ segments, look }: { segments: Outcome['segments']; look: (id: string | null) => NamedTier | undefined }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const [kind, setKind] = useState<Kind>('tier')
  const shown = segments.filter((s) => s.kind === kind)
  const named = (key: string | null): ReactNode => {
    if (kind === 'tier') return look(key) ? <TierBadge tier={look(key)!} /> : t.noTier
    if (kind === 'stage') return key === null ? t.noStage : t.stages[key] ?? key
    return kind === 'since' ? t.since[key ?? ''] ?? key : t.channels[key ?? ''] ?? key
  }
  return (
    <>
      <Head title={t.who} hint={<Segmented size="small" aria-label={t.who} value={kind} onChange={setKind} options={KINDS.filter((k) => segments.some((s) => s.kind === k)).map((k) => ({ value: k, label: t.whoKinds[k] }))} />} />
      {shown.slice(0, 8).map((s) => {
        const delta = s.points.draft - s.points.now
        return (
          <div key={s.key ?? ''} className="row g8" style={{ padding: '6px 0', borderTop: '1px solid var(--ht-line)' }}>
            <span className="m nw">{named(s.key)}</span>
            <span className="c3 sm nw">{t.members(f.whole(s.members))}</span>
            <span className="f1" />
            <span className={`ht-tnum r m ${delta > 0 ? 'cg' : delta < 0 ? 'cw' : 'c3'}`} title={t.people(f.whole(s.more), f.whole(s.fewer))}>{delta === 0 ? '—' : f.signed(delta)}</span>
            <span className="c3 sm ht-tnum r" style={{ minWidth: 46 }}>{s.points.now > 0 && Math.abs(delta) * 200 >= s.points.now ? `${delta > 0 ? '+' : '−'}${f.percent(Math.abs(delta) / s.points.now, 0)}` : ''}</span>
          </div>
        )
      })}
    </>
  )
}
