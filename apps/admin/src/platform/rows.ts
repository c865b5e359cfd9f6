import { useEffect, useState } from 'react'
import { useKeys } from './keys'

/** J and K walk a list, Enter opens, X selects. The row in front scrolls into view and takes the focus. */
export function useRowKeys(count: number, act: { open: (i: number) => void; select?: (i: number) => void }, on = true): { at: number; setAt: (i: number) => void } {
  const [at, setAt] = useState(-1)
  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to))
    setAt(next)
    document.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus()
  }
  useEffect(() => {
    if (at >= count) setAt(count - 1)
  }, [at, count])
  useKeys(
    {
      j: () => move(at + 1),
      k: () => move(at - 1),
      Enter: () => at >= 0 && act.open(at),
      ...(act.select ? { x: () => at >= 0 && act.select?.(at) } : {}),
    },
    on && count > 0,
  )
  return { at, setAt }
}
