import { useMemo } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { ChartCard } from '../ui/chart-card'
import { usePalette } from '../ui/look'
import { owed as en } from '../words/en/owed'
import { owed as zh } from '../words/zh/owed'
import type { Owed } from './owed-page'

interface Api { value(i: number): number; coord(at: [number, number]): [number, number] }

/** What lapses in which month: what will be used below, what will not above, the interval as a whisker. */
export function Months({ x }: { x: Owed }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
  const months = x.months.filter((m) => m.month !== null).slice(0, 18)
  const most = months.reduce((best, m, i) => (m.minor > (months[best]?.minor ?? -1) ? i : best), 0)
  const name = (month: string | null) => (month === null ? t.forever : t.month(month.slice(0, 4), String(Number(month.slice(5)))))
  const option = useMemo(
    () => ({
      grid: { left: 64, right: 8, top: 26, bottom: 24 },
      tooltip: { trigger: 'axis', valueFormatter: (v: unknown) => (Array.isArray(v) ? `${f.coarse(Number(v[1]))} – ${f.coarse(Number(v[2]))}` : f.coarse(Number(v))) },
      xAxis: { type: 'category', data: months.map((m) => t.monthShort(String(Number(m.month!.slice(5))))) },
      yAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { formatter: (v: number) => f.coarse(v) } },
      series: [
        { name: t.used, type: 'bar', stack: 'm', barWidth: '46%', data: months.map((m, i) => ({ value: m.minor - (m.lost?.minor ?? 0), itemStyle: { color: i === most ? p.d1 : p.mute } })) },
        { name: t.lost, type: 'bar', stack: 'm', data: months.map((m, i) => ({ value: m.lost?.minor ?? 0, itemStyle: { color: i === most ? p.d2 : p.muteSoft } })), label: { show: true, position: 'top', color: p.ink2, formatter: (o: { dataIndex: number }) => f.coarse(months[o.dataIndex]?.minor ?? 0) } },
        {
          name: '80%', type: 'custom', z: 5, encode: { x: 0, y: [1, 2] }, data: months.flatMap((m, i) => (m.lost ? [[i, m.minor - m.lost.highMinor, m.minor - m.lost.lowMinor]] : [])),
          renderItem: (_: unknown, api: Api) => {
            const [a, b] = [api.coord([api.value(0), api.value(1)]), api.coord([api.value(0), api.value(2)])], line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: p.ink2, lineWidth: 1.4 } })
            return { type: 'group', children: [line(a[0], a[1], b[0], b[1]), line(a[0] - 5, a[1], a[0] + 5, a[1]), line(b[0] - 5, b[1], b[0] + 5, b[1])] }
          },
        },
      ],
    }),
    [months, most, f, p, t],
  )
  const top = months[most]
  const title = top ? <>{t.monthsTitle(name(top.month), f.coarse(top.minor))}{top.lost ? t.monthsLost(f.coarse(top.lost.lowMinor), f.coarse(top.lost.highMinor)) : ''}</> : t.monthsNone
  const hint = <>{t.monthsHint}<span style={{ marginLeft: 12 }}><i className="dot" style={{ background: p.d1 }} aria-hidden /> {t.used}</span><span style={{ marginLeft: 12 }}><i className="dot" style={{ background: p.d2 }} aria-hidden /> {t.lost}</span></>
  return (
    <ChartCard title={title} hint={hint} body={{ paddingBottom: 8 }} table={{ head: t.columns, rows: x.months.map((m) => [name(m.month), f.whole(m.points), f.money(m.minor), m.lost ? f.whole(m.lost.points) : t.notTold, m.lost ? `${f.whole(m.lost.low)} – ${f.whole(m.lost.high)}` : '—']) }}>
      {top ? <Chart height={236} label={t.monthsHint} option={option} /> : null}
    </ChartCard>
  )
}
