import { Button } from 'antd'
import { Link } from 'react-router'
import { useMore } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Full, RowBones } from '../ui/states'
import { memberPage as en } from '../words/en/member-page'
import { order as orderEn } from '../words/en/order'
import { memberPage as zh } from '../words/zh/member-page'
import { order as orderZh } from '../words/zh/order'

export function MemberOrders({ m, brief, onAll }: { m: Answer<'readMember'>; brief?: boolean; onAll?: () => void }) {
  const t = useWords(zh, en)
  const { channels } = useWords(orderZh, orderEn)
  const f = useFigures()
  const orders = useMore('listMemberOrders', { memberId: m.memberId, limit: brief ? 4 : 30 })
  const rows = orders.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <section style={brief ? { marginTop: 20 } : undefined}>
      <div className="row base g8" style={{ marginBottom: 4 }}>
        <h2 className="sec">{t.orders}</h2>
        {m.orders12m > 0 && <span className="sm c3">{t.ordersHint(f.whole(m.orders12m), f.round(Math.round(m.spent12mMinor / m.orders12m / f.unit) * f.unit))}</span>}
        <span className="f1" />
        {onAll && m.orderCount > 0 && <Button size="small" type="text" onClick={onAll}>{t.allOrders(f.whole(m.orderCount))}</Button>}
      </div>
      <Full of={{ ...orders, data: orders.data }} bones={<RowBones rows={3} />} empty={() => rows.length === 0 && <p className="sm c3">{t.noOrders}</p>}>
        {() => (
          <table className="tbl">
            <tbody>
              {rows.map((o) => (
                <tr key={o.orderId}>
                  <td className="nw" style={{ width: 104 }}>{f.dayOf(o.at)}</td>
                  <td className="nw" style={{ width: 120 }}><Link className="lnk" to={`/orders/${o.orderId}`}>{o.orderNo}</Link></td>
                  <td className="ell" style={{ maxWidth: 240 }}>{o.firstLine}{o.lineCount > 1 && <span className="c3"> +{o.lineCount - 1}</span>}</td>
                  <td className="c3 nw">{o.storeName ?? channels[o.channel] ?? o.channel}</td>
                  <td className="c3 nw">{o.refundedMinor > 0 && t.refunded(f.money(o.refundedMinor))}</td>
                  <td className="r m">{f.money(o.payMinor)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Full>
      {!brief && orders.hasNextPage && <Button size="small" type="text" loading={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>{t.moreRows}</Button>}
    </section>
  )
}
