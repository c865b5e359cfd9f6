import { partsOf } from '@huitou/units'
import { useMemo } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { ChartCard } from '../ui/chart-card'
import { usePalette } from '../ui/look'
import { owed as en } from '../words/en/owed'
import { owed as zh } from '../words/zh/owed'
import type { Owed } from './owed-page'

const SHOWN = 7

/** Pending points by the day they become usable. */
export function Arrivals({ x }: { x: Owed }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
  const later = x.activations.slice(SHOWN).reduce((s, a) => s + a.points, 0)
  const bars = useMemo(() => [...x.activations.slice(0, SHOWN).map((a) => ({ name: `${partsOf(a.day).month}/${partsOf(a.day).day}`, points: a.points })), ...(later > 0 ? [{ name: t.later, points: later }] : [])], [x.activations, later, t])
  const most = bars.reduce((best, b, i) => (b.points > (bars[best]?.points ?? -1) ? i : best), 0)
  const option = useMemo(
    () => ({
      grid: { left: 52, right: 4, top: 20, bottom: 22 }, xAxis: { type: 'category', data: bars.map((b) => b.name) }, yAxis: { type: 'value', min: 0, splitNumber: 2, axisLabel: { formatter: (v: number) => f.whole(v) } },
      series: [{ type: 'bar', barWidth: '56%', data: bars.map((b, i) => ({ value: b.points, itemStyle: { color: i === most ? p.d1 : p.mute } })), label: { show: true, position: 'top', color: p.ink2, formatter: (o: { value: number }) => f.whole(o.value) } }],
    }),
    [bars, most, f, p],
  )
  return (
    <ChartCard title={t.arriveTitle(f.whole(x.pending), f.whole(x.pendingIn7Days))} hint={t.arriveHint} body={{ paddingBottom: 8 }} table={{ head: [t.day, t.points], rows: x.activations.map((a) => [f.day(a.day), f.whole(a.points)]) }}>
      <Chart height={180} label={t.arriveHint} option={option} />
    </ChartCard>
  )
}
