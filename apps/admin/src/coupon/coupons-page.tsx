import { Button, Input } from 'antd'
import { Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useKeptScroll, usePages } from '../platform/pages'
import { useWords } from '../platform/preferences'
import { useRowKeys } from '../platform/rows'
import { Bar } from '../ui/bar'
import { ListFoot } from '../ui/foot'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full, RowBones } from '../ui/states'
import { ViewTabs } from '../ui/view-tabs'
import { coupon as en } from '../words/en/coupon'
import { coupon as zh } from '../words/zh/coupon'
import { faceOf } from './terms'

const STATES = ['all', 'draft', 'published', 'paused', 'ended'] as const
export const stateTone = { draft: 'plain', published: 'good', paused: 'warn', ended: 'plain' } as const

export function CouponsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const [address, setAddress] = useAddress(['state', 'search', 'cursor'])
  const state = STATES.find((s) => s === address.state && s !== 'all') as 'draft' | undefined
  const [text, setText] = useState(address.search ?? '')
  const search = useRested(text.trim(), 250)
  const pages = usePages(`${state}${search}`)
  const list = useRead('listCoupons', { limit: 30, ...(state ? { state } : {}), ...(search ? { search } : {}), ...(pages.cursor ? { cursor: pages.cursor } : {}) })
  const rows = list.data?.items ?? []
  const box = useKeptScroll(!!list.data)
  const keys = useRowKeys(rows.length, { open: (i) => rows[i] && void go(`/coupons/${rows[i].couponId}`) })
  return (
    <Page crumbs={[{ text: t.title }]} full>
      <div style={{ padding: '0 32px' }}>
        <PageHead tight title={t.title} sub={t.sub} acts={<LinkButton type="primary" to="/coupons/new" icon={<Plus size={14} />}>{t.create}</LinkButton>} />
        <ViewTabs active={state ?? 'all'} onView={(s) => setAddress({ state: s === 'all' ? undefined : s, cursor: undefined })} views={STATES.map((s) => ({ key: s, name: t.states[s] }))}
          beside={<Input size="small" allowClear style={{ width: 200, height: 26 }} prefix={<Search size={13} color="var(--ht-ink3)" />} aria-label={t.search} placeholder={t.search} value={text} onChange={(e) => { setText(e.target.value); setAddress({ search: e.target.value.trim() || undefined, cursor: undefined }) }} />} />
      </div>
      <div ref={box} style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <Full of={list} bones={<RowBones height={46} />} empty={(d) => d.items.length === 0 && <Empty title={state || search ? t.emptyFound : t.emptyTitle} hint={state || search ? undefined : t.emptyHint} act={state || search ? <Button size="small" onClick={() => { setText(''); setAddress({ state: undefined, search: undefined }) }}>{t.states.all}</Button> : <LinkButton size="small" to="/coupons/new">{t.create}</LinkButton>} />}>
          {() => (
            <table className="wide sticky">
              <thead><tr><th>{t.columns.title}</th><th>{t.columns.terms}</th><th className="r">{t.columns.claimed}</th><th style={{ width: 150 }}>{t.columns.redeemed}</th><th className="r">{t.columns.left}</th><th className="r">{t.columns.discount}</th><th className="r">{t.columns.sold}</th><th style={{ width: 92 }}>{t.columns.state}</th></tr></thead>
              <tbody>
                {rows.map((c, i) => (
                  <tr key={c.couponId} data-row={i} tabIndex={i === Math.max(0, keys.at) ? 0 : -1} className={'pick' + (c.state === 'ended' ? ' c3' : '')} style={{ height: 44 }} onFocus={() => keys.setAt(i)} onClick={() => void go(`/coupons/${c.couponId}`)}>
                    <td className="m ell" style={{ maxWidth: 240 }}><Link tabIndex={-1} style={{ color: 'inherit' }} to={`/coupons/${c.couponId}`} onClick={(e) => e.stopPropagation()}>{c.terms.title}</Link></td>
                    <td className="c2">{faceOf(c.terms, f, t)}</td>
                    <td className="r">{f.whole(c.claimed)}</td>
                    <td><span className="row g8"><Bar share={c.claimed ? c.redeemed / c.claimed : 0} width={48} colour="var(--ht-d1)" />{f.whole(c.redeemed)} <span className="c3 sm">{c.claimed ? f.percent(c.redeemed / c.claimed, 0) : ''}</span></span></td>
                    <td className="r c2">{c.left === null ? t.unlimited : f.whole(c.left)}</td>
                    <td className="r">{f.round(c.discountMinor)}</td>
                    <td className="r m">{f.round(c.soldMinor)}</td>
                    <td><Pill tone={stateTone[c.state]}>{t.stateOf[c.state]}</Pill></td>
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
