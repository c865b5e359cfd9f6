import { Button, Segmented } from 'antd'
import { RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import { useAddress } from '../platform/address'
import { useAct, useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { Page } from '../ui/page'
import { QueueRow } from '../ui/queue-row'
import { Empty, Full, PageBones, RowBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { watch as en } from '../words/en/watch'
import { watch as zh } from '../words/zh/watch'
import { spanOf } from './anomaly'
import type { Anomaly } from './anomaly'
import { DecideAnomaly } from './decide-anomaly'
import { Evidence } from './evidence'

/** The queue: what was picked out, the acts behind it, what to do. J and K walk it. */
export function WatchPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const [address, setAddress] = useAddress(['state', 'item'])
  const state = address.state === 'looked' ? 'looked' as const : 'open' as const
  const list = useRead('listAnomalies', { state })
  const find = useAct('findAnomalies', { rereads: ['listAnomalies'], failed: speaker.refused, done: (a) => speaker.done(t.foundNew(a.found)) })
  const first = useAct('findAnomalies', { rereads: ['listAnomalies'] })
  // What happened since the night is looked through when the page opens; nobody is told so.
  useEffect(() => first.mutate({}), [])
  const rows = list.data?.items ?? []
  const at = Math.max(0, rows.findIndex((x) => x.anomalyId === address.item))
  const one = rows[at]
  const pick = (i: number) => setAddress({ item: rows[Math.max(0, Math.min(rows.length - 1, i))]?.anomalyId })
  useKeys({ j: () => pick(at + 1), k: () => pick(at - 1) })
  const d = list.data
  return (
    <Page crumbs={[{ text: t.settings, to: '/settings' }, { text: t.title }]} full>
      <div className="split" style={{ gridTemplateColumns: 'clamp(300px,24vw,344px) minmax(0,1fr) clamp(268px,21vw,292px)' }}>
        <section className="pane" style={{ borderRight: '1px solid var(--ht-line)', display: 'flex', flexDirection: 'column' }}>
          <div style={{ padding: '16px 20px 12px' }}>
            <div className="row sb g8"><h1 style={{ fontSize: 18, lineHeight: '26px', fontWeight: 600 }}>{d?.open ? t.toSee(f.whole(d.open)) : t.calm}</h1><Button size="small" type="text" icon={<RotateCw size={13} />} loading={find.isPending} onClick={() => find.mutate({})}>{t.again}</Button></div>
            <div className="c3 sm">{d ? t.sub(f.whole(d.sales), f.whole(d.open + d.looked), f.whole(d.looked)) : ' '}</div>
            <Segmented size="small" style={{ marginTop: 10 }} value={state} onChange={(v) => setAddress({ state: v === 'open' ? undefined : v, item: undefined })} options={(['open', 'looked'] as const).map((s) => ({ value: s, label: t.faces[s](f.whole(d?.[s] ?? 0)) }))} />
          </div>
          <div style={{ overflow: 'auto', borderTop: '1px solid var(--ht-line)' }}>
            <Full of={list} bones={<RowBones rows={5} height={78} />} empty={(x) => x.items.length === 0 && <Empty title={state === 'open' ? t.emptyTitle : t.emptyLooked} hint={state === 'open' ? t.emptyHint : undefined} />}>
              {(x) => x.items.map((a, i) => <Row key={a.anomalyId} a={a} on={i === at} pick={() => pick(i)} />)}
            </Full>
            {rows.length > 0 && <p className="sm c3" style={{ padding: '14px 20px' }}>{t.foot}</p>}
          </div>
        </section>
        {one ? <One key={one.anomalyId} a={one} onDone={() => setAddress({ item: rows[at + 1]?.anomalyId })} /> : <><section className="pane" /><aside className="pane aside" /></>}
      </div>
    </Page>
  )
}

function One({ a, onDone }: { a: Anomaly; onDone: () => void }) {
  const t = useWords(zh, en)
  const detail = useRead('readAnomaly', { anomalyId: a.anomalyId }, { keep: false })
  return (
    <>
      <section className="pane" style={{ padding: '18px 28px', overflow: 'auto' }}><Full of={detail} bones={<PageBones />}>{(d) => <Evidence d={d} />}</Full></section>
      <aside className="pane aside" style={{ padding: '18px 20px' }} aria-label={t.how}>{detail.data && <DecideAnomaly d={detail.data} onDone={onDone} />}</aside>
    </>
  )
}

const strong = new Set(['same-member', 'own-account', 'over-limit'])

function Row({ a, on, pick }: { a: Anomaly; on: boolean; pick: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const open = a.state === 'open'
  const dot = !open ? 'var(--ht-ink4)' : strong.has(a.kind) ? 'var(--ht-bad-mark)' : 'var(--ht-warn-mark)'
  const figure = a.kind === 'refund-after-spend' ? f.coarse(a.minor) : a.kind === 'over-limit' ? f.whole(a.points) : `${f.whole(a.times)} ${t.timesUnit}`
  return (
    <QueueRow on={on} pick={pick}>
      <span className="row g8"><i className="dot" aria-hidden style={{ background: dot, width: 7, height: 7, flex: 'none' }} /><span className={'f1 ell ' + (open ? 'm' : 'c2')}>{a.staffName && a.kind !== 'after-hours' ? `${a.staffName} ` : ''}{t.heads[a.kind]?.(f.whole(a.times))}</span><span className={'sm nw ht-tnum ' + (!open ? 'c3' : strong.has(a.kind) ? 'cb' : 'cw')}>{figure}</span></span>
      <span className="sm c2 ell" style={{ display: 'block', margin: '2px 0 0 15px' }}>{[a.storeName, spanOf(a, f)].filter(Boolean).join(' · ')}</span>
      <span className="sm c3 ell" style={{ display: 'block', margin: '1px 0 0 15px' }}>{[a.memberName, a.points > 0 && a.kind !== 'over-limit' ? `${f.whole(a.points)} ${t.points}` : '', a.note].filter(Boolean).join(' · ') || ' '}</span>
    </QueueRow>
  )
}
