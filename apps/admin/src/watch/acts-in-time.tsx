import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { watch as en } from '../words/en/watch'
import { watch as zh } from '../words/zh/watch'
import type { Detail } from './anomaly'

const HOUR = 3_600_000

/** Acts above, the member's presence below, on one clock. */
export function ActsInTime({ d }: { d: Detail }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const acts = d.evidence.map((e) => ({ at: Date.parse(e.at), present: e.present === true, hand: e.what === 'hand' }))
  if (acts.length === 0) return null
  const from = Math.floor(Math.min(...acts.map((a) => a.at)) / HOUR) * HOUR - HOUR
  const to = Math.ceil(Math.max(...acts.map((a) => a.at)) / HOUR) * HOUR + HOUR
  const step = Math.max(1, Math.ceil((to - from) / HOUR / 6)) * HOUR
  const marks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)
  const left = (at: number) => `${(((at - from) / (to - from)) * 100).toFixed(2)}%`
  const came = acts.filter((a) => a.present)
  const line = (name: string, dots: readonly { at: number }[], colour: string, below: string) => (
    <div className="row" style={{ height: 30 }}>
      <span className="sm c2" style={{ width: 92, flex: 'none' }}>{name}</span>
      <span className="f1" style={{ position: 'relative', height: 1, background: 'var(--ht-line)' }}>
        {dots.map((a, i) => <i key={i} title={f.time(a.at)} style={{ position: 'absolute', left: left(a.at), top: -4, width: 9, height: 9, marginLeft: -4, borderRadius: 5, background: colour, boxShadow: '0 0 0 1.5px var(--ht-surface)' }} />)}
        {dots.length === 0 && <span className="xs c3" style={{ position: 'absolute', left: 0, top: 4 }}>{below}</span>}
      </span>
    </div>
  )
  return (
    <div role="img" aria-label={`${t.acts[acts[0]!.hand ? 'hand' : 'sale']}: ${acts.map((a) => f.time(a.at)).join(' ')}; ${came.length === 0 ? t.cameNever : `${t.came}: ${came.map((a) => f.time(a.at)).join(' ')}`}`}>
      {line(t.acts[acts.some((a) => a.hand) ? 'hand' : 'sale'] ?? '', acts, 'var(--ht-bad-mark)', '')}
      {line(t.came, came, 'var(--ht-brand)', t.cameNever)}
      <div className="row" style={{ height: 20 }}>
        <span style={{ width: 92, flex: 'none' }} />
        <span className="f1" style={{ position: 'relative', height: 16 }}>{marks.map((at) => <span key={at} className="xs c3 ht-tnum" style={{ position: 'absolute', left: left(at), transform: 'translateX(-50%)' }}>{f.time(at)}</span>)}</span>
      </div>
    </div>
  )
}
