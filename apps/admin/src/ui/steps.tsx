import { Check } from 'lucide-react'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { ink } from './tokens/ink'

/** Where one is in a long act, with what it is about at the right. */
export function Steps({ names, at, beside }: { names: string[]; at: number; beside?: ReactNode }) {
  return (
    <div className="row wrap" style={{ padding: '12px 0 16px', borderBottom: `1px solid ${ink.line}` }}>
      <ol className="row" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {names.map((name, i) => (
          <Fragment key={name}>
            {i > 0 && <span aria-hidden style={{ width: 48, height: 1, background: i <= at ? ink.brand : ink.lineStrong, margin: '0 12px' }} />}
            <li className="row g8" aria-current={i === at ? 'step' : undefined} style={{ color: i === at ? ink.ink : ink.ink3, fontWeight: i === at ? 600 : 400 }}>
              <StepDot state={i < at ? 'done' : i === at ? 'now' : 'ahead'} number={i + 1} />
              {name}
            </li>
          </Fragment>
        ))}
      </ol>
      <span className="f1" />
      {beside && <span className="row g8 c3">{beside}</span>}
    </div>
  )
}

export function StepDot({ state, number, size = 22 }: { state: 'done' | 'now' | 'ahead'; number: number; size?: number }) {
  const look =
    state === 'done' ? { background: ink.goodSoft, color: ink.good } : state === 'now' ? { background: ink.brand, color: ink.onBrand } : { border: `1px solid ${ink.lineStrong}`, color: ink.ink3 }
  return (
    <span style={{ width: size, height: size, borderRadius: size / 2, display: 'grid', placeItems: 'center', flex: 'none', fontSize: 12, fontWeight: 600, ...look }}>
      {state === 'done' ? <Check size={13} aria-hidden /> : number}
    </span>
  )
}
