import { Tooltip } from 'antd'
import { Info } from 'lucide-react'
import { Link } from 'react-router'
import type { ReactNode } from 'react'
import { ink } from './tokens/ink'

export interface Stat {
  label: string
  /** what is counted, shown on hover */
  definition?: string
  value: ReactNode
  unit?: string
  note?: ReactNode
  tone?: 'cw' | 'cb' | 'cg'
  spark?: number[]
  /** where the number opens into its members */
  to?: string
  small?: boolean
  /** a number that cannot be told yet reads as words */
  quiet?: boolean
}

export function Spark({ values, width = 74, height = 22 }: { values: number[]; width?: number; height?: number }) {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (i: number) => (i / Math.max(1, values.length - 1)) * (width - 6) + 2
  const y = (v: number) => height - 3 - ((v - low) / (high - low || 1)) * (height - 6)
  const last = values.length - 1
  return (
    <svg width={width} height={height} aria-hidden>
      <path d={values.map((v, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join('')} fill="none" stroke={ink.ink4} strokeWidth="1.4" />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2.4" fill={ink.ink2} />
    </svg>
  )
}

function StatCell({ stat }: { stat: Stat }) {
  const size = stat.quiet ? { fontSize: 16, fontWeight: 500 } : stat.small ? { fontSize: 20, lineHeight: '28px' } : undefined
  const inside = (
    <>
      <div className="stat-l">
        {stat.label}
        {stat.definition && (
          <Tooltip title={stat.definition}>
            <Info size={12} style={{ color: ink.ink4 }} aria-label={stat.definition} />
          </Tooltip>
        )}
      </div>
      <div className="row sb" style={{ alignItems: 'flex-end' }}>
        <div className={'stat-v nw' + (stat.quiet ? ' c3' : '')} style={{ flex: 'none', ...size }}>
          {stat.value}
          {stat.unit && <small>{stat.unit}</small>}
        </div>
        {stat.spark && stat.spark.length > 2 && String(stat.value).length < 8 && (
          <span style={{ marginBottom: 4, minWidth: 0, overflow: 'hidden', direction: 'rtl' }} className="mini">
            <Spark values={stat.spark} />
          </span>
        )}
      </div>
      <div className={'stat-d ell ' + (stat.tone ?? '')}>{stat.note ?? ' '}</div>
    </>
  )
  return stat.to ? (
    <Link className="stat" to={stat.to}>
      {inside}
    </Link>
  ) : (
    <div className="stat">{inside}</div>
  )
}

/** Hairlined numbers side by side, each with one line of comparison in words. */
export const StatStrip = ({ stats, columns }: { stats: Stat[]; columns?: string }) => (
  <div className={'stats' + (stats.length > 5 ? ' many' : '')} style={{ gridTemplateColumns: columns ?? `repeat(${stats.length},minmax(0,1fr))` }}>
    {stats.map((s) => (
      <StatCell key={s.label} stat={s} />
    ))}
  </div>
)
