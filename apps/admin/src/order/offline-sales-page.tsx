import { Link } from 'react-router'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeptScroll, usePages } from '../platform/pages'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { ListFoot } from '../ui/foot'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full, RowBones } from '../ui/states'
import { ViewTabs } from '../ui/view-tabs'
import { offlineSales as en } from '../words/en/offline-sales'
import { offlineSales as zh } from '../words/zh/offline-sales'
import { order as orderEn } from '../words/en/order'
import { order as orderZh } from '../words/zh/order'

const SIZE = 50
const tone = { earned: 'good', nobody: 'warn', anonymous: 'plain', refused: 'bad' } as const

/** What tills sold without a network, and what became of it: booked, booked to nobody, or refused with what to do. */
export function OfflineSalesPage() {
  const t = useWords(zh, en)
  const orders = useWords(orderZh, orderEn)
  const f = useFigures()
  const sentence = useSentence()
  const [address, setAddress] = useAddress(['only', 'cursor'])
  const only = address.only === 'refused' || address.only === 'look' ? address.only : undefined
  const pages = usePages(only ?? '')
  const list = useRead('listQueuedSales', { limit: SIZE, ...(only ? { only } : {}), ...(pages.cursor ? { cursor: pages.cursor } : {}) })
  const rows = list.data?.items ?? []
  const box = useKeptScroll(!!list.data)
  const first = pages.page * SIZE + 1
  return (
    <Page crumbs={[{ text: orders.title, to: '/orders' }, { text: t.title }]} full>
      <div style={{ padding: '0 32px' }}>
        <PageHead tight title={t.title} />
        <p className="c3" style={{ marginBottom: 8 }}>{t.lead}</p>
        <ViewTabs active={only ?? 'all'} onView={(v) => setAddress({ only: v === 'all' ? undefined : v, cursor: undefined })} views={(['all', 'refused', 'look'] as const).map((key) => ({ key, name: t.tabs[key] }))} />
      </div>
      <div ref={box} style={{ flex: 1, minHeight: 0, overflow: 'auto', borderTop: '1px solid var(--ht-line)' }}>
        <Full of={list} bones={<RowBones rows={10} />} empty={(d) => d.items.length === 0 && <Empty title={t.empty} hint={t.emptyHint} />}>
          {() => (
            <table className="wide sticky">
              <thead><tr><th style={{ width: 140 }}>{t.columns.sold}</th><th style={{ width: 150 }}>{t.columns.where}</th><th className="r" style={{ width: 100 }}>{t.columns.pay}</th><th style={{ width: 150 }}>{t.columns.member}</th><th style={{ width: 170 }}>{t.columns.state}</th><th>{t.columns.todo}</th></tr></thead>
              <tbody>
                {rows.map((s) => (
                  <tr key={s.saleId} style={{ height: 38 }}>
                    <td className="nw c2">{f.moment(s.soldAt ?? s.toldAt)}</td>
                    <td className="ell sm" style={{ maxWidth: 150 }}>{[s.storeName, s.tillName, s.clerkName].filter(Boolean).join(' · ')}</td>
                    <td className="r m">{s.orderId ? <Link className="lnk" to={`/orders/${s.orderId}`}>{f.money(s.payMinor ?? 0)}</Link> : s.payMinor === null ? t.unknown : f.money(s.payMinor)}</td>
                    <td className="ell" style={{ maxWidth: 150 }}>{s.memberId ? <Link className="lnk" to={`/members/${s.memberId}`}>{s.memberName}</Link> : <span className="c3">{t.anonymous}</span>}</td>
                    <td><Pill tone={tone[s.state]}>{t.states[s.state]}</Pill>{s.points > 0 && <span className="sm c3"> {t.points(f.whole(s.points))}</span>}</td>
                    <td className="sm">{s.problem && <><b>{sentence(s.problem)}</b> <span className="c2">{t.todo[s.problem.code] ?? t.todo.other}</span></>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Full>
      </div>
      <ListFoot where={rows.length ? t.showing(f.whole(first), f.whole(first + rows.length - 1)) : ''} {...(pages.back ? { onPrevious: pages.back } : {})} {...(list.data?.next ? { onNext: () => pages.go(list.data.next!) } : {})} />
    </Page>
  )
}
