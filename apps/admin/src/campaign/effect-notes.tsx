import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Card } from '../ui/card'
import { ink } from '../ui/tokens/ink'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import { StopButton } from './campaign-page'
import type { Effect } from './terms'

const Point = ({ ok, title, note }: { ok: boolean; title: string; note: string }) => (
  <div className="row g8" style={{ padding: '7px 0', borderTop: `1px solid ${ink.line}`, alignItems: 'flex-start' }}>
    {ok ? <CircleCheck size={15} color={ink.good} style={{ marginTop: 2, flex: 'none' }} aria-hidden /> : <CircleAlert size={15} color={ink.warn} style={{ marginTop: 2, flex: 'none' }} aria-hidden />}
    <div><div>{title}</div><div className="sm c3">{note}</div></div>
  </div>
)

/** What speaks for the figure and what against it; only what was looked at. */
export function Trust({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const each = (arm: Effect['target']) => f.money(arm.members === 0 ? 0 : Math.round(arm.beforeMinor / arm.members))
  const { trusts } = t
  return (
    <Card title={t.trust} body={{ paddingTop: 6 }}>
      <Point ok={e.split.ok} title={e.split.ok ? trusts.split : trusts.splitBad} note={trusts.splitNote(f.whole(e.campaign.controls), f.whole(e.campaign.targets), f.percent(e.campaign.terms.holdoutBp / 10_000, 0), e.split.p.toFixed(2))} />
      {e.alikeBefore !== null && <Point ok={e.alikeBefore} title={e.alikeBefore ? trusts.before : trusts.beforeBad} note={trusts.beforeNote(each(e.target), each(e.control))} />}
      {e.campaign.phase === 'stopped' ? <Point ok={false} title={trusts.stopped} note={trusts.stoppedNote} /> : <Point ok title={trusts.days} note={trusts.daysNote(e.windowDays)} />}
      <Refused e={e} />
    </Card>
  )
}

function Refused({ e }: { e: Effect }) {
  const sentence = useSentence()
  const f = useFigures()
  const t = useWords(zh, en)
  if (e.refusals.length === 0) return null
  return <Point ok={false} title={`${t.certains.refused} ${t.peopleOf(f.whole(e.campaign.refused))}`} note={e.refusals.map((r) => `${sentence(r.reason)} ${f.whole(r.members)}`).join(' · ')} />
}

const Progress = ({ label, share, done, children, note, first }: { label: string; share: number; done: boolean; children: ReactNode; note: string; first?: boolean }) => (
  <div className="row g16" style={{ padding: '9px 0', borderTop: first ? 0 : `1px solid ${ink.line}` }}>
    <span className="m" style={{ width: 110 }}>{label}</span>
    <span style={{ width: 200, height: 6, borderRadius: 3, background: ink.muteSoft }} aria-hidden><span style={{ display: 'block', height: 6, borderRadius: 3, width: `${Math.min(100, share * 100)}%`, background: done ? ink.good : ink.ink3 }} /></span>
    <span className="ht-tnum nw">{children}</span>
    <span className="f1" />
    <span className="c3 sm nw">{note}</span>
  </div>
)

export function Missing({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const { campaign: c } = e
  const served = c.targets - c.waiting
  return (
    <Card title={t.missing} body={{ paddingTop: 8 }}>
      <Progress first label={t.missingDays} share={e.days / e.windowDays} done={false} note={c.untilAt ? t.until(f.dayOf(c.untilAt)) : ''}>{t.missingDaysOf(e.days, e.windowDays)}</Progress>
      <Progress label={t.missingSent} share={c.targets === 0 ? 1 : served / c.targets} done={c.waiting === 0} note={c.waiting === 0 ? t.allSent : t.stillSending}>{t.missingSentOf(f.whole(served), f.whole(c.targets))}</Progress>
    </Card>
  )
}

export function WhatNow({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  return (
    <Card title={t.now} body={{ paddingTop: 6 }}>
      <Point ok title={e.campaign.waiting > 0 ? t.sending(f.whole(e.campaign.waiting)) : t.nothing} note={t.nothingNote(e.windowDays)} />
      <Point ok={false} title={t.noPeek} note={t.noPeekNote} />
      {e.campaign.waiting > 0 && <div className="row g8" style={{ paddingTop: 10, borderTop: `1px solid ${ink.line}` }}><StopButton campaign={e.campaign} /></div>}
    </Card>
  )
}

export function Certain({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const rows: (readonly [string, string])[] = [
    [t.certains.issued, t.peopleOf(f.whole(e.campaign.issued))], [t.certains.opened, t.peopleOf(f.whole(e.opened))], [t.certains.used, t.usedOf(f.whole(e.couponsUsed), f.coarse(e.couponMinor))],
    [t.certains.quit, t.quitOf(f.whole(e.unsubscribed), f.percent(e.campaign.issued === 0 ? 0 : e.unsubscribed / e.campaign.issued))],
    ...e.refusals.map((r) => [`${t.certains.refused}: ${sentence(r.reason)}`, t.peopleOf(f.whole(r.members))] as const),
  ]
  return (
    <Card title={t.certain} body={{ paddingTop: 6 }}>
      {rows.map(([label, value]) => <div key={label} className="row sb g8" style={{ padding: '6px 0', borderTop: `1px solid ${ink.line}` }}><span className="c3">{label}</span><span className="ht-tnum m nw">{value}</span></div>)}
      <div className="sm c3" style={{ paddingTop: 6 }}>{t.certainNote}</div>
    </Card>
  )
}
