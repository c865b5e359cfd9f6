import { Button } from 'antd'
import { Download, RotateCw } from 'lucide-react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { saveFile } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { StatStrip } from '../ui/stat-strip'
import { Empty, Full, PageBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { owed as en } from '../words/en/owed'
import { owed as zh } from '../words/zh/owed'
import { Arrivals } from './owed-arrivals'
import { Balanced } from './owed-balanced'
import { Debtors } from './owed-debtors'
import { HowGuessed } from './owed-how'
import { Months } from './owed-months'
import { PointsTabs } from './points-tabs'

export type Owed = NonNullable<Answer<'readLiability'>['liability']>

/** What members are owed, when it lapses, and whether the books agree. */
export function OwedPage() {
  const t = useWords(zh, en)
  const speaker = useSpeaker()
  const read = useRead('readLiability', {})
  const count = useAct('countLiability', { rereads: ['readLiability'], failed: speaker.refused })
  const again = () => count.mutate({})
  return (
    <Page crumbs={[{ text: t.points }, { text: t.title }]}>
      <Full of={read} bones={<PageBones />} empty={(d) => d.liability === null && <><PointsTabs active="owed" /><Empty title={t.never} hint={t.neverHint} act={<Button size="small" type="primary" loading={count.isPending} onClick={again}>{t.countFirst}</Button>} /></>}>
        {(d) => d.liability && <Shown x={d.liability} busy={count.isPending} again={again} />}
      </Full>
    </Page>
  )
}

function Shown({ x, busy, again }: { x: Owed; busy: boolean; again: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const lost = x.breakage.estimate
  return (
    <>
      <PageHead say tight title={x.owed === 0 ? <>{t.sayNone}{t.stop}</> : <>{t.say(f.coarse(x.owedMinor))}<em>{lost ? t.sayLost(f.coarse(lost.lowMinor), f.coarse(lost.highMinor)) : t.sayUnknown}</em>{t.stop}</>}
        acts={<><Button icon={<Download size={14} />} onClick={() => void saveFile('/api/liability.csv', `points-owed-${x.asOf.slice(0, 10)}.csv`).catch(speaker.refused)}>{t.export}</Button><Button type="primary" icon={<RotateCw size={14} />} loading={busy} onClick={again}>{t.count}</Button></>} />
      <PointsTabs active="owed" beside={<span className="sm c3">{t.asOf(f.moment(x.asOf), f.whole(x.rate.points), f.round(x.rate.minor))}</span>} />
      <StatStrip stats={[
        { label: t.available, value: f.whole(x.available), unit: t.unit, note: x.inTransit > 0 ? t.inTransit(f.whole(x.inTransit)) : t.ofOwed(f.percent(x.owed > 0 ? x.available / x.owed : 0)) },
        { label: t.pending, value: f.whole(x.pending), unit: t.unit, note: x.pending > 0 ? t.pendingSoon(f.whole(x.pendingIn7Days)) : t.noPending },
        { label: t.held, value: f.whole(x.held), unit: t.unit, note: x.heldUntil ? t.heldUntil(f.moment(x.heldUntil)) : t.noHeld },
        { label: t.issued, value: f.whole(x.thisMonth.issued), unit: t.unit, note: t.usedExpired(f.whole(x.thisMonth.spent), f.whole(x.thisMonth.expired)) },
        { label: t.debt, value: f.whole(x.debt), unit: t.unit, note: x.debtors > 0 ? t.debtors(f.whole(x.debtors)) : t.noDebt, ...(x.debt > 0 ? { tone: 'cw' as const } : {}) },
      ]} />
      <div className="home-grid" style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) clamp(300px,26vw,360px)', gap: 14, marginTop: 14 }}>
        <div className="col" style={{ gap: 14, minWidth: 0 }}>
          <Months x={x} />
          <div style={{ display: 'grid', gridTemplateColumns: x.pending > 0 ? 'minmax(0,1fr) minmax(0,1fr)' : 'minmax(0,1fr)', gap: 14 }}>
            {x.pending > 0 && <Arrivals x={x} />}
            <HowGuessed x={x} />
          </div>
        </div>
        <div className="col" style={{ gap: 14, minWidth: 0 }}>
          <Balanced />
          <Debtors x={x} />
        </div>
      </div>
    </>
  )
}
