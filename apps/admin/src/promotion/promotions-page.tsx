import { Button } from 'antd'
import { Ban, Plus } from 'lucide-react'
import { Fragment } from 'react'
import { Link, useNavigate } from 'react-router'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeptScroll, usePages } from '../platform/pages'
import { useWords } from '../platform/preferences'
import { useRowKeys } from '../platform/rows'
import { useMay } from '../platform/session'
import { ListFoot } from '../ui/foot'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full, RowBones } from '../ui/states'
import { ViewTabs } from '../ui/view-tabs'
import { promotion as en } from '../words/en/promotion'
import { promotion as zh } from '../words/zh/promotion'
import { phaseTone, STAGES, stageOf, stepsOf, togetherOf, whenOf, type Promotion } from './terms'

const VIEWS = ['all', 'published', 'draft', 'paused', 'ended'] as const

/** From top to bottom is the order in which prices are made. */
export function PromotionsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const may = useMay('manager')
  const [address, setAddress] = useAddress(['state', 'cursor'])
  const state = VIEWS.find((s) => s === address.state && s !== 'all') as 'draft' | undefined
  const pages = usePages(String(state))
  const list = useRead('listPromotions', { limit: 100, ...(state ? { state } : {}), ...(pages.cursor ? { cursor: pages.cursor } : {}) })
  const items = list.data?.items ?? []
  const groups = STAGES.map((stage) => ({ stage, rows: items.filter((p) => stageOf(p.terms.kind) === stage).sort((a, b) => a.terms.priority - b.terms.priority || (a.promotionId < b.promotionId ? -1 : 1)) })).filter((g) => g.rows.length > 0)
  const rows = groups.flatMap((g) => g.rows)
  const box = useKeptScroll(!!list.data)
  const keys = useRowKeys(rows.length, { open: (i) => rows[i] && void go(`/promotions/${rows[i].promotionId}`) })
  const given = items.reduce((sum, p) => sum + p.discountMinor, 0)
  const row = (p: Promotion) => {
    const i = rows.indexOf(p)
    return (
      <tr key={p.promotionId} data-row={i} tabIndex={i === Math.max(0, keys.at) ? 0 : -1} className={'pick' + (p.phase === 'ended' || p.phase === 'over' ? ' c3' : '')} style={{ height: 42 }} onFocus={() => keys.setAt(i)} onClick={() => void go(`/promotions/${p.promotionId}`)}>
        <td className="m ell" style={{ maxWidth: 220 }}><Link tabIndex={-1} style={{ color: 'inherit' }} to={`/promotions/${p.promotionId}`} onClick={(e) => e.stopPropagation()}>{p.terms.title}</Link></td>
        <td><span className="row g6 wrap">{stepsOf(p.terms, f, t).map((s, k) => <span key={k} className="pill">{s}</span>)}</span></td>
        <td className="c2 nw">{p.terms.exclusivity === 'alone' && p.terms.kind !== 'unit-price' ? <span className="row g6"><Ban size={13} aria-hidden />{t.alone}</span> : p.terms.exclusivity === 'group' && p.terms.kind !== 'unit-price' ? <span className="row g6"><span aria-hidden style={{ width: 3, height: 14, borderRadius: 2, background: 'var(--ht-note)' }} />{togetherOf(p.terms, t)}</span> : togetherOf(p.terms, t)}</td>
        <td className="c2 nw">{whenOf(p.terms, f, t, Date.now())}</td>
        <td className="r nw">{p.orders ? t.orders(f.whole(p.orders)) : '—'}</td>
        <td className="r m">{p.discountMinor ? f.coarse(p.discountMinor) : '—'}</td>
        <td><Pill tone={phaseTone[p.phase]}>{t.phases[p.phase]}</Pill></td>
      </tr>
    )
  }
  return (
    <Page crumbs={[{ text: t.title }]} full>
      <div style={{ padding: '0 32px' }}>
        <PageHead tight title={t.title} sub={t.sub} acts={may && <LinkButton type="primary" to="/promotions/new" icon={<Plus size={14} />}>{t.create}</LinkButton>} />
        <ViewTabs active={state ?? 'all'} onView={(s) => setAddress({ state: s === 'all' ? undefined : s, cursor: undefined })} views={VIEWS.map((s) => ({ key: s, name: t.views[s] }))} beside={<Competition />} />
      </div>
      <div ref={box} style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <Full of={list} bones={<RowBones height={42} />} empty={(d) => d.items.length === 0 && <Empty title={state ? t.emptyFound : t.emptyTitle} hint={state ? undefined : t.emptyHint} act={state ? <Button size="small" onClick={() => setAddress({ state: undefined })}>{t.views.all}</Button> : may && <LinkButton size="small" to="/promotions/new">{t.create}</LinkButton>} />}>
          {() => (
            <table className="wide sticky">
              <thead><tr><th style={{ width: 210 }}>{t.columns.title}</th><th>{t.columns.does}</th><th style={{ width: 130 }}>{t.columns.together}</th><th style={{ width: 170 }}>{t.columns.when}</th><th className="r" style={{ width: 96 }}>{t.columns.orders}</th><th className="r" style={{ width: 110 }}>{t.columns.given}</th><th style={{ width: 104 }}>{t.columns.state}</th></tr></thead>
              <tbody>
                {groups.map((g) => (
                  <Fragment key={g.stage}>
                    <tr><td colSpan={7} style={{ background: 'var(--ht-sunk, var(--ht-hover))', padding: '5px 32px' }}><span className="row g8"><span aria-hidden className="xs" style={{ width: 17, height: 17, borderRadius: 9, display: 'grid', placeItems: 'center', background: 'var(--ht-ink2)', color: 'var(--ht-surface)', fontWeight: 600 }}>{STAGES.indexOf(g.stage) + 1}</span><b>{t.stages[g.stage][0]}</b><span className="sm c3">{t.stages[g.stage][1]}</span></span></td></tr>
                    {g.rows.map(row)}
                  </Fragment>
                ))}
              </tbody>
            </table>
          )}
        </Full>
      </div>
      <ListFoot where={items.length ? t.givenInAll(f.coarse(given)) : ''} {...(pages.back ? { onPrevious: pages.back } : {})} {...(list.data?.next ? { onNext: () => pages.go(list.data.next!) } : {})} />
    </Page>
  )
}

/** Which of several ways to count is taken: a setting, shown where it matters. */
function Competition() {
  const t = useWords(zh, en)
  const owner = useMay('owner')
  const settings = useRead('listSettings', {}, { fresh: 60_000, on: owner })
  const value = settings.data?.items.find((s) => s.key === 'price-competition')?.value
  if (typeof value !== 'string') return null
  return <span className="row g8 sm c3">{t.competing}<span className="pill">{t.competitions[value as 'best'] ?? value}</span><Link to="/settings?search=price-competition">{t.changeIt}</Link></span>
}
