import { App, Button } from 'antd'
import { Copy, FileText } from 'lucide-react'
import { useNavigate, useParams } from 'react-router'
import { useRead } from '../platform/ask'
import { useFigures, type Figures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Page } from '../ui/page'
import { Full } from '../ui/states'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import { Arms, Figures as Strip } from './effect-figures'
import { SoldMore } from './effect-chart'
import { Certain, Missing, Trust, WhatNow } from './effect-notes'
import { Whisker } from './whisker'
import type { Effect, Words } from './terms'

/** What a campaign brought, with its width; before its days are over nothing is called a result. */
export function EffectPage() {
  const t = useWords(zh, en)
  const { campaignId = '' } = useParams()
  const read = useRead('readCampaignEffect', { campaignId }, { every: 30_000 })
  const name = read.data?.campaign.terms.name ?? '…'
  return (
    <Page crumbs={[{ text: t.title, to: '/campaigns' }, { text: name, to: `/campaigns/${campaignId}` }, { text: t.effect }]}>
      <Full of={read}>{(e) => <Shown e={e} />}</Full>
    </Page>
  )
}

const over = (e: Effect): boolean => e.days >= e.windowDays

function Shown({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const isOver = over(e)
  return (
    <>
      <Head e={e} />
      <div className="finding">
        <div>
          <h1 className="say" style={{ fontSize: 30, lineHeight: '42px' }}><Finding e={e} /></h1>
          <p className="c2" style={{ marginTop: 4, fontSize: 14, lineHeight: '22px' }}>{underneath(e, t, f)}</p>
        </div>
        {e.extraMinor && <Whisker interval={e.extraMinor} weak={e.verdict !== 'more' && e.verdict !== 'less'} say={e.verdict === 'more' ? t.right : e.verdict === 'less' ? t.leftOf : e.extraMinor.low > 0 || e.extraMinor.high < 0 ? t.tooEarly : t.across} />}
      </div>
      {isOver ? (
        <>
          <Strip e={e} />
          <Arms e={e} />
          {e.extraMinor ? <div className="beside"><SoldMore e={e} /><Trust e={e} /></div> : <div style={{ marginTop: 12, maxWidth: 560 }}><Trust e={e} /></div>}
        </>
      ) : (
        <div className="beside" style={{ marginTop: 16 }}>
          <div style={{ display: 'grid', gap: 14, alignContent: 'start' }}><Missing e={e} />{e.extraMinor && <SoldMore e={e} />}</div>
          <div style={{ display: 'grid', gap: 14, alignContent: 'start' }}><WhatNow e={e} /><Certain e={e} /></div>
        </div>
      )}
    </>
  )
}

function Head({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const { modal } = App.useApp()
  const { campaign: c } = e
  const state = c.phase === 'stopped' ? t.state.stopped(f.dayOf(c.launchedAt!)) : c.phase === 'done' ? t.state.done(f.dayOf(c.launchedAt!), f.dayOf(c.untilAt!)) : t.state.running(Math.min(e.windowDays, e.days + 1), e.windowDays)
  const explain = () => modal.info({ title: t.howTitle, icon: null, width: 560, okText: t.close, content: <ul style={{ margin: '8px 0 0', paddingLeft: 18, display: 'grid', gap: 8 }}>{t.howBody.map((line) => <li key={line}>{line}</li>)}</ul> })
  return (
    <div className="row g8 wrap" style={{ paddingTop: 18 }}>
      <span className="pill">{state}</span>
      <span className="c3 sm">{t.randomly(c.terms.name, f.percent(c.terms.holdoutBp / 10_000, 0))}</span>
      <span className="f1" />
      <Button size="small" icon={<FileText size={13} />} onClick={explain}>{t.how}</Button>
      {over(e) && <Button size="small" type="primary" icon={<Copy size={13} />} onClick={() => void go('/campaigns/new', { state: { like: c.terms } })}>{t.again}</Button>}
    </div>
  )
}

/** The finding in one sentence: a range, or that there is none. */
function Finding({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  if (e.verdict === 'no-control') return <>{t.noControl}</>
  if (e.verdict === 'early') { const [head, wait, end] = t.earlyHead(e.windowDays - e.days); return <>{head}<em>{wait}</em>{end}</> }
  if (!e.extraMinor) return <>{t.tooFew}</>
  if (e.verdict === 'unclear') return <>{t.unclear[0]}{t.unclear[1]}</>
  const [from, to] = e.verdict === 'more' ? [e.extraMinor.low, e.extraMinor.high] : [-e.extraMinor.high, -e.extraMinor.low]
  const [head, middle, end] = e.verdict === 'more' ? t.more : t.less
  return <>{head}<u>{f.coarse(from)}{middle}{f.coarse(to)}</u>{end}</>
}

const lessOrMore = (minor: number, t: Words, f: Figures): string => (minor < 0 ? t.lessOf(f.coarse(-minor)) : t.moreOf(f.coarse(minor)))

function underneath(e: Effect, t: Words, f: Figures): string {
  const planned = e.campaign.untilAt ? t.plannedTo(e.windowDays, f.dayOf(e.campaign.untilAt)) : ''
  if (e.verdict === 'no-control') return ''
  if (!e.extraMinor || !e.netMinor) return t.noFigure + (e.verdict === 'early' ? planned : '')
  if (e.verdict === 'more' || e.verdict === 'less') return t.likely(f.coarse(e.extraMinor.mid), f.coarse(e.costMinor), f.coarse(e.netMinor.low), f.coarse(e.netMinor.high))
  const [low, high] = [lessOrMore(e.extraMinor.low, t, f), lessOrMore(e.extraMinor.high, t, f)]
  return e.verdict === 'early' ? `${t.spans(low, high)}${planned}` : t.spansCost(low, high, f.coarse(e.costMinor))
}

