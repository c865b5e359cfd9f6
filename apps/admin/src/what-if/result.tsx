import { ArrowRight, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Note } from '../ui/note'
import { Say } from '../ui/say'
import { TierBadge } from '../ui/tier-badge'
import { whatIf as en } from '../words/en/what-if'
import { whatIf as zh } from '../words/zh/what-if'
import { Cost } from './cost'
import { Head } from './head'
import { Members, Most } from './members'
import type { Opened } from './members'
import { Months } from './months'
import { Segments } from './segments'
import type { NamedTier, Run } from './what-if'

export type Outcome = NonNullable<Run['result']>

/** What the replay came to: the finding, points by month, money, who moves and who gains. */
export function Result({ run, result: r, tiers }: { run: Run; result: Outcome; tiers: readonly NamedTier[] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const [open, setOpen] = useState<Opened | null>(null)
  const look = (id: string | null) => tiers.find((x) => x.tierId === id)
  const delta = r.points.draft - r.points.now
  const moved = r.matrix.filter((m) => m.from !== m.to)
  const rank = (id: string | null) => look(id)?.rank ?? -1
  const parts = run.of === 'tiers' ? [r.up > 0 && <u key="up">{t.up(f.whole(r.up))}</u>, r.down > 0 && <em key="down">{t.down(f.whole(r.down))}</em>] : [r.more > 0 && <u key="more">{t.moreN(f.whole(r.more))}</u>, r.fewer > 0 && <em key="fewer">{t.fewerN(f.whole(r.fewer))}</em>]
  const said = parts.filter((x) => x !== false)
  return (
    <div aria-live="polite">
      <div style={{ margin: '4px 0 8px' }}>
        <Say>{said.length === 0 ? t.nobody : <>{said[0]}{said.length > 1 && <>{t.comma}{said[1]}</>}{t.semi}<br /></>}{delta > 0 ? t.yearMore(f.whole(delta)) : delta < 0 ? t.yearFewer(f.whole(-delta)) : t.yearSame}{t.stop}</Say>
      </div>
      {(r.points.now > 0 || r.points.draft > 0) && <Months months={r.months} total={r.points} />}
      <Cost r={r} />
      {(moved.length > 0 || run.of === 'tiers') && (
        <>
          <Head title={t.moves} hint={moved.length > 0 ? t.movesHint : ''} />
          {moved.map((m) => {
            const [from, to, up] = [look(m.from), look(m.to), rank(m.to) > rank(m.from)]
            return (
              <button key={`${m.from}-${m.to}`} type="button" className="row g8 plain-row" onClick={() => setOpen({ list: up ? 'up' : 'down', from: m.from ?? '', to: m.to ?? '' })}>
                {from ? <TierBadge tier={from} /> : <span className="c3">{t.noTier}</span>}
                <ArrowRight size={13} color="var(--ht-ink4)" aria-hidden />
                {to ? <TierBadge tier={to} /> : <span className="c3">{t.noTier}</span>}
                <span className="f1" />
                <span className={up ? 'cg' : 'cw'}>{up ? t.goingUp : t.goingDown}</span>
                <span className="b ht-tnum r" style={{ minWidth: 40 }}>{f.whole(m.members)}</span>
                <ChevronRight size={13} color="var(--ht-ink4)" aria-hidden />
              </button>
            )
          })}
          <button type="button" className="row g8 plain-row" onClick={() => setOpen({ list: 'stay' })}><span className="c2">{t.stays(f.whole(r.stay))}</span><span className="f1" /><ChevronRight size={13} color="var(--ht-ink4)" aria-hidden /></button>
        </>
      )}
      {(r.more > 0 || r.fewer > 0) && <Segments segments={r.segments} look={look} />}
      {(['more', 'fewer'] as const).map((list) => r[list] > 0 && <Most key={list} whatIfId={run.whatIfId} list={list} title={list === 'more' ? t.winners : t.losers} onAll={() => setOpen({ list })} />)}
      {r.heldOtherwise > 0 && <Note style={{ marginTop: 12 }}>{t.otherwise(f.whole(r.heldOtherwise))}</Note>}
      <p className="xs c3 mt8">{t.assumes}</p>
      <Members whatIfId={run.whatIfId} open={open} look={look} onClose={() => setOpen(null)} />
    </div>
  )
}
