import { partsOf } from '@huitou/units'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { usePalette } from '../ui/look'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'
import type { Kind, OneCare } from './care-page'

/** How many get it each day ahead, and who first; the table is for those who cannot see the bars. */
export function Nights({ next, kind }: { next: OneCare['next']; kind: Kind }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
  const nights = next?.days ?? NONE
  const most = nights.reduce((best, n, i) => (n.members > (nights[best]?.members ?? 0) ? i : best), 0)
  const option = useMemo(
    () => ({
      grid: { left: 30, right: 2, top: 10, bottom: 20 }, tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: nights.map((n) => `${partsOf(n.on).month}/${partsOf(n.on).day}`), axisLabel: { interval: Math.max(0, Math.ceil(nights.length / 4) - 1) } },
      yAxis: { type: 'value', min: 0, minInterval: 1, splitNumber: 2 },
      series: [{ type: 'bar', barWidth: '64%', data: nights.map((n, i) => ({ value: n.members, itemStyle: { color: i === most ? p.d1 : p.mute } })) }],
    }),
    [nights, p, most],
  )
  const total = nights.reduce((sum, n) => sum + n.members, 0)
  const peak = nights[most]
  const title = next === null ? t.nextUnknown[kind === 'newcomer' ? 'newcomer' : 'tier-reached'] : total === 0 ? t.nextNone : t.nextTitle(f.whole(total), f.day(peak!.on), f.whole(peak!.members))
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="sec">{title}</h2>
      {total > 0 && <Chart height={104} label={title} option={option} />}
      {total > 0 && <table className="sr"><caption>{t.nights}</caption><tbody>{nights.map((n) => <tr key={n.on}><th>{f.day(n.on)}</th><td>{n.members}</td></tr>)}</tbody></table>}
      {next && next.first.length > 0 && (
        <div style={{ marginTop: 8 }}>
          {next.first.slice(0, 6).map((m) => <div key={m.memberId + m.on} className="row sb" style={{ padding: '5px 0', borderTop: '1px solid var(--ht-line)' }}><Link to={`/members/${m.memberId}`} className="ell">{m.name}</Link><span className="sm c3 nw">{f.day(m.on)}</span></div>)}
          {total > 6 && <div className="sm c3" style={{ paddingTop: 5 }}>{t.andMore(f.whole(total - Math.min(6, next.first.length)))}</div>}
        </div>
      )}
    </section>
  )
}

const NONE: NonNullable<OneCare['next']>['days'] = []
