import { partsOf, startOf } from '@huitou/units'
import { useMemo } from 'react'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { ChartCard } from '../ui/chart-card'
import { usePalette } from '../ui/look'
import { home as en } from '../words/en/home'
import { home as zh } from '../words/zh/home'

type Days = Answer<'readShopHome'>['salesByDay']
const middle = (xs: number[]): number => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)] ?? 0

/** Long times are told by weeks: ninety thin bars say nothing. */
function byWeek(days: Days): Days {
  const weeks = new Map<string, Days[number]>()
  for (const d of days) {
    const day = startOf('week', d.day)
    const w = weeks.get(day) ?? { day, memberMinor: 0, anonymousMinor: 0, orders: 0 }
    weeks.set(day, { day, memberMinor: w.memberMinor + d.memberMinor, anonymousMinor: w.anonymousMinor + d.anonymousMinor, orders: w.orders + d.orders })
  }
  return [...weeks.values()]
}

export function SalesChart({ days }: { days: Days }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
  const weekly = days.length > 45
  const bars = useMemo(() => (weekly ? byWeek(days) : days), [days, weekly])
  // the last bar is not over yet
  const open = days.at(-1)?.day === f.today ? bars.length - 1 : -1
  const totals = bars.map((d) => d.memberMinor + d.anonymousMinor)
  const usual = middle(open < 0 ? totals : totals.slice(0, -1))
  const peak = totals.indexOf(Math.max(...totals))
  const stands = usual > 0 && (totals[peak] ?? 0) >= usual * 1.7
  const name = (day: string) => (weekly ? t.weekOf(f.day(day)) : f.day(day))
  const short = (day: string) => `${partsOf(day).month}/${partsOf(day).day}`
  const coarse = f.coarse
  const option = useMemo(() => {
    const colour = (i: number, own: string, mute: string) => (stands && i === peak ? own : mute)
    const bar = (pick: (d: Days[number]) => number, own: string, mute: string) => ({
      type: 'bar', stack: 'sales', barWidth: '64%', data: bars.map((d, i) => ({ value: pick(d) / f.unit, itemStyle: i === open ? { color: p.muteSoft, borderColor: p.ink4, borderType: 'dashed', borderWidth: 1, borderRadius: 0 } : { color: colour(i, own, mute), borderRadius: 0 } })),
    })
    return {
      grid: { left: 52, right: 6, top: 18, bottom: 22 },
      tooltip: { trigger: 'axis', valueFormatter: (v: unknown) => f.round(Math.round(Number(v)) * f.unit) },
      xAxis: { type: 'category', data: bars.map((d) => short(d.day)), axisLabel: { interval: Math.max(0, Math.ceil(bars.length / 7) - 1) } },
      yAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { formatter: (v: number) => f.whole(v) } },
      series: [
        { name: t.memberSales, ...bar((d) => d.memberMinor, p.d1, p.mute), ...(usual > 0 ? { markLine: { symbol: 'none', silent: true, lineStyle: { color: p.ink4, type: [3, 3], width: 1 }, label: { position: 'insideStartTop', formatter: t.usual(coarse(usual)), color: p.ink3, fontSize: 11 }, data: [{ yAxis: usual / f.unit }] } } : {}) },
        { name: t.anonymous, ...bar((d) => d.anonymousMinor, p.d3, p.muteSoft) },
      ],
    }
  }, [bars, f, p, t])
  const title = stands ? t.salesPeak(name(bars[peak]?.day ?? ''), coarse(totals[peak] ?? 0), ((totals[peak] ?? 0) / usual).toFixed(1)) : t.salesFlat(coarse(usual))
  return (
    <ChartCard title={title} hint={(weekly ? t.salesByWeekHint : t.salesHint) + (open < 0 ? '' : t.unfinished)} body={{ paddingBottom: 8 }} table={{ head: [weekly ? t.week : t.day, t.memberSales, t.anonymous, t.orders], rows: bars.map((d) => [name(d.day), f.money(d.memberMinor), f.money(d.anonymousMinor), f.whole(d.orders)]) }}>
      <Chart height={168} label={title} option={option} />
    </ChartCard>
  )
}

