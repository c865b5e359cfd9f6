import { Cake, Mountain, Sprout } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useWords } from '../platform/preferences'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'
import type { Gift } from './care-page'

/** One member's year as stations: the open one filled, those that are off dashed. */
export function YearLine({ care, at, onPick }: { care: Record<Gift, boolean>; at: Gift; onPick: (g: Gift) => void }) {
  const t = useWords(zh, en)
  const go = useNavigate()
  const stations = [
    { key: 'newcomer', icon: Sprout, on: care.newcomer, act: () => onPick('newcomer') },
    { key: 'birthday', icon: Cake, on: care.birthday, act: () => onPick('birthday') },
    { key: 'tier', icon: Mountain, on: true, act: () => void go('/tiers') },
  ] as const
  return (
    <div style={{ padding: '4px 0 10px', borderBottom: '1px solid var(--ht-line)' }}>
      <div className="sm c3">{t.line}</div>
      <div style={{ position: 'relative', display: 'grid', gridTemplateColumns: `repeat(${stations.length},1fr)`, marginTop: 6 }}>
        <div aria-hidden style={{ position: 'absolute', left: '16%', right: '16%', top: 21, height: 1, background: 'var(--ht-line-strong)' }} />
        {stations.map((s) => {
          const open = s.key === at
          const [name, when] = t.stations[s.key] ?? [s.key, '']
          return (
            <button key={s.key} className="bare" aria-pressed={open} onClick={s.act} style={{ textAlign: 'center', position: 'relative' }}>
              <span style={{ width: 42, height: 42, borderRadius: 21, margin: '0 auto', display: 'grid', placeItems: 'center', background: open ? 'var(--ht-brand)' : s.on ? 'var(--ht-surface)' : 'var(--ht-sunken)', color: open ? 'var(--ht-on-brand)' : s.on ? 'var(--ht-brand)' : 'var(--ht-ink4)', border: open ? 0 : `1px ${s.on ? 'solid var(--ht-brand-line)' : 'dashed var(--ht-line-strong)'}` }}>
                <s.icon size={18} strokeWidth={1.6} aria-hidden />
              </span>
              <span className={'sm ' + (open ? 'b' : s.on ? 'm' : 'c3')} style={{ display: 'block', marginTop: 4 }}>{name}</span>
              <span className="xs c3" style={{ display: 'block' }}>{when}{!s.on && ` · ${t.off}`}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
