import { X } from 'lucide-react'
import type { ReactNode } from 'react'

/** A filter in three parts: field, relation, value; with a cross to take it off. */
export function Chip(p: { field: string; relation?: string; value: ReactNode; onOff?: () => void; offLabel?: string }) {
  return (
    <span className="chip">
      <span className="k">{p.field}</span>
      {p.relation && <span className="k">{p.relation}</span>}
      <span className="v">{p.value}</span>
      {p.onOff && (
        <button className="x" aria-label={p.offLabel} onClick={p.onOff}>
          <X size={12} />
        </button>
      )}
    </span>
  )
}
