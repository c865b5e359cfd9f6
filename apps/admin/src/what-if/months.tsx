import { Button } from 'antd'
import { Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { usePalette } from '../ui/look'
import { whatIf as en } from '../words/en/what-if'
import { whatIf as zh } from '../words/zh/what-if'
import type { Outcome } from './result'

/** Points by month: what runs gave, and what the draft would have given on top, or not. The table is one click behind. */
export function Months({ months, total }: { months: Outcome['months']; total: Outcome['points'] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const p = usePalette()
  const [asTable, setAsTable] = useState(false)
  const delta = total.draft - total.now
  const name = (month: string) => t.month(String(Number(month.slice(5))))
  const option = useMemo(() => {
    const bar = (label: string, colour: string, opacity: number, of: (m: Outcome['months'][number]) => number) => ({ name: label, type: 'bar', stack: 'm', barWidth: '58%', itemStyle: { color: colour, opacity, borderRadius: 0 }, data: months.map(of) })
    return {
      grid: { left: 46, right: 4, top: 10, bottom: 22 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: months.map((m) => name(m.month)), axisLabel: { interval: 2 } },
      yAxis: { type: 'value', min: 0, splitNumber: 2 },
      series: [
        bar(t.base, p.mute, 1, (m) => Math.max(0, Math.min(m.points.now, m.points.draft))),
        bar(t.more, p.d2, 1, (m) => Math.max(0, m.points.draft - Math.max(0, m.points.now))),
        bar(t.fewer, p.d2, 0.35, (m) => Math.max(0, m.points.now - Math.max(0, m.points.draft))),
      ],
    }
  }, [months, p, t])
  const share = f.percent(Math.abs(delta) / Math.max(1, total.now))
  return (
    <>
      {asTable ? (
        <div style={{ maxHeight: 190, overflow: 'auto' }} tabIndex={0} role="region" aria-label={t.table}>
          <table className="tbl">
            <thead><tr>{t.columns.map((h, i) => <th key={h} className={i ? 'r' : undefined}>{h}</th>)}</tr></thead>
            <tbody>{months.map((m) => <tr key={m.month}><td>{name(m.month)}</td><td className="r">{f.whole(m.points.now)}</td><td className="r">{f.whole(m.points.draft)}</td><td className="r">{f.signed(m.points.draft - m.points.now)}</td><td className="r">{f.coarse(m.worthMinor.draft - m.worthMinor.now)}</td></tr>)}</tbody>
          </table>
        </div>
      ) : <Chart height={150} label={t.chart} option={option} />}
      <div className="row g12 xs c2" style={{ margin: '2px 0 4px' }}>
        <span className="row g4"><i className="dot" style={{ background: p.mute, borderRadius: 2 }} aria-hidden />{t.now(f.whole(total.now))}</span>
        {delta !== 0 && <span className="row g4"><i className="dot" style={{ background: p.d2, opacity: delta > 0 ? 1 : 0.35, borderRadius: 2 }} aria-hidden />{delta > 0 ? t.draftMore(share) : t.draftFewer(share)}</span>}
        <span className="f1" />
        <Button type="text" size="small" aria-pressed={asTable} aria-label={asTable ? t.showChart : t.table} icon={<Table2 size={13} />} onClick={() => setAsTable(!asTable)} />
      </div>
    </>
  )
}
