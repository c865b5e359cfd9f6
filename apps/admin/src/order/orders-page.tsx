import { Button, Input } from 'antd'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useKeptScroll, usePages } from '../platform/pages'
import { useWords } from '../platform/preferences'
import { useRowKeys } from '../platform/rows'
import { Chip } from '../ui/chip'
import { ListFoot } from '../ui/foot'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full, RowBones } from '../ui/states'
import { offlineSales as offlineEn } from '../words/en/offline-sales'
import { offlineSales as offlineZh } from '../words/zh/offline-sales'
import { order as en } from '../words/en/order'
import { order as zh } from '../words/zh/order'

export const orderTone = { paid: 'plain', 'part-refunded': 'warn', refunded: 'bad', cancelled: 'plain' } as const

export function OrdersPage() {
  const t = useWords(zh, en)
  const offline = useWords(offlineZh, offlineEn)
  const f = useFigures()
  const go = useNavigate()
  const [address, setAddress] = useAddress(['search', 'channel', 'importId', 'cursor'])
  const [text, setText] = useState(address.search ?? '')
  const search = useRested(text.trim(), 250)
  const narrow = { ...(search ? { search } : {}), ...(address.channel ? { channel: address.channel } : {}), ...(address.importId ? { importId: address.importId } : {}) }
  const pages = usePages(JSON.stringify(narrow))
  const list = useRead('listOrders', { limit: 50, ...narrow, ...(pages.cursor ? { cursor: pages.cursor } : {}) })
  const rows = list.data?.items ?? []
  const box = useKeptScroll(!!list.data)
  const keys = useRowKeys(rows.length, { open: (i) => rows[i] && void go(`/orders/${rows[i].orderId}`) })
  return (
    <Page crumbs={[{ text: t.title }]} full>
      <div style={{ padding: '0 32px', borderBottom: '1px solid var(--ht-line)' }}>
        <PageHead tight title={t.title} acts={<><LinkButton to="/orders/offline">{offline.title}</LinkButton><LinkButton to="/import">{t.importOrders}</LinkButton></>} />
        <div className="row g6 wrap" style={{ padding: '4px 0 10px' }}>
          <Input size="small" allowClear style={{ width: 232, height: 26 }} prefix={<Search size={13} color="var(--ht-ink3)" />} aria-label={t.search} placeholder={t.search} value={text} onChange={(e) => { setText(e.target.value); setAddress({ search: e.target.value.trim() || undefined, cursor: undefined }) }} />
          {address.channel && <Chip field={t.channel} value={address.channel} onOff={() => setAddress({ channel: undefined, cursor: undefined })} offLabel={t.off} />}
          {address.importId && <Chip field={t.fromImport} value={address.importId.slice(-6)} onOff={() => setAddress({ importId: undefined, cursor: undefined })} offLabel={t.off} />}
        </div>
      </div>
      <div ref={box} style={{ flex: 1, minHeight: 0, overflow: 'auto', opacity: list.isPlaceholderData ? 0.6 : 1 }}>
        <Full of={list} bones={<RowBones rows={14} />} empty={(d) => d.items.length === 0 && <Empty title={Object.keys(narrow).length ? t.emptyFound : t.emptyTitle} hint={Object.keys(narrow).length ? undefined : t.emptyHint} act={Object.keys(narrow).length ? <Button size="small" onClick={() => { setText(''); setAddress({ search: undefined, channel: undefined, importId: undefined, cursor: undefined }) }}>{t.anyChannel}</Button> : <LinkButton size="small" to="/import">{t.importOrders}</LinkButton>} />}>
          {() => (
            <table className="wide sticky">
              <thead><tr><th style={{ width: 150 }}>{t.columns.when}</th><th style={{ width: 150 }}>{t.columns.no}</th><th style={{ width: 150 }}>{t.columns.member}</th><th>{t.columns.what}</th><th style={{ width: 130 }}>{t.columns.where}</th><th className="r" style={{ width: 110 }}>{t.columns.pay}</th><th style={{ width: 120 }}>{t.columns.state}</th></tr></thead>
              <tbody>
                {rows.map((o, i) => (
                  <tr key={o.orderId} data-row={i} tabIndex={i === Math.max(0, keys.at) ? 0 : -1} className="pick" style={{ height: 38 }} onFocus={() => keys.setAt(i)} onClick={() => void go(`/orders/${o.orderId}`)}>
                    <td className="c3 nw">{f.moment(o.at)}</td>
                    <td className="nw"><Link tabIndex={-1} className="lnk" to={`/orders/${o.orderId}`} onClick={(e) => e.stopPropagation()}>{o.orderNo}</Link></td>
                    <td className="ell" style={{ maxWidth: 150 }}>{o.memberId ? <Link tabIndex={-1} style={{ color: 'inherit' }} to={`/members/${o.memberId}`} onClick={(e) => e.stopPropagation()}>{o.memberName}</Link> : <span className="c3">{t.anonymous}</span>}</td>
                    <td className="ell" style={{ maxWidth: 320 }}>{o.firstLine} {o.lineCount > 1 && <span className="c3 sm">{t.more(o.lineCount)}</span>}</td>
                    <td className="c2 sm ell" style={{ maxWidth: 130 }}>{o.storeName ?? t.channels[o.channel] ?? o.channel}</td>
                    <td className="r m">{f.money(o.payMinor)}</td>
                    <td>{o.state !== 'paid' ? <Pill tone={orderTone[o.state]}>{t.states[o.state]}</Pill> : <span className="c3 sm">{t.states.paid}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Full>
      </div>
      <ListFoot where={rows.length ? t.showing(f.whole(rows.length)) : ''} {...(pages.back ? { onPrevious: pages.back } : {})} {...(list.data?.next ? { onNext: () => pages.go(list.data.next!) } : {})} />
    </Page>
  )
}
