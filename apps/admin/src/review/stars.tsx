import { Star } from 'lucide-react'
import { useWords } from '../platform/preferences'
import { review as en } from '../words/en/review'
import { review as zh } from '../words/zh/review'

/** So many of five. */
export function Stars({ of, size = 13 }: { of: number; size?: number }) {
  const t = useWords(zh, en)
  return (
    <span role="img" aria-label={t.stars(of)} style={{ display: 'inline-flex', gap: 1, flex: 'none', verticalAlign: '-2px' }}>
      {[1, 2, 3, 4, 5].map((n) => <Star key={n} size={size} aria-hidden color={n <= of ? 'var(--ht-warn-mark)' : 'var(--ht-line-strong)'} fill={n <= of ? 'var(--ht-warn-mark)' : 'none'} />)}
    </span>
  )
}
