import { X } from 'lucide-react'
import type { ReactNode } from 'react'

/** The dark bar over a selection. */
export const BulkBar = ({ count, onClear, clearLabel, children }: { count: ReactNode; onClear: () => void; clearLabel: string; children: ReactNode }) => (
  <div className="bulk" role="toolbar" aria-label={typeof count === 'string' ? count : undefined}>
    <span className="m ht-tnum">{count}</span>
    <span className="v" />
    {children}
    <span className="v" />
    <button aria-label={clearLabel} onClick={onClear}>
      <X size={14} />
    </button>
  </div>
)
