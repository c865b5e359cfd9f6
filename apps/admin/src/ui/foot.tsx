import { Button } from 'antd'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'

/** The bar that stays: acts of a form. */
export const Foot = ({ children }: { children: ReactNode }) => <div className="foot">{children}</div>

/** The foot of a list: where one is, and the way on. Cursor paging only. */
export function ListFoot(p: { where: ReactNode; hint?: ReactNode; keys?: ReactNode; onPrevious?: () => void; onNext?: () => void; inset?: number }) {
  const t = useWords(zh, en)
  return (
    <div className="foot" style={{ height: 44, padding: `0 ${p.inset ?? 32}px` }}>
      <span className="sm ht-tnum">{p.where}</span>
      {p.hint && <span className="sm c3">{p.hint}</span>}
      <span className="f1" />
      {p.keys && <span className="sm c3 row g6 mini-keys">{p.keys}</span>}
      <span style={{ width: 10 }} />
      <Button size="small" disabled={!p.onPrevious} onClick={p.onPrevious} icon={<ChevronLeft size={14} />}>
        {t.previousPage}
      </Button>
      <Button size="small" disabled={!p.onNext} onClick={p.onNext} icon={<ChevronRight size={14} />} iconPlacement="end">
        {t.nextPage}
      </Button>
    </div>
  )
}
