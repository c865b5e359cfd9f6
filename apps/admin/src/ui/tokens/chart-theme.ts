import { font } from './palette'
import type { Palette } from './palette'

/** ECharts theme. Registered once per mode. */
export function makeChartTheme(p: Palette) {
  const axis = {
    axisLine: { show: false, lineStyle: { color: p.lineStrong } }, axisTick: { show: false },
    axisLabel: { color: p.ink3, fontSize: 11, fontFamily: font.sans, margin: 8 },
    splitLine: { show: true, lineStyle: { color: p.line, width: 1 } }, splitArea: { show: false },
    nameTextStyle: { color: p.ink3, fontSize: 11 },
  }
  return {
    color: [p.d1, p.d2, p.d3, p.d4, p.mute], backgroundColor: 'transparent',
    textStyle: { fontFamily: font.sans, color: p.ink2, fontSize: 11 },
    animationDuration: 240, animationDurationUpdate: 160,
    categoryAxis: { ...axis, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: p.lineStrong } } },
    valueAxis: axis, timeAxis: { ...axis, splitLine: { show: false } },
    line: { symbol: 'none', lineStyle: { width: 2 }, smooth: false },
    bar: { itemStyle: { borderRadius: [2, 2, 0, 0] }, barMaxWidth: 28 },
    tooltip: { backgroundColor: p.raised, borderColor: p.line, borderWidth: 1, padding: [8, 10], textStyle: { color: p.ink, fontSize: 12 }, axisPointer: { lineStyle: { color: p.ink4, width: 1 }, shadowStyle: { color: p.hover } }, extraCssText: `box-shadow:${p.pop};border-radius:8px;` },
    legend: { show: false },
    sankey: { label: { color: p.ink2, fontSize: 12 }, lineStyle: { color: p.muteSoft, opacity: 1, curveness: 0.5 }, itemStyle: { borderWidth: 0 } },
    aria: { enabled: true, decal: { show: false } },
  }
}
