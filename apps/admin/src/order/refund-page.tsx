import { Button, Checkbox, Input, InputNumber, Segmented } from 'antd'
import { ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer, Send } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { WorkWithPreview } from '../ui/work-with-preview'
import { order as en } from '../words/en/order'
import { order as zh } from '../words/zh/order'
import { Consequences } from './consequences'
import { sharesOf } from './order-page'

type Order = Answer<'readOrder'>

/** A refund, looked at before it is done. */
export function RefundPage() {
  const t = useWords(zh, en)
  const { orderId = '' } = useParams()
  const order = useRead('readOrder', { orderId }, { keep: false })
  return (
    <Page crumbs={[{ text: t.title, to: '/orders' }, { text: order.data?.orderNo ?? '…', to: `/orders/${orderId}` }, { text: t.refundTitle }]} full>
      <Full of={order}>{(o) => <Editor key={o.refundedMinor} o={o} />}</Full>
    </Page>
  )
}

function Editor({ o }: { o: Order }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const speaker = useSpeaker()
  const left = o.payMinor - o.refundedMinor
  const open = o.lines.filter((l) => l.quantity > l.refundedQuantity && !l.gift)
  const [mode, setMode] = useState<'lines' | 'amount' | 'all'>('lines')
  const [picked, setPicked] = useState<Record<number, number>>({})
  const [off, setOff] = useState<Record<number, number>>({})
  const [amount, setAmount] = useState<number | null>(null)
  const [why, setWhy] = useState(t.whys[0] ?? '')
  const [note, setNote] = useState('')
  const [pin, setPin] = useState('')
  const reason = [why, note.trim()].filter(Boolean).join('：').slice(0, 120)
  const lines: Send<'previewRefund'>['lines'] = mode === 'all' ? open.map((l) => ({ lineNo: l.lineNo, quantity: l.quantity - l.refundedQuantity })) : mode === 'lines' ? some(picked).map(([lineNo, quantity]) => ({ lineNo, quantity })) : some(off).map(([lineNo, amountMinor]) => ({ lineNo, amountMinor }))
  const overAll = mode === 'amount' && lines.length === 0 ? amount : null
  const chosen = lines.length > 0 || (overAll ?? 0) > 0
  const ask: Send<'previewRefund'> = { orderId: o.orderId, lines, amountMinor: overAll, reason }
  const rested = useRested(ask, 250)
  const preview = useRead('previewRefund', rested, { on: chosen && rested.reason.length >= 2, fresh: 5_000 })
  const shown = chosen ? preview.data : undefined
  const refund = useAct('refundOrder', {
    rereads: ['readOrder', 'listOrders', 'readMember', 'readMemberPoints', 'listMemberOrders', 'readShopHome'], failed: speaker.refused,
    done: (r) => {
      speaker.done(t.done(f.money(r.moneyMinor)))
      void go(`/orders/${o.orderId}`)
    },
  })
  const able = !!shown && (!shown.needsManager || /^\d{4,6}$/.test(pin))
  const act = () => able && refund.mutate({ ...ask, ...(shown.needsManager ? { managerPin: pin } : {}) })
  useKeys({ 'mod+Enter': act })
  const foot = (
    <>
      <Button type="text" onClick={() => void go(`/orders/${o.orderId}`)}>{t.cancel}</Button>
      <span className="f1" />
      {shown?.needsManager ? <label className="row g8 sm cw">{t.manager}<Input.Password aria-label={t.managerPin} placeholder={t.managerPin} inputMode="numeric" autoComplete="off" maxLength={6} style={{ width: 120 }} value={pin} onChange={(e) => setPin(e.target.value.replace(/\D/g, ''))} /></label> : <span className="sm c3">{t.note}</span>}
      <Button type="primary" disabled={!able} loading={refund.isPending} onClick={act}>{t.act(f.money(shown?.moneyMinor ?? 0))}</Button>
    </>
  )
  return (
    <WorkWithPreview paneWidth="clamp(380px,31vw,448px)" foot={foot} pane={chosen ? <Full of={preview}>{(p) => <Consequences p={p} o={o} stale={preview.isFetching} />}</Full> : <p className="c3">{t.pick}</p>}>
      <PageHead title={t.refundTitle} beside={<Pill>{t.preview}</Pill>} sub={t.sub(o.orderNo, o.storeName ?? t.channels[o.channel] ?? o.channel, o.clerkName ?? '', `${f.moment(o.at)} · ${t.refundTimes(o.refunds.length + 1)}`)} acts={<LinkButton type="text" icon={<ReceiptText size={14} />} to={`/orders/${o.orderId}`}>{t.how}</LinkButton>} />
      <div className="row base g8">
        <h2 className="sec">{t.which}</h2>
        <span className="sm c3">{t.left(f.money(left))}</span>
        <span className="f1" />
        <Segmented size="small" value={mode} onChange={setMode} options={(['lines', 'amount', 'all'] as const).map((m) => ({ value: m, label: t.modes[m] }))} />
      </div>
      <table className="tbl mt4">
        <thead><tr><th>{t.product}</th><th className="r">{t.quantity}</th><th className="r">{t.list}</th><th className="r">{t.paid}</th><th style={{ width: 132 }}>{t.refundColumn}</th><th className="r" style={{ paddingRight: 10 }}>{t.moneyBack}</th></tr></thead>
        <tbody>
          {o.lines.map((l) => {
            const most = l.quantity - l.refundedQuantity, mostMinor = l.payMinor - l.refundedMinor
            const can = !l.gift && (mode === 'amount' ? mostMinor > 0 : most > 0)
            const on = mode === 'all' ? can : ((mode === 'amount' ? off : picked)[l.lineNo] ?? 0) > 0
            const back = shown?.lines.find((x) => x.lineNo === l.lineNo)?.minor
            const shares = <span className="xs c3" style={{ display: 'block' }}>{sharesOf(o, l.lineNo).map(([name, minor]) => `${name} ${f.minus(f.money(minor))}`).join(t.comma)}</span>
            return (
              <tr key={l.lineNo} className={on ? 'sel' : ''} style={{ height: 56 }}>
                <td style={{ paddingLeft: 10 }}>
                  {mode === 'amount' ? <><span className="m">{l.name || l.sku}</span>{shares}</> : (
                    <Checkbox disabled={!can || mode === 'all'} checked={on} onChange={(e) => setPicked({ ...picked, [l.lineNo]: e.target.checked ? most : 0 })}><span className="m">{l.name || l.sku}</span>{shares}</Checkbox>
                  )}
                </td>
                <td className="r c2">{f.whole(l.quantity)}</td>
                <td className="r c3">{l.listMinor !== l.payMinor ? <s>{f.money(l.listMinor)}</s> : f.money(l.listMinor)}</td>
                <td className="r m">{f.money(l.payMinor)}</td>
                <td>{can && mode === 'amount' ? <Money label={`${t.amount} ${l.name}`} most={mostMinor} value={off[l.lineNo] || null} onChange={(n) => setOff({ ...off, [l.lineNo]: n ?? 0 })} /> : on && mode === 'lines' ? <InputNumber<number> aria-label={`${t.refundColumn} ${l.name}`} min={1} max={most} precision={0} controls={false} style={{ width: 72 }} suffix={<span className="c3">{t.of(most)}</span>} value={picked[l.lineNo]} onChange={(n) => setPicked({ ...picked, [l.lineNo]: n ?? 1 })} /> : <span className="c3 sm">{on ? most : l.gift ? t.gift : most === 0 ? t.refunded : t.notThis}</span>}</td>
                <td className="r b" style={{ paddingRight: 10 }}>{back === undefined ? '' : f.money(back)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {mode === 'amount' && <Line><span className="nw" style={{ paddingLeft: 10 }}>{t.overAll}</span><Money label={t.overAll} most={left} value={overAll} disabled={lines.length > 0} onChange={setAmount} /><span className="sm c3">{t.overHint}</span></Line>}
      <div style={{ marginTop: 6 }}>
        <Section title={t.why}>
          <Line>
            {t.whys.map((w) => <button key={w} type="button" aria-pressed={why === w} className={'tok' + (why === w ? ' on' : '')} onClick={() => setWhy(w)}>{w}</button>)}
          </Line>
          <Line><Input aria-label={t.whyNote} placeholder={t.whyNote} style={{ width: 408 }} maxLength={100} value={note} onChange={(e) => setNote(e.target.value)} /></Line>
        </Section>
      </div>
    </WorkWithPreview>
  )
}

const some = (chosen: Record<number, number>): [number, number][] => Object.entries(chosen).filter(([, n]) => n > 0).map(([no, n]) => [Number(no), n])

/** A field of money, in minor units. */
function Money({ label, most, value, disabled, onChange }: { label: string; most: number; value: number | null; disabled?: boolean; onChange: (minor: number | null) => void }) {
  const f = useFigures()
  return <Figure label={label} width={112} prefix={f.symbol} decimals={f.unit === 1 ? 0 : 2} max={most / f.unit} disabled={disabled ?? false} value={value === null ? null : value / f.unit} onChange={(n) => onChange(n === null ? null : Math.round(n * f.unit))} />
}
