import { ink } from './tokens/ink'

/** A small share bar, 0 to 1. */
export const Bar = ({ share, width = 62, colour = ink.ink3 }: { share: number; width?: number; colour?: string }) => (
  <span aria-hidden style={{ width, height: 6, borderRadius: 3, background: ink.muteSoft, position: 'relative', display: 'inline-block', flex: 'none' }}>
    <span style={{ position: 'absolute', inset: 0, width: `${Math.min(100, Math.max(0, share * 100))}%`, borderRadius: 3, background: colour }} />
  </span>
)

export interface Part {
  name: string
  count: number
  shown: string
  colour: string
}

/** One bar, every part named with its count; the parts sum to the whole. */
export function PartsBar({ parts, whole }: { parts: Part[]; whole?: number }) {
  const total = Math.max(1, whole ?? parts.reduce((a, p) => a + p.count, 0))
  return (
    <>
      <div style={{ display: 'flex', height: 12, borderRadius: 6, overflow: 'hidden', gap: 1, background: ink.muteSoft }} aria-hidden>
        {parts.filter((p) => p.count > 0).map((p) => (
          <span key={p.name} style={{ width: `${(p.count / total) * 100}%`, background: p.colour, minWidth: 4 }} />
        ))}
      </div>
      <div className="row g24 wrap" style={{ marginTop: 9 }}>
        {parts.map((p) => (
          <span key={p.name} className="row g6">
            <i className="dot" style={{ background: p.colour, borderRadius: 2 }} />
            <span className="c2">{p.name}</span>
            <b className="m ht-tnum">{p.shown}</b>
          </span>
        ))}
      </div>
    </>
  )
}
