import { ArrowRight, Check } from 'lucide-react'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Avatar } from '../ui/avatar'
import { Chart } from '../ui/chart'
import { usePalette } from '../ui/look'
import { Note } from '../ui/note'
import { Say } from '../ui/say'
import { Bone, Full } from '../ui/states'
import { TierBadge } from '../ui/tier-badge'
import { tier as en } from '../words/en/tier'
import { tier as zh } from '../words/zh/tier'
import { scaleOf } from './work'
import type { Set, Work } from './work'

type Preview = Answer<'previewTiers'>
interface Asked {
  data: Preview | undefined
  error: unknown
  isPending: boolean
  isFetching: boolean
  refetch: () => unknown
}

/** What publishing would do, on the members as they stand. The old numbers stay, dimmed, until the new ones are there. */
export function WhoMoves({ work, current, preview }: { work: Work; current: Set | null; preview: Asked }) {
  const t = useWords(zh, en)
  if (!preview.data && !preview.error && !work.tiers.every((x) => x.name.trim())) return <p className="c3">{t.notYet}</p>
  return (
    <Full of={preview} bones={<><Bone w={180} /><Bone w={260} h={26} style={{ marginTop: 12 }} /><Bone w="100%" h={150} style={{ marginTop: 16 }} /></>}>
      {(d) => (
        <div style={{ opacity: preview.isFetching ? 0.5 : 1 }} aria-live="polite">
          <Told d={d} work={work} current={current} />
        </div>
      )}
    </Full>
  )
}

function Told({ d, work, current }: { d: Preview; work: Work; current: Set | null }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const m = d.moves
  const look = (id: string | null) => work.tiers.find((x) => x.tierId === id) ?? current?.tiers.find((x) => x.tierId === id)
  const rank = (id: string | null) => look(id)?.rank ?? -1
  const moved = m.byPair.filter((p) => p.from !== p.to && p.members > 0)
  return (
    <>
      <div className="row sb sm c3">
        <span>{t.paneTop}</span>
        <span className="row g4 nw"><Check size={12} color="var(--ht-good)" />{t.took(f.whole(m.members), (m.tookMs / 1000).toFixed(1))}</span>
      </div>
      <div style={{ margin: '4px 0 8px' }}>
        <Say>{m.up + m.down === 0 ? t.nobody : <>{t.moves(f.whole(m.up + m.down))}<br />{m.up > 0 && <u>{t.up(f.whole(m.up))}</u>}{m.up > 0 && m.down > 0 && t.comma}{m.down > 0 && <em>{t.downN(f.whole(m.down))}</em>}{t.stop}</>}</Say>
      </div>
      {d.problems.map((p) => <Note key={p.path + p.reason.code} tone="bad" style={{ marginBottom: 8 }}>{sentence(p.reason)}</Note>)}
      {d.warnings.map((p) => <Note key={p.path + p.reason.code} style={{ marginBottom: 8 }}>{sentence(p.reason)}</Note>)}
      <Histogram d={d} work={work} current={current} />
      {moved.map((p) => {
        const [from, to] = [look(p.from), look(p.to)]
        const up = rank(p.to) > rank(p.from)
        return (
          <div key={`${p.from}-${p.to}`} className="row g8" style={{ padding: '7px 0', borderTop: '1px solid var(--ht-line)' }}>
            {from ? <TierBadge tier={from} /> : <span className="c3">{t.noTier}</span>}
            <ArrowRight size={13} color="var(--ht-ink4)" aria-hidden />
            {to ? <TierBadge tier={to} /> : <span className="c3">{t.noTier}</span>}
            <span className="f1" />
            <span className={up ? 'cg' : 'cw'}>{up ? t.goingUp : t.goingDown}</span>
            <span className="b ht-tnum r" style={{ minWidth: 40 }}>{f.whole(p.members)}</span>
          </div>
        )
      })}
      {m.nearest.length > 0 && (
        <>
          <div className="row sb" style={{ marginTop: 14 }}><h3 className="sec">{t.nearest}</h3><span className="sm c3">{t.nearestHint}</span></div>
          {m.nearest.slice(0, 8).map((n) => (
            <div key={n.memberId} className="row g8" style={{ padding: '6px 0', borderTop: '1px solid var(--ht-line)' }}>
              <Avatar name={n.name} size={22} />
              <Link to={`/members/${n.memberId}`} className="m ell" style={{ color: 'inherit' }}>{n.name}</Link>
              <span className="f1" />
              <span className="c3 ht-tnum">{work.terms.criterion === 'spend' ? f.round(n.have) : f.whole(n.have)}</span>
              <span className="row g4">{look(n.from) && <TierBadge tier={look(n.from)!} />}<ArrowRight size={11} color="var(--ht-ink4)" aria-hidden />{look(n.to) && <TierBadge tier={look(n.to)!} />}</span>
            </div>
          ))}
        </>
      )}
    </>
  )
}

function Histogram({ d, work, current }: { d: Preview; work: Work; current: Set | null }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
  const scale = scaleOf(work.terms, f.unit)
  const bins = d.moves.bins
  const option = useMemo(() => {
    const place = (reach: number) => {
      const i = bins.findIndex((b) => reach >= b.from && reach < b.to)
      return i
    }
    const lines = work.tiers.flatMap((x) => {
      if (x.reach <= 0) return []
      const old = current?.terms.criterion === work.terms.criterion ? current.tiers.find((o) => o.tierId === x.tierId)?.reach : undefined
      const now = place(x.reach)
      const shown = f.whole(Math.round(x.reach / scale))
      const out: object[] = []
      if (now >= 0) out.push({ xAxis: now, lineStyle: { color: p.ink, width: 1.4, type: 'solid' }, label: { formatter: `${x.name} ${shown}`, color: p.ink, fontWeight: 600, fontSize: 11, position: 'end' } })
      if (old !== undefined && old !== x.reach && place(old) >= 0) out.push({ xAxis: place(old), lineStyle: { color: p.ink4, type: [3, 3] }, label: { formatter: t.was(f.whole(Math.round(old / scale))), color: p.ink3, fontSize: 11, position: 'end', padding: [0, 0, 14, 0] } })
      return out
    })
    return {
      grid: { left: 40, right: 14, top: 42, bottom: 22 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: bins.map((b) => f.whole(Math.round(b.from / scale))), axisLabel: { interval: Math.max(0, Math.ceil(bins.length / 5) - 1) } },
      yAxis: { type: 'value', min: 0, splitNumber: 2 },
      series: [{ type: 'bar', barCategoryGap: '12%', data: bins.map((b) => ({ value: b.members, itemStyle: { borderRadius: 0, color: p.mute } })), markLine: { symbol: 'none', silent: true, animation: false, data: lines } }],
    }
  }, [bins, work, current, f, p, t, scale])
  if (bins.length === 0) return null
  const [one] = bins
  return (
    <>
      <Chart height={164} label={t.chart} option={option} />
      <div className="xs c3" style={{ margin: '0 0 8px' }}>{t.bins(one ? f.whole(Math.round((one.to - one.from) / scale)) : '')}</div>
    </>
  )
}
