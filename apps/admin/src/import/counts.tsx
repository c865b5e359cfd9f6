import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { PartsBar } from '../ui/bar'
import { StatStrip } from '../ui/stat-strip'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import type { Import } from './import-page'

type Counts = NonNullable<Import['counts']>

/** Every row of the file in one bar; the parts sum to the rows. */
export function CountParts({ c }: { c: Counts }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const known = Math.max(0, c.lines - c.anonymousLines)
  const parts = [
    { name: t.parts.lines, count: known, colour: 'var(--ht-d1)' },
    { name: t.parts.anonymous, count: c.anonymousLines, colour: 'var(--ht-d3)' },
    { name: t.parts.there, count: c.alreadyThere, colour: 'var(--ht-mute)' },
    { name: t.parts.cancelled, count: c.cancellations, colour: 'var(--ht-d2)' },
    { name: t.parts.faulty, count: c.faulty, colour: 'var(--ht-bad-mark)' },
  ].filter((p) => p.count > 0)
  return <PartsBar parts={parts.map((p) => ({ ...p, shown: f.whole(p.count) }))} />
}

export function CountStats({ c }: { c: Counts }) {
  const t = useWords(zh, en)
  const f = useFigures()
  return (
    <StatStrip
      stats={[
        { label: t.stats.made, small: true, value: f.whole(c.membersMade), unit: t.people, note: c.customersWithoutValidLine > 0 ? t.noLine(f.whole(c.customersWithoutValidLine)) : t.silent },
        { label: t.stats.matched, small: true, value: f.whole(c.membersMatched), unit: t.people, note: t.matchedHint },
        { label: t.stats.orders, small: true, value: f.whole(c.orders), unit: t.ordersUnit, note: t.total(f.money(c.totalMinor)) },
        { label: t.stats.points, small: true, value: f.whole(c.points), unit: t.pointsUnit, note: t.pointsHint },
        { label: t.stats.growth, small: true, value: f.whole(c.growth), note: t.growthHint },
      ]}
    />
  )
}
