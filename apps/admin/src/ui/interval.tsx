import { ink } from './tokens/ink'

/** A point with its whisker on a shared axis: how every estimate is shown. Hollow and pale where it says little. */
export function Interval(p: { low: number; mid: number; high: number; min: number; max: number; label: string; width?: number; height?: number; colour?: string; weak?: boolean }) {
  const { width = 220, height = 22, colour = ink.d1 } = p
  const x = (v: number) => 4 + ((v - p.min) / (p.max - p.min || 1)) * (width - 8)
  return (
    <svg width={width} height={height} role="img" aria-label={p.label} style={{ display: 'block', marginLeft: -4, flex: 'none' }}>
      <line x1={4} x2={width - 4} y1={height / 2} y2={height / 2} stroke={ink.line} />
      {p.min < 0 && p.max > 0 && <line x1={x(0)} x2={x(0)} y1={1} y2={height - 1} stroke={ink.ink4} strokeDasharray="2 2" />}
      <rect x={x(p.low)} width={Math.max(0, x(p.high) - x(p.low))} y={height / 2 - 4} height={8} rx={4} fill={colour} opacity={p.weak ? 0.16 : 0.26} />
      <circle cx={x(p.mid)} cy={height / 2} r={4.4} fill={p.weak ? ink.surface : colour} stroke={colour} strokeWidth={p.weak ? 1.8 : 0} />
    </svg>
  )
}
