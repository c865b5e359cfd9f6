import { partsOf } from '@huitou/units'
import { useMemo } from 'react'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { usePalette } from '../ui/look'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'

/** How many birthdays each day ahead; the table is for those who cannot see the bars. */
export function Nights({ nights, total }: { nights: Answer<'readCare'>['nextNights']; total: number }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
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
  const peak = nights[most]
  if (!peak || peak.members === 0) return null
  const title = t.nightsTitle(f.whole(total), f.day(peak.on), f.whole(peak.members), nights.length)
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="sec">{title}</h2>
      <Chart height={104} label={title} option={option} />
      <table className="sr"><caption>{t.nights}</caption><tbody>{nights.map((n) => <tr key={n.on}><th>{f.day(n.on)}</th><td>{n.members}</td></tr>)}</tbody></table>
    </section>
  )
}
