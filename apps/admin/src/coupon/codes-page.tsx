import { App, Button, Input, Modal } from 'antd'
import { Ban, Download, FileUp, Gauge, Pause, Play, Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import { saveFile, sendFile } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Bar } from '../ui/bar'
import { Note } from '../ui/note'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { codes as en } from '../words/en/codes'
import { codes as zh } from '../words/zh/codes'
import type { Answer } from '../platform/ask'
import { FindCode } from './find-code'
import { MakeCodesPane } from './make-codes-pane'
import type { Coupon } from './terms'

export type Batch = Answer<'listCodeBatches'>['items'][number]
const REREADS = ['listCodeBatches'] as const

/** Codes of a coupon: made by the million, imported, shared; what became of each batch. */
export function CodesPage() {
  const t = useWords(zh, en)
  const { couponId = '' } = useParams()
  const coupon = useRead('readCoupon', { couponId }, { keep: false })
  return (
    <Page crumbs={[{ text: t.coupons, to: '/coupons' }, { text: coupon.data?.terms.title ?? '…', to: `/coupons/${couponId}` }, { text: t.title }]} full>
      <Full of={coupon}>{(c) => <Codes coupon={c} />}</Full>
    </Page>
  )
}

function Codes({ coupon }: { coupon: Coupon }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const { couponId } = coupon
  const [making, setMaking] = useState(false)
  const list = useRead('listCodeBatches', { couponId }, { every: making ? 1000 : false })
  const batches = list.data?.items ?? []
  const busy = batches.find((b) => b.state === 'making' && b.kind === 'generated') ?? null
  if (making !== !!busy && list.data) setMaking(!!busy)
  const [finding, setFinding] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState(false)
  const bring = async (one: File) => {
    setSending(true)
    try {
      const made = await sendFile<Batch>(`/api/coupons/${couponId}/codes/import?label=${encodeURIComponent(one.name.replace(/\.\w+$/, '').slice(0, 40) || t.imported)}`, one)
      speaker.done(t.importedSo(f.whole(made.made), made.refused ? f.whole(made.refused) : null))
    } catch (e) {
      speaker.refused(e)
    } finally {
      setSending(false)
      void list.refetch()
    }
  }
  const twice = batches.filter((b) => b.exports > 1 && b.state !== 'void')
  const total = batches.reduce((n, b) => n + b.made, 0)
  const worth = coupon.terms.kind === 'amount-off' && total > 0 && coupon.terms.amountMinor ? f.money(total * coupon.terms.amountMinor) : null
  return (
    <WorkWithPreview paneWidth="clamp(340px,26vw,400px)" paneLabel={t.next} pane={<MakeCodesPane coupon={coupon} busy={!!busy} next={(batches[0]?.batchNo ?? 0) + 1} onMade={() => { setMaking(true); void list.refetch() }} />}>
      <PageHead title={t.title} beside={<Pill tone={coupon.state === 'published' ? 'good' : 'plain'}>{t.stateOf[coupon.state]}</Pill>} sub={t.sub(coupon.terms.title)} acts={
        <>
          {isOwner && <Button loading={sending} icon={<FileUp size={14} />} onClick={() => file.current?.click()}>{t.bring}</Button>}
          <Button icon={<Search size={14} />} onClick={() => setFinding(true)}>{t.find}</Button>
          <input ref={file} type="file" accept=".csv,.txt" hidden aria-label={t.bring} onChange={(e) => { const one = e.target.files?.[0]; e.target.value = ''; if (one) void bring(one) }} />
        </>
      } />
      {busy && <Progress batch={busy} />}
      <h2 className="sec" style={{ margin: '18px 0 4px' }}>{t.count(batches.length, f.whole(total))} <span className="c3 sm">{t.countHint}</span></h2>
      <Full of={list} empty={(d) => d.items.length === 0 && <Empty title={t.emptyTitle} hint={t.emptyHint} />}>
        {() => (
          <table className="wide">
            <thead><tr><th style={{ width: 40 }}>{t.columns.no}</th><th>{t.columns.label}</th><th className="r">{t.columns.codes}</th><th style={{ width: 170 }}>{t.columns.used}</th><th style={{ width: 90 }}>{t.columns.state}</th><th>{t.columns.exported}</th><th style={{ width: 130 }} /></tr></thead>
            <tbody>{batches.map((b) => <BatchRow key={b.batchId} batch={b} rereads={() => void list.refetch()} />)}</tbody>
          </table>
        )}
      </Full>
      {(worth || coupon.terms.budgetMinor != null) && <p className="row g8 sm c2" style={{ marginTop: 12 }}><Gauge size={14} />{worth ? t.worth(worth) : ''}{coupon.terms.budgetMinor != null ? t.budget(f.money(coupon.spentMinor), f.money(coupon.terms.budgetMinor)) : t.noBudget}</p>}
      {twice.map((b) => <Note key={b.batchId} tone="warn" style={{ marginTop: 8 }}>{t.twice(b.label, b.exports, f.whole(b.made - b.claimed))} <Link to="/settings/audit">{t.seeAudit}</Link></Note>)}
      <Modal open={finding} onCancel={() => setFinding(false)} footer={null} title={t.find} destroyOnHidden><FindCode /></Modal>
    </WorkWithPreview>
  )
}

/** A batch being made: how many, how fast, how long yet. */
function Progress({ batch: b }: { batch: Batch }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const stop = useAct('stopCodes', { rereads: REREADS, failed: speaker.refused })
  const left = b.perSecond ? Math.ceil((b.wanted - b.made) / b.perSecond) : null
  return (
    <section aria-live="polite" style={{ borderBottom: '1px solid var(--ht-line)', padding: '12px 0 14px' }}>
      <div className="row sb"><h2 className="sec">{t.batch(b.batchNo)} · {b.label} <Pill tone="note">{t.states.making}</Pill></h2>{isOwner && <Button size="small" icon={<Pause size={13} />} onClick={() => stop.mutate({ batchId: b.batchId })}>{t.stop}</Button>}</div>
      <div className="row sb" style={{ alignItems: 'baseline', margin: '4px 0 6px' }}><span><b className="ht-tnum" style={{ fontSize: 26 }}>{f.whole(b.made)}</b> <span className="c3">/ {f.whole(b.wanted)}</span></span><span className="c3 sm">{left === null ? '' : t.yet(left, f.whole(b.perSecond ?? 0))}</span></div>
      <div style={{ display: 'grid' }}><Bar share={b.made / b.wanted} width={9999} colour="var(--ht-d1)" /></div>
      <p className="sm c3" style={{ margin: '8px 0 0' }}>{t.mayLeave}</p>
    </section>
  )
}

function BatchRow({ batch: b, rereads }: { batch: Batch; rereads: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const { modal } = App.useApp()
  const [reason, setReason] = useState({ text: '' })
  const drop = useAct('voidCodes', { rereads: REREADS, failed: speaker.refused, done: () => speaker.done(t.voided) })
  const go = useAct('resumeCodes', { rereads: REREADS, failed: speaker.refused })
  const ask = () => modal.confirm({
    title: t.voidTitle(b.label), icon: null, okText: t.void, okButtonProps: { danger: true }, cancelText: t.keep,
    content: <><p className="sm">{t.voidBody(f.whole(b.kind === 'shared' ? 1 : b.made - b.claimed))}</p><Input aria-label={t.reason} placeholder={t.reason} maxLength={120} onChange={(e) => { reason.text = e.target.value; setReason(reason) }} /></>,
    onOk: () => (reason.text.trim().length < 2 ? Promise.reject(new Error('reason')) : drop.mutateAsync({ batchId: b.batchId, reason: reason.text.trim() }).catch(() => undefined)),
  })
  const over = b.state === 'void'
  return (
    <tr className={over ? 'c3' : ''} style={{ height: 40 }}>
      <td>{b.batchNo}</td>
      <td className="m">{b.label}{b.kind !== 'generated' && <span className="c3 sm"> · {b.kind === 'shared' ? b.sharedCode : t.kinds.imported}</span>}</td>
      <td className="r">{b.kind === 'shared' ? t.shared : f.whole(b.made)}</td>
      <td><span className="row g8"><Bar share={b.kind === 'shared' ? (b.claimed ? b.redeemed / b.claimed : 0) : b.made ? b.claimed / b.made : 0} width={64} colour="var(--ht-d1)" />{t.usedSo(f.whole(b.claimed), f.whole(b.redeemed))}</span></td>
      <td>{t.states[b.state]}</td>
      <td className={b.exports > 1 ? 'cw sm' : 'c3 sm'}>{b.state === 'making' ? t.states.making : b.exports === 0 ? t.neverExported : `${b.exportedBy ?? ''} ${b.exportedAt ? f.moment(b.exportedAt) : ''}${b.exports > 1 ? t.times(b.exports) : ''}`}</td>
      <td className="r nw">
        {isOwner && b.state === 'stopped' && <Button size="small" type="text" icon={<Play size={13} />} aria-label={t.resume} title={t.resume} onClick={() => go.mutate({ batchId: b.batchId })} />}
        {isOwner && b.kind !== 'shared' && <Button size="small" disabled={b.state === 'making'} icon={<Download size={13} />} onClick={() => void saveFile(`/api/codes/${b.batchId}/codes.csv`, `codes-${b.batchNo}.csv`).then(rereads, speaker.refused)}>{t.export}</Button>}
        {isOwner && !over && b.state !== 'making' && <Button size="small" type="text" danger icon={<Ban size={13} />} aria-label={t.void} title={t.void} onClick={ask} />}
      </td>
    </tr>
  )
}
