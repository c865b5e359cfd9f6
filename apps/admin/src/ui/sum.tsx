import type { ReactNode } from 'react'

export interface SumRow {
  what: ReactNode
  amount: ReactNode
  why?: ReactNode
  tone?: string
}

/** Steps of a sum, one a line, the reason beside it; the last line is the result. */
export const Sum = ({ rows }: { rows: SumRow[] }) => (
  <div className="sum">
    {rows.map((r, i) => (
      <div key={i} className={i === rows.length - 1 ? 'last' : ''}>
        <span>
          {r.what}
          {r.why && <i>{r.why}</i>}
        </span>
        <b className={r.tone}>{r.amount}</b>
      </div>
    ))}
  </div>
)

/** One fact a line: name left, value right. */
export const Fact = ({ name, value, first }: { name: ReactNode; value: ReactNode; first?: boolean }) => (
  <div className="row sb g12" style={{ padding: '6px 0', borderTop: first ? 0 : '1px solid var(--ht-line)' }}>
    <span className="c3 nw">{name}</span>
    <span className="ht-tnum m r" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      {value}
    </span>
  </div>
)
