import { useMemo } from 'react'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Chart } from '../ui/chart'
import { ChartCard } from '../ui/chart-card'
import { usePalette } from '../ui/look'
import { flash as en } from '../words/en/flash'
import { flash as zh } from '../words/zh/flash'

type Live = Answer<'readFlashLive'>

function useBins(l: Live) {
  const f = useFigures()
  const clock = (at: string) => { const s = new Date(at).getUTCSeconds(); return l.seconds < 60 ? `${f.time(at)}:${String(s).padStart(2, '0')}` : f.time(at) }
  return { f, names: l.bins.map((b) => clock(b.at)) }
}

/** Units left, bin by bin: what was taken, less what came back. */
export function LeftChart({ l }: { l: Live }) {
  const t = useWords(zh, en)
  const p = usePalette()
  const { f, names } = useBins(l)
  const option = useMemo(() => ({
    grid: { left: 48, right: 12, top: 14, bottom: 24 }, tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: names, axisLabel: { interval: Math.max(0, Math.ceil(names.length / 7) - 1) } }, yAxis: { type: 'value', min: 0, max: l.sale.terms.total },
    series: [{ name: t.parts.left, type: 'line', step: 'end', symbol: 'none', lineStyle: { width: 2, color: p.d1 }, itemStyle: { color: p.d1 }, data: l.bins.map((b) => b.left) }],
  }), [l, p, t])
  const first = l.bins[0]
  const title = first && first.reserved > 0 ? t.chartLeft(f.whole(first.reserved), t.span(l.seconds)) : t.chartLeftQuiet
  return <ChartCard title={title} hint={t.chartLeftHint(t.span(l.seconds))} table={{ head: [t.clock, t.reserved, t.freed, t.parts.left], rows: l.bins.map((b, i) => [names[i], f.whole(b.reserved), f.whole(b.freed), f.whole(b.left)]) }}><Chart height={200} label={title} option={option} /></ChartCard>
}

/** Reservations and purchases, bin by bin. */
export function AskedChart({ l }: { l: Live }) {
  const t = useWords(zh, en)
  const p = usePalette()
  const { f, names } = useBins(l)
  const peak = l.bins.reduce((best, b, i) => (b.reserved > (l.bins[best]?.reserved ?? 0) ? i : best), 0)
  const option = useMemo(() => ({
    grid: { left: 48, right: 12, top: 14, bottom: 24 }, tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: names, axisLabel: { interval: Math.max(0, Math.ceil(names.length / 7) - 1) } }, yAxis: { type: 'value', min: 0, minInterval: 1 },
    series: [{ name: t.reserved, type: 'bar', barWidth: '64%', data: l.bins.map((b, i) => ({ value: b.reserved, itemStyle: { color: i === peak ? p.d1 : p.mute, borderRadius: 0 } })) }, { name: t.parts.redeemed, type: 'line', symbol: 'none', lineStyle: { width: 2, color: p.d3 }, itemStyle: { color: p.d3 }, data: l.bins.map((b) => b.redeemed) }],
  }), [l, p, t])
  const title = (l.bins[peak]?.reserved ?? 0) > 0 ? t.chartAsked(names[peak] ?? '') : t.chartAskedQuiet
  return <ChartCard title={title} hint={t.chartAskedHint(t.span(l.seconds))} table={{ head: [t.clock, t.reserved, t.parts.redeemed], rows: l.bins.map((b, i) => [names[i], f.whole(b.reserved), f.whole(b.redeemed)]) }}><Chart height={170} label={title} option={option} /></ChartCard>
}
