import type { ReactNode } from 'react'

/** One of a queue: picked by a press, marked at its edge while it is open beside. */
export function QueueRow({ on, pick, children }: { on: boolean; pick: () => void; children: ReactNode }) {
  return (
    <button className="bare" aria-current={on} onClick={pick} style={{ display: 'block', width: '100%', padding: '11px 20px', borderBottom: '1px solid var(--ht-line)', background: on ? 'var(--ht-brand-soft)' : undefined, position: 'relative' }}>
      {on && <span aria-hidden style={{ position: 'absolute', left: 0, top: 0, bottom: 0, width: 3, background: 'var(--ht-brand)' }} />}
      {children}
    </button>
  )
}
