import type { Answer } from '../platform/ask'
import type { Figures } from '../platform/figures'
import type { Stat } from '../ui/stat-strip'
import type { home } from '../words/zh/home'

type Home = Answer<'readShopHome'>

/** The numbers of the home page, each with one line of comparison in words. */
export function statsOf(stats: Home['stats'], f: Figures, t: typeof home, unfinished = false): Stat[] {
  return stats.map((s) => {
    const value = s.unit === 'minor' ? f.coarse(s.value) : s.unit === 'bp' ? (s.value / 100).toFixed(1) : f.whole(s.value)
    return {
      label: t.stats[s.key], definition: t.definitions[s.key], value, unit: s.unit === 'bp' ? '%' : s.unit === 'count' ? t.unitPeople : s.unit === 'points' ? t.pointsUnit : '',
      note: compared(s, f, t), spark: unfinished ? s.days.slice(0, -1) : s.days, ...(s.list ? { to: listLink(s.list) } : {}),
    }
  })
}

function compared(s: Home['stats'][number], f: Figures, t: typeof home): string {
  if (s.before === null) return t.noBefore
  const change = s.value - s.before
  if (change === 0) return t.flat
  const sign = change > 0 ? '+' : '−'
  const size = s.unit === 'bp' ? t.percentPoints((Math.abs(change) / 100).toFixed(1)) : s.before > 0 ? f.percent(Math.abs(change) / s.before, 0) : s.unit === 'minor' ? f.round(Math.abs(change)) : f.whole(Math.abs(change))
  return `${sign}${size} ${t.versus}`
}

export const listLink = (list: string): string => (list.startsWith('/') ? list.replace(/^\/admin/, '') : `/members?${list.replace(/^\?/, '')}`)
