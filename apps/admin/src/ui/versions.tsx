import type { ReactNode } from 'react'

export interface Version {
  name: string
  what: ReactNode
  when: ReactNode
  state: 'running' | 'draft' | 'planned' | 'past'
}

/** Newest first: the running one solid, a draft dashed, older ones grey. */
export const Versions = ({ rows }: { rows: Version[] }) => (
  <div className="vers">
    {rows.map((v) => (
      <div key={v.name} className={v.state === 'running' ? 'on' : v.state === 'draft' || v.state === 'planned' ? 'draft' : ''}>
        <i />
        <span className="m nw">{v.name}</span>
        <span className="c2 f1 ell">{v.what}</span>
        <span className="c3 sm nw">{v.when}</span>
      </div>
    ))}
  </div>
)
