import { Info, TriangleAlert } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { ink } from './tokens/ink'

const tones = { warn: [ink.warnSoft, ink.warn], bad: [ink.badSoft, ink.bad], note: [ink.noteSoft, ink.note], good: [ink.goodSoft, ink.good] } as const

export function Note({ tone = 'warn', icon, children, style }: { tone?: keyof typeof tones; icon?: LucideIcon; children: ReactNode; style?: CSSProperties }) {
  const Icon = icon ?? (tone === 'warn' || tone === 'bad' ? TriangleAlert : Info)
  const [ground, colour] = tones[tone]
  return (
    <div className="row g8" role={tone === 'bad' ? 'alert' : undefined} style={{ padding: '9px 11px', borderRadius: 8, background: ground, color: colour, alignItems: 'flex-start', ...style }}>
      <Icon size={15} style={{ marginTop: 2, flex: 'none' }} aria-hidden />
      <span className="sm">{children}</span>
    </div>
  )
}
