import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { StatStrip } from '../ui/stat-strip'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

export function MemberStats({ m }: { m: Answer<'readMember'> }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const next = m.expiries[0]
  const late = m.usualGapDays !== null && m.sinceLastDays !== null && m.sinceLastDays > m.usualGapDays * 1.5
  const since = m.sinceLastDays === null ? t.neverBought : m.sinceLastDays === 0 ? t.seenToday : t.sinceLast(m.sinceLastDays)
  return (
    <StatStrip
      stats={[
        { label: t.stats.spent12m, small: true, value: f.coarse(m.spent12mMinor), note: t.ordersNote(f.whole(m.orders12m)) },
        { label: t.stats.spent, small: true, value: f.coarse(m.spentMinor), note: m.firstOrderAt ? t.sinceFirst(f.dayOf(m.firstOrderAt)) : t.neverBought },
        m.usualGapDays === null ? { label: t.stats.gap, small: true, quiet: true, value: t.gapUnknown, note: m.sinceLastDays === null ? t.gapUnknownNote : since } : { label: t.stats.gap, small: true, value: t.days(m.usualGapDays), note: since, ...(late ? { tone: 'cw' as const } : {}) },
        { label: t.stats.points, small: true, value: f.whole(m.points.available), note: m.points.debt > 0 ? t.debt(f.whole(m.points.debt)) : next ? t.expiring(f.whole(next.points), f.day(next.on)) : m.points.worthMinor ? t.worth(f.money(m.points.worthMinor)) : t.noExpiry, ...(m.points.debt > 0 ? { tone: 'cb' as const } : {}) },
        { label: t.stats.coupons, small: true, value: f.whole(m.usableCoupons), unit: t.couponUnit, note: m.usableCoupons > 0 ? t.couponsNote : t.couponsNone },
      ]}
    />
  )
}
