import { Undo2 } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Card } from '../ui/card'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full } from '../ui/states'
import { Fact, Sum } from '../ui/sum'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { order as en } from '../words/en/order'
import { order as zh } from '../words/zh/order'
import { orderTone } from './orders-page'

type Order = Answer<'readOrder'>

/** One order, with every step of its price. */
export function OrderPage() {
  const t = useWords(zh, en)
  const { orderId = '' } = useParams()
  const order = useRead('readOrder', { orderId }, { keep: false })
  return (
    <Page crumbs={[{ text: t.title, to: '/orders' }, { text: order.data?.orderNo ?? '…' }]}>
      <Full of={order}>{(o) => <Told o={o} />}</Full>
    </Page>
  )
}

function Told({ o }: { o: Order }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const ui = useWords(uiZh, uiEn)
  const left = o.payMinor - o.refundedMinor
  return (
    <>
      <PageHead title={f.money(o.payMinor)} beside={<Pill tone={orderTone[o.state]}>{t.states[o.state]}</Pill>} sub={t.sub(o.orderNo, o.storeName ?? t.channels[o.channel] ?? o.channel, o.clerkName ?? '', f.moment(o.at))} acts={left > 0 && o.state !== 'cancelled' && <LinkButton icon={<Undo2 size={14} />} to={`/orders/${o.orderId}/refund`}>{t.refund}</LinkButton>} />
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) clamp(300px,24vw,344px)', gap: 24 }}>
        <div>
          <h2 className="sec">{t.lines}</h2>
          <table className="tbl">
            <thead><tr><th>{t.product}</th><th className="r">{t.quantity}</th><th className="r">{t.list}</th><th className="r">{t.paid}</th><th className="r">{t.refunded}</th></tr></thead>
            <tbody>
              {o.lines.map((l) => (
                <tr key={l.lineNo} className={l.gift ? 'c3' : ''}>
                  <td><span className="m">{l.name || l.sku}</span> {l.gift && <Pill>{t.gift}</Pill>}<div className="xs c3">{sharesOf(o, l.lineNo).map(([name, minor]) => `${name} ${f.minus(f.money(minor))}`).join(ui.comma)}</div></td>
                  <td className="r c2">{f.whole(l.quantity)}</td>
                  <td className="r c3">{l.listMinor !== l.payMinor ? <s>{f.money(l.listMinor)}</s> : f.money(l.listMinor)}</td>
                  <td className="r m">{f.money(l.payMinor)}</td>
                  <td className="r c2">{l.refundedQuantity > 0 ? `${l.refundedQuantity} · ${f.money(l.refundedMinor)}` : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h2 className="sec" style={{ marginTop: 22 }}>{t.howPaid}</h2>
          <Sum rows={[{ what: t.listTotal, amount: f.money(o.listMinor) }, ...o.steps.map((s) => ({ what: s.title || t.stages[s.stage], why: sentence(s.reason), amount: f.minus(f.money(s.amountMinor)) })), { what: t.toPay, amount: f.money(o.payMinor) }]} />
          <h2 className="sec" style={{ marginTop: 22 }}>{t.refunds}</h2>
          {o.refunds.length === 0 && <p className="sm c3">{t.noRefunds}</p>}
          {o.refunds.map((r) => (
            <div key={r.refundId} className="row sb g12" style={{ padding: '6px 0', borderTop: '1px solid var(--ht-line)' }}>
              <span><span className="c3">{f.moment(r.at)}</span> {r.reason}</span>
              <span className="ht-tnum">{t.refundLine(f.money(r.moneyMinor), f.whole(r.pointsReturned), f.whole(r.clawback))}</span>
            </div>
          ))}
        </div>
        <div className="col" style={{ gap: 14 }}>
          <Card title={t.member} body={{ paddingTop: 6 }}>{o.memberId ? <Link to={`/members/${o.memberId}`} className="m">{o.memberName}</Link> : <span className="c3">{t.noMember}</span>}</Card>
          <Card title={t.earned} body={{ paddingTop: 4 }}>
            <Fact first name={t.earned} value={t.earnedN(f.signed(o.pointsEarned))} />
            {o.pendingPoints > 0 && o.pendingUntil && <p className="sm cw">{t.pending(f.whole(o.pendingPoints), f.day(o.pendingUntil))}</p>}
            <Fact name={t.spent} value={t.earnedN(f.whole(o.pointsSpent))} />
            {o.couponTitles.length > 0 && <Fact name={t.coupons} value={o.couponTitles.join(ui.comma)} />}
            {o.tenders.length > 0 && <Fact name={t.tenders} value={o.tenders.map((x) => `${t.tenderKinds[x.kind]} ${f.money(x.minor)}`).join(ui.comma)} />}
          </Card>
        </div>
      </div>
    </>
  )
}

/** What each step took off one line. */
export const sharesOf = (o: Order, lineNo: number): [string, number][] => o.steps.flatMap((s) => s.shares.filter((x) => x.lineNo === lineNo && x.minor > 0).map((x): [string, number] => [s.title, x.minor]))
