import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useAddress } from '../platform/address'
import { useMore } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { Avatar } from '../ui/avatar'
import { Page } from '../ui/page'
import { Pill } from '../ui/pill'
import { QueueRow } from '../ui/queue-row'
import { Empty, Full, RowBones } from '../ui/states'
import { ViewTabs } from '../ui/view-tabs'
import { community as en } from '../words/en/community'
import { community as zh } from '../words/zh/community'
import { Decision } from './decision'
import { Held } from './held'
import { isOfPicture, suggestTone } from './tone'
import { Topics } from './topics'

export type Item = Answer<'listReviewQueue'>['items'][number]
const STATES = ['queued', 'appealed', 'reported', 'shown', 'rejected'] as const

/** The queue: what waits, what was written, what to do. J and K walk it. */
export function ModerationPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const [address, setAddress] = useAddress(['state', 'item'])
  const state = address.state === 'topics' ? 'topics' : (STATES.find((s) => s === address.state) ?? 'queued')
  const queue = useMore('listReviewQueue', { state: state === 'topics' ? 'queued' : state, limit: 30 })
  const items = queue.data?.pages.flatMap((p) => p.items) ?? []
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const rows = state === 'queued' || state === 'appealed' || state === 'reported' ? items.filter((x) => !gone.has(x.itemId)) : items
  const at = Math.max(0, rows.findIndex((x) => x.itemId === address.item))
  const item = rows[at]
  const waiting = queue.data?.pages[0]?.waiting ?? 0
  const appeals = queue.data?.pages[0]?.appeals ?? 0
  const counts: Partial<Record<(typeof STATES)[number], number>> = { queued: waiting, appealed: appeals }
  const pick = (i: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, i))]
    if (next) setAddress({ item: next.itemId })
  }
  useKeys({ j: () => pick(at + 1), k: () => pick(at - 1) }, state !== 'topics')
  useEffect(() => setGone(new Set()), [queue.dataUpdatedAt])
  const states = STATES.map((s) => ({ key: s as string, name: t.tabs[s], ...(counts[s] ? { count: f.whole(counts[s]) } : {}) }))
  const topics = { key: 'topics', name: t.topics }
  const view = (s: string) => setAddress({ state: s === 'queued' ? undefined : s, item: undefined })
  // in the narrow pane the topics stand beside its heading: six tabs do not fit there in English
  const tabs = <ViewTabs inset={20} active={state} views={state === 'topics' ? [...states, topics] : states} gutter={12} onView={view} />
  if (state === 'topics')
    return (
      <Page crumbs={[{ text: t.title }, { text: t.topics }]}>
        <div style={{ padding: '8px 20px 0', margin: '0 -32px' }}>{tabs}</div>
        <Topics />
      </Page>
    )
  return (
    <Page crumbs={[{ text: t.title }, { text: t.review }]} full>
      <div className="split" style={{ gridTemplateColumns: 'clamp(310px,26vw,372px) minmax(0,1fr) clamp(268px,21vw,300px)' }}>
        <section className="pane" style={{ borderRight: '1px solid var(--ht-line)', display: 'flex', flexDirection: 'column' }}>
          <div style={{ padding: '16px 20px 0' }}>
            <div className="row sb g8"><h1 style={{ fontSize: 18, lineHeight: '26px', fontWeight: 600 }}>{waiting ? t.waiting(f.whole(waiting)) : t.calm}</h1><Button type="text" size="small" onClick={() => view('topics')}>{t.topics}</Button></div>
            <div className="c3 sm">{state === 'queued' && rows[0] ? t.oldest(t.minutes(rows[0].waitMinutes)) : ' '}</div>
            {tabs}
          </div>
          <div style={{ overflow: 'auto' }}>
            <Full of={{ ...queue, data: queue.data }} bones={<RowBones rows={5} height={86} />} empty={() => rows.length === 0 && <Empty title={state === 'queued' ? t.emptyTitle : t.emptyOther} hint={state === 'queued' ? t.emptyHint : undefined} />}>
              {() => rows.map((x, i) => <Row key={x.itemId} x={x} on={i === at} pick={() => setAddress({ item: x.itemId })} />)}
            </Full>
            {queue.hasNextPage && <Button type="text" block onClick={() => void queue.fetchNextPage()}>{t.more}</Button>}
          </div>
        </section>
        <section className="pane" style={{ padding: '18px 28px' }}>{item ? <Held key={item.itemId} x={item} /> : <p className="c3">{rows.length ? t.pickOne : ''}</p>}</section>
        <aside className="pane aside" style={{ padding: '18px 20px' }} aria-label={t.how}>
          {item && <Decision key={item.itemId} x={item} onDone={() => { setGone((g) => new Set(g).add(item.itemId)); setAddress({ item: rows[at + 1]?.itemId }) }} />}
        </aside>
      </div>
    </Page>
  )
}

function Row({ x, on, pick }: { x: Item; on: boolean; pick: () => void }) {
  const t = useWords(zh, en)
  return (
    <QueueRow on={on} pick={pick}>
      <span className="row g8">
        <Avatar name={x.memberName} size={20} />
        <span className="m ell">{x.memberName}</span>
        <span className="c3 sm">{t.kinds[x.kind]}</span>
        <span className="f1" />
        <span className={'xs ht-tnum ' + (x.waitMinutes > 300 ? 'cw' : 'c3')}>{t.minutes(x.waitMinutes)}</span>
      </span>
      <span className="ell c2" style={{ display: 'block', margin: '3px 0 5px 28px' }}>{x.body}</span>
      <span className="row g4" style={{ marginLeft: 28 }}>
        <Pill tone={suggestTone[x.check.suggest]}>{(x.check.suggest === 'pass' || x.check.suggest === 'unchecked') && !isOfPicture(x.check) ? t.suggests[x.check.suggest] : (t.labels[String(x.check.label)] ?? t.suggests[x.check.suggest])}</Pill>
        {x.pictures.length > 0 && <Pill tone="plain">{t.picturesN(String(x.pictures.length))}</Pill>}
        {x.appeal && <Pill tone="warn">{t.appeal}</Pill>}
        {x.reports > 0 && <Pill tone="bad">{t.reports(x.reports)}</Pill>}
      </span>
    </QueueRow>
  )
}
