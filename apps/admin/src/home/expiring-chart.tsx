import { partsOf } from '@huitou/units'
import { useMemo } from 'react'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { ChartCard } from '../ui/chart-card'
import { usePalette } from '../ui/look'
import { home as en } from '../words/en/home'
import { home as zh } from '../words/zh/home'

/** What lapses when: the nearest date that matters is the coloured one. */
export function ExpiringChart({ expiring }: { expiring: Answer<'readShopHome'>['expiring'] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
  const total = expiring.reduce((a, e) => a + e.points, 0)
  const most = expiring.reduce((best, e, i) => (e.points > (expiring[best]?.points ?? 0) ? i : best), 0)
  const option = useMemo(
    () => ({
      grid: { left: 52, right: 4, top: 14, bottom: 22 },
      tooltip: { trigger: 'axis', valueFormatter: (v: unknown) => f.whole(Number(v)) },
      xAxis: { type: 'category', data: expiring.map((e) => `${partsOf(e.on).month}/${partsOf(e.on).day}`), axisLabel: { interval: Math.max(0, Math.ceil(expiring.length / 6) - 1) } },
      yAxis: { type: 'value', min: 0, splitNumber: 3, axisLabel: { formatter: (v: number) => f.whole(v) } },
      series: [{ type: 'bar', barWidth: '60%', data: expiring.map((e, i) => ({ value: e.points, itemStyle: { color: i === most ? p.d2 : p.mute } })) }],
    }),
    [expiring, f, p, most],
  )
  const title = total > 0 ? t.expiringTitle(f.day(expiring[most]?.on ?? f.today), f.whole(expiring[most]?.points ?? 0), f.percent((expiring[most]?.points ?? 0) / total, 0)) : t.expiringNone
  return (
    <ChartCard title={title} hint={t.expiringHint} body={{ paddingBottom: 8 }} table={{ head: [t.day, t.points, t.members], rows: expiring.map((e) => [f.day(e.on), f.whole(e.points), f.whole(e.members)]) }}>
      {total > 0 ? <Chart height={150} label={title} option={option} /> : null}
    </ChartCard>
  )
}
