import { addDays } from '@huitou/units'
import { useMemo } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { ChartCard } from '../ui/chart-card'
import { usePalette } from '../ui/look'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import type { Effect } from './terms'
import { ticksOf } from './whisker'

/** Money sold more, day by day, in its band. Grey and dashed while it is no result. */
export function SoldMore({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
  const early = e.days < e.windowDays
  const start = f.dateOf(e.campaign.launchedAt!)
  // a day on which nobody had bought yet differs by nothing
  const rows = useMemo(() => [{ day: start, low: 0, mid: 0, high: 0 }, ...e.byDay.map((d) => ({ day: d.day, ...(d.interval ?? { low: 0, mid: 0, high: 0 }) }))], [e, start])
  const off = [...rows].reverse().findIndex((r) => r.low <= 0 && r.high >= 0)
  const since = rows[rows.length - off]
  const title = early ? t.chartTitle.early : since && off > 0 ? t.chartTitle.left(f.day(since.day)) : t.chartTitle.across
  const option = useMemo(() => {
    const ticks = ticksOf(Math.min(0, ...rows.map((r) => r.low)), Math.max(0, ...rows.map((r) => r.high)))
    const days = Array.from({ length: e.windowDays + 1 }, (_, i) => f.day(addDays(start, i)))
    return {
      grid: { left: 62, right: early ? 20 : 84, top: 14, bottom: 24 },
      xAxis: { type: 'category', boundaryGap: false, data: days, axisLabel: { interval: Math.max(0, Math.round(e.windowDays / 2) - 1) } },
      yAxis: { type: 'value', min: ticks[0], max: ticks.at(-1), interval: (ticks[1] ?? 1) - (ticks[0] ?? 0), axisLabel: { formatter: (v: number) => (v === 0 ? '0' : f.coarse(v)) } },
      series: [
        { type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, data: rows.map((r) => r.low) },
        { type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: early ? p.muteSoft : p.band }, data: rows.map((r) => r.high - r.low) },
        { type: 'line', symbol: 'none', lineStyle: { color: early ? p.ink4 : p.d1, width: 2.2, type: early ? [4, 3] : 'solid' }, data: rows.map((r) => r.mid), ...(early ? {} : { endLabel: { show: true, formatter: f.coarse(rows.at(-1)!.mid), color: p.d1, fontWeight: 600, fontSize: 12, distance: 6 } }),
          markLine: { silent: true, symbol: 'none', lineStyle: { color: p.ink3, type: 'solid', width: 1 }, label: { show: false }, data: [{ yAxis: 0 }] } },
      ],
    }
  }, [rows, start, early, e.windowDays, f, p])
  return (
    <ChartCard title={title} hint={early ? t.chartEarlyHint : t.chartHint} table={{ head: [t.day, t.low, t.mid, t.high], rows: rows.map((r) => [f.day(r.day), f.coarse(r.low), f.coarse(r.mid), f.coarse(r.high)]) }}>
      <Chart height={early ? 236 : 232} label={title} option={option} />
    </ChartCard>
  )
}
