import { Bot, KeyRound } from 'lucide-react'
import type { Answer } from '../platform/ask'
import { Avatar } from '../ui/avatar'

export type Row = Answer<'listAudit'>['items'][number]

export function Who({ r, size }: { r: Row; size: number }) {
  const machine = r.actor === 'system' || r.actor.startsWith('key:') || r.actor.startsWith('import:')
  if (!machine) return <Avatar name={r.actorName || '·'} size={size} />
  const Icon = r.actor.startsWith('key:') ? KeyRound : Bot
  return <span aria-hidden style={{ width: size, height: size, borderRadius: 5, background: 'var(--ht-hover)', display: 'grid', placeItems: 'center', color: 'var(--ht-ink3)', flex: 'none' }}><Icon size={size * 0.6} /></span>
}
