import { CalendarDays, Cake, Hourglass, MessageCircleHeart, Medal, Mountain, Sprout, TrendingDown, Undo2 } from 'lucide-react'
import { useWords } from '../platform/preferences'
import { care as en } from '../words/en/care'
import { care as zh } from '../words/zh/care'
import type { AllCare, Kind } from './care-page'

const icons = { newcomer: Sprout, 'after-purchase': MessageCircleHeart, birthday: Cake, 'tier-reached': Mountain, monthly: CalendarDays, 'win-back': Undo2, 'points-expiry': Hourglass, downgrade: TrendingDown, anniversary: Medal } as const

/** One member's year as stations: the open one filled, those that are off dashed. */
export function YearLine({ items, at, onPick }: { items: AllCare['items']; at: Kind; onPick: (kind: Kind) => void }) {
  const t = useWords(zh, en)
  return (
    <div style={{ padding: '4px 0 10px', borderBottom: '1px solid var(--ht-line)' }}>
      <div className="sm c3">{t.line}</div>
      <div style={{ position: 'relative', display: 'grid', gridTemplateColumns: `repeat(${items.length},minmax(0,1fr))`, marginTop: 6 }}>
        <div aria-hidden style={{ position: 'absolute', left: `${50 / items.length}%`, right: `${50 / items.length}%`, top: 21, height: 1, background: 'var(--ht-line-strong)' }} />
        {items.map((s) => {
          const open = s.kind === at
          const Icon = icons[s.kind]
          const [name, when] = t.kinds[s.kind]
          return (
            <button key={s.kind} className="bare" aria-pressed={open} onClick={() => onPick(s.kind)} style={{ textAlign: 'center', position: 'relative', padding: 0 }}>
              <span style={{ width: 42, height: 42, borderRadius: 21, margin: '0 auto', display: 'grid', placeItems: 'center', background: open ? 'var(--ht-brand)' : s.on ? 'var(--ht-surface)' : 'var(--ht-sunken)', color: open ? 'var(--ht-on-brand)' : s.on ? 'var(--ht-brand)' : 'var(--ht-ink4)', border: open ? 0 : `1px ${s.on ? 'solid var(--ht-brand-line)' : 'dashed var(--ht-line-strong)'}` }}>
                <Icon size={18} strokeWidth={1.6} aria-hidden />
              </span>
              <span className={'sm ' + (open ? 'b' : s.on ? 'm' : 'c3')} style={{ display: 'block', marginTop: 4 }}>{name}</span>
              <span className="xs c3" style={{ display: 'block' }}>{s.on ? when(s.days) : t.off}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
