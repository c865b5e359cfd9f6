import { App, Button, InputNumber, Radio } from 'antd'
import { CircleAlert, CircleCheck, CirclePause, PackagePlus, Play } from 'lucide-react'
import { useRef } from 'react'
import { useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { useMay } from '../platform/session'
import { PartsBar } from '../ui/bar'
import { Card } from '../ui/card'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { StatStrip } from '../ui/stat-strip'
import { Full } from '../ui/states'
import { ink } from '../ui/tokens/ink'
import { useSpeaker } from '../ui/undo'
import { flash as en } from '../words/en/flash'
import { flash as zh } from '../words/zh/flash'
import { AskedChart, LeftChart } from './live-charts'
import { phaseTone } from './terms'

type Live = Answer<'readFlashLive'>
const OVER = ['ended', 'stopped']

/** The sale while it is on, and its result after it. Read anew every second while something may still happen. */
export function FlashLivePage() {
  const t = useWords(zh, en)
  const { flashId = '' } = useParams()
  const live = useRead('readFlashLive', { flashId }, { every: 2000, fresh: 0 })
  const title = live.data?.sale.terms.title ?? '…'
  return (
    <Page crumbs={[{ text: t.title, to: '/flash' }, { text: title, to: `/flash/${flashId}` }, { text: OVER.includes(live.data?.sale.phase ?? '') ? t.result : t.live }]}>
      <Full of={live}>{(l) => <Shown l={l} />}</Full>
    </Page>
  )
}

function Shown({ l }: { l: Live }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const { sale } = l
  const over = OVER.includes(sale.phase)
  const lapsedShare = sale.lapsed + sale.released + sale.redeemed > 0 ? (sale.lapsed + sale.released) / (sale.lapsed + sale.released + sale.redeemed) : 0
  const title = over ? t.resultTitle(f.whole(sale.redeemed), f.round(sale.soldMinor)) : sale.left === 0 ? t.allTaken(f.whole(sale.held)) : sale.phase === 'scheduled' ? t.startsAt(f.moment(sale.terms.from)) : l.goneBy ? t.leftUntil(f.whole(sale.left), f.time(l.goneBy.from), f.time(l.goneBy.to)) : t.leftNow(f.whole(sale.left))
  return (
    <>
      <PageHead say title={title} beside={<Pill tone={phaseTone[sale.phase]}>{t.phases[sale.phase]}</Pill>} sub={t.liveSub(f.moment(l.now), f.whole(l.waiting))} acts={over ? undefined : <Acts l={l} />} />
      <div style={{ margin: '4px 0 16px' }}>
        <PartsBar whole={sale.terms.total} parts={[{ name: t.parts.redeemed, count: sale.redeemed, shown: f.whole(sale.redeemed), colour: ink.brand }, { name: t.parts.held, count: sale.held, shown: f.whole(sale.held), colour: ink.warn }, { name: t.parts.left, count: sale.left, shown: f.whole(sale.left), colour: ink.muteSoft }, { name: t.parts.total, count: 0, shown: f.whole(sale.terms.total), colour: 'transparent' }]} />
      </div>
      <StatStrip stats={[
        { label: t.stats.watching, value: f.whole(l.watching), note: t.stats.watchingNote },
        { label: t.stats.waiting, value: f.whole(l.waiting), note: t.stats.waitingNote(l.waitsSince ? t.span(Math.max(1, Math.round((Date.parse(l.now) - Date.parse(l.waitsSince)) / 1000))) : '') },
        { label: t.stats.asked, value: f.whole(l.early.asked), note: t.stats.askedNote(f.whole(l.early.soldOut)), definition: t.stats.cacheNote },
        { label: t.stats.rate, value: String(l.perSecond), note: t.stats.rateNote(f.whole(l.busiest)) },
        { label: t.stats.lapsed, value: f.whole(sale.lapsed + sale.released), note: t.stats.lapsedNote(f.percent(lapsedShare)) },
        { label: t.stats.money, value: f.round(sale.soldMinor), note: t.stats.moneyNote(f.whole(sale.members)) },
      ]} />
      <div className="mt16" style={{ display: 'grid', gridTemplateColumns: 'minmax(0,2fr) minmax(260px,1fr)', gap: 16, alignItems: 'start' }}>
        <div style={{ display: 'grid', gap: 16 }}><LeftChart l={l} /><AskedChart l={l} /></div>
        <Card title={l.checks.every((c) => c.ok) ? t.noneOver : t.notRight} hint={t.checksHint}>
          {l.checks.map((c, i) => (
            <div key={c.code} className="row sb g12" style={{ padding: '8px 0', borderTop: i ? `1px solid ${ink.line}` : 0 }}>
              <span className="row g8" style={c.ok ? undefined : { color: ink.bad }}>{c.ok ? <CircleCheck size={15} color={ink.good} aria-hidden /> : <CircleAlert size={15} aria-hidden />}{sentence(c)}</span>
              {typeof c.facts['refused'] === 'number' && <span className="c3 sm nw">{t.refusedTimes(f.whole(c.facts['refused']))}</span>}
            </div>
          ))}
        </Card>
      </div>
    </>
  )
}

function Acts({ l: { sale } }: { l: Live }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const { modal } = App.useApp()
  const isOwner = useMay('owner')
  const rereads = ['listFlashSales', 'readFlashSale', 'readFlashLive'] as const
  const pause = useAct('pauseFlashSale', { rereads, failed: speaker.refused, done: () => speaker.done(t.pausedDone) })
  const resume = useAct('scheduleFlashSale', { rereads, failed: speaker.refused, done: () => speaker.done(t.resumed) })
  const stop = useAct('stopFlashSale', { rereads, failed: speaker.refused, done: (a) => speaker.done(t.stopped(f.whole(a.released))) })
  const more = useAct('addFlashStock', { rereads, failed: speaker.refused, done: () => speaker.done(t.added) })
  const units = useRef(10)
  const way = useRef<'keep' | 'release'>('keep')
  const askMore = () => modal.confirm({ title: t.addTitle, icon: null, content: <InputNumber aria-label={t.addTitle} min={1} max={100_000} defaultValue={10} onChange={(n) => { units.current = n ?? 10 }} />, okText: t.add, cancelText: t.notNow, onOk: () => more.mutateAsync({ flashId: sale.flashId, units: units.current }).catch(() => undefined) })
  const askStop = () => modal.confirm({
    title: t.stopTitle, icon: null, okText: t.stop, okButtonProps: { danger: true }, cancelText: t.notNow,
    content: <Radio.Group defaultValue="keep" onChange={(e) => { way.current = e.target.value as 'keep' }} options={[{ value: 'keep', label: t.stopKeep(f.whole(sale.held)) }, { value: 'release', label: t.stopRelease(f.whole(sale.held)) }]} style={{ display: 'grid', gap: 8 }} />,
    onOk: () => stop.mutateAsync({ flashId: sale.flashId, reservations: way.current, expectHeld: sale.held }).catch(() => undefined),
  })
  return (
    <>
      {isOwner && <Button icon={<PackagePlus size={14} />} onClick={askMore}>{t.addStock}</Button>}
      {sale.phase === 'paused' ? isOwner && <Button icon={<Play size={14} />} loading={resume.isPending} onClick={() => resume.mutate({ flashId: sale.flashId })}>{t.resume}</Button> : <Button loading={pause.isPending} onClick={() => pause.mutate({ flashId: sale.flashId })}>{t.pause}</Button>}
      {isOwner && <Button danger icon={<CirclePause size={14} />} onClick={askStop}>{t.stop}</Button>}
    </>
  )
}
