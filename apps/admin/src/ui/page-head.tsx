import type { ReactNode } from 'react'

/** Title (or finding), what it does in one sentence, and at most one primary act at the right. */
export function PageHead(p: { title: ReactNode; beside?: ReactNode; sub?: ReactNode; acts?: ReactNode; say?: boolean; tight?: boolean }) {
  return (
    <div className="ph" style={p.tight ? { paddingBottom: 6 } : undefined}>
      <div className="f1">
        <div className="row g8 wrap">
          <h1 className={p.say ? 'say' : undefined}>{p.title}</h1>
          {p.beside}
        </div>
        {p.sub && <div className="sub">{p.sub}</div>}
      </div>
      {p.acts && <div className="acts">{p.acts}</div>}
    </div>
  )
}
