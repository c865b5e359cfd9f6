import type { ReactNode } from 'react'

const sizes = { 30: '42px', 25: '36px', 23: '33px', 20: '30px', 18: '32px' } as const

/** The one serif sentence of a page or pane: the finding, the read-back, the what-if. */
export function Say({ size = 23, level = 2, children }: { size?: keyof typeof sizes; level?: 1 | 2; children: ReactNode }) {
  const Tag = level === 1 ? 'h1' : 'h2'
  return (
    <Tag className="say" style={{ fontSize: size, lineHeight: sizes[size] }}>
      {children}
    </Tag>
  )
}
