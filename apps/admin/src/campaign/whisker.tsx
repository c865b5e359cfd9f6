import type { Effect } from './terms'
import { useFigures } from '../platform/figures'
import { Interval } from '../ui/interval'
import { ink } from '../ui/tokens/ink'

/** The steps of an axis that people count in: 1, 2 or 5 times a power of ten, at most five of them. */
export function ticksOf(low: number, high: number): number[] {
  const span = Math.max(1, high - low)
  const power = 10 ** Math.floor(Math.log10(span / 4))
  const step = [1, 2, 5, 10].map((n) => n * power).find((s) => span / s <= 5) ?? span
  const first = Math.floor(low / step)
  return Array.from({ length: Math.ceil(high / step) - first + 1 }, (_, i) => (first + i) * step)
}

const WIDTH = 352

/** The estimate on an axis of its own, 0 always on it. */
export function Whisker({ interval: i, weak, say }: { interval: NonNullable<Effect['extraMinor']>; weak: boolean; say: string }) {
  const f = useFigures()
  // 0 is never the edge: on which side of it the estimate lies is the point
  const [low, high] = [Math.min(0, i.low), Math.max(0, i.high)]
  const ticks = ticksOf(low - (high - low) * 0.12, high + (high - low) * 0.04)
  const [min, max] = [ticks[0]!, ticks.at(-1)!]
  const at = (v: number) => `${((v - min) / (max - min)) * (WIDTH - 8)}px`
  return (
    <div style={{ width: WIDTH }}>
      <div style={{ position: 'relative', paddingTop: 18 }}>
        {!weak && <span className="sm b ht-tnum nw" style={{ position: 'absolute', top: 0, left: at(i.mid), transform: 'translateX(-50%)', color: ink.brand }}>{f.coarse(i.mid)}</span>}
        <Interval low={i.low} mid={i.mid} high={i.high} min={min} max={max} width={WIDTH} height={30} weak={weak} colour={weak ? ink.ink3 : ink.d1} label={`${f.coarse(i.low)} – ${f.coarse(i.high)}`} />
      </div>
      <div className="xs c3 ht-tnum" style={{ position: 'relative', height: 16 }} aria-hidden>
        {ticks.map((v) => <span key={v} className="nw" style={{ position: 'absolute', left: at(v), transform: 'translateX(-50%)' }}>{v === 0 ? '0' : f.coarse(v)}</span>)}
      </div>
      <div className="sm c2" style={{ marginTop: 6 }}>{say}</div>
    </div>
  )
}
